"""Stores as Dragoman wrote them under its first schema, for what must become of them."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, insert, select, text

import dragoman.store.migrations
from dragoman.store import open_store
from dragoman.store.schema import VERSION_TABLE, codings, documents, meta, metadata, statement_pairs, statements
from dragoman.store.store import Store

_SINCE_0002 = {"documents": {"story", "sketch"},
               "statements": {"claim", "judged", "review", "weight", "unit", "cell", "speaker", "fact"}}


def make_old(url: str, like: Store) -> None:
    """Makes, at an empty place, the store that the first schema would have held of a present one's documents and coding.

    Its journal has three entries: a confirmation, a correction and a rejection of the first three statements.
    """
    tables = {}
    with like._reader.begin() as connection:
        for table in (meta, documents, codings, statements, statement_pairs):
            columns = [column for column in table.c if column.name not in _SINCE_0002.get(table.name, ())]
            tables[table] = [dict(row) for row in connection.execute(select(*columns)).mappings()]
    maker = open_store(url, create=True)
    with maker._writer.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            table.drop(connection)
        connection.execute(text(f"DROP TABLE {VERSION_TABLE}"))
        _upgrade_to(connection, "0001")
        for table, rows in tables.items():
            if rows:
                connection.execute(insert(table).inline(), rows)
        _judge(connection, tables[statements], {row["n"]: row["content_hash"] for row in tables[documents]})
    maker.close()


def judged_as_old(store: Store) -> None:
    """The same three decisions in a present store."""
    first = list(store.statements(view="machine"))[:3]
    store.judge(first[0], "confirmed", by="Ana", note="seen")
    store.judge(first[1], "corrected", by="Ana", correction={"date": "1950"})
    store.judge(first[2], "rejected", by="Bo")


def _upgrade_to(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(dragoman.store.migrations.__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _judge(connection: Connection, coded: list[dict[str, object]], hashes: dict[object, object]) -> None:
    import json

    decisions = [("Ana", "confirmed", "seen", None), ("Ana", "corrected", "", {"date": "1950"}), ("Bo", "rejected", "", None)]
    ordered = sorted(coded, key=lambda row: (row["document_n"], row["ordinal"]))
    for n, (row, (by, verdict, note, correction)) in enumerate(zip(ordered, decisions, strict=False), 1):
        payload = {**row["payload"], "trace": row["trace"]}  # type: ignore[dict-item]
        connection.execute(
            text("INSERT INTO judgements (n, decided_at, decided_by, verdict, note, content_hash, claim, span_start, span_end,"
                 " statement_id, corrected_id, statement, correction) VALUES (:n, '2026-01-01T00:00:00Z',"
                 " :by, :verdict, :note, :hash, 'x', :start, :end, :id, :id, :statement, :correction)"),
            {"n": n, "by": by, "verdict": verdict, "note": note, "hash": hashes[row["document_n"]], "start": row["span_start"],
             "end": row["span_end"], "id": row["id"], "statement": json.dumps(payload),
             "correction": json.dumps(correction) if correction else None})
