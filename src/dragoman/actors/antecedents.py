"""What the words of a text can refer back to: sentence by sentence, the states named, which of them act, which are named together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from dragoman.actors.lexicon import alternation, load_coreference, load_offices
from dragoman.actors.scan import normal
from dragoman.model import Document, Mention
from dragoman.segment import Block, segment

_LINK = re.compile(r"(?:,? and |,? & |-|–|—|/|, |,? as well as |,? along with |,? together with |,? with |'s and )(?:both |also )?(?:the |its |his |then )?(?:[Pp]resident |[Kk]ing |[Pp]rime [Mm]inister )?$")
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
    focus: tuple[str, ...]
    pair: tuple[str, str] | None
    home: str | None

    @classmethod
    def of(cls, doc: Document, mentions: Sequence[Mention], focus: tuple[str, ...], pair: tuple[str, str] | None, home: str | None) -> Scene:
        """Cut ``doc`` and hand the mentions to their sentences."""
        blocks = segment(doc)
        lines = [Line(s.start, s.end, i) for i, b in enumerate(blocks) for s in b.sentences]
        starts = [line.start for line in lines]
        for m in mentions:
            at = bisect_left(starts, m.start + 1) - 1
            if at >= 0 and m.start < lines[at].end:
                lines[at].mentions.append(m)
        return cls(doc, normal(doc.text), blocks, lines, focus, pair, home)

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
        if self.plain[m.end:m.end + 2] in ("'s", "' ") and m.kind not in ("leader", "official"):
            return False
        before = self.plain[max(0, m.start - 30):m.start].rstrip()
        words = _WORD.findall(before)
        while words and words[-1].lower() in ("the", "a", "an", "both", "its", "his", "her", "then", "some", "all", "former", "nine", "two", "three", "several", "many", "no"):
            words.pop()
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
        lead = self.plain[self.lines[index].start:m.start]
        return m if not lead.strip() or lead.strip().lower() in ("the", "but", "and", "yet", "then", "a") or lead.rstrip().endswith((",", "the", "The")) and len(lead) < 80 else None

    # --- who is named together

    def chains(self, index: int, before: int | None = None) -> list[tuple[str, ...]]:
        """Groups of states named together in a sentence ("A, B and C", "A-B", "A with B"), in order; each with two or more codes."""
        out: list[list[Mention]] = []
        mentions = [m for m in self.lines[index].mentions if (before is None or m.end <= before) and not (m.kind == "coreference" and m.text.lower() in ("we", "us", "i", "you", "it", "its"))]
        for m in mentions:
            if out and self._linked(out[-1][-1], m):
                out[-1].append(m)
            else:
                out.append([m])
        groups = []
        for chain in out:
            codes = tuple(dict.fromkeys(c for m in chain for c in m.codes))
            joined = self.plain[chain[0].start:chain[-1].end]
            if len(codes) >= 2 and (len(chain) == 1 or _LAST_LINK.search(joined)):
                groups.append(codes)
        return groups

    def _linked(self, a: Mention, b: Mention) -> bool:
        gap = self.plain[a.end:b.start]
        if len(gap) > 40:
            return False
        if _LINK.fullmatch(gap):
            return True
        between = re.fullmatch(r"(?:'s)?(?: [a-z-]+){0,2} and (?:the |its |his )?(?:[a-z-]+ ){0,1}", gap)
        return between is not None and not re.search(_verbs(), gap)

    def codes(self, index: int, before: int | None = None) -> list[str]:
        """The distinct states of a sentence before an offset."""
        return list(dict.fromkeys(c for m in self.lines[index].mentions if before is None or m.end <= before for c in m.codes))


@cache
def _verbs() -> str:
    return rf"\b{alternation(load_coreference().linking_verbs)}\b"


@cache
def _boundary() -> re.Pattern[str]:
    return re.compile(rf"[;:,—–(]|\b{alternation(load_coreference().clause_openers)}\b")
