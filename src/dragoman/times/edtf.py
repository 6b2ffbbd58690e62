"""Calculating with EDTF dates (ISO 8601-2), as far as Dragoman writes them.

Written: ``1992``, ``1992-01``, ``1992-01-14``, decades ``199X``, centuries ``19XX``, seasons ``2024-21`` (spring) to ``2024-24``
(winter, which begins in December of that year), each with ``~`` for "about"; intervals ``a/b``, open ones ``a/..`` and ``../b``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]
Unit = Literal["day", "week", "month", "year", "decade", "century"]

_POINT = re.compile(r"(?P<year>\d{4}|\d{3}X|\d\dXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[~?%]?)")
_FINENESS: dict[str, int] = {"day": 0, "month": 1, "season": 2, "year": 3, "decade": 4, "century": 5, "interval": 6}
_MONTHS_IN: dict[str, int] = {"month": 1, "year": 12, "decade": 120, "century": 1200}
# How far "about" reaches, in days: about a day, a month, a season, a year.
_SLACK: dict[str, int] = {"day": 3, "month": 45, "season": 92, "year": 3 * 366, "decade": 5 * 366, "century": 25 * 366, "interval": 0}
OPEN = ".."


@dataclass(frozen=True, slots=True)
class Point:
    """A date that is no interval. ``month`` 21 to 24 is a season; ``digits`` is how many digits of the year are known."""

    year: int
    month: int | None = None
    day: int | None = None
    digits: int = 4
    mark: str = ""

    @property
    def precision(self) -> Precision:
        """The finest part that is known."""
        if self.day:
            return "day"
        if self.month:
            return "season" if self.month > 12 else "month"
        return "year" if self.digits == 4 else "decade" if self.digits == 3 else "century"

    @property
    def has_year(self) -> bool:
        """Whether it lies in one known year, so that a month can be told in it: not in a decade, nor about a year."""
        return self.digits == 4 and (self.month is not None or not self.mark)

    def __str__(self) -> str:
        year = f"{self.year:04d}"[:self.digits].ljust(4, "X")
        tail = (f"-{self.month:02d}" if self.month else "") + (f"-{self.day:02d}" if self.day else "")
        return f"{year}{tail}{self.mark}"

    def first(self) -> date:
        """Its first day."""
        if self.month and self.month > 12:
            return date(self.year, (self.month - 20) * 3, 1)
        return date(max(self.year, 1), self.month or 1, self.day or 1)

    def last(self) -> date:
        """Its last day."""
        if self.day:
            return self.first()
        if self.month and self.month > 12:
            return _month_end(*_shift_months(self.year, (self.month - 20) * 3, 2))
        if self.month:
            return _month_end(self.year, self.month)
        return date(self.year + 10 ** (4 - self.digits) - 1, 12, 31)


@lru_cache(maxsize=4096)
def parse_point(edtf: str) -> Point | None:
    """The date, or None where it is an interval, an open end, or no date."""
    found = _POINT.fullmatch(edtf)
    if found is None:
        return None
    digits = len(found["year"].rstrip("X"))
    month, day = (int(found[part]) if found[part] else None for part in ("month", "day"))
    year = int(found["year"].replace("X", "0"))
    if year < 1 and digits == 4:
        return None
    if month is not None and (digits < 4 or not (1 <= month <= 12 or (21 <= month <= 24 and day is None))):
        return None
    if day is not None and month is not None and not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Point(year, month, day, digits, found["mark"])


def is_valid(edtf: str) -> bool:
    """Whether it is a date as Dragoman writes them: a real calendar date, an interval that doesn't run backwards."""
    start, slash, end = edtf.partition("/")
    if not slash:
        return parse_point(start) is not None
    if start in (OPEN, "") and end in (OPEN, ""):
        return False
    ends = [parse_point(part) for part in (start, end) if part not in (OPEN, "")]
    if any(p is None for p in ends):
        return False
    first, last = bounds(edtf)
    return first is None or last is None or first <= last


def split(edtf: str) -> tuple[Point | None, Point | None]:
    """Both ends; a date that is no interval is both; None for an open end. Raises ValueError for what is no date."""
    start, slash, end = edtf.partition("/")
    parts = (start, end) if slash else (start, start)
    points = tuple(None if part in (OPEN, "") else parse_point(part) for part in parts)
    if any(p is None and part not in (OPEN, "") for p, part in zip(points, parts, strict=True)) or points == (None, None):
        raise ValueError(f"not an EDTF date: {edtf!r}")
    return points[0], points[1]


@lru_cache(maxsize=65536)
def bounds(edtf: str) -> tuple[date | None, date | None]:
    """The first and the last day that the date may be, None for an open end; "about" doesn't widen them.

    Seasons are the meteorological ones of the northern hemisphere. Raises ValueError for what is no date.
    """
    start, end = split(edtf)
    return start.first() if start else None, end.last() if end else None


def precision(edtf: str) -> Precision:
    """How fine the date is; "interval" for any with two ends."""
    if "/" in edtf:
        return "interval"
    point = split(edtf)[0]
    return point.precision if point else "interval"


