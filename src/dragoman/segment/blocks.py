"""Blocks: a document's paragraphs with what each is, from its title to the turns of an interview."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dragoman.model import Document
from dragoman.segment.lines import Span, blank_between, paragraph_spans
from dragoman.segment.rules import Rules, load_rules
from dragoman.segment.sentences import Sentence, split_sentences

BlockKind = Literal["title", "heading", "dateline", "byline", "paragraph", "bullet", "question", "answer", "list-item"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, line or turn.

    ``start`` and ``end`` are offsets into the document's text and take in a bullet, number or speaker's label; the sentences
    begin after it. ``speaker`` is the label of a turn ("Q", "A", a name), or "—" where only dashes tell the turns apart.
    ``head_date_end``: where the block opens with a date as a chronology's entries do ("16 May 1988: ..."), the offset at which
    what happened then begins; the first sentence takes in that date.
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
_DASH = re.compile(r"(?:[—–―]|--)\s+(?=\S)")
_LABEL = re.compile(r"\*{0,2}(?P<label>[A-Z][^\W\d_]*(?:[ .’'-]{1,2}[A-Z][^\W\d_]*\.?){0,4})\*{0,2}\s?[:.]\*{0,2}\s+(?=\S)")
_NAME = r"[A-Z][\w.’'-]+(?:\s+[\w.’'-]+){0,5}"
_BYLINE = re.compile(rf"(?:By|by|BY)\s+{_NAME}(?:(?:,|\s\||\s+and|\s+in)\s+[^.]{{1,60}})?$")
_PLACE = r"[A-ZÀ-Þ][\w’'.-]*(?:[ -][\w’'.-]+){0,3}(?:,\s[A-Z][\w.’' -]{1,25})?"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ’'.-]+(?:[ -][A-ZÀ-Þ’'.-]+){0,3}(?:,\s[A-Z][\w.’' -]{1,25})?"
_FINAL = tuple(".:;,…")
HEADING_WORDS_MAX, HEADING_LENGTH_MAX = 16, 120


def segment(doc: Document) -> list[Block]:
    """The blocks of a document in order, covering every line that is not blank; nothing overlaps."""
    text, rules = doc.text, load_rules()
    spans = paragraph_spans(text)
    turns = _Turns.of(text, spans, rules)
    out: list[Block] = []
    for index, span in enumerate(spans):
        out.extend(_blocks(doc, spans, index, turns, rules, out[-1] if out else None))
    return out


@dataclass(frozen=True, slots=True)
class _Turns:
    """How a document marks the turns of an interview: labels that ask, labels that answer, or dashes alone."""

    asking: frozenset[str]
    answering: frozenset[str]
    dashes: bool

    @classmethod
    def of(cls, text: str, spans: list[Span], rules: Rules) -> _Turns:
        labels, questions, dashes, dash_questions = Counter[str](), Counter[str](), 0, 0
        for start, end in spans:
            if _DASH.match(text, start):
                dashes += 1
                dash_questions += text.endswith("?", start, end)
            elif (match := _LABEL.match(text, start, end)) and not rules.label_line.match(text, start):
                labels[match["label"]] += 1
                questions[match["label"]] += text.endswith("?", start, end)
        known = rules.question_labels | rules.answer_labels
        speakers = {label for label, count in labels.items() if label in known or count >= 2}
        if not (speakers & known) and (len(speakers) < 2 or not any(questions[s] for s in speakers)):
            speakers = set()
        asking = {s for s in speakers if s in rules.question_labels or (s not in rules.answer_labels and 2 * questions[s] >= labels[s])}
        return cls(frozenset(asking), frozenset(speakers - asking), dashes >= 2 and dash_questions >= 1)


def _blocks(doc: Document, spans: list[Span], index: int, turns: _Turns, rules: Rules, before: Block | None) -> Iterator[Block]:
    text, (start, end) = doc.text, spans[index]
    turn = _turn(text, start, end, turns, before)
    if turn is not None:
        kind, speaker, content = turn
        yield Block(kind, start, end, split_sentences(text, content, end, rules), speaker)
        return
    marked = _marked(text, start, end, rules)
    if marked is not None:
        yield marked
        return
    if (kind_of_line := _line_kind(doc, spans, index, rules, before)) is not None:
        yield Block(kind_of_line, start, end, (Sentence(start, end),))
        return
    content = dateline_end(text, start, end, rules)
    if content > start:
        stop = content
        while text[stop - 1].isspace():
            stop -= 1
        yield Block("dateline", start, stop, ())
    head = rules.head_date.match(text, content, end)
    kind, speaker = _continued(before)
    yield Block(kind, content, end, split_sentences(text, content, end, rules), speaker, head.end() if head and head.end() < end else None)


def _continued(before: Block | None) -> tuple[BlockKind, str | None]:
    """A plain paragraph after a turn belongs to that turn."""
    if before is not None and before.kind in ("question", "answer"):
        return before.kind, before.speaker
    return "paragraph", None


def _turn(text: str, start: int, end: int, turns: _Turns, before: Block | None) -> tuple[BlockKind, str, int] | None:
    if turns.dashes and (match := _DASH.match(text, start, end)):
        kind: BlockKind = "answer" if before is not None and before.kind == "question" else "question"
        return kind, "—", match.end()
    if (turns.asking or turns.answering) and (match := _LABEL.match(text, start, end)):
        label = match["label"]
        if label in turns.asking:
            return "question", label, match.end()
        if label in turns.answering:
            return "answer", label, match.end()
    return None


def _marked(text: str, start: int, end: int, rules: Rules) -> Block | None:
    """A block that opens with a mark: a bullet, a number, a letter in brackets, the # of a Markdown heading."""
    if text[start].isalpha() and text[start + 1:start + 3].isalpha():
        return None
    if match := _MARKED_HEADING.match(text, start, end):
        return Block("heading", start, end, (Sentence(match.end(), end),))
    kind: BlockKind = "bullet"
    match = _BULLET.match(text, start, end)
    if match is None:
        kind, match = "list-item", _ITEM.match(text, start, end)
    if match is None:
        return None
    head = rules.head_date.match(text, match.end(), end)
    return Block(kind, start, end, split_sentences(text, match.end(), end, rules), None, head.end() if head and head.end() < end else None)


