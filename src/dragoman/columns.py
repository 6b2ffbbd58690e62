"""A statement as one flat row, and its amount in a word: the columns of ``dragoman code --format csv`` and of ``dragoman.frame``."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Literal, NamedTuple

from dragoman.model import Amount, Statement

ColumnType = Literal["text", "day", "number", "integer", "list"]
#: Between the values of a column that can hold several. No code and no outlet's name has one.
SEPARATOR = "; "


class Column(NamedTuple):
    """One column: its name, the type of its values (a "day" is a calendar date, a "list" one of texts), and what it holds."""

    name: str
    type: ColumnType
    meaning: str


COLUMNS: tuple[Column, ...] = (
    Column("id", "text", "twelve hexadecimal digits, the same whenever the same claim is coded from the same place"),
    Column("kind", "text", "one of the codebook's kinds"),
    Column("source", "text", "the state that acts; for directed kinds and those about one state"),
    Column("target", "text", "the state that it acts on or towards"),
    Column("parties", "text", "the states of a mutual kind, sorted"),
    Column("states", "text", "all states that the statement is about, sorted, whatever their roles"),
    Column("via", "text", "states passed through, hosting, mediating, or the common adversary"),
    Column("date", "text", "when it happened or held, in EDTF"),
    Column("first_day", "day", "the first day that the date may mean; empty where it is open"),
    Column("last_day", "day", "the last day that the date may mean; empty where it is open"),
    Column("date_basis", "text", "stated, relative or document"),
    Column("status", "text", "happened, ongoing, planned, proposed, denied or ended"),
    Column("object", "text", "the thing's own name"),
    Column("detail", "text", "what the kind needs besides, as a JSON object"),
    Column("amount", "number", "a sum of money or a count"),
    Column("currency", "text", "of a sum, ISO 4217"),
    Column("unit", "text", "of a count"),
    Column("comparator", "text", "of the amount: = > >= < <= or ~"),
    Column("attribution", "text", "who is said to have said it, nearest first"),
    Column("doc", "text", "the document's id"),
    Column("start", "integer", "where the quote begins in the document's text, in characters"),
    Column("end", "integer", "where it ends"),
    Column("quote", "text", "the words themselves"),
    Column("plover_type", "text", "PLOVER's event type; empty for standing facts"),
    Column("plover_mode", "text", "PLOVER's mode"),
    Column("quad", "integer", "1 verbal, 2 material cooperation, 3 verbal, 4 material conflict"),
    Column("confidence", "number", "0 to 1"),
    Column("rule", "text", "what in the codebook made it"),
    Column("plover_contexts", "text", "PLOVER's contexts: what it is about"),
    Column("cameo", "text", "CAMEO code; of the intent for what is planned or proposed, empty for what did not happen"),
    Column("goldstein", "number", "the CAMEO code's Goldstein score, -10 (conflict) to 10 (cooperation)"),
)


def row(statement: Statement) -> dict[str, Any]:
    """The values of ``COLUMNS`` in their order; None where the statement says nothing."""
    s = statement
    first, last = _days(s.date)
    return {
        "id": s.id,
        "kind": s.kind,
        "source": s.source,
        "target": s.target,
        "parties": _joined(s.parties),
        "states": _joined(s.states),
        "via": _joined(s.via),
        "date": s.date,
        "first_day": first,
        "last_day": last,
        "date_basis": s.date_basis,
        "status": s.status,
        "object": s.object,
        "detail": json.dumps(s.detail, ensure_ascii=False, sort_keys=True) if s.detail else None,
        "amount": float(s.amount.value) if s.amount else None,
        "currency": s.amount.currency if s.amount else None,
        "unit": s.amount.unit if s.amount else None,
        "comparator": s.amount.comparator if s.amount else None,
        "attribution": _joined(s.attribution),
        "doc": s.evidence.doc,
        "start": s.evidence.start,
        "end": s.evidence.end,
        "quote": s.evidence.quote,
        "plover_type": s.plover.type if s.plover else None,
        "plover_mode": s.plover.mode if s.plover else None,
        "quad": s.plover.quad if s.plover else None,
        "confidence": s.confidence,
        "rule": s.rule,
        "plover_contexts": _joined(s.plover.contexts) if s.plover else None,
        "cameo": s.plover.cameo if s.plover else None,
        "goldstein": s.plover.goldstein if s.plover else None,
    }


def amount_text(amount: Amount) -> str:
    """``>20,000,000,000 USD``."""
    value = f"{amount.value:,.2f}".rstrip("0").rstrip(".")
    comparator = "" if amount.comparator == "=" else amount.comparator
    return f"{comparator}{value} {amount.currency or amount.unit or ''}".strip()


def _joined(values: tuple[str, ...] | None) -> str | None:
    return SEPARATOR.join(values) if values else None


def _days(edtf: str | None) -> tuple[date | None, date | None]:
    if edtf is None:
        return None, None
    from dragoman.times.edtf import bounds

    return bounds(edtf)
