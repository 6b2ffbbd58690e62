"""Tells a file's format by its first bytes; its name decides only where the bytes cannot."""

from __future__ import annotations

import json
import re
from typing import Literal

from dragoman.read.source import Source

Format = Literal["text", "markdown", "html", "pdf", "docx", "warc", "jsonl", "json", "csv", "parquet", "gzip", "empty"]
#: How many bytes are looked at.
WINDOW = 1 << 14
#: The columns, or keys, of a table or list of documents.
COLUMNS = ("id", "title", "text", "published", "url", "outlet", "author", "language")

_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)(?:<!doctype\s+html|<(?:html|head|body|title|meta|script|article|div|p|h1|table)[\s>])",
    re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rb"</?(?:html|head|body|div|p|a|span|script|h[1-6]|table|br|ul|li|meta|article)[\s/>]", re.IGNORECASE)
# Formats that are not read, with what to do about each.
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or PowerPoint file: save it as DOCX or text"),
    (b"{\\rtf", "a rich-text file: save it as DOCX or text"),
    (b"BZh", "a bzip2 archive: unpack it first"), (b"\xfd7zXZ\x00", "an xz archive: unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive: unpack it first"), (b"Rar!", "a RAR archive: unpack it first"),
    (b"SQLite format 3\x00", "a SQLite database: if it is a record, name it with --store"),
    (b"\x89PNG", "a picture: text in pictures is not read"), (b"\xff\xd8\xff", "a picture: text in pictures is not read"),
    (b"GIF8", "a picture: text in pictures is not read"),
)


def sniff(head: bytes, source: Source) -> Format:
    """The format of a file that begins with ``head`` (up to ``WINDOW`` bytes). Raises ReadError for formats that are not read."""
    if not head.strip(b" \t\r\n\xef\xbb\xbf"):
        return "empty"
    for magic, reason in _REFUSED:
        if head.startswith(magic):
            raise source.error(reason)
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if re.match(rb"WARC/\d", head):
        return "warc"
    return _textual(head.removeprefix(b"\xef\xbb\xbf"), source)


def _textual(head: bytes, source: Source) -> Format:
    suffix = source.suffixes[-1] if source.suffixes else ""
    first = head.lstrip()[:1]
    if suffix in ("jsonl", "ndjson", "jsonlines"):
        return "jsonl"
    if first == b"[" and (suffix == "json" or re.match(rb"\s*\[\s*[{\]]", head)):
        return "json"
    if first == b"{" and (suffix == "json" or not suffix or source.path == "-" or _record_line(head)):
        return "jsonl" if _whole_line(head) else "json"
    if suffix in ("md", "markdown", "mdown") and not re.match(rb"\s*<(?:!doctype|html)", head, re.IGNORECASE):
        return "markdown"
    if _HTML_START.match(head) or (suffix in ("html", "htm", "xhtml") and _TAG.search(head)):
        return "html"
    if suffix in ("csv", "tsv") or (not suffix and _header_line(head)):
        return "csv"
    if suffix in ("pdf", "docx", "parquet"):
        # Its bytes are not what the name says, nor any format known here; if they are text, they are read as that.
        return "text" if b"\0" not in head else _lies(source, suffix)
    if suffix == "warc" or head.startswith(b"filedesc://"):
        raise source.error("not a WARC file: it does not begin with a WARC record (ARC files are not read)")
    return "text"


def _lies(source: Source, suffix: str) -> Format:
    raise source.error(f"not a {suffix.upper()} file, whatever its name says, nor any other format that is read: the file may be damaged")


def _whole_line(head: bytes) -> bool:
    """Whether the first line is an object by itself, which makes the file JSON lines; a longer line counts as one too."""
    line, newline, _ = head.lstrip().partition(b"\n")
    if not newline and len(head) >= WINDOW:
        return True
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return line.strip() != b"{" and newline != b"" and line.rstrip().endswith(b"}")


def _record_line(head: bytes) -> bool:
    return re.match(rb'\s*\{\s*"[^"\\]{1,60}"\s*:', head) is not None and b'"text"' in head


def _header_line(head: bytes) -> bool:
    """Whether the first line names columns of documents."""
    names = {name.strip().strip('"').lower() for name in re.split(r"[,;\t]", head.split(b"\n", 1)[0].decode("utf-8", "replace"))}
    return "text" in names and len(names & set(COLUMNS)) >= 2
