"""Numbers in figures and in words: "1,222", "one hundred and one", "seventy-eight", "half a million", "33rd", "fiftieth"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FIGURES = re.compile(r"\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_ORDINAL_FIGURES = re.compile(r"(\d+)(?:st|nd|rd|th)")
_SKIPPED = frozenset(["and", "-", "–", "a", "an", "of"])
_DAY = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, eq=False)
class NumberWords:
    """The words of ``data/times/numbers.yaml``: each maps to its value."""

    small: Mapping[str, int]
    hundred: Mapping[str, int]
    scales: Mapping[str, int]
    dozens: Mapping[str, int]
    ordinals: Mapping[str, int]
    fractions: Mapping[str, float]
    short_scales: Mapping[str, int]

    @property
    def cardinals(self) -> frozenset[str]:
        """Every word that can be part of a number, fractions left out."""
        return frozenset(self.small) | frozenset(self.hundred) | frozenset(self.scales) | frozenset(self.dozens)


@cache
def load_number_words() -> NumberWords:
    """The number words, read once."""
    import yaml

    text = files("dragoman").joinpath("data/times/numbers.yaml").read_text(encoding="utf-8")
    return NumberWords(**yaml.load(text, Loader=yaml.CSafeLoader))


def figures(word: str) -> float | None:
    """The value of a number in figures, thousands marked or not; "1,5" is one and a half. None for what is no number."""
    if _FIGURES.fullmatch(word):
        return float(re.sub(r"[^\d.]", "", word))
    if _DECIMAL_COMMA.fullmatch(word):
        return float(word.replace(",", "."))
    return None


def cardinal(words: Sequence[str]) -> float | None:
    """The value of a number in figures or words, lower case, one token each, hyphens included: ["seventy", "-", "eight"] is 78.

    A lone "a" is 1. None for what is no number, or makes none ("five and", "two three").
    """
    known = load_number_words()
    total: float = 0.0
    group: float | None = None
    for index, word in enumerate(words):
        value = figures(word)
        if value is None and word in known.small:
            value = known.small[word]
        if value is not None:
            if group and not _joins(group, value):
                return None
            group = (group or 0) + value
        elif word in known.fractions and (word == "half" or index):
            part = known.fractions[word]
            group = group + part if group is not None and "and" in words[max(index - 2, 0):index] else (group or 1) * part
        elif (scale := known.hundred.get(word) or known.dozens.get(word)) is not None:
            group = (1 if group is None else group) * scale
        elif (scale := known.scales.get(word) or known.short_scales.get(word)) is not None:
            total, group = total + (1 if group is None else group) * scale, 0
        elif word not in _SKIPPED:
            return None
    if group is None:
        return 1.0 if words and words[0] in ("a", "an") else None
    return total + group


def _joins(group: float, step: float) -> bool:
    """Whether a small number can follow: "twenty" then 1 to 9, "hundred" then 1 to 99."""
    if group % 100 == 0:
        return step < 100
    return group % 10 == 0 and group % 100 >= 20 and 0 < step < 10


def ordinal(words: Sequence[str]) -> int | None:
    """The value of an ordinal, one token each: ["33rd"], ["thirty", "-", "third"], ["fiftieth"]. None for what is none."""
    known = load_number_words()
    if not words:
        return None
    if match := _ORDINAL_FIGURES.fullmatch(words[-1]):
        return int(match[1]) if len(words) == 1 else None
    last = known.ordinals.get(words[-1])
    if last is None:
        return None
    before = [w for w in words[:-1] if w not in ("-", "–", "and")]
    if not before:
        return last
    rest = cardinal(before)
    if rest is None:
        return None
    if last == 100:
        return int(rest * 100)
    return int(rest) + last if _joins(rest, last) else None


def day_number(word: str) -> int | None:
    """28 from "28" or "28th"."""
    found = _DAY.match(word)
    return int(found[0]) if found else None
