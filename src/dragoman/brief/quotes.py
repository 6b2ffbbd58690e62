"""Numbers the quotes that a brief rests on, document by document, and makes the list of sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.brief.dates import date_words
from dragoman.brief.layout import load_layout
from dragoman.brief.model import Brief, Quote, QuotedClaim, Source
from dragoman.model import Document, Statement
from dragoman.standing.period import order_of

Place = tuple[str, int, int]
_BREAK = re.compile(r"\n|(?<=[.!?…])[\"”’»)]*\s+(?=[\"“‘«(]?[A-Z0-9À-Þ])")
_STOPS = (".", "!", "?", "…")
_LIST_MARKS = "-–—•*#> \t"
CONTEXT = 240


@dataclass(frozen=True, slots=True)
class Numbering:
    """Which number each statement's quote has. Statements quoting the same passage share one."""

    places: dict[Place, int]
    statements: dict[Place, tuple[Statement, ...]]
    documents: tuple[str, ...]

    def refs(self, statements: Iterable[Statement]) -> tuple[int, ...]:
        """The numbers of these statements' quotes, each once, in order."""
        return tuple(sorted({self.places[_place(s)] for s in statements}))


def _place(statement: Statement) -> Place:
    return statement.evidence.doc, statement.evidence.start, statement.evidence.end


def number_quotes(statements: Iterable[Statement], documents: Mapping[str, Document]) -> Numbering:
    """Number the quotes: documents by date (the undated last), then title; in each, by place in the text."""
    by_place: dict[Place, dict[str, Statement]] = {}
    for statement in statements:
        by_place.setdefault(_place(statement), {})[statement.id] = statement

    def order(doc: str) -> tuple[object, ...]:
        document = documents.get(doc)
        return (*order_of(document.published if document else None), (document.title if document else None) or "", doc)

    ordered = sorted({place[0] for place in by_place}, key=order)
    rank = {doc: i for i, doc in enumerate(ordered)}
    places = sorted(by_place, key=lambda p: (rank[p[0]], p[1], p[2]))
    return Numbering(
        {place: i for i, place in enumerate(places, 1)},
        {place: tuple(sorted(found.values(), key=lambda s: (s.kind, s.id))) for place, found in by_place.items()},
        tuple(ordered),
    )


def sources_of(numbering: Numbering, documents: Mapping[str, Document], brief: Brief) -> tuple[Source, ...]:
    """The numbered documents with their quotes, each with the lines that rest on it."""
    resting: dict[int, list[str]] = {}
    for line in brief.lines():
        for ref in line.refs:
            resting.setdefault(ref, []).append(line.id)
    out = []
    for number, doc in enumerate(numbering.documents, 1):
        document = documents.get(doc)
        quotes = tuple(
            _quote(place, n, numbering, document, resting.get(n, [])) for place, n in numbering.places.items() if place[0] == doc
        )
        known = document or Document(id=doc, text="")
        out.append(Source(number, doc, known.title, known.outlet, known.author, known.url, known.published, dating(known), quotes))
    return tuple(out)


def dating(document: Document) -> str:
    """A document's date in words, with what it rests on."""
    words, note = load_layout().dating, (document.published_note or "").strip()
    if document.published is None:
        return words["none"]
    basis = document.published_basis or "given"
    return words["inferred_plain" if basis == "inferred" and not note else basis].format(date=date_words(document.published), note=note)


def _quote(place: Place, number: int, numbering: Numbering, document: Document | None, lines: list[str]) -> Quote:
    statements = numbering.statements[place]
    _, start, end = place
    before, after = _surroundings(document.text, start, end) if document else ("", "")
    claims = tuple(QuotedClaim(s.id, s.kind, s.status, s.attribution, s.confidence, s.rule) for s in statements)
    return Quote(number, statements[0].evidence.quote, before, after, start, end, claims, tuple(lines))


def _surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands around ``text[start:end]`` in its sentence, cut at a word where it is long."""
    floor = max(0, start - CONTEXT)
    # The break that ends just where the quote begins is seen only together with the quote's first letter.
    breaks = [m.end() for m in _BREAK.finditer(text, floor, start + 1) if m.end() <= start]
    before = text[breaks[-1] if breaks else floor : start]
    before = "…" + before.partition(" ")[2] if not breaks and floor > 0 else before.lstrip(_LIST_MARKS)
    if text[start:end].rstrip().endswith(_STOPS):
        return before, ""
    stop = _BREAK.search(text, end, min(len(text), end + CONTEXT))
    after = text[end : stop.start() if stop else end + CONTEXT]
    if stop is None and end + CONTEXT < len(text):
        after = after.rpartition(" ")[0] + "…"
    return before, after
