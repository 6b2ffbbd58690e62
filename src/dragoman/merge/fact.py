"""The fact: what any number of statements claim together."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Literal

from dragoman.model import Amount, DateBasis, Review, Statement, Status
from dragoman.times.edtf import bounds

About = Literal["date", "place", "amount", "denial"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another fact that cannot also be true: its id, what they disagree about, and that in words ("1991, elsewhere 1992-01-14")."""

    fact: str
    about: About
    words: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many statements claim a fact, in how many documents, and how many of these are independent of each other."""

    statements: int
    documents: int
    independent: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the record of two states (or of one). Fields as in the statement; the best that its statements agree on.

    ``statements`` holds the statements that claim it, in a fixed order: all of them, or, where a store was asked for fewer, the best.
    ``counts`` is how many statements, documents and independent sources there are in all. ``conflicts`` are the facts that cannot also
    be true; ``related`` are the ids of other facts of the same thing's history (planned, then opened). ``confidence`` takes the
    independent sources' errors to be independent. ``reviews`` are the last words of people on its claims. ``id`` stays while the
    fullest of its claims does. ``added`` is when the store first had it, ``grew`` when
    the latest of its documents came, UTC; None outside a store.
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
    counts: Counts
    conflicts: tuple[Conflict, ...] = ()
    related: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()
    added: str | None = None
    grew: str | None = None

    @property
    def states(self) -> tuple[str, ...]:
        """Every state that the fact is about (not those in ``via``), sorted."""
        return tuple(sorted({s for s in (self.source, self.target, *(self.parties or ())) if s}))

    @property
    def sources(self) -> tuple[str, ...]:
        """The documents of its ``statements``, sorted by id."""
        return tuple(sorted({statement.evidence.doc for statement in self.statements}))

    @property
    def bounds(self) -> tuple[datetime.date | None, datetime.date | None]:
        """First and last day of its date; None where open or unknown."""
        return bounds(self.date) if self.date else (None, None)

    @property
    def disputed(self) -> bool:
        """Whether some other fact cannot also be true."""
        return bool(self.conflicts)

    @property
    def conflicts_with(self) -> tuple[str, ...]:
        """The ids of the facts that cannot also be true."""
        return tuple(dict.fromkeys(conflict.fact for conflict in self.conflicts))

    @property
    def reviewed(self) -> bool:
        """Whether a person confirmed it, or left it corrected."""
        return any(review.verdict in ("confirmed", "corrected") for review in self.reviews)

    def to_dict(self) -> dict[str, Any]:
        """The fact as JSON values; of its statements only the ids."""
        return {
            "id": self.id, "kind": self.kind, "source": self.source, "target": self.target,
            "parties": list(self.parties) if self.parties is not None else None, "via": list(self.via), "date": self.date,
            "date_basis": self.date_basis, "status": self.status, "object": self.object, "detail": self.detail,
            "amount": self.amount.as_dict() if self.amount else None, "statements": [s.id for s in self.statements],
            "sources": list(self.sources), "confidence": self.confidence,
            "counts": {"statements": self.counts.statements, "documents": self.counts.documents, "independent": self.counts.independent},
            "conflicts": [{"fact": c.fact, "about": c.about, "words": c.words} for c in self.conflicts],
            "related": list(self.related), "reviews": [review.to_dict() for review in self.reviews], "added": self.added, "grew": self.grew}
