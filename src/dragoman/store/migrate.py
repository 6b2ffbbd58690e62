"""Bringing a store's schema up to date, or refusing one that only a newer Dragoman understands."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from dragoman.model import StoreError
from dragoman.store.location import Location
from dragoman.store.schema import SCHEMA_VERSIONS, VERSION_TABLE, metadata

_MIGRATIONS = Path(__file__).parent / "migrations"


def stored_version(connection: Connection, location: Location) -> str | None:
    """The schema version of the store behind the connection; None where there is no store yet.

    StoreError where the database has tables that Dragoman did not make: any at all in an SQLite file, ones by the same name in PostgreSQL.
    """
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE in tables:
        version = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
        if version is not None:
            return str(version)
    foreign = tables - {VERSION_TABLE} if location.path else tables & set(metadata.tables)
    if foreign:
        raise StoreError(f"{location.name}: a database, but not a Dragoman store (it has a table {min(foreign)!r}), and left as it is. "
                         "Name another one with --store")
    return None


def check_version(version: str, location: Location) -> bool:
    """Whether the version is the current one. StoreError where it is newer than this code."""
    if version not in SCHEMA_VERSIONS:
        raise StoreError(f"{location.name}: written by a newer Dragoman (schema {version}; this one knows up to {SCHEMA_VERSIONS[-1]}), "
                         "and left as it is. Upgrade with: pip install --upgrade dragoman")
    return version == SCHEMA_VERSIONS[-1]


def upgrade(connection: Connection, migrations: Path = _MIGRATIONS) -> None:
    """Runs every migration that the store lacks, within the connection's transaction: all of them, or none."""
    # Alembic takes longer to import than a store to open, and most stores need no migration.
    from alembic import command
    from alembic.config import Config

    config = Config()
    # The path may hold a per cent sign, which the configuration would read as a placeholder.
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
