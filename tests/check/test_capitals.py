"""Where embassies stand, and what texts call the capital."""

from __future__ import annotations

from typing import Any

import pytest

from tests.check.made import check, checks, document, statement


@pytest.mark.parametrize(("text", "states", "date", "verdict"), [
    ("Cuba opened its embassy in Dakar in 1975.", "CUB>SEN", "1975", "confirmed"),
    ("Cuba opened its embassy in Tel Aviv in 1965.", "CUB>ISR", "1965", "confirmed"),
    ("Cuba opened its embassy in Karachi in 1955.", "CUB>PAK", "1955", "confirmed"),
    ("Cuba opened its embassy in Karachi in 1985.", "CUB>PAK", "1985", "unknown"),
    ("Cuba opened its embassy in Jeddah in 1955.", "CUB>SAU", "1955", "unknown"),
    ("Cuba opened its embassy in Springfield in 1955.", "CUB>SAU", "1955", None),
    ("Cuba opened a consulate in Porto in 1955.", "CUB>PRT", "1955", None),
])
def test_the_city_of_an_embassy(text: str, states: str, date: str, verdict: str | None) -> None:
    assert check("embassy-opened", text, states, date=date).get("capital") == verdict


@pytest.mark.parametrize(("text", "states", "published", "verdict"), [
    ("He flew to Abuja, the capital of Nigeria.", "GHA>NGA", "2020", "confirmed"),
    ("He flew to the Nigerian capital, Abuja.", "GHA>NGA", "2020", "confirmed"),
    ("He flew to Kano, the capital of Nigeria.", "GHA>NGA", "2020", "contradicted"),
    ("He flew to Lagos, the capital of Nigeria.", "GHA>NGA", "2020", "unknown"),
    ("He flew to Lagos, the capital of Nigeria.", "GHA>NGA", "1975", "confirmed"),
    ("He flew to Lagos, the commercial capital of Nigeria.", "GHA>NGA", "2020", None),
    ("He flew to Lagos, the former capital of Nigeria.", "GHA>NGA", "2020", None),
    ("Kano raised capital of Nigeria's banks.", "GHA>NGA", "2020", None),
    ("He flew to Kano, the capital of Nigeria.", "GHA>NGA", None, None),
])
def test_what_a_text_calls_the_capital(text: str, states: str, published: str | None, verdict: str | None) -> None:
    assert check("visit", text, states, published=published).get("capital") == verdict


def test_the_city_is_told_under_the_name_that_the_text_has() -> None:
    doc = document("Ghana opened its embassy in Leopoldville in 1960.")
    told: dict[str, Any] = {"date": "1960"}
    (found,) = [c for c in checks((statement("embassy-opened", doc, "GHA>COD", **told), doc)) if c.name == "capital"]
    assert found.text.startswith("Leopoldville was the capital of the Democratic Republic of the Congo")
