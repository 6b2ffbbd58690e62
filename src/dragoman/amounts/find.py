"""Finds sums of money and counts with their units in a text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.amounts.comparing import compare_after, compare_before, per_after
from dragoman.amounts.counts import fate, find_counted
from dragoman.amounts.figures import Figure, find_figures, looks_like_year
from dragoman.amounts.money import find_money
from dragoman.amounts.vocabulary import AmountWords, load_amount_words
from dragoman.model import Amount, AmountMention
from dragoman.model.statement import Comparator
from dragoman.times.tokens import Tokens, tokenise

# How far back, in tokens, an amount may lie whose currency a later bare figure shares ("against 3.1 billion in 2009").
_INHERIT = 80


@dataclass(frozen=True, slots=True)
class _Found:
    """An amount before its comparator is read: a figure, what it is of, and the tokens that it takes up."""

    figure: Figure
    first: int
    last: int
    currency: str | None
    unit: str | None
    factor: float = 1.0
    ranged: bool = False
    comparator: Comparator | None = None


def find_amounts(text: str) -> list[AmountMention]:
    """Sums of money and counts with a unit, sorted, none overlapping another.

    Years, dates, times of day, ages, durations, ordinals and numbers in names are none. A figure of thousands or more
    without a currency takes that of the money before it. Of a range ("between 3 and 5 billion") the lower end is
    the value, with ``>=``. ``per`` is the period of a flow.
    """
    words = load_amount_words()
    tokens = tokenise(text)
    figures = list(find_figures(tokens, words))
    found: list[_Found] = []
    index = 0
    while index < len(figures):
        figure = figures[index]
        other = figures[index + 1] if index + 1 < len(figures) else None
        one = None
        if other is not None and other.first - figure.last <= 3:
            one = _range(tokens, figure, other, found, words)
            index += one is not None
            one = one or _from_the_next(tokens, figure, other, words)
        one = one or _read(tokens, figure, found, words)
        if one is not None:
            found.append(one)
        index += 1
    out: list[AmountMention] = []
    for one in found:
        mention = _mention(text, tokens, one, words)
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return out


def _read(tokens: Tokens, figure: Figure, found: list[_Found], words: AmountWords) -> _Found | None:
    """What a figure is of: money, a unit, or the currency of the money before."""
    money = find_money(tokens, figure, words)
    if money is not None:
        return _Found(figure, money.first, money.last, money.currency, money.unit)
    compared = compare_after(tokens, figure.last, words)  # "120 or more students"
    counted = find_counted(tokens, replace(figure, last=compared[1]) if compared else figure, words)
    if counted is not None and looks_like_year(figure) and (counted.last > figure.last + 2 or _follows_preposition(tokens, figure)):
        return None
    if counted is not None:
        unit = fate(tokens, figure, counted.last, counted.unit, words)
        return _Found(figure, figure.first, counted.last, None, unit, counted.factor, comparator=compared[0] if compared else None)
    return _inherited(tokens, figure, found, words)


def _follows_preposition(tokens: Tokens, figure: Figure) -> bool:
    """"In 2010 agreements ..." tells a year; "of 1500 troops" a count."""
    return tokens.word(figure.first - 1) in ("in", "since", "the", "during", "until", "by", "a", "its", "their")


def _inherited(tokens: Tokens, figure: Figure, found: list[_Found], words: AmountWords) -> _Found | None:
    """A figure of thousands or more with no noun after it is money where money was told shortly before."""
    if figure.scale < 1000:
        return None
    following = tokens.word(figure.last)
    if following.isalpha() and following not in words.sets["stop"] and following not in words.sets["money_goes_on"]:
        return None
    before = next((one for one in reversed(found) if one.currency), None)
    if before is None or figure.first - before.last > _INHERIT:
        return None
    return _Found(figure, figure.first, figure.last, before.currency, None)


def _range(tokens: Tokens, figure: Figure, other: Figure, found: list[_Found], words: AmountWords) -> _Found | None:
    """"35-40 km", "between 3 and 5 billion dollars", "$3 billion to $5 billion": one amount, at least the lower figure."""
    sign = find_money(tokens, figure, words)
    if sign is not None and find_money(tokens, other, words) is None:  # "$3-5 billion"
        one: _Found | None = _Found(other, other.first, other.last, sign.currency, sign.unit)
    else:
        one = _read(tokens, other, found, words)
    lower = _scaled_like(figure, other)
    if one is None or lower.value >= other.value or looks_like_year(figure):
        return None
    begin = sign.last if sign is not None and sign.last < other.first else figure.last
    link = [tokens.word(i) for i in range(begin, min(one.first, other.first))]
    if len(link) != 1:
        return None
    before = {tokens.word(figure.first - i) for i in range(1, 4)}
    spans = {"to": "from" not in before, "and": "between" in before, "-": True, "–": True, "—": True, "or": True}
    if not spans.get(link[0], False):
        return None
    currency = one.currency or (sign.currency if sign else None)
    first, unit = sign.first if sign else figure.first, None if currency else one.unit
    return replace(one, figure=lower, first=first, currency=currency, unit=unit, ranged=True)


def _scaled_like(figure: Figure, other: Figure) -> Figure:
    """The "3" of "3 to 5 billion" is three billion."""
    if figure.scale == 1 and other.scale > 1 and figure.value < 1000:
        return replace(figure, value=figure.value * other.scale, scale=other.scale)
    return figure


def _from_the_next(tokens: Tokens, figure: Figure, other: Figure, words: AmountWords) -> _Found | None:
    """"From 3 billion to 5 billion dollars": the first takes over what the second has."""
    if tokens.word(figure.last) != "to" or tokens.word(figure.first - 1) != "from" or looks_like_year(figure):
        return None
    right = _read(tokens, other, [], words)
    if right is None or right.first < figure.last or find_money(tokens, figure, words):
        return None
    return replace(right, figure=_scaled_like(figure, other), first=figure.first, last=figure.last)


def _mention(text: str, tokens: Tokens, one: _Found, words: AmountWords) -> AmountMention:
    comparator, first = compare_before(tokens, one.first, words)
    last, per = one.last, None
    if (after := compare_after(tokens, last, words)) is not None:
        comparator, last = after
    comparator = one.comparator or comparator
    if (flow := per_after(tokens, last, words)) is not None:
        per, last = flow
    if one.ranged and comparator == "=":
        comparator = ">="
    start, end = tokens.starts[first], tokens.end(last - 1)
    value = round(one.figure.value * one.factor, 6)
    return AmountMention(start, end, text[start:end], Amount(value, one.currency, None if one.currency else one.unit, comparator), per)
