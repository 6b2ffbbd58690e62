"""Grouping statements of one kind, pair and sort of status into facts, the same whatever order they come in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dragoman.merge.amounts import same_amount
from dragoman.merge.dates import days_of, same_time
from dragoman.merge.kinds import Kinds
from dragoman.merge.names import is_named, same_name, same_persons, same_words
from dragoman.model import Amount, Statement
from dragoman.times.edtf import precision

_SHORT_YEARS = 12  # Spans up to this are found by their years; others are compared with every cluster.
_SLACK_YEARS = 3  # How far "about" reaches.


@dataclass(slots=True)
class Cluster:
    """Statements that claim the same, with the distinct values that a further one must fit."""

    statements: list[Statement] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    via: list[tuple[str, ...]] = field(default_factory=list)
    actors: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    persons: list[tuple[str, ...]] = field(default_factory=list)
    details: dict[str, list[str]] = field(default_factory=dict)

    @property
    def unnamed(self) -> bool:
        """Whether none of its statements tells a name."""
        return not self.objects

    def add(self, claim: Claim) -> None:
        """Takes in a statement that fits."""
        statement = claim.statement
        self.statements.append(statement)
        self.documents.add(statement.evidence.doc)
        _note(self.dates, statement.date)
        _note(self.objects, statement.object)
        _note(self.amounts, statement.amount)
        _note(self.via, statement.via or None)
        _note(self.persons, claim.persons or None)
        if claim.actor:
            self.actors.add(claim.actor)
        for key, value in claim.details.items():
            _note(self.details.setdefault(key, []), value)


@dataclass(frozen=True)
class Claim:
    """A statement with what is compared of it. ``key`` orders statements totally, by what they say alone.

    ``actor`` is a state that a statement may tell or not: who acted, for mutual kinds; from whom, for kinds about a single state.
    """

    statement: Statement
    key: str
    telling_details: tuple[str, ...]
    actor: str | None

    @cached_property
    def order(self) -> tuple[Any, ...]:
        """The fuller first: a vague statement joins a full one, not the other way round."""
        s = self.statement
        span = _days(s.date) if s.date else 0
        return not is_named(s.object), s.object is None, s.date is None, span, s.amount is None, self.key

    @cached_property
    def persons(self) -> tuple[str, ...]:
        persons = self.statement.detail.get("persons")
        return tuple(map(str, persons)) if isinstance(persons, list | tuple) else ()

    @cached_property
    def details(self) -> dict[str, str]:
        detail = self.statement.detail
        return {key: str(detail[key]).casefold() for key in self.telling_details if detail.get(key) is not None}



def cluster(claims: Iterable[Claim], kind: str, kinds: Kinds) -> list[list[Statement]]:
    """Groups claims of one kind, the same states and the same sort of status.

    A claim joins the one group with whose every statement it may be the same. Where it may belong to several, it joins the one with
    which it shares a name or an amount; if that doesn't tell either, it stays apart, because joining any would be a guess.
    """
    groups: list[Cluster] = []
    by_year: defaultdict[int, list[Cluster]] = defaultdict(list)
    everywhere: list[Cluster] = []
    for claim in sorted(claims, key=lambda c: c.order):
        years = _years(claim.statement.date)
        if years is not None:
            near = _distinct([*everywhere, *(group for year in years for group in by_year[year])])
        else:
            near = everywhere if _is_bare(claim.statement, kind, kinds) else groups
        chosen = _choose(claim, near, kind, kinds)
        if chosen is None:
            chosen = Cluster()
            groups.append(chosen)
            # The first statement of a group has its finest date, or nearly: later ones must fit it.
            for year in years or ():
                by_year[year].append(chosen)
            if years is None:
                everywhere.append(chosen)
        chosen.add(claim)
    return [group.statements for group in groups]


def _is_bare(statement: Statement, kind: str, kinds: Kinds) -> bool:
    """Whether nothing could tell which dated event a statement means, so that none need be looked at."""
    undated = statement.date is None and statement.object is None and statement.amount is None
    return undated and kind not in kinds.once and kind not in kinds.standing


def _choose(claim: Claim, groups: Sequence[Cluster], kind: str, kinds: Kinds) -> Cluster | None:
    candidates = [group for group in groups if _fits(claim, group, kind, kinds)]
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    scores = [_likeness(claim, group) for group in candidates]
    best = max(scores)
    return candidates[scores.index(best)] if scores.count(best) == 1 else None


def _likeness(claim: Claim, group: Cluster) -> tuple[int, ...]:
    s = claim.statement
    return (s.object in group.objects, _shares_name(s, group), s.amount in group.amounts, s.date in group.dates,
            s.evidence.doc in group.documents and s.date is None)


def _shares_name(statement: Statement, group: Cluster) -> bool:
    name = statement.object
    return name is not None and is_named(name) and any(is_named(other) and same_name(name, other) for other in group.objects)


def _shares_amount(statement: Statement, group: Cluster) -> bool:
    return statement.amount is not None and any(same_amount(statement.amount, other) for other in group.amounts)


def _fits(claim: Claim, group: Cluster, kind: str, kinds: Kinds) -> bool:
    s = claim.statement
    if s.object is not None and not all(same_name(s.object, other) for other in group.objects):
        return False
    if not all(same_amount(s.amount, other) for other in group.amounts):
        return False
    if claim.actor and group.actors and claim.actor not in group.actors:
        return False
    if not all(same_persons(claim.persons, other) for other in group.persons):
        return False
    if any(value not in group.details.get(key, [value]) for key, value in claim.details.items()):
        return False
    if s.via and not all(set(s.via) & set(other) for other in group.via):
        return False
    if kind in kinds.by_name and group.unnamed != (s.object is None):
        return False
    same_thing = _shares_name(s, group) or kind in kinds.standing
    if s.date is None and claim.actor and group.dates and claim.actor not in group.actors:
        return False  # "independence from the Soviet Union", when is not told, need not be that of 1918
    if not _fits_time(s, group, kind, kinds, same_thing=same_thing):
        return False
    if kind in kinds.in_words:
        return same_thing or _says_the_same(s, group)
    return same_thing or s.evidence.doc not in group.documents or _told_twice(s, group, kind, kinds)


def _fits_time(s: Statement, group: Cluster, kind: str, kinds: Kinds, *, same_thing: bool) -> bool:
    if s.date is None:
        return not group.dates or same_thing or kind in kinds.once or _shares_amount(s, group)
    if not group.dates:
        return same_thing or kind in kinds.once or _shares_amount(s, group)
    return all(same_time(s.date, other, same_thing=same_thing or kind in kinds.once) for other in group.dates)


def _told_twice(s: Statement, group: Cluster, kind: str, kinds: Kinds) -> bool:
    """Whether a document that already tells of this tells of it again. It more likely tells of another, without a sign."""
    if kind in kinds.once or kind in kinds.seldom or _shares_amount(s, group) or _says_the_same(s, group):
        return True
    return kind in kinds.once_a_day and s.date in group.dates and s.date is not None and precision(s.date) == "day"


def _says_the_same(statement: Statement, group: Cluster) -> bool:
    return any(same_words(statement.evidence.quote, other.evidence.quote) for other in group.statements)


def _note(values: list[Any], value: Any) -> None:
    if value is not None and value not in values:
        values.append(value)


def _days(edtf: str) -> int:
    first, last = days_of(edtf)
    return (last - first).days if first and last else 10**6


def _years(edtf: str | None) -> range | None:
    """The years in which a date may fall; None where they are many, open or unknown."""
    first, last = days_of(edtf) if edtf else (None, None)
    if first is None or last is None or last.year - first.year > _SHORT_YEARS:
        return None
    slack = _SLACK_YEARS if any(mark in (edtf or "") for mark in "~?%") else 0
    return range(first.year - slack, last.year + slack + 1)


def _distinct(groups: Sequence[Cluster]) -> list[Cluster]:
    return list({id(group): group for group in groups}.values())


def to_claims(statements: Iterable[Statement], one_code: Callable[[str], str], kinds: Kinds) -> list[Claim]:
    """Each statement as a claim with a key that orders it by all that it says; exact repeats are left out."""
    def actor(s: Statement) -> str | None:
        code = s.source if s.parties else s.target if s.kind in kinds.single else None
        return one_code(code) if code else None

    best: dict[str, Statement] = {}
    for statement in statements:
        key = json.dumps(statement.to_dict(), ensure_ascii=False, sort_keys=True, default=str)
        other = best.get(key)
        if other is None or repr(statement.trace) < repr(other.trace):
            best[key] = statement
    return [Claim(statement, key, kinds.telling_details, actor(statement)) for key, statement in best.items()]
