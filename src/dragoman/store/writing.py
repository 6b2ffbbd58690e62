"""Writing a document and what was coded from it: whole, within the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, RowMapping, delete, insert, or_, select, update

from dragoman.store.records import Added
from dragoman.store.schema import codings, documents, rejected, statement_pairs, statements
from dragoman.store.serialise import Coder, Prepared, Row, pairs, statement_row, with_document


def now() -> str:
    """The time in UTC, to the second: ``2025-08-25T12:00:00Z``."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def find_stored(connection: Connection, given_id: str, content_hash: str) -> RowMapping | None:
    """The row (without the text) under which a text that came with an id is stored."""
    columns = [column for column in documents.c if column.name not in ("text", "extra")]
    query = select(*columns).where(documents.c.given_id == given_id, documents.c.content_hash == content_hash)
    return connection.execute(query).mappings().first()


def is_current(stored: RowMapping | None, metadata_hash: str, coder: Coder) -> bool:
    """Whether the stored document needs no new coding."""
    if stored is None or stored["metadata_hash"] != metadata_hash:
        return False
    return Coder(stored["codebook_version"], stored["coder_version"]) == coder


def put(connection: Connection, prepared: Prepared, coder: Coder, *, not_coded: str | None) -> Added:
    """Stores the document as new, replaces what the machine had coded from it, or finds that nothing has changed."""
    stored = find_stored(connection, prepared.document.id, prepared.content_hash)
    coding: Row = {**coder._asdict(), "not_coded": not_coded}
    if stored is not None and is_current(stored, prepared.metadata_hash, coder):
        return Added(stored["id"], "unchanged", _count(connection, stored["n"]), stored["not_coded"])
    if stored is not None:
        document_n, document_id = stored["n"], stored["id"]
        changed = {name: value for name, value in prepared.row.items() if name not in ("text", "path", "extra")}
        connection.execute(update(documents).where(documents.c.n == document_n).values(**changed, **coding))
        for table in (statement_pairs, statements):
            connection.execute(delete(table).where(table.c.document_n == document_n))
    else:
        document_id = _free_id(connection, prepared)
        row = {**prepared.row, **coding, "id": document_id, "added_at": now()}
        document_n = connection.execute(insert(documents).returning(documents.c.n), row).scalar_one()
    _put_statements(connection, prepared, document_n, document_id)
    connection.execute(insert(codings), {**coder._asdict(), "document_n": document_n, "coded_at": now(),
                                         "statements": len(prepared.statements)})
    if prepared.document.path is not None:
        connection.execute(delete(rejected).where(rejected.c.path == prepared.document.path))
    return Added(document_id, "new" if stored is None else "recoded", len(prepared.statements), not_coded)


def _put_statements(connection: Connection, prepared: Prepared, document_n: int, document_id: str) -> None:
    rows = [statement_row(with_document(statement, document_id), document_n, ordinal)
            for ordinal, statement in enumerate(prepared.statements)]
    if not rows:
        return
    connection.execute(insert(statements), rows)
    dyads: list[Row] = [{"a": a, "b": b, "document_n": document_n, "ordinal": ordinal}
                        for ordinal, statement in enumerate(prepared.statements) for a, b in pairs(statement.states)]
    if dyads:
        connection.execute(insert(statement_pairs), dyads)


def _count(connection: Connection, document_n: int) -> int:
    return len(connection.execute(select(statements.c.ordinal).where(statements.c.document_n == document_n)).all())


def _free_id(connection: Connection, prepared: Prepared) -> str:
    """The document's own id, or where another text has it, that id with part of the text's hash: neither text is lost."""
    given = prepared.document.id
    candidates: Sequence[str] = (given, f"{given}@{prepared.content_hash[:8]}", f"{given}@{prepared.content_hash}")
    taken = set(connection.execute(select(documents.c.id).where(or_(*(documents.c.id == candidate for candidate in candidates)))).scalars())
    return next(candidate for candidate in candidates if candidate not in taken)
