"""PDF files: the text of all pages as paragraphs, with running heads dropped and words rejoined (pypdf)."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from io import BytesIO
from typing import BinaryIO

from dragoman.model import Document
from dragoman.read.encodings import checked
from dragoman.read.metadata import document_from_text
from dragoman.read.source import Source

#: The largest PDF file that is opened, in bytes; what it holds beyond text does not count against the text's limit.
MAX_PDF_BYTES = 256 << 20
# A line shorter than this share of the page's width ends its paragraph, if it ends a sentence.
_SHORT_LINE = 0.8
# What pypdf raises on files that are damaged, or damaged on purpose.
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, RecursionError, ArithmeticError, AssertionError, NotImplementedError,
           EOFError, zlib.error)
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_OPENS = re.compile(r"(?:[-•*◦▪‣●–—]|\d{1,3}[.)]|\([a-z\d]{1,4}\)|[QA]:)\s+\S")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—\s]*\d{1,4}[-–—\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)


def read_pdf(stream: BinaryIO, source: Source) -> Document:
    """The document that a PDF holds. Raises ReadError where it is damaged, locked by a password, or has no text (a scan)."""
    from pypdf.errors import PyPdfError

    try:
        pages, title = _pages(source.read_all(stream, MAX_PDF_BYTES), source)
    except (PyPdfError, *_FAULTS) as problem:
        raise source.error(f"a damaged PDF: {' '.join(str(problem).split()) or type(problem).__name__}") from problem
    text = reflow(pages)
    if not text.strip():
        count = f"{len(pages)} page{'s' * (len(pages) != 1)}"
        raise source.error(f"a PDF without text ({count}), probably a scan: run OCR on it first (ocrmypdf)")
    checked(text, source)
    # A PDF's title is often its template's; it counts where the text says it too.
    named = title if title and " ".join(title.split()).lower() in " ".join(text[:2000].split()).lower() else None
    return document_from_text(text, title=named, path=source.path)


def _pages(data: bytes, source: Source) -> tuple[list[list[str]], str | None]:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise source.error("a PDF locked by a password: save it without one")
    pages: list[list[str]] = []
    size = 0
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text().replace("\0", "")
        size += len(text)
        if size > source.max_chars:
            raise source.error(source.too_long("the text is longer than the limit"), f"page {number}")
        pages.append([" ".join(line.split()) for line in text.splitlines()])
    title = reader.metadata.title if reader.metadata else None
    return pages, str(title).strip() if title else None


def reflow(pages: list[list[str]]) -> str:
    """Paragraphs, two line ends apart, from the lines of pages.

    Running heads and page numbers go; a word broken at a line's end is rejoined (before a capital its hyphen stays); a sentence
    goes on over the end of a page.
    """
    kept = [_without_running_heads(page, _running_heads(pages)) for page in pages]
    lengths = sorted(len(line) for page in kept for line in page if line)
    if not lengths:
        return ""
    width = lengths[int(0.9 * (len(lengths) - 1))]
    out: list[list[str]] = []
    last = ""  # the line before; empty where a blank line stood
    for page in kept:
        for line in page:
            if line and out and last and not _breaks(last, line, width):
                _join(out[-1], line)
            elif line:
                out.append([line])
            last = line
        # A page's end breaks a paragraph only where a sentence ended.
        last = next((line for line in reversed(page) if line), last)
    return "\n\n".join(map("".join, out))


def _breaks(last: str, line: str, width: int) -> bool:
    if _OPENS.match(line):
        return True
    if _ENDS.search(last):
        return len(last) < _SHORT_LINE * width
    # A line far from full that ends no sentence is a heading, unless the next goes on in lower case.
    return len(last) < 0.6 * width and not line[0].islower() and not last.endswith(("-", ","))


def _join(parts: list[str], line: str) -> None:
    """Add a line to a paragraph's parts, with a space or with the word made whole that the line's end broke."""
    before = parts[-1]
    if before.endswith(("-", "\u00ad", "‐")) and before[-2:-1].isalpha():
        parts[-1] = before[:-1] if line[0].islower() else before.rstrip("\u00ad")
        parts.append(line)
    else:
        parts += [" ", line]


def _running_heads(pages: list[list[str]]) -> set[str]:
    """The first and last lines that at least half of three or more pages share, digits apart."""
    seen = Counter[str]()
    for page in pages:
        lines = [line for line in page if line]
        seen.update({_digits_apart(line) for line in lines[:1] + lines[-1:]})
    return {line for line, count in seen.items() if len(pages) >= 3 and count >= max(3, len(pages) / 2)}


def _without_running_heads(page: list[str], heads: set[str]) -> list[str]:
    filled = [i for i, line in enumerate(page) if line]
    drop = {i for i in filled[:1] + filled[-1:] if _digits_apart(page[i]) in heads or _PAGE_NUMBER.fullmatch(page[i])}
    return [line for i, line in enumerate(page) if i not in drop]


def _digits_apart(line: str) -> str:
    return re.sub(r"\d+", "#", line)
