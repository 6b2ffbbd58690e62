"""EDTF in words."""

from __future__ import annotations

import pytest

from dragoman.brief.dates import date_phrase, date_words, since_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        (None, "undated"),
        ("1992", "1992"),
        ("1992-01", "January 1992"),
        ("1992-01-14", "14 January 1992"),
        ("1990~", "about 1990"),
        ("1990?", "perhaps 1990"),
        ("1990%", "perhaps about 1990"),
        ("2013/..", "since 2013"),
        ("../2030", "by 2030"),
        ("../2030-06-30", "by 30 June 2030"),
        ("/1992", "until 1992"),
        ("1992/", "from 1992"),
        ("1941/1944", "1941 to 1944"),
        ("1995~/2025~", "about 1995 to about 2025"),
        ("1941-04/1944-09", "April 1941 to September 1944"),
        ("2022-06/2022-09", "June to September 2022"),
        ("2024-12-16/2024-12-22", "16 to 22 December 2024"),
        ("2025-08-30/2025-09-04", "30 August to 4 September 2025"),
        ("199X", "the 1990s"),
        ("18XX", "the 19th century"),
        ("20XX", "the 21st century"),
        ("2024-21", "spring 2024"),
        ("2024-24", "winter 2024"),
        ("2019-40", "the first half of 2019"),
        ("1992-XX", "1992"),
        ("1992-05-XX", "May 1992"),
        ("2020-12-10T10:00:00", "10 December 2020"),
        ("-0043", "44 BC"),
        ("[1991,1992]", "1991 or 1992"),
        ("{1991,1992}", "1991 and 1992"),
        ("[..1984]", "1984 or before"),
        ("../..", "at a time not known"),
        ("soon", "soon"),
    ],
)
def test_alone(edtf: str | None, words: str) -> None:
    assert date_words(edtf) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1992", "in 1992"),
        ("1992-01-14", "on 14 January 1992"),
        ("2013/..", "since 2013"),
        ("../2030", "by 2030"),
        ("1990~", "about 1990"),
        ("1941/1944", "from 1941 to 1944"),
        ("2024-21", "in spring 2024"),
        ("199X", "in the 1990s"),
        (None, "undated"),
        ("soon", "soon"),
    ],
)
def test_in_a_sentence(edtf: str | None, words: str) -> None:
    assert date_phrase(edtf) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1992", "since 1992"),
        ("2013/..", "since 2013"),
        ("../1992", "since 1992 or before"),
        ("1990~", "since about 1990"),
        ("1941/1944", "1941 to 1944"),
        (None, "undated"),
    ],
)
def test_as_the_beginning_of_what_stands(edtf: str | None, words: str) -> None:
    assert since_words(edtf) == words
