"""What is no store is refused with a clear message and left as it is."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import text

from dragoman.model import Document, StoreError
from dragoman.store import open_store


def fingerprint(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.is_file()}


def make_sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(("content", "message"), [
    (b"Dear diary,\n" * 50, "not an SQLite file"), (b"SQLite format 3\x00" + b"\x01" * 4000, "notes.db: "),
    (b"\x00", "not an SQLite file"), (None, "an SQLite file, but not a Dragoman store .it has a table 'recipes'"),
])
def test_another_file_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes | None, message: str, create: bool) -> None:
    path = tmp_path / "notes.db"
    if content is None:
        make_sqlite(path)
    else:
        path.write_bytes(content)
    before = fingerprint(tmp_path)
    with pytest.raises(StoreError, match=message) as caught:
        open_store(path, create=create)
    assert str(path) in str(caught.value)
    assert fingerprint(tmp_path) == before


def test_a_store_must_be_asked_for_to_be_made(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with pytest.raises(StoreError, match=r"there is no store here. `dragoman add PATH\.\.\. --store"):
        open_store(path)
    assert list(tmp_path.iterdir()) == []
    path.touch()  # what a process leaves that is killed at the very beginning
    with pytest.raises(StoreError, match="there is no store here"):
        open_store(path)
    with open_store(path, create=True) as store:
        assert store.status().documents == 0


@pytest.mark.parametrize(("name", "message"), [
    ("", "name is empty"), ("missing/record.db", "its folder .*missing does not exist"), (".", "a folder; a store is a file"),
    ("mysql://host/db", "SQLite file or a PostgreSQL database"), ("sqlite://", "SQLite file or a PostgreSQL database"),
    ("postgresql://host:port/db", "not a database URL"),
])
def test_a_place_where_no_store_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match=message):
        open_store(name, create=True)


def test_a_path_with_signs_that_mean_something_in_urls(tmp_path: Path) -> None:
    folder = tmp_path / "50% ?mode=ro#1"
    folder.mkdir()
    with open_store(folder / "record?.db", create=True) as store:
        store.add(Document("d", "text"), [], codebook_version="1")
    with open_store(str(folder / "record?.db")) as store:
        assert store.has("d")
    assert [p.name for p in folder.iterdir()] == ["record?.db"]


def test_a_file_may_be_given_as_a_url(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/record.db", create=True) as store:
        store.add(Document("d", "text"), [], codebook_version="1")
    with open_store(tmp_path / "record.db") as store:
        assert store.has("d")


def test_a_locked_store_says_so(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path, create=True) as store:
        store.add(Document("d", "text"), [], codebook_version="1")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_store(path, busy_timeout=0.05) as store:
        assert store.has("d"), "readers need not wait"
        with pytest.raises(StoreError, match=rf"{path}: the store is locked: another process is writing.*nothing was lost"):
            store.add(Document("e", "text"), [], codebook_version="1")
        other.execute("ROLLBACK")
        assert store.add(Document("e", "text"), [], codebook_version="1").outcome == "new"
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="the store is locked"):
        open_store(path, busy_timeout=0.05)
    other.close()


def test_a_damaged_store_says_so(tmp_path: Path, corpus: ModuleType) -> None:
    path = tmp_path / "record.db"
    with open_store(path, create=True) as store:
        list(store.add_many(corpus.coded(0, 30), codebook_version="1"))
    content = path.read_bytes()
    path.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))
    with pytest.raises(StoreError, match=r"record.db: the file is damaged. Restore it"), open_store(path) as store:
        list(store.statements())


def test_a_newer_store_is_refused_and_left_as_it_is(url: str) -> None:
    with open_store(url, create=True) as store, store._writer.begin() as connection:
        connection.execute(text("UPDATE dragoman_schema SET version_num = '0999'"))
    with pytest.raises(StoreError, match=r"written by a newer Dragoman \(schema 0999; .*pip install --upgrade dragoman"):
        open_store(url, create=True)


def test_importing_the_package_loads_no_database_library() -> None:
    import subprocess

    loaded = "import sys, dragoman.store, dragoman.merge; print([m for m in ('sqlalchemy', 'alembic', 'psycopg') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True, text=True).stdout == "[]\n"


def test_postgres_another_database_is_refused_and_left_as_it_is(postgres: Any) -> None:
    url = postgres.new_schema()
    schema = url.rpartition("%3D")[2]
    with postgres.connect() as connection:
        connection.execute(f"CREATE TABLE {schema}.documents (name text)")
        with pytest.raises(StoreError, match=r"not a Dragoman store .it has a table 'documents'"):
            open_store(url, create=True)
        connection.execute(f"ALTER TABLE {schema}.documents RENAME TO recipes")
        with pytest.raises(StoreError, match="there is no store here"):
            open_store(url)
        with open_store(url, create=True) as store:  # beside tables of other names there is room
            assert store.status().documents == 0


def test_postgres_that_cannot_be_reached(postgres: Any, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"postgresql://me:\*\*\*@/x\?host=.*the server does not answer") as caught:
        open_store(f"postgresql://me:secret@/x?host={tmp_path}")
    assert "secret" not in str(caught.value)
    with pytest.raises(StoreError, match=r"no such database|does not answer.*does not exist"):
        open_store(f"postgresql://postgres@/nowhere?host={postgres.folder}")


def test_postgres_locked(postgres: Any) -> None:
    url = postgres.new_schema()
    with open_store(url, create=True) as store, store._writer.begin(), open_store(url, busy_timeout=0.05) as other:
        assert not other.has("d")
        with pytest.raises(StoreError, match="the store is locked: another process is writing"):
            other.add(Document("d", "text"), [], codebook_version="1")


def test_two_that_make_the_store_at_once(url: str, corpus: ModuleType, contents: Callable[[str], list[object]]) -> None:
    failures: list[BaseException] = []
    ready = threading.Barrier(3)

    def make(first: int) -> None:
        try:
            ready.wait()
            with open_store(url, create=True) as store:
                for _ in store.add_many(corpus.coded(first, first + 12), codebook_version="1", batch=3):
                    pass
        except BaseException as error:  # noqa: BLE001 - told to the test
            failures.append(error)

    threads = [threading.Thread(target=make, args=(first,)) for first in (0, 4, 8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    both = contents(url)
    with open_store(url) as store:
        assert sorted(doc.id for doc in store.documents()) == sorted(f"note-{n}" for n in range(20))
    assert len(both[0]) == 20  # type: ignore[arg-type]
