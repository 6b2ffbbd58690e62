"""An item of the summary, and a remark: text with the facts that it rests on, before they are numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.brief.dates import date_words
from dragoman.brief.history import Seen, Undone
from dragoman.brief.layout import load_layout
from dragoman.brief.names import Names
from dragoman.brief.phrases import sentence

Doubt = tuple[Seen, str]


@dataclass(frozen=True, slots=True)
class Item:
    """What will become a line. The first of ``facts`` gives it its kind and status; ``also`` only lends its quotes."""

    facts: tuple[Seen, ...]
    text: str
    date: str | None
    when: str
    flags: tuple[str, ...] = ()
    also: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What will become a note."""

    text: str
    facts: tuple[Seen, ...] = ()
    section: str | None = None


def item(facts: Sequence[Seen], text: str, *, when: str | None = None, flags: Iterable[str] = (), doubts: Iterable[Doubt] = ()) -> Item:
    """An item of ``facts``; its date is that of the first dated one. ``when`` is the date in words, where it isn't told plainly."""
    date = next((s.fact.date for s in facts if s.span is not None), None)
    caution = load_layout().flags["doubt"]
    doubts = list(doubts)
    told = [caution.format(sentence=words) for _, words in doubts]
    return Item(
        tuple(facts),
        text,
        date,
        date_words(date) if when is None else when,
        tuple(dict.fromkeys([*flags, *told])),
        tuple(s for s, _ in doubts),
    )


def doubts(undone: Undone, names: Names) -> list[Doubt]:
    """The facts that may have undone another, in words."""
    return [(s, sentence(s.fact, names)) for s in undone.doubtful]


def merged(items: Iterable[Item]) -> list[Item]:
    """Items that would read alike made one: it rests on the facts of all of them."""
    alike: dict[tuple[str, str, tuple[str, ...]], Item] = {}
    for new in items:
        key = new.text, new.when, new.flags
        first = alike.get(key)
        alike[key] = replace(first, facts=first.facts + new.facts, also=first.also + new.also) if first else new
    return list(alike.values())
