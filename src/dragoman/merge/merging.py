"""From claims to facts: within a cell, and from statements in hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from math import prod
from typing import Any, Generic, TypeVar

from dragoman.merge.claims import Claim, Key, claims_of, digest
from dragoman.merge.clusters import cluster
from dragoman.merge.disputes import conflicts_of, in_fixed_order, related_to
from dragoman.merge.fact import Counts, Fact
from dragoman.merge.kinds import Kinds, load_kinds
from dragoman.merge.succession import Succession, load_succession
from dragoman.merge.voices import Voice, independent, voice_of
from dragoman.model import Amount, Document, Review, Statement
from dragoman.stories import group, sketch
from dragoman.times.edtf import finer, sort_key

T = TypeVar("T")
R = TypeVar("R")
_SURE_AT_MOST = 0.99


@dataclass(frozen=True, slots=True)
class Telling(Generic[R]):
    """A claim as one document makes it. ``ref`` is whatever the caller knows the statement by; nothing looks at it."""

    claim: Claim
    voice: Voice
    confidence: float
    ref: R
    review: Review | None = None


def merge_statements(statements: Iterable[Statement], documents: Iterable[Document] = ()) -> list[Fact]:
    """Statements from any number of documents as facts, in order of date; the same facts in whatever order the statements come.

    Every statement is in exactly one fact (an exact repeat counts once). ``documents`` are those that they quote, by whose texts, outlets
    and dates independent sources are told from copies; without them, only by the quotes. Ambiguous statements stay apart. Facts that
    can't all be true tell so in ``conflicts``; those of one thing's history name each other in ``related``.
    """
    kinds, succession = load_kinds(), load_succession()
    by_id = {document.id: document for document in documents}
    stories = group({document.id: sketch(document.text, document.language) for document in by_id.values()})
    by_document: defaultdict[str, list[Statement]] = defaultdict(list)
    for given in dict.fromkeys(map(_Hashable, statements)):
        by_document[given.statement.evidence.doc].append(given.statement)
    cells: defaultdict[str, list[Telling[Statement]]] = defaultdict(list)
    for said in by_document.values():
        said.sort(key=_place)
        for claim, statement in zip(claims_of(said, succession, kinds), said, strict=True):
            cells[claim.cell].append(Telling(claim, voice_of(statement, by_id, stories), statement.confidence, statement))
    facts = []
    for cell in cells.values():
        for fact, refs in facts_of_cell(cell, succession, kinds):
            facts.append(replace(fact, statements=tuple(sorted(refs, key=_place))))
    return related_to(in_order(facts), kinds)


def facts_of_cell(tellings: Sequence[Telling[R]], succession: Succession, kinds: Kinds) -> list[tuple[Fact, list[R]]]:
    """The facts of one cell, without statements, each with the refs of what tells it; conflicts within the cell are marked."""
    by_claim: defaultdict[str, list[Telling[R]]] = defaultdict(list)
    claims = {telling.claim.id: telling.claim for telling in tellings}
    for telling in tellings:
        by_claim[telling.claim.id].append(telling)
    groups = groups_of_cell({c: {telling.voice.document for telling in by_claim[c.id]} for c in claims.values()}, kinds)
    members = [[telling for claim in group for telling in by_claim[claim.id]] for group in groups]
    made = [fact_of(group, told, kinds) for group, told in zip(groups, members, strict=True)]
    voices = {fact.id: {telling.voice.speaker for telling in told} for fact, told in zip(made, members, strict=True)}
    conflicts = conflicts_of(made, voices.__getitem__, succession, kinds)
    return [(replace(fact, conflicts=in_fixed_order(conflicts.get(fact.id, ()))), [telling.ref for telling in told])
            for fact, told in zip(made, members, strict=True)]


def groups_of_cell(documents: Mapping[Claim, Collection[str]], kinds: Kinds) -> list[list[Claim]]:
    """The claims of one cell, each given with the documents that make it, in groups that are one fact."""
    sorts: defaultdict[tuple[Key, str], dict[Claim, Collection[str]]] = defaultdict(dict)
    for claim, made_by in documents.items():
        # A mark may bring claims of another key into this cell: they are the same by a person's word.
        sorts[_marked_key(claim, documents), claim.sort][claim] = made_by
    return [together for claims in sorts.values() for together in cluster(claims, kinds)]


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """Facts by date, the undated last."""
    return sorted(facts, key=lambda f: (sort_key(f.date), f.kind, f.source or "", f.target or "", f.parties or (), f.status, f.id))


def _marked_key(claim: Claim, claims: Iterable[Claim]) -> Key:
    if claim.mark is None:
        return claim.key
    return min((other for other in claims if other.mark == claim.mark and other.sort == claim.sort), key=lambda c: c.order).key


class _Hashable:
    """A statement by all that it says, for leaving out exact repeats whose traces differ."""

    def __init__(self, statement: Statement) -> None:
        self.statement, self._said = statement, repr(statement.to_dict())

    def __hash__(self) -> int:
        return hash(self._said)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hashable) and other._said == self._said


def _place(statement: Statement) -> tuple[Any, ...]:
    return statement.evidence.doc, statement.evidence.start, statement.evidence.end, statement.id, repr(statement.to_dict())


def fact_of(group: Sequence[Claim], tellings: Sequence[Telling[R]], kinds: Kinds) -> Fact:
    """The fact that a group's claims come to, without statements and conflicts."""
    votes = _Votes(group, tellings)
    first = min(group, key=lambda claim: claim.order)
    date = _best_date(group)
    source, target, parties = votes.most(lambda c: (c.said.source, c.said.target, c.said.parties))
    if first.said.kind in kinds.single or parties is not None:
        # A statement that leaves out from whom, or who acted, is no vote against those that tell.
        source = votes.most_or_none(lambda c: c.said.source)
        target = votes.most_or_none(lambda c: c.said.target)
    together = independent(telling.voice for telling in tellings)
    reviews = {telling.review.entry: telling.review for telling in tellings if telling.review}
    return Fact(
        id=digest(f"{first.text} {first.cell}", 12), kind=first.said.kind, source=source, target=target, parties=parties,
        via=tuple(sorted({state for claim in group for state in claim.said.via})), date=date,
        date_basis=votes.most(lambda c: c.said.date_basis, of=lambda c: c.said.date == date), status=_status(votes),
        object=_best_object(votes), detail=_detail(votes), amount=_best_amount(votes), statements=(),
        confidence=_confidence(tellings, together),
        counts=Counts(len(tellings), sum(map(len, together)), len(together)),
        reviews=tuple(sorted(reviews.values(), key=lambda r: (r.at, r.entry))))


