"""Writes into docs/ what the code knows better: each command's --help, and the columns of a data frame. `make docs` runs it; a test
fails where a page is out of date."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from dragoman.cli.ties import COLUMNS as TIES
from dragoman.columns import COLUMNS
from dragoman.events.tables import COLUMNS as EVENTS
from dragoman.plover import load_ontology
from dragoman.sectors import load_sectors

DOCS = Path(__file__).parents[1] / "docs"
_HELP = re.compile(r"(?P<begin><!-- help: (?P<command>[a-z ]*?) ?-->\n)(?:```text\n.*?```\n)?", re.DOTALL)
_TIES = re.compile(r"(?P<begin><!-- columns of ties -->\n)(?:\n\|.*?\n(?=\n|\Z))?", re.DOTALL)
_COLUMNS = re.compile(r"(?P<begin><!-- columns -->\n)(?:\n\|.*?\n(?=\n|\Z))?", re.DOTALL)
_TABLE = re.compile(r"(?P<begin><!-- table: (?P<name>[a-z]+) -->\n)(?:\n\|.*?\n(?=\n|\Z))?", re.DOTALL)


def help_text(command: str) -> str:
    """What ``dragoman COMMAND --help`` prints; an empty command is the program itself."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DRAGOMAN_")}
    run = subprocess.run(
        [sys.executable, "-m", "dragoman", *command.split(), "--help"],
        capture_output=True, encoding="utf-8", check=True, env={**environment, "COLUMNS": "110", "NO_COLOR": "1"},
    )
    return run.stdout


def cli_page(page: str) -> str:
    """docs/cli.md with every help text, and the columns of ties, as they are now."""
    page = _HELP.sub(lambda found: f"{found['begin']}```text\n{help_text(found['command'])}```\n", page)
    rows = "".join(f"| `{name}` | {meaning} |\n" for name, meaning in TIES.items())
    return _TIES.sub(lambda found: f"{found['begin']}\n| column | what it holds |\n|---|---|\n{rows}", page)


def library_page(page: str) -> str:
    """docs/library.md with the columns as they are now."""
    rows = "".join(f"| `{c.name}` | {c.type} | {c.meaning.replace('|', chr(92) + '|')} |\n" for c in COLUMNS)
    return _COLUMNS.sub(lambda found: f"{found['begin']}\n| column | type | what it holds |\n|---|---|---|\n{rows}", page)


def events_page(page: str) -> str:
    """docs/events.md with the columns, PLOVER's types and contexts, and the sectors as they are now."""
    plover = load_ontology()
    tables: dict[str, tuple[Sequence[str], Sequence[Sequence[object]]]] = {
        "columns": (("column", "what it holds"), [(f"`{c.name}`", c.meaning) for c in EVENTS]),
        "types": (("type", "quad", "what it is", "modes"),
                  [(name, t.quad, t.definition, ", ".join(t.modes)) for name, t in plover.types.items()]),
        "contexts": (("context", "what it is"), [(name, c.definition) for name, c in plover.contexts.items()]),
        "sectors": (("sector", "", "who"), [(s.code, s.name, s.definition) for s in load_sectors().values()]),
    }
    return _TABLE.sub(lambda found: found["begin"] + "\n" + _table(*tables[found["name"]]), page)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *([str(cell).replace("|", "\\|").strip() for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


PAGES = {"cli.md": cli_page, "library.md": library_page, "events.md": events_page}


def main() -> None:
    """Bring every page up to date."""
    for name, fill in PAGES.items():
        path = DOCS / name
        path.write_text(fill(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
