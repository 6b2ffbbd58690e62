"""Finds every name of the gazetteer in a text, and every title, in one pass of an automaton."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.actors.entries import NameEntry
from dragoman.actors.folding import fold
from dragoman.actors.lexicon import load_context, load_offices

if TYPE_CHECKING:
    from dragoman.actors.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of the text that the gazetteer knows; ``entries`` are all its senses. ``prefix`` for "Sino-" and its like."""

    start: int
    end: int
    text: str
    entries: tuple[NameEntry, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass over a text found: names, the offsets of titles and of leaders' surnames.

    ``plain`` is the text with straight apostrophes and without line breaks, for patterns; offsets are the text's own.
    """

    plain: str
    hits: list[Hit]
    titles: list[tuple[int, int]]
    persons: list[tuple[int, int]]


@dataclass(slots=True)
class _Key:
    """What stands behind a key of the automaton. One without anything only keeps shorter names from being found."""

    entries: list[NameEntry]
    title: bool = False
    person: bool = False
    prefix: bool = False


def normal(text: str) -> str:
    """``text`` with straight apostrophes and plain spaces for line breaks, every character still in its place."""
    plain = text.replace("\n", " ").replace("\r", " ")
    return plain if plain.isascii() else plain.replace("’", "'").replace("‘", "'").replace("\u00a0", " ").replace("\u202f", " ")


class Automaton:
    """An Aho-Corasick automaton over all names, in the spellings in which a text may write them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        import ahocorasick

        keys: dict[str, _Key] = {}
        for entry in gazetteer.names():
            if entry.kind != "leader":  # people are found by surname, below
                for spelling in _spellings(entry):
                    keys.setdefault(spelling, _Key([])).entries.append(entry)
        context = load_context()
        for text in context.hide:
            keys.setdefault(text, _Key([]))
        for prefix, code in context.prefixes.items():
            keys.setdefault(prefix + "-", _Key([NameEntry(prefix, code, "demonym", "adjective")], prefix=True))
        for word in load_offices().office_of:
            for spelling in {
                word.title().replace("'S", "'s").replace(" Of ", " of ").replace(" And ", " and "),
                word[0].upper() + word[1:],
                *([word] if " " in word else []),
            }:
                keys.setdefault(spelling, _Key([], title=True))
        for surname in gazetteer.leaders_by_surname():
            for spelling in {surname, fold(surname)}:
                keys.setdefault(spelling, _Key([])).person = True
        self._automaton: Any = ahocorasick.Automaton()
        for text, key in keys.items():
            self._automaton.add_word(text, (len(text), key))
        self._automaton.make_automaton()

    def scan(self, text: str) -> Scan:
        """All names and titles in ``text`` that begin and end with a word, the longest where several begin together."""
        plain = normal(text)
        size = len(plain)
        hits: list[Hit] = []
        titles: list[tuple[int, int]] = []
        persons: list[tuple[int, int]] = []
        for last, (length, key) in self._automaton.iter_long(plain):
            start, end = last + 1 - length, last + 1
            if start and (plain[start - 1].isalnum() or plain[start - 1] in "_@#/\\"):
                continue
            if end < size and (plain[end].isalnum() or plain[end] == "_") and not key.prefix:
                continue
            if key.title:
                titles.append((start, end))
            if key.person:
                persons.append((start, end))
            if key.entries:
                hits.append(Hit(start, end, plain[start:end], tuple(key.entries), key.prefix))
        return Scan(plain, hits, titles, persons)


def _spellings(entry: NameEntry) -> set[str]:
    """The ways in which a text may write a name: with and without diacritics, in capitals."""
    text = entry.text.replace("’", "'")
    out = {text, fold(text)}
    if not entry.case_sensitive and len(text) > 3:
        out |= {spelling.upper() for spelling in tuple(out) if not spelling.isupper()}
    return out


@cache
def automaton(gazetteer: Gazetteer) -> Automaton:
    """The automaton of a gazetteer, built on first use."""
    return Automaton(gazetteer)
