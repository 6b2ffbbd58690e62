"""Missions, envoys and relations of states that did, or did not yet, exist."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.actors import load_gazetteer
from dragoman.check.existence import lives
from tests.check.made import check, checks, document, statement


@pytest.mark.parametrize(("kind", "text", "states", "date", "fields", "verdict"), [
    ("embassy-opened", "Canada opened an embassy in Vilnius in 1992.", "CAN>LTU", "1992", {}, "confirmed"),
    ("embassy-opened", "Canada opened an embassy in Kyiv in 1961.", "CAN>UKR", "1961", {}, "contradicted"),
    ("embassy-opened", "Canada opened an embassy in Juba in 2005.", "CAN>SSD", "2005", {}, "contradicted"),
    ("embassy-opened", "Canada opened an embassy in Juba in March 2010.", "CAN>SSD", "2010-03", {}, "unknown"),
    ("embassy-opened", "Italy opened an embassy in East Berlin in 1996.", "ITA>DDR", "1996", {}, "contradicted"),
    ("mission-elevated", "The Italian legation in Tashkent became an embassy.", "ITA>UZB", "1970", {"detail": {"mission": "embassy"}},
     "contradicted"),
    ("envoy-appointed", "Chile sent an ambassador to Namibia in 1975.", "CHL>NAM", "1975", {}, "contradicted"),
    ("relations-established", "Eritrea and Peru established relations in 1960.", "ERI PER", "1960", {}, "contradicted"),
    ("independence", "Zambia became independent in 1964.", "ZMB", "1964", {}, "confirmed"),
    ("independence", "Brazil became independent in 1964.", "BRA", "1964", {}, "contradicted"),
])
def test_a_state_that_is_needed_and_was_or_was_not_there(
    kind: str, text: str, states: str, date: str, fields: dict[str, Any], verdict: str
) -> None:
    assert check(kind, text, states, date=date, **fields)["existence"] == verdict


@pytest.mark.parametrize(("kind", "text", "states", "date", "fields"), [
    # A consulate or a consul may stand in a colony, and a thing may be planned before independence.
    ("consulate-opened", "Belgium opened a consulate in Nairobi in 1922.", "BEL>KEN", "1922", {}),
    ("envoy-appointed", "Belgium appointed a consul for Kenya in 1922.", "BEL>KEN", "1922", {}),
    ("mission-elevated", "The agency in Accra was raised to a consulate in 1930.", "BEL>GHA", "1930", {"detail": {"mission": "consulate"}}),
    ("embassy-opened", "Belgium is to open an embassy in Kinshasa.", "BEL>COD", "1955", {"status": "planned"}),
    # What the text calls by the present name was another state of that number or seat.
    ("embassy-opened", "Sweden opened an embassy in Russia in 1947.", "SWE>RUS", "1947", {}),
    ("relations-established", "Mongolia and Türkiye established relations in 1900.", "OTTM TUR", "1900", {}),
    ("embassy-opened", "Poland opened an embassy in Hanoi in 1955.", "POL>VNM", "1955", {}),
    ("legation-opened", "Norway opened a legation in Prague in 1921.", "NOR>CZE", "1921", {}),
    ("embassy-opened", "Finland opened an embassy in Dar es Salaam in 1963.", "FIN>TZA", "1963", {}),
    # An occupied state was represented all the same.
    ("embassy-opened", "Mexico opened an embassy to the Poles in 1942.", "MEX>POL", "1942", {}),
    ("legation-opened", "Mexico opened a legation to Ethiopia in 1939.", "MEX>ETH", "1939", {}),
    # Recognition comes before, and what nobody's table begins with is not judged.
    ("recognition", "Cuba recognised Namibia in 1988.", "CUB>NAM", "1988", {}),
    ("recognition", "Denmark recognised Portugal in 1780.", "DNK>PRT", "1780", {}),
    ("relations-established", "Oman and Kosovo established relations in 1999.", "TWN OMN", "1940", {}),
    # A day of the date fits, or may.
    ("embassy-opened", "Japan opened an embassy in Minsk in the nineties.", "JPN>BLR", "199X", {}),
    ("embassy-opened", "Japan opened an embassy in Minsk by 1992.", "JPN>BLR", "../1992", {}),
    ("embassy-opened", "Japan opened an embassy in Riga around 1989.", "JPN>LVA", "1989~", {}),
    # The kinds that ask for no state.
    ("attack", "Portugal shelled Guinea-Bissau in 1964.", "PRT>GNB", "1964", {}),
    ("agreement-signed", "Spain and Algeria signed a treaty in 1786.", "ESP DZA", "1786", {}),
    ("independence", "Ireland became independent in 1949.", "IRL", "1949", {}),
    ("independence", "Sovereignty passed back to Japan in 1952.", "JPN", "1952", {}),
])
def test_what_must_not_alarm(kind: str, text: str, states: str, date: str, fields: dict[str, Any]) -> None:
    assert check(kind, text, states, date=date, **fields).get("existence") in (None, "confirmed")


def test_a_text_that_knows_of_the_colony_is_not_contradicted() -> None:
    text = "Peru sent its first ambassador to Botswana in 1960, while the country was still a protectorate."
    assert check("envoy-appointed", text, "PER>BWA", date="1960")["existence"] == "unknown"


def test_the_check_cites_days_and_work() -> None:
    doc = document("Chile opened an embassy in Tbilisi in 1965.")
    (found,) = [c for c in checks((statement("embassy-opened", doc, "CHL>GEO", date="1965"), doc)) if c.name == "existence"]
    assert found.text == "Georgia was not a state in 1965: it had been one until 25 February 1921, and became one again on 9 April 1991."
    assert found.reference == "GEO, a state 1991-04-09/" and "2025-11" in found.source
    assert found.statements == ()


def test_a_state_continues_those_of_its_number_or_capital_and_not_the_union_that_it_left() -> None:
    g = load_gazetteer()
    assert [life.start.year for life in lives("RUS", g)] == [1816]
    assert [life.start.year for life in lives("UKR", g)] == [1917, 1991]
    assert lives("TUR", g)[0].start.year == 1816
    assert lives("CZE", g)[0].start.year == 1918
    assert lives("HRV", g)[0].start.year == 1991
