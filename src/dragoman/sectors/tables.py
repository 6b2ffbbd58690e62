"""The data of the room, read once from ``dragoman/data/sectors``: sectors, the nouns that tell them, named actors."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from dragoman.wordlists import table

FILE = "sectors/heads"


@dataclass(frozen=True, slots=True)
class Sector:
    """One of PLOVER's sectors, or a mark beside one. ``former`` is the sector of those who were once of it, or None: the same."""

    code: str
    name: str
    definition: str
    former: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """What a noun that passes the question on ("leader", "member") is where nothing answers it: beside a state's name, and bare."""

    state: str | None
    bare: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """``heads.yaml``; see there. ``longest`` is the most words that an entry of ``nouns`` or ``roles`` has."""

    nouns: Mapping[str, str]
    roles: Mapping[str, Role]
    adjectives: Mapping[str, str]
    kin: frozenset[str]
    places: frozenset[str]
    former: frozenset[str]
    qualifying: frozenset[str]
    qualifiers: frozenset[str]
    place_prepositions: tuple[str, ...]
    sited: frozenset[str]
    compass: frozenset[str]
    not_persons: frozenset[str]
    surnames: frozenset[str]
    given_names: frozenset[str]
    belonging: frozenset[str]
    person_endings: tuple[str, ...]
    longest: int


@dataclass(frozen=True, slots=True)
class Sense:
    """Who a name is between two days (``YYYY[-MM[-DD]]``, inclusive, None where open). ``also`` are marks beside the sector."""

    sector: str
    country: str | None
    also: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None

    def covers(self, date: str) -> bool:
        """Whether any part of ``date`` lies between the two days."""
        return ((self.start is None or self.start[: len(date)] <= date[: len(self.start)])
                and (self.end is None or date[: len(self.end)] <= self.end[: len(date)]))  # fmt: skip


@cache
def load_sectors() -> Mapping[str, Sector]:
    """Every sector by its code."""
    return {code: Sector(code, s["name"], s["definition"], s.get("former")) for code, s in table("sectors/sectors").items()}


@cache
def load_heads() -> Heads:
    """The nouns, adjectives and small words by which a phrase tells who it speaks of."""
    data = table(FILE)
    nouns = {str(noun): code for code, listed in data["nouns"].items() for noun in listed}
    roles = {str(noun): Role(r["state"] or None, r["bare"] or None) for r in data["roles"] for noun in r["nouns"]}
    sets = {f.name: frozenset(map(str, data[f.name])) for f in fields(Heads) if str(f.type).startswith("frozenset")}
    return Heads(
        nouns,
        roles,
        {str(word): code for code, listed in data["adjectives"].items() for word in listed},
        person_endings=tuple(data["person_endings"]),
        place_prepositions=tuple(data["place_prepositions"]),
        longest=max(noun.count(" ") + 1 for noun in (*nouns, *roles)),
        **sets,
    )


@cache
def load_named() -> Mapping[str, tuple[Sense, ...]]:
    """The named actors by name, with what each was at which time, in the file's order."""
    text = (files("dragoman") / "data" / "sectors" / "actors.csv").read_text(encoding="utf-8")
    out: dict[str, tuple[Sense, ...]] = {}
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        sense = Sense(row["sector"], row["country"] or None, _listed(row["also"]), row["start"] or None, row["end"] or None)
        for name in (*_listed(row["names"]), *_listed(row["abbreviations"])):
            out[name] = (*out.get(name, ()), sense)
            if " " in name and not name.isupper():
                out[name.upper()] = out[name]
    return out


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in cell.split(";") if item.strip())
