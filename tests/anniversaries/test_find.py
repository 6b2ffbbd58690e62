"""Which facts have an anniversary, on which day, and what is told beside it."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.anniversaries import Anniversary, anniversaries, load_marks
from dragoman.brief.names import Names, gazetteer_names
from dragoman.merge import merge_statements
from tests.brief.made import BOTH, Page


@pytest.fixture(scope="module")
def names() -> Names:
    return gazetteer_names()


def found(names: Names, *pages: Page, year: int = 2027, **options: Any) -> list[Anniversary]:
    documents = {page.id: page.document for page in pages}
    return anniversaries(merge_statements(s for page in pages for s in page.statements), year, names, documents=documents, **options)


def test_a_day_a_month_and_a_year_stay_as_fine_as_they_are_told(names: Names) -> None:
    page = Page("one")
    page.says("relations since 12 May 1907", "relations-established", parties=BOTH, date="1907-05-12")
    page.says("an embassy opened in March 1921", "embassy-opened", source="NOR", target="PRT", date="1921-03")
    page.says("the Sardine Treaty of 1952", "agreement-signed", parties=BOTH, date="1952", object="Sardine Treaty")
    shown = found(names, page)
    assert [(a.date, a.years, a.grade) for a in shown] == [("2027-03", 106, None), ("2027-05-12", 120, 10), ("2027", 75, 25)]
    assert [a.day.isoformat() if a.day else None for a in shown] == [None, "2027-05-12", None]
    assert shown[1].what == "Norway and Portugal established diplomatic relations"
    assert [(s.quote, s.imprint) for s in shown[1].sources] == [("relations since 12 May 1907", "Fjord Gazette, 1 March 2025")]


@pytest.mark.parametrize(
    ("told", "anniversary"),
    [
        ("1992/..", "2027"),  # since 1992
        ("1992-05-04/..", "2027-05-04"),
        ("1992-05-04~", "2027-05-04~"),
        ("1992-05-04/1992-05-06", "2027-05"),  # on one of three days
        ("1992-05-30/1992-06-01", "2027"),
        ("1992-22", "2027-22"),
        ("../1992", None),  # by 1992 at the latest
        ("199X", None),
        (None, None),
        ("2027-05-04", None),  # the year itself
        ("2030", None),
    ],
)
def test_no_date_is_made_finer_than_it_is(names: Names, told: str | None, anniversary: str | None) -> None:
    page = Page("one")
    page.says("they have relations", "relations-established", parties=BOTH, date=told)
    assert [a.date for a in found(names, page)] == ([anniversary] if anniversary else [])
    assert all(a.day is None for a in found(names, page) if "~" in a.date or len(a.date) < 10)


@pytest.mark.parametrize(("year", "day", "told"), [(2027, "2027-02-28", True), (2028, "2028-02-29", False)])
def test_a_leap_day_is_marked_on_the_28th_in_other_years_and_says_so(names: Names, year: int, day: str, told: bool) -> None:
    page = Page("one")
    page.says("signed on 29 February 1952", "agreement-signed", parties=BOTH, date="1952-02-29", object="Sardine Treaty")
    (only,) = found(names, page, year=year)
    assert str(only.day) == day
    assert ("29 February" in " ".join(only.notes)) is told


def test_what_ended_has_no_anniversary_until_it_is_renewed(names: Names) -> None:
    page = Page("one")
    page.says("relations since 1907", "relations-established", parties=BOTH, date="1907")
    page.says("broken off in 1961", "relations-severed", parties=BOTH, date="1961")
    assert found(names, page) == []
    assert [a.years for a in found(names, page, year=1960)] == [53]
    page.says("restored in 1974", "relations-resumed", parties=BOTH, date="1974")
    assert {a.fact.kind for a in found(names, page)} == {"relations-established", "relations-resumed"}


def test_one_treatys_end_is_not_anothers(names: Names) -> None:
    page = Page("one")
    page.says("the Sardine Treaty of 1950", "agreement-signed", parties=BOTH, date="1950", object="Sardine Treaty")
    page.says("the Lighthouse Convention of 1951", "agreement-signed", parties=BOTH, date="1951", object="Lighthouse Convention")
    page.says("the Sardine Treaty has lapsed", "agreement-ended", parties=BOTH, object="Sardine Treaty")
    assert [a.fact.object for a in found(names, page)] == ["Lighthouse Convention"]


def test_a_span_that_closed_is_over(names: Names) -> None:
    page = Page("one")
    page.says("allies from 1936 to 1952", "alliance", parties=BOTH, date="1936/1952")
    assert found(names, page) == []
    assert [a.years for a in found(names, page, year=1946)] == [10]


def test_an_end_without_a_date_is_told_as_a_doubt(names: Names) -> None:
    page = Page("one")
    page.says("relations since 1907", "relations-established", parties=BOTH, date="1907")
    page.says("relations were broken off", "relations-severed", parties=BOTH)
    (only,) = found(names, page)
    assert any("were broken off" in note for note in only.notes)


def test_both_of_two_dates_are_shown_and_flagged(names: Names) -> None:
    one, two = Page("one"), Page("two", outlet="Douro Post")
    one.says("relations since 12 May 1907", "relations-established", parties=BOTH, date="1907-05-12")
    two.says("relations since 3 June 1908", "relations-established", parties=BOTH, date="1908-06-03")
    shown = found(names, one, two)
    assert [a.date for a in shown] == ["2027-05-12", "2027-06-03"]
    assert shown[0].notes == ("disputed: the date: 12 May 1907, elsewhere 3 June 1908",)


def test_plans_denials_and_other_kinds_have_none(names: Names) -> None:
    page = Page("one")
    page.says("an embassy is to open in 2001", "embassy-opened", source="NOR", target="PRT", date="2001", status="planned")
    page.says("never recognised it in 1990", "recognition", source="PRT", target="NOR", date="1990", status="denied")
    page.says("visited on 4 May 2002", "visit", source="PRT", target="NOR", date="2002-05-04")
    assert found(names, page) == []


def test_only_round_ones_where_asked_and_a_state_that_is_no_more_is_told(names: Names) -> None:
    page = Page("one")
    page.says("relations since 1957", "relations-established", parties=("NOR", "SUN"), date="1957")
    page.says("an embassy in 1958", "embassy-opened", source="NOR", target="SUN", date="1958")
    exists = lambda code, year: code != "SUN" or year < 1992  # noqa: E731
    shown = found(names, page, round_only=True, exists=exists)
    assert [(a.years, a.grade) for a in shown] == [(70, 10)]
    assert shown[0].notes == ("The Soviet Union no longer exists",)


def test_every_kind_named_in_the_data_is_one_of_the_codebook() -> None:
    from dragoman.codebook import load_codebook

    assert load_marks().wanted <= set(load_codebook().kinds)
