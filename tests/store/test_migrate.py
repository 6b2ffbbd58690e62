"""The shipped migrations make the schema that the code expects, and a migration is done whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import ModuleType

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

import dragoman.store.migrations
from dragoman.store import open_store
from dragoman.store.migrate import upgrade
from dragoman.store.schema import SCHEMA_VERSIONS, VERSION_TABLE, metadata

MIGRATIONS = Path(dragoman.store.migrations.__file__).parent

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{last}"

def upgrade() -> None:
    op.add_column("documents", sa.Column("shelf", sa.Text))
    op.execute("UPDATE documents SET shelf = 'A'")
    {then}
"""


def test_migrations_and_tables_agree(url: str) -> None:
    with open_store(url, create=True) as store, store._reader.begin() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_listed_versions_are_the_shipped_ones() -> None:
    shipped = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    assert tuple(reversed(shipped)) == SCHEMA_VERSIONS


def test_opening_a_current_store_needs_no_migration_library(tmp_path: Path) -> None:
    import subprocess
    import sys

    path = tmp_path / "record.db"
    open_store(path, create=True).close()
    before = path.read_bytes()
    program = f"import sys; from dragoman.store import open_store; open_store({str(path)!r}).close(); print('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout == "False\n"
    assert path.read_bytes() == before


@pytest.mark.parametrize(("then", "done"), [("pass", True), ("op.execute('SELECT no_such_column FROM documents')", False)])
def test_a_migration_is_whole_or_not_at_all(url: str, tmp_path: Path, corpus: ModuleType, then: str, done: bool) -> None:
    later = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, later)
    (later / "versions" / "v9999_shelf.py").write_text(NEXT.format(last=SCHEMA_VERSIONS[-1], then=then))
    with open_store(url, create=True) as store:
        list(store.add_many(corpus.coded(0, 5), codebook_version="1"))
        try:
            with store._writer.begin() as connection:
                upgrade(connection, later)
            assert done
        except Exception:  # noqa: BLE001 - whatever a broken migration raises
            assert not done
        with store._reader.begin() as connection:
            columns = {column["name"] for column in inspect(connection).get_columns("documents")}
            version = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one()
            assert ("shelf" in columns, version) == ((True, "9999") if done else (False, SCHEMA_VERSIONS[-1]))
            if done:
                assert connection.execute(text("SELECT count(*) FROM documents WHERE shelf = 'A'")).scalar_one() == 5
        assert [doc.id for doc in store.documents()] == [f"note-{n}" for n in range(5)]
