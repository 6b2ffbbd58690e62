"""What a store hands out besides documents and statements: small typed values, none of which needs a database library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from dragoman.model import Statement

Outcome = Literal["new", "unchanged", "recoded"]
Verdict = Literal["confirmed", "corrected", "rejected", "withdrawn"]
View = Literal["judged", "machine"]


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a document did, told only once it is safely stored.

    ``new``: it was not there. ``unchanged``: the same text, metadata and coder were there already. ``recoded``: the text was there,
    but its metadata, the codebook or the coder changed, and the machine's statements were replaced. ``id`` is the id it is stored
    under: the document's own, or that with ``@`` and a hash where another text has it. ``statements`` is how many are stored for it.
    """

    id: str
    outcome: Outcome
    statements: int
    not_coded: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One entry of the journal: what a person decided about one claim of one document, when and why. Entries are only ever added.

    ``statement`` is the claim as the person saw it; ``correction`` holds the fields that they changed, in the contract's form.
    ``withdrawn`` takes back what was decided about the claim before.
    """

    number: int
    at: str
    by: str
    verdict: Verdict
    note: str
    statement: Statement
    correction: Mapping[str, Any] | None = None

    @property
    def corrected(self) -> Statement:
        """The claim as the person left it."""
        return apply_correction(self.statement, self.correction)


class Dyad(NamedTuple):
    """Two states, ``a`` before ``b`` in the alphabet, and how many of the machine's statements concern both."""

    a: str
    b: str
    statements: int


class Rejected(NamedTuple):
    """Something that could not be read when it was last tried (``at``, UTC)."""

    path: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class StoreStatus:
    """What a store holds. Counts of statements are of the machine's; ``not_coded`` counts documents by the reason why not.

    ``first_date`` and ``last_date`` (ISO days) bound what is said to have happened. ``codebooks`` counts documents by the version
    that coded them. ``judgements`` counts the journal's entries by verdict. ``size_bytes`` is what the store takes on disk.
    """

    location: str
    schema_version: str
    created_at: str
    last_added_at: str | None
    documents: int
    by_language: Mapping[str, int]
    not_coded: Mapping[str, int]
    statements: int
    by_kind: Mapping[str, int]
    by_status: Mapping[str, int]
    first_date: str | None
    last_date: str | None
    dyads: int
    codebooks: Mapping[str, int]
    judgements: Mapping[str, int] = field(default_factory=dict)
    rejected: int = 0
    size_bytes: int = 0


def apply_correction(statement: Statement, correction: Mapping[str, Any] | None) -> Statement:
    """The statement with a person's changes, given as in the contract's JSON form."""
    if not correction:
        return statement
    return Statement.from_dict({**statement.to_dict(trace=True), **correction})
