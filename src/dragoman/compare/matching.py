"""Which fact of one record is which of another.

An id tells, but changes when a fuller telling comes; then the statements do, or what is claimed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.merge import Fact
from dragoman.merge.claims import sort_of
from dragoman.merge.names import same_name, same_persons
from dragoman.times.edtf import compatible


@dataclass(slots=True)
class Matches:
    """``pairs`` are (old, new), each fact at most once. ``joined`` are old facts whose statements are now part of another fact,
    ``parted`` new facts whose statements were part of another, each with that other one's id."""

    pairs: list[tuple[Fact, Fact]] = field(default_factory=list)
    joined: dict[str, str] = field(default_factory=dict)
    parted: dict[str, str] = field(default_factory=dict)


def match(old: Sequence[Fact], new: Sequence[Fact]) -> Matches:
    """Matches facts by id, then by the statements that they share, then by what they claim."""
    out, new_by_id = Matches(), {fact.id: fact for fact in new}
    out.pairs = [(fact, new_by_id[fact.id]) for fact in old if fact.id in new_by_id]
    _pair(out, old, new, _sharing(old, new))
    _pair(out, old, new, _alike(_unmatched(old, out, 0), _unmatched(new, out, 1)))
    _tell_apart(out, old, new)
    return out


def _unmatched(facts: Iterable[Fact], matches: Matches, side: int) -> list[Fact]:
    taken = {pair[side].id for pair in matches.pairs}
    return [fact for fact in facts if fact.id not in taken]


def _pair(matches: Matches, old: Sequence[Fact], new: Sequence[Fact], scores: dict[tuple[str, str], float]) -> None:
    """The best first; each fact once."""
    before = {fact.id: fact for fact in _unmatched(old, matches, 0)}
    after = {fact.id: fact for fact in _unmatched(new, matches, 1)}
    for a, b in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if a in before and b in after:
            matches.pairs.append((before.pop(a), after.pop(b)))


def _sharing(old: Iterable[Fact], new: Iterable[Fact]) -> dict[tuple[str, str], float]:
    """How many statements two facts share."""
    where: defaultdict[str, list[str]] = defaultdict(list)
    for fact in new:
        for statement in fact.statements:
            where[statement.id].append(fact.id)
    shared: Counter[tuple[str, str]] = Counter((fact.id, other) for fact in old for s in fact.statements for other in where[s.id])
    return {pair: float(count) for pair, count in shared.items()}


def _alike(old: Iterable[Fact], new: Iterable[Fact]) -> dict[tuple[str, str], float]:
    """How much alike two facts are that may be one: of one kind and the same states, with dates, names and persons that fit."""
    by_key: defaultdict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in new:
        by_key[_key(fact)].append(fact)
    return {(a.id, b.id): _likeness(a, b) for a in old for b in by_key[_key(a)] if _may_be_one(a, b)}


def _key(fact: Fact) -> tuple[object, ...]:
    return fact.kind, fact.parties or (fact.source, fact.target)


def _may_be_one(a: Fact, b: Fact) -> bool:
    if (sort_of(a.status) == "denied") != (sort_of(b.status) == "denied"):
        return False
    if a.date is not None and b.date is not None and not compatible(a.date, b.date):
        return False
    if a.object is not None and b.object is not None and not same_name(a.object, b.object):
        return False
    return same_persons(_persons(a), _persons(b))


def _likeness(a: Fact, b: Fact) -> float:
    same = (a.date == b.date, a.status == b.status, a.object == b.object, a.amount == b.amount, set(a.sources) & set(b.sources))
    return float(sum(map(bool, same)))


def _persons(fact: Fact) -> tuple[str, ...]:
    persons = fact.detail.get("persons")
    return tuple(map(str, persons)) if isinstance(persons, list | tuple) else ()


def _tell_apart(matches: Matches, old: Sequence[Fact], new: Sequence[Fact]) -> None:
    now = {s.id: fact.id for fact in new for s in fact.statements}
    once = {s.id: fact.id for fact in old for s in fact.statements}
    for fact in _unmatched(old, matches, 0):
        if found := _most(now[s.id] for s in fact.statements if s.id in now):
            matches.joined[fact.id] = found
    for fact in _unmatched(new, matches, 1):
        if found := _most(once[s.id] for s in fact.statements if s.id in once):
            matches.parted[fact.id] = found


def _most(ids: Iterable[str]) -> str | None:
    counted = Counter(ids)
    return min(counted, key=lambda id: (-counted[id], id)) if counted else None
