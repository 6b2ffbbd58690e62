"""The days that a fact's date leaves open, and documents' own dates."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from dragoman.times.edtf import is_valid, split
from dragoman.wordlists import table


class Window(NamedTuple):
    """The first and the last day on which something may have happened or begun; None where that is open."""

    first: datetime.date | None
    last: datetime.date | None


def window(edtf: str) -> Window:
    """When what is dated so may have begun; what is dated with "about" has some years more on either side.

    An interval begins in its first half; where that is open ("../1992"), it may have begun at any time up to its end.
    """
    start, end = split(edtf)
    point = start or end
    assert point is not None
    first, last = (point.first() if start else None), point.last()
    if point.mark:
        slack: int = table("reference/checks")["about_years"]
        first, last = (shifted(first, -slack) if first else None), shifted(last, slack)
    return Window(first, last)


def published(date: str | None) -> Window | None:
    """The first and last day of a document's own date, a time of day cut off; None where it has none that can be read."""
    plain = date.split("T")[0] if date else ""
    return window(plain) if is_valid(plain) else None


def first_day(iso: str) -> datetime.date:
    """The first day of an ISO day, month or year."""
    start, _ = split(iso)
    assert start is not None
    return start.first()


def last_day(iso: str) -> datetime.date:
    """The last day of one."""
    start, _ = split(iso)
    assert start is not None
    return start.last()


def shifted(day: datetime.date, years: int) -> datetime.date:
    """The same day some years later or earlier, within the calendar."""
    year = min(max(day.year + years, datetime.MINYEAR), datetime.MAXYEAR)
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
