"""``dragoman codebook`` and ``dragoman states``: what the coder knows, to look up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Codebooks
from dragoman.cli.report import counted
from dragoman.cli.streams import say, show
from dragoman.cli.tables import wrapped

if TYPE_CHECKING:
    from dragoman.actors.entries import State
    from dragoman.codebook import Codebook, Kind


def codebook(
    kind: Annotated[str | None, typer.Argument(metavar="[KIND]", help="Show this kind; without it, list all.", show_default=False)] = None,
    codebooks: Codebooks = None,
    check: Annotated[
        Path | None,
        typer.Option("--check", metavar="DIR", help="Check a folder of your own and run its examples.", show_default=False),
    ] = None,
) -> None:
    """The kinds of statements, what each means and how it is said.

    \b
    Examples:
      dragoman codebook
      dragoman codebook mission-elevated
      dragoman codebook --check my-codebook/
    """
    from dragoman.codebook import load_codebook

    if check is not None:
        raise typer.Exit(_check(check))
    book = load_codebook(codebooks or ())
    show(_kinds(book) if kind is None else _kind(_find_kind(kind, book)))


def _find_kind(name: str, book: Codebook) -> tuple[str, Kind]:
    from difflib import get_close_matches

    if name in book.kinds:
        return name, book.kinds[name]
    near = get_close_matches(name, book.kinds, n=3)
    hint = f"did you mean {', '.join(near)}?" if near else "`dragoman codebook` lists the kinds"
    raise typer.BadParameter(f"the codebook has no kind {name!r}: {hint}", param_hint="KIND")


def _kinds(book: Codebook) -> str:
    """Every kind under its family, with its definition."""
    lines: list[str] = []
    family = None
    width = max(len(name) for name in book.kinds)
    for name, kind in sorted(book.kinds.items(), key=lambda item: item[1].family):
        if kind.family != family:
            lines.append(f"{chr(10) if lines else ''}{kind.family}")
            family = kind.family
        lines.append(f"  {name:<{width}}  {kind.arity:<8}  {kind.definition}")
    patterns = sum(len(kind.patterns) for kind in book.kinds.values())
    lines.append(f"\n{len(book.kinds)} kinds, {patterns} patterns, version {book.version}. `dragoman codebook KIND` shows one.")
    return "\n".join(lines) + "\n"


def _cameo(code: str) -> str:
    from dragoman.plover.ontology import load_ontology

    row = load_ontology().cameo[code]
    return f"{code} {row.name} (Goldstein {row.goldstein:g})"


def _kind(found: tuple[str, Kind]) -> str:
    name, kind = found
    p = kind.plover
    told = (p.type, p.mode, f"(quad {p.quad})", f"CAMEO {_cameo(p.cameo)}" if p.cameo else "CAMEO by its words") if p else ()
    plover = " ".join(filter(None, told)) or "none: a standing fact"
    lines = [f"{name}  ({kind.family}, {kind.arity})", "", kind.definition]
    if kind.not_:
        lines.append(f"Not: {kind.not_}")
    lines += [f"PLOVER: {plover}", "", "Patterns"]
    for pattern in kind.patterns:
        lines.append(wrapped([f"{pattern.id}:", *_pattern_parts(pattern.model_dump(exclude_defaults=True, exclude={"id"}))]))
    lines += ["", "Examples", *(f"  {e.text.strip()}" for e in kind.examples), "", "Counter-examples"]
    lines += [f"  {c.text.strip()}\n    ({c.why})" for c in kind.counter_examples]
    return "\n".join(lines) + "\n"


def _pattern_parts(fields: dict[str, object]) -> list[str]:
    def shown(value: object) -> str:
        if isinstance(value, dict):
            return " ".join(f"{k}({shown(v)})" for k, v in value.items())
        return "|".join(map(str, value)) if isinstance(value, list) else str(value)

    return [f"{name}={shown(value)}" for name, value in fields.items()]


def _check(folder: Path) -> int:
    """Validate a user's codebook and run the examples of the kinds that it holds; the exit code."""
    from dragoman.codebook import load_codebook
    from dragoman.codebook.loader import read_family, user_files
    from dragoman.codebook.selftest import cases, verdict
    from dragoman.coding import code_documents

    book = load_codebook([folder])
    own = {name for path in user_files(folder) for name in read_family(path, path.read_bytes()).kinds}
    chosen = [case for case in cases(book) if case.kind in own]
    wrong = 0
    for case, (_, statements) in zip(chosen, code_documents((case.document for case in chosen), book), strict=True):
        problem = verdict(case, statements)
        if problem:
            wrong += 1
            say(f"{case.name}: {problem}")
    show(f"{folder}: {counted(len(own), 'kind')}, {counted(len(chosen), 'example')}, {len(chosen) - wrong:,} right, {wrong:,} wrong\n")
    return 1 if wrong else 0


def states(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Names or codes; without any, all are listed.", show_default=False)
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="Whom a name meant then: 1985, 1985-06, 1985-06-30.")] = None,
) -> None:
    """Which state a name or code means.

    Shows its codes (ISO 3166, Correlates of War, Gleditsch-Ward), when it existed, and what followed it.

    \b
    Examples:
      dragoman states Türkiye 640 "Upper Volta"
      dragoman states Congo --on 1985
      dragoman states
    """
    from dragoman.actors import load_gazetteer
    from dragoman.model import UnknownStateError

    gazetteer = load_gazetteer()
    failed = False
    found: list[State] = [] if names else sorted(gazetteer.states(), key=lambda s: s.name)
    for name in names or ():
        try:
            found.append(gazetteer.resolve(name, on=on))
        except UnknownStateError as problem:
            say(str(problem))
            failed = True
    if found:
        show(_state_table(found))
    raise typer.Exit(1 if failed else 0)


def _state_table(found: list[State]) -> str:
    from rich.text import Text

    from dragoman.cli.tables import plain_table, rendered

    table = plain_table("code", "ISO 2", "ISO no.", "COW", "GW", "name", "existed", "followed by")
    for s in found:
        numbers = (str(n) if n is not None else "" for n in (s.cow, s.gw))
        existed = "; ".join(f"{p.start or '…'} – {p.end or ''}".strip() for p in s.periods)
        if not existed and s.sovereign:
            existed = f"territory of {s.sovereign}"
        cells = (s.code, s.iso2 or "", s.iso_numeric or "", *numbers, s.name, existed, ", ".join(s.successors))
        table.add_row(*(Text(cell) for cell in cells))
    return rendered(table)
