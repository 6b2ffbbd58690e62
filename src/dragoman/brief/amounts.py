"""Amounts in words: "more than US$20 billion", "2,351 km", "3 killed"."""

from __future__ import annotations

from dragoman.brief.words import Words, load_words
from dragoman.model import Amount


def amount_words(amount: Amount, per: str | None = None) -> str:
    """A sum or a count with its comparator; ``per`` is the period of a flow. Never rounds: digits that don't scale are all written."""
    words = load_words()
    comparator = words.comparators[amount.comparator]
    rate = words.per.format(period=per) if per else ""
    if amount.currency:
        number = _scaled(amount.value, words)
        sign = words.currencies.get(amount.currency)
        return comparator + (f"{sign}{number}" if sign else f"{number} {amount.currency}") + rate
    number = _scaled(amount.value, words) if abs(amount.value) >= words.scale_counts_from else _digits(amount.value)
    unit = words.units.get(amount.unit or "", amount.unit or "")
    gap = "" if not unit or unit.startswith(words.tight_units) else " "
    return comparator + number + gap + unit + rate


def _scaled(value: float, words: Words) -> str:
    """``7.7 billion``; the largest scale in which at most three decimals tell the value exactly."""
    for name, size in words.scales.items():
        scaled = value / size
        if abs(scaled) >= 1 and abs(round(scaled, 3) * size - value) < 1e-9 * abs(value):
            return f"{_digits(round(scaled, 3))} {name}"
    return _digits(value)


def _digits(value: float) -> str:
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.6f}".rstrip("0").rstrip(".")
