"""Dates and amounts that may be one, and those that can't."""

from __future__ import annotations

import pytest

from dragoman.merge.amounts import amount_text, contradicts, same_amount
from dragoman.merge.dates import same_time, years_apart
from dragoman.model import Amount


@pytest.mark.parametrize(("a", "b", "same"), [
    ("1992", "1992-01-14", True), ("1992", "1995", False), ("1992-01", "1992-01-14", True), ("1992-01", "1992-02", False),
    ("1990~", "1992", True), ("1990~", "1999", False), ("199X", "1995", True),
    ("2006/..", "2006-07-13", True), ("2006/..", "2011", False), ("2006/..", "2007/..", False), ("../1992", "1991", False),
    ("../1992", "../1992-06", True),
    ("2013/2025", "2019", False), ("2020-09-27/2020-11-10", "2020", True), ("2025-06-01/2025-06-03", "2025-06-02", True),
    ("1988/1994", "1988/1994", True), ("1988/1994", "1988/1993", False),
])
def test_same_time(a: str, b: str, same: bool) -> None:
    assert same_time(a, b, same_thing=False) == same_time(b, a, same_thing=False) == same


def test_a_year_within_a_war_is_of_the_war_if_it_is_named() -> None:
    assert same_time("1988/1994", "1992", same_thing=True)
    assert not same_time("1988/1994", "1996", same_thing=True)
    assert same_time("../1992", "1991", same_thing=True)
    assert not same_time("../1992", "1993", same_thing=True)


def test_years_apart() -> None:
    assert years_apart("1992", "1992-05-01") == 0
    assert 72 < years_apart("1918-05-28", "1991") < 73
    assert years_apart("1992/..", "1994") == pytest.approx(1, abs=0.01)


def money(value: float, comparator: str = "=") -> Amount:
    return Amount(value, "USD", None, comparator)  # type: ignore[arg-type]


@pytest.mark.parametrize(("a", "b", "same", "against"), [
    (money(737e6), money(740e6), True, False), (money(737e6), money(800e6), False, True),
    (money(20e9, ">"), money(20.4e9), True, False), (money(20e9, ">"), money(35e9), False, False),
    (money(20e9, ">"), money(13e9), False, True), (money(20e9, "~"), money(21e9), True, False),
    (money(5e9, "<"), money(7e9, ">"), False, True), (money(20e9), Amount(20e9, "EUR"), False, False),
    (Amount(46, None, "km"), Amount(44, None, "km"), False, True), (Amount(10, None, "tonnes"), Amount(10, None, "tonne"), True, False),
])
def test_amounts(a: Amount, b: Amount, same: bool, against: bool) -> None:
    assert same_amount(a, b) == same_amount(b, a) == same
    assert contradicts(a, b) == contradicts(b, a) == against


def test_an_untold_amount_may_be_any() -> None:
    assert same_amount(None, money(1))
    assert not contradicts(None, money(1))


def test_amounts_in_messages() -> None:
    assert amount_text(money(20e9, ">")) == "> 20,000,000,000 USD"
    assert amount_text(Amount(46.5, None, "km")) == "46.5 km"