class _Votes:
    """In how many documents each value of a field stands."""

    def __init__(self, group: Sequence[Claim], tellings: Sequence[Telling[Any]]) -> None:
        self.claims = sorted(group, key=lambda claim: claim.text)
        self._documents: defaultdict[str, set[str]] = defaultdict(set)
        for telling in tellings:
            self._documents[telling.claim.id].add(telling.voice.document)

    def count(self, value: Callable[[Claim], T], of: Callable[[Claim], bool] = lambda _: True) -> Counter[T]:
        told: defaultdict[T, set[str]] = defaultdict(set)
        for claim in filter(of, self.claims):
            told[value(claim)] |= self._documents[claim.id]
        return Counter({told_value: len(documents) for told_value, documents in told.items()})

    def most(self, value: Callable[[Claim], T], of: Callable[[Claim], bool] = lambda _: True) -> T:
        """The value that most documents tell; of several such, the first by its writing."""
        votes = self.count(value, of)
        return min(votes, key=lambda told: (-votes[told], repr(told)))

    def most_or_none(self, value: Callable[[Claim], str | None]) -> str | None:
        """As ``most``, of those that tell it."""
        votes = self.count(value, lambda claim: value(claim) is not None)
        return min(votes, key=lambda told: (-votes[told], repr(told))) if votes else None


def _best_date(group: Sequence[Claim]) -> str | None:
    dates = sorted({claim.said.date for claim in group if claim.said.date})
    return reduce(finer, dates) if dates else None


def _status(votes: _Votes) -> Any:
    counted = votes.count(lambda c: c.said.status)
    if set(counted) == {"planned", "proposed"}:
        return "planned"
    return min(counted, key=lambda status: (-counted[status], status))


def _best_object(votes: _Votes) -> str | None:
    """The name that most documents use; of several such, the longest."""
    counted = votes.count(lambda c: c.said.object or "", lambda c: bool(c.said.object))
    return min(counted, key=lambda name: (-counted[name], -len(name), name)) if counted else None


def _best_amount(votes: _Votes) -> Amount | None:
    """The amount that most documents tell; of several such, an exact one, then the one with most digits."""
    counted = votes.count(lambda c: c.said.amount, lambda c: c.said.amount is not None)

    def rank(amount: Amount | None) -> tuple[Any, ...]:
        assert amount is not None
        digits = len(f"{amount.value:.15g}".rstrip("0").replace(".", ""))
        return -counted[amount], amount.comparator != "=", -digits, repr(amount)

    return min(counted, key=rank) if counted else None


def _detail(votes: _Votes) -> dict[str, Any]:
    """Every detail that a claim tells: lists joined, of single values the one that most documents tell."""
    out: dict[str, Any] = {}
    for key in sorted({key for claim in votes.claims for key in claim.said.detail}):
        telling = [claim.said.detail[key] for claim in votes.claims if claim.said.detail.get(key) is not None]
        if telling and all(isinstance(value, list | tuple) for value in telling):
            out[key] = sorted({str(value) for values in telling for value in values})
        elif telling:
            said = votes.most(lambda c: repr(c.said.detail[key]), lambda c: c.said.detail.get(key) is not None)  # noqa: B023
            out[key] = next(value for value in telling if repr(value) == said)
    return out


def _confidence(tellings: Sequence[Telling[Any]], together: Sequence[Sequence[str]]) -> float:
    """That not every independent source was misread: each counts with its surest statement. Never quite 1 unless a person made sure."""
    source = {document: number for number, documents in enumerate(together) for document in documents}
    best: dict[int, float] = {}
    for telling in tellings:
        number = source[telling.voice.document]
        best[number] = max(best.get(number, 0.0), telling.confidence)
    if max(best.values()) >= 1:
        return 1.0
    return round(min(1 - prod(1 - confidence for confidence in sorted(best.values())), _SURE_AT_MOST), 4)
