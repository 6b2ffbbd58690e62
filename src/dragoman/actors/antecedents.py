"""What the words of a text can refer back to: sentence by sentence, the states named, which of them act, which are named together."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from dragoman.actors.lexicon import alternation, load_coreference, load_offices
from dragoman.actors.scan import automaton, normal
from dragoman.model import Document, Mention
from dragoman.segment import Block, segment

if TYPE_CHECKING:
    from dragoman.actors.anaphors import Anaphor
    from dragoman.actors.gazetteer import Gazetteer

Answer = tuple[tuple[str, ...], str]
#: A subject begins within so many characters of its sentence's beginning.
OPENING = 60

_LINK = re.compile(
    r"(?:,? and |,? & |-|–|—|/|, |,? as well as |,? along with |,? together with |,? with |'s and )"
    r"(?:both |also )?(?:the |its |his |then )?(?:[Pp]resident |[Kk]ing |[Pp]rime [Mm]inister )?"
)
_LAST_LINK = re.compile(r"\band\b|&|-|–|/|with")
_WORD = re.compile(r"[\w'’-]+")


@dataclass(slots=True)
class Line:
    """One sentence with the mentions in it, those that refer back added as they are resolved."""

    start: int
    end: int
    block: int
    mentions: list[Mention] = field(default_factory=list)


@dataclass(slots=True)
class Scene:
    """A document cut into sentences, with its mentions. ``pair`` is the dyad that it is about, or None; ``home`` its dateline's state."""

    doc: Document
    plain: str
    blocks: list[Block]
    lines: list[Line]
    gazetteer: Gazetteer
    focus: tuple[str, ...]
    pair: tuple[str, str] | None
    home: str | None

    @classmethod
    def of(
        cls, doc: Document, mentions: Sequence[Mention], gazetteer: Gazetteer, focus: tuple[str, ...], pair: tuple[str, str] | None
    ) -> Scene:
        """Cut ``doc`` and hand the mentions to their sentences."""
        blocks = segment(doc)
        lines = [Line(s.start, s.end, i) for i, b in enumerate(blocks) for s in b.sentences]
        starts = [line.start for line in lines]
        for m in mentions:
            at = bisect_left(starts, m.start + 1) - 1
            if at >= 0 and m.start < lines[at].end:
                lines[at].mentions.append(m)
        places = automaton(gazetteer).scan(doc.place).hits if doc.place else []
        return cls(doc, normal(doc.text), blocks, lines, gazetteer, focus, pair, places[0].entries[0].code if places else None)

    def add(self, index: int, mention: Mention) -> None:
        """Put a mention that was resolved among those of its sentence."""
        insort(self.lines[index].mentions, mention, key=lambda m: m.start)

    # --- words for reasons

    def words(self, a: Anaphor) -> str:
        """An anaphor's words, as written."""
        return self.doc.text[a.start : a.end]

    def name(self, code: str) -> str:
        """A state's or an organisation's name."""
        return self.gazetteer.display_name(code)

    def names(self, codes: Sequence[str]) -> str:
        """Their names, with "and" between them."""
        return " and ".join(self.name(c) for c in codes)

    # --- what was named

    def before(self, index: int, at: int) -> list[Mention]:
        """The mentions of a sentence before an offset, in order."""
        return [m for m in self.lines[index].mentions if m.end <= at]

    def previous(self, index: int, *, reach: int = 1) -> list[int]:
        """The sentences before one, nearest first; those of the same block, then the last of the block before."""
        return [i for i in range(index - 1, max(-1, index - 1 - reach), -1) if self.lines[index].block - self.lines[i].block <= 1]

    # --- who acts

    def is_subject(self, m: Mention) -> bool:
        """Whether a mention looks like the subject of its clause: no preposition before it, no possessive or mere modifier."""
        if m.kind == "city":
            return False
        if self.plain[m.end : m.end + 2] in ("'s", "' ") and m.kind not in ("leader", "official"):
            return False
        before = self.plain[max(0, m.start - 30) : m.start].rstrip()
        words = _without_determiners(_WORD.findall(before))
        if words and words[-1].lower() in load_coreference().prepositions and before[-1] not in ",;:.":
            return False
        if m.kind == "demonym":
            after = re.compile(r" ([a-z][\w-]+)").match(self.plain, m.end)
            return (after is not None and after[1] in load_offices().people) or m.text.endswith("s")
        return True

    def subject(self, index: int, before: int | None = None) -> Mention | None:
        """The state that acts in a sentence: the last subject before an offset, or the first of the whole sentence."""
        found = [m for m in self.lines[index].mentions if (before is None or m.end <= before) and len(m.codes) == 1 and self.is_subject(m)]
        if not found or before is None:
            return found[0] if found else None
        acting = found[0]
        for m in found[1:]:
            if _boundary().search(self.plain, acting.end, m.start):  # without one it is the object: "X pilots shot down Y drones"
                acting = m
        return acting

    def opening(self, index: int) -> Mention | None:
        """The state that a sentence begins with as its subject, after no more than an adverbial."""
        m = self.subject(index)
        if m is None:
            return None
        lead = self.plain[self.lines[index].start : m.start].strip()
        words = _without_determiners(lead.split())
        openers = load_coreference().sentence_openers
        opens = not words or (words[-1].endswith(",") and len(lead) < OPENING) or all(w.lower() in openers for w in words)
        return m if opens else None

    # --- who is named together

    def chains(self, index: int, before: int | None = None) -> list[tuple[str, ...]]:
        """Groups of states named together in a sentence ("A, B and C", "A-B", "A with B"), in order; each with two or more codes."""
        out: list[list[Mention]] = []
        mentions = [
            m
            for m in self.lines[index].mentions
            if (before is None or m.end <= before)
            and not (m.kind == "coreference" and m.text.lower() in ("we", "us", "i", "you", "it", "its"))
        ]
        for m in mentions:
            if out and self._linked(out[-1][-1], m):
                out[-1].append(m)
            else:
                out.append([m])
        groups = []
        for chain in out:
            codes = tuple(dict.fromkeys(c for m in chain for c in m.codes))
            joined = self.plain[chain[0].start : chain[-1].end]
            if len(codes) >= 2 and (len(chain) == 1 or _LAST_LINK.search(joined)):
                groups.append(codes)
        return groups

    def acting_together(self, index: int) -> tuple[str, ...] | None:
        """The states that act together in a sentence, as its first subject: "A and B signed"."""
        first = next((m for m in self.lines[index].mentions if self.is_subject(m)), None)
        groups = self.chains(index)
        if first is None or not groups or first.codes[0] not in groups[0] or first.start - self.lines[index].start > OPENING:
            return None
        return groups[0]

    def _linked(self, a: Mention, b: Mention) -> bool:
        gap = self.plain[a.end : b.start]
        if len(gap) > 40:
            return False
        if _LINK.fullmatch(gap):
            return True
        between = re.fullmatch(r"(?:'s)?(?: [a-z-]+){0,2} and (?:the |its |his )?(?:[a-z-]+ ){0,1}", gap)
        return between is not None and not re.search(_verbs(), gap)

    def codes(self, index: int, before: int | None = None) -> list[str]:
        """The distinct states of a sentence before an offset."""
        return list(dict.fromkeys(c for m in self.lines[index].mentions if before is None or m.end <= before for c in m.codes))


def _without_determiners(words: list[str]) -> list[str]:
    """The words without articles, numbers and the like at their end."""
    while words and words[-1].lower() in load_coreference().determiners:
        words = words[:-1]
    return words


@cache
def _verbs() -> str:
    return rf"\b{alternation(load_coreference().linking_verbs)}\b"


@cache
def _boundary() -> re.Pattern[str]:
    return re.compile(rf"[;:,—–(]|\b{alternation(load_coreference().clause_openers)}\b")


def is_person(m: Mention) -> bool:
    """Whether a mention is of somebody: an official, a leader, or a pronoun that meant one."""
    return m.kind in ("leader", "official") or m.person is not None
