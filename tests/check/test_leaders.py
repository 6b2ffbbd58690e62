"""Named persons in their offices."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.actors import load_gazetteer
from dragoman.actors.entries import Leader
from dragoman.check.leaders import same_person
from tests.check.made import check, checks, document, statement


def office(person: str, title: str) -> dict[str, Any]:
    return {"status": "ongoing", "detail": {"persons": [person], "office": title}}


@pytest.mark.parametrize(("text", "state", "fields", "published", "verdict"), [
    ("President Jacques Chirac spoke.", "FRA", office("Jacques Chirac", "President"), "2003-02-01", "confirmed"),
    ("Taoiseach Bertie Ahern spoke.", "IRL", office("Bertie Ahern", "Taoiseach"), "2001", "confirmed"),
    ("In 1966 President Nasser closed the strait.", "EGY", office("Nasser", "President"), "2015", "confirmed"),
    ("France's current president, Jacques Chirac, spoke.", "FRA", office("Jacques Chirac", "president"), "2015-04-01", "contradicted"),
    ("Jacques Chirac was president in 1985.", "FRA", {**office("Jacques Chirac", "president"), "date": "1985"}, "2015", "contradicted"),
    ("Jacques Chirac was president in 1995.", "FRA", {**office("Jacques Chirac", "president"), "date": "1995"}, "2015", "confirmed"),
    ("The current president, Ada Nobody, spoke.", "FRA", office("Ada Nobody", "president"), "2009-04-01", "unknown"),
    ("Emmanuel Macron, the president, spoke.", "FRA", office("Emmanuel Macron", "president"), "2031-04-01", "unknown"),
])
def test_offices(text: str, state: str, fields: dict[str, Any], published: str, verdict: str) -> None:
    assert check("office", text, state, published=published, **fields).get("leader") == verdict


@pytest.mark.parametrize(("text", "state", "fields", "published"), [
    # A title in a text about the past, an office that the tables lack, a transition, a person whom they don't know.
    ("President Jacques Chirac refused.", "FRA", office("Jacques Chirac", "President"), "2015"),
    ("Fisheries minister Ada Nobody spoke.", "FRA", office("Ada Nobody", "fisheries minister"), "2009"),
    ("Jacques Chirac was president in 2008.", "FRA", {**office("Jacques Chirac", "president"), "date": "2008"}, "2015"),
    ("President Ada Nobody spoke.", "FRA", office("Ada Nobody", "President"), "2009"),
    ("The current president, Ada Nobody, spoke.", "FRA", office("Ada Nobody", "president"), "2031"),
])
def test_where_nothing_useful_is_said(text: str, state: str, fields: dict[str, Any], published: str) -> None:
    assert "leader" not in check("office", text, state, published=published, **fields)


def test_a_contradiction_tells_who_it_was() -> None:
    doc = document("Jacques Chirac was president in 1985.", published="2015")
    fields = {**office("Jacques Chirac", "president"), "date": "1985"}
    (found,) = checks((statement("office", doc, "FRA", **fields), doc))
    assert found.text == "Jacques Chirac was president of France from 17 May 1995 to 16 May 2007; in 1985 it was François Mitterrand."


@pytest.mark.parametrize(("told", "name", "same"), [
    ("Alyaksandr Lukashenka", "Alexander Lukashenko", False), ("Aleksandr Lukashenko", "Alexander Lukashenko", True),
    ("J. Chirac", "Jacques Chirac", True), ("Chirac", "Jacques Chirac", True), ("Bernadette Chirac", "Jacques Chirac", False),
    ("Kim Jong Il", "Kim Jong Un", False), ("Nikol Pashinian", "Nikol Pashinyan", True), ("José Sócrates", "Jose Socrates", True),
    ("Jacques", "Jacques Chirac", True), ("J.", "Jacques Chirac", False),
])
def test_same_person(told: str, name: str, same: bool) -> None:
    assert same_person(told, Leader(name, name.split()[-1], "FRA", "president", None, None)) is same


def test_every_source_of_the_leaders_can_be_cited() -> None:
    assert {leader.source for leader in load_gazetteer().leaders()} == {"Archigos 4.1", "Dragoman"}
