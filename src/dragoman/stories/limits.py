"""The limits by which near-copies are told, from ``data/stories/copies.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dragoman.wordlists import table


@dataclass(frozen=True, slots=True)
class Limits:
    """One field for each entry of the file, whose comments say what they mean. Parts are from 0 to 1."""

    shingles_at_least: int
    shared_by_size: tuple[tuple[int, float], ...]
    shared_without_names: float
    names_at_least: int
    length_at_least: float
    names_differ_at_most: float
    numbers_differ_at_most: float
    compared_per_key: int

    def shared_at_least(self, size: int) -> float:
        """The part of its shingles that a text of ``size`` distinct shingles must share with a longer one."""
        points = self.shared_by_size
        if size <= points[0][0]:
            return points[0][1]
        for (low, high_part), (high, low_part) in pairwise(points):
            if size <= high:
                return high_part + (low_part - high_part) * (size - low) / (high - low)
        return points[-1][1]


@cache
def load_limits() -> Limits:
    """The limits as the project ships them."""
    data = table("stories/copies")
    return Limits(**{**data, "shared_by_size": tuple((size, part) for size, part in data["shared_by_size"])})
