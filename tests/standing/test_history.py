"""What undoes what, held against the plain definition of it; and the past as a part of the record."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.merge import Fact
from dragoman.merge.fact import Counts
from dragoman.model import Evidence, Statement, Status
from dragoman.standing import history_of, standing_of
from dragoman.standing.history import follows, undoes
from dragoman.standing.rules import Undoing, load_rules
from tests.standing.made import PAIR, Told

MUTUAL = (
    "relations-established",
    "relations-severed",
    "relations-resumed",
    "relations-upgraded",
    "alliance",
    "conflict",
    "ceasefire",
    "agreement-signed",
)
DIRECTED = ("embassy-opened", "mission-closed", "sanction", "sanction-lifted", "border-closed", "border-opened", "accusation", "apology")
DATES = st.one_of(
    st.none(),
    st.dates(date(1990, 1, 1), date(1994, 12, 31)).map(date.isoformat),
    st.sampled_from(["1991", "1992-05", "1991/1993", "1992/.."]),
)


@st.composite
def facts(
    draw: st.DrawFn, dates: st.SearchStrategy[str | None] = DATES, statuses: tuple[Status, ...] = ("happened", "ongoing", "ended")
) -> list[Fact]:
    out = []
    for n in range(draw(st.integers(0, 14))):
        kind = draw(st.sampled_from((*MUTUAL, *DIRECTED)))
        source, target = draw(st.permutations(["NOR", "PRT"])) if kind in DIRECTED else (None, None)
        parties = None if kind in DIRECTED else ("NOR", "PRT")
        name, when, status = draw(st.sampled_from([None, None, "steel", "Cod Treaty"])), draw(dates), draw(st.sampled_from(statuses))
        statement = Statement(
            kind=kind,
            source=source,
            target=target,
            parties=parties,
            date=when,
            status=status,
            object=name,
            confidence=0.8,
            rule="r",
            evidence=Evidence(f"d{n}", 0, 1, "x"),
        )
        out.append(
            Fact(f"f{n:02}", kind, source, target, parties, (), when, None, status, name, {}, None, (statement,), 0.8, Counts(1, 1, 1))
        )
    return out


@given(facts())
@settings(max_examples=200, deadline=None)
def test_what_undoes_a_fact_is_what_the_definition_says(told: list[Fact]) -> None:
    history = history_of(told, PAIR)
    for seen in history.facts:
        ways = load_rules().undone_by.get(seen.fact.kind, Undoing())
        undoing = [o for o in history.facts if o is not seen and undoes(o, seen, ways)]
        orders = {o.fact.id: follows(seen, o) for o in undoing}
        undone = history.undone(seen)
        assert undone.surely == ("after" in orders.values())
        if not undone.surely:
            assert {o.fact.id for o in undone.doubtful} == {i for i, order in orders.items() if order == "unknown"}


@given(
    facts(st.dates(date(1990, 1, 1), date(1994, 12, 31)).map(date.isoformat), ("happened",)), st.dates(date(1989, 1, 1), date(1995, 12, 31))
)
@settings(max_examples=100, deadline=None)
def test_what_stood_at_a_day_rests_only_on_what_had_happened_by_then(told: list[Fact], day: date) -> None:
    then = standing_of(told, PAIR, day)
    only_past = standing_of([f for f in told if date.fromisoformat(f.date or "") <= day], PAIR)
    assert (then.relations.state, then.relations.since) == (only_past.relations.state, only_past.relations.since)
    for part in ("missions", "agreements", "alliances"):
        assert [repr(x) for x in getattr(then, part)] == [repr(x) for x in getattr(only_past, part)]


def test_of_one_day_order_is_not_known() -> None:
    history = Told().says("relations-established", "1992").says("relations-severed", "1992").history()
    (established,) = history.of("relations-established")
    undone = history.undone(established)
    assert not undone.surely
    assert [s.fact.kind for s in undone.doubtful] == ["relations-severed"]


def test_a_span_that_closed_is_over() -> None:
    history = Told().says("conflict", "1941/1944").history
    assert history(limit=date(1943, 1, 1)).standing("conflict")
    assert not history(limit=date(1950, 1, 1)).standing("conflict")
