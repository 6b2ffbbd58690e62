"""Dates as written, to EDTF; never more than is written."""

from __future__ import annotations

import datetime

import pytest

from dragoman.read.dates import parse_given, parse_written
from dragoman.read.shapes import load_shapes


@pytest.mark.parametrize(("written", "edtf"), [
    ("2025-12-02", "2025-12-02"), ("2025-12-02T10:15:00+03:00", "2025-12-02"), ("2025-12", "2025-12"), ("2025", "2025"),
    ("20251202", "2025-12-02"),
    ("2 December 2025", "2025-12-02"), ("December 2, 2025", "2025-12-02"), ("Dec. 2, 2025, 3:15 p.m.", "2025-12-02"),
    ("Tuesday, 2nd of December 2025", "2025-12-02"), ("Tue, 02 Dec 2025 10:15:00 GMT", "2025-12-02"), ("May 1972", "1972-05"),
    ("02.12.2025", "2025-12-02"),
    ("25/12/2025", "2025-12-25"), ("12/25/2025", "2025-12-25"), ("2025/12/02", "2025-12-02"), ("SEPT 3, 2001", "2001-09-03"),
])
def test_usual_forms(written: str, edtf: str) -> None:
    assert parse_given(written, load_shapes().months) == edtf


def test_day_and_month_that_could_be_swapped_give_the_year_only() -> None:
    assert parse_given("03/04/2025", load_shapes().months) == "2025"
    assert parse_given("04/04/2025", load_shapes().months) == "2025-04-04"


@pytest.mark.parametrize("written",
                         ["30 February 2024", "2024-13-01", "last week", "May 28", "", "0001-01-01", "12", "99999", "1.5 million"])
def test_what_is_no_date_is_none(written: str) -> None:
    assert parse_given(written, load_shapes().months) is None


@pytest.mark.parametrize("edtf", ["199X", "1990~", "1992-21", "2006/..", "../2030", "1998/2002", "2024-05?"])
def test_edtf_is_kept(edtf: str) -> None:
    assert parse_given(edtf, load_shapes().months) == edtf


def test_values_that_are_no_strings() -> None:
    months = load_shapes().months
    assert parse_given(datetime.date(2024, 5, 2), months) == "2024-05-02"
    assert parse_given(datetime.datetime(2024, 5, 2, 23, 59, tzinfo=datetime.UTC), months) == "2024-05-02"
    assert parse_given(2024, months) == "2024"
    assert parse_given(True, months) is None
    assert parse_given(None, months) is None


def test_a_day_without_its_year() -> None:
    found = parse_written("May 28", load_shapes().months)
    assert found is not None
    assert found.edtf is None
    assert (leap := parse_written("29 February", load_shapes().months)) is not None
    assert leap.with_year(2023) is None
    assert (full := leap.with_year(2024)) is not None
    assert full.edtf == "2024-02-29"
