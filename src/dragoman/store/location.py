"""Where a store lies, and errors told in the user's terms: what, where, and what to do next."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from dragoman.model import StoreError


@dataclass(frozen=True, slots=True)
class Location:
    """A store's place: ``path`` for an SQLite file, else None. ``name`` is how messages call it; it never holds a password."""

    name: str
    url: URL
    path: Path | None


def parse_location(url_or_path: str) -> Location:
    """A path, ``sqlite:///PATH``, or ``postgresql://[USER[:PASSWORD]@]HOST[:PORT]/DATABASE``. StoreError for anything else."""
    if "://" not in url_or_path:
        if not url_or_path:
            raise StoreError("a store's name is empty: give a file, such as record.db, or a postgresql:// URL")
        return _file(Path(url_or_path))
    try:
        url = make_url(url_or_path)
    except (ArgumentError, ValueError) as error:
        scheme = url_or_path.partition("://")[0]
        raise StoreError(f"{scheme}://…: not a database URL; write postgresql://USER@HOST/DATABASE or a file's path") from error
    backend = url.get_backend_name()
    if backend == "sqlite" and url.database and url.database != ":memory:":
        return _file(Path(url.database))
    if backend in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
        return Location(url.set(drivername="postgresql").render_as_string(hide_password=True), url, None)
    raise StoreError(f"{url.render_as_string(hide_password=True)}: a store is an SQLite file or a PostgreSQL database "
                     "(postgresql://USER@HOST/DATABASE)")


_LOCKED = ("the store is locked: another process is writing to it. Wait until that one is done, or end it, and run the command again; "
           "nothing was lost")
_SAFE = "what was reported as stored is safe"


def _file(path: Path) -> Location:
    return Location(str(path), URL.create("sqlite+pysqlite", database=str(path)), path)


@contextmanager
def told(location: Location) -> Iterator[None]:
    """Turns what a database raises into a StoreError that names the store and the remedy."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(_describe(location, error.orig if error.orig is not None else error)) from error
    except (sqlite3.Error, SQLAlchemyError) as error:
        raise StoreError(_describe(location, error)) from error


def _describe(location: Location, error: BaseException) -> str:
    if isinstance(error, sqlite3.Error):
        return f"{location.name}: {_sqlite_reason(location, error)}"
    state = getattr(error, "sqlstate", None)
    return f"{location.name}: {_postgres_reason(state, ' '.join(str(error).split()))}"


def _sqlite_reason(location: Location, error: sqlite3.Error) -> str:
    name: str = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return _LOCKED
    if name.startswith("SQLITE_FULL"):
        return f"the disk is full ({_free(location)}). Make room and run the command again: {_SAFE}, the rest will be added then"
    if name.startswith("SQLITE_IOERR"):
        return (f"the disk cannot be written or read ({error}; {_free(location)}). Check space, quota and limits, and run the command "
                f"again: {_SAFE}")
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH")):
        return "no right to write here. Give yourself write access to the file and its folder, or name another store"
    if name.startswith("SQLITE_CANTOPEN"):
        return "the file cannot be opened. Check that its folder exists and that you may read and write both"
    if name.startswith("SQLITE_NOTADB"):
        return "not a Dragoman store, and left as it is. Name another file with --store"
    if name.startswith("SQLITE_CORRUPT"):
        return "the file is damaged. Restore it from a copy, or save what can be read with sqlite3's .recover"
    if name.startswith("SQLITE_TOOBIG"):
        return "a text is larger than SQLite can hold (1 GB). Split the document"
    return f"{error}"


def _free(location: Location) -> str:
    try:
        free = shutil.disk_usage((location.path or Path()).resolve().parent).free
    except OSError:
        return "free space unknown"
    return f"{free / 1e6:,.0f} MB free on its disk"


def _postgres_reason(state: str | None, message: str) -> str:
    if state in ("55P03", "40P01"):
        return _LOCKED
    if state == "53100":
        return f"the server's disk is full. Make room and run the command again: {_SAFE}"
    if state == "3D000":
        return "there is no such database on the server. Make it with createdb, or name another"
    if state == "42501":
        return f"no right to do this ({message}). Ask the database's owner for rights to create tables and write in them"
    if state is not None and state.startswith("28"):
        return f"the server refused the log-in ({message}). Check user and password"
    if state is None or state.startswith(("08", "57P", "53")):
        return f"the server does not answer ({message}). Check that it runs and that the URL is right; {_SAFE}"
    return message
