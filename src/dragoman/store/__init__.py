"""The store of documents, statements and judgements: SQLite by default, PostgreSQL by URL.

    with open_store("record.db", create=True) as store:
        for added in store.add_many(coded, codebook_version=codebook.version):
            ...

Importing this package loads no database library; opening a store does.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.store.records import Added, Dyad, Imported, Judgement, Need, Outcome, Rejected, Scope, StoreStatus, Target, View

if TYPE_CHECKING:
    from dragoman.store.store import Store

__all__ = ["Added", "Dyad", "Imported", "Judgement", "Need", "Outcome", "Rejected", "Scope", "StoreStatus", "Target", "View", "open_store"]


def open_store(url_or_path: str | Path, *, create: bool = False, busy_timeout: float = 10.0) -> Store:
    """Opens the store at a path (SQLite) or a ``postgresql://`` URL and brings its schema up to date; makes it first with ``create``.

    ``busy_timeout`` is how many seconds to wait for another process that is writing. StoreError, with nothing touched, where there is
    no store, where the file or database is something else, where a newer Dragoman wrote it, or where it stays locked.
    """
    from dragoman.store.opening import open_store as opened

    return opened(url_or_path, create=create, busy_timeout=busy_timeout)
