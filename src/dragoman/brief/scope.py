"""The words around the lines, the same in every rendering: what was asked, what the brief rests on, that nothing is known."""

from __future__ import annotations

from dragoman.brief.dates import date_words
from dragoman.brief.layout import load_layout
from dragoman.brief.model import Brief
from dragoman.brief.names import Names


def scope_words(brief: Brief) -> list[str]:
    """What was asked for beyond the pair."""
    scope, words = brief.scope, load_layout().scope
    told = {
        "as_of": date_words(scope.as_of) if scope.as_of else "",
        "date_from": date_words(scope.date_from) if scope.date_from else "",
        "date_to": date_words(scope.date_to) if scope.date_to else "",
        "kinds": ", ".join(scope.kinds),
        "min_confidence": f"{scope.min_confidence:g}" if scope.min_confidence else "",
    }
    return [words[name].format(value=value) for name, value in told.items() if value]


def codes_words(brief: Brief) -> list[str]:
    """The codes of both states, a line each."""
    lines = []
    for party in brief.pair:
        iso = " · ".join(code for code in (party.code, party.iso2, party.iso_numeric) if code)
        numbers = [f"{system} {number}" for system, number in (("COW", party.cow), ("GW", party.gw)) if number is not None]
        lines.append(", ".join([f"{party.name}: ISO {iso}", *numbers]))
    return lines


def rests_words(brief: Brief) -> str:
    """How much the brief rests on."""
    header = brief.header
    outlets = f" of {many(header.outlets, 'outlet')}" if header.outlets else ""
    period = f"; dated facts from {header.period}" if header.period else ""
    latest = f"; the latest document is of {header.latest_source}" if header.latest_source else ""
    return f"Rests on {many(header.statements, 'statement')} from {many(header.documents, 'document')}{outlets}{period}{latest}."


def empty_words(brief: Brief) -> list[str]:
    """What to say where nothing is known, and how the list of known pairs is introduced."""
    notes, names = load_layout().empty, Names({p.code: p.name for p in brief.pair}.get)
    first, second = (names.called(p.code) for p in brief.pair)
    within = notes["within"] if scope_words(brief) else ""
    return [notes["title"], notes["sentence"].format(within=within, a=first, b=second), notes["pairs" if brief.known_pairs else "no_pairs"]]


def pair_words(brief: Brief) -> list[str]:
    """The pairs of which something is known, a line each."""
    rows = []
    for pair in brief.known_pairs:
        size = f", {many(pair.statements, 'statement')}" if pair.statements is not None else ""
        rows.append(f"{pair.names[0]} – {pair.names[1]} ({' '.join(pair.codes)}{size})")
    return rows


def key_words() -> list[str]:
    """How to read certainty, and what no line should be taken for."""
    return list(load_layout().key)


def many(number: int, noun: str) -> str:
    """``1 document``, ``3 documents``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
