"""Tables for reading: a document's statements, and what a store holds."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from dragoman.cli.streams import PLAIN_WIDTH
from dragoman.columns import amount_text
from dragoman.model import Document, Statement

if TYPE_CHECKING:
    from rich.table import Table

    from dragoman.store import Dyad, Rejected, StoreStatus

#: How many pairs of states, and of things that were not read, a status lists.
MOST = 12


def rendered(*parts: object) -> str:
    """Rich renderables as text, in colour where standard output shows it, without spaces at the ends of lines."""
    from dragoman.cli.streams import console

    shown = console()
    with shown.capture() as capture:
        for part in parts:
            shown.print(part)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def plain_table(*headings: str, wide: Mapping[str, int] | None = None) -> Table:
    """A table with a line under its headings and nothing else drawn. ``wide`` columns share, in this ratio, what the others leave."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", expand=bool(wide))
    for heading in headings:
        table.add_column(heading, overflow="fold", ratio=(wide or {}).get(heading))
    return table


def states_of(statement: Statement) -> str:
    """``TUR → AZE``, ``AZE, TUR``, with what lies between in brackets."""
    s = statement
    who = ", ".join(s.parties) if s.parties else " → ".join(c for c in (s.source, s.target) if c)
    return f"{who} (via {', '.join(s.via)})" if s.via else who


def matter(statement: Statement) -> str:
    """The thing's name, the amount and the details in one cell."""
    s = statement
    details = [f"{k}: {', '.join(map(str, v)) if isinstance(v, list) else v}" for k, v in s.detail.items()]
    return "; ".join([*([s.object] if s.object else []), *([amount_text(s.amount)] if s.amount else []), *details])


def csv_line(values: Iterable[object]) -> str:
    """One line of a CSV file; None is empty."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(["" if v is None else v for v in values])
    return buffer.getvalue()


def statement_table(document: Document, statements: Sequence[Statement]) -> str:
    """A document's statements under its title."""
    from rich.text import Text

    table = plain_table("kind", "states", "date", "status", "what", "quote", wide={"what": 2, "quote": 3})
    for s in statements:
        said = f" [{' ← '.join(s.attribution)}]" if s.attribution else ""
        cells = (s.kind, states_of(s), s.date or "", s.status, matter(s), s.evidence.quote + said)
        table.add_row(*map(Text, cells))
    heading = " · ".join(part for part in (document.id, document.title, document.outlet, document.published) if part)
    return rendered(Text(heading, style="bold"), table)


def status_json(status: StoreStatus, dyads: Sequence[Dyad], rejected: Sequence[Rejected]) -> str:
    """Everything that a status tells, as one JSON object."""
    data = {**asdict(status), "pairs": [d._asdict() for d in dyads], "not_read": [r._asdict() for r in rejected]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def status_text(status: StoreStatus, dyads: Sequence[Dyad], rejected: Sequence[Rejected]) -> str:
    """A status to read."""
    out = io.StringIO()
    rows: list[tuple[str, str]] = [
        ("store", f"{status.location}, {status.size_bytes / 1e6:,.1f} MB, schema {status.schema_version}"),
        ("last added", (status.last_added_at or "nothing yet").replace("T", " ")),
        ("documents", f"{status.documents:,}{_listed(status.by_language)}"),
        ("not coded", "; ".join(f"{n:,} {reason}" for reason, n in status.not_coded.items()) or "none"),
        ("codebooks", "; ".join(f"{version}: {n:,} documents" for version, n in status.codebooks.items()) or "none"),
        ("statements", f"{status.statements:,}{_listed(status.by_status)}"),
        ("span", f"{status.first_date or '…'} to {status.last_date or '…'}" if status.first_date or status.last_date else "no dates"),
        ("decisions", f"{sum(status.judgements.values()):,}{_listed(status.judgements)}"),
        ("pairs", f"{status.dyads:,}"),
    ]
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        out.write(f"{name:<{width}}  {value}\n")
    for d in dyads[:MOST]:
        out.write(f"{'':<{width}}  {d.a} {d.b}  {d.statements:,}\n")
    if len(dyads) > MOST:
        out.write(f"{'':<{width}}  and {len(dyads) - MOST:,} more\n")
    if rejected:
        out.write(f"{'not read':<{width}}  {len(rejected):,}\n")
        out.writelines(f"{'':<{width}}  {r.path}: {r.reason}\n" for r in rejected[:MOST])
    return out.getvalue()


def _listed(counts: Mapping[str, int]) -> str:
    inside = ", ".join(f"{n:,} {name}" for name, n in counts.items())
    return f" ({inside})" if inside else ""


def wrapped(items: Iterable[str], *, indent: str = "  ", width: int = PLAIN_WIDTH) -> str:
    """Words in lines of ``width``, each indented."""
    import textwrap

    wrapper = textwrap.TextWrapper(width, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return wrapper.fill("  ".join(items))
