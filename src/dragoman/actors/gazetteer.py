"""The gazetteer: who the states are, when they existed, and by which names, capitals, bodies and leaders texts speak of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from dragoman.actors.entries import Compass, Leader, NameEntry, Organisation, State
from dragoman.actors.folding import key
from dragoman.actors.geography import Border, bearing, compass, load_borders, load_centres, load_waters
from dragoman.actors.leaders import leaders_by_surname, load_leaders
from dragoman.actors.resolution import SCHEME, choose, codes_of, forms, squeezed, unknown
from dragoman.actors.tables import (
    load_organisation_names,
    load_organisations,
    load_places,
    load_shared_names,
    load_state_names,
    load_states,
)
from dragoman.model import UnknownStateError


class Gazetteer:
    """States, organisations and their names. Made once by ``load_gazetteer``; never altered afterwards."""

    def __init__(
        self, states: dict[str, State], organisations: dict[str, Organisation], names: Iterable[NameEntry], usual: Mapping[str, str]
    ) -> None:
        self._states = states
        self._usual = {key(name): code for name, code in usual.items()}
        self._organisations = organisations
        self._names = tuple(names)
        self._by_name: dict[str, list[NameEntry]] = {}
        for entry in self._names:
            if entry.kind in ("name", "territory", "demonym", "nickname"):
                self._by_name.setdefault(key(entry.text), []).append(entry)

    def states(self) -> tuple[State, ...]:
        """Every state, former state and territory."""
        return tuple(self._states.values())

    def organisations(self) -> tuple[Organisation, ...]:
        """Every international organisation, court, bank and bloc."""
        return tuple(self._organisations.values())

    def organisation(self, code: str) -> Organisation | None:
        """The organisation with this code, or None."""
        return self._organisations.get(code)

    def names(self) -> tuple[NameEntry, ...]:
        """Every name by which a text may speak of a state or an organisation; several entries can share a text."""
        return self._names

    def leaders(self, code: str | None = None, *, on: str | None = None) -> tuple[Leader, ...]:
        """The terms of office in a state or organisation (else in all), those that ``on`` (``YYYY[-MM[-DD]]``) falls into where given."""
        return tuple(x for x in load_leaders() if code in (None, x.code) and (on is None or x.in_office(on)))

    def leaders_by_surname(self) -> dict[str, tuple[Leader, ...]]:
        """The terms of office by surname, and by what else a text may call their holder without the given name."""
        return leaders_by_surname()

    def get(self, code: str) -> State:
        """The state with this code; UnknownStateError where there is none."""
        try:
            return self._states[code]
        except KeyError:
            raise UnknownStateError(self._unknown(code)) from None

    def find(self, code: str) -> State | None:
        """The state with this code, or None."""
        return self._states.get(code)

    def display_name(self, code: str) -> str:
        """The name to show for a state's or an organisation's code; the code itself where it is unknown."""
        named = self._states.get(code) or self._organisations.get(code)
        return named.name if named else code

    def exists_in(self, code: str, year: int) -> bool:
        """Whether the state existed on some day of ``year``."""
        return self.get(code).exists_on(f"{year:04d}")

    def neighbours(self, code: str, *, on: str | None = None) -> frozenset[str]:
        """The states that share a land border with this one at ``on`` (``YYYY[-MM[-DD]]``), else today, or in a former state's days."""
        state, found = self.get(code), set()
        for border in load_borders().get(code, ()):
            (other,) = border.states - {code}
            there = self._states[other]
            if on is not None:
                if border.period.covers(on) and state.exists_on(on) and there.exists_on(on):
                    found.add(other)
            elif state.end is not None or (border.period.end is None and there.end is None):
                found.add(other)
        return frozenset(found)

    def border_km(self, a: str, b: str) -> float | None:
        """The length of the land border that two states share today, in km; None where they share none, or it isn't known."""
        return next((border.km for border in load_borders().get(a, ()) if b in border.states and border.km is not None), None)

    def borders(self, a: str, b: str) -> tuple[Border, ...]:
        """The land borders that two states have or had with each other."""
        return tuple(border for border in load_borders().get(a, ()) if b in border.states)

    def water_between(self, a: str, b: str) -> int | None:
        """The least miles of water across which two states face or faced each other, in steps up to 400; None where it is more."""
        return min((water.miles for water in load_waters().get(frozenset((a, b)), ())), default=None)

    def direction_of(self, a: str, b: str) -> Compass | None:
        """Where ``b`` lies as seen from ``a``, by the middles of their settled parts; None where either isn't known."""
        start, goal = load_centres().get(a), load_centres().get(b)
        return None if start is None or goal is None or a == b else compass(bearing(start, goal))

    def resolve(self, text: str, *, on: str | None = None) -> State:
        """The state that a code or a name means.

        A code is ISO alpha-2, alpha-3 or three-digit numeric, or a Correlates of War or Gleditsch-Ward number or abbreviation
        (``cow:640``, ``gw:640``, or bare where ISO has no such code). A name is any of its names, whatever the case, diacritics and
        order of words ("Korea, South"). ``on`` (``YYYY[-MM[-DD]]``) picks among states that shared a name or number; else
        ``shared-names.csv`` does, or it is the one that exists today, or that existed longest.
        Raises UnknownStateError, with the likeliest names, where nothing fits.
        """
        wanted = text.strip()
        candidates = self._by_code(wanted)
        if not candidates:
            named, entries = next(((form, found) for form in forms(wanted) if (found := self._named(form))), ("", []))
            if on is None and (usual := self._usual.get(key(named))) is not None:
                return self._states[usual]
            candidates = [self._states[e.code] for e in entries]
        if not candidates:
            raise UnknownStateError(self._unknown(text))
        return choose(candidates, on)

    def resolve_actor(self, text: str, *, on: str | None = None) -> State | Organisation:
        """The state, else the organisation, that a code or a name means: "AL" is Albania, "Arab League" the organisation.

        Raises UnknownStateError where it is neither.
        """
        try:
            return self.resolve(text, on=on)
        except UnknownStateError:
            wanted = key(text.strip())
            code = next((o.code for o in self._organisations.values() if wanted in (key(o.code), key(o.name))), None) or next(
                (e.code for e in self._names if e.kind == "organisation" and e.note != "organ" and key(e.text) == wanted), None)
            if code is None:
                raise
            return self._organisations[code]

    def _named(self, text: str) -> list[NameEntry]:
        if (found := self._by_name.get(key(text))) is not None:
            return found
        letters = squeezed(text)  # a slow way, for what is spelt without its marks
        return next((entries for name, entries in self._by_name.items() if squeezed(name) == letters), []) if letters else []

    def _by_code(self, text: str) -> list[State]:
        if (state := self._states.get(text.upper())) is not None and len(text) > 2:
            return [state]
        if found := SCHEME.fullmatch(text):
            return [s for s in self._states.values() if found[2].upper() in codes_of(s, found[1].lower())]
        value = text.upper()
        if value.isascii() and value.isdigit():
            return self._by_number(text)
        if text.isupper() or len(text) == 2:
            return ([s for s in self._states.values() if value == s.iso2]
                    or [s for s in self._states.values() if value in (s.cow_abbreviation, *s.cow_abbreviations_also)])
        return []

    def _by_number(self, digits: str) -> list[State]:
        iso = [s for s in self._states.values() if s.iso_numeric == digits]
        war = [s for s in self._states.values() if digits == str(int(digits)) and int(digits) in (s.cow, s.gw, *s.cow_also, *s.gw_also)]
        if iso and war and not {s.code for s in iso} & {s.code for s in war}:
            raise UnknownStateError(f"{digits} is {iso[0].name} in ISO 3166-1 and {choose(war, None).name} in Correlates of War: "
                                    f"write iso:{digits} or cow:{digits}")
        return iso or war

    def _unknown(self, text: str) -> str:
        return unknown(text, self._states, self.organisations(), self._names)


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer that comes with the package, read once."""
    states = load_states()
    names = (*load_state_names(states), *load_organisation_names(), *load_places())
    return Gazetteer(states, load_organisations(), names, load_shared_names())
