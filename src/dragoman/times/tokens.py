"""Cuts text into tokens, fast: the readers of times and amounts run on all text, so everything here stays in C loops."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

# Each token takes the blanks after it along, so that token lengths add up to offsets. Numbers that belong together stay
# together: ISO and slashed dates, clock times, thousands and decimals, ordinals, decades.
_NUMBER = r"""
    \d{4}[-–/]\d\d(?:[-–/]\d\d)?(?![\w–-]) | \d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)(?!\w) | \d{1,2}:\d\d(?::\d\d)?
  | \d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\w) | \d+(?:st|nd|rd|th)\b | \d{1,3}0[’']?s\b | \d+(?:[.,]\d+)*"""
_TOKEN = re.compile(rf"(?:[^\W\d_]+|{_NUMBER}|[^\s\w]|_)[^\S\n]*|\n\s*|[^\S\n]+", re.VERBOSE)
_HARD_BREAK = re.compile(r"\n(?:(?<=[.!?:;”\"’)\]]\n)|(?=[^\S\n]*\n)|(?=[^\S\n]*[-•*—–·(\[#]))")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens. ``words[i]`` is ``text[starts[i]:starts[i + 1]]``, with the blanks that follow it; ``lower`` without, small."""

    text: str
    words: list[str]
    starts: list[int]
    lower: list[str]

    def end(self, index: int) -> int:
        """Offset of the end of token ``index``, blanks left out."""
        return self.starts[index] + len(self.words[index].rstrip())

    def word(self, index: int) -> str:
        """The token itself, lower case; "" outside the text."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def surface(self, index: int) -> str:
        """The token as it is written; "" outside the text."""
        return self.words[index].rstrip() if 0 <= index < len(self.words) else ""

    def glued(self, index: int) -> bool:
        """Whether the next token follows without a blank."""
        return index + 1 < len(self.words) and not self.words[index][-1].isspace()


def tokenise(text: str, breaks: Iterable[int] | None = None) -> Tokens:
    """Tokens of ``text``. ``breaks``: offsets of the line ends that end a paragraph; other line ends count as blanks.

    Without ``breaks`` a line end ends a paragraph where the line closes with punctuation, or the next is empty or a bullet.
    """
    if "\n" in text:
        ends = [m.start() for m in _HARD_BREAK.finditer(text)] if breaks is None else breaks
        text = _keep_breaks(text, ends)
    words = _TOKEN.findall(text)
    return Tokens(text, words, list(accumulate(map(len, words), initial=0)), list(map(str.lower, map(str.rstrip, words))))


def _keep_breaks(text: str, ends: Iterable[int]) -> str:
    pieces, at = [], 0
    flat = text.replace("\n", " ")
    for end in ends:
        if at <= end < len(text) and text[end] == "\n":
            pieces.append(flat[at:end])
            pieces.append("\n")
            at = end + 1
    pieces.append(flat[at:])
    return "".join(pieces)
