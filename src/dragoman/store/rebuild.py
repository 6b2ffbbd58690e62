"""Filling, after a migration, what follows from what a store held before: journal entries in their new form, stories, facts."""

from __future__ import annotations

from sqlalchemy import Connection, text

from dragoman.model import Statement
from dragoman.store.claims import Claims
from dragoman.store.journal import write_entry
from dragoman.store.records import Judgement, Target
from dragoman.store.schema import judgement_targets
from dragoman.store.writing import Writer

_OLD_JOURNAL = "judgements_0001"


def rebuild(connection: Connection, since: str | None) -> None:
    """Brings the contents of a store that was of schema ``since`` (None: new) to the present one, within the connection's transaction."""
    if since not in (None, "0001"):
        return
    _journal(connection)
    writer = Writer(connection, Claims())
    writer.count_all()
    writer.finish()


def _journal(connection: Connection) -> None:
    """The entries of schema 0001, each about one statement in its text, in order."""
    json = judgement_targets.c.statement.type
    query = text(f"SELECT * FROM {_OLD_JOURNAL} ORDER BY n").columns(statement=json, correction=json)
    for row in connection.execute(query).mappings().all():
        at = row["decided_at"].replace("Z", ".000000Z")  # as finely as entries are dated now, so that they compare as text
        target = Target(row["content_hash"], Statement.from_dict(row["statement"]))
        entry = Judgement(0, at, row["decided_by"], row["verdict"], row["note"], "statement", (target,), row["correction"])
        write_entry(connection, entry)
    connection.execute(text(f"DROP TABLE {_OLD_JOURNAL}"))
