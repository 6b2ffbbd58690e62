"""When facts lie against the day asked for: seen, perhaps later, or not yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from dragoman.model import DragomanError
from dragoman.times import edtf as edtf_

Sight = Literal["seen", "perhaps", "undated", "later"]
OPEN = ("..", "")


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a date: ``first`` on which it may have begun, ``begun`` by which it had, ``last`` on which it may have lasted.

    None where that end is open.
    """

    first: date | None
    begun: date | None
    last: date | None

    @property
    def order(self) -> date:
        """The day by which it is put in order."""
        return self.first or self.begun or date.max


def start_of(edtf: str) -> str | None:
    """The part of a date at which what it tells began; None where that is open."""
    start = edtf.split("/", 1)[0]
    return None if start in OPEN else start


@lru_cache(maxsize=100_000)
def span_of(edtf: str | None) -> Span | None:
    """The days of an EDTF date; None where there is none that can be reckoned with."""
    if edtf is None:
        return None
    try:
        first, last = edtf_.bounds(edtf)
        start = start_of(edtf)
        return Span(first, edtf_.bounds(start)[1] if start else last, last)
    except ValueError:
        return None


def order_of(edtf: str | None) -> tuple[date, int]:
    """Sorts dates by their first day, undated ones last."""
    if span_of(edtf) is None:
        return date.max, 0
    return edtf_.sort_key(edtf)


def last_day(text: str, asked: str) -> date:
    """The last day of a date that a user gave for the option ``asked``. Raises DragomanError for what is no date."""
    span = span_of(text)
    if span is None or span.last is None:
        raise DragomanError(f"{asked}: {text!r} is no date; write a year, month or day like 2013, 2013-06 or 2013-06-28")
    return span.last


def first_day(text: str, asked: str) -> date:
    """The first day of a date that a user gave for the option ``asked``. Raises DragomanError for what is no date."""
    span = span_of(text)
    if span is None or span.first is None:
        raise DragomanError(f"{asked}: {text!r} is no date; write a year, month or day like 2013, 2013-06 or 2013-06-28")
    return span.first


def sight(edtf: str | None, limit: date | None, *, of_end: bool = False) -> Sight:
    """Whether something of this date had begun (``of_end``: had ended) by ``limit``; all that is dated is seen where there is no limit."""
    span = span_of(edtf)
    if span is None:
        return "undated"
    if limit is None:
        return "seen"
    if of_end and edtf and "/" in edtf:
        if span.last is None or span.last > limit:
            return "later"
        return "seen"
    if span.first is not None and span.first > limit:
        return "later"
    return "seen" if span.begun is not None and span.begun <= limit else "perhaps"
