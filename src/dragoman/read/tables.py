"""CSV and Parquet tables with a document a row, streamed."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Any

from dragoman.model import Document, ReadError
from dragoman.read.formats import COLUMNS
from dragoman.read.records import document_from_record
from dragoman.read.source import Source

_ROWS = 64
_DELIMITERS = ",;\t|"
_CHUNK = 1 << 20


def read_csv(stream: io.BufferedReader, source: Source) -> Iterator[Document | ReadError]:
    """A document a row of a CSV or TSV table. The header names the columns; its delimiter is that of the table.

    Rows that are no rows of the table give an error each, with the line that they end in; the others are read.
    """
    # The standard reader, not duckdb's, which loses rows whose quoted line ends fall on a buffer's edge. Its limit on a field is
    # a setting of the whole process; it is only ever raised here.
    csv.field_size_limit(max(csv.field_size_limit(), source.max_bytes))
    lines = _Lines(stream, source)
    header = lines.header()
    rows = csv.reader(lines, delimiter=_delimiter(header), strict=True)
    try:
        columns = [name.strip() for name in next(rows, [])]
    except csv.Error as problem:
        raise source.error(f"the header is no list of columns: {problem}", "line 1") from problem
    _check_columns(columns, source)
    while True:
        try:
            row = next(rows, None)
        except ReadError as problem:
            yield problem
            continue
        except csv.Error as problem:
            yield source.error(f"the row is broken and was passed over: {problem}", f"line {lines.number:,}")
            continue
        if row is None:
            return
        place = f"line {lines.number:,}"
        if len(row) == len(columns):
            yield _row(dict(zip(columns, row, strict=True)), source, place)
        elif row:
            yield source.error(f"the row is broken and was passed over: it has {len(row)} fields, the header names {len(columns)}", place)


class _Lines:
    """The lines of a table, one at a time, none longer than a document may be. After an error it goes on with the next line."""

    def __init__(self, stream: io.BufferedReader, source: Source) -> None:
        wide = stream.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        # Bytes that are no UTF-8 become half characters, by which the row that has them is refused, whole.
        self.text = io.TextIOWrapper(stream, "utf-16" if wide else "utf-8-sig", errors="strict" if wide else "surrogateescape", newline="")
        self.source, self.limit, self.number = source, source.max_bytes, 0
        self.waiting: str | None = None

    def header(self) -> str:
        """The first line, which will be given again."""
        self.waiting = next(self, "")
        return self.waiting

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self.waiting is not None:
            line, self.waiting = self.waiting, None
            return line
        line = self.text.readline(self.limit + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > self.limit:
            while line and not line.endswith("\n"):
                line = self.text.readline(_CHUNK)
            raise self.source.error(self.source.too_long("the line is longer than any document may be"), f"line {self.number:,}")
        return line


def _delimiter(header: str) -> str:
    unquoted = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=unquoted.count)


def read_parquet(path: str, source: Source) -> Iterator[Document | ReadError]:
    """A document a row of the Parquet file at ``path`` (``source`` is what errors name), read by duckdb a row group at a time."""
    import duckdb

    with duckdb.connect(":memory:", config={"threads": 1, "memory_limit": "2GB"}) as connection:
        try:
            result = connection.execute("SELECT * FROM read_parquet(?)", [path])
            columns = [column[0] for column in result.description or ()]
            _check_columns(columns, source)
            number = 0
            while rows := result.fetchmany(_ROWS):
                for row in rows:
                    number += 1
                    yield _row(dict(zip(columns, row, strict=True)), source, f"row {number:,}")
        except duckdb.Error as problem:
            raise source.error(f"the table cannot be read: {' '.join(str(problem).split())[:300]}") from problem


def _check_columns(columns: list[str], source: Source) -> None:
    if "text" not in {column.lower() for column in columns}:
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
