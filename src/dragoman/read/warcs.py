"""WARC archives, plain or gzipped: a document for each page or text in them (warcio)."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dragoman.model import Document, ReadError
from dragoman.read.encodings import decode_text
from dragoman.read.metadata import document_from_text
from dragoman.read.pdfs import MAX_PDF_BYTES, read_pdf
from dragoman.read.source import Source
from dragoman.read.webpages import page

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]

_KINDS = ("response", "resource", "conversion")
_HTML, _TEXT, _PDF = ("text/html", "application/xhtml+xml"), ("text/plain", "text/markdown"), ("application/pdf",)


class _Watched(io.RawIOBase):
    """A stream that ends where its data turn out to be cut or damaged, and remembers what was wrong.

    warcio takes an EOFError for the proper end of an archive, so it must not see one.
    """

    def __init__(self, stream: io.BufferedReader) -> None:
        self.stream, self.fault, self.count = stream, "", 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self.fault:
            return 0
        try:
            data = self.stream.read1(len(buffer))
        except EOFError:
            self.fault = "the compressed data end in the middle"
        except (OSError, zlib.error) as problem:
            self.fault = f"the compressed data are damaged ({problem})"
        else:
            buffer[:len(data)] = data
            self.count += len(data)
            return len(data)
        return 0


def read_warc(stream: io.BufferedReader, source: Source) -> Iterator[Document | ReadError]:
    """A document for each response, resource or conversion record that is HTML, text or PDF; others are passed over.

    A record that cannot be read gives an error, and the rest goes on. An archive that was cut gives an error which names the
    record that it ends in; the records before it are kept, that one is not.
    """
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    watched = _Watched(stream)
    records = ArchiveIterator(io.BufferedReader(watched), no_record_parse=False)
    records.INC_RECORD = ""  # what it would write to standard error is reported below
    number, offset = 0, 0
    try:
        for record in records:
            number, offset = number + 1, records.offset
            place = f"record {number:,} (at byte {offset:,} of the unpacked archive)"
            item = _item(record, source, place)
            if _rest(record) > 0 or record.rec_headers.get_header("Content-Length") is None:
                raise _cut(source, watched.fault, number, place)
            if item is not None:
                yield item
    except (ArchiveLoadFailed, ValueError) as problem:
        if watched.fault:
            raise _cut(source, watched.fault, number + 1, _after(number, offset)) from problem
        raise source.error(f"the archive cannot be read on: {problem}", _after(number, offset)) from problem
    except (LookupError, AttributeError, TypeError, AssertionError):  # warcio on headers that break off
        raise _cut(source, watched.fault, number + 1, _after(number, offset)) from None
    # At the proper end warcio has taken every byte; in headers that break off it stops without a word.
    if watched.fault or number == 0 or watched.count > records.offset:
        raise _cut(source, watched.fault, number + 1, _after(number, offset))
    if records.err_count:
        yield source.error(f"{records.err_count:,} of its records do not end where their lengths say: the archive was damaged or "
                           "changed, and text may be missing", "whole archive")


def _after(number: int, offset: int) -> str:
    return f"record {number + 1:,}, after byte {offset:,} of the unpacked archive"


def _cut(source: Source, fault: str, number: int, place: str) -> ReadError:
    return source.error(f"the archive is cut off or broken: {fault or 'the data end in the middle'} of this record; "
                        f"{number - 1:,} before it {'was' if number == 2 else 'were'} read. Fetch the file again", place)


def _rest(record: ArcWarcRecord) -> int:
    """How many bytes of a record, by its own length, are missing from the archive."""
    while record.raw_stream.read(1 << 16):
        pass
    return int(getattr(record.raw_stream, "limit", 0) or 0)


def _item(record: ArcWarcRecord, source: Source, place: str) -> Document | ReadError | None:
    if record.rec_type not in _KINDS or (record.rec_type == "response" and record.http_headers is None):
        return None
    if record.http_headers is not None and record.http_headers.get_statuscode() not in ("200", "203", ""):
        return None
    kind, charset = _content_type(record)
    if kind not in (*_HTML, *_TEXT, *_PDF):
        return None
    url = record.rec_headers.get_header("WARC-Target-URI")
    url = url.strip("<>") if url else None
    try:
        limit = MAX_PDF_BYTES if kind in _PDF else source.max_bytes
        data = record.content_stream().read(limit + 1)
        if len(data) > limit:
            return source.error(source.too_long(f"the record holds more than {limit:,} bytes"), place)
        if not data.strip():
            return source.error("the record is empty", place)
        if (coding := _coding(record)) and b"\0" in data:
            return source.error(f"the record is compressed in a way that is not read ({coding})", place)
        return _document(kind, data, charset, url, source, place)
    except ReadError as problem:
        return problem if problem.place else source.error(problem.reason, place)


def _document(kind: str, data: bytes, charset: str | None, url: str | None, source: Source, place: str) -> Document:
    if kind in _PDF:
        found = read_pdf(io.BytesIO(data), source)
        return document_from_text(found.text, title=found.title, url=url, path=source.path)
    if kind in _HTML:
        return page(data, source, charset=charset, url=url, place=place)
    return document_from_text(decode_text(data, source, place), url=url, path=source.path)


def _content_type(record: ArcWarcRecord) -> tuple[str, str | None]:
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    kind, _, parameters = (headers.get_header("Content-Type") or "").partition(";")
    charset = next((part.partition("=")[2].strip(" \"'") for part in parameters.split(";")
                    if part.strip().lower().startswith("charset=")), None)
    return kind.strip().lower(), charset or None


def _coding(record: ArcWarcRecord) -> str:
    if record.http_headers is None:
        return ""
    coding = (record.http_headers.get_header("Content-Encoding") or "").strip().lower()
    return coding if coding not in ("", "identity", "gzip", "x-gzip", "deflate") else ""
