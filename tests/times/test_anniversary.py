"""The date of a document that only its anniversaries tell."""

import pytest

from dragoman.times import infer_published


@pytest.mark.parametrize(("sentence", "year"), [
    ("The two are marking the 40th anniversary of their relations, which were established in 1985.", "2025"),
    ("Both capitals celebrate the thirtieth anniversary of the treaty signed in 1994.", "2024"),
    ("The neighbours mark 45 years since relations were established in 1979.", "2024"),
    ("This year they mark the centenary of the pact concluded in 1925.", "2025"),
])
def test_an_anniversary_marked_now_tells_the_year(sentence: str, year: str) -> None:
    text = f"A headline of some kind\nAn opening line. {sentence} Trade grew in 2020."
    assert infer_published(text) == (year, sentence)


@pytest.mark.parametrize("text", [
    "In 2012 the two marked the 20th anniversary of relations established in 1992.",  # told of the past
    "The two mark the 20th anniversary of relations established in 1992. In 2019 they fell out.",  # the text knows later years
    "They mark the first anniversary of the accord signed in 2020.",  # recurs in stories
    "They mark the 33rd anniversary of relations.",  # no year to count from
    "They mark the 33rd anniversary of ties established in 1992. They celebrate 20 years of trade begun in 1991.",  # two answers
    "He celebrates his fiftieth birthday; he was born in 1975.",
    "Trade was opened in 1992.",
])
def test_nothing_is_inferred_where_the_text_leaves_doubt(text: str) -> None:
    assert infer_published(text) is None


def test_years_that_lie_ahead_are_no_doubt() -> None:
    text = "They mark 45 years since relations were established in 1979. Trade should double by 2030."
    assert infer_published(text) == ("2024", "They mark 45 years since relations were established in 1979.")
