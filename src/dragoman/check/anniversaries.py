"""Arithmetic inside a text: the number of an anniversary against the years of the event and of its marking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dragoman.check.dating import published
from dragoman.check.model import Check, Verdict
from dragoman.check.wording import finder, reference, rules, say, source, words_pattern
from dragoman.merge import Fact
from dragoman.model import Document, Statement
from dragoman.times import anniversary_counts
from dragoman.times.edtf import parse_point
from dragoman.times.vocabulary import load_vocabulary

_HINTS = ("anniversar", "centen", "years of", "years since")
_YEAR = re.compile(r"(?<![\d.,-])(1[5-9]\d\d|20\d\d)(?![\d-]|[.,]\d|\s?%)")
_CLAUSE_END = re.compile(r"[;:.!?]\s|, which | – | — ")


class Sum(NamedTuple):
    """An event's year and a number of years, the year in which the anniversary is marked, and how they fit."""

    event: int
    count: int
    marked: int
    verdict: Verdict
    inferred: bool


def check_anniversaries(fact: Fact, documents: Mapping[str, Document]) -> Iterator[Check]:
    """One check for each number of years that the fact's statements count from its event; several texts with the same sum make one."""
    names = rules("anniversary")["of"].get(fact.kind)
    if names is None or not any(hint in s.evidence.quote for s in fact.statements for hint in _HINTS):
        return
    events = _event_years(fact)
    sums: dict[Sum, list[str]] = {}
    for statement in fact.statements:
        for count in _counts(statement, tuple(names)):
            found = _sum(statement, count, events, documents.get(statement.evidence.doc))
            if found is not None:
                sums.setdefault(found, []).append(statement.id)
    for found, ids in sums.items():
        yield _check(found, tuple(ids))


def _event_years(fact: Fact) -> frozenset[int]:
    """The years of the event that a text writes out; one that was itself counted back from an anniversary would prove itself."""
    points = [(s, parse_point(s.date)) for s in fact.statements if s.date and "/" not in s.date]
    return frozenset(p.year for s, p in points if p is not None and p.digits == 4 and not p.mark and str(p.year) in s.evidence.quote)


def _counts(statement: Statement, names: tuple[str, ...]) -> Iterator[int]:
    """The numbers of years that a sentence counts since a thing that is called by one of some names."""
    quote = statement.evidence.quote
    ahead: int = rules("anniversary")["look_ahead"]
    for count, end in anniversary_counts(quote):
        rest = _CLAUSE_END.split(quote[end:], maxsplit=1)[0]
        marks = "anniversar" in quote or "centen" in quote or load_vocabulary().words["marking"] & set(re.findall(r"\w+", quote.lower()))
        of_what = " ".join(rest.split()[:ahead]) if rest.split()[:1] in (["of"], ["since"], ["in"]) or "years" in quote[:end][-6:] else quote
        if marks and words_pattern(names).search(of_what):
            yield count


def _sum(statement: Statement, count: int, events: frozenset[int], doc: Document | None) -> Sum | None:
    """How the sum fits; None where the text does not tell enough, or tells of something else."""
    quote = statement.evidence.quote
    others = {int(year) for year in _YEAR.findall(quote)} - events
    own = published(doc.published) if doc is not None else None
    year = own.last.year if own is not None and own.last is not None else None
    inferred = doc is not None and doc.published_basis == "inferred"
    if not events:
        return None
    for event in sorted(events):
        if event + count in others:
            return Sum(event, count, event + count, "confirmed", False)
    event = min(events, key=lambda e: (abs(e + count - (year or e + count)), e))
    ahead = bool(finder("anniversary", "ahead").search(quote))
    marked = next(iter(others)) if len(others) == 1 else year if not others else None
    if marked is None or marked <= event or (year is not None and marked > year):
        return None
    off = event + count - marked
    if off == 0 or (ahead and off == 1):
        return Sum(event, count, event + count, "confirmed", inferred and marked == year)
    if abs(off) <= rules("anniversary")["years_off"]:
        return Sum(event, count, marked, "unknown", inferred and marked == year)
    return Sum(event, count, marked, "contradicted", False) if _surely(statement, marked, year) and not ahead else None


def _surely(statement: Statement, marked: int, year: int | None) -> bool:
    """Whether the sentence marks the anniversary in that very year: now, in the text's own year, or "in 2017 they marked"."""
    quote = statement.evidence.quote
    words = set(re.findall(r"\w+", quote.lower()))
    if str(marked) not in quote:
        return marked == year and bool(load_vocabulary().words["marking_now"] & words)
    dated = re.search(rf"\bin (?:\w+ )?{marked}\b", quote, re.IGNORECASE)
    return dated is not None and bool(load_vocabulary().words["marking"] & words)


def _check(found: Sum, ids: tuple[str, ...]) -> Check:
    total = found.event + found.count
    text = say("anniversary", found.verdict, event=found.event, count=found.count, sum=total, year=found.marked)
    looked_up = reference("anniversary", event=found.event, count=found.count, sum=total)
    return Check("anniversary", found.verdict, text, looked_up, source("inferred" if found.inferred else "arithmetic"), ids)
