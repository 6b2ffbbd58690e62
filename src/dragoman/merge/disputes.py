"""Facts that cannot all be true, and facts that tell one thing's history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from dragoman.merge.amounts import amount_text, contradicts
from dragoman.merge.claims import Key, sort_of
from dragoman.merge.dates import days_of, may_be_one, same_time, years_apart
from dragoman.merge.fact import About, Conflict, Fact
from dragoman.merge.kinds import Kinds
from dragoman.merge.names import is_named, name_keys, same_name, same_sort
from dragoman.times.edtf import precision

_BEGINNING = 4  # letters: spellings of one name ("Nakhchivan", "Nakhichevan") seldom differ earlier
Speaker = tuple[str, tuple[str, ...]]


def with_disputes(facts: Sequence[tuple[Key, Fact]], voices: Mapping[str, Collection[Speaker]], kinds: Kinds) -> list[Fact]:
    """The facts of one cell in the same order, each with those that can't also be true.

    ``voices`` are, for each fact's id, the documents that tell it and to whom they give it.
    """
    groups: defaultdict[Key, list[Fact]] = defaultdict(list)
    for key, fact in facts:
        groups[key].append(fact)
    conflicts: defaultdict[str, list[Conflict]] = defaultdict(list)
    for key, group in groups.items():
        for a, b, about in _disputes(key.kind, group, kinds):
            # Who tells both more likely means two things, or one time and another.
            if set(voices[a.id]).isdisjoint(voices[b.id]):
                for fact, other in ((a, b), (b, a)):
                    conflicts[fact.id].append(Conflict(other.id, about, f"{_told(fact, about)}, elsewhere {_told(other, about)}"))
    return [replace(fact, conflicts=tuple(sorted(conflicts[fact.id], key=lambda c: (c.fact, c.about)))) for _, fact in facts]


def _disputes(kind: str, group: Sequence[Fact], kinds: Kinds) -> Iterator[tuple[Fact, Fact, About]]:
    real = [fact for fact in group if sort_of(fact.status) == "real"]
    dated = [fact for fact in real if fact.date]
    if kind in kinds.once:
        yield from ((a, b, "date") for a, b in combinations(dated, 2) if _dates_clash(a, b, kinds))
    if kind in kinds.once_if_named:
        yield from ((a, b, "date") for a, b in _perhaps_named_alike(dated) if _dates_clash(a, b, kinds))
    if kind in kinds.once_if_told:
        told = [fact for fact in dated if _tells(fact, kinds.once_if_told[kind])]
        pairs = _perhaps_named_alike(told) if "object" in kinds.once_if_told[kind] else combinations(told, 2)
        yield from ((a, b, "date") for a, b in pairs if _told_alike(a, b, kinds) and _dates_clash(a, b, kinds))
    if kind in kinds.once:
        placed = [fact for fact in real if fact.detail.get("place")]
        yield from ((a, b, "place") for a, b in combinations(placed, 2) if _places_clash(a, b))
    yield from ((a, b, "amount") for a, b in _figures(kind, real, kinds) if _amounts_clash(kind, a, b, kinds))
    denied = [fact for fact in group if fact.status == "denied"]
    yield from ((a, b, "denial") for a, b in product(denied, real) if _denies(kind, a, b, kinds))


def _figures(kind: str, real: Sequence[Fact], kinds: Kinds) -> Iterator[tuple[Fact, Fact]]:
    """The pairs of facts whose amounts could be of one thing and time."""
    figures = [fact for fact in real if fact.amount]
    if kind not in kinds.one_amount and kind not in kinds.one_amount_a_year:
        yield from _perhaps_named_alike(figures)
        return
    of_one_time: defaultdict[object, list[Fact]] = defaultdict(list)
    for fact in figures:
        of_one_time[None if kind in kinds.standing else days_of(fact.date) if fact.date else fact.id].append(fact)
    for together in of_one_time.values():
        yield from combinations(together, 2)


def _perhaps_named_alike(facts: Iterable[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """The pairs of named facts whose names begin a word alike, each once: few of all, where very many things are told of two states."""
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    named = [fact for fact in facts if is_named(fact.object)]
    for i, fact in enumerate(named):
        words = {word[:_BEGINNING] for word in name_keys(fact.object or "")}
        for j in sorted({j for word in words for j in by_word[word]}):
            yield named[j], fact
        for word in words:
            by_word[word].append(i)


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
