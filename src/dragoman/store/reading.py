"""Queries: documents, statements by states and kinds as the machine or as people left them, the journal, counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal_column, or_, select

from dragoman.model import Document, Statement
from dragoman.store.judging import judged_view
from dragoman.store.records import Dyad, Judgement
from dragoman.store.schema import documents, judgements, metadata, statement_pairs, statements
from dragoman.store.serialise import pairs, to_document, to_statement

States = Sequence["str | Collection[str]"]
"""One or two states, each a code or several codes that count as one (a state and its predecessors)."""

_DOCUMENT_COLUMNS = [column for column in documents.c if column.name not in ("n", "given_id", "content_hash", "metadata_hash", "added_at",
                                                                             "codebook_version", "coder_version", "not_coded")]
# Ids are looked up in portions: a database takes only so many parameters.
_PORTION = 500


def read_documents(connection: Connection, ids: Collection[str] | None) -> Iterator[Document]:
    """All documents in the order in which they were added, or those of the given ids."""
    query = select(*_DOCUMENT_COLUMNS).order_by(documents.c.n)
    portions = [None] if ids is None else [sorted(ids)[i:i + _PORTION] for i in range(0, len(ids), _PORTION)]
    for portion in portions:
        chosen = query if portion is None else query.where(documents.c.id.in_(portion))
        for row in connection.execution_options(yield_per=200).execute(chosen).mappings():
            yield to_document(row)


def read_statements(connection: Connection, states: States | None, kinds: Collection[str] | None, ids: Collection[str] | None, *,
                    judged: bool, trace: bool) -> Iterator[Statement]:
    """Statements in the order of their documents, then of the text. Where nothing is judged, both views are the same."""
    codes = [{state} if isinstance(state, str) else set(state) for state in states or ()]
    wanted = _filter(codes, kinds, ids)
    if not judged:
        yield from _select(connection, wanted, trace=trace)
        return
    journal: defaultdict[str, list[Judgement]] = defaultdict(list)
    for text_hash, entry in read_journal(connection):
        journal[text_hash].append(entry)
    # Documents in which a judgement may bring a statement into, or take it out of, what was asked for. They are few; each is read whole.
    touched = {text_hash for text_hash, entries in journal.items()
               if any(_wanted(version, codes, kinds) for entry in entries for version in (entry.statement, entry.corrected))}
    rows = list(_documents_of(connection, touched))
    yield from _select(connection, wanted, trace=trace, without={row.n for row in rows})
    for row in rows:
        if ids is None or row.id in ids:
            coded = list(_select(connection, [statements.c.document_n == row.n], trace=trace))
            yield from (s for s in judged_view(coded, journal[row.content_hash], row.id) if _wanted(s, codes, kinds))


def _documents_of(connection: Connection, hashes: Collection[str]) -> Iterator[Any]:
    ordered = sorted(hashes)
    for i in range(0, len(ordered), _PORTION):
        query = select(documents.c.n, documents.c.id, documents.c.content_hash).where(documents.c.content_hash.in_(ordered[i:i + _PORTION]))
        yield from connection.execute(query.order_by(documents.c.n)).all()


def _filter(codes: Sequence[set[str]], kinds: Collection[str] | None, ids: Collection[str] | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if codes:
        pair = _pair_condition(codes)
        conditions.append(select(literal_column("1")).where(
            statement_pairs.c.document_n == statements.c.document_n, statement_pairs.c.ordinal == statements.c.ordinal, pair).exists())
    if kinds is not None:
        conditions.append(statements.c.kind.in_(sorted(kinds)))
    if ids is not None:
        conditions.append(statements.c.document_n.in_(select(documents.c.n).where(documents.c.id.in_(sorted(ids)))))
    return conditions


def _pair_condition(codes: Sequence[set[str]]) -> ColumnElement[bool]:
    a, b = statement_pairs.c.a, statement_pairs.c.b
    first = sorted(codes[0])
    if len(codes) == 1:
        return or_(a.in_(first), b.in_(first))
    second = sorted(codes[1])
    return or_(and_(a.in_(first), b.in_(second)), and_(a.in_(second), b.in_(first)))


def _wanted(statement: Statement, codes: Sequence[set[str]], kinds: Collection[str] | None) -> bool:
    """What ``_filter`` asks of the database, for a statement in hand."""
    if kinds is not None and statement.kind not in kinds:
        return False
    both = pairs(statement.states) if statement.states else []
    if len(codes) == 1:
        return any(state in codes[0] for state in statement.states)
    return not codes or any((a in codes[0] and b in codes[1]) or (a in codes[1] and b in codes[0]) for a, b in both)


def _select(connection: Connection, conditions: Sequence[ColumnElement[bool]], *, trace: bool,
            without: Collection[int] = ()) -> Iterator[Statement]:
    columns = [statements.c.document_n, statements.c.payload, *([statements.c.trace] if trace else [])]
    query: Select[Any] = select(*columns).where(*conditions).order_by(statements.c.document_n, statements.c.ordinal)
    for row in connection.execution_options(yield_per=1000).execute(query).mappings():
        if row["document_n"] not in without:
            yield to_statement(row)


def read_journal(connection: Connection, text_hash: str | None = None) -> Iterator[tuple[str, Judgement]]:
    """The journal in order: the hash of each entry's text, and the entry."""
    query = select(judgements).order_by(judgements.c.n)
    if text_hash is not None:
        query = query.where(judgements.c.content_hash == text_hash)
    for row in connection.execute(query).mappings():
        yield row["content_hash"], Judgement(row["n"], row["decided_at"], row["decided_by"], row["verdict"], row["note"],
                                             Statement.from_dict(row["statement"]), row["correction"])


