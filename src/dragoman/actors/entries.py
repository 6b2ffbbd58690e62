"""The typed values of the gazetteer: states, organisations, bodies, leaders, and the names by which texts call them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.model import MentionKind

StateKind = Literal["state", "former", "territory", "unrecognised"]
OrganisationKind = Literal["igo", "court", "bank", "bloc", "organ", "movement"]
NameKind = Literal["name", "demonym", "nickname", "capital", "seat", "body", "company", "organisation", "city", "territory", "leader"]
NameForm = Literal["", "common", "official", "former", "abbreviation", "adjective", "noun"]
Compass = Literal["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"]

_MENTION_KIND: dict[NameKind, MentionKind] = {
    "name": "name", "demonym": "demonym", "nickname": "nickname", "capital": "capital", "seat": "capital", "body": "official",
    "company": "company", "organisation": "organisation", "city": "city", "territory": "territory", "leader": "leader"}


@dataclass(frozen=True, slots=True)
class Period:
    """Days, months or years between which something held, both inclusive, ISO 8601; None where it is open or not known."""

    start: str | None
    end: str | None

    def covers(self, date: str) -> bool:
        """Whether any part of ``date`` (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``) lies in the period."""
        return ((self.start is None or self.start[: len(date)] <= date[: len(self.start)])
                and (self.end is None or date[: len(self.end)] <= self.end[: len(date)]))


@dataclass(frozen=True, slots=True)
class Capital:
    """A capital under one of its names, with the days on which it was one; coordinates in degrees where known.

    ``city`` is its usual name. ``chief`` is False for what is only a seat of government, or claimed as capital, beside the capital
    (``seat``), and for a name that is not the one to show. ``source`` is the table that has it.
    """

    name: str
    period: Period
    city: str
    latitude: float | None
    longitude: float | None
    chief: bool = True
    seat: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A state, a former state or a territory that texts treat as a party.

    ``code`` is ISO 3166-1 alpha-3, ISO 3166-3's, or the project's own (four letters). ``cow`` and ``gw`` are the present Correlates
    of War and Gleditsch-Ward numbers; ``cow_also``, ``gw_also`` and ``cow_abbreviations_also`` earlier ones. ``start`` is the first
    day of the first period, ``end`` the last of the last, or None. ``sovereign`` is the state that a territory depends on or that
    claims an unrecognised one. ``polity`` holds the words by which a text may call it ("the kingdom"). ``basis`` tells whose its
    periods are.
    """

    code: str
    name: str
    iso2: str | None
    iso_numeric: str | None
    cow: int | None
    cow_abbreviation: str | None
    gw: int | None
    kind: StateKind
    sovereign: str | None
    start: str | None
    end: str | None
    periods: tuple[Period, ...] = ()
    successors: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    polity: tuple[str, ...] = ()
    capitals: tuple[Capital, ...] = ()
    cow_also: tuple[int, ...] = ()
    gw_also: tuple[int, ...] = ()
    cow_abbreviations_also: tuple[str, ...] = ()
    basis: str = ""

    def exists_on(self, date: str) -> bool:
        """Whether it existed on some part of ``date`` (``YYYY[-MM[-DD]]``); a territory without dates always does."""
        return not self.periods or any(p.covers(date) for p in self.periods)

    def capital_on(self, date: str | None = None) -> Capital | None:
        """The capital at ``date``, else the present (or the last) one, under the name it had; None where none is known.

        Of several, the chief one that became capital last.
        """
        there = [c for c in self.capitals if (c.period.end is None if date is None else c.period.covers(date))]
        if date is None and not there:
            there = list(self.capitals)
        return max(there, key=lambda c: (c.chief, c.period.start or "", c.name == c.city), default=None)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An international organisation, court, bank or bloc; ``code`` is its usual short name."""

    code: str
    name: str
    kind: OrganisationKind
    start: str | None = None
    end: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContextRule:
    """When a name is not, or is only, what it usually is.

    Each list holds words that are compared, case and all, with the text next to the name. ``note`` tells why.
    """

    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    prefer: str | None = None
    needs_state: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class NameEntry:
    """Words that name, or stand for, a state or an organisation.

    ``start`` and ``end`` bound the days that the words in this sense speak of. ``case_sensitive`` entries match only as written;
    others also in capitals. ``rule`` holds the contexts in which they don't count.
    """

    text: str
    code: str
    kind: NameKind
    form: NameForm = ""
    case_sensitive: bool = False
    start: str | None = None
    end: str | None = None
    rule: ContextRule | None = None
    note: str = ""

    @property
    def mention_kind(self) -> MentionKind:
        """The kind that a mention made from this entry has."""
        return _MENTION_KIND[self.kind]

    @property
    def period(self) -> Period:
        """The days in which the name has this sense."""
        return Period(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Leader:
    """A head of state, government or organisation, or a minister, in one term of office; ``code`` is the state's or organisation's.

    ``start`` and ``end`` are ISO 8601 days, months or years, as precise as known; None where open or not known.
    """

    name: str
    surname: str
    code: str
    office: str
    start: str | None
    end: str | None
    aliases: tuple[str, ...] = ()
    source: str = ""

    def in_office(self, date: str) -> bool:
        """Whether the term covers some part of ``date``."""
        return Period(self.start, self.end).covers(date)
