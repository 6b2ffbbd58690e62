"""``dragoman ties``: relations, missions, agreements and alliances of every dyad at a day."""

from __future__ import annotations

import csv
import io
import json
import sys
import time
from collections.abc import Iterable, Sequence
from enum import StrEnum
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Any, Self

import typer

from dragoman.cli.options import DEFAULT_STORE, MinConfidence, Out, Quiet, ReviewedOnly, Store
from dragoman.cli.report import DELAY, counted
from dragoman.cli.streams import Output, say
from dragoman.model import MIN_CONFIDENCE

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Format(StrEnum):
    """How ties are written."""

    terminal = "terminal"
    csv = "csv"
    json = "json"


MOST_COLUMN = 60
_STATES = {"unknown": "not known"}
#: The columns of the CSV form, each with what it holds.
COLUMNS = {
    "a": "first state: ISO 3166-1 alpha-3, or the record's own code of a former state",
    "a_name": "its name",
    "a_iso_numeric": "its ISO 3166-1 number",
    "a_cow": "its Correlates of War number",
    "a_gw": "its Gleditsch-Ward number",
    "b": "second state",
    "b_name": "its name",
    "b_iso_numeric": "its ISO 3166-1 number",
    "b_cow": "its Correlates of War number",
    "b_gw": "its Gleditsch-Ward number",
    "as_of": "the day asked for; empty for now",
    "relations": "established, severed, recognised, none (told that there are none), unknown",
    "relations_since": "EDTF",
    "relations_implied": "1 where no source tells of their beginning but something stands that presupposes them",
    "form": "upgraded or downgraded",
    "missions_a_in_b": "rank, place and beginning of each",
    "missions_b_in_a": "the same the other way",
    "agreements": "how many stand",
    "agreements_in_force": "of these, how many are told to be in force",
    "alliance": "1 where one stands",
    "alliance_since": "EDTF",
    "doubts": "how many facts may have undone something of this, but have no date that could tell",
    "undated": "how many facts were left aside because nothing tells whether they held at that day",
    "facts": "ids of the facts on which all of this rests",
}


def ties(
    state: Annotated[
        str | None, typer.Argument(metavar="[STATE]", help="Only dyads of this state: any name or code.", show_default=False)
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day: 2013, 2013-06, 2013-06-30.", show_default="now")
    ] = None,
    store: Store = DEFAULT_STORE,
    format: Annotated[Format, typer.Option("--format", "-f", help="To read, as CSV, or a JSON object a line.")] = Format.terminal,
    min_confidence: MinConfidence = MIN_CONFIDENCE,
    reviewed_only: ReviewedOnly = False,
    out: Out = None,
    quiet: Quiet = False,
) -> None:
    """Who had relations with whom: a line for every two states of which the record knows.

    Relations (established, severed, recognised, none), missions each way, agreements that stand, alliances, at any day. CSV and JSON have
    ISO, Correlates of War and Gleditsch-Ward codes, so that they join to other data, and the ids of the facts that each answer rests on.

    \b
    Examples:
      dragoman ties --as-of 2013
      dragoman ties Türkiye --as-of 1991-06
      dragoman ties --format csv --out ties.csv
    """
    from dragoman.actors import load_gazetteer
    from dragoman.api import ties as ties_in
    from dragoman.standing.ties import standing_dict
    from dragoman.store import open_store

    gazetteer, rows, number = load_gazetteer(), list[tuple[str, ...]](), 0
    with open_store(store) as record, Output(out) as output, Steps("states", quiet=quiet) as steps:
        if format is Format.csv:
            output.write(_csv_line(COLUMNS))
        found = ties_in(record, state, as_of=as_of, min_confidence=min_confidence, reviewed_only=reviewed_only, progress=steps.at)
        for tie in (standing_dict(standing, gazetteer, as_of) for standing in found):
            number += 1
            if format is Format.json:
                output.write(json.dumps(tie, ensure_ascii=False) + "\n")
            elif format is Format.csv:
                output.write(_csv_line(csv_row(tie).values()))
            else:
                rows.append(_cells(tie))
        steps.close()
        output.write(_table(rows) if rows else "")
    if not quiet:
        say(counted(number, "dyad"))


