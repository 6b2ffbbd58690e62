"""Sorts a pair's facts into the brief's sections below the summary, and makes their lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import TypedDict

from dragoman.brief.history import AHEAD, CAME_ABOUT, History, Seen
from dragoman.brief.layout import load_layout
from dragoman.brief.lines import LineMaker
from dragoman.brief.model import Dispute, Line, Section
from dragoman.brief.names import same_thing

TOLD = (*CAME_ABOUT, "ended")


@dataclass(frozen=True, slots=True)
class Limits:
    """The days between which a brief looks, None where it is open; ``words`` is the last one as the reader wrote it."""

    first: date | None
    last: date | None
    words: str | None

    def holds(self, seen: Seen) -> bool:
        """Whether a dated fact reaches into the period; an undated one cannot be said to, and counts only where there is none."""
        if seen.span is None:
            return self.first is None and self.last is None
        return (self.first is None or seen.span.last is None or seen.span.last >= self.first) and (
            self.last is None or seen.span.first is None or seen.span.first <= self.last
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """The facts of each section, in order. ``past`` has come about or ended; each of ``disputes`` is facts that cannot all be true."""

    past: tuple[Seen, ...]
    touches: tuple[Seen, ...]
    plans: tuple[Seen, ...]
    denied: tuple[Seen, ...]
    undated: tuple[Seen, ...]
    disputes: tuple[tuple[Seen, ...], ...]

    def all(self) -> list[Seen]:
        """Every fact of every section."""
        return [*self.past, *self.touches, *self.plans, *self.denied, *self.undated, *(s for group in self.disputes for s in group)]


class Sections(TypedDict):
    """The parts of a brief below the summary."""

    timeline: tuple[Line, ...]
    families: tuple[Section, ...]
    touches: tuple[Line, ...]
    plans: tuple[Line, ...]
    denied: tuple[Line, ...]
    undated: tuple[Line, ...]
    disputed: tuple[Dispute, ...]


def sort_out(history: History, touching: History, limits: Limits) -> Shown:
    """Which facts go where under the period asked for. What is undated stays, in its own section, whatever the period."""
    past = [s for s in history.facts if s.fact.status in TOLD]
    shown = [s for s in history.facts if s.span is None or limits.holds(s) or s.fact.status in AHEAD]
    return Shown(
        past=tuple(s for s in past if limits.holds(s)),
        touches=tuple(s for s in touching.facts if s.span is None or limits.holds(s)),
        plans=tuple(s for s in shown if s.fact.status in AHEAD),
        denied=tuple(s for s in shown if s.fact.status == "denied"),
        undated=tuple(s for s in past if s.span is None),
        disputes=_disputes(shown),
    )


def _disputes(facts: Iterable[Seen]) -> tuple[tuple[Seen, ...], ...]:
    """The disputed facts, those that contradict one another together."""
    seen = {s.fact.id: s for s in facts}
    # What contradicts a fact may not be seen at the day asked for.
    disputed = {
        i: s
        for i, s in seen.items()
        if len(s.fact.disputed) > len(s.fact.conflicts_with) or not seen.keys().isdisjoint(s.fact.conflicts_with)
    }
    groups: list[tuple[Seen, ...]] = []
    placed: set[str] = set()
    for start in disputed:
        if start in placed:
            continue
        group, waiting = list[str](), [start]
        while waiting:
            at = waiting.pop(0)
            if at in disputed and at not in placed:
                placed.add(at)
                group.append(at)
                waiting += disputed[at].fact.conflicts_with
        groups.append(tuple(disputed[i] for i in group))
    return tuple(groups)


def sections(shown: Shown, maker: LineMaker) -> Sections:
    """The lines of every section below the summary."""
    layout = load_layout()

    def made(facts: Iterable[Seen], prefix: str) -> tuple[Line, ...]:
        return tuple(maker.of_fact(s, f"{prefix}{i}", flags=_outcome(s, shown)) for i, s in enumerate(facts, 1))

    numbers = count(1)
    families = []
    for family in layout.families:
        facts = [s for s in shown.past if layout.family_of(s.fact.kind) is family]
        if facts:
            families.append(Section(family.key, family.title, tuple(maker.of_fact(s, f"f{next(numbers)}") for s in facts)))
    return Sections(
        timeline=made((s for s in shown.past if s.span is not None), "t"),
        families=tuple(families),
        touches=made(shown.touches, "v"),
        plans=made(shown.plans, "p"),
        denied=made(shown.denied, "d"),
        undated=made(shown.undated, "u"),
        disputed=tuple(maker.dispute(group, f"x{i}") for i, group in enumerate(shown.disputes, 1)),
    )


def _outcome(seen: Seen, shown: Shown) -> list[str]:
    """What else is told of a plan for a named thing: that it has come about, or that it has not."""
    if seen.fact.status not in AHEAD or seen.fact.object is None:
        return []
    flags = load_layout().flags
    told = [s for s in (*shown.past, *shown.undated) if _is_of(seen, s)]
    came = any(s.span is None or seen.span is None or s.span.order >= seen.span.order for s in told)
    failed = any(_is_of(seen, s) for s in shown.denied)
    return [flags["come_about"]] * came + [flags["came_to_nothing"]] * failed


def _is_of(plan: Seen, other: Seen) -> bool:
    """Whether two facts are of the same named thing between the same states."""
    a, b = plan.fact, other.fact
    return a.kind == b.kind and a.states == b.states and a.source == b.source and b.object is not None and same_thing(a.object, b.object)
