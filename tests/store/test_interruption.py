"""Killed at any moment, or out of disk, a store keeps all that it reported, and the same command finishes the work."""

from __future__ import annotations

import multiprocessing
import random
import re
import signal
import sqlite3
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import event

from dragoman.model import StoreError, Verdict
from dragoman.store import open_store
from dragoman.store.store import Store
from tests.store.old import judged_as_old, make_old

DOCUMENTS = 60
ADDING, REVIEWING, MIGRATING = 20, 15, 15  # how often each is killed, with each database


class Worker:
    """A process of its own that works on a store and can be killed; ``told`` gathers what it reported."""

    def __init__(self, work: Callable[..., None], *arguments: Any) -> None:
        # Forked, so that what is imported here need not be again: a dozen processes start in the time of one.
        context = multiprocessing.get_context("fork")
        self._reports, sending = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(work, sending, *arguments))
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


def _run(work: Callable[..., None], sending: Connection, *arguments: Any) -> None:
    try:
        work(lambda report: sending.send(("done", report)), *arguments)
    except StoreError as error:
        sending.send(("error", str(error)))


def _add(report: Callable[[str], None], corpus: ModuleType, url: str, version: str, batch: int, largest_file: int = -1) -> None:
    corpus.add_all(url, 0, DOCUMENTS, version, batch, report, largest_file)


def adding(corpus: ModuleType, url: str, version: str, batch: int, largest_file: int = -1) -> Worker:
    """A process that adds the documents."""
    return Worker(_add, corpus, url, version, batch, largest_file)


def finished(corpus: ModuleType, url: str, version: str, batch: int) -> Worker:
    adder = adding(corpus, url, version, batch)
    adder.finish()
    assert adder.error is None
    return adder


