"""Documents as records: JSON lines, which are streamed, and JSON lists. CSV and Parquet make their documents here too."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from dragoman.model import Document, ReadError
from dragoman.read.encodings import checked
from dragoman.read.formats import COLUMNS
from dragoman.read.metadata import document_from_text
from dragoman.read.source import Source

_CHUNK = 1 << 20
_SPACE = " \t\r\n"
#: Values of other keys are kept with the document up to this length, in characters.
EXTRA_LENGTH_MAX = 500


def document_from_record(record: Mapping[str, Any], source: Source, place: str) -> Document:
    """The document that a row or JSON object is. Raises ReadError where ``text`` is missing, no text or empty; names what there is.

    Other columns than ``COLUMNS`` are kept in ``extra``, where they are short.
    """
    row = {str(key).strip().lower(): value for key, value in record.items()}
    if "text" not in row:
        found = ", ".join(map(str, record)) or "nothing"
        raise source.error(f'there is no "text"; found: {found}. A document has {", ".join(COLUMNS)}', place)
    text = row["text"]
    if not isinstance(text, str):
        raise source.error(f'"text" is {"empty" if text is None else f"no string but {type(text).__name__}"}', place)
    checked(text, source, place)
    extra = {key: value for key, value in row.items()
             if key not in COLUMNS and isinstance(value, str | int | float | bool) and len(str(value)) <= EXTRA_LENGTH_MAX}
    strings = {key: _string(row.get(key)) for key in COLUMNS if key not in ("text", "published")}
    return document_from_text(text, published=row.get("published"), path=source.path, extra=extra, **strings)


def _string(value: Any) -> str | None:
    """A column's value as a string without space around it; a list (of authors) joined; None where there is none."""
    if isinstance(value, list | tuple):
        value = ", ".join(str(part) for part in value if part)
    # NUL and half characters cannot be stored; a title loses them, a text with them is refused.
    if value is None:
        return None
    return str(value).replace("\0", "").encode("utf-8", "ignore").decode("utf-8").strip() or None


def read_json_lines(stream: BinaryIO, source: Source) -> Iterator[Document | ReadError]:
    """A document a line; an error for each line that is none, after which the rest goes on. Holds one line at a time."""
    # In JSON a character takes up to six bytes ("\u00e9"); what a line has beside its text is small.
    limit = 6 * source.max_chars + (1 << 16)
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        place = f"line {number:,}"
        if len(line) > limit:
            yield source.error(source.too_long("the line is longer than any document may be"), place)
            while line and not line.endswith(b"\n"):
                line = stream.readline(_CHUNK)
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield _line_document(line, source, place)


def _line_document(line: bytes, source: Source, place: str) -> Document | ReadError:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as problem:
        where = f"byte {problem.start:,} of the line (0x{line[problem.start]:02X})"
        return source.error(f"{where} is no UTF-8: convert the file to UTF-8", place)
    except (ValueError, RecursionError) as problem:
        return source.error(f"no valid JSON: {problem}", place)
    return _record(record, source, place)


def _record(record: Any, source: Source, place: str) -> Document | ReadError:
    if not isinstance(record, dict):
        return source.error(f"no JSON object but {type(record).__name__}: a document has {', '.join(COLUMNS)}", place)
    try:
        return document_from_record(record, source, place)
    except ReadError as problem:
        return problem


def read_json(stream: BinaryIO, source: Source) -> Iterator[Document | ReadError]:
    """The documents of a JSON list, or the one that a JSON object is. Holds one item of a list at a time."""
    buffer = _Buffer(stream, source)
    first = buffer.peek()
    if first != "[":
        yield _record(buffer.item("the object"), source, "the object")
        if buffer.peek():
            yield source.error("something follows the JSON object; where each line has one, name the file .jsonl", "after the object")
        return
    buffer.skip()
    number = 0
    while (mark := buffer.peek()) != "]":
        if number and mark != ",":
            what = "a comma or a closing bracket is missing" if mark else "the file was cut"
            raise source.error(f"the list breaks off: {what}", f"after item {number:,}")
        if number:
            buffer.skip()
        number += 1
        yield _record(buffer.item(f"item {number:,}"), source, f"item {number:,}")


class _Buffer:
    """A window on a stream of JSON: as much of it is held as the item being read needs."""

    def __init__(self, stream: BinaryIO, source: Source) -> None:
        import codecs

        self.stream, self.source = stream, source
        self.decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self.parse = json.JSONDecoder().raw_decode
        self.text, self.at, self.done = "", 0, False

    def peek(self) -> str:
        """The next character that is no space; "" at the end."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in _SPACE:
                self.at += 1
            if self.at < len(self.text):
                return self.text[self.at]
            if not self._fill(_CHUNK):
                return ""

    def skip(self) -> None:
        """Pass the character that ``peek`` gave."""
        self.at += 1

    def item(self, place: str) -> Any:
        """The value that begins here. Raises ReadError where it is broken, cut off or too long."""
        self.peek()
        size = _CHUNK
        while True:
            try:
                value, end = self.parse(self.text, self.at)
            except (ValueError, RecursionError) as problem:
                if len(self.text) - self.at > 6 * self.source.max_chars + (1 << 16):
                    raise self.source.error(self.source.too_long("the item is longer than any document may be"), place) from None
                if isinstance(problem, RecursionError) or not self._fill(size):
                    raise self.source.error(f"no valid JSON, so that what follows cannot be read either: {problem}", place) from None
                size *= 2
                continue
            self.at = end
            return value

    def _fill(self, size: int) -> bool:
        if self.done:
            return False
        data = self.stream.read(size)
        self.done = not data
        try:
            more = self.decode(data, self.done)
        except UnicodeDecodeError as problem:
            raise self.source.error(f"0x{problem.object[problem.start]:02X} is no UTF-8: convert the file to UTF-8") from None
        self.text = self.text[self.at:] + more
        self.at = 0
        return not self.done or bool(more)
