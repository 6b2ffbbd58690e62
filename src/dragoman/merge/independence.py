"""How many of a fact's sources are independent of each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.merge.claims import digest, fold
from dragoman.model import Statement

_LONG = 8  # Words. Two writers may well find the same short sentence.


@dataclass(frozen=True, slots=True)
class Voice:
    """Who tells something: the document, the story that it copies (itself, if none), the words, and those to whom they are given."""

    document: str
    story: str
    words: str
    speaker: tuple[str, ...] = ()


def voice_of(statement: Statement, document: str, story: str) -> Voice:
    """The voice in which a statement is made."""
    return Voice(document, story, words_key(statement.evidence.quote), statement.attribution)


def words_key(quote: str) -> str:
    """Twelve hexadecimal digits, the same for the same words; empty for a quote so short that two may have written it."""
    folded = fold(quote)
    return digest(folded, 12) if folded.count(" ") + 1 >= _LONG else ""


def independent(voices: Iterable[Voice]) -> int:
    """Of so many voices, how many are independent: of different stories, and not word for word the same."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    stories = set()
    for voice in voices:
        story = f"s {voice.story}"
        stories.add(story)
        if voice.words:
            a, b = root(story), root(f"w {voice.words}")
            parent[max(a, b)] = min(a, b)
    return len({root(story) for story in stories})
