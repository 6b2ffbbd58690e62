"""Queries: documents, statements by states and kinds as the machine or as people left them, the journal, counts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, literal_column, or_, select

from dragoman.model import Document, Statement
from dragoman.store.journal import judged_statements, portions
from dragoman.store.records import Dyad
from dragoman.store.schema import PERSON, documents, facts, metadata, statement_pairs, statements
from dragoman.store.serialise import as_it_counts, pairs, to_document, to_statement

States = Sequence["str | Collection[str]"]
"""One or two states, each a code or several codes that count as one (a state and its predecessors)."""

_OWN = ("n", "given_id", "content_hash", "metadata_hash", "added_at", "codebook_version", "coder_version", "not_coded", "story", "sketch")
_DOCUMENT_COLUMNS = [column for column in documents.c if column.name not in _OWN]


def read_documents(connection: Connection, ids: Collection[str] | None) -> Iterator[Document]:
    """All documents in the order in which they were added, or those of the given ids."""
    query = select(*_DOCUMENT_COLUMNS).order_by(documents.c.n)
    for portion in [None] if ids is None else portions(sorted(ids)):
        chosen = query if portion is None else query.where(documents.c.id.in_(portion))
        for row in connection.execution_options(yield_per=200).execute(chosen).mappings():
            yield to_document(row)


def read_statements(connection: Connection, states: States | None, kinds: Collection[str] | None, ids: Collection[str] | None, *,
                    judged: bool, trace: bool) -> Iterator[Statement]:
    """Statements in the order of their documents, then of the text; what only a person's word keeps comes last in each document."""
    codes = codes_of(states)
    s = statements.c
    columns = [s.payload, *([s.judged] if judged else []), *([s.trace] if trace else [])]
    # A correction may have brought a statement here from, or taken it to, other states or kinds: those are few, and looked at one by one.
    conditions = [*_filter(codes, None if judged else kinds, ids), s.cell.is_not(None) if judged else s.ordinal < PERSON]
    if judged and kinds is not None:
        conditions.append(or_(s.kind.in_(sorted(kinds)), s.judged.is_not(None)))
    query: Select[Any] = select(*columns).where(*conditions).order_by(s.document_n, s.ordinal)
    for row in connection.execution_options(yield_per=1000).execute(query).mappings():
        statement = as_it_counts(row) if judged else to_statement(row)
        if _wanted(statement, codes, kinds):
            yield statement if trace else replace(statement, trace=())


def codes_of(states: States | None) -> list[set[str]]:
    """Each state as a set of codes."""
    return [{state} if isinstance(state, str) else set(state) for state in states or ()]


def _filter(codes: Sequence[set[str]], kinds: Collection[str] | None, ids: Collection[str] | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if codes:
        pair = pair_condition(statement_pairs, codes)
        conditions.append(select(literal_column("1")).where(
            statement_pairs.c.document_n == statements.c.document_n, statement_pairs.c.ordinal == statements.c.ordinal, pair).exists())
    if kinds is not None:
        conditions.append(statements.c.kind.in_(sorted(kinds)))
    if ids is not None:
        conditions.append(statements.c.document_n.in_(select(documents.c.n).where(documents.c.id.in_(sorted(ids)))))
    return conditions


def pair_condition(pairs_of: Table, codes: Sequence[Collection[str]]) -> ColumnElement[bool]:
    """That a row of a table of pairs is of one state, or of two; each given as the codes that count as it."""
    a, b = pairs_of.c.a, pairs_of.c.b
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


def statements_by_id(connection: Connection, prefix: str) -> list[tuple[str, Statement]]:
    """The machine's statements whose id begins so, then those that a person left under such an id; each with its text's hash."""
    def begins(column: ColumnElement[str]) -> ColumnElement[bool]:
        return and_(column >= prefix, column < prefix + "g")  # ids are of 0-9a-f

    query = (select(statements.c.payload, statements.c.trace, documents.c.content_hash)
             .join(documents, documents.c.n == statements.c.document_n).where(begins(statements.c.id), statements.c.ordinal < PERSON)
             .order_by(statements.c.document_n, statements.c.ordinal))
    found = [(row["content_hash"], to_statement(row)) for row in connection.execute(query).mappings()]
    return found or judged_statements(connection, prefix)


def told_by(connection: Connection, fact_id: str) -> list[tuple[str, Statement, Statement]]:
    """For each statement of a fact: the hash of its text, the statement as coded, and as it counts."""
    s, d = statements.c, documents.c
    query = (select(d.content_hash, s.payload, s.trace, s.judged).join(documents, d.n == s.document_n)
             .join(facts, facts.c.n == s.fact).where(facts.c.id == fact_id).order_by(d.id, s.span_start, s.ordinal))
    return [(row["content_hash"], to_statement(row), as_it_counts(row)) for row in connection.execute(query).mappings()]


def disputed_facts(connection: Connection) -> tuple[int, int]:
    """How many facts there are, and how many of them are disputed."""
    count = select(func.count()).select_from(facts)
    return connection.execute(count).scalar_one(), connection.execute(count.where(facts.c.disputed)).scalar_one()


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
