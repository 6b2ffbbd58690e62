"""Who was a state when: an embassy in a country that did not exist yet."""

from __future__ import annotations

import datetime
from functools import cache
from typing import NamedTuple

from dragoman.actors import Gazetteer
from dragoman.actors.entries import State
from dragoman.check.dating import Window, first_day, last_day, shifted, window
from dragoman.check.model import Check, Verdict
from dragoman.check.wording import called, day, finder, reference, rules, say, source, when
from dragoman.merge import Fact

_ORDER: dict[Verdict, int] = {"contradicted": 0, "unknown": 1, "confirmed": 2}


class Life(NamedTuple):
    """The first and the last day of a time in which a state existed; no last day where it does today."""

    start: datetime.date
    end: datetime.date


def check_existence(fact: Fact, gazetteer: Gazetteer) -> Check | None:
    """Whether the states that a thing of the fact's kind needs existed at its date: the worst that is found of any of them."""
    if fact.date is None:
        return None
    if fact.kind == "independence":
        return _independence(fact, window(fact.date), gazetteer)
    told, at = rules("existence"), window(fact.date)
    applies = fact.kind in told["years_before"] and fact.status in told["statuses"] and _needs_state(fact)
    if not applies or at.last is None or at.last.year < told["tables_begin"]:
        return None
    found = [check for code in fact.states if (check := _of_state(code, fact, at, gazetteer)) is not None]
    return min(found, key=lambda check: _ORDER[check.verdict], default=None)


def _needs_state(fact: Fact) -> bool:
    """Whether the mission or envoy is of a rank that only states exchange; consuls and agents went to colonies too."""
    if fact.kind == "mission-elevated":
        mission = str(fact.detail.get("mission") or "").lower()
        return any(word in mission for word in rules("existence")["missions"])
    if fact.kind == "envoy-appointed":
        quotes = [s.evidence.quote for s in fact.statements]
        return all(finder("existence", "envoys").search(q) and not finder("existence", "other_envoys").search(q) for q in quotes)
    return True


@cache
def continued(code: str, gazetteer: Gazetteer) -> tuple[State, ...]:
    """A state with those of its predecessors that texts call by its name: they had its number in a state system, or its capital.

    The Soviet Union is Russia's (number 365), Tanganyika Tanzania's (510), Korea to 1910 South Korea's (Seoul); not Azerbaijan's.
    """
    state = gazetteer.get(code)
    before = [s for s in gazetteer.states() if s.sovereign is None and (s.code in state.predecessors or code in s.successors)]
    return (state, *(s for s in before if _numbers(s) & _numbers(state) or {c.city for c in s.capitals} & {c.city for c in state.capitals}))


def _numbers(state: State) -> set[tuple[str, int | None]]:
    cow, gw = {("cow", n) for n in (state.cow, *state.cow_also)}, {("gw", n) for n in (state.gw, *state.gw_also)}
    return {pair for pair in cow | gw if pair[1] is not None}


@cache
def lives(code: str, gazetteer: Gazetteer) -> tuple[Life, ...]:
    """When a state existed, with those that it continues; times that are joined or overlap are one."""
    out: list[Life] = []
    for period in sorted((p for s in continued(code, gazetteer) for p in s.periods), key=lambda p: p.start or ""):
        start, end = first_day(period.start or "0001"), last_day(period.end) if period.end else datetime.date.max
        if out and (start - min(out[-1].end, start)).days < rules("existence")["joined_days"]:
            out[-1] = Life(out[-1].start, max(out[-1].end, end))
        else:
            out.append(Life(start, end))
    return tuple(out)


