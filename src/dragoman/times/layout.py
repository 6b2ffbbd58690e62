"""Where in a document a time stands: its sentence, its block, and whether it heads an entry of a chronology."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from dragoman.model import Document
from dragoman.segment import Block, segment

_LINE_MARK = re.compile(r"[\s#*_=•–—-]*")


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's sentences and blocks by offset. Sentences count through the document; a block without any counts as one."""

    text: str
    blocks: list[Block]
    block_starts: list[int]
    sentence_spans: list[tuple[int, int]]
    sentence_starts: list[int]
    sentence_blocks: list[int]
    body_start: int

    @classmethod
    def of(cls, doc: Document) -> Layout:
        """The layout of a document, from its segmentation."""
        blocks = segment(doc)
        spans: list[tuple[int, int]] = []
        owners: list[int] = []
        for index, block in enumerate(blocks):
            inner = [(s.start, s.end) for s in block.sentences] or [(block.start, block.end)]
            spans += inner
            owners += [index] * len(inner)
        return cls(doc.text, blocks, [b.start for b in blocks], spans, [s for s, _ in spans], owners, doc.body_start)

    @property
    def breaks(self) -> list[int]:
        """Offsets of the line ends that close a block."""
        out = []
        for block in self.blocks:
            at = self.text.find("\n", block.end)
            if at >= 0 and not self.text[block.end:at].strip():
                out.append(at)
        return out

    def sentence(self, offset: int) -> int:
        """The sentence that an offset stands in (between two, the one before)."""
        return max(bisect_right(self.sentence_starts, offset) - 1, 0)

    def block(self, offset: int) -> int:
        """The block that an offset stands in."""
        return max(bisect_right(self.block_starts, offset) - 1, 0)

    def tells(self, offset: int) -> bool:
        """Whether what stands here tells something: not a title, heading, dateline or byline."""
        return bool(self.blocks) and self.blocks[self.block(offset)].kind not in ("title", "heading", "dateline", "byline")

    def is_head(self, start: int, end: int) -> bool:
        """Whether this is the date that a chronology's entry opens with ("16 May 1988: ...")."""
        block = self.blocks[self.block(start)]
        return block.head_date_end is not None and end <= block.head_date_end

    def is_heading_date(self, start: int, end: int) -> bool:
        """Whether a heading is nothing but this date, so that it dates what follows."""
        block = self.blocks[self.block(start)]
        if block.kind != "heading":
            return False
        before, after = self.text[block.start:start], self.text[end:block.end]
        return _LINE_MARK.fullmatch(before) is not None and after.strip(" .:*_=#") == ""

    def fronted(self, start: int, limit: int = 25) -> bool:
        """Whether this opens its sentence, a few words apart."""
        return start - self.sentence_spans[self.sentence(start)][0] <= limit
