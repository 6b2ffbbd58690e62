"""Reads what a user names, file by file, each by the reader of its format."""

from __future__ import annotations

import gzip
import io
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Literal

from dragoman.model import Document, ReadError
from dragoman.read.formats import WINDOW, Format, sniff
from dragoman.read.metadata import content_hash
from dragoman.read.source import MAX_TEXT_CHARS, Source, find_sources, os_error

IdScheme = Literal["hash", "name"]
# Formats in which a file is one document, which its file name can name.
_WHOLE_FILES = ("text", "markdown", "html", "pdf", "docx")


def read_documents(paths: Sequence[str], *, on_error: Callable[[ReadError], None], ids: IdScheme = "hash",
                   max_chars: int = MAX_TEXT_CHARS) -> Iterator[Document]:
    """Every document in files, folders (all below them, sorted), patterns and standard input ("-"), one at a time.

    Text, Markdown, HTML, PDF, DOCX, WARC, JSON lines, JSON, CSV and Parquet, also gzipped, are told apart by their content first.
    What cannot be read goes to ``on_error``, and the rest goes on.

    A document that brings no id gets the hash of its content, or with ``ids="name"``, where the file is the document, the file's
    name without folder and ending; a second file of that name with other content gets ``name-`` and eight digits of its hash.
    ``max_chars`` is the longest text taken as one document.
    """
    named: dict[str, str] = {}
    for source in find_sources(paths, on_error, max_chars):
        try:
            with source.open() as stream:
                yield from _read(stream, source, on_error, named if ids == "name" else None)
        except ReadError as problem:
            on_error(problem)
        except OSError as problem:
            on_error(os_error(source.path, problem))


def _read(stream: io.BufferedReader, source: Source, on_error: Callable[[ReadError], None],
          named: dict[str, str] | None) -> Iterator[Document]:
    format, packed = sniff(_head(stream), source), False
    if format == "gzip":
        packed = True
        stream = io.BufferedReader(_Unpacked(stream), 1 << 16)
    try:
        if packed:
            format = sniff(_head(stream), source)
        for item in _items(stream, format, source, packed):
            if isinstance(item, ReadError):
                on_error(item)
            else:
                yield _with_name(item, source, named) if named is not None and format in _WHOLE_FILES else item
    except (EOFError, zlib.error, gzip.BadGzipFile) as problem:
        raise source.error(f"the gzip data are cut off or damaged ({problem}): fetch the file again; what was read before is kept"
                           ) from problem


class _Unpacked(io.RawIOBase):
    """A gzip stream that hands out all it has before it tells that the rest is missing; GzipFile itself drops up to a buffer of it."""

    def __init__(self, packed: io.BufferedReader) -> None:
        self.gzip = gzip.GzipFile(fileobj=packed)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.gzip.read1(len(buffer))
        buffer[:len(data)] = data
        return len(data)


def _head(stream: io.BufferedReader) -> bytes:
    """The first bytes of a stream, without consuming them. Pipes give what they have; a few bytes tell the format."""
    return stream.peek(WINDOW)[:WINDOW]


def _with_name(doc: Document, source: Source, named: dict[str, str]) -> Document:
    content = content_hash(doc.text)
    if doc.id != content:  # its front matter gives an id
        return doc
    stem = source.stem
    if named.setdefault(stem, content) != content:
        stem = f"{stem}-{content[:8]}"
    return replace(doc, id=stem)


def _items(stream: io.BufferedReader, format: Format, source: Source, packed: bool) -> Iterator[Document | ReadError]:
    """What one file holds. The readers of formats are imported when a file of theirs comes: some of their libraries are large."""
    if format == "empty":
        raise source.error("empty: there is no text in it")
    if format == "gzip":
        raise source.error("gzipped twice: unpack it first")
    if format in ("text", "markdown"):
        from dragoman.read.plain import read_plain

        yield from read_plain(stream, source)
    elif format == "html":
        from dragoman.read.webpages import read_html

        yield read_html(stream, source)
    elif format == "pdf":
        from dragoman.read.pdfs import read_pdf

        yield read_pdf(stream, source)
    elif format == "docx":
        from dragoman.read.word import read_docx

        yield read_docx(stream, source)
    elif format == "warc":
        from dragoman.read.warcs import read_warc

        yield from read_warc(stream, source)
    else:
        yield from _records(stream, format, source, packed)


def _records(stream: io.BufferedReader, format: Format, source: Source, packed: bool) -> Iterator[Document | ReadError]:
    if format == "jsonl":
        from dragoman.read.records import read_json_lines

        yield from read_json_lines(stream, source)
    elif format == "json":
        from dragoman.read.records import read_json

        yield from read_json(stream, source)
    elif format == "csv":
        from dragoman.read.tables import read_csv

        yield from read_csv(stream, source)
    else:
        from dragoman.read.tables import read_parquet

        with _on_disk(stream, source, packed) as path:
            yield from read_parquet(path, source)


@contextmanager
def _on_disk(stream: BinaryIO, source: Source, packed: bool) -> Iterator[str]:
    """The path of a file with the stream's bytes: duckdb reads files only."""
    if not packed and Path(source.path).is_file():
        yield source.path
        return
    with tempfile.NamedTemporaryFile(prefix="dragoman-", suffix=".parquet") as copy:
        shutil.copyfileobj(stream, copy)
        copy.flush()
        yield copy.name
