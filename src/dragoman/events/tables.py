"""Events as rows of CSV and as a Parquet file."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any, Self

from dragoman.columns import SEPARATOR, Column
from dragoman.events.event import Event
from dragoman.model import DragomanError

COLUMNS: tuple[Column, ...] = (
    Column("id", "text", "twelve hexadecimal digits, the same whenever the same event is coded from the same sentence"),
    Column("date", "text", "when it happened, in EDTF; empty where the text gives no way to tell"),
    Column("source", "text", "who acts: the words of the text, without an article"),
    Column("source_country", "text", "ISO 3166-1 alpha-3, a former state's code, an organisation's short name"),
    Column("source_sector", "text", "PLOVER's sector, as below"),
    Column("target", "text", "on or towards whom; empty where the sentence names nobody"),
    Column("target_country", "text", "as for the source"),
    Column("target_sector", "text", "as for the source"),
    Column("root", "text", "PLOVER's type, one of the sixteen below, or a type of your own ontology"),
    Column("mode", "text", "PLOVER's mode of the type"),
    Column("contexts", "list", "what the act is about: PLOVER's contexts"),
    Column("quad", "integer", "1 verbal, 2 material cooperation, 3 verbal, 4 material conflict"),
    Column("cameo", "text", "the most specific CAMEO code that the words warrant, two to four digits"),
    Column("goldstein", "number", "the Goldstein score of that code, -10 to 10"),
    Column("quote", "text", "the sentence"),
    Column("doc", "text", "the document's id"),
    Column("start", "integer", "where the sentence begins in the document's text, in characters"),
    Column("end", "integer", "where it ends"),
    Column("confidence", "number", "0 to 1"),
    Column("status", "text", "happened, planned, proposed or denied"),
    Column("date_basis", "text", "stated, relative or document, as for a statement"),
    Column("attribution", "list", "who is said to have said it, nearest first"),
    Column("triggers", "list", "the words that tell the type, most telling first"),
)
SQL = {"text": "VARCHAR", "list": "VARCHAR[]", "integer": "INTEGER", "number": "DOUBLE"}


def row(event: Event) -> dict[str, Any]:
    """The values of ``COLUMNS`` as text and numbers: a list's values are joined."""
    return {name: SEPARATOR.join(value) or None if isinstance(value, list) else value for name, value in event.to_dict().items()}


class ParquetFile:
    """Takes events as they come and writes one Parquet file at the end, whole or not at all. Memory does not grow with their number.

    Raises DragomanError where the file can't be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._lines = tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl", dir=path.parent)  # noqa: SIM115
        except OSError as problem:
            raise DragomanError(f"{path}: cannot be written: {problem.strerror}") from problem

    def write(self, event: Event) -> None:
        """One more row."""
        self._lines.write(json.dumps(event.to_dict()) + "\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._lines.flush()
                self._copy()
        finally:
            self._lines.close()

    def _copy(self) -> None:
        import duckdb

        part = self.path.with_name(f".{self.path.name}.part")
        columns = "{" + ", ".join(f"'{c.name}': '{SQL[c.type]}'" for c in COLUMNS) + "}"
        source, target = (str(p).replace("'", "''") for p in (self._lines.name, part))
        rows = f"SELECT * FROM read_json('{source}', format = 'newline_delimited', columns = {columns})"
        try:
            duckdb.connect().execute(f"COPY ({rows}) TO '{target}' (FORMAT parquet)")
            part.replace(self.path)
        except (OSError, duckdb.Error) as problem:
            part.unlink(missing_ok=True)
            raise DragomanError(f"{self.path}: cannot be written: {problem}") from problem
