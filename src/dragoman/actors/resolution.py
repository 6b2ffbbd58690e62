"""What a code or a name means that somebody typed: names as lists turn them round, codes of several systems, help where nothing fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dragoman.actors.entries import NameEntry, Organisation, State
from dragoman.actors.folding import key

#: ``cow:640``: which system a code is of.
SCHEME = re.compile(r"(cow|gw|iso):\s*(\w+)", re.IGNORECASE)
_INVERTED = re.compile(r"([^,(]+), ([^,(]+)")
_BRACKETED = re.compile(r"([^,(]+?) ?\(([^)]+)\)")
_NOUNS = {"capital": "the capital", "seat": "a seat of government", "city": "a city", "body": "a body", "company": "a company"}
#: Spellings less alike than this, of 100, are no suggestion.
LIKE = 70


def forms(text: str) -> Iterator[str]:
    """The ways in which a list may have turned a name round: "Korea, South", "Iran (Islamic Republic of)", "Congo (DRC)"."""
    yield text
    if found := _INVERTED.fullmatch(text):
        yield f"{found[2]} {found[1]}"
    elif found := _BRACKETED.fullmatch(text):
        yield f"{found[2]} {found[1]}"
        yield f"{found[1]}-{found[2]}"
        yield found[2]


def squeezed(text: str) -> str:
    """A name's letters and digits alone, so that "Cote dIvoire" meets "Côte d'Ivoire"."""
    return "".join(c for c in key(text) if c.isalnum())


def codes_of(state: State, scheme: str) -> set[str | None]:
    """A state's codes in ISO 3166 (``iso``), Correlates of War (``cow``) or Gleditsch-Ward (``gw``), as text."""
    if scheme == "iso":
        return {state.code, state.iso2, state.iso_numeric} - {None}
    numbers = (state.cow, *state.cow_also) if scheme == "cow" else (state.gw, *state.gw_also)
    return {str(n) for n in numbers if n is not None} | {state.cow_abbreviation, *state.cow_abbreviations_also} - {None}


def choose(candidates: Sequence[State], on: str | None) -> State:
    """Among several states: the one that existed at ``on``, a former one first; else one that still does, else the longest-lived."""
    if on is not None and (there := [s for s in candidates if s.exists_on(on)]):
        return min(there, key=lambda s: (s.kind != "former", s.start or ""))
    return min(candidates, key=lambda s: (s.end is not None, s.kind == "former", -_years(s)))


def _years(state: State) -> int:
    """For how many years a former state existed; 0 for one that still does."""
    return int(state.end[:4]) - int((state.start or state.end)[:4]) if state.end else 0


def unknown(text: str, states: Mapping[str, State], organisations: Sequence[Organisation], names: Sequence[NameEntry]) -> str:
    """What to tell whoever named no state: what else it is, or which names are spelt like it."""
    if scheme := SCHEME.fullmatch(text.strip()):
        return f"no state has the {scheme[1].lower()} code {scheme[2]}: give another code, or a name"
    wanted = key(text)
    for o in organisations:
        if wanted in (key(o.code), key(o.name)):
            return f"no state is called {text!r}: it is an organisation ({o.name})"
    for e in names:
        if key(e.text) == wanted and e.kind in _NOUNS and e.code in states:
            state = states[e.code]
            return f"no state is called {text!r}: it is {_NOUNS[e.kind]} of {state.name} ({state.code})"
        if key(e.text) == wanted and e.kind == "organisation":
            return f"no state is called {text!r}: it stands for an organisation ({e.code})"
    return f"no state is called {text!r}" + _suggestions(wanted, states, names)


def _suggestions(wanted: str, states: Mapping[str, State], names: Sequence[NameEntry]) -> str:
    from rapidfuzz import fuzz, process  # only needed once something went wrong

    kinds = ("name", "territory", "demonym", "nickname")
    spelt = {key(e.text): e.code for e in names if e.kind in kinds and e.code in states and len(e.text) > 3}
    near = process.extract(wanted, list(spelt), scorer=fuzz.ratio, limit=8, score_cutoff=LIKE) if len(wanted) > 3 else []
    starts = [n for n in sorted(spelt, key=len) if n.startswith(wanted)] if len(wanted) > 2 else []
    codes = dict.fromkeys(spelt[n] for n in (*(n for n, _, _ in near), *starts))
    alike = ", ".join(f"{states[c].name} ({c})" for c in list(codes)[:3])
    return f": did you mean {alike}?" if alike else ": give an ISO 3166 code or a name"
