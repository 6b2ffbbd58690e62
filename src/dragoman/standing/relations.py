"""Whether two states have relations, since when and in what form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.standing.held import Held, first_each_way, held, latest
from dragoman.standing.history import History, Seen, likeliest
from dragoman.standing.missions import Mission
from dragoman.standing.rules import load_rules

State = Literal["unknown", "none", "recognised", "established", "severed"]
Form = Literal["upgraded", "downgraded"]


@dataclass(frozen=True, slots=True)
class Relations:
    """The state of relations, and the facts of each sort that stand.

    ``unknown``: nothing is known; ``none``: told not to exist; ``recognised``: only recognition is told. ``implied`` tells that no fact
    says that relations were established, but something that presupposes them stands (an embassy). ``since`` (EDTF) and ``facts`` are
    of the state: for relations that were restored, the restoration.
    """

    state: State
    since: str | None = None
    facts: tuple[Seen, ...] = ()
    implied: bool = False
    form: Form | None = None
    recognitions: tuple[Held, ...] = ()
    severed: Held | None = None
    established: Held | None = None
    resumed: Held | None = None
    upgraded: Held | None = None
    downgraded: Held | None = None
    improved: Held | None = None
    denied: tuple[Seen, ...] = ()


def relations_of(history: History, missions: Sequence[Mission] = ()) -> Relations:
    """The relations of the pair as they stand. ``missions`` are those that stand, of either in the other."""
    likely = sorted(likeliest(history.standing("recognition")), key=lambda seen: not seen.fact.reviewed)
    recognitions = tuple(held(history, first) for first in first_each_way(likely))
    if severed := _severed(history):
        return Relations("severed", severed.since, severed.facts, recognitions=recognitions, severed=severed)
    changes = ("relations-resumed", "relations-upgraded", "relations-downgraded", "relations-improved")
    resumed, upgraded, downgraded, improved = (_standing(history, kind) for kind in changes)
    established = _established(history)
    known = Relations(
        "unknown", recognitions=recognitions, established=established, resumed=resumed, upgraded=upgraded, downgraded=downgraded,
        improved=improved, form=_form(upgraded, downgraded), denied=tuple(history.of("relations-established", statuses=("denied",))))
    if told := resumed or established:
        before = established.facts if established and established is not told else ()
        return replace(known, state="established", since=told.since, facts=told.facts + before)
    if implying := _implying(known, missions):
        return replace(known, state="established", facts=implying, implied=True)
    if known.denied:
        return replace(known, state="none", facts=known.denied)
    if recognitions:
        return replace(known, state="recognised", since=recognitions[0].since, facts=tuple(s for one in recognitions for s in one.facts))
    return known


def _severed(history: History) -> Held | None:
    """The break that stands. One without a date, where relations are told to have been restored or raised, is only a doubt about that."""
    broken = history.standing("relations-severed")
    mending = load_rules().undone_by["relations-severed"].kinds - {"relations-established"}
    last = latest(broken) if broken else None
    if last is None or (last.span is None and history.standing(*sorted(mending))):
        return None
    return held(history, last)


def _form(upgraded: Held | None, downgraded: Held | None) -> Form | None:
    """The later of the two; of two that can't be ordered, the higher form."""
    if upgraded is None:
        return "downgraded" if downgraded else None
    return "downgraded" if downgraded and upgraded.facts[0].before(downgraded.facts[0]) else "upgraded"


def _standing(history: History, kind: str) -> Held | None:
    """The latest of its kind that stands."""
    facts = history.standing(kind)
    return held(history, latest(facts)) if facts else None


def _established(history: History) -> Held | None:
    """The beginning of relations, with further tellings of it, which undated or differing dates kept apart."""
    told = history.of("relations-established")
    if not told:
        return None
    # By a person's word, or by more sources, one of several dates is the right one.
    first = next((s for s in told if s.fact.reviewed), likeliest(told)[0])
    same = [s for s in told if s is not first and (s.span is None or first.span is None or s.span.order.year == first.span.order.year)]
    return held(history, first, *same)


def _implying(known: Relations, missions: Sequence[Mission]) -> tuple[Seen, ...]:
    """The facts that presuppose relations, where none tells of their beginning."""
    rules = load_rules()
    changed = [part for part in (known.upgraded, known.downgraded) if part and part.facts[0].fact.kind in rules.implying_kinds]
    ranked = [mission.held for mission in missions if mission.rank in rules.implying_ranks and not mission.broken]
    return tuple(s for part in (*changed, *ranked) for s in part.facts)
