"""Something that stands, with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.standing.history import History, Seen, finest_date


@dataclass(frozen=True, slots=True)
class Held:
    """``facts`` tell it, the first of them best; ``since`` is EDTF, as fine as they agree.

    ``doubts`` are facts that would have undone it, but whose order is not known.
    """

    facts: tuple[Seen, ...]
    since: str | None
    doubts: tuple[Seen, ...] = ()


def held(history: History, *facts: Seen) -> Held:
    """What these facts, tellings of one thing, set up, with the doubts about the first."""
    return Held(facts, finest_date(facts), history.undone(facts[0]).doubtful)


def first_each_way(facts: Sequence[Seen]) -> list[Seen]:
    """The first fact for each acting and each other state."""
    found: dict[tuple[str | None, str | None], Seen] = {}
    for seen in facts:
        found.setdefault((seen.source, seen.target), seen)
    return list(found.values())


def latest(facts: Sequence[Seen]) -> Seen:
    """The last dated one; an undated one only where none is dated."""
    dated = [s for s in facts if s.span is not None]
    return (dated or list(facts))[-1]
