"""A place that documents are read from, and the finding of all places that a user named."""

from __future__ import annotations

import glob
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO

from dragoman.model import ReadError

#: The longest text that one document may have, in characters. A book has a million.
MAX_TEXT_CHARS = 10_000_000
_MAGIC = "*?["
_BUFFER = 1 << 16


@dataclass(frozen=True, slots=True)
class Source:
    """A file or standard input. ``path`` is how the user named it ("-" is standard input), ``max_chars`` the longest text taken."""

    path: str
    max_chars: int = MAX_TEXT_CHARS

    @property
    def max_bytes(self) -> int:
        """The most bytes that a text of ``max_chars`` can have in UTF-8."""
        return 4 * self.max_chars + 4

    @property
    def suffixes(self) -> list[str]:
        """The file name's endings, in lower case, without a compression's: ``["jsonl"]`` for ``news.JSONL.gz``."""
        parts = Path(self.path).name.lower().split(".")[1:]
        return [part for part in parts if part not in ("gz", "gzip")]

    @property
    def stem(self) -> str:
        """The file name without folder and endings of its format; "stdin" for standard input."""
        if self.path == "-":
            return "stdin"
        name = Path(self.path).name
        for ending in (".gz", ".gzip"):
            name = name[:-len(ending)] if name.lower().endswith(ending) else name
        return Path(name).stem or name

    def error(self, reason: str, place: str | None = None) -> ReadError:
        """An error that names this source."""
        return ReadError(self.path, reason, place)

    def open(self) -> io.BufferedReader:
        """Its bytes, to be read once and closed."""
        if self.path == "-":
            return io.BufferedReader(io.FileIO(sys.stdin.fileno(), closefd=False), _BUFFER) if _has_descriptor() else _stdin_bytes()
        return io.BufferedReader(io.FileIO(self.path), _BUFFER)

    def read_all(self, stream: BinaryIO, limit: int | None = None) -> bytes:
        """All bytes of ``stream``, at most ``limit`` (by default ``max_bytes``); an error where there are more."""
        limit = self.max_bytes if limit is None else limit
        data = stream.read(limit + 1)
        if len(data) > limit:
            raise self.error(self.too_long(f"the file holds more than {limit:,} bytes"))
        return data

    def too_long(self, found: str) -> str:
        """The reason given for a document over the limit."""
        return f"{found}; a document may have {self.max_chars:,} characters: split it, or raise the limit (max_chars)"


def _has_descriptor() -> bool:
    try:
        sys.stdin.fileno()
    except (OSError, ValueError):
        return False
    return True


def _stdin_bytes() -> io.BufferedReader:
    """Standard input that some program has replaced by an object without a file."""
    raw = getattr(sys.stdin, "buffer", None)
    data = raw.read() if raw is not None else sys.stdin.read().encode()
    return io.BufferedReader(io.BytesIO(data))


def find_sources(paths: Sequence[str], on_error: Callable[[ReadError], None], max_chars: int = MAX_TEXT_CHARS) -> Iterator[Source]:
    """Every file that ``paths`` name: files, folders with all below them in sorted order, patterns, "-".

    A file named twice is read once. In folders, hidden files and what ``data/read/formats.yaml`` lists (images, code,
    READMEs) are left out. What cannot be found or opened goes to ``on_error``.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _expand(path, on_error):
            key = found if found == "-" else os.path.realpath(found)
            if key not in seen:
                seen.add(key)
                yield Source(found, max_chars)


def _expand(path: str, on_error: Callable[[ReadError], None]) -> Iterator[str]:
    if path == "-":
        yield path
        return
    try:
        mode_known = Path(path).exists()
        is_folder = mode_known and Path(path).is_dir()
    except (OSError, ValueError) as problem:  # no rights on a folder above it; a NUL in the name
        on_error(ReadError(path, f"cannot be looked at: {_why(problem)}"))
        return
    if is_folder:
        yield from _walk(path, on_error)
    elif mode_known:
        yield path
    elif any(c in path for c in _MAGIC):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        if not matches:
            on_error(ReadError(path, "no file matches this pattern"))
        for match in matches:
            if Path(match).is_dir():
                # "folder/**" names its folders and their files too; "*" alone names folders to be walked.
                if "**" not in path:
                    yield from _walk(match, on_error)
            else:
                yield match
    else:
        on_error(ReadError(path, "there is no such file or folder"))


def _walk(folder: str, on_error: Callable[[ReadError], None]) -> Iterator[str]:
    count = 0
    failed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(parent, name)  # noqa: PTH118 - pathlib would drop a leading "./" from what the user typed
            if not name.startswith(".") and not _left_out(name) and (os.path.isfile(path) or not os.path.exists(path)):  # noqa: PTH110, PTH113
                count += 1
                yield path
    for problem in failed:
        on_error(ReadError(str(problem.filename or folder), f"the folder cannot be read: {_why(problem)}"))
    if not count and not failed:
        on_error(ReadError(folder, "the folder holds no documents"))


def _why(problem: OSError | ValueError) -> str:
    if isinstance(problem, PermissionError):
        return "permission denied; ask for the right to read it, or leave it out"
    return (problem.strerror if isinstance(problem, OSError) else None) or str(problem)


def os_error(path: str, problem: OSError) -> ReadError:
    """What the operating system refused, as an error that names the file."""
    return ReadError(path, f"the file cannot be read: {_why(problem)}")


@cache
def _not_documents() -> tuple[frozenset[str], frozenset[str]]:
    import yaml

    data = yaml.load(files("dragoman").joinpath("data/read/formats.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return frozenset(data["not_documents"]), frozenset(data["not_document_names"])


def _left_out(name: str) -> bool:
    endings, names = _not_documents()
    stem, _, ending = name.lower().rpartition(".")
    return ending in endings or (stem or ending).split(".")[0] in names
