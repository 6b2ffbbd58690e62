"""Tells which currency a number is in."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.amounts.figures import Figure
from dragoman.amounts.vocabulary import AmountWords
from dragoman.times.tokens import Tokens

_DASHES = frozenset("-–")


@dataclass(frozen=True, slots=True)
class Money:
    """A currency found beside a number: its code, and the tokens that the amount then takes up. ``unit``: a name without a code."""

    currency: str | None
    first: int
    last: int
    unit: str | None = None


def find_money(tokens: Tokens, figure: Figure, words: AmountWords) -> Money | None:
    """The currency that stands before or after a number; None where none does."""
    return _sign_before(tokens, figure, words) or _after(tokens, figure, words)


def _sign_before(tokens: Tokens, figure: Figure, words: AmountWords) -> Money | None:
    at = figure.first - 1
    word = tokens.word(at)
    if word in words.signs:
        code = words.signs[word]
        prefix = tokens.word(at - 1)
        if at > 0 and tokens.glued(at - 1) and prefix in words.prefixes and word == "$" and tokens.surface(at - 1)[:1].isupper():
            return Money(words.prefixes[prefix], at - 1, figure.last)
        if prefix == "." and tokens.word(at - 2) == "s" and tokens.word(at - 4) == "u":  # "U.S. $5 million"
            return Money("USD", at - 4, figure.last)
        return Money(_in_currency(tokens, figure.last, words) or code, at, figure.last)
    if word == "." and tokens.word(at - 1) in words.abbreviations:
        at, word = at - 1, tokens.word(at - 1)
    if word in words.abbreviations and figure.written and tokens.surface(at)[:1].isupper():
        return Money(words.abbreviations[word], at, figure.last)
    code = tokens.surface(at)
    if code in words.codes and figure.written and _code_fits(code, figure, words):
        return Money(code, at, figure.last)
    return None


def _in_currency(tokens: Tokens, at: int, words: AmountWords) -> str | None:
    """"$80,000 in Australian currency"."""
    if tokens.word(at) != "in" or tokens.word(at + 2) not in words.sets["cash"]:
        return None
    return words.names["dollar"].get(tokens.word(at + 1))


def _code_fits(code: str, figure: Figure, words: AmountWords) -> bool:
    return code not in words.wordlike_codes or figure.value >= 1000


def _after(tokens: Tokens, figure: Figure, words: AmountWords) -> Money | None:
    at = figure.last
    while tokens.word(at) in _DASHES and at < figure.last + 3:
        at += 1
    hyphenated = at > figure.last
    surface, word = tokens.surface(at), tokens.word(at)
    if word in words.signs and (figure.written or figure.scale > 1) and not tokens.word(at + 1)[:1].isdigit():
        return Money(words.signs[word], figure.first, at + 1)
    if surface in words.codes and _code_fits(surface, figure, words):
        return Money(surface, figure.first, at + 1)
    if word in words.abbreviations and word not in words.everyday and (surface[:1].isupper() or word in ("lei", "birr")):
        return Money(words.abbreviations[word], figure.first, at + 1)
    if word == "u" and [tokens.word(at + i) for i in range(1, 4)] == [".", "s", "."]:
        return _named(tokens, figure, at + 4, ["us"], words)
    adjectives: list[str] = []
    for step in range(4):
        named = _named(tokens, figure, at + step, adjectives, words, hyphenated=hyphenated)
        if named is not None:
            return named
        word = tokens.word(at + step)
        if not word.isalpha() or word in words.sets["stop"] - {"of"} or (word == "of" and step):
            return None
        adjectives.append(word)
    return None


def _named(tokens: Tokens, figure: Figure, at: int, adjectives: list[str], words: AmountWords, *, hyphenated: bool = False) -> Money | None:
    word = tokens.word(at)
    singular = word if word in words.names else word.removesuffix("s")
    by = words.names.get(singular)
    if by is None:
        return None
    if singular in words.everyday and figure.scale == 1 and (figure.value < 100 or adjectives) and not set(adjectives) & set(by):
        return None
    if singular == word and word in ("dollar", "euro", "pound", "mark", "crown", "franc") and figure.value > 1 and not hyphenated:
        return None
    told = [adjective for adjective in (" ".join(adjectives[-2:]), *reversed(adjectives)) if adjective in by]
    if adjectives and not told and not set(adjectives) <= {"of", "in", "worth", "the"}:
        return None  # "three million barrels ... dollars" belongs to another noun
    code = by[told[0]] if told else by["default"]
    plural = word if word.endswith("s") or singular == word else word + "s"
    last = at + 1
    if word == "pounds" and tokens.word(last) == "sterling":
        last += 1
    return Money(code, figure.first, last, None if code else plural)
