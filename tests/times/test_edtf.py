"""Calculating with EDTF dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.times.edtf import add_duration, bounds, compatible, finer, is_valid, precision, sort_key

WRITTEN = ["1992", "1992-01", "1992-01-14", "1990~", "199X", "19XX", "2024-21", "2024-24", "2013/..", "../2030", "1995~/2025~",
           "2024-02-21~", "1941-04/1944-09", "2024-12-16/2024-12-22", "1970~/..", "195X/197X"]


@pytest.mark.parametrize("edtf", WRITTEN)
def test_what_dragoman_writes_is_valid_here_and_for_the_edtf_package(edtf: str) -> None:
    from edtf import parse_edtf

    assert is_valid(edtf)
    parse_edtf(edtf)


@pytest.mark.parametrize("edtf", [
    "", "1992-13", "1992-02-30", "2023-02-29", "May 1992", "2030/1990", "../..", "199", "2024-25", "2024-21-01", "19XX-05"])
def test_what_is_no_date_is_refused(edtf: str) -> None:
    assert not is_valid(edtf)


@pytest.mark.parametrize(("edtf", "first", "last"), [
    ("1992", date(1992, 1, 1), date(1992, 12, 31)),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ("199X", date(1990, 1, 1), date(1999, 12, 31)),
    ("18XX", date(1800, 1, 1), date(1899, 12, 31)),
    ("2024-21", date(2024, 3, 1), date(2024, 5, 31)),
    ("2024-24", date(2024, 12, 1), date(2025, 2, 28)),
    ("2013/..", date(2013, 1, 1), None),
    ("../2030-05", None, date(2030, 5, 31)),
    ("1941-04/1944-09", date(1941, 4, 1), date(1944, 9, 30)),
    ("1990~", date(1990, 1, 1), date(1990, 12, 31)),
])
def test_bounds(edtf: str, first: date | None, last: date | None) -> None:
    assert bounds(edtf) == (first, last)


def test_bounds_refuse_what_is_no_date() -> None:
    with pytest.raises(ValueError, match="not an EDTF date"):
        bounds("some day")


@pytest.mark.parametrize(("edtf", "expected"), [
    ("1992-01-14", "day"), ("1992-01", "month"), ("2024-21", "season"), ("1992~", "year"), ("199X", "decade"), ("19XX", "century"),
    ("2013/..", "interval")])
def test_precision(edtf: str, expected: str) -> None:
    assert precision(edtf) == expected


@pytest.mark.parametrize(("start", "count", "unit", "expected"), [
    ("1864", 6, "year", "1870"),
    ("2022-06-24", 3, "year", "2025"),  # no finer than the unit
    ("2004-07", 9, "month", "2005-04"),
    ("1963-10", -15, "month", "1962-07"),
    ("2024-02-28", 2, "day", "2024-03-01"),
    ("2024-02-28", -1, "week", "2024-02-21~"),
    ("1920", 7, "decade", "1990~"),
    ("1963", 9, "month", "1963/1964"),  # anywhere in a year, plus nine months
    ("1941/1944", 3, "year", "1947"),  # from the end
    ("2013/..", 2, "year", "2015"),  # from the start, where the end is open
])
def test_add_duration(start: str, count: float, unit: str, expected: str) -> None:
    assert add_duration(start, count, unit) == expected  # type: ignore[arg-type]


def test_an_anniversary_keeps_its_day() -> None:
    assert add_duration("1973-04-26", 50, "year", keep_day=True) == "2023-04-26"
    assert add_duration("2024-02-29", 1, "year", keep_day=True) == "2025-02-28"


@pytest.mark.parametrize(("a", "b", "expected"), [
    ("1992", "1992-01-14", True),
    ("1992-01", "1992-02", False),
    ("1990~", "1991", True),  # "about" reaches a little further
    ("1990~", "1999", False),
    ("2013/..", "2013-06", True),
    ("2013/..", "2015/..", False),  # two beginnings
    ("../1992", "1990", True),
    ("2024-21", "2024-04-13", True),
])
def test_compatible_is_symmetric(a: str, b: str, expected: bool) -> None:
    assert compatible(a, b) is compatible(b, a) is expected


def test_finer_takes_the_date_that_says_more() -> None:
    assert finer("1992", "1992-01-14") == "1992-01-14"
    assert finer("1990~", "1990") == "1990"
    assert finer("2013/..", "2013") == "2013"


def test_sorting_puts_the_undated_last_and_the_coarser_first() -> None:
    dates = [None, "1992-01-14", "1992", "../1990", "1991/..", "1992-01"]
    assert sorted(dates, key=sort_key) == ["../1990", "1991/..", "1992", "1992-01", "1992-01-14", None]


_YEARS = st.integers(min_value=1000, max_value=2100)


_UNITS = st.sampled_from(["day", "week", "month", "year", "decade", "century"])


@given(_YEARS, st.integers(1, 12), st.integers(1, 28), st.integers(-400, 400), _UNITS)
def test_adding_a_duration_always_gives_a_date(year: int, month: int, day: int, count: int, unit: str) -> None:
    for start in (f"{year:04d}", f"{year:04d}-{month:02d}", f"{year:04d}-{month:02d}-{day:02d}"):
        small = count // 20 if unit in ("decade", "century") else count
        if 1 <= year + small * {"decade": 10, "century": 100}.get(unit, 1) <= 9000:
            assert is_valid(add_duration(start, small, unit))  # type: ignore[arg-type]


@given(_YEARS, _YEARS)
def test_the_finer_of_two_is_one_of_them_and_compatible_with_itself(a: int, b: int) -> None:
    chosen = finer(str(a), f"{b}-05")
    assert chosen in (str(a), f"{b}-05")
    assert compatible(chosen, chosen)
