"""What is known of a sentence's names before any phrase of it is asked about: the gazetteer's mentions and places, named actors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from dragoman.actors.entries import NameEntry
from dragoman.actors.mentions import find_mentions
from dragoman.actors.scan import Hit, automaton, normal
from dragoman.model import Document, Mention
from dragoman.parse import span_of, text_of
from dragoman.sectors.tables import Sense, load_named

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dragoman.actors.gazetteer import Gazetteer

_PLACES = ("city", "capital", "territory", "name")


class Spotter(Protocol):
    """Tells which states and organisations a sentence names. ``date`` is the day that the text is of, ``YYYY[-MM[-DD]]``, or None."""

    @property
    def gazetteer(self) -> Gazetteer: ...
    @property
    def date(self) -> str | None: ...
    def mentions(self, text: str) -> Sequence[Mention]:
        """The mentions of a parsed sentence, with offsets into its text."""
        ...


@dataclass(frozen=True, slots=True)
class TextSpotter:
    """Finds mentions in the sentence alone."""

    gazetteer: Gazetteer
    date: str | None = None

    def mentions(self, text: str) -> Sequence[Mention]:
        """See ``Spotter``."""
        return find_mentions(Document(id="", text=text, published=self.date), self.gazetteer)


@dataclass(frozen=True, slots=True)
class DocumentSpotter:
    """Hands out mentions that were found in the whole document, references back included; the sentence begins at offset ``base``."""

    gazetteer: Gazetteer
    found: Sequence[Mention]
    base: int
    date: str | None = None

    def mentions(self, text: str) -> Sequence[Mention]:
        """See ``Spotter``."""
        from dataclasses import replace

        ends = self.base + len(text)
        return [replace(m, start=m.start - self.base, end=m.end - self.base) for m in self.found if self.base <= m.start and m.end <= ends]


@dataclass(frozen=True, slots=True)
class NamedHit:
    """A named actor's name in a text."""

    start: int
    end: int
    sense: Sense


@dataclass(slots=True)
class Sighted:
    """One parsed sentence with what it names, by token index. ``places`` are names of cities and regions that are no mention."""

    doc: Doc
    text: str
    spotter: Spotter
    mention_at: dict[int, Mention] = field(default_factory=dict)
    named_at: dict[int, NamedHit] = field(default_factory=dict)
    place_at: dict[int, NameEntry] = field(default_factory=dict)
    entry_at: dict[int, NameEntry] = field(default_factory=dict)

    def span(self, start: int, end: int) -> list[Token]:
        """The tokens that characters ``start`` to ``end`` of the text touch."""
        spans = ((t, span_of(t)) for t in self.doc)
        return [t for t, (first, last) in spans if first < end and last > start]


def sight(doc: Doc, spotter: Spotter) -> Sighted:
    """What ``spotter`` and the lists of names see in a parsed sentence; kept with the parse for its other phrases."""
    kept: tuple[Spotter, Sighted] | None = doc.user_data.get("sectors")
    if kept is not None and kept[0] is spotter:
        return kept[1]
    text = text_of(doc)
    seen = Sighted(doc, text, spotter)
    tokens = [(t.i, *span_of(t)) for t in doc]
    for mention in spotter.mentions(text):
        _cover(seen.mention_at, tokens, mention.start, mention.end, mention)
    for named in _named(text, spotter.date):
        _cover(seen.named_at, tokens, named.start, named.end, named)
    scan = automaton(spotter.gazetteer).scan(text)
    for hit in scan.hits:
        entry = _at(hit, spotter.date)
        _cover(seen.entry_at, tokens, hit.start, hit.end, entry)
        if entry.kind in _PLACES and (hit.start, hit.end) not in scan.persons:
            _cover(seen.place_at, tokens, hit.start, hit.end, entry)
    doc.user_data["sectors"] = (spotter, seen)
    return seen


def _cover(out: dict[int, Any], tokens: list[tuple[int, int, int]], start: int, end: int, value: object) -> None:
    for i, first, last in tokens:
        if first < end and last > start:
            out.setdefault(i, value)


def _at(hit: Hit, date: str | None) -> NameEntry:
    """The sense of a name on a day: that of a living state where there is one, the likeliest first."""
    living = [e for e in hit.entries if (e.end is None if date is None else e.period.covers(date))]
    return (living or list(hit.entries))[0]


@cache
def _automaton() -> Any:
    import ahocorasick

    out = ahocorasick.Automaton()
    for name, senses in load_named().items():
        out.add_word(normal(name), (len(name), senses))
    out.make_automaton()
    return out


def _named(text: str, date: str | None) -> list[NamedHit]:
    plain = normal(text)
    hits = []
    for last, (length, senses) in _automaton().iter_long(plain):
        start, end = last + 1 - length, last + 1
        if (start and plain[start - 1].isalnum()) or (end < len(plain) and plain[end].isalnum()):
            continue
        hits.append(NamedHit(start, end, next((s for s in senses if date is not None and s.covers(date)), senses[0])))
    return hits
