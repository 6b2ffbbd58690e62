"""The words, line and years around a place in a text, looked up when first asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dragoman.actors.scan import Scan
from dragoman.model import Document
from dragoman.segment.rules import load_rules

_NEXT = re.compile(r" ([^\W_][\w'&.-]*)")
_YEAR = re.compile(r"\b(1[6-9]\d\d|20\d\d)\b")
_SENTENCE_ENDS = '.!?:;—–•|"“”('
#: How far around a name the words are looked for that decide between its senses.
WINDOW = 2500
#: Nothing is looked for further away than this, so that a text that is one endless line costs no more than another.
LINE, WORD = 5000, 80
#: Below this share of capitalised words a line is written in sentence case, where a capital begins a proper name.
TITLE_CASE_SHARE = 0.6


@dataclass(slots=True)
class Surroundings:
    """A document, what the automaton found in it, and what stands around any place of it.

    ``starts`` and ``ends`` are the offsets at which names and titles begin and end.
    """

    doc: Document
    scan: Scan
    starts: set[int] = field(init=False)
    ends: set[int] = field(init=False)
    _lines: dict[int, tuple[int, int, bool, bool]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.starts = {h.start for h in self.scan.hits} | {s for s, _ in self.scan.titles}
        self.ends = {h.end for h in self.scan.hits} | {e for _, e in self.scan.titles}

    def line(self, at: int) -> tuple[int, int, bool, bool]:
        """The line around an offset: its start and end, whether it is in title case, whether it is all in capitals."""
        text = self.doc.text
        start = text.rfind("\n", max(0, at - LINE), at) + 1 or max(0, at - LINE)
        if start not in self._lines:
            end = text.find("\n", at, at + LINE)
            end = min(len(text), at + LINE) if end < 0 else end
            words = [w for w in text[start : min(end, start + 400)].split() if len(w) > 3 and w[0].isalpha()]
            capitals = sum(w[0].isupper() for w in words)
            title = (
                len(words) >= 3
                and capitals >= TITLE_CASE_SHARE * len(words)
                and end - start < 200
                and text[end - 1 : end] not in (".", ";")
            )
            self._lines[start] = (start, end, title, len(words) >= 2 and all(w.isupper() for w in words))
        return self._lines[start]

    def next_word(self, at: int) -> str:
        """The word after an offset, where only a space lies between."""
        match = _NEXT.match(self.scan.plain, at)
        return match[1].rstrip(".'-") if match and self.doc.text[at] != "\n" else ""

    def word_before(self, at: int) -> tuple[str, int]:
        """The word before an offset and where it begins, where only a space lies between; "" where none does."""
        plain = self.scan.plain
        if at < 2 or plain[at - 1] != " " or self.doc.text[at - 1] == "\n":
            return "", at
        begin = plain.rfind(" ", max(0, at - WORD), at - 1) + 1 or max(0, at - WORD)
        word = plain[begin : at - 1].lstrip("\"'“‘([")
        return word, at - 1 - len(word)

    def opens(self, at: int) -> bool:
        """Whether a sentence, a line or a quotation begins at an offset."""
        text, i = self.doc.text, at - 1
        while i >= 0 and text[i] in " '‘\"“(":
            i -= 1
        if i > 0 and text[i] == "." and text[text.rfind(" ", max(0, i - WORD), i) + 1 : i] in load_rules().before_name:
            return False
        return i < 0 or text[i] in "\n\r" or text[i] in _SENTENCE_ENDS or (i + 1 < at and text[i + 1] in '"“(')

    def just_before(self, at: int) -> str:
        """The few characters before an offset."""
        return self.scan.plain[max(0, at - 10) : at]

    def years(self, at: int, *, stated: bool = False) -> list[int]:
        """The years that the sentence around an offset names; else the last one that its line names before it; else the document's.

        With ``stated`` those of the sentence alone.
        """
        plain = self.scan.plain
        low, high = max(plain.rfind(". ", max(0, at - LINE), at) + 1, self.line(at)[0]), plain.find(". ", at, at + LINE)
        found = [int(y) for y in _YEAR.findall(plain, low, high if high >= 0 else min(len(plain), at + 500))]
        if not found and not stated:
            found = [int(y) for y in _YEAR.findall(plain, self.line(at)[0], at)][-1:]
        if not found and not stated and self.doc.published and self.doc.published[:4].isdigit():
            found = [int(self.doc.published[:4])]
        return found

    def cue(self, words: tuple[str, ...], at: int) -> int:
        """How much speaks for a sense near an offset: each word counts, more than three times no more."""
        low, high = max(0, at - WINDOW), at + WINDOW
        return sum(min(3, self.scan.plain.count(w, low, high)) for w in words)
