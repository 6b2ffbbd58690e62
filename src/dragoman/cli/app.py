"""The commands together, and what holds for all of them: the version, errors told in one line, clean ends."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import Annotated, NoReturn

import typer

from dragoman.cli import adding, anniversary, briefing, coding, diffing, eventing, explaining, journal, lookup, reviewing, ties
from dragoman.cli.streams import abandon_stdout, say, why
from dragoman.model import DragomanError

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
app.command("code")(coding.code)
app.command("events")(eventing.events)
app.command("add")(adding.add)
app.command("status")(adding.status)
app.command("brief")(briefing.brief)
app.command("ties")(ties.ties)
app.command("explain")(explaining.explain)
app.command("review")(reviewing.review)
app.command("judge")(reviewing.judge)
app.add_typer(journal.group, name="journal")
app.command("diff")(diffing.diff)
app.command("anniversaries")(anniversary.anniversaries)
app.command("codebook")(lookup.codebook)
app.command("states")(lookup.states)


def _version(wanted: bool) -> None:
    if wanted:
        import dragoman

        typer.echo(f"dragoman {dragoman.__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and end.")] = False,
) -> None:
    """Reads news and reports and keeps a sourced, dated record of the relations between states.

    \b
    First steps:
      dragoman code article.txt                  the statements that a text makes, one JSON object a line
      dragoman add articles/ --store record.db   read, code and keep a folder of articles
      dragoman brief Türkiye Azerbaijan          what the record knows about two states, every line quoted
      dragoman explain 3f2a                      how one statement came about
      dragoman review Türkiye Azerbaijan         say of each fact whether it is so

    Everything runs on this computer; nothing is fetched. Each command has its own --help with examples. Exit codes: 0 all is well,
    1 something could not be read, found or written (standard error says what; the rest was done), 2 the command was not understood.
    """


def run() -> NoReturn:
    """Run the command line. Errors that a user can act on are told in one line, without a traceback."""
    _prepare_streams()
    code = 1
    try:
        app(prog_name="dragoman")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except DragomanError as problem:
        say(str(problem))
    except BrokenPipeError:
        abandon_stdout()
    except OSError as problem:
        abandon_stdout()
        say(f"{f'{problem.filename}: ' if problem.filename else ''}{why(problem)}")
    sys.exit(_flushed(code))


def _prepare_streams() -> None:
    """UTF-8 wherever no terminal says otherwise; a SIGTERM ends the run as Ctrl-C does, so that what is pending is finished."""

    def ended(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001
        sys.exit(128 + number)

    signal.signal(signal.SIGTERM, ended)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):  # closed, or replaced by something that is no text file
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _flushed(code: int) -> int:
    """The exit code, after the last of the output is out; 1 if it cannot be."""
    if sys.stdout is None:
        return code
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        abandon_stdout()
    except OSError as problem:
        abandon_stdout()
        say(f"standard output: {why(problem)}; what was written is incomplete")
        return 1
    return code
