"""A text as folded words, and which of them are names or numbers."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from dragoman.wordlists import table, words

# What stands between two words when the second begins a sentence, a quotation or what follows a dateline.
_BREAK = re.compile(r"[.!?:\"“”«»„—–]|--| - ")
_SENTENCE_END = re.compile(r"[.!?…。！？｡।؟۔][\"'”’»」』)\]]*\s*$")
# "Mr. Mwangi", "Gen. Mwangi", "U.S. Navy": no abbreviation before a name is longer.
_ABBREVIATION = 3
# A line of fewer words that ends no sentence is a heading, a byline or an item of a menu.
_HEADING = 8


class Word(NamedTuple):
    """One word, folded: lower case, no diacritics. In scripts without spaces, two neighbouring characters; each is in two words.

    ``capital`` tells that it begins with a capital where that is for names, ``number`` that it begins with a digit, ``opens`` that it is
    the first of a sentence or quotation, ``starts_line`` that it is the first of its line.
    """

    text: str
    capital: bool = False
    number: bool = False
    opens: bool = False
    starts_line: bool = False


def plain(text: str) -> str:
    """``text`` without diacritics and invisible characters, compatibility forms made plain; case and punctuation kept."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text)
    dropped = [c for c in set(text) if unicodedata.category(c)[0] == "M" or unicodedata.category(c) == "Cf"]
    return text.translate({ord(c): None for c in dropped})


def find_words(text: str, language: str = "en") -> list[Word]:
    """The words of ``text`` in order, whatever the punctuation, quotes, dashes and spaces between them.

    Headings and menus, which differ where the story is the same and are the same where it differs, are left out, unless the text is mostly
    that.
    """
    capitals_tell = language not in words("stories/scripts", "nouns_capitalised")
    everything: list[Word] = []
    prose: list[Word] = []
    for line in plain(text).splitlines():
        found = _line(line, capitals_tell)
        everything += found
        if len(found) >= _HEADING or _SENTENCE_END.search(line):
            prose += found
    return prose if 2 * len(prose) >= len(everything) else everything


def folded(text: str) -> tuple[str, ...]:
    """Every word of ``text``, folded: the same for texts that differ only in case, diacritics, punctuation, quotes, dashes and spaces."""
    return tuple(word.text for line in plain(text).splitlines() for word in _line(line, capitals_tell=False))


def _line(line: str, capitals_tell: bool) -> list[Word]:
    out: list[Word] = []
    end, before = 0, ""
    for match in _tokens().finditer(line):
        token, kind = match[0], match.lastgroup
        opens = not out or _opens(line[end:match.start()], before)
        if kind == "unspaced":
            out += [Word(token[i:i + 2], opens=opens and i == 0, starts_line=not out and i == 0) for i in range(max(len(token) - 1, 1))]
        else:
            capital = capitals_tell and kind == "word" and token[0].isupper()
            out.append(Word(token.casefold(), capital, kind == "number", opens, not out))
        end, before = match.end(), token
    return out


def _opens(gap: str, before: str) -> bool:
    """Whether a sentence or quotation begins after ``gap``; the stop of an abbreviation or initial before a name begins none."""
    if gap == " ":
        return False
    stop = _BREAK.search(gap)
    if stop is None:
        return False
    abbreviates = gap[0] == "." and len(before) <= _ABBREVIATION and before[:1].isupper()
    return not abbreviates or _BREAK.search(gap, 1) is not None


@cache
def _tokens() -> re.Pattern[str]:
    unspaced = "".join(f"{chr(first)}-{chr(last)}" for first, last in table("stories/scripts")["unspaced"])
    letters = rf"[^\W_{unspaced}]"
    return re.compile(rf"(?P<number>\d+(?:[.,]\d+)*{letters}*)|(?P<unspaced>[{unspaced}]+)|(?P<word>{letters}+)")
