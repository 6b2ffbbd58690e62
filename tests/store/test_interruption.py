"""Killed at any moment, or out of disk, a store keeps all that it reported, and the same command finishes the work."""

from __future__ import annotations

import multiprocessing
import random
import re
import signal
import sqlite3
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import event

from dragoman.model import StoreError
from dragoman.store import open_store

DOCUMENTS = 60
KILLS = 12


class Adder:
    """A process of its own that adds the documents; ``told`` gathers what it reported."""

    def __init__(self, corpus: ModuleType, url: str, version: str, batch: int, largest_file: int = -1) -> None:
        # Forked, so that what is imported here need not be again: a dozen processes start in the time of one.
        context = multiprocessing.get_context("fork")
        self._reports, sending = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(corpus, sending, url, version, batch, largest_file))
        self._process.start()
        sending.close()
        self.told: list[str] = []
        self.error: str | None = None

    def listen(self, at_most: int | None = None) -> None:
        """Takes reports in until there are so many, or the process has ended."""
        while at_most is None or len(self.told) < at_most:
            try:
                kind, what = self._reports.recv()
            except (EOFError, OSError):  # OSError where it was killed in the middle of a report
                return
            if kind == "error":
                self.error = what
            else:
                self.told.append(what)

    def kill(self, after: int, pause: float) -> None:
        """Kills the process once it has reported so many documents and some seconds have passed."""
        self.listen(after)
        time.sleep(pause)
        self._process.kill()
        self.finish()

    def finish(self) -> None:
        """Waits for the end."""
        self.listen()
        self._process.join()
        self._reports.close()

    @property
    def exit_code(self) -> int | None:
        return self._process.exitcode

    @property
    def ids(self) -> set[str]:
        return {report.split()[0] for report in self.told}


def _run(corpus: ModuleType, sending: Connection, url: str, version: str, batch: int, largest_file: int) -> None:
    try:
        corpus.add_all(url, 0, DOCUMENTS, version, batch, lambda report: sending.send(("added", report)), largest_file)
    except StoreError as error:
        sending.send(("error", str(error)))


def finished(corpus: ModuleType, url: str, version: str, batch: int) -> Adder:
    adder = Adder(corpus, url, version, batch)
    adder.finish()
    assert adder.error is None
    return adder


def test_killed_while_adding_and_recoding(url: str, corpus: ModuleType, contents: Callable[[str], list[object]], tmp_path: Path) -> None:
    draw = random.Random(20260701)
    kept: set[str] = set()
    codes = []
    for i in range(KILLS // 2):
        adder = Adder(corpus, url, "1", draw.choice([1, 4, 32]))
        # The first are killed while they make the store, or before they have reported anything.
        adder.kill(0 if i < 3 else draw.randrange(1, 30), draw.random() * (0.15 if i < 3 else 0.03))
        codes.append(adder.exit_code)
        kept |= adder.ids
        if kept:
            with open_store(url) as store:
                present = [doc.id for doc in store.documents()]
                assert kept <= set(present), "what was reported is stored"
                for doc in present[-3:]:
                    assert list(store.statements(documents=[doc])) == corpus.statements(corpus.document(int(doc.split("-")[1]))), "whole"
    finished(corpus, url, "1", 32)
    for _ in range(KILLS - KILLS // 2):
        adder = Adder(corpus, url, "2", draw.choice([1, 16]))
        adder.kill(draw.randrange(0, 24), draw.random() * 0.03)
        codes.append(adder.exit_code)
    finished(corpus, url, "2", 32)
    assert codes.count(-signal.SIGKILL) > KILLS // 2, "most were killed before they were done"

    undisturbed = str(tmp_path / "undisturbed.db")
    with open_store(undisturbed, create=True) as store:
        for version in ("1", "2"):
            list(store.add_many(corpus.coded(0, DOCUMENTS, version), codebook_version=version, batch=100))
    assert contents(url) == contents(undisturbed)
    if not url.startswith("postgresql"):
        connection = sqlite3.connect(url)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()


def test_a_full_disk_loses_nothing(tmp_path: Path, corpus: ModuleType, contents: Callable[[str], list[object]]) -> None:
    path = tmp_path / "record.db"
    with open_store(path, create=True) as store:
        most_pages = [2**30]

        @event.listens_for(store._writer, "begin")
        def _limit(connection: Any) -> None:
            connection.exec_driver_sql(f"PRAGMA max_page_count={most_pages[0]}")  # SQLite's own limit answers as a full disk does

        kept = [a.id for a in store.add_many(corpus.coded(0, 10), codebook_version="1", batch=5)]
        with store._reader.begin() as connection:
            most_pages[0] = connection.exec_driver_sql("PRAGMA page_count").scalar_one() + 30
        message = rf"{re.escape(str(path))}: the disk is full \(.* free on its disk\). Make room and run the command again"
        with pytest.raises(StoreError, match=message):
            for added in store.add_many(corpus.coded(10, DOCUMENTS), codebook_version="1", batch=5):
                kept.append(added.id)
        assert 10 < len(kept) < DOCUMENTS
        assert [doc.id for doc in store.documents()] == kept
        most_pages[0] = 2**30
        list(store.add_many(corpus.coded(0, DOCUMENTS), codebook_version="1"))
    finished(corpus, str(tmp_path / "other.db"), "1", 32)
    assert contents(str(path)) == contents(str(tmp_path / "other.db"))


def test_a_disk_that_refuses_to_write_loses_nothing(tmp_path: Path, corpus: ModuleType) -> None:
    url = str(tmp_path / "record.db")
    adder = Adder(corpus, url, "1", 5, largest_file=600_000)
    adder.finish()
    assert adder.error is not None
    assert re.search(r"record\.db: the disk (is full|cannot be written)", adder.error)
    assert 0 < len(adder.ids) < DOCUMENTS
    with open_store(url) as store:
        assert {doc.id for doc in store.documents()} == adder.ids
    finished(corpus, url, "1", 32)
    with open_store(url) as store:
        assert store.status().documents == DOCUMENTS


def test_two_processes_add_at_once(url: str, corpus: ModuleType, contents: Callable[[str], list[object]], tmp_path: Path) -> None:
    together = [Adder(corpus, url, "1", batch) for batch in (3, 8)]
    for adder in together:
        adder.finish()
    assert [adder.error for adder in together] == [None, None]
    told = [report for adder in together for report in adder.told]
    assert sorted(report.split()[0] for report in told if report.endswith("new")) == sorted(f"note-{n}" for n in range(DOCUMENTS))
    alone = str(tmp_path / "alone.db")
    finished(corpus, alone, "1", 32)
    assert contents(url) == contents(alone)