def statements_by_id(connection: Connection, prefix: str) -> list[tuple[str, Statement]]:
    """The machine's statements whose id begins so, then those that a person left under such an id; each with its text's hash."""
    def begins(column: ColumnElement[str]) -> ColumnElement[bool]:
        return and_(column >= prefix, column < prefix + "g")  # ids are of 0-9a-f

    query = (select(statements.c.payload, statements.c.trace, documents.c.content_hash)
             .join(documents, documents.c.n == statements.c.document_n).where(begins(statements.c.id))
             .order_by(statements.c.document_n, statements.c.ordinal))
    found = [(row["content_hash"], to_statement(row)) for row in connection.execute(query).mappings()]
    if found:
        return found
    either = or_(begins(judgements.c.statement_id), begins(judgements.c.corrected_id))
    decided = select(judgements).where(either).order_by(judgements.c.n.desc())
    return [(row["content_hash"], Statement.from_dict(row["statement"])) for row in connection.execute(decided).mappings()][:1]


def read_dyads(connection: Connection) -> list[Dyad]:
    """Every two states that a statement concerns, the most spoken of first."""
    a, b = statement_pairs.c.a, statement_pairs.c.b
    n = func.count()
    return [Dyad(*row) for row in connection.execute(select(a, b, n).where(a != b).group_by(a, b).order_by(n.desc(), a, b)).all()]


def counts(connection: Connection, column: ColumnElement[Any], *conditions: ColumnElement[bool]) -> dict[str, int]:
    """Rows by the value of a column, most first."""
    n = func.count()
    query = select(column, n).where(*conditions).group_by(column).order_by(n.desc(), column)
    return {str(value): count for value, count in connection.execute(query).all()}


def date_range(connection: Connection) -> tuple[str | None, str | None]:
    """First and last day of what is said to have happened, to hold or to have ended."""
    real = statements.c.status.in_(("happened", "ongoing", "ended"))
    first = connection.execute(select(func.min(statements.c.date_from)).where(real)).scalar()
    last = connection.execute(select(func.max(statements.c.date_to)).where(real)).scalar()
    return first, last


def dyad_count(connection: Connection) -> int:
    """How many pairs of states the store knows of."""
    a, b = statement_pairs.c.a, statement_pairs.c.b
    query = select(a, b).where(a != b).distinct().subquery()
    return connection.execute(select(func.count()).select_from(query)).scalar_one()


def postgres_size(connection: Connection) -> int:
    """Bytes that the store's tables and indexes take on the server."""
    return sum(connection.execute(select(func.pg_total_relation_size(name))).scalar_one() for name in metadata.tables)
