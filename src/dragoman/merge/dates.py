"""Whether two dates can be one event's, or one stretch's, beyond lying over each other."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from dragoman.times.edtf import bounds, compatible

_LONG = 62  # Days. A visit of two days and its second day are one event; a yearly exercise of ten years and that of 2015 are not.


def same_time(a: str, b: str, *, same_thing: bool) -> bool:
    """Whether two dates may tell the time of one fact.

    A date that is open ("since 1992") is told by its end that is known. A long span is the same as another only if both ends fit,
    and as a point within it only if the point is coarse enough to hold the span, or if both are known to be of the ``same_thing``;
    so is "by 1992" the same as 1991.
    """
    if a == b:
        return True
    if not may_be_one(a, b):
        return False
    if a.endswith("/..") or b.endswith("/.."):
        return compatible(_start(a), _start(b))
    if a.startswith("../") != b.startswith("../"):
        return same_thing  # "by 1992 at the latest" may be of any year before
    if a.startswith("../"):
        return True
    long_a, long_b = _is_long(a), _is_long(b)
    if long_a and long_b:
        return same_thing or (compatible(_start(a), _start(b)) and compatible(a.partition("/")[2], b.partition("/")[2]))
    if long_a or long_b:
        span, point = (a, b) if long_a else (b, a)
        return same_thing or _holds(point, span)
    return True


def may_be_one(a: str, b: str) -> bool:
    """As ``times.edtf.compatible``, without parsing plain dates anew for every two of them."""
    (first_a, last_a), (first_b, last_b) = days_of(a), days_of(b)
    if first_a is None or last_a is None or first_b is None or last_b is None or not (_plain(a) and _plain(b)):
        return compatible(a, b)
    return first_a <= last_b and first_b <= last_a


def years_apart(a: str, b: str) -> float:
    """Years between the nearest days of two dates (their known ends, where open); 0 where they overlap."""
    (first_a, last_a), (first_b, last_b) = _closed(a), _closed(b)
    gap = max((first_b - last_a).days, (first_a - last_b).days, 0)
    return gap / 365.25


@lru_cache(maxsize=50_000)
def days_of(edtf: str) -> tuple[date | None, date | None]:
    """As ``times.edtf.bounds``."""
    return bounds(edtf)


def _plain(edtf: str) -> bool:
    return not any(mark in edtf for mark in "~?%")


def _start(edtf: str) -> str:
    start, slash, end = edtf.partition("/")
    return end if slash and start in ("..", "") else start


def _closed(edtf: str) -> tuple[date, date]:
    if edtf.endswith("/.."):
        edtf = _start(edtf)
    first, last = days_of(edtf)
    known = first or last
    if known is None:
        raise ValueError(f"not an EDTF date: {edtf!r}")
    return first or known, last or known


def _is_long(edtf: str) -> bool:
    if "/" not in edtf:
        return False
    first, last = days_of(edtf)
    return first is not None and last is not None and (last - first).days > _LONG


def _holds(outer: str, inner: str) -> bool:
    (first, last), (begin, end) = days_of(outer), days_of(inner)
    return first is not None and last is not None and begin is not None and end is not None and first <= begin and end <= last
