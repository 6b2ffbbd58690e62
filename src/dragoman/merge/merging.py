"""From statements to facts."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from math import prod
from typing import Any, TypeVar

from dragoman.merge.clusters import Claim, cluster, to_claims
from dragoman.merge.disputes import related_to, with_disputes
from dragoman.merge.fact import Fact
from dragoman.merge.kinds import Kinds, load_kinds
from dragoman.merge.sorts import Key, sort_of, states_key
from dragoman.model import Amount, Statement
from dragoman.times.edtf import finer, sort_key

SameState = Callable[[str, str], bool]
T = TypeVar("T")
_SURE_AT_MOST = 0.99


def merge_statements(statements: Iterable[Statement], *, same_state: SameState | None = None) -> list[Fact]:
    """Statements from any number of documents as facts, in order of date; the same facts in whatever order the statements come.

    Every statement is in exactly one fact (an exact repeat counts once). ``same_state`` tells whether two codes are of a state and its
    successor; it must be symmetric. Ambiguous statements stay apart. Facts that can't all be true tell so in ``disputed``; those of one
    thing's history name each other in ``related``.
    """
    kinds = load_kinds()
    given = list(statements)
    one_code = _one_code({code for statement in given for code in statement.states}, same_state)
    claims = to_claims(given, one_code.__getitem__, kinds)
    buckets: defaultdict[tuple[Key, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        statement = claim.statement
        buckets[states_key(statement, one_code, kinds), sort_of(statement.status)].append(claim)
    facts: list[tuple[Key, Fact]] = []
    for (key, _), bucket in buckets.items():
        facts += [(key, _fact(group, kinds)) for group in cluster(bucket, key.kind, kinds)]
    facts.sort(key=lambda pair: (sort_key(pair[1].date), pair[1].kind, pair[0].states, pair[1].status, pair[1].id))
    return related_to(with_disputes(facts, kinds), kinds)


def _one_code(codes: set[str], same_state: SameState | None) -> dict[str, str]:
    """Each code with the one that stands for all that are the same state: the first of them in the alphabet."""
    stands_for = {code: code for code in codes}
    if same_state is None:
        return stands_for
    ordered = sorted(codes)
    for i, a in enumerate(ordered):
        for b in ordered[i + 1:]:
            if stands_for[a] != stands_for[b] and same_state(a, b):
                keep, give_up = sorted((stands_for[a], stands_for[b]))
                stands_for = {code: keep if root == give_up else root for code, root in stands_for.items()}
    return stands_for


def _fact(group: Sequence[Statement], kinds: Kinds) -> Fact:
    members = sorted(group, key=lambda s: (s.evidence.doc, s.evidence.start, s.evidence.end, s.id, repr(s.to_dict())))
    date = _best_date(members)
    source, target, parties = _most(members, lambda s: (s.source, s.target, s.parties))
    if members[0].kind in kinds.single or parties is not None:
        # A statement that leaves out from whom, or who acted, is no vote against those that tell.
        source = _most_or_none(members, lambda s: s.source)
        target = _most_or_none(members, lambda s: s.target)
    basis = _most([s for s in members if s.date == date], lambda s: s.date_basis)
    return Fact(
        id=_id(members), kind=members[0].kind, source=source, target=target, parties=parties,
        via=tuple(sorted({state for s in members for state in s.via})), date=date, date_basis=basis,
        status=_status(members), object=_best_object(members), detail=_detail(members), amount=_best_amount(members),
        statements=tuple(members), confidence=_confidence(members))


def _id(members: Sequence[Statement]) -> str:
    said = "\n".join(sorted(repr(s.to_dict()) for s in members))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _votes(members: Iterable[Statement], value: Callable[[Statement], T]) -> Counter[T]:
    """In how many documents each value stands."""
    return Counter(told for _, told in {(s.evidence.doc, value(s)) for s in members})


def _most(members: Sequence[Statement], value: Callable[[Statement], T]) -> T:
    """The value that most documents tell; of several such, the first by its writing."""
    votes = _votes(members, value)
    return min(votes, key=lambda told: (-votes[told], repr(told)))


def _most_or_none(members: Sequence[Statement], value: Callable[[Statement], str | None]) -> str | None:
    telling = [s for s in members if value(s) is not None]
    return _most(telling, value) if telling else None


def _best_date(members: Sequence[Statement]) -> str | None:
    dates = sorted({s.date for s in members if s.date})
    return reduce(finer, dates) if dates else None


def _status(members: Sequence[Statement]) -> Any:
    votes = _votes(members, lambda s: s.status)
    if set(votes) == {"planned", "proposed"}:
        return "planned"
    return min(votes, key=lambda status: (-votes[status], status))


def _best_object(members: Sequence[Statement]) -> str | None:
    """The name that most documents use; of several such, the longest."""
    votes = _votes([s for s in members if s.object], lambda s: s.object or "")
    return min(votes, key=lambda name: (-votes[name], -len(name), name)) if votes else None


def _best_amount(members: Sequence[Statement]) -> Amount | None:
    """The amount that most documents tell; of several such, an exact one, then the one with most digits."""
    votes = _votes([s for s in members if s.amount], lambda s: s.amount)

    def rank(amount: Amount | None) -> tuple[Any, ...]:
        assert amount is not None
        digits = len(f"{amount.value:.15g}".rstrip("0").replace(".", ""))
        return -votes[amount], amount.comparator != "=", -digits, repr(amount)

    return min(votes, key=rank) if votes else None


def _detail(members: Sequence[Statement]) -> dict[str, Any]:
    """Every detail that a statement tells: lists joined, of single values the one that most documents tell."""
    out: dict[str, Any] = {}
    for key in sorted({key for s in members for key in s.detail}):
        telling = [s for s in members if s.detail.get(key) is not None]
        if telling and all(isinstance(s.detail[key], list | tuple) for s in telling):
            out[key] = sorted({str(value) for s in telling for value in s.detail[key]})
        elif telling:
            said = _most(telling, lambda s: repr(s.detail[key]))  # noqa: B023
            out[key] = next(s.detail[key] for s in telling if repr(s.detail[key]) == said)
    return out


def _confidence(members: Sequence[Statement]) -> float:
    """That not every document was misread: each document counts with its surest statement. Never quite 1 unless a person made sure."""
    best: dict[str, float] = {}
    for s in members:
        best[s.evidence.doc] = max(best.get(s.evidence.doc, 0.0), s.confidence)
    if max(best.values()) >= 1:
        return 1.0
    return round(min(1 - prod(1 - confidence for confidence in sorted(best.values())), _SURE_AT_MOST), 4)
