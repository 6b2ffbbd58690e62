"""Numbers in words and figures."""

import pytest

from dragoman.times.numerals import cardinal, figures, ordinal


@pytest.mark.parametrize(("words", "value"), [
    ("seventy - eight", 78), ("one hundred and one", 101), ("three hundred thousand", 300_000), ("half a billion", 5e8),
    ("two and a half million", 2.5e6), ("a quarter of a million", 250_000), ("1.8 billion", 1.8e9), ("two dozen", 24), ("500 crore", 5e9),
    ("a", 1), ("one thousand nine hundred", 1900)])
def test_cardinals(words: str, value: float) -> None:
    assert cardinal(words.split()) == pytest.approx(value)


@pytest.mark.parametrize("words", ["", "two three", "twenty twenty", "several", "dog"])
def test_what_is_no_number(words: str) -> None:
    assert cardinal(words.split()) is None


@pytest.mark.parametrize(("words", "value"), [
    ("33rd", 33), ("thirty - third", 33), ("fiftieth", 50), ("two hundredth", 200), ("one hundred and fiftieth", 150)])
def test_ordinals(words: str, value: int) -> None:
    assert ordinal(words.split()) == value


def test_figures_know_thousands_and_decimal_commas() -> None:
    assert figures("1,222") == 1222
    assert figures("1,5") == 1.5
    assert figures("120\u00a0000") == 120_000
    assert figures("1,22,3") is None
