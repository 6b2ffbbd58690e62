"""Documents and statements as rows, and back; the hashes by which a store knows a text and a claim again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import RowMapping

from dragoman.model import Document, Statement, StoreError
from dragoman.times.edtf import bounds, is_valid

if TYPE_CHECKING:
    from dragoman.merge.claims import Claim
    from dragoman.store.judging import Judged

Row = dict[str, Any]

# What the coder reads besides the text. The path is not among it: a moved file is the same document.
_METADATA = ("title", "published", "published_basis", "published_note", "outlet", "author", "url", "language", "place", "body_start")
_COPIED = ("text", *_METADATA, "path", "extra")


def to_json(value: Any) -> str:
    """Compact JSON that keeps letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Coder(NamedTuple):
    """What coded a document: the codebook's version and Dragoman's own."""

    codebook_version: str
    coder_version: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document checked and ready to be written: hashes, its row, and its statements."""

    document: Document
    content_hash: str
    metadata_hash: str
    row: Row
    statements: tuple[Statement, ...]


def content_hash(document: Document) -> str:
    """SHA-256 of the text: 64 hexadecimal digits."""
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


def metadata_hash(document: Document) -> str:
    """SHA-256 of what the coder reads besides the text: date, title, outlet and the like, but not the path."""
    return hashlib.sha256(to_json([getattr(document, name) for name in _METADATA]).encode("utf-8", "surrogatepass")).hexdigest()


def prepare(document: Document, statements: Iterable[Statement], *, postgres: bool) -> Prepared:
    """Checks everything that can be checked before a transaction is begun.

    StoreError, naming the document, where a quote is not what the text has at its place, or where the database can't hold the text.
    """
    kept = _without_repeats(statements)
    for statement in kept:
        _check_statement(document, statement)
    row = {"given_id": document.id, "content_hash": content_hash(document), "metadata_hash": metadata_hash(document),
           **{name: getattr(document, name) for name in _COPIED}}
    _check_text(document, row, postgres=postgres)
    return Prepared(document, row["content_hash"], row["metadata_hash"], row, kept)


def _check_statement(document: Document, statement: Statement) -> None:
    evidence, wrong = statement.evidence, None
    if evidence.doc != document.id:
        wrong = f"its evidence names another document ({evidence.doc})"
    elif not evidence.quote or document.text[evidence.start:evidence.end] != evidence.quote:
        wrong = f"its quote is not what the text has at {evidence.start}-{evidence.end}"
    elif statement.date is not None and not is_valid(statement.date):
        wrong = f"its date is not EDTF ({statement.date})"
    if wrong:
        raise StoreError(f"document {document.id}: statement {statement.id}, made by rule {statement.rule!r}, is not sound: {wrong}. "
                         "Nothing of the document was stored; correct the rule and add it again")


def _check_text(document: Document, row: Row, *, postgres: bool) -> None:
    for name, value in row.items():
        written = to_json(value) if name == "extra" else value
        if not isinstance(written, str):
            continue
        try:
            written.encode()
        except UnicodeEncodeError as error:
            raise StoreError(f"document {document.id}: its {name} has a character that is no text (half of a surrogate pair, at "
                             f"{error.start}). Read the file with its right encoding, and add it again") from error
        if postgres and ("\x00" in written or "\\u0000" in written):
            raise StoreError(f"document {document.id}: its {name} holds a NUL character, which PostgreSQL can't store. "
                             "Take it out of the file, or use an SQLite store")


def _without_repeats(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Drops what says the same from the same place twice (two rules may find one claim), keeping the more confident."""
    best: dict[str, Statement] = {}
    for statement in statements:
        said = statement.to_dict()
        for varying in ("confidence", "rule", "date_basis", "plover"):
            del said[varying]
        key = to_json(said)
        if key not in best or statement.confidence > best[key].confidence:
            best[key] = statement
    return tuple(best.values())


def to_document(row: RowMapping) -> Document:
    """The document that a row of ``documents`` holds."""
    return Document(id=row["id"], **{name: row[name] for name in _COPIED})


def with_document(statement: Statement, document_id: str) -> Statement:
    """The statement with its evidence in the document as it is stored."""
    if statement.evidence.doc == document_id:
        return statement
    return statement.with_(evidence=replace(statement.evidence, doc=document_id))


def statement_row(statement: Statement, document_n: int, ordinal: int) -> Row:
    """The row of ``statements`` as coded: ``payload`` is the contract's form whole; the other columns repeat what one queries on."""
    payload = statement.to_dict(trace=True)
    trace = payload.pop("trace")
    first, last = bounds(statement.date) if statement.date else (None, None)
    amount, plover = statement.amount, statement.plover
    return {
        "document_n": document_n, "ordinal": ordinal, "id": payload["id"],
        "kind": statement.kind, "source": statement.source, "target": statement.target,
        "status": statement.status, "date": statement.date, "date_from": first.isoformat() if first else None,
        "date_to": last.isoformat() if last else None, "object": statement.object,
        "amount_value": float(amount.value) if amount else None, "amount_currency": amount.currency if amount else None,
        "amount_unit": amount.unit if amount else None, "amount_comparator": amount.comparator if amount else None,
        "span_start": statement.evidence.start, "span_end": statement.evidence.end, "plover_type": plover.type if plover else None,
        "plover_quad": plover.quad if plover else None, "confidence": statement.confidence, "rule": statement.rule,
        "payload": payload, "trace": trace, "claim": claim_key(statement)}


_UNCOUNTED: Row = {"judged": None, "review": None, "weight": None, "unit": None, "cell": None, "speaker": None, "fact": None}


def counted_row(judged: Judged, claim: Claim | None) -> Row:
    """The columns that tell how a statement counts in merging; all empty for one that a person rejected."""
    review = judged.review.to_dict() if judged.review else None
    if judged.left is None or claim is None:
        return {**_UNCOUNTED, "review": review}
    changed = None if judged.left is judged.coded else judged.left.to_dict(trace=True)
    return {"judged": changed, "review": review, "weight": judged.left.confidence, "unit": claim.id, "cell": claim.cell,
            "speaker": list(judged.left.attribution) or None, "fact": None}


def to_statement(row: RowMapping) -> Statement:
    """The machine's statement that a row with ``payload`` and, if it was read, ``trace`` holds."""
    return Statement.from_dict({**row["payload"], "trace": row.get("trace")})


def as_it_counts(row: RowMapping) -> Statement:
    """The statement as people left it, of a row that also has ``judged``."""
    return Statement.from_dict(row["judged"]) if row["judged"] is not None else to_statement(row)


def pairs(states: Sequence[str]) -> list[tuple[str, str]]:
    """Every two of the (sorted) states; of a single state, the state with itself."""
    return list(combinations(states, 2)) if len(states) != 1 else [(states[0], states[0])]


def claim_key(statement: Statement) -> str:
    """What is claimed, apart from where it stands and how it was found: sixteen hexadecimal digits, by which a judgement knows its claim.

    It leaves out what a better reading of the same words may add: the date's basis, via, most details.
    """
    persons = statement.detail.get("persons") or []
    who = sorted(map(str, persons)) if isinstance(persons, list | tuple) else str(persons)
    key = [statement.kind, statement.source, statement.target, sorted(statement.parties or ()), statement.date, statement.status,
           statement.object, statement.amount.as_dict() if statement.amount else None, who]
    return hashlib.sha256(to_json(key).encode("utf-8", "surrogatepass")).hexdigest()[:16]
