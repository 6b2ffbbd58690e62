"""Datelines, bylines and labelled lines, told from lines of the text."""

from __future__ import annotations

import time

import pytest

from dragoman.read.headlines import front_matter, read_dateline, read_line
from dragoman.read.shapes import HeadLine, load_shapes


def line(text: str) -> HeadLine | None:
    return read_line(text, 0, len(text), load_shapes())


def opening(text: str) -> HeadLine | None:
    return read_dateline(text, 0, len(text), load_shapes())


STORY = "The two ministers signed the treaty on the lake and dined together afterwards."


@pytest.mark.parametrize(("text", "place", "date", "outlet"), [
    ("LIMA, May 28 (Andes Wire) -- ", "LIMA", None, "Andes Wire"),
    ("ST. PETERSBURG, Fla., March 3, 1982 (UPI) — ", "ST. PETERSBURG, Fla.", "1982-03-03", "UPI"),
    ("QUITO (AP) — ", "QUITO", None, "AP"),
    ("Quito (EFE) - ", "Quito", None, "EFE"),
    ("(Reuters) - ", None, None, "Reuters"),
    ("NEW DELHI: ", "NEW DELHI", None, None),
    ("IĞDIR — ", "IĞDIR", None, None),
    ("MEXICO CITY -- ", "MEXICO CITY", None, None),
    ("CAIRO, Egypt -- ", "CAIRO, Egypt", None, None),
    ("Geneva, 3 March 2020 – ", "Geneva", "2020-03-03", None),
    ("GENEVA/BERN, May 3 (Reuters) - ", "GENEVA/BERN", None, "Reuters"),
    ("QUITO, Tuesday (AFP) - ", "QUITO", None, "AFP"),
    ("BAKU, Azerbaijan, April 5. ", "BAKU, Azerbaijan", None, None),
    ("ASTANA. KAZINFORM – ", "ASTANA", None, "KAZINFORM"),
    ("WASHINGTON, D.C., Oct. 3, 2019 /Newswire/ -- ", "WASHINGTON, D.C.", "2019-10-03", "Newswire"),
])
def test_datelines_that_open_a_story(text: str, place: str | None, date: str | None, outlet: str | None) -> None:
    found = opening(text + STORY)
    assert found is not None
    assert (found.place, found.date.edtf if found.date else None, found.outlet) == (place, date, outlet)
    assert (text + STORY)[found.end:] == STORY


@pytest.mark.parametrize("text", [
    "NATO: The alliance said that it would go on as before, whatever came of it.",
    "US - China talks went on for the third day without any result at all, officials said.",
    "Peru and Chile - neighbours for two centuries - signed it.",
    "In Lima, 3 May 2020 - a day of rain - they met.",
    "Trade: it has grown by half since the treaty was signed in the spring.",
    "BREAKING: The two ministers have signed the treaty on the lake in Lima.",
    "The pact (signed in May) — a first — was hailed.",
    STORY,
])
def test_sentences_that_only_look_like_datelines(text: str) -> None:
    assert opening(text) is None


@pytest.mark.parametrize(("text", "date"), [
    ("Published: 2025-12-02", "2025-12-02"), ("**Date:** 3 May 2020", "2020-05-03"), ("Published 2 December 2025", "2025-12-02"),
    ("Posted on Oct. 3, 2024", "2024-10-03"), ("Last updated: March 4, 2019 10:20 GMT", "2019-03-04"),
    ("LIMA, 28 February 2024", "2024-02-28"), ("Lima, Oct. 26, 2024", "2024-10-26"),
    ("LIMA, 18 December 2024 (Andes Courier)", "2024-12-18"),
    ("Wednesday, June 11, 2025 10:45 am GMT", "2025-06-11"), ("By Rosa Quispe | Oct. 3, 2024", "2024-10-03"),
    ("By the desk · Updated 20 November 2025", "2025-11-20"),
])
def test_lines_that_tell_a_date(text: str, date: str) -> None:
    found = line(text)
    assert found is not None
    assert found.date is not None
    assert found.date.edtf == date


@pytest.mark.parametrize(("text", "author", "outlet"), [
    ("By Rosa Quispe", "Rosa Quispe", None), ("BY ROSA QUISPE", "ROSA QUISPE", None),
    ("By Rosa Quispe and Juan de la Cruz", "Rosa Quispe, Juan de la Cruz", None),
    ("By Rosa Quispe, Associated Press", "Rosa Quispe", "Associated Press"), ("By Rosa Quispe | Lima", "Rosa Quispe", None),
    ("By Rosa Quispe, Diplomatic Editor", "Rosa Quispe", None), ("Author: Rosa Quispe", "Rosa Quispe", None),
    ("By Reuters", None, "Reuters"),
    ("By our correspondent in Lima", None, None), ("By J. K. Okoro for Radio Lago", "J. K. Okoro", "Radio Lago"),
])
def test_bylines(text: str, author: str | None, outlet: str | None) -> None:
    found = line(text)
    assert found is not None
    assert (found.kind, found.author) == ("byline", author)
    assert outlet is None or (found.outlet is not None and outlet in found.outlet)


@pytest.mark.parametrize("text", [
    "By Friday, Peruvian troops had left", "By New Year, all was over.", "By the river they sat down", "By December 2020 it was built.",
    "Source: close to the talks", "Policy note no. 14", "Peru and Chile, May 2024", "Published in two volumes by the ministry",
    "France and Vietnam",
    "Date: unknown",
])
def test_lines_of_the_text(text: str) -> None:
    assert line(text) is None


def test_source_line_names_the_outlet() -> None:
    found = line("Source: Andes Courier")
    assert found is not None
    assert found.outlet == "Andes Courier"


def test_front_matter_needs_keys_and_an_end() -> None:
    assert front_matter("---\ntitle: x\n---\nText") == ("title: x\n", 17)
    assert front_matter("---\r\ntitle: x\r\n---\r\nText")[1] == 20
    assert front_matter("---\nText without keys\n---\nText") == ("", 0)
    assert front_matter("---\ntitle: x\nText") == ("", 0)
    assert front_matter("Text\n---\ntitle: x\n---\n") == ("", 0)


@pytest.mark.parametrize("text", ["A-" * 90, "AB, " * 48, "By " + "Aa " * 60, "A A " * 48, "By " + "A, " * 60, "A" * 200, "A/" * 95 + "("])
def test_hostile_lines_do_not_hang(text: str) -> None:
    # Bounds the work, not the clock: patterns that backtrack without end would take hours here.
    begun = time.process_time()
    for _ in range(20):
        line(text)
        opening(text)
    assert time.process_time() - begun < 20
