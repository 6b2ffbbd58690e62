"""``dragoman events``: who did what to whom, states or not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.coding import Ids, IdsOption
from dragoman.cli.options import Out, Quiet
from dragoman.cli.report import Report, counted
from dragoman.cli.streams import Output
from dragoman.cli.tables import csv_line

if TYPE_CHECKING:
    from dragoman.events import Event
    from dragoman.events.typers import Typer
    from dragoman.model import Document


class Format(StrEnum):
    """How events are written."""

    jsonl = "jsonl"
    csv = "csv"
    table = "table"
    parquet = "parquet"


class Engine(StrEnum):
    """What types an event."""

    linear = "linear"
    transformer = "transformer"


def events(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help="Files, folders, patterns in quotes, or - for standard input.", show_default=False),
    ] = None,
    ids: IdsOption = Ids.name,
    min_confidence: Annotated[
        float | None, typer.Option("--min-confidence", min=0, max=1, help="Leave out what is less sure; 0 shows all.", show_default="0.5")
    ] = None,
    ontology: Annotated[
        Path | None, typer.Option("--ontology", metavar="FILE", help="Types of your own instead of PLOVER's; see docs/ontology.md.",
                                  show_default=False),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="With --ontology: tell what is weak in it, and code nothing.")] = False,
    engine: Annotated[
        Engine, typer.Option("--engine", help="transformer: PLOVER's types more accurately, slower; needs 'dragoman[transformer]'.")
    ] = Engine.linear,
    format: Annotated[
        Format, typer.Option("--format", "-f", help="JSON lines, CSV, a table to read, or Parquet (with --out).")
    ] = Format.jsonl,
    out: Out = None,
    quiet: Quiet = False,
) -> None:
    """Events in PLOVER's terms: who did what to whom, one line an event.

    Any actors count: states, ministries, armies, rebels, parties, police, courts, companies, crowds, international organisations. Each
    comes with its country and its PLOVER sector. An event has PLOVER's type, mode and contexts, the quad class (1 verbal, 2 material
    cooperation, 3 verbal, 4 material conflict), a CAMEO code with its Goldstein score, and the sentence that tells it. What is planned
    or proposed says so in its status; what the text says was not done is no event. Reads what `dragoman code` reads.

    \b
    Examples:
      dragoman events article.txt --format table
      dragoman events articles/ | jq 'select(.root == "COERCE")'
      dragoman events articles/ --format parquet --out events.parquet
      dragoman events articles/ --min-confidence 0.8 --format csv --out events.csv
      dragoman events articles/ --ontology maritime.yaml
      dragoman events --ontology maritime.yaml --check
    """
    from dragoman.events import MIN_CONFIDENCE, Plover, code_events
    from dragoman.read import read_documents

    if check:
        raise typer.Exit(_check(ontology))
    if ontology and engine is Engine.transformer:
        raise typer.BadParameter("the transformer knows PLOVER's types alone; leave out --ontology or --engine", param_hint="--engine")
    if not paths:
        raise typer.BadParameter("name at least one file or folder, or - for standard input", param_hint="PATH")
    if format is Format.parquet and out is None:
        raise typer.BadParameter("a Parquet file needs a name: --out events.parquet", param_hint="--format")
    least = MIN_CONFIDENCE if min_confidence is None else min_confidence
    types = _types(ontology, least) if ontology else Plover(engine.value)
    with ExitStack() as stack:
        write = _writer(format, out, stack)
        report = stack.enter_context(Report(paths, _summary, quiet=quiet, streaming=out is None))
        for document, found in code_events(read_documents(paths, on_error=report.error, ids=ids.value), typer=types, least=least):
            write(document, found)
            report.done(document, len(found))
    raise typer.Exit(1 if report.counts["failed"] else 0)


def _types(ontology: Path, least: float) -> Typer:
    """The types of a user's own file; below the usual confidence they are told as unsurely as is asked for."""
    from dataclasses import replace

    from dragoman.events.typers import Own
    from dragoman.typology import load_typer

    learned = load_typer(ontology)
    return Own(replace(learned, least=min(learned.least, least)))


def _check(ontology: Path | None) -> int:
    """Prints how well a user's types are told apart, and what to mend: none of it keeps the file from being used."""
    from rich.text import Text

    from dragoman.cli.streams import show
    from dragoman.cli.tables import plain_table, rendered
    from dragoman.typology import check, load_typer, strengths

    if ontology is None:
        raise typer.BadParameter("--check needs the file to check: --ontology FILE", param_hint="--check")
    learned = load_typer(ontology)
    table = plain_table("type", "examples", "recognised", "mistaken for it", wide={})
    for strength in strengths(learned):
        table.add_row(*map(Text, (strength.type, str(strength.examples), str(strength.recognised), str(strength.mistaken))))
    problems = check(learned.typology, learned)
    show(rendered(table) + "".join(f"{problem}\n" for problem in problems))
    return 0


def _summary(report: Report) -> str:
    counts = report.counts
    coded = counts["documents"] - report.languages.total()
    return f"{counted(coded, 'document')} coded, {counted(counts['statements'], 'event')}{report.other_languages}{report.failures}"


def _writer(format: Format, out: Path | None, stack: ExitStack) -> Callable[[Document, list[Event]], None]:
    """What takes the events of one document after the other."""
    if format is Format.parquet and out is not None:
        from dragoman.events.tables import ParquetFile

        file = stack.enter_context(ParquetFile(out))
        return lambda _, found: _each(file.write, found)
    output = stack.enter_context(Output(out))
    if format is Format.csv:
        from dragoman.events.tables import COLUMNS, row

        output.write(csv_line(c.name for c in COLUMNS))
        return lambda _, found: output.write("".join(csv_line(row(e).values()) for e in found))
    if format is Format.table:
        return lambda document, found: output.write(event_table(document, found)) if found else None
    return lambda _, found: output.write("".join(json.dumps(e.to_dict(), ensure_ascii=False) + "\n" for e in found))


def _each(write: Callable[[Event], None], found: Iterable[Event]) -> None:
    for event in found:
        write(event)


def event_table(document: Document, found: Iterable[Event]) -> str:
    """A document's events under its title."""
    from rich.text import Text

    from dragoman.cli.tables import plain_table, rendered

    names = ("event", "source", "target", "date", "status", "CAMEO", "sure", "quote")
    table = plain_table(*names, wide={"source": 2, "target": 2, "quote": 3})
    for e in found:
        kind = e.root + (f" {e.mode}" if e.mode else "")
        actors = (_actor(e.source, e.source_country, e.source_sector), _actor(e.target, e.target_country, e.target_sector))
        code = f"{e.cameo} ({e.goldstein:+g})" if e.cameo and e.goldstein is not None else ""
        cells = (kind, *actors, e.date or "", e.status, code, f"{e.confidence:.2f}", e.quote)
        table.add_row(*map(Text, cells))
    heading = " · ".join(part for part in (document.id, document.title, document.outlet, document.published) if part)
    return rendered(Text(heading, style="bold"), table)


def _actor(name: str | None, country: str | None, sector: str | None) -> str:
    """``Peruvian police (PER COP)``."""
    codes = " ".join(part for part in (country, sector) if part)
    return f"{name} ({codes})" if name and codes else name or ""
