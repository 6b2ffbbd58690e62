"""Borders that texts claim, deny and measure."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.model import Amount
from tests.check.made import check, checks, document, statement


@pytest.mark.parametrize(("text", "states", "fields", "verdict"), [
    ("Chad borders Niger.", "TCD NER", {}, "confirmed"),
    ("Chad and Niger have no common border.", "NER TCD", {"status": "denied"}, "contradicted"),
    ("Lithuania has no land border with Estonia.", "LTU EST", {"status": "denied"}, "confirmed"),
    ("Bolivia shares a land border with Ecuador.", "BOL ECU", {}, "contradicted"),
    # A state has the borders of its territories.
    ("France's longest frontier is the one with Brazil.", "BRA FRA", {}, "confirmed"),
    ("France and Suriname share no border.", "FRA SUR", {"status": "denied"}, "unknown"),
    # Borders of their day.
    ("Yugoslavia bordered on Greece.", "GRC YUG", {}, "confirmed"),
    ("In 1930 Hungary had a border with Romania.", "HUN ROU", {"date": "1930"}, "confirmed"),
    # Over water.
    ("Denmark and Sweden share a border.", "DNK SWE", {}, "unknown"),
])
def test_claims(text: str, states: str, fields: dict[str, Any], verdict: str) -> None:
    assert check("border", text, states, **fields) == {"border": verdict}


@pytest.mark.parametrize(("text", "states", "fields"), [
    ("Japan and the Philippines are good neighbours.", "JPN PHL", {}),
    ("Peru and Cuba are neighbours in spirit.", "CUB PER", {}),
    ("The maritime boundary of Italy and Algeria was drawn.", "DZA ITA", {}),
    ("Poland had a border with the Soviet Union in 1930.", "POL SUN", {"date": "1930"}),
    ("Northern Cyprus borders Greece.", "GRC TRNC", {}),
    ("A border of Bolivia and Ecuador was proposed.", "BOL ECU", {"status": "proposed"}),
    ("In 1900 Bolivia had a border with Ecuador.", "BOL ECU", {"date": "1900"}),
    ("The longest EU border is Finland's.", "EU FIN", {}),
])
def test_what_must_not_alarm(text: str, states: str, fields: dict[str, Any]) -> None:
    assert "contradicted" not in check("border", text, states, **fields).values()


@pytest.mark.parametrize(("km", "comparator", "verdicts"), [
    (1180, "=", ["confirmed"]),
    (4000, "=", ["confirmed", "contradicted"]),
    (4000, "<", ["confirmed"]),
    (300, "=", ["confirmed", "unknown"]),
    (300, ">", ["confirmed"]),
    (1500, "=", ["confirmed"]),
])
def test_lengths(km: float, comparator: Any, verdicts: list[str]) -> None:
    doc = document("The border of Chad and Niger runs through the desert.")
    found = checks((statement("border", doc, "NER TCD", amount=Amount(km, unit="km", comparator=comparator)), doc))
    assert [c.verdict for c in found] == verdicts, found


def test_a_length_at_sea_is_not_held_against_the_one_on_land() -> None:
    doc = document("The maritime boundary of Kenya and Somalia is 3,000 km long.")
    found = checks((statement("border", doc, "KEN SOM", amount=Amount(3000, unit="km")), doc))
    assert [c.verdict for c in found] == ["confirmed"]


def test_the_check_tells_length_and_the_exclave_and_cites_the_work() -> None:
    doc = document("Lithuania has no border with Russia.")
    (found,) = checks((statement("border", doc, "LTU RUS", status="denied"), doc))
    assert found.text == "Lithuania and Russia share a land border of 261 km (at Kaliningrad)."
    assert (found.reference, found.source) == ("LTU-RUS, land border of 261 km", "CIA World Factbook, land boundaries (2016)")
