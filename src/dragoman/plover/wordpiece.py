"""Text to the numbers of word pieces, as BERT's uncased models count them: words without case and accents, each cut into known pieces."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
CONTINUED = "##"
LONGEST = 100
"""A longer word is unknown as a whole."""
PUNCTUATION = frozenset(string.punctuation)
IDEOGRAPHS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


@dataclass(frozen=True, slots=True)
class WordPieces:
    """The number of each piece; those that continue a word begin with ``##``."""

    numbers: Mapping[str, int]

    def cut(self, text: str) -> list[int]:
        """The numbers of a text's pieces, without those of its first and last.

        >>> WordPieces({"[UNK]": 0, "un": 1, "##rest": 2, "in": 3, ".": 4}).cut("Unrest in X.")
        [1, 2, 3, 0, 4]
        """
        return [number for word in words_of(text) for number in self._pieces(word)]

    def _pieces(self, word: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(word):
            prefix = CONTINUED if start else ""
            ends = range(len(word), start, -1) if len(word) <= LONGEST else ()
            # The longest known piece first.
            end = next((end for end in ends if prefix + word[start:end] in self.numbers), None)
            if end is None:
                return [self.numbers[UNKNOWN]]
            found.append(self.numbers[prefix + word[start:end]])
            start = end
        return found


def words_of(text: str) -> Iterator[str]:
    """Words and single signs, lower-case and without accents."""
    word = ""
    for c in unicodedata.normalize("NFD", "".join(map(_kept, text))).lower():
        kind = unicodedata.category(c)
        if kind == "Mn":
            continue
        apart = c in PUNCTUATION or kind[0] == "P" or any(low <= ord(c) <= high for low, high in IDEOGRAPHS)
        if apart or c.isspace():
            if word:
                yield word
            if apart:
                yield c
            word = ""
        else:
            word += c
    if word:
        yield word


def _kept(c: str) -> str:
    """A space for what is one, nothing for control characters and what no one has defined."""
    if c.isspace():
        return " "
    return "" if unicodedata.category(c)[0] == "C" or c == "\N{REPLACEMENT CHARACTER}" else c
