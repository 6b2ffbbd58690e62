"""CSV and Parquet tables with a document a row, streamed (duckdb)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dragoman.model import Document, ReadError
from dragoman.read.formats import COLUMNS
from dragoman.read.records import document_from_record
from dragoman.read.source import Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ROWS = 64


def read_csv(path: str, source: Source) -> Iterator[Document | ReadError]:
    """A document a row of the CSV or TSV file at ``path`` (``source`` is what errors name). The delimiter is found, all columns are text.

    Rows that are no rows of the table give an error each, with their line; the others are read.
    """
    yield from _table(path, source, "read_csv(?, header = true, all_varchar = true, store_rejects = true, null_padding = false, "
                                    f"max_line_size = {6 * source.max_chars + (1 << 16)}, strict_mode = true)", rejects=True)


def read_parquet(path: str, source: Source) -> Iterator[Document | ReadError]:
    """A document a row of the Parquet file at ``path``."""
    yield from _table(path, source, "read_parquet(?)", rejects=False)


def _table(path: str, source: Source, call: str, *, rejects: bool) -> Iterator[Document | ReadError]:
    import duckdb

    with duckdb.connect(":memory:", config={"threads": 1, "memory_limit": "2GB"}) as connection:
        try:
            result = connection.execute(f"SELECT * FROM {call}", [path])
            columns = [column[0] for column in result.description or ()]
            _check_columns(columns, source)
            number = 0
            while rows := result.fetchmany(_ROWS):
                for row in rows:
                    number += 1
                    yield _row(dict(zip(columns, row, strict=True)), source, f"row {number:,}")
            if rejects:
                yield from _rejected(connection, source)
        except duckdb.Error as problem:
            raise source.error(f"the table cannot be read: {_first_lines(problem)}") from problem


def _check_columns(columns: list[str], source: Source) -> None:
    if "text" not in {column.strip().lower() for column in columns}:
        raise source.error(f'the table has no column "text"; its columns are {_listed(columns)}. '
                           f"A table of documents has {', '.join(COLUMNS)}: rename the one that holds the texts")


def _listed(columns: list[str]) -> str:
    """The columns' names, cut where a file without a header has texts in their place."""
    return ", ".join(name if len(name) <= 40 else f"{name[:40]}…" for name in columns[:20]) or "none"


def _row(row: dict[str, Any], source: Source, place: str) -> Document | ReadError:
    try:
        return document_from_record(row, source, place)
    except ReadError as problem:
        return problem


def _rejected(connection: DuckDBPyConnection, source: Source) -> Iterator[ReadError]:
    """The lines that fitted no row, as duckdb's table of rejects tells them."""
    query = "SELECT line, any_value(error_message) FROM reject_errors GROUP BY line ORDER BY line"
    for line, reason in connection.execute(query).fetchall():
        yield source.error(f"the row is broken and was passed over: {' '.join(str(reason).split())[:200]}", f"line {line:,}")


def _first_lines(problem: Exception) -> str:
    return " ".join(" ".join(str(problem).split("\n\n")[0].split())[:300].split())