@lru_cache(maxsize=65536)
def sort_key(edtf: str | None) -> tuple[date, int]:
    """Sorts by first day (by the last where the beginning is open), the coarser first where they begin alike, no date last."""
    if edtf is None:
        return date.max, 0
    first, last = bounds(edtf)
    return first or last or date.max, -_FINENESS[precision(edtf)]


def compatible(a: str, b: str) -> bool:
    """Whether both can be the time of one event.

    Days that overlap, where "about" reaches some way further. Two dates that begin ("1992/..") or end ("../1992") openly
    must begin, or end, alike.
    """
    (first_a, last_a), (first_b, last_b) = _reach(a), _reach(b)
    if first_a is None and first_b is None:
        return _overlap(*_reach(a.partition("/")[2]), *_reach(b.partition("/")[2]))
    if last_a is None and last_b is None:
        return _overlap(*_reach(a.partition("/")[0]), *_reach(b.partition("/")[0]))
    return _overlap(first_a, last_a, first_b, last_b)


def finer(a: str, b: str) -> str:
    """The one that says more: the shorter span, then the one without "about", then ``a``."""
    return min((a, b), key=_vagueness)


def add_duration(edtf: str, count: float, unit: Unit, *, keep_day: bool = False) -> str:
    """The date ``count`` units after ``edtf`` (before it, where negative), no finer than the unit: a day plus three years is a year.

    ``keep_day``: keep the day or month all the same, as for an anniversary or "the same day three years later". Decades and
    centuries come out as "about" a year, weeks as "about" a day. An interval counts from its end ("from 1941 to 1944" and
    three years later is 1947), or from its start where the end is open. A unit finer than the date gives the whole span in
    which the result lies ("nine months after 1963" is 1963/1964). Raises ValueError for what is no date.
    """
    start, end = split(edtf)
    point = end or start
    if point is None:
        raise ValueError(f"not an EDTF date: {edtf!r}")
    if unit in ("day", "week"):
        return _add_days(point, round(count * (7 if unit == "week" else 1)), "~" if unit == "week" and not keep_day else point.mark)
    months = round(count * _MONTHS_IN[unit])
    mark = "~" if unit in ("decade", "century") and not keep_day else point.mark
    if point.precision in ("decade", "century"):
        return str(Point(point.year + months // 12, None, None, point.digits, mark))
    return _add_months(point, months, unit, mark, keep_day)


def open_end(point: Point, *, last: bool) -> str:
    """One end of an open interval, where EDTF allows no unspecified digits: of a decade its first year, about, or its last."""
    if point.digits == 4:
        return str(point)
    return str(Point(point.last().year)) if last else str(Point(point.year, mark="~"))


def _add_months(point: Point, months: int, unit: str, mark: str, keep_day: bool) -> str:
    if point.precision == "year":
        if months % 12 == 0:
            return str(Point(point.year + months // 12, mark=mark))
        first, last = (_shift_months(point.year, m, months)[0] for m in (1, 12))
        return str(Point(first, mark=mark)) if first == last else f"{Point(first, mark=mark)}/{Point(last, mark=mark)}"
    if point.precision == "season":
        return str(Point(point.year + months // 12, point.month if keep_day else None, mark=mark))
    year, month = _shift_months(point.year, point.month or 1, months)
    if keep_day:
        day = min(point.day, monthrange(year, month)[1]) if point.day else None
        return str(Point(year, month, day, mark=mark))
    return str(Point(year, month, mark=mark)) if unit == "month" or months % 12 else str(Point(year, mark=mark))


def _add_days(point: Point, days: int, mark: str) -> str:
    if point.day:
        shifted = point.first() + timedelta(days=days)
        return str(Point(shifted.year, shifted.month, shifted.day, mark=mark))
    if point.digits < 4 or (point.month or 0) > 12:
        return str(Point(point.year, point.month, None, point.digits, "" if point.month else "~"))  # EDTF has no "about" a season
    # A few days after "in May" is most likely still May, and never a day of it.
    middle = point.first() + (point.last() - point.first()) / 2 + timedelta(days=days)
    return str(Point(middle.year, middle.month if point.month else None, mark="~"))


def _shift_months(year: int, month: int, months: int) -> tuple[int, int]:
    total = year * 12 + month - 1 + months
    return total // 12, total % 12 + 1


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _reach(edtf: str) -> tuple[date | None, date | None]:
    start, end = split(edtf)
    first, last = bounds(edtf)
    if start and start.mark and first:
        first = _move(first, -_SLACK[start.precision])
    if end and end.mark and last:
        last = _move(last, _SLACK[end.precision])
    return first, last


def _move(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _overlap(first_a: date | None, last_a: date | None, first_b: date | None, last_b: date | None) -> bool:
    starts_before_end = first_a is None or last_b is None or first_a <= last_b
    return starts_before_end and (first_b is None or last_a is None or first_b <= last_a)


def _vagueness(edtf: str) -> tuple[int, bool]:
    first, last = bounds(edtf)
    span = (last - first).days if first and last else 10**7
    return span, any(mark in edtf for mark in "~?%")
