"""The number of an anniversary, the year of the event and the year in which it is marked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.check.made import check, checks, document, statement


@pytest.mark.parametrize(("kind", "text", "published", "basis", "date", "verdict"), [
    ("relations-established", "Peru and Uruguay mark the 40th anniversary of relations established in 1984.", "2024", "given", "1984",
     "confirmed"),
    ("relations-established", "Peru and Uruguay mark the fortieth anniversary of relations established in 1984.", "2024", "inferred",
     "1984", "confirmed"),
    ("relations-established", "Peru and Uruguay mark the 30th anniversary of relations established in 1984.", "2024", "given", "1984",
     "contradicted"),
    ("relations-established", "Peru and Uruguay mark the 41st anniversary of relations established in 1984.", "2024", "given", "1984",
     "unknown"),
    ("relations-established", "In 2014 they marked the 30th anniversary of relations, established in 1984.", "2024", "given", "1984",
     "confirmed"),
    ("relations-established", "In 2010 they marked the 30th anniversary of relations, established in 1984.", "2024", "given", "1984",
     "contradicted"),
    ("relations-established", "Next spring they will celebrate 41 years of relations, established in 1984.", "2024", "given", "1984",
     "confirmed"),
    ("agreement-signed", "The two celebrate the centenary of the treaty signed in 1924.", "2024", "given", "1924", "confirmed"),
    ("agreement-signed", "The two celebrate the centenary of the treaty signed in 1934.", "2024", "given", "1934", "contradicted"),
])
def test_sums(kind: str, text: str, published: str, basis: Any, date: str, verdict: str) -> None:
    assert check(kind, text, "PER URY", published=published, basis=basis, date=date).get("anniversary") == verdict


@pytest.mark.parametrize(("kind", "text", "date"), [
    # Of something else, counted back from itself, in another year than the text's, still to come, or no anniversary at all.
    ("relations-established", "On the 10th anniversary of the club, founded in 1984, they recalled relations.", "1984"),
    ("relations-established", "Peru and Uruguay mark 30 years of relations.", "1994"),
    ("relations-established", "They marked the 10th anniversary of relations, established in 1984, with a stamp.", "1984"),
    ("relations-established", "By the 50th anniversary of relations, established in 1984, trade will double.", "1984"),
    ("relations-established", "Relations were established in 1984 after five years of talks about ties.", "1984"),
    ("agreement-signed", "They mark the 10th anniversary of independence with a treaty signed in 1984.", "1984"),
])
def test_what_must_not_alarm(kind: str, text: str, date: str) -> None:
    assert check(kind, text, "PER URY", date=date).get("anniversary") is None


def test_the_year_of_the_event_may_stand_in_another_text() -> None:
    first = document("Peru and Uruguay established diplomatic relations in 1984.", published="1990", doc="d1")
    second = document("Peru and Uruguay celebrate forty years of diplomatic relations.", published="2024-02-01", doc="d2")
    told = [(statement("relations-established", d, "PER URY", date="1984"), d) for d in (first, second)]
    (found,) = checks(*told)
    assert (found.text, found.verdict, found.source) == ("1984 + 40 = 2024.", "confirmed", "arithmetic")
    assert found.statements == (told[1][0].id,)


def test_an_inferred_year_is_said_to_be_one() -> None:
    doc = document("Peru and Uruguay mark the 40th anniversary of relations established in 1984.", published="2024", basis="inferred")
    (found,) = checks((statement("relations-established", doc, "PER URY", date="1984"), doc))
    assert "inferred" in found.source


def test_independence_is_counted_from_the_tables_where_the_text_has_no_year() -> None:
    doc = document("Zambia marks sixty years of independence.", published="2024-10-24")
    found = checks((statement("independence", doc, "ZMB", date="1964", date_basis="relative"), doc))
    assert "1964 + 60 = 2024." in [c.text for c in found if c.name == "anniversary"]