def csv_row(tie: dict[str, Any]) -> dict[str, str]:
    """A dyad's status by ``COLUMNS``."""
    relations, missions, agreements, alliances = (tie[part] for part in ("relations", "missions", "agreements", "alliances"))
    parts = [relations, *missions, *agreements, *alliances]
    keys = ("code", "name", "iso_numeric", "cow", "gw")
    values: dict[str, Any] = {
        **{name if key == "code" else f"{name}_{key}": tie[name][key] for name in "ab" for key in keys},
        "as_of": tie["as_of"],
        "relations": relations["state"], "relations_since": relations["since"], "relations_implied": int(relations["implied"]),
        "form": relations["form"],
        "missions_a_in_b": "; ".join(_mission(m) for m in missions if m["sender"] == tie["a"]["code"]),
        "missions_b_in_a": "; ".join(_mission(m) for m in missions if m["sender"] == tie["b"]["code"]),
        "agreements": sum(int(a["number"] or 1) for a in agreements),
        "agreements_in_force": sum(a["stage"] == "in force" for a in agreements),
        "alliance": int(bool(alliances)), "alliance_since": next((a["since"] for a in alliances if a["since"]), None),
        "doubts": len({fact for part in parts for fact in part["doubts"]}),
        "undated": len(tie["undated"]),
        "facts": " ".join(dict.fromkeys(fact for part in parts for fact in [*part["facts"], *part.get("form_facts", [])])),
    }
    return {name: "" if values[name] is None else str(values[name]) for name in COLUMNS}


def _csv_line(values: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values)
    return line.getvalue()


def _mission(mission: dict[str, Any]) -> str:
    """``consulate general, Ganja (since 1993)``."""
    what = ", ".join(filter(None, (mission["rank"] or "mission", mission["place"])))
    marks = [f"since {mission['since']}"] if mission["since"] else []
    marks += ["relations broken off later"] if mission["broken"] else []
    return f"{what} ({', '.join(marks)})" if marks else what


def _cells(tie: dict[str, Any]) -> tuple[str, ...]:
    """What the terminal shows of a dyad; a question mark where a fact without a date may have undone it."""
    relations, agreements, alliances = tie["relations"], tie["agreements"], tie["alliances"]
    told = [_STATES.get(relations["state"], relations["state"]), *([f"since {relations['since']}"] if relations["since"] else [])]
    told += ["(implied)"] if relations["implied"] else []
    told += [f", {relations['form']}"] if relations["form"] else []
    row = csv_row(tie)
    in_force = f" ({row['agreements_in_force']} in force)" if row["agreements_in_force"] != "0" else ""
    alliance = ("yes" + (f", since {row['alliance_since']}" if row["alliance_since"] else "")) if alliances else ""
    return (
        tie["a"]["code"], tie["b"]["code"], f"{tie['a']['name']} – {tie['b']['name']}",
        " ".join(told).replace(" ,", ",") + ("?" if relations["doubts"] else ""),
        row["missions_a_in_b"], row["missions_b_in_a"], f"{row['agreements']}{in_force}" if agreements else "", alliance)


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    """Aligned columns; plain, since there may be thousands of rows."""
    lines = [("a", "b", "states", "relations", "missions a in b", "missions b in a", "agreements", "alliance"), *rows]
    widths = [min(MOST_COLUMN, max(len(line[i]) for line in lines)) for i in range(len(lines[0]))]
    return "".join("  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines)


class Steps:
    """A bar on standard error for work whose steps are counted, begun only once it takes long."""

    def __init__(self, what: str, *, quiet: bool) -> None:
        self._what, self._begun = what, time.monotonic()
        self._wanted = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def at(self, done: int, total: int) -> None:
        """So many steps are done."""
        if self._wanted and self._progress is None and time.monotonic() - self._begun > DELAY:
            self._begin(total)
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, completed=done)

    def _begin(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn(f"{{task.completed:.0f}} of {{task.total:.0f}} {self._what}"), BarColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task(self._what, total=total)
        self._progress.start()

    def close(self) -> None:
        """Take the bar away."""
        self._wanted = False
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
