"""The shapes of the lines around a text: datelines, bylines and "Label: value" lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from dragoman.read.dates import WrittenDate

LineKind = Literal["dateline", "byline", "label"]
#: No dateline, byline or label line is longer than this.
LINE_LENGTH_MAX = 200

_UPPER = r"[^\W\d_a-zà-öø-ÿ]"
_WORD = rf"{_UPPER}[\w.’'-]*"


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """The patterns, built from ``data/read/headlines.yaml``, and the word lists that decide where patterns cannot."""

    months: Mapping[str, int]
    month: str
    dateline: re.Pattern[str]
    agency_first: re.Pattern[str]
    dateline_lines: tuple[re.Pattern[str], ...]
    date_line: re.Pattern[str]
    byline: re.Pattern[str]
    label: re.Pattern[str]
    roles: Mapping[str, str]
    agencies: frozenset[str]
    outlet_words: frozenset[str]
    not_places: frozenset[str]
    not_dateline_openers: frozenset[str]
    weekdays: frozenset[str]
    affiliation_words: frozenset[str]

    def is_outlet(self, name: str) -> bool:
        """Whether a name is a news agency's or has a word that outlets have in their names."""
        return name in self.agencies or bool(self.outlet_words & set(re.findall(r"\w+", name)))


@dataclass(frozen=True, slots=True)
class HeadLine:
    """What one line around the text tells. ``end`` is the offset after it (for a dateline that opens a paragraph, after its dash)."""

    kind: LineKind
    end: int
    role: str = ""
    value: str = ""
    date: WrittenDate | None = None
    place: str | None = None
    outlet: str | None = None
    author: str | None = None


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


@cache
def load_shapes() -> Shapes:
    """Read the word lists and compile the patterns. Loaded on first use, then kept."""
    import yaml

    data = yaml.load(files("dragoman").joinpath("data/read/headlines.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    month = _any(data["months"]) + r"\b\.?"
    weekday = rf"(?:{_any(data['weekdays'])}\b\.?,?\s+)?"
    ordinal = r"\d{1,2}(?:st|nd|rd|th)?"
    full = rf"(?:{ordinal}\s+{month},?\s+\d{{4}}|{month}\s+{ordinal},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})"
    date = rf"{weekday}(?P<date>{full}|{ordinal}\s+{month}|{month}\s+{ordinal}\b|{month},?\s+\d{{4}})"
    clock = r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:[AaPp]\.?[Mm]\.?)?\s?(?:\(?[A-Z]{2,5}\)?)?)?"
    place = rf"(?P<place>{_WORD}(?:[ /]{_WORD}){{0,4}}(?:,\s{_WORD}(?:\s{_WORD}){{0,2}}){{0,2}}?)"
    agency = r"(?:\((?P<agency>[^()\n]{2,60})\)|/(?P<slashed>[^/\n]{2,40})/)"
    dash = r"(?P<dash>\s*(?:--|—|–|-|:)(?:\s+|$)|\.\s+)"
    trailing = r"(?:\s*(?:--|—|–|-|:))?"
    name = rf"(?:{_WORD})(?:\s+(?:{_any(data['name_particles'])}\s+){{0,2}}{_WORD}){{0,4}}"
    # Each word is followed by a separator, so that there is one way only to match a line: no backtracking on hostile text.
    connected = rf"(?:{_any(data['affiliation_words'])}|{_WORD}|&)"
    affiliation = rf"(?:\s*,\s*|\s+){connected}(?:[\s,]+{connected}){{0,9}}"
    roles = {label.lower(): role for role, labels in data["labels"].items() for label in labels}
    return Shapes(
        months=data["months"], month=month,
        dateline=re.compile(rf"{place}(?:[,.]?\s+{date})?(?:[,.]?\s*{agency})?{dash}"),
        agency_first=re.compile(rf"{agency}\s*(?:--|—|–|-|:)\s+"),
        dateline_lines=(re.compile(rf"{place},?\s+{date}{clock}(?:[,.]?\s*{agency})?{trailing}"),
                        re.compile(rf"{place}\s*{agency}{trailing}")),
        date_line=re.compile(rf"{weekday}(?P<date>{full}|{month}\s+\d{{4}}){clock}"),
        byline=re.compile(rf"[Bb][Yy]\s*:?\s+(?P<author>{name}(?:(?:,?\s+and\s+|,\s+|\s*&\s*){name})*)(?P<rest>{affiliation})?\.?|"
                          rf"[Bb][Yy]\s+(?P<nobody>(?i:{_any(data['unnamed_authors'])}))\b[^.]{{0,40}}\.?"),
        label=re.compile(rf"(?P<label>{_any(roles)})(?:\s*:\s*|\s+(?:on\s+|at\s+)?(?={weekday}{full}))(?P<value>\S.*)", re.IGNORECASE),
        roles=roles, agencies=frozenset(data["agencies"]), outlet_words=frozenset(data["outlet_words"]),
        not_places=frozenset(data["not_places"]),
        not_dateline_openers=frozenset(data["not_dateline_openers"]), weekdays=frozenset(data["weekdays"]),
        affiliation_words=frozenset(data["affiliation_words"]),
    )
