"""Opening a store: engines, checks that leave what is not ours untouched, creation and migration."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, text
from sqlalchemy.pool import ConnectionPoolEntry

import dragoman
from dragoman.model import StoreError
from dragoman.store.location import Location, parse_location, told
from dragoman.store.migrate import check_version, stored_version, upgrade
from dragoman.store.rebuild import rebuild
from dragoman.store.schema import meta
from dragoman.store.serialise import to_json
from dragoman.store.store import Store

WRITE = "dragoman_write"
"""The execution option that marks a connection for writing."""

_POSTGRES_LOCK = 0x647261676F6D616E % 2**31
_SQLITE_MAGIC = b"SQLite format 3\x00"
_PAUSE = 0.02  # seconds between tries


def open_store(url_or_path: str | Path, *, create: bool = False, busy_timeout: float = 10.0) -> Store:
    """See ``dragoman.store.open_store``."""
    location = parse_location(str(url_or_path))
    if location.path is not None:
        _check_file(location, location.path, create=create, busy_timeout=busy_timeout)
        engine = _sqlite_engine(location, busy_timeout)
    else:
        engine = _postgres_engine(location, busy_timeout)
    try:
        with told(location):
            _prepare(engine, location, create=create, busy_timeout=busy_timeout)
    except BaseException:
        engine.dispose()
        raise
    return Store(location, engine.execution_options(**{WRITE: False}), engine.execution_options(**{WRITE: True}))


def _check_file(location: Location, path: Path, *, create: bool, busy_timeout: float) -> None:
    """Refuses, before SQLite touches it, a path at which no store is or can be."""
    try:
        if path.is_dir():
            raise StoreError(f"{location.name}: a folder; a store is a file: name one in it, such as {path / 'record.db'}")
        if path.exists():
            with path.open("rb") as file:
                head = file.read(len(_SQLITE_MAGIC))
            if head and head != _SQLITE_MAGIC:
                raise StoreError(f"{location.name}: not a Dragoman store (not an SQLite file), and left as it is. "
                                 "Name another file with --store")
        elif not path.parent.is_dir():
            raise StoreError(f"{location.name}: its folder {path.parent} does not exist. Make it first, or name another store")
        else:
            head = b""
    except OSError as error:
        raise StoreError(f"{location.name}: {error.strerror}. Check the rights on the file and its folder") from error
    if not head and not create:
        raise StoreError(f"{location.name}: there is no store here. `dragoman add PATH... --store {location.name}` makes one")
    if head:
        with told(location):
            _check_foreign(location, path, busy_timeout)


def _check_foreign(location: Location, path: Path, busy_timeout: float) -> None:
    """Another program's SQLite file is refused without opening it for writing."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=busy_timeout)
    try:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    finally:
        connection.close()
    if tables and "dragoman_schema" not in tables:
        raise StoreError(f"{location.name}: an SQLite file, but not a Dragoman store (it has a table {min(tables)!r}), and left as it is. "
                         "Name another file with --store")


def _sqlite_engine(location: Location, busy_timeout: float) -> Engine:
    engine = create_engine(location.url, connect_args={"timeout": busy_timeout}, json_serializer=to_json)

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
        # Transactions begin where we say so (below), which the driver would otherwise do on its own, and not around DDL.
        connection.isolation_level = None
        # FULL also in WAL mode: what was committed outlives not only a killed process but a power cut.
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        # A document touches pages all over a large record: read from memory where the system has them, kept while it is open (64 MB).
        connection.execute(f"PRAGMA mmap_size={2**31 - 1}")
        connection.execute("PRAGMA cache_size=-64000")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer takes the lock at once: taking it later, after reading, fails without waiting if another has written meanwhile.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITE) else "BEGIN")

    return engine


def _postgres_engine(location: Location, busy_timeout: float) -> Engine:
    if find_spec("psycopg") is None:
        raise StoreError(f"{location.name}: PostgreSQL needs its driver. Install it with: pip install 'dragoman[postgres]'")
    engine = create_engine(location.url, json_serializer=to_json, isolation_level="READ COMMITTED")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITE):
            # One writer at a time, as in SQLite, so that two who add the same document find each other's.
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(busy_timeout * 1000)}ms'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_POSTGRES_LOCK})")
        else:
            # Several queries of one reading see one moment of the store.
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    return engine


def _prepare(engine: Engine, location: Location, *, create: bool, busy_timeout: float) -> None:
    """Creates or migrates the schema where needed; a current store is only read."""
    with engine.begin() as connection:
        version = stored_version(connection, location)
    if version is not None and check_version(version, location):
        return
    if version is None and not create:
        raise StoreError(f"{location.name}: there is no store here. `dragoman add PATH... --store {location.name}` makes one")
    if version is None and location.path is not None:
        _use_wal(engine, busy_timeout)
    with engine.execution_options(**{WRITE: True}).begin() as connection:
        # Looked at again, now that no other process can be doing the same.
        version = stored_version(connection, location)
        if version is not None and check_version(version, location):
            return
        upgrade(connection)
        rebuild(connection, version)
        if version is None:
            _describe_store(connection)


def _use_wal(engine: Engine, busy_timeout: float) -> None:
    """Sets the mode, which the file keeps, in which readers don't wait for a writer. It can't be set within a transaction.

    SQLite doesn't itself wait for another process here, which may be making the same store.
    """
    deadline = monotonic() + busy_timeout
    raw = engine.raw_connection()
    try:
        while True:
            try:
                raw.cursor().execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as error:
                if not error.sqlite_errorname.startswith("SQLITE_BUSY") or monotonic() > deadline:
                    raise
                sleep(_PAUSE)
    finally:
        raw.close()


def _describe_store(connection: Connection) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    rows: list[dict[str, Any]] = [{"key": "created_at", "value": now}, {"key": "created_by", "value": f"dragoman {dragoman.__version__}"}]
    connection.execute(insert(meta), rows)
    if connection.dialect.name == "sqlite":
        # Lets file(1) and other programs tell a store from any other SQLite file: "drgm".
        connection.execute(text(f"PRAGMA application_id={0x6472676D}"))
