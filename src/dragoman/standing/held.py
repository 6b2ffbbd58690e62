"""Something that stands, with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.standing.history import History, Seen, finest_date
from dragoman.times.edtf import compatible, finer


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
    """The first fact for each acting and each other state; of those that may be of its time, the one that tells the day best."""
    found: dict[tuple[str | None, str | None], Seen] = {}
    for seen in facts:
        way = seen.source, seen.target
        first = found.setdefault(way, seen)
        if first.fact.date and seen.fact.date and not first.fact.reviewed and finer(first.fact.date, seen.fact.date) == seen.fact.date:
            found[way] = seen if compatible(first.fact.date, seen.fact.date) else first
    return list(found.values())


def latest(facts: Sequence[Seen]) -> Seen:
    """The last dated one; an undated one only where none is dated."""
    dated = [s for s in facts if s.span is not None]
    return (dated or list(facts))[-1]
