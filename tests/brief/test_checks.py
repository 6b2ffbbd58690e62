"""Checks as footnotes, and what reference data contradicts among the disputes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import dragoman
from dragoman.brief import render
from dragoman.check import Check
from dragoman.merge import Fact
from dragoman.model import Document
from tests.brief.made import BOTH, Page, brief_of


def checker(fact: Fact, documents: Mapping[str, Document]) -> Sequence[Check]:
    """Knows relations since 1907, and of treaties nothing."""
    assert set(fact.sources) <= set(documents)
    if fact.kind == "relations-established":
        verdict = "confirmed" if fact.date == "1907" else "contradicted"
        return [Check("date", verdict, "Relations began in 1907", "relations NOR-PRT 1907", "Handbook of Relations")]  # type: ignore[arg-type]
    if fact.kind == "agreement-signed":
        return [Check("date", "unknown", "No handbook lists the treaty", "treaties", "Handbook of Treaties")]
    return []


def page(year: str) -> Page:
    one = Page("a")
    one.says("The Eel Treaty was signed in 1990", "agreement-signed", parties=BOTH, date="1990", object="Eel Treaty")
    one.says(f"relations date from {year}", "relations-established", parties=BOTH, date=year)
    return one


def test_a_confirmation_is_a_footnote_of_every_line_that_tells_the_fact() -> None:
    made = brief_of(page("1907"), checker=checker)
    confirmed, unknown = made.checks
    assert (confirmed.mark, confirmed.verdict, unknown.mark, unknown.verdict) == ("a", "confirmed", "b", "unknown")
    assert set(confirmed.lines) == {line.id for line in made.lines() if line.kind == "relations-established"}
    assert made.disputed == ()


def test_a_contradiction_is_a_dispute_with_the_reference_as_a_side_of_its_own() -> None:
    made = brief_of(page("1908"), checker=checker)
    (dispute,) = made.disputed
    assert dispute.reasons == ("the reference data says otherwise",)
    assert [(p.who, p.text, p.refs != ()) for p in dispute.positions] == [
        ("Fjord Gazette", "Norway and Portugal established diplomatic relations", True),
        ("Handbook of Relations", "Relations began in 1907", False),
    ]
    assert all(line.disputed for line in made.lines() if line.kind == "relations-established")


def test_checks_that_came_to_nothing_are_shown_only_when_asked_for_but_are_in_the_json() -> None:
    made = brief_of(page("1907"), checker=checker)
    for form in ("terminal", "markdown", "html"):
        text = render(made, form)
        assert "Relations began in 1907" in text
        assert "No handbook lists" not in text
        assert "No handbook lists" in render(made, form, checks="all")
        assert "Relations began in 1907" not in render(made, form, checks="none")
    assert [c["verdict"] for c in json.loads(render(made, "json", checks="none"))["checks"]] == ["confirmed", "unknown"]


def test_a_border_denied_is_told_with_its_length_even_where_the_reading_is_unsure() -> None:
    one = Page("a")
    one.says("Spain and Portugal trade in cork", "trade", parties=("ESP", "PRT"))
    one.says("Spain and Portugal do not touch", "border", parties=("ESP", "PRT"), status="denied", confidence=0.5)
    made = dragoman.brief_on(one.statements, "Spain", "Portugal", documents=[one.document])
    assert made.denied == ()
    (dispute,) = made.disputed
    assert "km" in dispute.positions[-1].text
    assert [check.verdict for check in made.checks] == ["contradicted"]


def test_many_footnotes_are_lettered_on() -> None:
    def each(fact: Fact, _: Mapping[str, Document]) -> Sequence[Check]:
        return [Check("date", "confirmed", f"So it was in {fact.date}", str(fact.date), "Almanac")]

    one = Page("a")
    for year in range(1960, 1990):
        one.says(f"They met in {year}", "meeting", parties=BOTH, date=str(year))
    assert [check.mark for check in brief_of(one, checker=each).checks][24:28] == ["y", "z", "aa", "ab"]
