"""Web pages: their main text and what their markup says of title, author, date, outlet and address (trafilatura)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from dragoman.model import Document
from dragoman.read.encodings import checked, decode_html
from dragoman.read.metadata import document_from_text
from dragoman.read.source import Source

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

# Dates are taken from the markup and the address only; a wider search would guess them from the prose.
_DATES = {"extensive_search": False, "original_date": True}
# What lxml and trafilatura raise on markup that is broken on purpose.
_FAULTS = (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError)


def read_html(stream: BinaryIO, source: Source) -> Document:
    """The document that a web page holds. Raises ReadError where it holds no text."""
    return page(source.read_all(stream), source)


def page(data: bytes, source: Source, *, charset: str | None = None, url: str | None = None, place: str | None = None) -> Document:
    """The document in a page's bytes. ``charset`` is what the server declared, ``url`` where it was fetched.

    The stored text is the extracted main text, a paragraph a block, headings on lines of their own, list items behind "- ".
    """
    from trafilatura import bare_extraction, baseline

    markup = decode_html(data, source, charset, place)
    checked(markup, source, place)
    try:
        found: Any = bare_extraction(markup, url=url, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES))
        text = "" if found is None else (_render(found.body) if found.body is not None else "") or (found.text or "")
        if not text.strip():
            text = baseline(markup)[1]
    except _FAULTS as problem:
        raise source.error(f"the page's markup cannot be read: {problem}", place) from problem
    if not text.strip():
        raise source.error("no text: the page holds only scripts, menus or empty markup; save the page as a browser shows it", place)
    checked(text, source, place)
    meta = {} if found is None else {
        "title": found.title, "author": found.author, "published": found.date, "outlet": found.sitename, "url": url or found.url}
    meta = {key: value for key, value in meta.items() if value}
    return document_from_text(text, path=source.path, **{"url": url, **meta})


def _render(body: _Element) -> str:
    """trafilatura's tree as text: blocks apart, list items marked, a table's row on a line."""
    blocks: list[str] = []
    for element in body:
        if element.tag == "list":
            blocks.append("\n".join(f"- {words}" for item in element.iter("item") if (words := _words(item))))
        elif element.tag == "table":
            rows = (" | ".join(filter(None, map(_words, row.iter("cell")))) for row in element.iter("row"))
            blocks.append("\n".join(filter(None, rows)))
        else:
            blocks.append("\n".join(filter(None, (" ".join(line.split()) for line in _lines(element)))))
    return "\n\n".join(filter(None, blocks))


def _lines(element: _Element) -> list[str]:
    """An element's text, cut at its line breaks and inner paragraphs."""
    parts = [element.text or ""]
    for child in element:
        inner = _lines(child)
        if child.tag in ("lb", "p", "item", "head"):
            parts.extend(inner)
            parts.append(child.tail or "")
        else:
            parts[-1] += inner[0]
            parts.extend(inner[1:])
            parts[-1] += child.tail or ""
    return parts


def _words(element: _Element) -> str:
    return " ".join(" ".join(_lines(element)).split())
