"""``dragoman anniversaries``: what has a round, or any, number of years in a year."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import DEFAULT_STORE, Out, Store
from dragoman.cli.scope import A, B, lines_of, naming, resolved
from dragoman.cli.streams import say, show, write_whole
from dragoman.model import MIN_CONFIDENCE

if TYPE_CHECKING:
    from dragoman.anniversaries import Anniversary

#: Quotes kept of each event.
_QUOTES = 3


class Format(StrEnum):
    """How anniversaries are written."""

    table = "table"
    csv = "csv"
    json = "json"
    ics = "ics"


_BY_ENDING = {".ics": Format.ics, ".csv": Format.csv, ".json": Format.json}


def anniversaries(
    a: A = None,
    b: B = None,
    year: Annotated[
        int | None, typer.Option("--year", min=1, max=9999, help="Of which year; by default this one.", show_default=False)
    ] = None,
    round_only: Annotated[bool, typer.Option("--round", help="Only round ones: 5, 10, 25, 50, 100 years and multiples.")] = False,
    format: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="A table to read, csv, json, ics (iCalendar); by default as --out ends.", show_default=False),
    ] = None,
    out: Out = None,
    store: Store = DEFAULT_STORE,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0, max=1, help="Leave out what is less sure; 0 shows all.")
    ] = MIN_CONFIDENCE,
) -> None:
    """The anniversaries of relations, missions and treaties in a year.

    Of all states, of one, or of what is between two. What ended is left out: relations broken off and not resumed, treaties that
    lapsed. An event known only by its month or year is listed so and has no entry in an iCalendar file, which needs a day. An event of
    29 February is marked on 28 February in a year without one.

    \b
    Examples:
      dragoman anniversaries --year 2027 --round
      dragoman anniversaries Türkiye Azerbaijan --year 2027
      dragoman anniversaries Türkiye --year 2027 --out 2027.ics     then open 2027.ics with a calendar program
    """
    from dragoman.actors import load_gazetteer
    from dragoman.anniversaries import anniversaries as found_in
    from dragoman.anniversaries import load_marks
    from dragoman.store import open_store

    states, gazetteer = resolved(a, b), load_gazetteer()
    year = year or datetime.datetime.now(datetime.UTC).year

    def exists(code: str, when: int) -> bool:
        return gazetteer.find(code) is None or gazetteer.exists_in(code, when)

    with open_store(store) as record:
        facts = record.facts(lines_of(states), load_marks().wanted, quotes=_QUOTES, min_confidence=min_confidence)
        documents = {d.id: d for d in record.documents({s.evidence.doc for fact in facts for s in fact.statements})}
    found = found_in(facts, year, naming(states), documents=documents, exists=exists, round_only=round_only)
    of = " – ".join(state.name for state in states) or "all states"
    how = format or (_BY_ENDING.get(out.suffix.lower(), Format.table) if out else Format.table)
    text = _RENDER[how](found, f"Anniversaries {year}, {of}")
    if out is None:
        show(text)
    else:
        write_whole(out, text)
        say(f"{out}: {_counted(len(found))} of {year}, {of}")
    without = sum(anniversary.day is None for anniversary in found)
    if how is Format.ics and without:
        verb = "is" if without == 1 else "are"
        say(f"{_counted(without)} known only by month or year {verb} not in the calendar: --format table shows them")


def _counted(number: int) -> str:
    return f"{number:,} anniversar{'y' if number == 1 else 'ies'}"


def _table(found: Sequence[Anniversary], title: str) -> str:
    from rich.text import Text

    from dragoman.anniversaries.calendar import certainty_words
    from dragoman.anniversaries.marks import load_marks
    from dragoman.brief.dates import date_phrase, date_words
    from dragoman.cli.tables import plain_table, rendered

    if not found:
        return f"{title}: none that the record knows.\n"
    table = plain_table("when", "years", "what", "of", "rests on", wide={"what": 3})
    for a in found:
        when = date_words(a.date) if a.day else date_phrase(a.date)
        what = Text(a.what)
        for note in a.notes:
            what.append(f"\n! {note}", style="yellow")
        years = Text(f"{a.years}{' ●' if a.grade else ''}", style="bold" if a.grade else "")
        table.add_row(Text(when), years, what, Text(date_words(a.event)), Text(certainty_words(a)))
    legend = f"● a round number: divisible by {min(load_marks().round)}"
    return rendered(Text(title, style="bold"), table, *([Text(legend, style="dim")] if any(a.grade for a in found) else []))


def _values(a: Anniversary) -> dict[str, Any]:
    fact = a.fact
    return {
        "day": a.day.isoformat() if a.day else None, "date": a.date, "years": a.years, "round": a.grade, "kind": fact.kind,
        "states": list(fact.states), "what": a.what, "event": a.event, "disputed": fact.disputed, "notes": list(a.notes),
        "confidence": fact.confidence, "independent": fact.counts.independent, "fact": fact.id,
        "sources": [{"quote": s.quote, "from": s.imprint, "url": s.url} for s in a.sources],
    }


def _json(found: Sequence[Anniversary], _: str) -> str:
    return json.dumps([_values(a) for a in found], ensure_ascii=False, indent=2) + "\n"


def _csv(found: Sequence[Anniversary], _: str) -> str:
    from dragoman.columns import SEPARATOR

    buffer = io.StringIO()
    columns = ("day", "date", "years", "round", "kind", "states", "what", "event", "disputed", "notes", "confidence", "independent", "fact",
               "quote", "from")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    for a in found:
        values = {**_values(a), **next(iter(_values(a)["sources"]), {})}
        cells = [values.get(name) for name in columns]
        writer.writerow([SEPARATOR.join(map(str, v)) if isinstance(v, list) else "" if v is None else v for v in cells])
    return buffer.getvalue()


def _ics(found: Sequence[Anniversary], title: str) -> str:
    from dragoman.anniversaries import calendar

    return calendar(found, title=title, made=datetime.datetime.now(datetime.UTC))


_RENDER: dict[Format, Callable[[Sequence[Anniversary], str], str]] = {
    Format.table: _table, Format.json: _json, Format.csv: _csv, Format.ics: _ics}
