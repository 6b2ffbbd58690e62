"""A text as folded words, and which of them are names or numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.wordlists import table, words

# What stands between two words when the second begins a sentence or a quotation, so that its capital tells nothing.
_BREAK = re.compile(r"[.!?:\n\r\u2028\u2029\"“”«»„]")
_LINE = re.compile(r"[\n\r\u2028\u2029]")
# "Mr. Mwangi", "Gen. Mwangi", "U.S. Navy": no abbreviation before a name is longer.
_ABBREVIATION = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word, folded: lower case, no diacritics. In scripts without spaces, two neighbouring characters; each is in two words.

    ``name`` tells that its capital shows a name, ``number`` that it has a digit, ``starts_line`` that a line break stands before it.
    """

    text: str
    name: bool = False
    number: bool = False
    starts_line: bool = False


def plain(text: str) -> str:
    """``text`` without diacritics and invisible characters, compatibility forms made plain; case and punctuation kept."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text)
    dropped = [c for c in set(text) if unicodedata.category(c)[0] == "M" or unicodedata.category(c) == "Cf"]
    return text.translate({ord(c): None for c in dropped})


def find_words(text: str, language: str = "en") -> list[Word]:
    """The words of ``text`` in order, whatever the punctuation, quotes, dashes and spaces between them."""
    text = plain(text)
    capitals_tell = language not in words("stories/scripts", "nouns_capitalised")
    out: list[Word] = []
    end, before = 0, ""
    for match in _tokens().finditer(text):
        token, gap = match[0], text[end:match.start()]
        starts_line = not out or _LINE.search(gap) is not None
        if match["unspaced"]:
            out += _pairs(token, starts_line)
        else:
            starts = starts_line or (_BREAK.search(gap) is not None and not _abbreviates(before, gap))
            number = match["number"] is not None
            name = capitals_tell and not number and not starts and token[0].isupper()
            out.append(Word(token.casefold(), name, number, starts_line))
        end, before = match.end(), token
    return out


def _pairs(run: str, starts_line: bool) -> Iterator[Word]:
    """Each two neighbouring characters of a run without spaces; a single one by itself."""
    for i in range(max(len(run) - 1, 1)):
        yield Word(run[i:i + 2], starts_line=starts_line and i == 0)


def _abbreviates(before: str, gap: str) -> bool:
    """Whether the stop in ``gap`` is that of an abbreviation or initial before a name."""
    return gap.startswith(".") and len(before) <= _ABBREVIATION and before[:1].isupper() and not _BREAK.search(gap, 1)


@cache
def _tokens() -> re.Pattern[str]:
    # Hexadecimal integers are YAML 1.1 and come as numbers.
    unspaced = "".join(f"{chr(first)}-{chr(last)}" for first, last in table("stories/scripts")["unspaced"])
    letters = rf"[^\W_{unspaced}]"
    return re.compile(rf"(?P<number>\d+(?:[.,]\d+)*{letters}*)|(?P<unspaced>[{unspaced}]+)|{letters}+")
