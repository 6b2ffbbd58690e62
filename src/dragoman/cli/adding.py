"""``dragoman add`` keeps what it codes in a store; ``dragoman status`` says what a store holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.coding import Ids, IdsOption
from dragoman.cli.options import DEFAULT_STORE, Codebooks, Paths, Quiet, Store
from dragoman.cli.report import Report, counted
from dragoman.cli.streams import show

if TYPE_CHECKING:
    from dragoman.model import Document, ReadError, Statement
    from dragoman.store import Added
    from dragoman.store.store import Store as OpenStore


def add(
    paths: Paths,
    store: Store = DEFAULT_STORE,
    codebook: Codebooks = None,
    ids: IdsOption = Ids.hash,
    wait: Annotated[
        float, typer.Option("--wait", metavar="SECONDS", min=0, help="How long to wait where another process is writing to the store.")
    ] = 10.0,
    quiet: Quiet = False,
) -> None:
    """Read, code and keep texts in a store.

    A document is stored whole or not at all. Adding it again changes nothing, and the same command after an interruption goes on where
    it was. With a newer codebook, the machine's statements are made anew and what people decided is kept.

    \b
    Examples:
      dragoman add articles/ --store record.db
      dragoman add news.jsonl.gz archive.warc.gz --store postgresql://me@localhost/record
      export DRAGOMAN_STORE=~/record.db; dragoman add today/
    """
    from dragoman.codebook import load_codebook
    from dragoman.coding import code_documents
    from dragoman.read import read_documents
    from dragoman.store import open_store

    book = load_codebook(codebook or ())
    with open_store(store, create=True, busy_timeout=wait) as record, Report(paths, _summary, quiet=quiet) as report:

        def rejected(problem: ReadError) -> None:
            report.error(problem)
            if problem.path == "-" or Path(problem.path).exists():  # a name mistyped is nothing that the store should remember
                record.record_rejected(problem.path, f"{problem.place}: {problem.reason}" if problem.place else problem.reason)

        documents = _new(read_documents(paths, on_error=rejected, ids=ids.value), record, book.version, report)
        coded = _watched(code_documents(documents, book), report)
        for added in record.add_many(coded, codebook_version=book.version, on_error=lambda _, problem: report.failed(str(problem))):
            _count(report, added)
    raise typer.Exit(1 if report.counts["failed"] else 0)


def _new(documents: Iterable[Document], record: OpenStore, version: str, report: Report) -> Iterator[Document]:
    """Those that the store does not have as they would be coded now."""
    for document in documents:
        if record.has(document, version):
            report.counts["unchanged"] += 1
        else:
            yield document


def _watched(coded: Iterable[tuple[Document, list[Statement]]], report: Report) -> Iterator[tuple[Document, list[Statement]]]:
    for document, statements in coded:
        yield document, statements
        report.done(document, 0)


def _count(report: Report, added: Added) -> None:
    report.counts[added.outcome] += 1
    if added.outcome != "unchanged":
        report.counts["statements"] += added.statements


def _summary(report: Report) -> str:
    counts = report.counts
    parts = [f"stored {counted(counts['new'], 'document')}"]
    if counts["recoded"]:
        parts.append(f"{counts['recoded']:,} coded anew")
    parts.append(f"{counts['unchanged']:,} unchanged")
    return f"{', '.join(parts)}; {counted(counts['statements'], 'statement')} stored{report.other_languages}{report.failures}"


class StatusFormat(StrEnum):
    """How a store's contents are told."""

    terminal = "terminal"
    json = "json"


def status(
    store: Store = DEFAULT_STORE,
    format: Annotated[StatusFormat, typer.Option("--format", "-f", help="To read, or as one JSON object.")] = StatusFormat.terminal,
) -> None:
    """What a store holds: documents, statements, states, what was not coded or not read.

    \b
    Example:
      dragoman status --store record.db
    """
    from dragoman.cli.tables import status_json, status_text
    from dragoman.store import open_store

    with open_store(store) as record:
        render = status_json if format is StatusFormat.json else status_text
        show(render(record.status(), record.dyads(), record.rejected()))
