"""``dragoman code``: the statements that texts make."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Codebooks, Out, Paths, Quiet
from dragoman.cli.report import Report, counted
from dragoman.cli.streams import Output
from dragoman.cli.tables import csv_line

if TYPE_CHECKING:
    from dragoman.model import Document, Statement


class Format(StrEnum):
    """How statements are written."""

    jsonl = "jsonl"
    csv = "csv"
    table = "table"


class Ids(StrEnum):
    """What identifies a document that brings no id of its own."""

    name = "name"
    hash = "hash"


IdsOption = Annotated[Ids, typer.Option("--ids", help="A document without an id is called by its file's name, or by a hash of its text.")]


def code(
    paths: Paths,
    codebook: Codebooks = None,
    ids: IdsOption = Ids.name,
    trace: Annotated[bool, typer.Option("--trace", help="With each statement, how its parts were resolved (jsonl).")] = False,
    format: Annotated[Format, typer.Option("--format", "-f", help="JSON lines, a flat table as CSV, or a table to read.")] = Format.jsonl,
    out: Out = None,
    quiet: Quiet = False,
) -> None:
    """Code texts: one statement a line, as JSON.

    Reads text, Markdown, HTML, PDF, DOCX, WARC, JSON lines, CSV and Parquet, plain or gzipped; folders with all below them.
    A document that is not in English is reported and not coded. What cannot be read is told on standard error, and the rest goes on.

    \b
    Examples:
      dragoman code article.txt | head
      dragoman code articles/ 'more/*.html' --out statements.jsonl
      dragoman code articles/ --format csv --out statements.csv
      curl -s https://example.org/a.html | dragoman code -
    """
    from dragoman.codebook import load_codebook
    from dragoman.coding import code_documents
    from dragoman.read import read_documents

    book = load_codebook(codebook or ())
    render = _renderer(format, trace=trace)
    with Output(out) as output, Report(paths, _summary, quiet=quiet, streaming=out is None) as report:
        if format is Format.csv:
            output.write(csv_line(_column_names()))
        for document, statements in code_documents(read_documents(paths, on_error=report.error, ids=ids.value), book):
            if statements:
                output.write(render(document, statements))
            report.done(document, len(statements))
    raise typer.Exit(1 if report.counts["failed"] else 0)


def _summary(report: Report) -> str:
    counts = report.counts
    coded = counts["documents"] - report.languages.total()
    return f"{counted(coded, 'document')} coded, {counted(counts['statements'], 'statement')}{report.other_languages}{report.failures}"


def _renderer(format: Format, *, trace: bool) -> Callable[[Document, list[Statement]], str]:
    if format is Format.csv:
        return _as_csv
    if format is Format.table:
        return _as_table
    return lambda _, statements: "".join(json.dumps(s.to_dict(trace=trace), ensure_ascii=False) + "\n" for s in statements)


def _column_names() -> list[str]:
    from dragoman.columns import COLUMNS

    return [c.name for c in COLUMNS]


def _as_csv(_: Document, statements: list[Statement]) -> str:
    from dragoman.columns import row

    return "".join(csv_line(row(s).values()) for s in statements)


def _as_table(document: Document, statements: list[Statement]) -> str:
    from dragoman.cli.tables import statement_table

    return statement_table(document, statements)
