"""Missions each way along time."""

from __future__ import annotations

from typing import Any

from tests.standing.made import Told

NORWAY_TO: dict[str, Any] = {"source": "NOR", "target": "PRT"}
PORTUGAL_TO: dict[str, Any] = {"source": "PRT", "target": "NOR"}


def ranks(told: Told, year: int | None = None, sender: str = "NOR") -> list[tuple[str | None, str | None, str | None]]:
    return [(m.rank, m.place, m.held.since) for m in told.standing(year).missions_from(sender)]


def test_openings_changes_of_rank_and_closings() -> None:
    told = (
        Told()
        .says("legation-opened", "1908", **NORWAY_TO)
        .says("consulate-opened", "1920", detail={"mission": "consulate", "place": "Porto"}, **NORWAY_TO)
        .says("mission-elevated", "1942", detail={"mission": "embassy", "from": "legation"}, **NORWAY_TO)
        .says("embassy-opened", "1946", **PORTUGAL_TO)
        .says("mission-closed", "2012", detail={"mission": "embassy"}, **PORTUGAL_TO)
    )
    assert ranks(told, 1930) == [("legation", None, "1908"), ("consulate", "Porto", "1920")]
    assert ranks(told, 1950) == [("embassy", None, "1942"), ("consulate", "Porto", "1920")]
    assert ranks(told, 2000, "PRT") == [("embassy", None, "1946")]
    assert ranks(told, 2013, "PRT") == []


def test_a_closing_of_another_rank_or_place_closes_nothing() -> None:
    told = Told().says("embassy-opened", "1946", **NORWAY_TO).says("mission-closed", "1990", detail={"mission": "consulate"}, **NORWAY_TO)
    assert ranks(told) == [("embassy", None, "1946")]


def test_a_break_of_relations_is_told_and_whether_it_was_mended() -> None:
    told = Told().says("embassy-opened", "1946", **NORWAY_TO).says("relations-severed", "1962")
    (mission,) = told.standing().missions
    assert mission.broken is not None
    assert mission.broken.fact.date == "1962"
    assert not mission.mended
    (mission,) = told.says("relations-resumed", "1971").standing().missions
    assert mission.broken is not None
    assert mission.mended
    (mission,) = told.standing(1950).missions
    assert mission.broken is None


def test_a_closing_without_a_date_is_a_doubt() -> None:
    (mission,) = Told().says("embassy-opened", "1946", **NORWAY_TO).says("mission-closed", **NORWAY_TO).standing().missions
    assert [seen.fact.kind for seen in mission.held.doubts] == ["mission-closed"]


def test_the_last_envoy_until_recalled_by_the_one_or_expelled_by_the_other() -> None:
    sent = Told().says("envoy-appointed", "1990", detail={"persons": ["Kari Lund"]}, **NORWAY_TO)
    sent.says("envoy-appointed", "1995", detail={"persons": ["Ola Dahl"]}, **NORWAY_TO)
    assert [e.facts[0].fact.detail["persons"] for e in sent.standing().envoys] == [["Ola Dahl"]]
    assert [e.facts[0].fact.detail["persons"] for e in sent.standing(1992).envoys] == [["Kari Lund"]]
    assert sent.says("envoy-expelled", "1999", **PORTUGAL_TO).standing().envoys == ()


def test_what_most_sources_say_is_told_of_what_they_dispute() -> None:
    told = Told()
    for date, place, times in (("1941", "Lisbon", 2), ("1942", "Lisbon", 5), ("1942", "Porto", 1)):
        for _ in range(times):
            told.says("mission-elevated", date, detail={"mission": "embassy", "from": "legation", "place": place}, **NORWAY_TO)
    assert ranks(told) == [("embassy", "Lisbon", "1942")]
    (mission,) = told.standing().missions
    assert len(mission.held.facts) == 3, "and it rests on all of them"


def test_of_embassies_there_is_one_in_whatever_city_and_of_consulates_one_in_each() -> None:
    told = Told().says("embassy-opened", "1946", **NORWAY_TO).says("embassy-opened", detail={"place": "Lisbon"}, **NORWAY_TO)
    told.says("consulate-opened", "1920", detail={"place": "Porto"}, **NORWAY_TO)
    told.says("consulate-opened", "1930", detail={"place": "Faro"}, **NORWAY_TO)
    assert ranks(told) == [("embassy", "Lisbon", "1946"), ("consulate", "Faro", "1930"), ("consulate", "Porto", "1920")]
    told.says("mission-closed", "1950", detail={"mission": "embassy", "place": "Lisbon"}, **NORWAY_TO)
    assert ranks(told, 1960)[0][0] == "consulate"
