"""A document made ready for coding: blocks and sentences with their mentions, times and amounts, and what it is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dragoman.actors import Gazetteer, dyad, find_mentions, find_offices, focus, interview_pair, resolve_coreference
from dragoman.amounts import find_amounts
from dragoman.coding.scene import S, Setting, View
from dragoman.model import Document, Mention, TimeExpression
from dragoman.segment import Block, segment
from dragoman.times import find_times

# A text longer than this is about a pair only if its title says so: it may be several stories.
LONG = 12_000
# So many entries that open with a date make a text a chronology, which tells no news of the day.
CHRONOLOGY = 3
# Blocks that carry no prose of their own to code. A title repeats the text.
SILENT = {"title", "dateline", "byline"}


def build_view(doc: Document, gazetteer: Gazetteer) -> View:
    """Everything that the coder knows of a document before it parses a sentence."""
    blocks = segment(doc)
    mentions = find_mentions(doc, gazetteer)
    ranked = focus(doc, mentions)
    mentions = resolve_coreference(doc, mentions, gazetteer, ranked)
    times, amounts = find_times(doc), find_amounts(doc.text)
    settings: list[Setting] = []
    for block in blocks:
        if block.kind in SILENT and (block.kind != "title" or len(blocks) > 1):
            continue
        head = head_time(block, times)
        for sentence in block.sentences:
            start, end = sentence.start, sentence.end
            told = [t for t in within(times, start, end) if t is not head]
            settings.append(Setting(sentence, block, within(mentions, start, end), told, within(amounts, start, end), head, len(settings)))
    year = int(doc.published[:4]) if doc.published and doc.published[:4].isdigit() else None
    pair = find_dyad(doc, mentions, gazetteer, talked=any(b.kind == "answer" for b in blocks))
    entries = sum(block.head_date_end is not None for block in blocks)
    is_news = bool(doc.published and len(doc.published) == 10) and entries < CHRONOLOGY
    return View(doc, gazetteer, settings, find_offices(doc, mentions), ranked, pair, year, is_news, interviewee(blocks, mentions))


def interviewee(blocks: Sequence[Block], mentions: Sequence[Mention]) -> str | None:
    """Who answers in an interview: the first official named before its first question."""
    first = next((b.start for b in blocks if b.kind in ("question", "answer")), None)
    if first is None:
        return None
    return next((m.person or m.text for m in mentions if m.start < first and m.office), None)


def within(spans: Sequence[S], start: int, end: int) -> list[S]:
    """The spans that lie inside [start, end); ``spans`` are sorted by start."""
    first = bisect_left(spans, start, key=lambda s: s.start)
    out = []
    for span in spans[first:]:
        if span.start >= end:
            break
        out.append(span)
    return out


def head_time(block: Block, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The date at the head of a chronology's entry, which dates all that the entry tells."""
    if block.head_date_end is None:
        return None
    found = within(times, block.start, block.head_date_end)
    return found[0] if found else None


def find_dyad(doc: Document, mentions: Sequence[Mention], gazetteer: Gazetteer, *, talked: bool = False) -> tuple[str, str] | None:
    """The pair of states that a document is mainly about, or None: both in its title, those of the two who talk in an interview, or most of
    what it names.

    A title that is not part of the text is read by itself. A long text may be several stories: only its title makes it about a pair.
    """
    titled: list[str] = []
    if doc.title:
        title = find_mentions(Document(id=doc.id, text=doc.title, published=doc.published), gazetteer)
        told = [m for m in mentions if m.kind == "name" and re.search(rf"\b{re.escape(m.text)}\b", doc.title)]  # as the text reads it
        titled = list(dict.fromkeys(c for m in (*title, *told) if m.kind != "organisation" for c in m.codes))
    if len(titled) == 2:
        return titled[0], titled[1]
    if talked and (talkers := interview_pair(doc, mentions, gazetteer)) is not None:
        return talkers
    return dyad(doc, mentions) if len(doc.text) <= LONG else None
