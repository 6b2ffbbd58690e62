"""Finds the numbers in a text and tells those that cannot be amounts: years, dates, times of day, ages, names with a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.amounts.vocabulary import AmountWords
from dragoman.times.numerals import cardinal, load_number_words
from dragoman.times.tokens import Tokens
from dragoman.times.vocabulary import load_vocabulary

_DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: tokens ``first`` up to ``last``, its value, its scale (1 where it has none) and whether it is written in figures."""

    first: int
    last: int
    value: float
    scale: float
    written: bool

    @property
    def bare(self) -> float:
        """The value without the scale: 1.8 of "1.8 billion"."""
        return self.value / self.scale


def find_figures(tokens: Tokens, words: AmountWords) -> Iterator[Figure]:
    """The numbers of a text, from left to right, those left out that cannot be amounts."""
    for match in words.grammar.scan(words.grammar.encode(tokens)):
        first, last = match.first, match.last
        if match.pattern == "figures" and "s" in match.slots:
            last = _scale_end(tokens, match.slots["n"][1], last)
        parts = [tokens.word(i) for i in range(first, last)]
        value = cardinal(parts)
        if value is None or _vague(tokens, first, parts, words) or _is_no_amount(tokens, first, last, value, words):
            continue
        yield Figure(first, last, value, _scale_of(parts), parts[0][:1].isdigit())


def _scale_end(tokens: Tokens, number_end: int, last: int) -> int:
    """A one-letter scale counts only glued to its number: "20m", but not "20 m"."""
    return number_end if len(tokens.word(last - 1)) == 1 and not tokens.glued(number_end - 1) else last


def _scale_of(parts: list[str]) -> float:
    known = load_number_words()
    return float(known.scales.get(parts[-1]) or (known.short_scales.get(parts[-1], 1) if len(parts) > 1 else 1))


def _vague(tokens: Tokens, first: int, parts: list[str], words: AmountWords) -> bool:
    """"Several dozen", "tens of thousands", "hundreds", "multi-million": no figure."""
    before = tokens.word(first - 2) if tokens.word(first - 1) in _DASHES else tokens.word(first - 1)
    return parts[0] in words.sets["vague"] or parts[0].endswith("s") or (before in words.sets["vague_before"] and not parts[0].isdigit())


def _is_no_amount(tokens: Tokens, first: int, last: int, value: float, words: AmountWords) -> bool:
    before, following = tokens.word(first - 1), tokens.word(last)
    if before in words.sets["names"] and tokens.word(first - 2) not in words.signs:
        return True
    if before in ("per", "every"):
        return True
    if before in _DASHES and first > 1 and tokens.glued(first - 2) and tokens.glued(first - 1) and tokens.surface(first - 2)[-1:].isalpha():
        return True  # "T-72", "Kambarata-1", "mid-2024"
    if before.isalpha() and tokens.glued(first - 1) and not _is_money(before, words):
        return True  # "TB2", "Su30", but "Rs500"
    if (before in ("/", ":") or following in ("/", ":")) and (tokens.glued(first - 1) or tokens.glued(last - 1)):
        return following[:1].isdigit() or tokens.word(last + 1)[:1].isdigit() or tokens.word(first - 2)[:1].isdigit()
    return following in ("°", "º") or _dated(tokens, first, last, value) or _timed(tokens, last, words)


def _is_money(word: str, words: AmountWords) -> bool:
    """Whether a word is a currency where it stands glued to a number."""
    return word in words.abbreviations or word.upper() in words.codes


def _dated(tokens: Tokens, first: int, last: int, value: float) -> bool:
    """Whether the number is a month's day or year: "28 May", "May 28", "the 5th of June", "July 1941"."""
    day, year = value <= 31, 1000 <= value <= 2150
    if (day or year) and _is_month(tokens.word(first - 1)) and tokens.surface(first - 1)[:1].isupper():
        return True
    month = last + 1 if tokens.word(last) == "of" else last
    return day and _is_month(tokens.word(month)) and tokens.surface(month)[:1].isupper()


def _is_month(word: str) -> bool:
    return load_vocabulary().month(word) is not None and word != "mar"


def _timed(tokens: Tokens, last: int, words: AmountWords) -> bool:
    """Whether the number tells how long, how old or how often."""
    following = tokens.word(last)
    at = last + 1 if following in _DASHES else last
    return tokens.word(at) in words.sets["time"] or (tokens.word(at) in ("or", "to") and tokens.word(at + 2) in words.sets["time"])


def looks_like_year(figure: Figure) -> bool:
    """A four-digit number without a scale that a year could be."""
    return figure.written and figure.scale == 1 and 1000 <= figure.value <= 2150 and figure.value.is_integer()
