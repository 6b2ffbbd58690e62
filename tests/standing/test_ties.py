"""All dyads at once."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dragoman import DragomanError, ties
from dragoman.actors import load_gazetteer
from dragoman.model import Statement
from dragoman.standing.ties import dyads_of, standing_dict, standing_of_dyads
from tests.brief.made import Page
from tests.standing.made import Told


def said() -> list[Statement]:
    page = Page("a")
    page.says("Norway and Portugal have relations since 1907", "relations-established", parties=("NOR", "PRT"), date="1907")
    page.says("The Soviet Union opened an embassy in Oslo in 1924", "embassy-opened", source="SUN", target="NOR", date="1924")
    page.says(
        "Norway, Portugal and Spain signed the Cod Treaty in 1950",
        "agreement-signed",
        parties=("ESP", "NOR", "PRT"),
        date="1950",
        object="Cod Treaty",
    )
    page.says(
        "Norway and the EU signed the Eel Treaty in 1994", "agreement-signed", parties=("EU", "NOR"), date="1994", object="Eel Treaty"
    )
    page.says("Sweden may recognise Chad", "recognition", source="SWE", target="TCD", status="planned")
    page.says("Chad and Niger met", "meeting", parties=("NER", "TCD"))
    return page.statements


def test_every_dyad_of_states_of_which_something_stands() -> None:
    found = {s.pair.codes: s for s in ties(said())}
    assert list(found) == [("ESP", "NOR"), ("ESP", "PRT"), ("NOR", "PRT"), ("NOR", "RUS")]
    assert found["NOR", "PRT"].relations.state == "established"
    assert [a.name for a in found["ESP", "PRT"].agreements] == ["Cod Treaty"]


def test_of_one_state_by_any_name_and_under_the_name_that_it_had() -> None:
    assert [s.pair.codes for s in ties(said(), "Russia")] == [("NOR", "RUS")]
    assert [s.pair.codes for s in ties(said(), "Soviet Union", as_of="1950")] == [("NOR", "SUN")]
    assert [s.pair.codes for s in ties(said(), as_of="1910")] == [("NOR", "PRT")]


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(DragomanError, match="--as-of"):
        list(ties(said(), as_of="soon"))


def test_the_values_carry_codes_that_join_and_the_facts_of_each_answer() -> None:
    told = (
        Told()
        .says("relations-established", "1907")
        .says("embassy-opened", "1921", source="NOR", target="PRT")
        .says("embassy-opened", "1922", source="PRT", target="NOR")
    )
    told.says("mission-closed", source="PRT", target="NOR")
    gazetteer = load_gazetteer()
    dyads = dyads_of(told.facts, gazetteer, date(2025, 1, 1))
    (standing,) = standing_of_dyads(dyads)
    tie = standing_dict(standing, gazetteer)
    ids = {f.kind + (f.source or ""): f.id for f in told.facts}
    assert (tie["a"]["cow"], tie["b"]["cow"], tie["a"]["iso_numeric"]) == (385, 235, "578")
    assert tie["relations"]["facts"] == [ids["relations-established"]]
    assert [(m["sender"], m["rank"], m["facts"], m["doubts"]) for m in tie["missions"]] == [
        ("NOR", "embassy", [ids["embassy-openedNOR"]], []),
        ("PRT", "embassy", [ids["embassy-openedPRT"]], [ids["mission-closedPRT"]]),
    ]
    assert json.loads(json.dumps(tie)) == tie
    (then,) = standing_of_dyads(dyads, date(2013, 12, 31))
    assert standing_dict(then, gazetteer, "2013")["undated"] == [ids["mission-closedPRT"]]


def test_a_state_that_had_ceased_to_be_has_ties_no_more_but_where_it_is_asked_about() -> None:
    page = Page("a")
    hops = "Bavaria and Norway signed the Hop Treaty in 1860"
    page.says(hops, "agreement-signed", parties=("BAVA", "NOR"), date="1860", object="Hop Treaty")
    page.says("Norway and Portugal have relations since 1907", "relations-established", parties=("NOR", "PRT"), date="1907")

    def told(state: str | None = None, as_of: str | None = None) -> list[set[str]]:
        return [set(one.pair.codes) for one in ties(page.statements, state, as_of=as_of, min_confidence=0)]

    assert told() == [{"NOR", "PRT"}]
    assert told(as_of="1865") == [{"BAVA", "NOR"}]
    assert told("BAVA") == [{"BAVA", "NOR"}]
