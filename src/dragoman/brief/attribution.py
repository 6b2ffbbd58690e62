"""Who says it: "according to Turkish media, via Caliber.Az"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dragoman.brief.layout import load_layout
from dragoman.brief.names import Names, the
from dragoman.brief.words import join_words
from dragoman.model import Document, Statement


def attribution_words(statements: Sequence[Statement], documents: Mapping[str, Document], names: Names, *, denial: bool = False) -> str:
    """The speakers, nearest first, of a fact's statements.

    Empty where one of them is its document's own word. A denial always names who denies: its document's outlet at the least.
    """
    layout = load_layout()
    if denial:
        return layout.says.format(who=join_words(_each(speaker(s, documents, names) for s in statements)))
    if any(not s.attribution for s in statements):
        return ""
    return layout.says.format(who=join_words(_each(_chain(s.attribution, names) for s in statements)))


def speaker(statement: Statement, documents: Mapping[str, Document], names: Names) -> str:
    """Who claims a statement: those it is attributed to, else its document's outlet, title or id."""
    if statement.attribution:
        return _chain(statement.attribution, names)
    document = documents.get(statement.evidence.doc)
    if document is None:
        return statement.evidence.doc
    return document.outlet or (f"“{document.title}”" if document.title else load_layout().no_outlet)


def _chain(attribution: Sequence[str], names: Names) -> str:
    who = names.called(attribution[0])
    who = the(who) if who[:1].islower() else who
    return load_layout().through.format(who=who, via=", ".join(attribution[1:])) if len(attribution) > 1 else who


def _each(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
