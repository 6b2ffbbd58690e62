"""``dragoman review`` goes through facts with a person; ``dragoman judge`` takes one decision."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import DEFAULT_STORE, Store
from dragoman.cli.report import counted
from dragoman.cli.scope import A, B, Kinds, kinds_of, lines_of, naming, resolved
from dragoman.cli.streams import say, show
from dragoman.model import DragomanError, StoreError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.merge import Fact
    from dragoman.model import Document, Statement, Verdict
    from dragoman.review import Reader
    from dragoman.store import Judgement
    from dragoman.store.store import Store as OpenStore


class Need(StrEnum):
    """Which facts wait for a look."""

    any = "any"
    disputed = "disputed"
    unsure = "unsure"
    used = "used"
    contested = "contested"


class Decision(Enum):
    """What a person says of a fact or a statement. No StrEnum: strings have a method ``split``."""

    confirm = "confirm"
    correct = "correct"
    reject = "reject"
    merge = "merge"
    split = "split"
    withdraw = "withdraw"


By = Annotated[
    str | None,
    typer.Option("--by", envvar="DRAGOMAN_REVIEWER", metavar="NAME", show_default=False,
                 help="Who decides; by default git's user.name, else your login name."),
]
_VERDICTS: dict[Decision, Verdict] = {
    Decision.confirm: "confirmed", Decision.correct: "corrected", Decision.reject: "rejected", Decision.withdraw: "withdrawn"}
Note = Annotated[str, typer.Option("--note", "-n", metavar="TEXT", help="Why.", show_default=False)]


def review(
    a: A = None,
    b: B = None,
    need: Annotated[
        Need,
        typer.Option(
            "--need",
            help="disputed: what cannot all be true. unsure: the least sure first. used: what most documents tell first. "
            "contested: on which reviewers disagree. any: disputed and unsure, the more used first.",
        ),
    ] = Need.any,
    kinds: Kinds = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="So many facts at most.")] = 50,
    by: By = None,
    store: Store = DEFAULT_STORE,
) -> None:
    """Go through facts and say of each whether it is so.

    Each is shown with its sources, their words, what contradicts it and what others decided. You answer with a letter: c confirm,
    e edit, r reject, m merge with another, s split, n note, u undo, k skip, o open all quotes, ? help, q quit; "c seen in the treaty
    series" adds a note. Each decision is stored at once, so you can stop at any time. It reaches the same claims in texts that you add
    later. What someone confirmed or corrected is not asked again.

    Without a terminal, the answers are read from standard input, one a line; exit code 1 where one was not understood.

    \b
    Examples:
      dragoman review Türkiye Azerbaijan
      dragoman review --need disputed --by "Ana Lopes"
      dragoman review --need unsure --kinds agreement-signed,alliance --limit 20
      printf '%s\\n' 'c checked' k 'e date=1992-01-14' | dragoman review TUR AZE
    """
    from dragoman.cli.tables import rendered
    from dragoman.codebook import load_codebook
    from dragoman.review import Session
    from dragoman.store import open_store

    who, states = reviewer(by), resolved(a, b)
    interactive = sys.stdin is not None and sys.stdin.isatty()
    with open_store(store) as record:
        wanted = kinds_of(kinds, record)
        queue = record.review_queue(need.value, states=lines_of(states), kinds=wanted, limit=limit, quotes=0)
        if not queue:
            show(_NONE[need])
            return

        def write(parts: Sequence[RenderableType]) -> None:
            show(rendered(*parts))

        session = Session(
            record, queue, who, write=write, read=_reader(interactive), names=naming(states), codebook=load_codebook(), checks=_checked)
        say(f"{counted(len(queue), 'fact')}, reviewed by {who}; ? lists the commands, q ends")
        try:
            session.run()
        finally:
            say(f"{session.tally.words()}; `dragoman journal` lists what was decided")
    if session.tally.failed and not interactive:
        raise typer.Exit(1)


def _checked(fact: Fact, documents: Mapping[str, Document]) -> list[str]:
    """What reference data say of a fact, a line each; what they can't tell is left out."""
    from dragoman.actors import load_gazetteer
    from dragoman.check import check_fact

    found = check_fact(fact, documents, load_gazetteer())
    return [f"{check.verdict}: {check.text} ({check.source})" for check in found if check.verdict != "unknown"]


_NONE = {
    Need.any: "No fact waits for review.\n",
    Need.disputed: "No disputed fact waits for review.\n",
    Need.unsure: "No fact waits for review.\n",
    Need.used: "No fact waits for review.\n",
    Need.contested: "Reviewers disagree about no fact that stands; `dragoman journal --contested` also knows those that were rejected.\n",
}


