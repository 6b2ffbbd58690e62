"""The words around the lines, the same in every rendering: what was asked, what the brief rests on, that nothing is known."""

from __future__ import annotations

from typing import Literal

from dragoman.brief.dates import date_words
from dragoman.brief.layout import load_layout
from dragoman.brief.model import Brief, CheckNote, Line
from dragoman.brief.names import Names
from dragoman.brief.words import join_words

Which = Literal["known", "all", "none"]


def scope_words(brief: Brief) -> list[str]:
    """What was asked for beyond the pair."""
    scope, words = brief.scope, load_layout().scope
    told = {
        "as_of": date_words(scope.as_of) if scope.as_of else "",
        "date_from": date_words(scope.date_from) if scope.date_from else "",
        "date_to": date_words(scope.date_to) if scope.date_to else "",
        "kinds": ", ".join(scope.kinds),
        "min_confidence": f"{scope.min_confidence:g}" if scope.min_confidence else "",
        "reviewed_only": "yes" if scope.reviewed_only else "",
        "since": date_words(scope.since) if scope.since else "",
    }
    return [words[name].format(value=value) for name, value in told.items() if value]


def codes_words(brief: Brief) -> list[str]:
    """The codes of both states, a line each, and under which other names something is told of them."""
    lines = []
    for party in brief.pair:
        iso = " · ".join(code for code in (party.code, party.iso2, party.iso_numeric) if code)
        numbers = [f"{system} {number}" for system, number in (("COW", party.cow), ("GW", party.gw)) if number is not None]
        lines.append(", ".join([f"{party.name}: ISO {iso}", *numbers]))
    if brief.forms:
        states = join_words([Names(dict(brief.forms).get).called(code) + f" ({code})" for code, _ in brief.forms])
        lines.append(load_layout().notes["forms"].format(states=states))
    return lines


def rests_words(brief: Brief) -> str:
    """How much the brief rests on."""
    header = brief.header
    outlets = f" of {many(header.outlets, 'outlet')}" if header.outlets else ""
    period = f"; dated facts from {header.period}" if header.period else ""
    latest = f"; the latest document is of {header.latest_source}" if header.latest_source else ""
    documents = "from " + many(header.documents, "document")
    if header.shown < header.facts or any(line.more for line in brief.lines()):
        documents = f"on {many(header.facts, 'fact')}, of which {header.shown:,} are shown here, quoted {documents}"
    return f"Rests on {many(header.statements, 'statement')} {documents}{outlets}{period}{latest}."


def source_words(line: Line) -> str:
    """``4 sources, 2 independent``; empty for a single one."""
    words = load_layout().sources
    if line.documents < 2:
        return ""
    return words["all" if line.sources >= line.documents else "some"].format(documents=line.documents, independent=line.sources)


def more_words(number: int) -> str:
    """``and 12 more``, of statements that are not quoted; empty for none."""
    return load_layout().sources["more"].format(count=f"{number:,}") if number else ""


def shown_checks(brief: Brief, which: Which) -> tuple[CheckNote, ...]:
    """The footnotes to show: all, those whose outcome is known, or none."""
    return tuple(check for check in brief.checks if which == "all" or (which == "known" and check.verdict != "unknown"))


def check_words(check: CheckNote) -> str:
    """A footnote without its mark: ``contradicted: The border is 17 km long (border of AZE and TUR; CIA World Factbook)``."""
    text = check.text.rstrip(".")
    rests = "; ".join(part for part in (check.reference, check.source) if part and part != text)
    return f"{load_layout().check_verdicts[check.verdict]}: {text}" + (f" ({rests})" if rests else "")


def news_title(brief: Brief) -> str:
    """``New in the record since 1 March 2026``; empty where nobody asked."""
    return load_layout().titles["news"].format(date=date_words(brief.scope.since)) if brief.scope.since else ""


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
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
