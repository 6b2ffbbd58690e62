"""The errors that Dragoman raises on purpose. Each message names what, where and what to do next."""

from __future__ import annotations


class DragomanError(Exception):
    """Base of every error that a user can act on; the command line prints its message, not a traceback."""


class ReadError(DragomanError):
    """A file, or a place in it, that could not be read as a document.

    ``path`` is the file as the user named it; ``place`` is the line, record or page, where known.
    """

    def __init__(self, path: str, reason: str, place: str | None = None) -> None:
        self.path, self.reason, self.place = path, reason, place
        super().__init__(f"{path}{f', {place}' if place else ''}: {reason}")


class CodebookError(DragomanError):
    """A codebook file that cannot be used: the file, the line and what is wrong with it."""

    def __init__(self, path: str, line: int | None, reason: str) -> None:
        self.path, self.line, self.reason = path, line, reason
        super().__init__(f"{path}{f':{line}' if line else ''}: {reason}")


class StoreError(DragomanError):
    """A store that cannot be opened, read or written."""


class UnknownStateError(DragomanError):
    """A name or code that no state in the gazetteer has."""
