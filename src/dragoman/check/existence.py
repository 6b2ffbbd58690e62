"""Who was a state when: an embassy in a country that did not exist yet."""

from __future__ import annotations

import datetime
from functools import cache

from dragoman.actors import Gazetteer
from dragoman.actors.entries import State
from dragoman.check.dating import Window, first_day, last_day, shifted, window
from dragoman.check.model import Check, Verdict
from dragoman.check.wording import called, day, finder, reference, rules, say, source, when
from dragoman.merge import Fact


@cache
def continued(code: str, gazetteer: Gazetteer) -> tuple[State, ...]:
    """A state with those of its predecessors that texts call by its name: they had its number in a state system, or its capital.

    The Soviet Union is Russia's (number 365), Tanganyika Tanzania's (510), Korea to 1910 South Korea's (Seoul); not Azerbaijan's.
    """
    state = gazetteer.get(code)
    before = [s for s in gazetteer.states() if s.sovereign is None and (s.code in state.predecessors or code in s.successors)]
    return (state, *(s for s in before if _same_number(s, state) or _same_capital(s, state)))


def _same_number(a: State, b: State) -> bool:
    return not {a.cow, *a.cow_also}.isdisjoint({b.cow, *b.cow_also} - {None}) or not {a.gw, *a.gw_also}.isdisjoint({b.gw, *b.gw_also} - {None})


def _same_capital(a: State, b: State) -> bool:
    return not {c.city for c in a.capitals}.isdisjoint(c.city for c in b.capitals)


def check_existence(fact: Fact, gazetteer: Gazetteer) -> Check | None:
    """Whether the states that a thing of the fact's kind needs existed at its date: the worst that is found of any of them."""
    if fact.date is None:
        return None
    if fact.kind == "independence":
        return _independence(fact, fact.date, gazetteer)
    told = rules("existence")
    grace = told["years_before"].get(fact.kind)
    if grace is None or (fact.kind == "mission-elevated" and not _mission(fact)):
        return None
    at = window(fact.date)
    if at.last is None or at.last.year < told["tables_begin"]:
        return None
    found = [check for code in fact.states if (check := _of_state(code, fact, at, grace, gazetteer)) is not None]
    order: dict[Verdict, int] = {"contradicted": 0, "unknown": 1, "confirmed": 2}
    return min(found, key=lambda check: order[check.verdict], default=None)


def _mission(fact: Fact) -> bool:
    mission = str(fact.detail.get("mission") or "").lower()
    return any(word in mission for word in rules("existence")["missions"])


def _of_state(code: str, fact: Fact, at: Window, grace: int, gazetteer: Gazetteer) -> Check | None:
    state = gazetteer.find(code)
    # Of territories and of what not everybody recognises, the tables' days are no yardstick.
    if state is None or state.kind not in ("state", "former") or not state.periods:
        return None
    periods = [p for s in continued(code, gazetteer) for p in s.periods]
    first = min((p.start or "0001" for p in periods))
    last = "" if any(p.end is None for p in periods) else max(p.end or "" for p in periods)
    assert at.last is not None
    if at.last < first_day(first):
        early = at.last < shifted(first_day(first), -grace)
        verdict: Verdict = "contradicted" if early and not _text_knows(fact) else "unknown"
        return _check(state, verdict, "before", fact, gazetteer)
    told = rules("existence")
    if last and at.first is not None and at.first > shifted(last_day(last), told["years_after"]) and fact.kind not in told["not_after"]:
        return _check(state, "unknown" if _text_knows(fact) or _name_went_on(state, at, gazetteer) else "contradicted", "after", fact, gazetteer)
    return _young(state, at, fact, gazetteer)


def _young(state: State, at: Window, fact: Fact, gazetteer: Gazetteer) -> Check | None:
    """That a state existed is worth a word where it was young then."""
    starts = [first_day(p.start) for p in state.periods if p.start]
    begun = [start for start in starts if at.first is not None and start <= at.first]
    young: int = rules("existence")["young_years"]
    if not begun or at.first is None or shifted(max(begun), young) < at.first or not state.exists_on(at.first.isoformat()):
        return None
    return _check(state, "confirmed", "confirmed", fact, gazetteer, max(begun))


def _text_knows(fact: Fact) -> bool:
    return any(finder("existence", "text_knows").search(s.evidence.quote) for s in fact.statements)


def _name_went_on(state: State, at: Window, gazetteer: Gazetteer) -> bool:
    """Whether one of a former state's names was its successor's then, as "Yugoslavia" was from 1992 to 2003."""
    year = f"{at.first.year:04d}" if at.first else ""
    names = {e.text for e in gazetteer.names() if e.code == state.code and e.kind == "name"}
    return any(e.code in state.successors and e.text in names and e.period.covers(year) for e in gazetteer.names())


def _independence(fact: Fact, date: str, gazetteer: Gazetteer) -> Check | None:
    """Independence in a year in which the state began, or long after it had."""
    state = gazetteer.find(fact.source or "")
    at = window(date)
    if state is None or state.kind not in ("state", "former") or fact.status != "happened" or at.first is None or at.last is None:
        return None
    starts = [p.start for p in state.periods if p.start and not p.start.endswith("1816-01-01")]
    for start in starts:
        if at.first.year <= first_day(start).year <= at.last.year:
            return _check(state, "confirmed", "independence", fact, gazetteer, first_day(start))
    years: int = rules("existence")["independent_years"]
    for period in state.periods:
        begun = first_day(period.start or "0001")
        if shifted(begun, years) < at.first and (period.end is None or at.last < first_day(period.end)):
            return _check(state, "unknown" if _text_knows_again(fact) else "contradicted", "independent", fact, gazetteer, begun)
    return None


def _text_knows_again(fact: Fact) -> bool:
    """A state whose tables begin with the tables may have become independent before, or again, in ways that they don't count."""
    return any("restor" in s.evidence.quote or "again" in s.evidence.quote for s in fact.statements)


def _check(state: State, verdict: Verdict, sentence: str, fact: Fact, gazetteer: Gazetteer, start: datetime.date | None = None) -> Check:
    first = start.isoformat() if start else min(p.start or "" for p in state.periods)
    end = next((p.end for p in state.periods if (p.start or "") == first), state.end) or ""
    text = say("existence", sentence, state=called(state.code, gazetteer), when=when(fact.date or ""), start=day(first),
               end=day(state.end))
    return Check("existence", verdict, text, reference("existence", code=state.code, start=first, end=end), source(state.basis))
