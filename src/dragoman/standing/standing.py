"""What stands between two states at a day, with the facts that each answer rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from dragoman.merge import Fact
from dragoman.standing.held import Held
from dragoman.standing.history import CAME_ABOUT, History, Seen, history_of
from dragoman.standing.missions import Mission, envoy_of, missions_of
from dragoman.standing.pair import Pair
from dragoman.standing.relations import Relations, relations_of
from dragoman.standing.things import Agreement, Work, agreements_of, alliances_of, planned_works, works_of


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a dyad. ``missions`` and ``envoys`` are of the first state in the second, then of the second in the first.

    ``agreements`` holds also those that ended or never held; see ``Agreement.stands``. ``undated`` are facts that were left aside because
    nothing tells whether they held at the day asked for.
    """

    pair: Pair
    relations: Relations
    missions: tuple[Mission, ...]
    envoys: tuple[Held, ...]
    agreements: tuple[Agreement, ...]
    alliances: tuple[Held, ...]
    works: tuple[Work, ...]
    planned_works: tuple[Seen, ...]
    undated: tuple[Fact, ...] = ()

    def missions_from(self, sender: str) -> tuple[Mission, ...]:
        """The missions of one of the two states, highest rank first."""
        return tuple(m for m in self.missions if m.sender == sender)


def standing_in(history: History, pair: Pair) -> Standing:
    """What stands after a pair's history."""
    ways = ((pair.a, pair.b), (pair.b, pair.a))
    missions = tuple(mission for way in ways for mission in missions_of(history, *way))
    envoys = tuple(envoy for way in ways if (envoy := envoy_of(history, *way)))
    return Standing(
        pair, relations_of(history, missions), missions, envoys, tuple(agreements_of(history)), tuple(alliances_of(history)),
        tuple(works_of(history)), tuple(planned_works(history)))


def standing_of(facts: Iterable[Fact], pair: Pair, as_of: date | None = None) -> Standing:
    """What stands by the facts on a pair: all of them, or those that had come about by ``as_of``.

    At a day only facts with a date count; one that is only a year counts from its first day.
    """
    if as_of is None:
        return standing_in(history_of(facts, pair), pair)
    history = history_of(facts, pair, as_of)
    dated = history_of((seen.fact for seen in history.facts if seen.span is not None), pair, as_of)
    undated = tuple(seen.fact for seen in history.facts if seen.span is None and seen.fact.status in CAME_ABOUT)
    return replace(standing_in(dated, pair), undated=undated)