def _of_state(code: str, fact: Fact, at: Window, gazetteer: Gazetteer) -> Check | None:
    state = gazetteer.find(code)
    # Of territories and of what not everybody recognises, the tables' days are no yardstick.
    if state is None or state.kind not in ("state", "former") or not state.periods or at.last is None:
        return None
    first, last = at.first or datetime.date.min, at.last
    life = next((x for x in lives(code, gazetteer) if x.start <= last and first <= x.end), None)
    if life is not None:
        young = life.start <= first <= shifted(life.start, rules("existence")["young_years"])
        return _check(state, "confirmed", "confirmed", fact, gazetteer, life) if young else None
    before = next((x for x in reversed(lives(code, gazetteer)) if x.end < first), None)
    after = next((x for x in lives(code, gazetteer) if x.start > last), None)
    if after is not None:
        return _too_early(state, fact, last, before, after, gazetteer)
    return _too_late(state, fact, first, before, gazetteer) if before is not None else None


def _too_early(state: State, fact: Fact, last: datetime.date, before: Life | None, after: Life, gazetteer: Gazetteer) -> Check | None:
    """Before a state's beginning, or between two times of it that lie far apart: less is an occupation, with a government in exile."""
    told = rules("existence")
    if before is not None and shifted(before.end, told["absent_years"]) > after.start:
        return None
    early = last < shifted(after.start, -told["years_before"][fact.kind])
    never = fact.kind in told["never_contradicted"]
    if not early and (never or last >= shifted(after.start, -told["usual_years"])):
        return None
    sentence = "between" if before else "before"
    if early and not never and not _text_knows(fact):
        return _check(state, "contradicted", sentence, fact, gazetteer, after, before)
    return _check(state, "unknown", f"{sentence}_unknown", fact, gazetteer, after, before)


def _too_late(state: State, fact: Fact, first: datetime.date, before: Life, gazetteer: Gazetteer) -> Check | None:
    told = rules("existence")
    if fact.kind in told["not_after"] or first <= shifted(before.end, told["years_after"]):
        return None
    knows = _text_knows(fact) or _name_went_on(state, first, gazetteer)
    return _check(state, "unknown" if knows else "contradicted", "after", fact, gazetteer, before)


def _text_knows(fact: Fact) -> bool:
    return any(finder("existence", "text_knows").search(s.evidence.quote) for s in fact.statements)


def _name_went_on(state: State, first: datetime.date, gazetteer: Gazetteer) -> bool:
    """Whether one of a former state's names was its successor's then, as "Yugoslavia" was from 1992 to 2003."""
    names = {e.text for e in gazetteer.names() if e.code == state.code and e.kind == "name"}
    return any(e.code in state.successors and e.text in names and e.period.covers(f"{first.year:04d}") for e in gazetteer.names())


def _independence(fact: Fact, at: Window, gazetteer: Gazetteer) -> Check | None:
    """Independence in a year in which the state began, or long after it had."""
    state = gazetteer.find(fact.source or "")
    if state is None or state.kind not in ("state", "former") or fact.status != "happened" or at.first is None or at.last is None:
        return None
    told = rules("existence")
    for life in lives(state.code, gazetteer):
        if life.start.year == told["tables_begin"]:
            continue  # it was there when the tables begin
        if at.first.year <= life.start.year <= at.last.year:
            # Declared in August and voted in October are two days of one independence; only the table's own is confirmed by it.
            verdict: Verdict = "confirmed" if at.first <= life.start <= at.last else "unknown"
            return _check(state, verdict, "independence", fact, gazetteer, life)
        long_before = shifted(life.start, told["independent_years"]) < at.first and at.last < life.end
        if long_before and all(finder("existence", "independence").search(s.evidence.quote) for s in fact.statements):
            return _check(state, "contradicted", "independent", fact, gazetteer, life)
    return None


def _check(
    state: State, verdict: Verdict, sentence: str, fact: Fact, gazetteer: Gazetteer, life: Life, before: Life | None = None
) -> Check:
    start, end = life.start.isoformat(), "" if life.end == datetime.date.max else life.end.isoformat()
    text = say("existence", sentence, state=called(state.code, gazetteer), when=when(fact.date or ""), start=day(start), on=when(start),
               end=day(end or None), gone=day(before.end.isoformat()) if before else "")
    looked_up = reference("existence", code=state.code, start=start, end=end)
    return Check("existence", verdict, text, looked_up, source(state.basis))
