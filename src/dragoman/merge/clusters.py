"""Grouping the claims of one cell into facts, the same whatever order they come in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.merge.amounts import same_amount
from dragoman.merge.claims import Claim
from dragoman.merge.dates import days_of, may_be_one, same_time
from dragoman.merge.kinds import Kinds
from dragoman.merge.names import is_named, same_name, same_persons, same_sort, same_words
from dragoman.model import Amount
from dragoman.times.edtf import precision

_SHORT_YEARS = 12  # Spans up to this are found by their years; others are compared with every cluster.
_SLACK_YEARS = 3  # How far "about" reaches.


@dataclass(slots=True)
class Cluster:
    """Claims of one thing, with the distinct values that a further one must fit."""

    claims: list[Claim] = field(default_factory=list)
    mark: str | None = None
    dates: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    via: list[tuple[str, ...]] = field(default_factory=list)
    actors: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    persons: list[tuple[str, ...]] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    details: dict[str, list[str]] = field(default_factory=dict)

    def add(self, claim: Claim, documents: Collection[str]) -> None:
        """Takes in a claim that fits, and the documents that make it."""
        said = claim.said
        self.claims.append(claim)
        self.documents.update(documents)
        _note(self.dates, said.date)
        _note(self.objects, said.object)
        _note(self.amounts, said.amount)
        _note(self.via, said.via or None)
        _note(self.persons, claim.persons or None)
        _note(self.places, claim.place)
        if claim.actor:
            self.actors.add(claim.actor)
        for key, value in claim.details.items():
            _note(self.details.setdefault(key, []), value)


def cluster(documents: Mapping[Claim, Collection[str]], kinds: Kinds) -> list[list[Claim]]:
    """Groups claims of one kind, the same states and the same sort of status, each given with the documents that make it.

    A claim joins the one group with whose every claim it may be the same. Where it may belong to several, it joins the one with
    which it shares a name or an amount; if that doesn't tell either, it stays apart, because joining any would be a guess.
    What a reviewer marked as one is one.
    """
    ordered = sorted(documents, key=lambda claim: claim.order)
    groups = _marked(ordered, documents)
    index = _Index(groups)
    for claim in ordered:
        if claim.mark is not None:
            continue
        near = index.near(claim)
        chosen = _choose(claim, documents[claim], near, kinds)
        if chosen is None:
            chosen = Cluster()
            groups.append(chosen)
            index.add(chosen, claim)
        chosen.add(claim, documents[claim])
    return [group.claims for group in groups]


def _marked(ordered: Iterable[Claim], documents: Mapping[Claim, Collection[str]]) -> list[Cluster]:
    groups: dict[str, Cluster] = {}
    for claim in ordered:
        if claim.mark is not None:
            groups.setdefault(claim.mark, Cluster(mark=claim.mark)).add(claim, documents[claim])
    return list(groups.values())


class _Index:
    """Which groups a claim need be compared with, by the years of its date."""

    def __init__(self, groups: Iterable[Cluster]) -> None:
        self._all: list[Cluster] = []
        self._everywhere: list[Cluster] = []
        self._by_year: defaultdict[int, list[Cluster]] = defaultdict(list)
        for group in groups:
            for claim in group.claims:
                self.add(group, claim)

    def add(self, group: Cluster, claim: Claim) -> None:
        """The first claim of a group has its finest date, or nearly: later ones must fit it."""
        self._all.append(group)
        years = _years(claim.said.date)
        if years is None:
            self._everywhere.append(group)
        for year in years or ():
            self._by_year[year].append(group)

    def near(self, claim: Claim) -> list[Cluster]:
        years = _years(claim.said.date)
        if years is None:
            return _distinct(self._all)
        return _distinct([*self._everywhere, *(group for year in years for group in self._by_year[year])])


def _choose(claim: Claim, documents: Collection[str], groups: Sequence[Cluster], kinds: Kinds) -> Cluster | None:
    candidates = [group for group in groups if _fits(claim, documents, group, kinds)]
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    scores = [_likeness(claim, group) for group in candidates]
    best = max(scores)
    return candidates[scores.index(best)] if scores.count(best) == 1 else None


def _likeness(claim: Claim, group: Cluster) -> tuple[float, ...]:
    s = claim.said
    return s.object in group.objects, _shares_name(claim, group), _nearness(claim, group), s.date in group.dates


def _nearness(claim: Claim, group: Cluster) -> float:
    """How near the group's nearest amount is: 0 for the same, down to -1, also where either tells none."""
    amount = claim.said.amount
    if amount is None or not group.amounts:
        return -1.0
    return -min(abs(amount.value - other.value) / max(abs(amount.value), abs(other.value), 1e-9) for other in group.amounts)


def _shares_name(claim: Claim, group: Cluster) -> bool:
    name = claim.said.object
    return name is not None and is_named(name) and any(is_named(other) and same_name(name, other) for other in group.objects)


