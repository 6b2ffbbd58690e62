"""``dragoman diff``: what changed between two stores."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.scope import A, B, Kinds, kinds_of, lines_of, naming, resolved
from dragoman.cli.streams import show

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.brief.names import Names
    from dragoman.compare import Change
    from dragoman.merge import Fact


class Format(StrEnum):
    """How changes are written."""

    terminal = "terminal"
    json = "json"


_MARKS = {"new": ("+ new", "green"), "parted": ("+ parted", "green"), "changed": ("~ changed", "yellow"), "gone": ("- gone", "red"),
          "joined": ("- joined", "red")}


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two stores: its name, its documents' ids, the codebooks that coded them, and the facts asked for."""

    name: str
    documents: frozenset[str]
    codebooks: tuple[str, ...]
    facts: Sequence[Fact]


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier record: a file, or a postgresql:// URL.", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later one.", show_default=False)],
    a: A = None,
    b: B = None,
    kinds: Kinds = None,
    min_confidence: Annotated[float, typer.Option("--min-confidence", min=0, max=1, help="Leave out what is less sure in both.")] = 0.0,
    format: Annotated[Format, typer.Option("--format", "-f", help="To read, or one JSON object.")] = Format.terminal,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with exit code 1 where something differs, as git diff does.")] = False,
) -> None:
    """What is new, gone and changed between two records, pair by pair.

    A fact counts as the same where its id, its statements or its claim show it to be: then a finer date, another status or amount,
    further sources, a dispute that arose or was settled, and reviews are told. Neither record is altered; a copy of record.db made
    before `dragoman add` is all it takes.

    \b
    Examples:
      cp record.db before.db; dragoman add today/; dragoman diff before.db record.db
      dragoman diff before.db record.db Türkiye Azerbaijan
      dragoman diff before.db record.db --format json | jq '.changes[] | select(.what == "new")'
    """
    from dragoman.compare import compare

    states = resolved(a, b)
    before, after = (_side(store, lines_of(states), kinds, min_confidence) for store in (old, new))
    changes = compare(before.facts, after.facts)
    if format is Format.json:
        show(json.dumps(_as_dict(before, after, changes), ensure_ascii=False, indent=2) + "\n")
    else:
        show(_as_text(before, after, changes, naming(states)))
    if exit_code and (changes or before.documents != after.documents):
        raise typer.Exit(1)


def _side(store: str, lines: list[tuple[str, ...]] | None, kinds: str | None, min_confidence: float) -> _Side:
    from dragoman.store import open_store

    with open_store(store) as record:
        status = record.status()
        facts = record.facts(lines, kinds_of(kinds, record), min_confidence=min_confidence)
        return _Side(status.location, frozenset(d.id for d in record.documents()), tuple(status.codebooks), facts)


def _counts(before: _Side, after: _Side, changes: Iterable[Change]) -> dict[str, int]:
    whats = [change.what for change in changes]
    return {
        "documents_added": len(after.documents - before.documents), "documents_removed": len(before.documents - after.documents),
        "facts_before": len(before.facts), "facts_after": len(after.facts),
        **{what: whats.count(what) for what in ("new", "parted", "changed", "gone", "joined")},
    }


def _as_dict(before: _Side, after: _Side, changes: Sequence[Change]) -> dict[str, Any]:
    return {
        "old": before.name, "new": after.name, "counts": _counts(before, after, changes),
        "documents": {"added": sorted(after.documents - before.documents), "removed": sorted(before.documents - after.documents)},
        "codebooks": {"old": list(before.codebooks), "new": list(after.codebooks)},
        "changes": [change.to_dict() for change in changes],
    }


def _as_text(before: _Side, after: _Side, changes: Sequence[Change], names: Names) -> str:
    from rich.padding import Padding
    from rich.text import Text

    from dragoman.cli.tables import rendered
    from dragoman.compare import title_of

    facts = {fact.id: fact for fact in (*before.facts, *after.facts)}
    parts: list[RenderableType] = [Text(line) for line in _header(before, after, changes)]
    titled = sorted(changes, key=lambda change: title_of(change.states, names))
    for title, group in groupby(titled, key=lambda change: title_of(change.states, names)):
        parts += [Text(""), Text(title, style="bold")]
        parts += [Padding(text, (0, 0, 0, 2)) for change in group for text in _change(change, facts, names)]
    return rendered(*parts)


def _header(before: _Side, after: _Side, changes: Sequence[Change]) -> list[str]:
    counts = _counts(before, after, changes)
    words = {"new": "new", "parted": "parted", "changed": "changed", "gone": "gone", "joined": "joined to others"}
    told = [f"{counts[what]:,} {word}" for what, word in words.items() if counts[what]]
    added, removed = counts["documents_added"], counts["documents_removed"]
    documents = [f"{added:,} added" if added else "", f"{removed:,} removed" if removed else ""]
    lines = [
        f"{before.name} → {after.name}",
        f"documents  {len(before.documents):,} → {len(after.documents):,}: {', '.join(filter(None, documents)) or 'the same'}",
        f"facts      {len(before.facts):,} → {len(after.facts):,}: {', '.join(told) or 'the same'}",
    ]
    if set(before.codebooks) != set(after.codebooks):
        versions = (", ".join(side.codebooks) or "none" for side in (before, after))
        lines.append(f"codebooks  {' → '.join(versions)}: texts are coded otherwise")
    return lines


def _change(change: Change, facts: Mapping[str, Fact], names: Names) -> list[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    from dragoman.compare import change_lines

    first, *rest = change_lines(change, facts, names)
    mark, colour = _MARKS[change.what]
    head = Text.assemble((f"{mark:<11}", colour), first, (f"  {change.fact.id}", "dim"))
    head.overflow = "fold"
    return [head, *(Padding(Text(line), (0, 0, 0, 11)) for line in rest)]
