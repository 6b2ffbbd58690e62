"""One event: who did what to whom, as a line of ``dragoman events`` and a row of its tables."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from typing import Any

from dragoman.model import Status


@dataclass(frozen=True, slots=True)
class Event:
    """``source`` and ``target`` are the actors' phrases; target's three are None where nobody is acted on.

    Countries are ISO 3166-1 alpha-3 (or the record's codes for former states and organisations), sectors PLOVER's. ``date`` is EDTF, with
    ``date_basis`` as in a statement. ``root`` is one of PLOVER's sixteen types, or a type of the user's own. ``status`` tells what was done
    from what is planned, proposed or denied; ``attribution`` whose word it is, nearest first. ``quote`` is the sentence, and ``start`` and
    ``end`` are its characters in the document's text. ``confidence`` is 0 to 1.
    """

    date: str | None
    source: str
    source_country: str | None
    source_sector: str | None
    target: str | None
    target_country: str | None
    target_sector: str | None
    root: str
    mode: str | None
    contexts: tuple[str, ...]
    quad: int | None
    cameo: str | None
    goldstein: float | None
    quote: str
    doc: str
    start: int
    end: int
    confidence: float
    status: Status = "happened"
    date_basis: str | None = None
    attribution: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits, the same whenever the same event is coded from the same sentence."""
        key = (self.doc, self.start, self.end, self.source, self.target, self.root)
        return hashlib.sha256(repr(key).encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def to_dict(self) -> dict[str, Any]:
        """The published form: the id and the fields in their order."""
        out: dict[str, Any] = {"id": self.id}
        out.update((f.name, getattr(self, f.name)) for f in fields(self))
        return {name: list(value) if isinstance(value, tuple) else value for name, value in out.items()}
