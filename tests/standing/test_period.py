"""When things lie against the day asked for."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.model import DragomanError
from dragoman.standing.period import first_day, last_day, sight, span_of, start_of

JUNE_2013 = date(2013, 6, 30)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("1992", "seen"),
        ("2013-06", "seen"),
        ("2013-06-30", "seen"),
        ("2013-07", "later"),
        ("2014", "later"),
        ("2014/..", "later"),
        ("2010/2020", "seen"),
        ("1995/..", "seen"),
        ("2013", "perhaps"),
        ("2013/..", "perhaps"),
        ("../2013", "perhaps"),
        ("../2012", "seen"),
        (None, "undated"),
        ("soon", "undated"),
    ],
)
def test_what_had_begun(edtf: str | None, expected: str) -> None:
    assert sight(edtf, JUNE_2013) == expected


def test_without_a_day_all_that_is_dated_is_seen() -> None:
    assert sight("2999", None) == "seen"
    assert sight(None, None) == "undated"


def test_what_ended_is_seen_once_it_had_ended() -> None:
    assert sight("2010/2012", JUNE_2013, of_end=True) == "seen"
    assert sight("2010/2020", JUNE_2013, of_end=True) == "later"
    assert sight("2012-05", JUNE_2013, of_end=True) == "seen"


def test_an_option_that_is_no_date_is_refused_by_name() -> None:
    assert last_day("2013-06", "--as-of") == JUNE_2013
    assert first_day("2013", "--from") == date(2013, 1, 1)
    with pytest.raises(DragomanError, match="--as-of: 'June 2013' is no date; write"):
        last_day("June 2013", "--as-of")


def test_an_open_beginning_is_ordered_by_its_end() -> None:
    span = span_of("../1992")
    assert span is not None
    assert (span.first, span.begun, span.order) == (None, date(1992, 12, 31), date(1992, 12, 31))


def test_a_range_begins_with_its_first_part() -> None:
    assert start_of("2013/..") == "2013"
    assert start_of("../2013") is None
    assert start_of("1992-01") == "1992-01"
