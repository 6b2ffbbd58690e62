"""The fact: what any number of statements claim together."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from dragoman.model import Amount, DateBasis, Statement, Status
from dragoman.times.edtf import bounds


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the record of two states (or of one). Fields as in the statement; the best that its statements agree on.

    ``statements`` holds every statement that claims it, in a fixed order. ``disputed`` tells, in words, what other facts say that cannot
    also be true; ``conflicts_with`` are the ids of those. ``related`` are the ids of other facts of the same thing's history (planned, then
    opened). ``confidence`` takes the documents' errors to be independent. ``id`` changes with the statements.
    """

    id: str
    kind: str
    source: str | None
    target: str | None
    parties: tuple[str, ...] | None
    via: tuple[str, ...]
    date: str | None
    date_basis: DateBasis | None
    status: Status
    object: str | None
    detail: dict[str, Any]
    amount: Amount | None
    statements: tuple[Statement, ...]
    confidence: float
    disputed: tuple[str, ...] = ()
    conflicts_with: tuple[str, ...] = ()
    related: tuple[str, ...] = field(default=())

    @property
    def states(self) -> tuple[str, ...]:
        """Every state that the fact is about (not those in ``via``), sorted."""
        return tuple(sorted({s for s in (self.source, self.target, *(self.parties or ())) if s}))

    @property
    def sources(self) -> tuple[str, ...]:
        """The documents that claim it, sorted by id."""
        return tuple(sorted({statement.evidence.doc for statement in self.statements}))

    @property
    def bounds(self) -> tuple[datetime.date | None, datetime.date | None]:
        """First and last day of its date; None where open or unknown."""
        return bounds(self.date) if self.date else (None, None)

    def to_dict(self) -> dict[str, Any]:
        """The fact as JSON values; of its statements only the ids."""
        return {
            "id": self.id, "kind": self.kind, "source": self.source, "target": self.target,
            "parties": list(self.parties) if self.parties is not None else None, "via": list(self.via), "date": self.date,
            "date_basis": self.date_basis, "status": self.status, "object": self.object, "detail": self.detail,
            "amount": self.amount.as_dict() if self.amount else None, "statements": [s.id for s in self.statements],
            "sources": list(self.sources), "confidence": self.confidence, "disputed": list(self.disputed),
            "conflicts_with": list(self.conflicts_with), "related": list(self.related)}
