"""EDTF (ISO 8601-2) dates in plain English: ``2013/..`` is "since 2013", ``1990~`` "about 1990", ``2024-21`` "spring 2024"."""

from __future__ import annotations

import re

from dragoman.brief.words import Words, load_words
from dragoman.standing.period import OPEN

_PART = re.compile(r"(?P<minus>-?)(?P<year>[\dX]{4})(?:-(?P<month>[\dX]{2}))?(?:-(?P<day>[\dX]{2}))?(?:T.*)?$")
_QUALIFIER = re.compile(r"[~?%]")


def date_words(edtf: str | None) -> str:
    """A date as it stands alone, in a column or between brackets; "undated" for None.

    What is no EDTF that Dragoman writes is given back as it is, never guessed at.
    """
    words = load_words()
    if edtf is None:
        return words.spans["undated"]
    if edtf[:1] in "[{":
        return _set_words(edtf, words)
    if "/" not in edtf:
        return _one(edtf, words)
    start, end = edtf.split("/", 1)
    if start in OPEN and end in OPEN:
        return words.spans["unknown"]
    if start in OPEN:
        return words.spans["by" if start else "until"].format(end=_one(end, words))
    if end in OPEN:
        return words.spans["since" if end else "onward"].format(start=_one(start, words))
    first, last = _shorten(start, end, words)
    return words.spans["between"].format(start=first, end=last)


def date_phrase(edtf: str | None) -> str:
    """A date inside a sentence, with its preposition: "in 1992", "on 14 January 1992", "since 2013", "from 1941 to 1944"."""
    words = load_words()
    plain = date_words(edtf)
    if edtf is None or edtf[:1] in "[{" or _QUALIFIER.search(edtf):
        return plain
    if "/" in edtf:
        start, end = edtf.split("/", 1)
        if start in OPEN or end in OPEN:
            return plain
        first, last = _shorten(start, end, words)
        return words.prepositions["between"].format(start=first, end=last)
    part = _PART.match(edtf)
    if part is None:
        return plain
    day = part["day"] is not None and "X" not in part["day"]
    return words.prepositions["day" if day else "other"].format(date=plain)


def since_words(edtf: str | None) -> str:
    """The same date as the beginning of something that stands: ``1992`` is "since 1992"."""
    words = load_words()
    if edtf is None or ("/" in edtf and edtf.split("/", 1)[0] not in OPEN):
        return date_words(edtf)
    if "/" in edtf:
        return words.spans["since"].format(start=words.spans["or_before"].format(end=_one(edtf.split("/", 1)[1], words)))
    return words.spans["since"].format(start=date_words(edtf))


def _one(edtf: str, words: Words) -> str:
    """A date without a range."""
    marks = set(_QUALIFIER.findall(edtf))
    part = _PART.match(_QUALIFIER.sub("", edtf))
    if part is None:
        return edtf
    plain = _plain(part, words)
    if not marks:
        return plain
    mark = "%" if "%" in marks or {"~", "?"} <= marks else marks.pop()
    return words.qualifiers[mark].format(date=plain)


def _plain(part: re.Match[str], words: Words) -> str:
    year, month, day = part["year"], part["month"], part["day"]
    told = _year(year, bool(part["minus"]), words)
    if month is None or "X" in month or "X" in year:
        return told
    number = int(month)
    if number in words.seasons:
        return words.seasons[number].format(year=told)
    if not 1 <= number <= 12:
        return part.string
    name = f"{words.months[number - 1]} {told}"
    return name if day is None or "X" in day else f"{int(day)} {name}"


def _year(year: str, minus: bool, words: Words) -> str:
    if year.endswith("XX") and year[:2].isdigit():
        return words.spans["century"].format(ordinal=_ordinal(int(year[:2]) + 1))
    if year.endswith("X") and year[:3].isdigit():
        return words.spans["decade"].format(year=f"{int(year[:3])}0")
    if not year.isdigit():
        return year
    # EDTF counts a year 0, historians don't: -0043 is 44 BC.
    return words.spans["bc"].format(year=int(year) + 1) if minus else str(int(year))


def _shorten(start: str, end: str, words: Words) -> tuple[str, str]:
    """Both ends in words; what the second repeats is left out of the first ("16 to 22 December 2024")."""
    first, last = _one(start, words), _one(end, words)
    if _QUALIFIER.search(start + end) or "X" in start + end or start[:4] != end[:4] or start == end:
        return first, last
    year, month = f" {int(start[:4])}", start[5:7]
    if len(start) == len(end) == 10 and month == end[5:7]:
        return str(int(start[8:10])), last
    if len(start) >= 7 and len(end) >= 7 and 1 <= int(month) <= 12 and first.endswith(year):
        return first.removesuffix(year), last
    return first, last


def _set_words(edtf: str, words: Words) -> str:
    """``[1991,1992]`` is one of the two, ``{1991,1992}`` both; ``[..1984]`` has an open end."""
    told = []
    for item in edtf.strip("[]{}").split(","):
        if item.startswith(".."):
            told.append(words.spans["or_before"].format(end=_one(item[2:].strip(), words)))
        elif item.endswith(".."):
            told.append(words.spans["or_after"].format(start=_one(item[:-2].strip(), words)))
        else:
            told.append(" to ".join(_one(end.strip(), words) for end in item.split("..")))
    return words.spans["either" if edtf[0] == "[" else "all"].join(told)


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