def _reader(interactive: bool) -> Reader:
    """Lines as typed after a prompt; without a terminal from standard input, told with the prompt so that the output can be followed."""

    if interactive:
        with suppress(ImportError):  # not on every system; with it the arrow keys work
            import readline  # noqa: F401

    def typed(prompt: str) -> str | None:
        try:
            return input(prompt)
        except EOFError:
            show("\n")
            return None

    def piped(prompt: str) -> str | None:
        line = sys.stdin.readline() if sys.stdin is not None else ""
        show(f"{prompt}{line.rstrip()}\n")
        return line.rstrip("\r\n") if line else None

    return typed if interactive else piped


def reviewer(by: str | None) -> str:
    """The name given, else git's user.name, else the login name."""
    import getpass
    import subprocess

    if by and by.strip():
        return by.strip()
    with suppress(OSError, subprocess.SubprocessError):
        asked = subprocess.run(["git", "config", "user.name"], capture_output=True, encoding="utf-8", check=False, timeout=5)
        if asked.stdout.strip():
            return asked.stdout.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError) as problem:
        raise DragomanError("nobody knows who you are: give --by NAME, or set DRAGOMAN_REVIEWER") from problem


def judge(
    id: Annotated[str, typer.Argument(metavar="ID", help="A fact's or a statement's id, or its first digits.", show_default=False)],
    decision: Annotated[Decision, typer.Argument(help="What you say of it.", show_default=False)],
    values: Annotated[
        list[str] | None,
        typer.Argument(metavar="VALUE", show_default=False,
                       help="correct: FIELD=VALUE. merge: the other facts' ids. split: the ids of the statements that are of another."),
    ] = None,
    note: Note = "",
    by: By = None,
    store: Store = DEFAULT_STORE,
) -> None:
    """Say of one fact, or of one statement, whether it is so.

    Of a fact the decision holds for every text that makes the same claim, now or later; of a statement for that text alone.
    `withdraw` takes back all that was decided about it; `dragoman journal undo` one entry. Fields that can be corrected: date (EDTF),
    status, kind, source, target, parties, via, object, amount, detail.KEY. An empty value clears a field.

    \b
    Examples:
      dragoman judge 3f2a9c confirm --note "treaty series 1992, p. 14"
      dragoman judge 3f2a9c correct date=1992-01-14 'parties=Türkiye, Azerbaijan' 'amount=> 20 billion USD'
      dragoman judge 3f2a9c merge 77b0e1 --note "the same treaty under its Azerbaijani name"
      dragoman judge 3f2a9c split 9a01 0c7d
    """
    from dragoman.store import open_store

    who, given = reviewer(by), values or []
    _check_values(decision, given)
    with open_store(store) as record:
        subject = _subject(record, id)
        entry = _decide(record, subject, decision, given, who, note)
        show(entry_text(entry))


def _check_values(decision: Decision, values: Sequence[str]) -> None:
    wants = {Decision.correct: "FIELD=VALUE", Decision.merge: "the other fact's id", Decision.split: "ids of its statements"}
    if decision in wants and not values:
        raise typer.BadParameter(f"{decision.value} needs {wants[decision]}", param_hint="VALUE")
    if decision not in wants and values:
        raise typer.BadParameter(f"{decision.value} takes no further values; a reason goes after --note", param_hint="VALUE")


def _subject(record: OpenStore, id: str) -> Fact | Statement:
    """The fact of that id, else the statement."""
    try:
        return record.fact(id)
    except StoreError as no_fact:
        try:
            return record.find_statement(id)
        except StoreError:
            raise no_fact from None


def _decide(
    record: OpenStore, subject: Fact | Statement, decision: Decision, values: Sequence[str], by: str, note: str
) -> Judgement:
    from dragoman.codebook import load_codebook
    from dragoman.merge import Fact
    from dragoman.review import correction_of, split_assignments

    if decision in _VERDICTS:
        given = split_assignments(" ".join(values)) if decision is Decision.correct else {}
        correction = correction_of(subject, given, load_codebook()) if given else None
        verdict = _VERDICTS[decision]
        if isinstance(subject, Fact):
            return record.judge_fact(subject, verdict, by=by, note=note, correction=correction)
        return record.judge(subject, verdict, by=by, note=note, correction=correction)
    if not isinstance(subject, Fact):
        raise DragomanError(f"{subject.id} is a statement; facts are merged and split: `dragoman brief --format json` gives their ids")
    if decision is Decision.merge:
        return record.merge_facts([subject.id, *values], by=by, note=note)
    return record.split_fact(subject, values, by=by, note=note)


def entry_text(entry: Judgement) -> str:
    """What was stored, in two or three lines."""
    from dragoman.brief.names import gazetteer_names
    from dragoman.review import entry_words

    first, *rest = entry_words(entry, gazetteer_names())
    return "".join(f"{line}\n" for line in (f"entry {entry.number}, {entry.verdict} by {entry.by}: {first}", *(f"  {r}" for r in rest)))
