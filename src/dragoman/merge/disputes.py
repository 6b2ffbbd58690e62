"""Facts that cannot all be true, and facts that tell one thing's history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

from dragoman.merge.amounts import amount_text, contradicts
from dragoman.merge.claims import Key, key_of, sort_of
from dragoman.merge.dates import days_of, may_be_one, same_time, years_apart
from dragoman.merge.fact import About, Conflict, Fact
from dragoman.merge.kinds import Kinds
from dragoman.merge.names import is_named, name_keys, same_name, same_sort
from dragoman.merge.succession import Succession
from dragoman.times.edtf import precision

_BEGINNING = 4  # letters: spellings of one name ("Nakhchivan", "Nakhichevan") seldom differ earlier
Speaker = tuple[str, tuple[str, ...]]


def conflicts_of(facts: Iterable[Fact], voices: Callable[[str], Collection[Speaker]], succession: Succession, kinds: Kinds,
                 changed: Collection[str] | None = None) -> dict[str, list[Conflict]]:
    """For the facts of one cell, by id, those that can't also be true.

    ``voices`` gives, for a fact's id, the documents that tell it and to whom they give it. With ``changed``, only the conflicts of the
    facts of those ids are looked for, each told on both sides.
    """
    groups: defaultdict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[key_of(fact, succession, kinds)].append(fact)
    conflicts: defaultdict[str, list[Conflict]] = defaultdict(list)
    for key, group in groups.items():
        for a, b, about in _disputes(key.kind, _Pairs(group, changed), kinds):
            # Who tells both more likely means two things, or one time and another.
            if set(voices(a.id)).isdisjoint(voices(b.id)):
                for fact, other in ((a, b), (b, a)):
                    conflicts[fact.id].append(Conflict(other.id, about, f"{_told(fact, about)}, elsewhere {_told(other, about)}"))
    return dict(conflicts)


def in_fixed_order(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """A fact's conflicts as it keeps them."""
    return tuple(sorted(conflicts, key=lambda conflict: (conflict.fact, conflict.about)))


