"""Amounts in words: nothing is rounded."""

from __future__ import annotations

import pytest

from dragoman.brief.amounts import amount_words
from dragoman.model import Amount


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Amount(20e9, currency="USD", comparator=">"), "more than US$20 billion"),
        (Amount(7.7e9, currency="USD"), "US$7.7 billion"),
        (Amount(1e9, currency="USD", comparator="<"), "less than US$1 billion"),
        (Amount(1e9, currency="EUR", comparator=">="), "at least €1 billion"),
        (Amount(2.5e12, currency="JPY", comparator="~"), "about JP¥2.5 trillion"),
        (Amount(300000, currency="GBP"), "£300,000"),
        (Amount(19.28, currency="USD"), "US$19.28"),
        (Amount(1234567891, currency="USD"), "US$1,234,567,891"),
        (Amount(5e6, currency="CHF", comparator="<="), "up to 5 million CHF"),
        (Amount(2351, unit="km"), "2,351 km"),
        (Amount(97.5, unit="km"), "97.5 km"),
        (Amount(275e6, unit="m3"), "275 million cubic metres"),
        (Amount(120000, unit="square kilometres", comparator="~"), "about 120,000 square kilometres"),
        (Amount(81, unit="% of imports"), "81% of imports"),
        (Amount(3, unit="killed"), "3 killed"),
        (Amount(4), "4"),
    ],
)
def test_words(amount: Amount, words: str) -> None:
    assert amount_words(amount) == words


def test_a_flow_has_its_period() -> None:
    assert amount_words(Amount(2e9, currency="USD"), "year") == "US$2 billion a year"
