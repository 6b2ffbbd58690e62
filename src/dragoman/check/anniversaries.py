"""Arithmetic inside a text: the number of an anniversary against the years of the event and of its marking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dragoman.actors import Gazetteer
from dragoman.check.dating import published
from dragoman.check.existence import lives
from dragoman.check.model import Check, Verdict
from dragoman.check.wording import finder, reference, rules, say, source, words_pattern
from dragoman.merge import Fact
from dragoman.model import Document, Statement
from dragoman.times import anniversary_counts
from dragoman.times.edtf import parse_point
from dragoman.times.vocabulary import load_vocabulary

_YEAR = re.compile(r"(?<![\d.,-])(1[5-9]\d\d|20\d\d)(?![\d-]|[.,]\d|\s?%)")
_CLAUSE_END = re.compile(r"[;:.!?]\s|, which | – | — ")


class Sum(NamedTuple):
    """An event's year and a number of years, the year in which the anniversary is marked, how they fit, and what the sum rests on."""

    event: int
    number: int
    marked: int
    verdict: Verdict
    basis: str


def check_anniversaries(fact: Fact, documents: Mapping[str, Document], gazetteer: Gazetteer) -> Iterator[Check]:
    """One check for each number of years that the fact's statements count from its event; several texts with the same sum make one."""
    told = rules("anniversary")
    if fact.kind not in told["of"] or not any(hint in s.evidence.quote for s in fact.statements for hint in told["hints"]):
        return
    written = _event_years(fact)
    sums: dict[Sum, list[str]] = {}
    for statement in fact.statements:
        for number in _numbers(statement, tuple(told["of"][fact.kind])):
            doc = documents.get(statement.evidence.doc)
            found = _sum(statement, number, written, doc) if written else _of_independence(statement, number, fact, doc, gazetteer)
            if found is not None:
                sums.setdefault(found, []).append(statement.id)
    for found, ids in sums.items():
        yield _check(found, tuple(ids), fact, gazetteer)


def _event_years(fact: Fact) -> frozenset[int]:
    """The years of the event that a text writes out; one that was itself counted back from an anniversary would prove itself."""
    points = [(s, parse_point(s.date)) for s in fact.statements if s.date and "/" not in s.date]
    return frozenset(p.year for s, p in points if p is not None and p.digits == 4 and not p.mark and str(p.year) in s.evidence.quote)


def _numbers(statement: Statement, names: tuple[str, ...]) -> Iterator[int]:
    """The numbers of years that a sentence counts since a thing that is called by one of some names."""
    quote, told = statement.evidence.quote, rules("anniversary")
    for number, end in anniversary_counts(quote):
        in_years = quote[:end].endswith("years")
        if in_years and "anniversar" not in quote and not _marks(quote, "marking") and " since" not in quote[end:end + 6]:
            continue
        rest = _CLAUSE_END.split(quote[end:], maxsplit=1)[0].split()[:told["look_ahead"]]
        stop = next((i for i, word in enumerate(rest) if word.lower() in told["stops"]), len(rest))
        # "On the fortieth anniversary" alone: what it is of stands elsewhere in the sentence.
        of_what = " ".join(rest[:stop]) if rest[:1] in (["of"], ["since"], ["in"]) else quote
        if words_pattern(names).search(of_what):
            yield number


def _marks(quote: str, key: str) -> bool:
    return not load_vocabulary().words[key].isdisjoint(re.findall(r"\w+", quote.lower()))


def _own_year(doc: Document | None) -> int | None:
    own = published(doc.published) if doc is not None else None
    return own.last.year if own is not None and own.last is not None else None


def _sum(statement: Statement, number: int, events: frozenset[int], doc: Document | None) -> Sum | None:
    """How the sum fits; None where the text does not tell enough, or may tell of something else."""
    quote = statement.evidence.quote
    others = {int(year) for year in _YEAR.findall(quote)} - events
    for event in sorted(events):
        if event + number in others:
            return Sum(event, number, event + number, "confirmed", "arithmetic")
    year = _own_year(doc)
    marked = next(iter(others)) if len(others) == 1 else year if not others else None
    event = min(events, key=lambda e: (abs(e + number - (marked or 0)), e))
    if marked is None or marked <= event or (year is not None and marked > year):
        return None
    ahead, off = bool(finder("anniversary", "ahead").search(quote)), event + number - marked
    basis = "inferred" if doc is not None and doc.published_basis == "inferred" and marked == year else "arithmetic"
    if off == 0 or (ahead and off == 1):
        return Sum(event, number, event + number, "confirmed", basis)
    if abs(off) <= rules("anniversary")["years_off"]:
        return Sum(event, number, marked, "unknown", basis)
    return Sum(event, number, marked, "contradicted", basis) if _surely(quote, marked, year) and not ahead else None


def _surely(quote: str, marked: int, year: int | None) -> bool:
    """Whether the sentence marks the anniversary in that very year: now, in the text's own year, or "in 2017 they marked"."""
    if str(marked) not in quote:
        return marked == year and _marks(quote, "marking_now")
    return re.search(rf"\bin (?:\w+ )?{marked}\b", quote, re.IGNORECASE) is not None and _marks(quote, "marking")


def _of_independence(statement: Statement, number: int, fact: Fact, doc: Document | None, gazetteer: Gazetteer) -> Sum | None:
    """Where the text does not write the year of independence, the tables do; what doesn't fit them may count from another day."""
    year = _own_year(doc)
    if fact.kind != "independence" or fact.source is None or gazetteer.find(fact.source) is None or year is None:
        return None
    ahead = bool(finder("anniversary", "ahead").search(statement.evidence.quote))
    fits = [x.start.year for x in lives(fact.source, gazetteer) if x.start.year + number - year in ((0, 1) if ahead else (0,))]
    return Sum(fits[0], number, fits[0] + number, "confirmed", "independence") if fits else None


def _check(found: Sum, ids: tuple[str, ...], fact: Fact, gazetteer: Gazetteer) -> Check:
    total = found.event + found.number
    text = say("anniversary", found.verdict, event=found.event, count=found.number, sum=total, year=found.marked)
    looked_up = reference("anniversary", event=found.event, count=found.number, sum=total)
    work = source(gazetteer.get(fact.source or "").basis) if found.basis == "independence" else ""
    return Check("anniversary", found.verdict, text, looked_up, source(found.basis).format(source=work), ids)
