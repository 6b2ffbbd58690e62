"""Whether two amounts can be one, told with more or less care, or cannot both be right."""

from __future__ import annotations

import math

from dragoman.model import Amount

_ROUNDING = 0.015  # to each side: "737 million" and "0.74 billion"
_ABOUT = 0.10
# "More than 20 billion" is said of 20.4, not of 40.
_BEYOND = 0.25


def same_amount(a: Amount | None, b: Amount | None) -> bool:
    """Whether two amounts may be one; an amount that isn't told may be any."""
    if a is None or b is None:
        return True
    if not _comparable(a, b):
        return False
    (low_a, high_a), (low_b, high_b) = _likely(a), _likely(b)
    return low_a <= high_b and low_b <= high_a


def contradicts(a: Amount | None, b: Amount | None) -> bool:
    """Whether no value fits both, as "over 20" and "15" of the same money or unit. Unlike ones can't be compared."""
    if a is None or b is None or not _comparable(a, b):
        return False
    (low_a, high_a), (low_b, high_b) = _possible(a), _possible(b)
    return low_a > high_b or low_b > high_a


def amount_text(amount: Amount) -> str:
    """An amount for a message: ``> 20,000,000,000 USD``, ``46 km``."""
    comparator = "" if amount.comparator == "=" else f"{amount.comparator} "
    return f"{comparator}{amount.value:,.12g} {amount.currency or amount.unit or ''}".rstrip()


def _comparable(a: Amount, b: Amount) -> bool:
    return a.currency == b.currency and _unit(a) == _unit(b)


def _unit(amount: Amount) -> str:
    unit = (amount.unit or "").casefold()
    return unit[:-1] if unit.endswith("s") and len(unit) > 3 else unit


def _likely(amount: Amount) -> tuple[float, float]:
    value, size = amount.value, abs(amount.value)
    low, high = value - size * _ROUNDING, value + size * _ROUNDING
    if amount.comparator == "~":
        return value - size * _ABOUT, value + size * _ABOUT
    if amount.comparator in (">", ">="):
        return low, value + size * _BEYOND
    if amount.comparator in ("<", "<="):
        return value - size * _BEYOND, high
    return low, high


def _possible(amount: Amount) -> tuple[float, float]:
    low, high = _likely(amount)
    return low if amount.comparator not in ("<", "<=") else -math.inf, high if amount.comparator not in (">", ">=") else math.inf
