"""What stands of things with names of their own: agreements, alliances and works."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.merge.names import name_keys, parse_name
from dragoman.standing.held import Held, held
from dragoman.standing.history import AHEAD, History, Seen, finest_date, same_thing
from dragoman.standing.rules import load_rules, real_name

Stage = Literal["signed", "ratified", "in force"]
_FEW = 30
_STAGES: tuple[Stage, ...] = ("signed", "ratified", "in force")


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement. ``steps`` are, in order, the facts that tell its signing, ratification and entry into force, as far as told.

    ``name`` is None where the sources have none. ``ended`` is what ended it by the day asked for, ``denied`` tells that it does not hold;
    without either it is taken to hold. The doubts are ends whose order is not known.
    """

    name: str | None
    stage: Stage
    steps: tuple[tuple[Stage, Seen], ...]
    held: Held
    ended: Seen | None = None
    denied: tuple[Seen, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether nothing tells that it is over or never held."""
        return self.ended is None and not self.denied

    @property
    def counted(self) -> bool:
        """Whether it is several agreements, of which the sources tell only how many."""
        return self.held.facts[0].fact.amount is not None

    @property
    def vague(self) -> bool:
        """Whether there is neither name nor date nor number: it may be any other."""
        return self.name is None and self.held.facts[0].span is None and not self.counted


@dataclass(frozen=True, slots=True)
class Work:
    """A work that stands, ``told`` by the fact that names it. ``denied`` are facts that say of the same that it does not."""

    told: Seen
    held: Held
    denied: tuple[Seen, ...] = ()


def agreements_of(history: History) -> list[Agreement]:
    """Every agreement that is told of, in order of its first fact."""
    rules = load_rules().agreements
    ended = [*history.of(rules.ended), *history.of(*rules.steps, rules.ended, statuses=("ended",))]
    denied = history.of(*rules.must_hold, statuses=("denied",))
    return [_agreement(group, ended, denied) for group in by_name(history.of(*rules.steps))]


def alliances_of(history: History) -> list[Held]:
    """The alliances that stand."""
    return [held(history, *group) for group in by_name(history.standing("alliance"))]


def works_of(history: History) -> list[Work]:
    """The works that stand."""
    denied, out = history.of("project", statuses=("denied",)), []
    for group in by_name(history.standing("project")):
        told = next((s for s in group if s.fact.object), group[0])
        doubts = {s.fact.id: s for one in group for s in history.undone(one).doubtful}
        out.append(Work(told, Held(tuple(group), group[0].fact.date, tuple(doubts.values())), tuple(of_thing(denied, told.fact.object))))
    return out


def planned_works(history: History) -> list[Seen]:
    """The works that are planned or proposed."""
    return history.of("project", statuses=AHEAD)


def of_thing(facts: Iterable[Seen], name: str | None) -> list[Seen]:
    """Those of the facts that are told of the thing with this name; none where it, or they, have none."""
    return [s for s in facts if name and s.fact.object and same_thing(name, s.fact.object)]


def by_name(facts: Sequence[Seen]) -> list[list[Seen]]:
    """Facts in groups of one named thing each, in order; what has no name stands alone.

    The most telling names are placed first, so that shorter ones join them.
    """
    groups: list[list[int]] = []
    homes: defaultdict[str, list[int]] = defaultdict(list)
    for i in sorted(range(len(facts)), key=lambda i: -_telling(facts[i])):
        home = next((g for g in _candidates(facts[i], homes, len(groups)) if _one_thing([facts[j] for j in groups[g]], facts[i])), None)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(i)
        for key in _keys(facts[i]):
            if home not in homes[key]:
                homes[key].append(home)
    return [[facts[i] for i in sorted(group)] for group in sorted(groups, key=min)]


def _telling(seen: Seen) -> int:
    return len(parse_name(seen.fact.object).words) if seen.fact.object else -1


def _keys(seen: Seen) -> frozenset[str]:
    """By which a group is found that may be of the same thing."""
    name = seen.fact.object
    return name_keys(name) | {f"sort {word}" for word in parse_name(name).generic} if name else frozenset()


def _candidates(seen: Seen, homes: defaultdict[str, list[int]], groups: int) -> Iterable[int]:
    """The groups that may be of the same thing: all, while they are few; else by a telling word, or by the sort of a vague name."""
    if not seen.fact.object:
        return ()
    if groups <= _FEW:
        return range(groups)
    keys = name_keys(seen.fact.object) or _keys(seen)
    return sorted({group for key in keys if key in homes for group in homes[key]})


def _one_thing(group: Sequence[Seen], seen: Seen) -> bool:
    """Whether ``seen`` is of the same thing as the group: names that fit, and no second signing in another year."""
    if not all(s.fact.object and same_thing(s.fact.object, seen.fact.object) for s in group):
        return False
    signing = load_rules().agreements.steps[0]
    signed = [s for s in (*group, seen) if s.fact.kind == signing and s.span is not None]
    return seen.fact.kind != signing or len({s.span.order.year for s in signed if s.span}) < 2


def _agreement(group: list[Seen], ended: Sequence[Seen], denied: Sequence[Seen]) -> Agreement:
    first = group[0]
    name = next((n for s in group if (n := real_name(s.fact.object))), None)
    ends = of_thing(ended, name)
    # An end with a date undoes a signing without one: it must have come before.
    end = next((s for s in ends if s.span and (first.span is None or s.span.order > first.span.order)), None)
    steps = []
    for kind, stage in zip(load_rules().agreements.steps, _STAGES, strict=True):
        told = next((s for s in group if s.fact.kind == kind), None)
        if told is not None:
            steps.append((stage, told))
    held_ = Held(tuple(group), finest_date(group), tuple(s for s in ends if s.span is None))
    return Agreement(name, steps[-1][0], tuple(steps), held_, end, tuple(of_thing(denied, name)))
