"""The data behind sentence and block boundaries, loaded once from ``data/segment/sentences.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.read.shapes import load_shapes


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """Word lists as sets, and the patterns built from them. See the YAML file for what each list means."""

    before_name: frozenset[str]
    before_number: frozenset[str]
    inside: frozenset[str]
    may_end: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    openers: frozenset[str]
    question_labels: frozenset[str]
    answer_labels: frozenset[str]
    speech: re.Pattern[str]
    head_date: re.Pattern[str]


@cache
def load_rules() -> Rules:
    """Read the word lists and compile their patterns. Loaded on first use, then kept."""
    import yaml

    data = yaml.load(files("dragoman").joinpath("data/segment/sentences.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    lists = ("before_name", "before_number", "inside", "may_end", "clock", "after_clock", "openers", "question_labels", "answer_labels")
    sets = {name: frozenset(map(str, data[name])) for name in lists}
    return Rules(
        **sets,
        speech=re.compile(r"(?:[\w.’'-]{1,40}\s+){0,5}(?:" + "|".join(data["speech"]) + r")\b"),
        head_date=_head_date(load_shapes().month),
    )


def _head_date(month: str) -> re.Pattern[str]:
    """A date, or a span of two, that opens a chronology's entry, with the colon, dash or full stop after it."""
    day = r"\d{1,2}(?:st|nd|rd|th)?(?:\s?[-–/]\s?\d{1,2})?"
    year = r"\d{4}s?"
    one = "|".join((
        rf"{day}\s+{month}(?:\s+{year})?", rf"{month}\s+{day},?\s+{year}", rf"{month}(?:\s?[-–/]\s?{month})?,?\s+{year}",
        rf"{month}\s+{day}", rf"{year}-\d\d(?:-\d\d)?", rf"{year},?\s+{month}(?:\s+{day})?", rf"{year},?\s+{day}\s+{month}",
        rf"(?:[Ee]arly|[Ll]ate|[Mm]id)?[ -]?{year}"))
    stop = r"\.(?=\*{0,2}\s+[^\W\d_a-z])"  # a sentence follows
    span = rf"(?:{one})(?:\s?(?:[-–—]|to|and)\s?(?:(?:{one})|\d{{2}}))?"
    return re.compile(rf"\*{{0,2}}{span}\*{{0,2}}(?:\s*:|\s+[-–—]{{1,2}}|—|{stop})\*{{0,2}}\s+")