class _Pairs:
    """The pairs of facts that need be compared: of all, or with ``changed`` only those with one of them."""

    def __init__(self, facts: Sequence[Fact], changed: Collection[str] | None) -> None:
        self.facts, self._changed = facts, changed

    def of(self, facts: Iterable[Fact]) -> Iterator[tuple[Fact, Fact]]:
        """Every two of these."""
        return combinations(facts, 2) if self._changed is None else self._with_changed([*facts])

    def between(self, some: Iterable[Fact], others: Iterable[Fact]) -> Iterator[tuple[Fact, Fact]]:
        """Every one of ``some`` with every one of ``others``."""
        return (pair for pair in product(some, others) if self._wanted(*pair))

    def perhaps_named_alike(self, facts: Iterable[Fact]) -> Iterator[tuple[Fact, Fact]]:
        """Every two of the named ones whose names begin a word alike: few of all, where very many things are told of two states."""
        by_word: defaultdict[str, list[int]] = defaultdict(list)
        named = [fact for fact in facts if is_named(fact.object)]
        words = [{word[:_BEGINNING] for word in name_keys(fact.object or "")} for fact in named]
        for i, own in enumerate(words):
            for word in own:
                by_word[word].append(i)
        for i, fact in enumerate(named):
            if self._changed is None or fact.id in self._changed:
                for j in sorted({j for word in words[i] for j in by_word[word]} - {i}):
                    if self._once(i, named[j], j):
                        yield named[j], fact

    def _with_changed(self, facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
        for i, fact in enumerate(facts):
            if self._changed is not None and fact.id in self._changed:
                yield from ((other, fact) for j, other in enumerate(facts) if j != i and self._once(i, other, j))

    def _once(self, i: int, other: Fact, j: int) -> bool:
        """Whether the pair is met with here, and not when it is the other's turn."""
        return j < i or (self._changed is not None and other.id not in self._changed)

    def _wanted(self, a: Fact, b: Fact) -> bool:
        return self._changed is None or a.id in self._changed or b.id in self._changed


def _disputes(kind: str, pairs: _Pairs, kinds: Kinds) -> Iterator[tuple[Fact, Fact, About]]:
    real = [fact for fact in pairs.facts if sort_of(fact.status) == "real"]
    dated = [fact for fact in real if fact.date]
    if kind in kinds.once:
        yield from ((a, b, "date") for a, b in pairs.of(dated) if _dates_clash(a, b, kinds))
        placed = [fact for fact in real if fact.detail.get("place")]
        yield from ((a, b, "place") for a, b in pairs.of(placed) if _places_clash(a, b))
    if kind in kinds.once_if_named:
        yield from ((a, b, "date") for a, b in pairs.perhaps_named_alike(dated) if _dates_clash(a, b, kinds))
    if kind in kinds.once_if_told:
        told = [fact for fact in dated if _tells(fact, kinds.once_if_told[kind])]
        near = pairs.perhaps_named_alike(told) if "object" in kinds.once_if_told[kind] else pairs.of(told)
        yield from ((a, b, "date") for a, b in near if _told_alike(a, b, kinds) and _dates_clash(a, b, kinds))
    yield from ((a, b, "amount") for a, b in _figures(kind, real, pairs, kinds) if _amounts_clash(kind, a, b, kinds))
    denied = [fact for fact in pairs.facts if fact.status == "denied"]
    yield from ((a, b, "denial") for a, b in pairs.between(denied, real) if _denies(kind, a, b, kinds))


def _figures(kind: str, real: Sequence[Fact], pairs: _Pairs, kinds: Kinds) -> Iterator[tuple[Fact, Fact]]:
    """The pairs of facts whose amounts could be of one thing and time."""
    figures = [fact for fact in real if fact.amount]
    if kind not in kinds.one_amount and kind not in kinds.one_amount_a_year:
        yield from pairs.perhaps_named_alike(figures)
        return
    of_one_time: defaultdict[object, list[Fact]] = defaultdict(list)
    for fact in figures:
        of_one_time[None if kind in kinds.standing else days_of(fact.date) if fact.date else fact.id].append(fact)
    for together in of_one_time.values():
        yield from pairs.of(together)


def _told(fact: Fact, about: About) -> str:
    if about == "date":
        return str(fact.date)
    if about == "place":
        return str(fact.detail.get("place"))
    if about == "amount":
        return amount_text(fact.amount) if fact.amount else "no amount"
    return "denied" if fact.status == "denied" else "asserted"


def _same_thing(a: Fact, b: Fact) -> bool:
    return a.object is None or b.object is None or same_name(a.object, b.object)


def _tells(fact: Fact, fields: Sequence[str]) -> bool:
    """Whether a fact tells what it is told by: ``place``, ``object`` (a name of its own), or ``stage=opened`` (that and no other)."""
    for told in fields:
        name, _, value = told.partition("=")
        if name == "object" and not is_named(fact.object):
            return False
        if name != "object" and (fact.detail.get(name) is None or (value and fact.detail[name] != value)):
            return False
    return True


def _told_alike(a: Fact, b: Fact, kinds: Kinds) -> bool:
    fields = {told.partition("=")[0] for told in kinds.once_if_told[a.kind]}
    if "object" in fields and not _both_named_alike(a, b):
        return False
    return "place" not in fields or same_name(str(a.detail["place"]), str(b.detail["place"]))


def _places_clash(a: Fact, b: Fact) -> bool:
    """Whether what happens once is told of two places at one time."""
    at_one_time = a.date is not None and b.date is not None and same_time(a.date, b.date, same_thing=True)
    return at_one_time and not same_name(str(a.detail["place"]), str(b.detail["place"]))


def _same_details(a: Fact, b: Fact, kinds: Kinds) -> bool:
    """Whether the details that tell one thing of a sort from another don't say that these are two: an oil pipeline and a railway."""
    return all(same_sort(str(a.detail.get(key, value)), str(value)) for key, value in b.detail.items() if key in kinds.telling_details)


def _both_named_alike(a: Fact, b: Fact) -> bool:
    return a.object is not None and b.object is not None and is_named(a.object) and is_named(b.object) and same_name(a.object, b.object)


def _dates_clash(a: Fact, b: Fact, kinds: Kinds) -> bool:
    """Two dates of what can only have happened once; far apart they are two events."""
    if a.date is None or b.date is None or same_time(a.date, b.date, same_thing=True):
        return False
    named = a.kind in kinds.once_if_named
    return (_both_named_alike(a, b) if named else _same_thing(a, b)) and 0 < years_apart(a.date, b.date) <= kinds.years_apart_at_most


def _amounts_clash(kind: str, a: Fact, b: Fact, kinds: Kinds) -> bool:
    if not contradicts(a.amount, b.amount) or not _same_details(a, b, kinds):
        return False
    if not (_same_thing(a, b) if kind in kinds.one_amount or kind in kinds.one_amount_a_year else _both_named_alike(a, b)):
        return False
    if kind in kinds.standing:
        return True
    # A figure of a quarter is not one of its year, nor one at the end of May.
    if a.date is None or b.date is None or ".." in a.date + b.date or days_of(a.date) != days_of(b.date):
        return False
    return kind not in kinds.one_amount_a_year or precision(a.date) == "year"


def _denies(kind: str, denial: Fact, fact: Fact, kinds: Kinds) -> bool:
    """Whether the denial is of this fact. Without a date or a name in common it may be of another."""
    if not _same_thing(denial, fact) or not _same_details(denial, fact, kinds):
        return False
    if denial.date is not None and fact.date is not None and kind not in kinds.standing:
        # What was not so until 1974 may be so from then on.
        return not denial.date.startswith("../") and may_be_one(denial.date, fact.date)
    return kind in kinds.standing or kind in kinds.once or _both_named_alike(denial, fact)


def related_to(facts: Sequence[Fact], kinds: Kinds) -> list[Fact]:
    """The facts in the same order, each with the ids of others that tell the history of the thing of the same name."""
    by_word: defaultdict[tuple[str, str, tuple[str, ...]], list[int]] = defaultdict(list)
    links: defaultdict[int, set[int]] = defaultdict(set)
    for i, fact in enumerate(facts):
        if fact.object is None or not is_named(fact.object):
            continue
        history, states, words = kinds.history.get(fact.kind, fact.kind), fact.states, name_keys(fact.object)
        two: list[tuple[str, ...]] = list(combinations(states, 2))
        for j in {j for word in words for shared in two or [states] for j in by_word[history, word, shared]}:
            if _both_named_alike(fact, facts[j]):
                links[i].add(j)
                links[j].add(i)
        for word in words:
            # A fact of one state may be of the history of one of two.
            for shared in (*two, *((state,) for state in states)):
                by_word[history, word, shared].append(i)
    return [replace(fact, related=tuple(facts[j].id for j in sorted(links[i]))) if i in links else fact for i, fact in enumerate(facts)]
