"""How many of the documents that claim a fact are independent of each other."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.stories.joining import Joined
from dragoman.stories.outlets import cited_outlet, outlet_key
from dragoman.stories.words import folded
from dragoman.times.edtf import bounds
from dragoman.wordlists import table


@dataclass(frozen=True, slots=True)
class Source:
    """A document that claims a fact: the id of its story, its quotes for the fact, and what is known of it.

    ``published`` is an EDTF date. ``attribution`` names those that the document says it has it from, nearest first; empty where it speaks
    for itself at least once.
    """

    doc: str
    story: str
    quotes: tuple[str, ...] = ()
    published: str | None = None
    outlet: str | None = None
    attribution: tuple[str, ...] = ()


def independent_sources(sources: Iterable[Source]) -> tuple[tuple[str, ...], ...]:
    """The ids of a fact's documents, those that are not independent of each other together; as many groups as independent sources.

    Two are together if they are of one story; if a quote of one stands word for word in a quote of the other and is too long for chance; if
    one says that it has it from the other's outlet and was not published before that; or if both say that they have it from the same outlet
    or agency. Groups and ids are sorted; the order of the sources makes no difference.
    """
    given = list(sources)
    joined = Joined(source.doc for source in given)
    first_of: dict[str, str] = {}
    for source in given:
        joined.join(source.doc, first_of.setdefault(source.story, source.doc))
    _join_quotes(given, joined)
    _join_cited(given, joined)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for doc in sorted({source.doc for source in given}):
        groups[joined.root(doc)].append(doc)
    return tuple(tuple(docs) for _, docs in sorted(groups.items()))


def _join_quotes(sources: list[Source], joined: Joined) -> None:
    """Joins documents of which one's quote, word for word, is the other's or a run of it (which has a dateline before it, say)."""
    least: int = table("stories/sources")["words_at_least"]
    holder: dict[tuple[str, ...], str] = {}
    for source in sources:
        for quote in source.quotes:
            words = folded(quote)
            if len(words) >= least:
                joined.join(source.doc, holder.setdefault(words, source.doc))
    by_start: defaultdict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for words in holder:
        by_start[words[:least]].append(words)
    for words, doc in holder.items():
        for i in range(len(words) - least + 1):
            for within in by_start.get(words[i:i + least], ()):
                if words[i:i + len(within)] == within:
                    joined.join(doc, holder[within])


def _join_cited(sources: list[Source], joined: Joined) -> None:
    """Joins a document that says which outlet it has it from with the first that this published, or else with others that say so."""
    published: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources:
        if source.outlet and (key := outlet_key(source.outlet)):
            published[key].append(source)
    # The first is the one whose date is known to be earliest; all that may rest on any of an outlet's then rest on the same.
    for found in published.values():
        found.sort(key=lambda source: (_first_day(source) or datetime.date.max, source.doc))
    resting: dict[str, str] = {}
    for source in sources:
        own = outlet_key(source.outlet) if source.outlet else ""
        cited = [key for name in source.attribution if (key := cited_outlet(name, published.keys())) and key != own]
        origin = next((found.doc for key in cited for found in published.get(key, ()) if _may_rest_on(source, found)), None)
        if origin is not None:
            joined.join(source.doc, origin)
        elif cited:
            joined.join(source.doc, resting.setdefault(cited[0], source.doc))


def _may_rest_on(source: Source, other: Source) -> bool:
    """Whether ``other`` may have been out before ``source``: unless its date is surely later."""
    last, first = bounds(source.published)[1] if source.published else None, _first_day(other)
    slack: int = table("stories/sources")["days_before_at_most"]
    return last is None or first is None or (first - last).days <= slack


def _first_day(source: Source) -> datetime.date | None:
    return bounds(source.published)[0] if source.published else None
