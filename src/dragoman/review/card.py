"""What a reviewer sees of a fact: its words, how sure it is, who says it, what contradicts it, what others decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.brief.attribution import speaker
from dragoman.brief.conflict import conflict_words
from dragoman.brief.dates import date_words
from dragoman.brief.imprint import imprint
from dragoman.brief.names import Names
from dragoman.brief.phrases import sentence
from dragoman.brief.scope import many
from dragoman.brief.text import one_line
from dragoman.brief.words import load_words
from dragoman.merge import Fact
from dragoman.model import Document, Review, Statement
from dragoman.review.fields import FIELDS, field_value

if TYPE_CHECKING:
    from rich.console import RenderableType

#: Quotes shown of a fact before its reviewer asks for all.
FIRST = 3
_CONTEXT = 200
#: Facts that contradict it shown side by side with it.
_SIDES = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact with what is shown beside it. ``others`` are the facts that contradict it; ``checks`` what reference data say of it."""

    fact: Fact
    documents: Mapping[str, Document]
    others: Mapping[str, Fact]
    checks: Sequence[str] = ()


def card(shown: Shown, names: Names, *, place: str, every_quote: bool = False) -> list[RenderableType]:
    """What to print on a rich console, in order. ``place`` tells how far the review has come."""
    from rich.rule import Rule
    from rich.text import Text

    fact = shown.fact
    parts: list[RenderableType] = [
        Rule(Text(f"{place} · {fact.id}", style="dim"), align="left", style="dim"),
        Text(one_line(f"{sentence(fact, names)} ({date_words(fact.date)})"), style="bold"),
        *(Text(line) for line in _certainty(fact)),
        *(Text.assemble(f"{name:>14}  ", one_line(value)) for name, value in _fields(fact, names)),
    ]
    parts += [Text(one_line(f"! {line}"), style="yellow") for line in _doubts(shown)]
    if shown.others:
        parts.append(_side_by_side(shown, names))
    parts += [part for number, s in _quotes(fact, every_quote) for part in _quote(number, s, shown, names, every_quote)]
    hidden = len(fact.statements) - len(_quotes(fact, every_quote))
    if hidden > 0:
        parts.append(Text(f"    and {hidden} more: o shows all, with the words around", style="dim"))
    parts += [Text(line, style="cyan") for review in fact.reviews for line in _review_lines(review)]
    return parts


def _certainty(fact: Fact) -> list[str]:
    counts = fact.counts
    told = many(counts.independent, "independent source")
    if (counts.statements, counts.documents) != (1, 1):
        told += f" ({many(counts.statements, 'statement')} in {many(counts.documents, 'document')})"
    return [f"{fact.status} · confidence {fact.confidence:.2f}, {load_words().certainty_of(fact.confidence)} · {told}"]


def _fields(fact: Fact, names: Names) -> list[tuple[str, str]]:
    wanted = [name for name in FIELDS if name not in ("status", "detail")]
    details = [f"detail.{key}" for key in sorted(fact.detail)]
    shown = [(name, field_value(fact, name, names)) for name in wanted]
    shown += [(key, field_value(fact, key, names).partition(": ")[2]) for key in details]
    return [(name, value) for name, value in shown if value]


def _doubts(shown: Shown) -> list[str]:
    fact = shown.fact
    return [*(f"disputed: {conflict_words(fact, conflict, shown.others)}" for conflict in fact.conflicts), *shown.checks]


def _side_by_side(shown: Shown, names: Names) -> RenderableType:
    """This fact and those that contradict it, a column each."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    sides = [shown.fact, *list(shown.others.values())[:_SIDES]]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, header_style="bold")
    for number, side in enumerate(sides):
        table.add_column(Text(f"{'this' if number == 0 else 'the other'}: {date_words(side.date)}"), ratio=1, overflow="fold")
    table.add_row(*(Text(one_line(sentence(side, names))) for side in sides))
    table.add_row(*(Text(f"confidence {side.confidence:.2f}, {many(side.counts.independent, 'independent source')}") for side in sides))
    for row in range(FIRST):
        quotes = [_cited(_by_certainty(side)[row:row + 1], shown.documents) for side in sides]
        if any(quotes):
            table.add_row(*map(Text, quotes))
    table.add_row(*(Text(side.id, style="dim") for side in sides))
    return table


def _cited(statements: Iterable[Statement], documents: Mapping[str, Document]) -> str:
    return "".join(f"“{one_line(s.evidence.quote)}” ({imprint(documents.get(s.evidence.doc), s.evidence.doc)})" for s in statements)


def _by_certainty(fact: Fact) -> list[Statement]:
    """Its statements, the surest first, of different documents before a second of one."""
    turns: dict[str, int] = {}
    ranked = []
    for statement in sorted(fact.statements, key=lambda s: -s.confidence):
        turns[statement.evidence.doc] = turn = turns.get(statement.evidence.doc, 0) + 1
        ranked.append((turn, statement))
    return [statement for _, statement in sorted(ranked, key=lambda pair: pair[0])]


def _quotes(fact: Fact, every: bool) -> list[tuple[int, Statement]]:
    """The statements to show, each with its number among all of the fact's."""
    chosen = _by_certainty(fact)[: None if every else FIRST]
    return [(number, s) for number, s in enumerate(fact.statements, 1) if s in chosen]


def _quote(number: int, s: Statement, shown: Shown, names: Names, context: bool) -> list[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    document = shown.documents.get(s.evidence.doc)
    who = imprint(document, s.evidence.doc)
    said = f", says {speaker(s, shown.documents, names)}" if s.attribution else ""
    read = "" if (s.date, s.status) == (shown.fact.date, shown.fact.status) else f" · read as {date_words(s.date)}, {s.status}"
    head = Text.assemble((f"[{number}] ", "bold"), one_line(f"{who}{said}"), (f"{read} · {s.id}", "dim"))
    before, after = _around(document.text, s) if context and document else ("", "")
    words = Text.assemble((before, "dim"), f"“{one_line(s.evidence.quote)}”", (after, "dim"))
    return [head, Padding(words, (0, 0, 0, 4))]


def _around(text: str, s: Statement) -> tuple[str, str]:
    """The words of the paragraph before and after a quote, cut where they are long."""
    start, end = s.evidence.start, s.evidence.end
    before = text[max(0, start - _CONTEXT):start].rpartition("\n\n")[2]
    after = text[end:end + _CONTEXT].partition("\n\n")[0]
    if len(before) == _CONTEXT:
        before = "…" + before.partition(" ")[2]
    if len(after) == _CONTEXT:
        after = after.rpartition(" ")[0] + "…"
    return one_line(before) + " " * before.endswith((" ", "\n")), " " * after.startswith((" ", "\n")) + one_line(after)


def _review_lines(review: Review) -> list[str]:
    own = f"{review.verdict} by {review.by}, {review.at[:10]}{f': {review.note}' if review.note else ''}"
    return [own, *(f"! but {line}" for other in review.against for line in _review_lines(other))]
