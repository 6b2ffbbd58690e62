"""What a store hands out besides documents and statements: small typed values, none of which needs a database library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, get_args

from dragoman.model import Statement, Verdict

Outcome = Literal["new", "unchanged", "recoded"]
Scope = Literal["statement", "fact"]
Need = Literal["any", "disputed", "unsure", "used", "contested"]
VERDICTS: tuple[str, ...] = get_args(Verdict)
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
class Target:
    """What a judgement is about: the machine's statement in the text of that hash (SHA-256). ``side`` tells the parts of a split."""

    text: str
    statement: Statement
    side: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """One entry of the journal: what a person decided, when and why. Entries are only ever added.

    ``scope`` is ``statement`` (it holds in the texts of its targets) or ``fact`` (it holds for the same claims in any text, also in
    texts that come later). ``correction`` holds the fields that they changed, in the contract's form. ``merged`` makes all targets one
    fact, ``split`` parts their sides. ``withdrawn`` takes back what was decided about the targets before; ``undone`` takes back the one
    entry whose key is ``undoes``. ``key`` is the same in every store into which the entry is imported, ``number`` is not.
    """

    number: int
    at: str
    by: str
    verdict: Verdict
    note: str
    scope: Scope
    targets: tuple[Target, ...]
    correction: Mapping[str, Any] | None = None
    undoes: str | None = None
    key: str = ""

    @property
    def statement(self) -> Statement:
        """The (first) claim as the machine had it."""
        return self.targets[0].statement

    @property
    def corrected(self) -> Statement:
        """The (first) claim as the person left it."""
        return apply_correction(self.statement, self.correction)

    def to_dict(self) -> dict[str, Any]:
        """The entry as JSON values, to be shared with colleagues."""
        targets = [{"text": t.text, "side": t.side, "statement": t.statement.to_dict(trace=True)} for t in self.targets]
        return {"key": self.key, "at": self.at, "by": self.by, "verdict": self.verdict, "note": self.note, "scope": self.scope,
                "correction": dict(self.correction) if self.correction else None, "undoes": self.undoes, "targets": targets}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Judgement:
        """The inverse of ``to_dict``. KeyError, TypeError or ValueError where something is missing or of the wrong sort."""
        if data["verdict"] not in VERDICTS or data["scope"] not in ("statement", "fact"):
            raise ValueError(f"no such verdict or scope: {data['verdict']}, {data['scope']}")
        targets = tuple(Target(str(t["text"]), Statement.from_dict(t["statement"]), int(t["side"])) for t in data["targets"])
        return cls(0, str(data["at"]), str(data["by"]), data["verdict"], str(data["note"]), data["scope"], targets,
                   data["correction"], data["undoes"], str(data["key"]))


class Imported(NamedTuple):
    """How many entries of a journal were new, and how many the store had already."""

    new: int
    known: int


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
    that coded them. ``disputed`` counts facts that cannot all be true. ``judgements`` counts the journal's entries by verdict.
    ``size_bytes`` is what the store takes on disk.
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
    facts: int = 0
    disputed: int = 0
    judgements: Mapping[str, int] = field(default_factory=dict)
    rejected: int = 0
    size_bytes: int = 0


def apply_correction(statement: Statement, correction: Mapping[str, Any] | None) -> Statement:
    """The statement with a person's changes, given as in the contract's JSON form.

    A CAMEO code that was found for what is planned does not hold of what happened or did not: a change between them leaves none.
    """
    if not correction:
        return statement
    left = Statement.from_dict({**statement.to_dict(trace=True), **correction})
    if left.plover is not None and left.plover == statement.plover and _reality(left) != _reality(statement):
        return left.with_(plover=left.plover.uncoded())
    return left


def _reality(statement: Statement) -> str:
    return {"planned": "ahead", "proposed": "ahead", "denied": "never", "ended": "over"}.get(statement.status, "real")
