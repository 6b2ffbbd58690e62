"""Pipes that close, disks that fill up, interruptions, colours, the bar, and how little --help loads."""

from __future__ import annotations

import importlib.util
import os
import pty
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, ROOT, Command, clean_environment

ARTICLE = EXAMPLES / "turkiye-azerbaijan-energy.txt"
WIRES = EXAMPLES / "three-short-wires.jsonl"
COMMANDS = ("code", "add", "status", "brief", "explain", "codebook", "states")


def test_a_reader_that_leaves_early_is_no_error() -> None:
    program = f'"{sys.executable}" -m dragoman'
    shell = f'{program} states | head -n 2; {program} code "{ARTICLE}" "{WIRES}" | head -n 1'
    ran = subprocess.run(shell, shell=True, capture_output=True, encoding="utf-8", check=False, env=clean_environment())
    assert ran.stdout.splitlines()[-1].startswith('{"id"')
    assert "Traceback" not in ran.stderr
    assert "Exception" not in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a device that is always full")
@pytest.mark.parametrize("arguments", [["states"], ["code", str(ARTICLE)], ["codebook", "border"], ["--help"]])
def test_a_full_disk_is_told_and_fails(process: Command, arguments: list[str]) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        ran = process(*arguments, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert ran.returncode == 1
    assert "the disk is full" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "Exception ignored" not in ran.stderr


def test_a_brief_that_does_not_fit_leaves_the_file_that_was_there(process: Command, record: Path, tmp_path: Path) -> None:
    out = tmp_path / "brief.html"
    out.write_text("the one before", encoding="utf-8")
    limit = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (33_000, 33_000))}
    ran = process("brief", "TUR", "AZE", "--store", record, "--out", out, **limit)
    assert ran.returncode == 1
    assert f"dragoman: {out}: cannot be written: " in ran.stderr
    assert out.read_text(encoding="utf-8") == "the one before"
    assert list(tmp_path.iterdir()) == [out]


def test_a_place_that_cannot_be_written_is_named(dragoman: Command, tmp_path: Path) -> None:
    full = dragoman("code", ARTICLE, "--out", "/dev/full")
    assert full.returncode == 1
    assert "dragoman: /dev/full: the disk is full; what was written is incomplete" in full.stderr
    ran = dragoman("code", ARTICLE, "--out", tmp_path / "no" / "such" / "folder.jsonl")
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"dragoman: {tmp_path / 'no' / 'such' / 'folder.jsonl'}: cannot be written: ")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interruption_ends_it_without_a_traceback(number: signal.Signals, code: int, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dragoman", "code", str(tmp_path / "missing.txt"), "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=clean_environment()) as process:
        assert process.stderr is not None
        assert "missing.txt" in process.stderr.readline()  # next it waits for standard input, which stays open
        process.send_signal(number)
        said = process.stderr.read()
    assert process.returncode == code
    assert said == "dragoman: interrupted: 0 documents coded, 0 statements; 1 failed\n"


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What a terminal shows of a command."""
    leader, follower = pty.openpty()
    with subprocess.Popen([sys.executable, "-m", "dragoman", *arguments], stdin=subprocess.DEVNULL, stdout=follower, stderr=follower,
                          env=clean_environment(TERM="xterm", **environment)):
        os.close(follower)
        shown = b""
        try:
            while piece := os.read(leader, 1 << 16):
                shown += piece
        except OSError:  # how Linux tells that nobody writes to the terminal any more
            pass
    os.close(leader)
    return shown.decode()


def test_colours_on_a_terminal_unless_no_color_is_set(record: Path) -> None:
    import dragoman as library

    with library.open_store(record) as store:
        id = next(s.id for s in store.statements(states=("TUR", "AZE")))
    assert "\x1b[1;33m" in on_a_terminal("explain", id, "--store", str(record))
    plain = on_a_terminal("explain", id, "--store", str(record), NO_COLOR="1")
    assert "\x1b[1;33m" not in plain
    assert "[trigger: " in plain


def test_a_bar_shows_what_is_done_while_it_takes_long_and_goes_away(tmp_path: Path) -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "dragoman", "add", "-", "--store", str(tmp_path / "record.db")]
    environment = clean_environment(TERM="xterm")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=follower, env=environment) as process:
        os.close(follower)
        assert process.stdin is not None
        shown = b""
        while b"documents" not in shown:  # standard input stays open until the bar is there
            shown += os.read(leader, 1 << 16)
        process.stdin.close()
        try:
            while piece := os.read(leader, 1 << 16):
                shown += piece
        except OSError:
            pass
    os.close(leader)
    assert b"Coding" in shown
    assert shown.decode().splitlines()[-1].endswith("stored 0 documents, 0 unchanged; 0 statements stored; 1 failed")


def test_help_loads_no_model_and_no_large_library() -> None:
    script = (
        "import sys\nfrom dragoman.cli import main\nsys.argv = ['dragoman', '--help']\ntry:\n    main()\nexcept SystemExit:\n"
        "    sys.stderr.write(' '.join(m for m in ('spacy', 'pydantic', 'sqlalchemy', 'yaml', 'rich', 'pandas') if m in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True, env=clean_environment())
    assert "Commands:" in ran.stdout
    assert ran.stderr == ""


def test_version_and_no_command(dragoman: Command) -> None:
    import dragoman as library

    assert dragoman("--version").stdout == f"dragoman {library.__version__}\n"
    assert dragoman("no-such-command").returncode == 2
    without = dragoman()
    assert all(f"  {name} " in without.stdout + without.stderr for name in COMMANDS)


def test_the_pages_hold_the_help_and_the_columns_as_they_are() -> None:
    spec = importlib.util.spec_from_file_location("build_docs", ROOT / "scripts" / "build_docs.py")
    assert spec is not None
    assert spec.loader is not None
    build_docs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build_docs)
    for name, fill in build_docs.PAGES.items():
        page = (ROOT / "docs" / name).read_text(encoding="utf-8")
        assert fill(page) == page, f"docs/{name} is out of date: run `make docs`"
        assert name != "cli.md" or all(f"<!-- help: {command} -->" in page for command in ("", *COMMANDS)[1:])
