"""Events as rows of CSV and as a Parquet file."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any, Self

from dragoman.columns import SEPARATOR
from dragoman.events.event import COLUMNS, Event
from dragoman.model import DragomanError

LISTS = ("contexts", "attribution", "triggers")
NUMBERS = {"quad": "TINYINT", "goldstein": "DOUBLE", "start": "INTEGER", "end": "INTEGER", "confidence": "DOUBLE"}


def row(event: Event) -> dict[str, Any]:
    """The values of ``COLUMNS`` as text and numbers: a list's values are joined."""
    return {name: SEPARATOR.join(value) or None if isinstance(value, list) else value for name, value in event.to_dict().items()}


def types() -> dict[str, str]:
    """The type of each column, in SQL; lists are lists of text."""
    return {name: NUMBERS.get(name, "VARCHAR[]" if name in LISTS else "VARCHAR") for name in COLUMNS}


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
        columns = "{" + ", ".join(f"'{name}': '{sort}'" for name, sort in types().items()) + "}"
        source, target = (str(p).replace("'", "''") for p in (self._lines.name, part))
        rows = f"SELECT * FROM read_json('{source}', format = 'newline_delimited', columns = {columns})"
        try:
            duckdb.connect().execute(f"COPY ({rows}) TO '{target}' (FORMAT parquet)")
            part.replace(self.path)
        except (OSError, duckdb.Error) as problem:
            part.unlink(missing_ok=True)
            raise DragomanError(f"{self.path}: cannot be written: {problem}") from problem
