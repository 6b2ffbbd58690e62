"""Blocks: a document's paragraphs with what each is, from its title to the turns of an interview."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from dragoman.model import Document
from dragoman.read.headlines import front_matter, read_dateline, read_line
from dragoman.read.lines import Span, is_heading, paragraph_spans
from dragoman.read.shapes import LINE_LENGTH_MAX, load_shapes
from dragoman.segment.rules import Rules, load_rules
from dragoman.segment.sentences import Sentence, split_sentences

BlockKind = Literal["title", "heading", "dateline", "byline", "paragraph", "bullet", "question", "answer", "list-item"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, line or turn.

    ``start`` and ``end`` are offsets into the document's text and take in a bullet, number or speaker's label; the sentences
    begin after it. Datelines and bylines have no sentences: they claim nothing. ``speaker`` is the label of a turn ("Q", "A",
    a name), or "—" where only dashes tell the turns apart. ``head_date_end``: where the block opens with a date as a
    chronology's entries do ("16 May 1988: ..."), the offset at which what happened then begins; the first sentence takes in
    that date.
    """

    kind: BlockKind
    start: int
    end: int
    sentences: tuple[Sentence, ...]
    speaker: str | None = None
    head_date_end: int | None = None


_BULLET = re.compile(r"(?:[-•*◦▪‣●·+]|–|—|\d{1,3}[.)]|\[\d{1,3}\])\s+(?=\S)")
_ITEM = re.compile(r"(?:\([a-z]{1,4}\)|\(\d{1,3}\)|[a-z]\)|[ivx]{1,5}[.)])\s+(?=\S)")
_MARKED_HEADING = re.compile(r"#{1,6}\s+(?=\S)|={2,4}\s*(?=\w)")
_LEADING_DASH = re.compile(r"(?:--|—|–)\s+(?=\S)|>\s*(?=\S)")
_DASH = re.compile(r"(?:[—–―]|--)\s+(?=\S)")
_LABEL = re.compile(r"\*{0,2}(?P<label>[A-Z][^\W\d_]*(?:[ .’'-]{1,2}[A-Z][^\W\d_]*\.?){0,4})\*{0,2}\s?[:.]\*{0,2}\s+(?=\S)")


_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us)\b")
#: The turns of an unmarked interview: at least so many, and a question no longer than so many characters.
TURNS_MIN, QUESTION_MAX = 4, 160


def segment(doc: Document) -> list[Block]:
    """The blocks of a document in order, covering every line that is not blank; nothing overlaps.

    YAML front matter is left out. Lines wrapped at a fixed width are taken together; offsets are those of the text as it is.
    """
    cut = _Cutter(doc)
    out: list[Block] = []
    for index in range(len(cut.spans)):
        out.extend(cut.blocks(index, out[-1] if out else None))
    return out


@dataclass(frozen=True, slots=True)
class _Turns:
    """How a document marks the turns of an interview: labels that ask, labels that answer, dashes alone, or nothing but their places."""

    asking: frozenset[str]
    answering: frozenset[str]
    dashes: bool
    by_place: dict[int, BlockKind]

    @classmethod
    def of(cls, text: str, spans: list[Span], rules: Rules) -> _Turns:
        labels, questions, dashes, dash_questions = Counter[str](), Counter[str](), 0, 0
        for start, end in spans:
            if _DASH.match(text, start):
                dashes += 1
                dash_questions += text.endswith("?", start, end)
            elif match := _LABEL.match(text, start, end):
                labels[match["label"]] += 1
                questions[match["label"]] += text.endswith("?", start, end)
        known = rules.question_labels | rules.answer_labels
        speakers = {label for label, count in labels.items() if label in known or count >= 2}
        if not (speakers & known) and (len(speakers) < 2 or not any(questions[s] for s in speakers)):
            speakers = set()
        asking = {s for s in speakers if s in rules.question_labels or (s not in rules.answer_labels and 2 * questions[s] >= labels[s])}
        by_dash = dashes >= 2 and dash_questions >= 1
        by_place = {} if speakers or by_dash else _by_place(text, spans)
        return cls(frozenset(asking), frozenset(speakers - asking), by_dash, by_place)