def test_killed_while_adding_and_recoding(url: str, corpus: ModuleType, contents: Callable[[str], list[object]], tmp_path: Path) -> None:
    draw = random.Random(20260701)
    kept: set[str] = set()
    codes = []
    for i in range(ADDING // 2):
        adder = adding(corpus, url, "1", draw.choice([1, 4, 32]))
        # The first are killed while they make the store, or before they have reported anything.
        adder.kill(0 if i < 3 else draw.randrange(1, 12), draw.random() * (0.15 if i < 3 else 0.03))
        codes.append(adder.exit_code)
        kept |= adder.ids
        if kept:
            with open_store(url) as store:
                present = [doc.id for doc in store.documents()]
                assert kept <= set(present), "what was reported is stored"
                for doc in present[-3:]:
                    assert list(store.statements(documents=[doc])) == corpus.statements(corpus.document(int(doc.split("-")[1]))), "whole"
    finished(corpus, url, "1", 32)
    for _ in range(ADDING - ADDING // 2):
        adder = adding(corpus, url, "2", draw.choice([1, 16]))
        adder.kill(draw.randrange(0, 8), draw.random() * 0.03)
        codes.append(adder.exit_code)
    finished(corpus, url, "2", 32)
    assert codes.count(-signal.SIGKILL) > ADDING // 2, "most were killed before they were done"

    undisturbed = str(tmp_path / "undisturbed.db")
    with open_store(undisturbed, create=True) as store:
        for version in ("1", "2"):
            list(store.add_many(corpus.coded(0, DOCUMENTS, version), codebook_version=version, batch=100))
    assert contents(url) == contents(undisturbed)
    if not url.startswith("postgresql"):
        connection = sqlite3.connect(url)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()


def _review(report: Callable[[str], None], url: str, entries: Sequence[dict[str, Any]]) -> None:
    """A person's decisions, one by one, as far as the journal doesn't have them."""
    with open_store(url, busy_timeout=30) as store:
        there = {entry.key for entry in store.judgements()}
        for entry in entries:
            if entry["key"] not in there:
                store.import_judgements([entry])
                report(entry["key"])


def decisions(store: Store, many: int) -> list[dict[str, Any]]:
    """So many decisions on a store's facts of all sorts, as the journal holds them."""
    draw = random.Random(7)
    for _ in range(many):
        facts = store.facts()
        fact, how = draw.choice(facts), draw.choice(["confirmed", "rejected", "corrected", "corrected", "merged", "split", "undone"])
        entries, large = store.judgements(), [f for f in facts if len(f.statements) > 1]
        if how == "undone" and entries:
            store.undo(draw.choice(entries).key, by="Bo")
        elif how == "merged":
            others = [f for f in facts if f.kind == fact.kind and f.id != fact.id]
            store.merge_facts([fact, draw.choice(others)], by="Ana")
        elif how == "split" and large:
            chosen = draw.choice(large)
            store.split_fact(chosen, [chosen.statements[0].id], by="Ana")
        elif how in ("corrected", "undone", "split"):
            store.judge_fact(fact, "corrected", by=draw.choice(["Ana", "Bo"]), correction={"date": str(draw.randint(1900, 2000))})
        else:
            verdict: Verdict = "confirmed" if how == "confirmed" else "rejected"
            store.judge_fact(fact, verdict, by=draw.choice(["Ana", "Bo"]))
    return list(store.export_judgements())


def test_killed_while_reviewing(url: str, corpus: ModuleType, contents: Callable[[str], list[object]], tmp_path: Path) -> None:
    draw = random.Random(20261124)
    undisturbed = str(tmp_path / "undisturbed.db")
    finished(corpus, undisturbed, "1", 32)
    finished(corpus, url, "1", 32)
    with open_store(undisturbed) as store:
        entries = decisions(store, 40)
        assert {entry["verdict"] for entry in entries} == {"confirmed", "rejected", "corrected", "merged", "split", "undone"}
    killed, kept = 0, set[str]()
    for _ in range(REVIEWING):
        reviewer = Worker(_review, url, entries)
        reviewer.kill(draw.randrange(0, 4), draw.random() * 0.02)
        killed += reviewer.exit_code == -signal.SIGKILL
        kept |= set(reviewer.told)
        with open_store(url) as store:
            assert kept <= {entry.key for entry in store.judgements()}, "what was reported is in the journal"
            counted = sum(fact.counts.statements for fact in store.facts(quotes=0))
            assert counted == len(list(store.statements())), "every statement that counts is in one fact"
    assert killed > REVIEWING // 2
    last = Worker(_review, url, entries)
    last.finish()
    assert last.error is None
    assert contents(url) == contents(undisturbed)


def _open(report: Callable[[str], None], url: str) -> None:
    with open_store(url, busy_timeout=30):
        report("open")


def test_killed_while_migrating(url: str, corpus: ModuleType, contents: Callable[[str], list[object]], tmp_path: Path) -> None:
    draw = random.Random(20261124)
    undisturbed = str(tmp_path / "undisturbed.db")
    finished(corpus, undisturbed, "1", 32)
    with open_store(undisturbed) as store:
        make_old(url, store)
        judged_as_old(store)
    killed = 0
    for _ in range(MIGRATING):
        opener = Worker(_open, url)
        opener.kill(0, 0.02 + draw.random() * 0.2)
        killed += opener.exit_code == -signal.SIGKILL
    assert killed > MIGRATING // 2
    last = Worker(_open, url)
    last.finish()
    assert (last.error, last.told) == (None, ["open"])
    assert contents(url) == contents(undisturbed)


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
    adder = adding(corpus, url, "1", 5, largest_file=600_000)
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
    together = [adding(corpus, url, "1", batch) for batch in (3, 8)]
    for adder in together:
        adder.finish()
    assert [adder.error for adder in together] == [None, None]
    told = [report for adder in together for report in adder.told]
    assert sorted(report.split()[0] for report in told if report.endswith("new")) == sorted(f"note-{n}" for n in range(DOCUMENTS))
    alone = str(tmp_path / "alone.db")
    finished(corpus, alone, "1", 32)
    assert contents(url) == contents(alone)
