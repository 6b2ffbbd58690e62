"""``dragoman journal``: who decided what, when and why; taking decisions back, and sharing them with colleagues."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import DEFAULT_STORE, Out, Store
from dragoman.cli.reviewing import By, Note, entry_text, reviewer
from dragoman.cli.streams import say, show, why, write_whole
from dragoman.model import DragomanError, StoreError

if TYPE_CHECKING:
    from dragoman.review import Disagreements
    from dragoman.store import Judgement
    from dragoman.store.store import Store as OpenStore

group = typer.Typer(no_args_is_help=False, rich_markup_mode=None)
Whose = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only the entries of this reviewer.", show_default=False)]


class Format(StrEnum):
    """How the journal is listed."""

    terminal = "terminal"
    jsonl = "jsonl"


@group.callback(invoke_without_command=True)
def journal(
    context: typer.Context,
    by: Whose = None,
    about: Annotated[
        str | None, typer.Option("--fact", metavar="ID", help="Only what concerns this fact or statement.", show_default=False)
    ] = None,
    contested: Annotated[bool, typer.Option("--contested", help="Only entries that another reviewer's contradict.")] = False,
    format: Annotated[Format, typer.Option("--format", "-f", help="To read, or one JSON object a line.")] = Format.terminal,
    store: Store = DEFAULT_STORE,
) -> None:
    """What people decided about facts: who, when and why.

    Entries are only ever added: one that was taken back stays, with who took it back. Two reviewers who disagree are shown at each
    other's entries; the later one counts.

    \b
    Examples:
      dragoman journal
      dragoman journal --contested
      dragoman journal --fact 3f2a9c
      dragoman journal undo 12 --note "the wrong treaty"
      dragoman journal export > judgements.jsonl          and a colleague:  dragoman journal import judgements.jsonl
    """
    if context.invoked_subcommand is not None:
        _refuse_lost(context)
        return
    from dragoman.review import disagreements
    from dragoman.store import open_store

    with open_store(store) as record:
        entries = record.judgements()
        chosen = entries if about is None else _about(record, about)
    against = disagreements(entries)
    chosen = [e for e in chosen if (by is None or e.by == by) and (not contested or e.key in against)]
    if format is Format.jsonl:
        show("".join(_line(entry) for entry in chosen))
    else:
        show(_listed(chosen, entries, against) if chosen else "The journal has no such entry.\n" if entries else "The journal is empty.\n")


def _refuse_lost(context: typer.Context) -> None:
    """Options before a sub-command would be lost: another store would be altered than the one that was meant."""
    command = context.invoked_subcommand
    for parameter in context.command.params:
        source = context.get_parameter_source(parameter.name or "")
        if source is not None and source.name == "COMMANDLINE":
            name = parameter.opts[0]
            raise typer.BadParameter(f"{name} goes after {command}: dragoman journal {command} {name} …")


def _about(record: OpenStore, id: str) -> list[Judgement]:
    """The entries about a fact's statements, or about one statement, each once."""
    try:
        statements = list(record.fact(id).statements)
    except StoreError as no_fact:
        try:
            statements = [record.find_statement(id)]
        except StoreError:
            raise no_fact from None
    found = {entry.key: entry for statement in statements for entry in record.judgements(statement)}
    return sorted(found.values(), key=lambda entry: (entry.at, entry.number))


def _listed(chosen: Iterable[Judgement], every: Sequence[Judgement], against: Disagreements) -> str:
    from rich.text import Text

    from dragoman.brief.names import gazetteer_names
    from dragoman.cli.tables import plain_table, rendered
    from dragoman.review import entry_words

    names, undone = gazetteer_names(), {entry.undoes: entry for entry in every if entry.undoes}
    numbers = {entry.key: entry.number for entry in every}
    table = plain_table("no", "when", "who", "verdict", "what", wide={"what": 1})
    for entry in chosen:
        first, *rest = entry_words(entry, names, against=against.get(entry.key, ()), undone_by=undone.get(entry.key))
        if entry.undoes is not None:
            first = first.replace(entry.undoes, f"entry {numbers.get(entry.undoes, entry.undoes)}")
        what = Text(first, style="dim" if entry.key in undone else "")
        for line in rest:
            what.append(f"\n{line}", style="yellow" if line.startswith("!") else "dim")
        table.add_row(*map(Text, (str(entry.number), entry.at[:16].replace("T", " "), entry.by, entry.verdict)), what)
    return rendered(table)


