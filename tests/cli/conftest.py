"""The command, run as a user runs it: in a process of its own, or, where the process is not the matter, in the one of the tests,
which saves loading the model each time."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from dragoman.cli import main
from tests.cli.notes import DOURO, FJORD, copied, made

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
Ran = subprocess.CompletedProcess[str]
Command = Callable[..., Ran]


def clean_environment(**more: str) -> dict[str, str]:
    """The environment without what would change the output, or make every start slow."""
    left_out = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "DRAGOMAN_STORE", "TERM", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
    return {**{k: v for k, v in os.environ.items() if k not in left_out}, **more}


def run_process(*arguments: str | Path, env: dict[str, str] | None = None, **options: Any) -> Ran:
    """Run ``dragoman`` in a process of its own; keywords go to ``subprocess.run``, ``env`` is added to the environment."""
    settings = {"capture_output": True, "encoding": "utf-8", "timeout": 300, **options}
    command = [sys.executable, "-m", "dragoman", *map(str, arguments)]
    return subprocess.run(command, env=clean_environment(**env or {}), check=False, **settings)


def run_here(*arguments: str | Path, env: dict[str, str] | None = None, input: str = "") -> Ran:
    """The same in this process."""
    bytes_of = [io.BytesIO(data) for data in (input.encode(), b"", b"")]
    streams = [io.TextIOWrapper(data, encoding="utf-8", newline="\n", write_through=True) for data in bytes_of]
    command = ["dragoman", *map(str, arguments)]
    handler = signal.getsignal(signal.SIGTERM)
    with (
        patch.multiple(sys, argv=command, stdin=streams[0], stdout=streams[1], stderr=streams[2]),
        patch.dict(os.environ, clean_environment(**env or {}), clear=True),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code
        finally:
            signal.signal(signal.SIGTERM, handler)
    out, err = (data.getvalue().decode() for data in bytes_of[1:])
    return subprocess.CompletedProcess(command, int(code or 0), out, err)


@pytest.fixture(scope="session")
def process() -> Command:
    """``run_process``: for what a process alone can show, such as bad input, signals and full disks."""
    return run_process


@pytest.fixture(scope="session")
def dragoman() -> Command:
    """``run_here``."""
    return run_here


@pytest.fixture(scope="session")
def record(dragoman: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with three of the sample articles. Tests that write take a copy."""
    path = tmp_path_factory.mktemp("record") / "record.db"
    names = ("turkiye-azerbaijan-anniversary.txt", "turkiye-azerbaijan-energy.txt", "senegal-mauritanie-chronique.txt")
    ran = dragoman("add", *(EXAMPLES / name for name in names), "--store", path)
    assert ran.returncode == 0, ran.stderr
    return path


@pytest.fixture(scope="session")
def fjord(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one paper's notes on Norway and Portugal. Tests that write take a copy."""
    return made(tmp_path_factory.mktemp("fjord"), fjord=FJORD)


@pytest.fixture(scope="session")
def both_papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with both papers' notes. Tests that write take a copy."""
    return made(tmp_path_factory.mktemp("both"), fjord=FJORD, douro=DOURO)


@pytest.fixture
def mine(both_papers: Path, tmp_path: Path) -> Path:
    """A copy of the store with both papers' notes, to write to."""
    return copied(both_papers, tmp_path)
