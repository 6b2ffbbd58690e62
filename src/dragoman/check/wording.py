"""The words of checks: which apply to what, and the sentences that tell their outcome, from ``data/reference``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from dragoman.actors import Gazetteer
from dragoman.times.edtf import Point, parse_point, split
from dragoman.wordlists import table


def rules(check: str) -> dict[str, Any]:
    """What ``data/reference/checks.yaml`` says of one check."""
    found: dict[str, Any] = table("reference/checks")[check]
    return found


def real(status: str) -> bool:
    """Whether a status speaks of what was or is."""
    return status in table("reference/checks")["real"]


def say(check: str, sentence: str, **slots: object) -> str:
    """A sentence of ``data/reference/sentences.yaml`` with its slots filled in and a capital at its head."""
    template: str = table("reference/sentences")[check][sentence]
    filled = template.format(**slots)
    return filled[:1].upper() + filled[1:]


def reference(check: str, sentence: str = "reference", **slots: object) -> str:
    """What was looked up, in the same way, as it stands."""
    template: str = table("reference/sentences")[check][sentence]
    return template.format(**slots)


def source(table_name: str) -> str:
    """The work behind a table's own name for its source."""
    works: dict[str, str] = table("reference/sentences")["sources"]
    return works[table_name]


@cache
def finder(check: str, key: str) -> re.Pattern[str]:
    """Any of the words under a key of a check, as whole words in any case."""
    return words_pattern(tuple(map(str, rules(check)[key])))


@cache
def words_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some words or phrases, as whole words in any case."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(word) for word in longest_first)})(?![\w-])", re.IGNORECASE)


def called(code: str, gazetteer: Gazetteer) -> str:
    """A state's name inside a sentence: "the United Kingdom"."""
    name, words = gazetteer.display_name(code), table("brief/words")
    takes_the = code in words["the_codes"] or (name != code and not set(words["the_words"]).isdisjoint(name.split()))
    return f"the {name}" if takes_the and not name.lower().startswith("the ") else name


def day(iso: str | None) -> str:
    """An ISO day, month or year as words: "30 August 1991"."""
    point = parse_point(iso) if iso else None
    return _words(point) if point else ""


def when(edtf: str) -> str:
    """An EDTF date as words inside a sentence, an interval by its beginning: "on 14 January 1992", "in 1992"."""
    start, end = split(edtf)
    point, forms = start or end, table("reference/sentences")["dates"]
    if point is None:
        return edtf
    form: str = forms["day"] if point.day else forms["other"]
    return form.format(date=forms["about"].format(date=_words(point)) if point.mark else _words(point))


def span(start: str | None, end: str | None) -> str:
    """Two ISO dates as words: "from 1993 to 2003", "since 31 October 2003"."""
    forms: dict[str, str] = table("reference/sentences")["dates"]
    if start and end:
        return forms["between"].format(start=day(start), end=day(end))
    return forms["since"].format(start=day(start)) if start else forms["until"].format(end=day(end)) if end else ""


def spans(periods: Iterable[tuple[str | None, str | None]]) -> str:
    """Several such: "from 1979 to 1990, from 2007 to 2011 and since 2020"."""
    told = [words for start, end in periods if (words := span(start, end))]
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1] if told else "")))


def _words(point: Point) -> str:
    months: list[str] = table("brief/words")["months"]
    if point.digits < 4:
        forms: dict[str, str] = table("reference/sentences")["dates"]
        return forms["decade"].format(year=point.year) if point.digits == 3 else str(point)
    if point.month is None or point.month > 12:
        return str(point.year)
    return " ".join(filter(None, (str(point.day) if point.day else "", months[point.month - 1], str(point.year))))