def _line(entry: Judgement) -> str:
    return json.dumps(entry.to_dict(), ensure_ascii=False) + "\n"


@group.command("undo")
def undo(
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help="The entry's number in `dragoman journal`.", show_default=False)],
    note: Note = "",
    by: By = None,
    store: Store = DEFAULT_STORE,
) -> None:
    """Take back one decision.

    The entry stays in the journal and counts no more. Undoing the undoing brings it back.

    \b
    Example:
      dragoman journal undo 12 --note "the wrong treaty"
    """
    from dragoman.store import open_store

    who = reviewer(by)
    with open_store(store) as record:
        show(entry_text(record.undo(entry, by=who, note=note)))


@group.command("export")
def export(
    by: Whose = None,
    out: Out = None,
    store: Store = DEFAULT_STORE,
) -> None:
    """Write the decisions as JSON lines, for a colleague to import.

    \b
    Examples:
      dragoman journal export > judgements.jsonl
      dragoman journal export --by "Ana Lopes" --out ana.jsonl
    """
    from dragoman.store import open_store

    with open_store(store) as record:
        chosen = [entry for entry in record.judgements() if by is None or entry.by == by]
    text = "".join(map(_line, chosen))
    if out is None:
        show(text)
        return
    write_whole(out, text)
    say(f"{out}: {len(chosen)} entries")


@group.command("import")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON lines of `dragoman journal export`; - for standard input.")],
    store: Store = DEFAULT_STORE,
) -> None:
    """Take over a colleague's decisions.

    Entries that the journal has are passed over, so the same file can be imported again. An entry about a text that is not in the
    record is kept until the text is added. A bad line is told, with its number and why, and the rest is done (exit code 1).

    \b
    Example:
      dragoman journal import judgements.jsonl --store record.db
    """
    from dragoman.store import open_store

    bad: list[str] = []
    entries = list(_entries(file, bad))
    with open_store(store) as record:
        new, known = record.import_judgements(entries)
    for problem in bad:
        say(problem)
    failed = f"; {len(bad)} bad line{'' if len(bad) == 1 else 's'} left out" if bad else ""
    say(f"{file}: {new} new {'entry' if new == 1 else 'entries'}, {known} known already{failed}")
    if bad:
        raise typer.Exit(1)


def _entries(file: str, bad: list[str]) -> Iterator[dict[str, Any]]:
    """The good lines; what is wrong with the others is put into ``bad``."""
    from dragoman.store.records import Judgement

    for number, line in enumerate(_lines(file), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            if not isinstance(data, dict):
                raise ValueError("not a JSON object")
            Judgement.from_dict(data)
        except json.JSONDecodeError as problem:
            bad.append(f"{file}, line {number}: not JSON ({problem.msg})")
        except KeyError as problem:
            bad.append(f"{file}, line {number}: an entry without {problem}")
        except (TypeError, ValueError) as problem:
            bad.append(f"{file}, line {number}: not an entry of a journal ({problem})")
        else:
            yield data


def _lines(file: str) -> list[str]:
    try:
        if file == "-":
            return sys.stdin.read().split("\n") if sys.stdin is not None else []
        return Path(file).read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as problem:
        raise DragomanError(f"{file}: not UTF-8 text ({problem.reason}); export it with `dragoman journal export`") from problem
    except OSError as problem:
        raise DragomanError(f"{file}: cannot be read: {why(problem)}") from problem
