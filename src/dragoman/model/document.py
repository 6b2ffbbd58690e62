"""A document: a text with what is known about where and when it was published."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

PublishedBasis = Literal["given", "stated", "inferred"]


@dataclass(frozen=True, slots=True)
class Document:
    """One text as read. Offsets anywhere in Dragoman count characters of ``text``, which is never altered.

    ``published`` is an EDTF date, or None where nothing tells. ``published_basis`` says how it is known:
    ``given`` by the file's metadata or the record, ``stated`` in the text (a dateline, a ``Published:`` line),
    ``inferred`` from what the text says of anniversaries; ``published_note`` then quotes what it rests on.
    ``language`` is an ISO 639-1 code; a document that is not in English is stored but not coded.
    ``place`` is a dateline's place, as written. ``body_start`` is the offset at which the text proper begins,
    after title, bylines and datelines.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    published_basis: PublishedBasis | None = None
    published_note: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str = "en"
    place: str | None = None
    path: str | None = None
    body_start: int = 0
    extra: dict[str, Any] = field(default_factory=dict)