def _same_opening(claim: Claim, group: Cluster, kinds: Kinds) -> bool:
    """Whether a kind of which no two begin on one day is told of the same day."""
    told = claim.said.date
    return claim.said.kind in kinds.one_a_day and told is not None and precision(told) == "day" and told in group.dates


def _shares_amount(claim: Claim, group: Cluster) -> bool:
    return claim.said.amount is not None and any(same_amount(claim.said.amount, other) for other in group.amounts)


def _fits(claim: Claim, documents: Collection[str], group: Cluster, kinds: Kinds) -> bool:
    s, kind = claim.said, claim.said.kind
    # What a reviewer joined may hold values that don't fit each other; a further claim is like one of them.
    each = all if group.mark is None else any
    # Whatever else fits, dates that can't be one keep apart; that is seen sooner than whether names are alike.
    if s.date is not None and group.dates and not each(may_be_one(s.date, other) for other in group.dates):
        return False
    if not _fits_name(claim, documents, group, kinds):
        return False
    if claim.place and group.places and not each(same_name(claim.place, other) for other in group.places):
        return False
    if group.amounts and not each(same_amount(s.amount, other) for other in group.amounts):
        return False
    if claim.actor and group.actors and claim.actor not in group.actors:
        return False
    if group.persons and not each(same_persons(claim.persons, other) for other in group.persons):
        return False
    if not all(same_sort(value, other) for key, value in claim.details.items() for other in group.details.get(key, ())):
        return False
    if s.via and group.via and not each(bool(set(s.via) & set(other)) for other in group.via):
        return False
    if kind in kinds.by_name and bool(group.objects) != (s.object is not None):
        return False
    if claim.words:
        timely = s.date is None or not group.dates or each(same_time(s.date, other, same_thing=False) for other in group.dates)
        return timely and (_shares_name(claim, group) or _says_the_same(claim, group))
    if s.date is None and claim.actor and group.dates and claim.actor not in group.actors:
        return False  # "independence from the Soviet Union", when is not told, need not be that of 1918
    same_thing = _shares_name(claim, group) or kind in kinds.standing or _same_opening(claim, group, kinds)
    if not _fits_time(claim, group, kinds, same_thing=same_thing):
        return False
    return same_thing or group.documents.isdisjoint(documents) or _told_twice(claim, group, kinds)


def _fits_name(claim: Claim, documents: Collection[str], group: Cluster, kinds: Kinds) -> bool:
    """Whether its name may be of the group's thing; where two of the sort never begin on one day, the day may tell that too."""
    s = claim.said
    if s.object is None or not group.objects:
        return True
    each = all if group.mark is None else any
    if each(same_name(s.object, other) for other in group.objects):
        return True
    if s.kind not in kinds.one_a_day:
        return False
    if any(is_named(other) and is_named(s.object) and same_name(s.object, other) for other in group.objects):
        return True
    same_day = s.date is not None and precision(s.date) == "day" and s.date in group.dates
    a_name_for_each = is_named(s.object) and any(map(is_named, group.objects))
    return same_day and not (a_name_for_each and not group.documents.isdisjoint(documents))


def _fits_time(claim: Claim, group: Cluster, kinds: Kinds, *, same_thing: bool) -> bool:
    told, kind = claim.said.date, claim.said.kind
    if told is None or not group.dates:
        return same_thing or kind in kinds.once or _shares_amount(claim, group)
    each = all if group.mark is None else any
    return each(same_time(told, other, same_thing=same_thing or kind in kinds.once) for other in group.dates)


def _told_twice(claim: Claim, group: Cluster, kinds: Kinds) -> bool:
    """Whether a document that already tells of this tells of it again. It more likely tells of another, without a sign."""
    s = claim.said
    if s.kind in kinds.once or s.kind in kinds.seldom or _shares_amount(claim, group):
        return True
    return s.kind in kinds.once_a_day and s.date in group.dates and s.date is not None and precision(s.date) == "day"


def _says_the_same(claim: Claim, group: Cluster) -> bool:
    return any(other.words and same_words(claim.words, other.words) for other in group.claims)


def _note(values: list[Any], value: Any) -> None:
    if value is not None and value not in values:
        values.append(value)


def _years(edtf: str | None) -> range | None:
    """The years in which a date may fall; None where they are many, open or unknown."""
    first, last = days_of(edtf) if edtf else (None, None)
    if first is None or last is None or last.year - first.year > _SHORT_YEARS:
        return None
    slack = _SLACK_YEARS if any(mark in (edtf or "") for mark in "~?%") else 0
    return range(first.year - slack, last.year + slack + 1)


def _distinct(groups: Sequence[Cluster]) -> list[Cluster]:
    return list({id(group): group for group in groups}.values())
