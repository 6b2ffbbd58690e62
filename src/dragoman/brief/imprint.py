"""Where a quote is from, in a few words: outlet and date."""

from __future__ import annotations

from dragoman.brief.dates import date_words
from dragoman.model import Document


def imprint(document: Document | None, document_id: str) -> str:
    """``Fjord Gazette, 2 May 2024``; a title, else the id, where no outlet is known; no date where none is."""
    if document is None:
        return document_id
    name = document.outlet or (f"“{document.title}”" if document.title else document_id)
    return f"{name}, {date_words(document.published)}" if document.published else name
