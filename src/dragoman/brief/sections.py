"""Sorts a pair's facts into the brief's sections below the summary, and makes their lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from typing import TypedDict

from dragoman.brief.layout import Family, load_layout
from dragoman.brief.lines import LineMaker
from dragoman.brief.material import weight
from dragoman.brief.model import Dispute, Line, Note, Section
from dragoman.standing import History, Seen
from dragoman.standing.history import AHEAD, CAME_ABOUT, same_thing

TOLD = (*CAME_ABOUT, "ended")


@dataclass(frozen=True, slots=True)
class Limits:
    """The days between which a brief looks, None where it is open; ``words`` is the last one as the reader wrote it.

    ``since`` is the day from which on what came into the record is new.
    """

    first: date | None
    last: date | None
    words: str | None
    since: date | None = None

    def holds(self, seen: Seen) -> bool:
        """Whether a dated fact reaches into the period; an undated one cannot be said to, and counts only where there is none."""
        if seen.span is None:
            return self.first is None and self.last is None
        return (self.first is None or seen.span.last is None or seen.span.last >= self.first) and (
            self.last is None or seen.span.first is None or seen.span.first <= self.last
        )


@dataclass(frozen=True, slots=True)
class Opposed:
    """Facts that cannot all be true, in order of time; ``more`` others like them are left out."""

    facts: tuple[Seen, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """The facts of each section, in order, after what is too much for a reader was left out; ``left`` tells of each how much.

    ``outcomes`` are, for the ids of plans, what became of them. ``within`` are all
    facts within the period, shown or not.
    """

    timeline: tuple[Seen, ...]
    families: tuple[tuple[Family, tuple[Seen, ...]], ...]
    touches: tuple[Seen, ...]
    plans: tuple[Seen, ...]
    denied: tuple[Seen, ...]
    undated: tuple[Seen, ...]
    disputes: tuple[Opposed, ...]
    news: tuple[tuple[Seen, str], ...]
    within: tuple[Seen, ...]
    left: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def all(self) -> list[Seen]:
        """Every fact of every section, each once, in the order of the page."""
        found = [
            *(s for s, _ in self.news), *self.timeline, *(s for _, facts in self.families for s in facts), *self.touches, *self.plans,
            *self.denied, *self.undated, *(s for group in self.disputes for s in group.facts)]
        return list({s.fact.id: s for s in found}.values())

    def with_disputed(self, facts: Iterable[Seen]) -> Shown:
        """With these as disputes of their own, where they are in none."""
        placed = {s.fact.id for group in self.disputes for s in group.facts}
        return replace(self, disputes=(*self.disputes, *(Opposed((s,)) for s in facts if s.fact.id not in placed)))


class Sections(TypedDict):
    """The parts of a brief below the summary."""

    news: tuple[Line, ...]
    timeline: tuple[Line, ...]
    families: tuple[Section, ...]
    touches: tuple[Line, ...]
    plans: tuple[Line, ...]
    denied: tuple[Line, ...]
    undated: tuple[Line, ...]
    disputed: tuple[Dispute, ...]
    notes: tuple[Note, ...]


def sort_out(history: History, touching: History, limits: Limits, *, everything: bool = False) -> Shown:
    """Which facts go where under the period asked for. What is undated stays, in its own section, whatever the period.

    What a person confirmed or corrected comes first, except in the timeline, which is in order of time.
    """
    layout, left = load_layout(), dict[str, int]()
    past = [s for s in history.facts if s.fact.status in TOLD]
    shown = [s for s in history.facts if s.span is None or limits.holds(s) or s.fact.status in AHEAD]
    touches = [s for s in touching.facts if s.span is None or limits.holds(s)]

    def cut(facts: Iterable[Seen], key: str, most: str) -> tuple[Seen, ...]:
        facts = list(facts)
        if everything or len(facts) <= layout.most[most]:
            return tuple(facts)
        left[key] = len(facts) - layout.most[most]
        kept = {s.fact.id for s in sorted(facts, key=lambda s: (*weight(s.fact), s.span is not None), reverse=True)[: layout.most[most]]}
        return tuple(s for s in facts if s.fact.id in kept)

    def section(facts: Iterable[Seen], key: str, most: str = "section") -> tuple[Seen, ...]:
        return tuple(sorted(cut(facts, key, most), key=lambda s: not s.fact.reviewed))

    held = [s for s in past if limits.holds(s)]
    of_family: defaultdict[str, list[Seen]] = defaultdict(list)
    for seen in held:
        of_family[layout.family_of(seen.fact.kind).key].append(seen)
    plans = section((s for s in shown if s.fact.status in AHEAD), "plans")
    news = _news([*shown, *touches], limits.since)
    fresh = cut((s for s, _ in news), "news", "news")
    kept = {s.fact.id for s in fresh}
    disputes = [_cut_sides(group, None if everything else layout.most["positions"]) for group in _disputes(shown)]
    if not everything and len(disputes) > layout.most["disputes"]:
        left["disputed"] = len(disputes) - layout.most["disputes"]
        disputes.sort(key=lambda group: max(weight(s.fact) for s in group.facts), reverse=True)
        del disputes[layout.most["disputes"] :]
    return Shown(
        timeline=cut((s for s in held if s.span is not None), "timeline", "timeline"),
        families=tuple((f, section(of_family[f.key], f.key, "family")) for f in layout.families if of_family[f.key]),
        touches=section(touches, "touches"),
        plans=plans,
        denied=section((s for s in shown if s.fact.status == "denied"), "denied"),
        undated=section((s for s in past if s.span is None), "undated"),
        disputes=tuple(disputes),
        news=tuple((s, how) for s, how in news if s.fact.id in kept),
        within=(*shown, *touches),
        left=left,
        outcomes=_outcomes(plans, shown),
    )


def sections(shown: Shown, maker: LineMaker) -> Sections:
    """The lines of every section below the summary, and the notes on what is left out of each."""
    layout = load_layout()

    def made(facts: Iterable[Seen], prefix: str) -> tuple[Line, ...]:
        return tuple(maker.of_fact(s, f"{prefix}{i}", flags=shown.outcomes.get(s.fact.id, ())) for i, s in enumerate(facts, 1))

    def left(key: str, section: str | None = None) -> tuple[Note, ...]:
        number = shown.left.get(key)
        return (Note(layout.notes["left_out"].format(count=f"{number:,}"), section=section),) if number else ()

    numbers = count(1)
    families = tuple(
        Section(family.key, family.title, tuple(maker.of_fact(s, f"f{next(numbers)}") for s in facts), left(family.key))
        for family, facts in shown.families
    )
    parts = ("news", "timeline", "touches", "plans", "denied", "undated", "disputed")
    return Sections(
        news=tuple(maker.of_fact(s, f"n{i}", flags=(layout.flags[how],)) for i, (s, how) in enumerate(shown.news, 1)),
        timeline=made(shown.timeline, "t"),
        families=families,
        touches=made(shown.touches, "v"),
        plans=made(shown.plans, "p"),
        denied=made(shown.denied, "d"),
        undated=made(shown.undated, "u"),
        disputed=tuple(maker.dispute(group.facts, f"x{i}", group.more) for i, group in enumerate(shown.disputes, 1)),
        notes=tuple(note for key in parts for note in left(key, key)),
    )


def _news(facts: Sequence[Seen], since: date | None) -> list[tuple[Seen, str]]:
    """What the record had not before that day, then what further documents tell since, then what people decided since."""
    if since is None:
        return []
    day, found = since.isoformat(), list[tuple[Seen, str]]()

    def new(seen: Seen) -> bool:
        return (seen.fact.added or "") >= day

    def grew(seen: Seen) -> bool:
        return not new(seen) and (seen.fact.grew or "") >= day

    def reviewed(seen: Seen) -> bool:
        return not new(seen) and not grew(seen) and any(review.at >= day for review in seen.fact.reviews)

    tests: tuple[tuple[Callable[[Seen], bool], str], ...] = ((new, "new"), (grew, "grew"), (reviewed, "newly_reviewed"))
    for test, how in tests:
        found += [(s, how) for s in facts if test(s)]
    return found


def _disputes(facts: Iterable[Seen]) -> list[tuple[Seen, ...]]:
    """The disputed facts, those that contradict one another together. What contradicts a fact may not be seen at the day asked for."""
    seen = {s.fact.id: s for s in facts}
    disputed = {i: s for i, s in seen.items() if not seen.keys().isdisjoint(s.fact.conflicts_with)}
    groups: list[tuple[Seen, ...]] = []
    placed: set[str] = set()
    for start in disputed:
        if start in placed:
            continue
        group, waiting = list[str](), [start]
        while waiting:
            at = waiting.pop()
            if at in disputed and at not in placed:
                placed.add(at)
                group.append(at)
                waiting += reversed(disputed[at].fact.conflicts_with)
        groups.append(tuple(disputed[i] for i in group))
    return groups


def _cut_sides(group: tuple[Seen, ...], most: int | None) -> Opposed:
    """The weightiest of them, in order."""
    if most is None or len(group) <= most:
        return Opposed(group)
    kept = {s.fact.id for s in sorted(group, key=lambda s: weight(s.fact), reverse=True)[:most]}
    return Opposed(tuple(s for s in group if s.fact.id in kept), len(group) - most)


def _outcomes(plans: Iterable[Seen], facts: Collection[Seen]) -> dict[str, tuple[str, ...]]:
    """What else is told of plans for a named thing: that it has come about, or that it has not."""
    flags, out = load_layout().flags, dict[str, tuple[str, ...]]()
    named: defaultdict[str, list[Seen]] = defaultdict(list)
    for seen in facts:
        if seen.fact.object is not None:
            named[seen.fact.kind].append(seen)
    for plan in plans:
        if plan.fact.object is None:
            continue
        same = [s for s in named[plan.fact.kind] if _is_of(plan, s)]
        came = any(s.fact.status in TOLD and (s.span is None or plan.span is None or s.span.order >= plan.span.order) for s in same)
        failed = any(s.fact.status == "denied" for s in same)
        out[plan.fact.id] = (*[flags["come_about"]] * came, *[flags["came_to_nothing"]] * failed)
    return out


def _is_of(plan: Seen, other: Seen) -> bool:
    """Whether two facts are of the same named thing between the same states."""
    return plan.fact.states == other.fact.states and plan.source == other.source and same_thing(plan.fact.object, other.fact.object)
