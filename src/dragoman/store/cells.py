"""What is known of one cell of the record before and after a change, without its claims being read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import RowMapping

from dragoman.merge.claims import Sort, sort_of


class Place(NamedTuple):
    """A statement's row: where it is, its claim's id, the fact to which it belonged (None, if it must be counted anew)."""

    document_n: int
    ordinal: int
    unit: str
    fact: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """The ids of claims that are one fact, and where they are made."""

    units: Sequence[str]
    places: Sequence[Place]


class CellState:
    """A cell's statements now, against its facts as they are stored.

    ``dirty`` are the statements that belong to none of them; ``broken`` the sorts of status in which a fact lost some of its own.
    """

    def __init__(self, places: Sequence[Place], there: Mapping[int, RowMapping]) -> None:
        self.places, self.there = places, there
        self.dirty = [place for place in places if place.fact not in there]
        self._of_fact: defaultdict[int, list[Place]] = defaultdict(list)
        for place in places:
            if place.fact is not None and place.fact in there:
                self._of_fact[place.fact].append(place)
        self.broken: set[Sort] = {sort_of(row["status"]) for n, row in there.items() if len(self._of_fact[n]) != row["statements"]}
        self._facts_of_unit: defaultdict[str, set[int]] = defaultdict(set)
        for n, told in self._of_fact.items():
            for place in told:
                self._facts_of_unit[place.unit].add(n)

    @property
    def only_repeats(self) -> bool:
        """Whether what is new repeats claims of which it is known to which fact they belong.

        Who makes a claim matters for its place only where one document makes several in a cell.
        """
        if self.broken or any(len(self._facts_of_unit[place.unit]) != 1 for place in self.dirty):
            return False
        new = {place.document_n for place in self.dirty}
        told = {(place.document_n, place.unit) for place in self.places if place.document_n in new}
        return len(told) == len(new)

    def repeated(self) -> list[Group]:
        """The stored facts, each with what repeats its claims."""
        places = {n: list(told) for n, told in self._of_fact.items()}
        for place in self.dirty:
            places[next(iter(self._facts_of_unit[place.unit]))].append(place)
        return [_group(told) for told in places.values()]

    def sort_of(self, place: Place) -> Sort | None:
        """The sort of status of the stored fact to which a statement belongs."""
        row = self.there.get(place.fact) if place.fact is not None else None
        return sort_of(row["status"]) if row is not None else None

    def units_of(self, sorts: Collection[Sort]) -> set[str]:
        """The claims of these sorts, and those that belong to no fact yet."""
        return {place.unit for place in self.places if (sort := self.sort_of(place)) is None or sort in sorts}

    def of_other_sorts(self, sorts: Collection[Sort]) -> list[Group]:
        """The stored facts of other sorts than these."""
        return [_group(told) for n, told in self._of_fact.items() if sort_of(self.there[n]["status"]) not in sorts]

    def is_stored(self, group: Group) -> RowMapping | None:
        """The stored fact that the group is, with the same statements, none of them to be counted anew."""
        facts = {place.fact for place in group.places}
        row = self.there.get(next(iter(facts)) or 0) if len(facts) == 1 else None
        return row if row is not None and row["statements"] == len(group.places) else None


def _group(places: Sequence[Place]) -> Group:
    return Group(sorted({place.unit for place in places}), places)
