"""In whose voice a claim is made, and how many voices are independent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.model import Document, Statement
from dragoman.stories import Source, independent_sources


@dataclass(frozen=True, slots=True)
class Voice:
    """Who makes a claim: the document with its outlet and date (EDTF), the story that it copies (any name of it), the quote, and those
    to whom the document gives it, nearest first.
    """

    document: str
    story: str
    quote: str
    attribution: tuple[str, ...] = ()
    published: str | None = None
    outlet: str | None = None

    @property
    def speaker(self) -> tuple[str, tuple[str, ...]]:
        """The document and those to whom it gives the claim."""
        return self.document, self.attribution


def voice_of(statement: Statement, documents: Mapping[str, Document], stories: Mapping[str, str]) -> Voice:
    """The voice in which a statement is made; a document without a story is one by itself."""
    doc = statement.evidence.doc
    document = documents.get(doc)
    published, outlet = (document.published, document.outlet) if document else (None, None)
    return Voice(doc, stories.get(doc, doc), statement.evidence.quote, statement.attribution, published, outlet)


def independent(voices: Iterable[Voice]) -> tuple[tuple[str, ...], ...]:
    """The documents that speak, those together that are not independent of each other (see ``dragoman.stories``)."""
    sources = sources_of(voices)
    return independent_sources(sources) if len(sources) > 1 else tuple((source.doc,) for source in sources)


def sources_of(voices: Iterable[Voice]) -> list[Source]:
    """The documents that speak, by id, each with all that it says; one that once speaks for itself has it from nobody."""
    by_document: defaultdict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        by_document[voice.document].append(voice)
    return [_source(document, told) for document, told in sorted(by_document.items())]


def _source(document: str, told: list[Voice]) -> Source:
    cited = all(voice.attribution for voice in told)
    attribution = tuple(dict.fromkeys(name for said in sorted(v.attribution for v in told) for name in said)) if cited else ()
    quotes = tuple(sorted({voice.quote for voice in told}))
    return Source(document, told[0].story, quotes, told[0].published, told[0].outlet, attribution)
