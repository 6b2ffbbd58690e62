"""A state's earlier forms count as the state."""

from __future__ import annotations

from datetime import date

from dragoman.standing import pair_of, standing_of
from tests.standing.made import Told

SOVIET_EMBASSY = {"source": "SUN", "target": "TUR", "detail": {"mission": "embassy"}}


def test_a_pair_has_the_forms_that_came_before_and_not_those_that_came_after() -> None:
    assert list(map(sorted, pair_of("RUS", "TUR").lines)) == [["RUS", "SUN"], ["OTTM", "TUR"]]
    assert list(map(sorted, pair_of("SUN", "OTTM").lines)) == [["SUN"], ["OTTM"]]
    assert list(map(sorted, pair_of("NOR", "PRT").lines)) == [["NOR"], ["PRT"]]


def test_two_forms_of_one_state_are_a_pair_of_their_own() -> None:
    pair = pair_of("RUS", "SUN")
    assert list(map(sorted, pair.lines)) == [["RUS"], ["SUN"]]
    assert pair.concerns(("RUS", "SUN"))


def test_what_one_form_opened_another_closes() -> None:
    told = Told().says("embassy-opened", "1924", **SOVIET_EMBASSY).says("mission-closed", "1999", source="RUS", target="TUR")
    pair = pair_of("RUS", "TUR")
    (mission,) = standing_of(told.facts, pair, date(1995, 1, 1)).missions
    assert (mission.sender, mission.held.facts[0].fact.source, mission.held.facts[0].former) == ("RUS", "SUN", ("SUN",))
    assert standing_of(told.facts, pair).missions == ()
