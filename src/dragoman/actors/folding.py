"""One spelling out of many: folds that let a text and a gazetteer meet despite diacritics, quotes, dashes and case."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_SPECIAL = {
    "ı": "i", "İ": "I", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "ħ": "h", "ə": "a", "Ə": "A", "ŋ": "n",
    "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "ʿ": "'", "ʾ": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-",
    "−": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2007": " "}


@cache
def _table() -> dict[int, str]:
    """Characters to their plain forms, one for one, so that offsets stay."""
    table = {ord(k): v for k, v in _SPECIAL.items()}
    for point in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(point))[0]
        if point not in table and base != chr(point):
            table[point] = base
    return table


def fold(text: str) -> str:
    """``text`` without diacritics, with straight quotes, hyphens and plain spaces; case kept, every character still in its place."""
    return text if text.isascii() else text.translate(_table())


def key(text: str) -> str:
    """A form under which spellings of one name are equal: folded, lower case, no full stops or leading article, single spaces."""
    words = re.sub(r"[\s_]+", " ", re.sub(r"[.,]", "", fold(unicodedata.normalize("NFC", text)).casefold().replace("&", "and"))).strip()
    return words.removeprefix("the ")
