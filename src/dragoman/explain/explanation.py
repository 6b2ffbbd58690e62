"""Puts an explanation together from a statement, its document and the codebook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.model import Document, Statement, Trace

if TYPE_CHECKING:
    from dragoman.codebook import Codebook, Kind, Pattern


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a passage that play a part. Offsets count characters of the document's text."""

    start: int
    end: int
    part: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that something of the statement was read from; ``quoted`` where it is (part of) the statement's quote."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]
    quoted: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that a reader needs to agree or disagree with a statement.

    ``passages`` are in the order of the text: the quote's sentences, and any others that a state, a date or an amount was taken
    from. ``steps`` are the statement's trace. ``kind`` and ``pattern`` are None where the codebook at hand does not have the rule.
    """

    statement: Statement
    document: Document
    passages: tuple[Passage, ...]
    steps: tuple[Trace, ...]
    kind: Kind | None
    pattern: Pattern | None


def explain(statement: Statement, document: Document, codebook: Codebook) -> Explanation:
    """How ``statement``, made from ``document``, came about by ``codebook``."""
    kind_name, _, pattern_id = statement.rule.partition("/")
    kind = codebook.kinds.get(kind_name)
    pattern = next((p for p in kind.patterns if p.id == pattern_id), None) if kind else None
    marks = _marks(statement.trace, len(document.text))
    return Explanation(statement, document, _passages(statement, document, marks), statement.trace, kind, pattern)


def _marks(trace: Iterable[Trace], length: int) -> list[Mark]:
    """A mark for each stretch of words; parts that share one are named together ("source, target")."""
    parts: dict[tuple[int, int], list[str]] = {}
    for step in trace:
        if step.start is not None and step.end is not None and 0 <= step.start < step.end <= length:
            names = parts.setdefault((step.start, step.end), [])
            if step.part not in names:
                names.append(step.part)
    return [Mark(start, end, ", ".join(names)) for (start, end), names in sorted(parts.items(), key=lambda p: (p[0][0], -p[0][1]))]


def _passages(statement: Statement, document: Document, marks: list[Mark]) -> tuple[Passage, ...]:
    quote = (statement.evidence.start, statement.evidence.end)
    wanted = [quote, *((m.start, m.end) for m in marks)]
    spans: list[tuple[int, int]] = []
    for start, end in sorted({_cover(document, *stretch) for stretch in wanted}):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(
        Passage(
            start,
            end,
            document.text[start:end],
            tuple(m for m in marks if start <= m.start and m.end <= end),
            start < quote[1] and quote[0] < end,
        )
        for start, end in spans
    )


def _cover(document: Document, start: int, end: int) -> tuple[int, int]:
    """The whole sentences that hold ``text[start:end]``; where there are none (a dateline, a byline), the whole line."""
    from dragoman.segment import segment

    inside = [s for block in segment(document) for s in block.sentences if s.start < end and start < s.end]
    if inside:
        return min(start, inside[0].start), max(end, inside[-1].end)
    text = document.text
    newline = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if newline < 0 else newline
