"""Where states lie: land borders with their lengths and days, neighbours over water, and the direction from one state to another."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from dragoman.actors.entries import Compass, Period
from dragoman.actors.tables import table

_POINTS: tuple[Compass, ...] = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")


@dataclass(frozen=True, slots=True)
class Border:
    """A land border; ``km`` is its length where it stands today (CIA World Factbook), ``period`` when it stood where it is history.

    ``part`` names the detached part of a state at which it lies; ``source`` is the table that has it.
    """

    states: frozenset[str]
    km: float | None
    period: Period
    source: str = ""
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Water:
    """Water of at most ``miles`` between two states, and when they so faced each other (Correlates of War, Direct Contiguity)."""

    miles: int
    period: Period


@cache
def load_borders() -> dict[str, tuple[Border, ...]]:
    """Every code's land borders, past and present."""
    found: dict[str, list[Border]] = {}
    for r in table("borders.csv"):
        period = Period(r["start"] or None, r["end"] or None)
        border = Border(frozenset((r["a"], r["b"])), float(r["km"]) if r["km"] else None, period, r["source"], r["part"] or None)
        found.setdefault(r["a"], []).append(border)
        found.setdefault(r["b"], []).append(border)
    return {code: tuple(borders) for code, borders in found.items()}


@cache
def load_waters() -> dict[frozenset[str], tuple[Water, ...]]:
    """The water between each two codes that face each other over at most 400 miles of it, past and present."""
    found: dict[frozenset[str], list[Water]] = {}
    for r in table("sea-neighbours.csv"):
        water = Water(int(r["miles"]), Period(r["start"] or None, r["end"] or None))
        found.setdefault(frozenset((r["a"], r["b"])), []).append(water)
    return {pair: tuple(waters) for pair, waters in found.items()}


@cache
def load_centres() -> dict[str, tuple[float, float]]:
    """Every code's centre as latitude and longitude in degrees: the mean place of its cities, else its capital."""
    return {r["code"]: (float(r["lat"]), float(r["lng"])) for r in table("centres.csv")}


def bearing(start: tuple[float, float], goal: tuple[float, float]) -> float:
    """The direction in which the great circle from ``start`` to ``goal`` sets out, in degrees clockwise from north."""
    (lat1, lng1), (lat2, lng2) = ((math.radians(a), math.radians(b)) for a, b in (start, goal))
    east = math.sin(lng2 - lng1) * math.cos(lat2)
    north = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(lng2 - lng1)
    return math.degrees(math.atan2(east, north)) % 360


def compass(degrees: float) -> Compass:
    """The nearest of eight points of the compass."""
    return _POINTS[round(degrees / 45) % 8]
