"""Which statements concern a pair."""

from __future__ import annotations

from dragoman.brief.selection import concerning
from dragoman.standing import Pair
from tests.brief.made import BOTH, Page

PAIR = Pair("NOR", "PRT")


def test_of_one_state_only_what_stands_in_a_document_on_the_pair() -> None:
    on_pair, elsewhere = Page("a"), Page("b")
    met = on_pair.says("They met", "meeting", parties=BOTH)
    office = on_pair.says("Kari Lund, the Norwegian premier", "office", source="NOR", detail={"persons": ["Kari Lund"]})
    on_pair.says("Spain joined the league", "membership", source="ESP", object="league")
    elsewhere.says("Kari Lund, the Norwegian premier", "office", source="NOR", detail={"persons": ["Kari Lund"]})
    found = concerning([*on_pair.statements, *elsewhere.statements], PAIR)
    assert found.own == (met, office)
    assert found.touching == ()


def test_of_more_states_and_of_either_direction() -> None:
    page = Page("a")
    wanted = [
        page.says("Three signed", "agreement-signed", parties=("ESP", "NOR", "PRT")),
        page.says("X visited Y", "visit", source="PRT", target="NOR"),
    ]
    page.says("Norway visited Spain", "visit", source="NOR", target="ESP")
    assert list(concerning(page.statements, Pair("PRT", "NOR")).own) == wanted


def test_those_by_way_of_one_are_set_apart() -> None:
    page = Page("a")
    by_way = page.says("Spain backed Norway against Portugal", "support-in-conflict", source="ESP", target="NOR", via=("PRT",))
    found = concerning(page.statements, PAIR)
    assert (found.own, found.touching) == ((), (by_way,))