def _line_kind(doc: Document, spans: list[Span], index: int, rules: Rules, before: Block | None) -> BlockKind | None:
    """What a short line is when it is no paragraph: title, heading, dateline or byline."""
    text, (start, end) = doc.text, spans[index]
    if end - start > 3 * HEADING_LENGTH_MAX:
        return None
    line = text[start:end]
    if doc.title and start < max(doc.body_start, 1) and " ".join(line.split()) == " ".join(doc.title.split()):
        return "title"
    if end - start > HEADING_LENGTH_MAX + 40:
        return None
    if rules.label_line.match(line):
        return "dateline"
    if _BYLINE.match(line):
        return "byline"
    if _dateline_line(rules).fullmatch(line):
        return "dateline"
    if end - start > HEADING_LENGTH_MAX or line.endswith(_FINAL) or index + 1 == len(spans):
        return None
    if len(line.split()) > HEADING_WORDS_MAX or not (line[0].isupper() or line[0].isdigit() or line[0] in "\"“‘'"):
        return None
    if line.endswith(("!", "?")) and not (index == 0 or blank_between(text, spans[index - 1][1], start)):
        return None
    if line.endswith(("!", "?")) and index > 0 and not line[0].isupper():
        return None
    if rules.head_date.match(line):
        return None
    return "title" if index == 0 and doc.title is None else "heading"


@cache
def _dateline_line(rules: Rules) -> re.Pattern[str]:
    date = rf"(?:\d{{1,2}}\s+{rules.month}(?:,?\s+\d{{4}})?|{rules.month}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|{rules.month},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)"
    return re.compile(rf"(?:{_PLACE},\s+)?{date}(?:\s*[(—–-]+\s*[\w .’'&-]{{2,40}}\)?)?(?:\s*[-–—]{{1,2}})?|\([A-Z][\w .’'&-]{{1,40}}\)")


def dateline_end(text: str, start: int, end: int, rules: Rules) -> int:
    """Where a paragraph goes on after the dateline that it opens with ("LAGOS, May 28 (Xinhua) -- "); ``start`` where it has none."""
    if not (text[start].isupper() or text[start] in "(-—–"):
        return start
    match = _dateline(rules).match(text, start, min(end, start + 160))
    return match.end() if match and match.end() < end else start


@cache
def _dateline(rules: Rules) -> re.Pattern[str]:
    date = rf"(?:\d{{1,2}}\s+{rules.month}(?:,?\s+\d{{4}})?|{rules.month}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{4}}-\d\d-\d\d)"
    agency = r"\([A-Z][\w .’'/&-]{1,40}\)"
    dash = r"\s*(?:--|—|–|-|:)\s+"
    return re.compile(
        rf"(?:{_CAPITALS}|{_PLACE}(?=,\s+{date}|\s+{agency}\s*[-—–]))(?:[,.]?\s+{date})?(?:[,.]?\s+{agency})?{dash}|{agency}{dash}|(?:--|—)\s+")
