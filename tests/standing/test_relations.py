"""The state of relations along time."""

from __future__ import annotations

import pytest

from tests.standing.made import Told

NORWAY_TO = {"source": "NOR", "target": "PRT"}


def long_history() -> Told:
    return (
        Told()
        .says("recognition", "1905-11-30", **NORWAY_TO)
        .says("relations-established", "1907")
        .says("relations-severed", "1962-05", source="PRT", parties=("NOR", "PRT"))
        .says("relations-resumed", "1971")
        .says("relations-upgraded", "2010", object="strategic partnership")
        .says("relations-downgraded", "2019")
    )


@pytest.mark.parametrize(
    ("year", "state", "since", "form"),
    [
        (1900, "unknown", None, None),
        (1906, "recognised", "1905-11-30", None),
        (1950, "established", "1907", None),
        (1965, "severed", "1962-05", None),
        (1980, "established", "1971", None),
        (2015, "established", "1971", "upgraded"),
        (2020, "established", "1971", "downgraded"),
    ],
)
def test_each_moment_has_its_state_with_the_facts_that_it_rests_on(year: int, state: str, since: str | None, form: str | None) -> None:
    relations = long_history().standing(year).relations
    assert (relations.state, relations.since, relations.form, relations.implied) == (state, since, form, False)
    kinds = {seen.fact.kind for seen in relations.facts}
    assert (
        kinds
        == {
            "unknown": set(),
            "recognised": {"recognition"},
            "severed": {"relations-severed"},
            "established": {"relations-established"} | ({"relations-resumed"} if year >= 1971 else set()),
        }[state]
    )


def test_an_embassy_implies_relations_and_a_consulate_does_not() -> None:
    consulate = Told().says("consulate-opened", "1950", **NORWAY_TO)
    assert consulate.standing().relations.state == "unknown"
    relations = consulate.says("embassy-opened", "1960", **NORWAY_TO).standing().relations
    assert (relations.state, relations.implied, relations.since) == ("established", True, None)
    assert [seen.fact.kind for seen in relations.facts] == ["embassy-opened"]


def test_an_embassy_from_before_a_break_implies_nothing_after_it() -> None:
    told = (
        Told()
        .says("embassy-opened", "1960", **NORWAY_TO)
        .says("relations-severed", "1970")
        .says("relations-severed", "1980", status="ended")
    )
    assert told.standing(1965).relations.implied
    assert told.standing(1975).relations.state == "severed"
    assert not told.standing(1990).relations.implied


def test_told_to_have_none_is_not_the_same_as_nothing_told() -> None:
    told = Told().says("relations-established", status="denied")
    assert told.standing().relations.state == "none"
    assert told.says("relations-established", "1999").standing().relations.state == "established"


def test_what_is_only_planned_changes_nothing() -> None:
    told = Told().says("relations-established", "1907").says("relations-severed", "2020", status="planned")
    assert told.standing().relations.state == "established"


def test_a_break_without_a_date_stands_unless_relations_are_told_to_have_been_restored() -> None:
    told = Told().says("relations-established", "1907").says("relations-severed")
    relations = told.standing().relations
    assert relations.severed is not None
    assert [seen.fact.kind for seen in relations.severed.doubts] == ["relations-established"]
    relations = told.says("relations-resumed", "1971").standing().relations
    assert (relations.state, relations.since) == ("established", "1971")
    assert relations.resumed is not None
    assert [seen.fact.kind for seen in relations.resumed.doubts] == ["relations-severed"]


def test_of_several_breaks_the_last_with_a_date_is_told() -> None:
    relations = Told().says("relations-severed", "1955").says("relations-severed", "1962-05").says("relations-severed").standing().relations
    assert (relations.state, relations.since) == ("severed", "1962-05")


def test_at_a_day_what_has_no_date_is_left_aside_and_named() -> None:
    told = Told().says("relations-established").says("recognition", "1905", **NORWAY_TO)
    assert told.standing().relations.state == "established"
    then = told.standing(1950)
    assert then.relations.state == "recognised"
    assert [fact.kind for fact in then.undated] == ["relations-established"]


def test_of_recognitions_that_may_be_one_the_exact_date_is_told() -> None:
    told = Told().says("recognition", "1905~", source="PRT", target="NOR").says("recognition", "1905-10-30", source="PRT", target="NOR")
    told.says("recognition", "1906-02-01", source="PRT", target="NOR")
    assert [held.since for held in told.standing().relations.recognitions] == ["1905-10-30"]
