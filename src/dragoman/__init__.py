"""Dragoman reads news and reports and keeps a sourced, dated record of the relations between states.

The library in a handful of calls; docs/library.md shows each at work::

    import dragoman

    documents = dragoman.read_documents(["articles/"])
    statements = dragoman.code(documents)
    table = dragoman.frame(statements, "pandas")
    print(dragoman.brief_on(statements, "Türkiye", "AZE").title)

Importing this package loads nothing but itself: each name below is fetched when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman import plover
    from dragoman.api import brief_on, code, frame, read_documents, ties
    from dragoman.codebook import load_codebook
    from dragoman.events import code_events
    from dragoman.model import Document, DragomanError, Statement
    from dragoman.store import open_store

    __version__: str

__all__ = [
    "Document",
    "DragomanError",
    "Statement",
    "__version__",
    "brief_on",
    "code",
    "code_events",
    "frame",
    "load_codebook",
    "open_store",
    "plover",
    "read_documents",
    "ties",
]

_HOMES = {
    "Document": "dragoman.model",
    "DragomanError": "dragoman.model",
    "Statement": "dragoman.model",
    "brief_on": "dragoman.api",
    "code": "dragoman.api",
    "code_events": "dragoman.events",
    "frame": "dragoman.api",
    "load_codebook": "dragoman.codebook",
    "open_store": "dragoman.store",
    "read_documents": "dragoman.api",
    "ties": "dragoman.api",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        value: Any = version("dragoman")
    elif name == "plover":
        value = import_module("dragoman.plover")
    elif name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
    else:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