def _by_place(text: str, spans: list[Span]) -> dict[int, BlockKind]:
    """The turns of an interview that is printed without any mark, by where they begin: from the first question on, short lines, most of
    which ask, take turns with longer ones, which do not ask and where somebody says "I" or "we". Empty where it is no such interview."""
    first = next((i for i, (start, end) in enumerate(spans) if i and end - start <= QUESTION_MAX and text.endswith("?", start, end)), None)
    if first is None:
        return {}
    asked, told = spans[first::2], spans[first + 1 :: 2]
    if len(told) < TURNS_MIN or any(end - start > QUESTION_MAX for start, end in asked):
        return {}
    asking = [text.endswith("?", start, end) for start, end in asked]
    telling = [text.endswith("?", start, end) for start, end in told]
    spoken = sum(_FIRST_PERSON.search(text, start, end) is not None for start, end in told)
    if 2 * sum(asking) < len(asked) or sum(telling) > 1 or 2 * spoken < len(told):
        return {}
    turns: dict[int, BlockKind] = {start: "question" for start, _ in asked}
    turns.update((start, "answer") for start, _ in told)
    return turns


class _Cutter:
    """One document being cut: its text, its paragraphs and how it marks turns."""

    def __init__(self, doc: Document) -> None:
        self.text, self.rules, self.shapes = doc.text, load_rules(), load_shapes()
        self.title = " ".join(doc.title.split()) if doc.title else None
        self.spans = paragraph_spans(self.text, front_matter(self.text)[1])
        self.turns = _Turns.of(self.text, self.spans, self.rules)
        self.first_line = next((start for start, end in self.spans[:5] if read_line(self.text, start, end, self.shapes) is None), -1)

    def blocks(self, index: int, before: Block | None) -> list[Block]:
        """The block that a paragraph is; two where a dateline opens it."""
        start, end = self.spans[index]
        found = self._turn(start, end, before) or self._line(index, before) or self._marked(start, end)
        if found is not None:
            return [found]
        out: list[Block] = []
        content = start
        if dateline := read_dateline(self.text, start, end, self.shapes):
            content = dateline.end
            out.append(Block("dateline", start, start + len(self.text[start:content].rstrip()), ()))
        elif match := _LEADING_DASH.match(self.text, start, end):
            content = match.end()
        if before is not None and before.kind in ("question", "answer"):
            # A plain paragraph after a turn goes on with it.
            return [*out, self._block(before.kind, content, end, content, before.speaker)]
        return [*out, self._block("paragraph", content, end, content)]

    def _block(self, kind: BlockKind, start: int, end: int, content: int, speaker: str | None = None) -> Block:
        head = self.rules.head_date.match(self.text, content, end)
        return Block(kind, start, end, split_sentences(self.text, content, end, self.rules), speaker,
                     head.end() if head and head.end() < end else None)

    def _turn(self, start: int, end: int, before: Block | None) -> Block | None:
        turns = self.turns
        if (kind := turns.by_place.get(start)) is not None:
            return self._block(kind, start, end, start)
        if turns.dashes and (match := _DASH.match(self.text, start, end)):
            answered = before is not None and before.kind == "question"
            return self._block("answer" if answered else "question", start, end, match.end(), "—")
        if (turns.asking or turns.answering) and (match := _LABEL.match(self.text, start, end)):
            label = match["label"]
            if label in turns.asking:
                return self._block("question", start, end, match.end(), label)
            if label in turns.answering:
                return self._block("answer", start, end, match.end(), label)
        return None

    def _marked(self, start: int, end: int) -> Block | None:
        """A block that opens with a mark: a bullet, a number, a letter in brackets, the # of a Markdown heading."""
        text = self.text
        if text[start:start + 3].isalpha():
            return None
        if match := _MARKED_HEADING.match(text, start, end):
            kind: BlockKind = "title" if self.title and " ".join(text[match.end():end].split()) == self.title else "heading"
            return Block(kind, start, end, (Sentence(match.end(), end),))
        if match := _BULLET.match(text, start, end):
            return self._block("bullet", start, end, match.end())
        if match := _ITEM.match(text, start, end):
            return self._block("list-item", start, end, match.end())
        return None

    def _line(self, index: int, before: Block | None) -> Block | None:
        """A line that is no paragraph: title, heading, dateline or byline."""
        text, (start, end) = self.text, self.spans[index]
        if end - start > LINE_LENGTH_MAX:
            return None
        if self.title and (before is None or before.kind in ("dateline", "byline")) and " ".join(text[start:end].split()) == self.title:
            return Block("title", start, end, (Sentence(start, end),))
        if text[end - 1] != "." or end - start < 80:
            line = read_line(text, start, end, self.shapes)
            if line is not None:
                return Block("byline" if line.kind == "byline" else "dateline", start, end, ())
        if is_heading(text, self.spans, index) and not self.rules.head_date.match(text, start, end):
            # Without a known title, the first line that could be one is, also under a date or a byline.
            first = self.title is None and start == self.first_line
            return Block("title" if first else "heading", start, end, (Sentence(start, end),))
        return None
