"""``dragoman add`` and ``status``: what is kept, what is passed over, what a store tells of itself."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from tests.cli.conftest import EXAMPLES, Command, clean_environment


def documents_in(store: Path) -> int:
    """How many documents a store holds by its own count; 0 before it is made."""
    if not store.exists():
        return 0
    try:
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as database:
            return int(database.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_adding_again_changes_nothing_and_says_so(dragoman: Command, record: Path, tmp_path: Path) -> None:
    store = shutil.copy(record, tmp_path / "copy.db")
    before = json.loads(dragoman("status", "--store", store, "--format", "json").stdout)
    ran = dragoman("add", EXAMPLES / "turkiye-azerbaijan-energy.txt", EXAMPLES / "senegal-mauritanie-chronique.txt", "--store", store)
    assert ran.returncode == 0
    assert ran.stderr == "dragoman: stored 0 documents, 2 unchanged; 0 statements stored\n"
    after = json.loads(dragoman("status", "--store", store, "--format", "json").stdout)
    assert (after["documents"], after["statements"]) == (before["documents"], before["statements"])


def test_status_tells_documents_languages_pairs_and_what_was_not_coded(dragoman: Command, record: Path) -> None:
    text = dragoman("status", env={"DRAGOMAN_STORE": str(record)}).stdout
    assert "3 (2 en, 1 fr)" in text
    assert "not English (fr)" in text
    assert "AZE TUR" in text
    told = json.loads(dragoman("status", "--store", record, "--format", "json").stdout)
    assert told["documents"] == 3
    assert told["pairs"][0]["a"] == "AZE"


def test_status_lists_what_could_not_be_read(dragoman: Command, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    store = tmp_path / "record.db"
    assert dragoman("add", empty, tmp_path / "mistyped.txt", "--store", store).returncode == 1
    told = json.loads(dragoman("status", "--store", store, "--format", "json").stdout)
    assert [entry["path"] for entry in told["not_read"]] == [str(empty)]


def test_no_store_no_status(dragoman: Command, tmp_path: Path) -> None:
    ran = dragoman("status", "--store", tmp_path / "none.db")
    assert ran.returncode == 1
    assert str(tmp_path / "none.db") in ran.stderr
    assert not (tmp_path / "none.db").exists()


def test_interrupted_it_keeps_what_was_stored_and_the_same_command_resumes(dragoman: Command, tmp_path: Path) -> None:
    texts = [f"Chile and Peru signed agreement number {n} in Lima on {1 + n % 28} March 19{50 + n % 40}." for n in range(40)]
    lines = "".join(json.dumps({"id": f"d{n}", "text": text}) + "\n" for n, text in enumerate(texts))
    store = tmp_path / "record.db"
    command = [sys.executable, "-m", "dragoman", "add", "-", "--store", str(store)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=clean_environment()) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(lines)
        process.stdin.flush()  # and stays open: the command waits for more
        while process.poll() is None and not documents_in(store):
            time.sleep(0.05)
        os.kill(process.pid, signal.SIGINT)
        said = process.stderr.read()
    kept = documents_in(store)
    assert process.returncode == 130
    assert 0 < kept <= 40
    assert f"dragoman: interrupted: stored {kept} documents" in said
    assert "Traceback" not in said
    again = dragoman("add", "-", "--store", store, input=lines)
    assert f"stored {40 - kept} documents, {kept} unchanged" in again.stderr
