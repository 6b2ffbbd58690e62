"""Dates as metadata and datelines write them, turned into EDTF. Nothing that is not written is filled in."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?=$|[T\s,;(|])")
_COMPACT = re.compile(r"((?:1[89]|20)\d\d)(\d\d)(\d\d)(?=$|T)")
_YEAR = re.compile(r"(\d{4})$")
_SLASHES = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?=$|[\s,])")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<month>[A-Za-z]{3,9})\b\.?(?:,?[\s-]+(?P<year>\d{4}))?")
_MONTH_FIRST = re.compile(r"(?P<month>[A-Za-z]{3,9})\b\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(?P<year>\d{4}))?")
_MONTH_ONLY = re.compile(r"(?P<month>[A-Za-z]{3,9})\b\.?,?\s+(?P<year>\d{4})\b")
_WEEKDAY = re.compile(r"[A-Za-z]{3,9}\.?,\s+(?=[A-Za-z\d])")
# Years, months and days with EDTF's marks, seasons, unspecified digits, and intervals of these.
_EDTF_DATE = r"-?(?:\d{4}|\d{3}X|\d{2}XX)(?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?)?[~?%]?"
_EDTF = re.compile(rf"{_EDTF_DATE}(?:/(?:{_EDTF_DATE}|\.\.)?)?|\.\./{_EDTF_DATE}")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as far as it is written; a dateline often lacks its year."""

    year: int | None
    month: int | None = None
    day: int | None = None

    @property
    def edtf(self) -> str | None:
        """EDTF, or None without a year."""
        if self.year is None:
            return None
        out = f"{self.year:04d}"
        if self.month:
            out += f"-{self.month:02d}"
            if self.day:
                out += f"-{self.day:02d}"
        return out

    def with_year(self, year: int) -> WrittenDate | None:
        """The same day in ``year``; None where that year has no such day."""
        return _checked(year, self.month, self.day)


def parse_written(text: str, months: Mapping[str, int]) -> WrittenDate | None:
    """Read the date that ``text`` begins with (a weekday may precede it), or None.

    ``3/4/2025`` could be March or April: only its year is taken.
    """
    text = text.strip()
    if (match := _ISO.match(text)) or (match := _COMPACT.match(text)):
        return _checked(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    if match := _SLASHES.match(text):
        return _numbers(match)
    if match := _YEAR.match(text):
        return _checked(int(match[1]), None, None)
    for candidate in (text, _WEEKDAY.sub("", text, count=1)):
        for pattern in (_DAY_FIRST, _MONTH_FIRST, _MONTH_ONLY):
            match = pattern.match(candidate)
            month = months.get(match["month"].capitalize()) if match else None
            if match and month:
                found = match.groupdict()
                return _checked(int(found["year"]) if found.get("year") else None, month, int(found["day"]) if found.get("day") else None)
    return None


def parse_given(value: Any, months: Mapping[str, int]) -> str | None:
    """A metadata field's date (text, number, ``date`` or ``datetime``) as EDTF; None where it holds no date.

    A time of day is dropped, EDTF is kept as it is.
    """
    if isinstance(value, datetime.date):  # datetime is a date too
        return value.strftime("%Y-%m-%d") if value.year >= 1000 else None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return f"{value:04d}" if 1000 <= value <= 2999 else None
    text = str(value).strip()
    if written := parse_written(text, months):
        return written.edtf
    return text if _EDTF.fullmatch(text) and not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", text) else _season(text)


def _season(text: str) -> str | None:
    return text if re.fullmatch(r"\d{4}-2[1-4]", text) else None


def _numbers(match: re.Match[str]) -> WrittenDate | None:
    first, mark, second, third = match[1], match[2], int(match[3]), match[4]
    if len(first) == 4:
        return _checked(int(first), second, int(third))
    if len(third) != 4:
        return None
    one = int(first)
    if mark == "." or one > 12:  # dots are the day-first custom everywhere
        return _checked(int(third), second, one)
    if second > 12:
        return _checked(int(third), one, second)
    return _checked(int(third), one, one) if one == second else WrittenDate(int(third))


def _checked(year: int | None, month: int | None, day: int | None) -> WrittenDate | None:
    """The date, if the calendar has it and it can be a text's date."""
    if year is not None and not 1000 <= year <= 2999:
        return None
    try:
        datetime.date(year or 2000, month or 1, day or 1)
    except ValueError:
        return None
    return WrittenDate(year, month, day)
