"""The gazetteer: who the states are, when they existed, and by which names, capitals, bodies and leaders texts speak of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from dragoman.actors.entries import Compass, Leader, NameEntry, Organisation, State
from dragoman.actors.folding import key
from dragoman.actors.geography import bearing, compass, load_borders, load_centres
from dragoman.actors.leaders import leaders_by_surname, load_leaders
from dragoman.actors.tables import load_organisation_names, load_organisations, load_places, load_state_names, load_states
from dragoman.model import UnknownStateError

_NUMBERED = re.compile(r"(cow|gw|iso):\s*(\w+)", re.IGNORECASE)


class Gazetteer:
    """States, organisations and their names. Made once by ``load_gazetteer``; never altered afterwards."""

    def __init__(self, states: dict[str, State], organisations: dict[str, Organisation], names: Iterable[NameEntry]) -> None:
        self._states = states
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

    def direction_of(self, a: str, b: str) -> Compass | None:
        """Where ``b`` lies as seen from ``a``, by the middles of their settled parts; None where either isn't known."""
        start, goal = load_centres().get(a), load_centres().get(b)
        return None if start is None or goal is None or a == b else compass(bearing(start, goal))

    def resolve(self, text: str, *, on: str | None = None) -> State:
        """The state that a code or a name means.

        A code is ISO alpha-2, alpha-3 or three-digit numeric, or a Correlates of War or Gleditsch-Ward number or abbreviation
        (``cow:640``, ``gw:640``, or bare where ISO has no such code); a name any of its names, whatever the case and diacritics.
        ``on`` (``YYYY[-MM[-DD]]``) picks among states that shared a name or number; else the one that exists today, or existed last.
        Raises UnknownStateError, with the likeliest names, where nothing fits.
        """
        wanted = text.strip()
        candidates = self._by_code(wanted) or [self._states[e.code] for e in self._by_name.get(key(wanted), ())]
        if not candidates:
            raise UnknownStateError(self._unknown(text))
        return self._choose(candidates, on)

    def _by_code(self, text: str) -> list[State]:
        if (state := self._states.get(text.upper())) is not None and len(text) > 2:
            return [state]
        found = _NUMBERED.fullmatch(text)
        scheme, value = (found[1].lower(), found[2].upper()) if found else ("", text.upper())
        if scheme:
            return [s for s in self._states.values() if value in _codes_of(s, scheme)]
        if value.isdigit():
            return self._by_number(text)
        if text.isupper() or len(text) == 2:
            return ([s for s in self._states.values() if value == s.iso2]
                    or [s for s in self._states.values() if value == s.cow_abbreviation])
        return []

    def _by_number(self, digits: str) -> list[State]:
        iso = [s for s in self._states.values() if s.iso_numeric == digits]
        war = [s for s in self._states.values() if digits == str(int(digits)) and int(digits) in (s.cow, s.gw, *s.cow_also, *s.gw_also)]
        if iso and war and not {s.code for s in iso} & {s.code for s in war}:
            raise UnknownStateError(f"{digits} is {iso[0].name} in ISO 3166-1 and {self._choose(war, None).name} in Correlates of War: "
                                    f"write iso:{digits} or cow:{digits}")
        return iso or war

    @staticmethod
    def _choose(candidates: list[State], on: str | None) -> State:
        """Among several: the one that existed then; without a date a living one before a former one, the longest-lived first."""
        if on is not None:
            candidates = [s for s in candidates if s.exists_on(on)] or candidates
            return min(candidates, key=lambda s: (s.kind != "former", s.start or ""))
        return min(candidates, key=lambda s: (s.end is not None, s.kind == "former", "9999" if s.end is None else ""))

    def _unknown(self, text: str) -> str:
        from rapidfuzz import process  # only needed once something went wrong

        near = process.extract(key(text), list(self._by_name), limit=8, score_cutoff=70)
        codes = dict.fromkeys(self._by_name[n][0].code for n, _, _ in near)
        names = [f"{self._states[c].name} ({c})" for c in list(codes)[:3] if c in self._states]
        return f"no state is called {text!r}" + (f": did you mean {', '.join(names)}?" if names else ": give an ISO 3166 code or a name")


def _codes_of(state: State, scheme: str) -> set[str | None]:
    """A state's codes in ISO 3166, Correlates of War or Gleditsch-Ward, as text."""
    if scheme == "iso":
        return {state.code, state.iso2, state.iso_numeric} - {None}
    numbers = (state.cow, *state.cow_also) if scheme == "cow" else (state.gw, *state.gw_also)
    return {str(n) for n in numbers if n is not None} | {state.cow_abbreviation} - {None}


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer that comes with the package, read once."""
    states = load_states()
    return Gazetteer(states, load_organisations(), (*load_state_names(states), *load_organisation_names(), *load_places()))
