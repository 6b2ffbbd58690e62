"""The time axis of the picture: true to scale where that is legible, with quiet years drawn shorter where it is not."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

# Widths in units of one busy year; a stretch without dates takes at most so much, however long it was.
YEAR, CROWD, QUIET_YEAR, QUIET_MOST = 1.0, 0.45, 0.25, 1.6
TICK_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to places: ``days`` (ordinals, rising) lie at ``places``, what is between them in proportion."""

    days: tuple[float, ...]
    places: tuple[float, ...]
    true: bool
    breaks: tuple[float, ...] = ()

    def at(self, day: date) -> float:
        """Where a day lies; what is outside lies at the nearer end."""
        ordinal = day.toordinal()
        i = min(max(bisect_right(self.days, ordinal) - 1, 0), len(self.days) - 2)
        start, end = self.days[i], self.days[i + 1]
        share = min(max((ordinal - start) / (end - start), 0.0), 1.0)
        return self.places[i] + share * (self.places[i + 1] - self.places[i])


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis; without a label only its line is drawn."""

    x: float
    label: str


def true_scale(days: Sequence[date], left: float, right: float) -> Scale:
    """Every day as wide as every other, from the first year's beginning to the last one's end."""
    first, last = min(days).year, max(days).year + 1
    return Scale((_new_year(first), _new_year(last)), (left, right), True)


def shortened_scale(days: Sequence[date], left: float, right: float) -> Scale:
    """Years with many dates wide, stretches without any short. ``days`` may hold a day several times, once for each mark."""
    crowd = Counter(day.year for day in days)
    years = sorted(crowd)
    knots, widths, cuts = [_new_year(years[0])], [0.0], list[float]()
    for year, following in zip(years, [*years[1:], None], strict=True):
        knots.append(_new_year(year + 1))
        widths.append(widths[-1] + YEAR + CROWD * (crowd[year] - 1))
        if following is not None and following > year + 1:
            knots.append(_new_year(following))
            quiet = QUIET_YEAR * (following - year - 1)
            widths.append(widths[-1] + min(quiet, QUIET_MOST))
            if quiet > QUIET_MOST:
                cuts.append(widths[-1] - QUIET_MOST / 2)
    unit = (right - left) / widths[-1]
    return Scale(tuple(knots), tuple(left + unit * w for w in widths), False, tuple(round(left + unit * c, 1) for c in cuts))


def ticks(scale: Scale, days: Sequence[date], apart: float) -> list[Tick]:
    """Years to write on the axis, at least ``apart`` from one another: round ones on a true scale, else those that have dates."""
    first, last = min(days).year, max(days).year
    if scale.true:
        room = max(1, int((scale.places[-1] - scale.places[0]) / apart))
        step = next((s for s in TICK_STEPS if (last + 1 - first) / s <= room), TICK_STEPS[-1])
        years = [y for y in range(first, last + 2) if y % step == 0] or [first]
    else:
        years = sorted({day.year for day in days})
    out: list[Tick] = []
    for year in years:
        x = scale.at(date(year, 1, 1))
        # A last label that doesn't fit before the edge is left out with those that stand too close.
        if not out or x - out[-1].x >= apart:
            out.append(Tick(round(x, 1), str(year)))
    return out


def _new_year(year: int) -> float:
    return float(date(min(year, 9999), 1, 1).toordinal())
