"""The dates told so far, and which of them a relative time counts from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.times.edtf import Point, split

_RANK = {"day": 0, "month": 1, "season": 2, "year": 3, "decade": 4, "century": 5}
# How many sentences back a date may lie that a relative time counts from.
REACH = 6
# How many dates are looked back over at most, and how far for a day of a year told long before.
MEMORY, ARCHIVE = 50, 500


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date that was told: where, and how. ``attributive``: it only tells a thing apart ("the 1992 treaty", "the treaty of 1992",
    "a grant, promised in 1992").

    ``counted``: worked out from the document's own date ("last year"). ``fronted``: it opens its sentence and dates the story.
    ``today``: it is told as the day on which the document speaks.
    """

    start: int
    end: int
    sentence: int
    block: int
    edtf: str
    stated: bool
    attributive: bool = False
    counted: bool = False
    fronted: bool = False
    head: bool = False
    today: bool = False

    @property
    def point(self) -> Point:
        """The date to count from: an interval's end, or its start where the end is open."""
        first, last = split(self.edtf)
        point = last or first
        if point is None:
            raise ValueError(f"not a date to count from: {self.edtf!r}")
        return point

    @property
    def fineness(self) -> int:
        """0 for a day, 1 a month, 2 a season, 3 a year, and so on."""
        return _RANK[self.point.precision]


@dataclass(slots=True)
class Anchors:
    """Dates in the order of the text. ``heads`` maps a block to the date that heads it."""

    told: list[Anchor] = field(default_factory=list)
    heads: dict[int, Anchor] = field(default_factory=dict)

    def add(self, anchor: Anchor) -> None:
        """Remember a date."""
        self.told.append(anchor)
        if anchor.head:
            self.heads[anchor.block] = anchor

    def latest(self, sentence: int, block: int, *, at_most: int = 5, reach: int = REACH, told: bool = False) -> Anchor | None:
        """The date that a relative time in this sentence counts from, no coarser than ``at_most`` (see ``Anchor.fineness``).

        The nearest sentence first; there, dates of events before dates that only tell things apart, the last told before the
        others. An entry of a chronology counts from nothing above its head. ``told``: "today" is not what is meant.
        """
        near = [a for a in self._within(sentence, block, reach) if not (told and a.today)]
        best = max(near, key=_nearness, default=None)
        if best is None or best.fineness <= at_most:
            return best
        fine = max((a for a in near if a.fineness <= at_most), key=_nearness, default=None)
        if fine is None or fine.sentence == best.sentence or fine.point.year == best.point.year:
            return fine
        # The story has moved to another year since: only a day of that year will do, however far back it was told.
        earlier = [a for a in self.told[-ARCHIVE:] if a.fineness <= at_most and a.point.year == best.point.year]
        return earlier[-1] if earlier and block not in self.heads else None

    def before(self, start: int, sentence: int, block: int, *, sentences: int = 0, story: bool = False) -> Anchor | None:
        """The last date told in the same sentence before ``start``, or up to ``sentences`` earlier ones of the same block.

        ``story``: only one from which the story goes on, which does more than tell a thing apart.
        """
        inside = [a for a in self._within(sentence, block, sentences) if a.block == block and a.start < start]
        if story:
            inside = [a for a in inside if not a.attributive]
        return max(inside, key=_nearness, default=None)

    def _within(self, sentence: int, block: int, reach: int) -> Iterable[Anchor]:
        headed = self.heads.get(block)
        for anchor in reversed(self.told[-MEMORY:]):
            if sentence - anchor.sentence > reach:
                return
            if headed is None or anchor.block == block:
                yield anchor


def _nearness(anchor: Anchor) -> tuple[int, bool, int]:
    return anchor.sentence, not anchor.attributive, anchor.start
