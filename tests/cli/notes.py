"""Two papers' notes on Norway and Portugal, which agree on some things and not on others, as stores."""

from __future__ import annotations

import shutil
from pathlib import Path

import dragoman
from dragoman.merge import Fact

FJORD = """Lisbon and Oslo: a chronology
Published: 2024-05-02

Norway and Portugal established diplomatic relations in 1907. Norway opened an embassy in Lisbon in 1921.

Norway and Portugal signed the Sardine Treaty on 4 March 1950. Portugal recognised the independence of Norway on 29 February 1908.

The Portuguese foreign minister visited Oslo on 3 May 2021.
"""
DOURO = """Herring and port wine
Published: 2025-02-11

Portugal and Norway established diplomatic relations on 12 May 1909. On 4 March 1950 the two countries signed the Sardine Treaty.

Norway opened its embassy in Lisbon in March 1921. Norway and Portugal signed the Lisbon Codfish Accord on 4 March 1950.
"""


def made(folder: Path, **texts: str) -> Path:
    """A store with these notes, by name."""
    book = dragoman.load_codebook()
    path = folder / "record.db"
    with dragoman.open_store(path, create=True) as store:
        for name, text in texts.items():
            from dragoman.read import document_from_text

            document = document_from_text(text, id=name)
            store.add(document, dragoman.code(document, book), codebook_version=book.version)
    return path


def copied(store: Path, folder: Path, name: str = "mine.db") -> Path:
    """A copy that a test may write to."""
    return Path(shutil.copy(store, folder / name))


def facts(store: Path, kind: str | None = None) -> list[Fact]:
    """What the store knows."""
    with dragoman.open_store(store) as record:
        return record.facts(kinds=[kind] if kind else None)


def fact(store: Path, kind: str, **fields: object) -> Fact:
    """The only fact of a kind, or the only one with these fields."""
    (found,) = [f for f in facts(store, kind) if all(getattr(f, name) == value for name, value in fields.items())]
    return found
