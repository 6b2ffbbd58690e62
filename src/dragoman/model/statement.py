"""The statement: one sourced claim about the relation between states. The output contract of the project."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, Self

Status = Literal["happened", "ongoing", "planned", "proposed", "denied", "ended"]
DateBasis = Literal["stated", "relative", "document"]
Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
Quad = Literal[1, 2, 3, 4]
# What a brief shows unless asked for more or less; docs/accuracy.md tells what it leaves out and keeps.
MIN_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money (``currency``, ISO 4217) or a count of things (``unit``); one of the two is None."""

    value: float
    currency: str | None = None
    unit: str | None = None
    comparator: Comparator = "="

    def as_dict(self) -> dict[str, Any]:
        """The contract's form: ``value``, then ``currency`` or ``unit``, then ``comparator``."""
        value: float | int = int(self.value) if float(self.value).is_integer() else self.value
        out: dict[str, Any] = {"value": value}
        if self.currency:
            out["currency"] = self.currency
        elif self.unit:
            out["unit"] = self.unit
        return {**out, "comparator": self.comparator}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a statement stands: ``quote`` is exactly ``text[start:end]`` of document ``doc``."""

    doc: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Plover:
    """PLOVER coding of an interaction. ``quad``: 1 verbal cooperation, 2 material cooperation, 3 verbal, 4 material conflict.

    ``cameo`` is the most specific CAMEO code that the words warrant, that of the intent where the thing is only planned or proposed, None
    where it did not happen; ``goldstein`` is that code's score, -10 to 10.
    """

    type: str
    mode: str | None
    quad: Quad
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    goldstein: float | None = None

    def uncoded(self) -> Self:
        """The same without its CAMEO code, for what turned out to have another status than that it was coded by."""
        return replace(self, cameo=None, goldstein=None)

    def to_dict(self) -> dict[str, Any]:
        """The contract's form, and after it ``contexts``, ``cameo`` and ``goldstein``."""
        return {**{f.name: getattr(self, f.name) for f in fields(self)}, "contexts": list(self.contexts)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``; older records lack what comes after ``quad``, and unknown keys are ignored."""
        known = {f.name: data[f.name] for f in fields(cls) if f.name in data}
        return cls(**{**known, "contexts": tuple(data.get("contexts") or ())})


@dataclass(frozen=True, slots=True)
class Trace:
    """How each part of a statement was resolved, for ``dragoman explain``: a part's name, the words, and the reason."""

    part: str
    start: int | None
    end: int | None
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim made in one document. See the README for the fields; ``to_dict`` gives the published form.

    Directed kinds fill ``source`` and ``target``; mutual kinds fill ``parties`` (sorted); kinds about one state fill ``source``.
    ``date`` is EDTF or None. ``attribution`` is nearest first.
    """

    kind: str
    evidence: Evidence
    source: str | None = None
    target: str | None = None
    parties: tuple[str, ...] | None = None
    via: tuple[str, ...] = ()
    date: str | None = None
    date_basis: DateBasis | None = None
    status: Status = "happened"
    object: str | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    amount: Amount | None = None
    attribution: tuple[str, ...] = ()
    plover: Plover | None = None
    confidence: float = 0.5
    rule: str = ""
    trace: tuple[Trace, ...] = ()

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits, the same whenever the same claim is coded from the same place of the same document."""
        key = [
            self.kind,
            self.source,
            self.target,
            self.parties,
            self.via,
            self.date,
            self.status,
            self.object,
            self.detail,
            self.amount.as_dict() if self.amount else None,
            self.evidence.doc,
            self.evidence.start,
            self.evidence.end,
        ]
        return hashlib.sha256(json.dumps(key, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]

    @property
    def states(self) -> tuple[str, ...]:
        """Every state that the statement is about (not those in ``via``), sorted."""
        return tuple(sorted({s for s in (self.source, self.target, *(self.parties or ())) if s}))

    def to_dict(self, *, trace: bool = False) -> dict[str, Any]:
        """The contract's JSON object, preceded by ``id``; with ``trace`` also how it came about."""
        out: dict[str, Any] = {"id": self.id}
        for f in fields(self):
            if f.name != "trace":
                out[f.name] = getattr(self, f.name)
        out["parties"] = list(self.parties) if self.parties is not None else None
        out["via"], out["attribution"] = list(self.via), list(self.attribution)
        out["amount"] = self.amount.as_dict() if self.amount else None
        out["evidence"] = {"doc": self.evidence.doc, "start": self.evidence.start, "end": self.evidence.end, "quote": self.evidence.quote}
        out["plover"] = self.plover.to_dict() if self.plover else None
        # The contract's order of fields, which puts the evidence after what was claimed.
        order = (
            "id",
            "kind",
            "source",
            "target",
            "parties",
            "via",
            "date",
            "date_basis",
            "status",
            "object",
            "detail",
            "amount",
            "attribution",
            "evidence",
            "plover",
            "confidence",
            "rule",
        )
        out = {name: out[name] for name in order}
        if trace:
            out["trace"] = [{"part": t.part, "start": t.start, "end": t.end, "text": t.text, "reason": t.reason} for t in self.trace]
        return out

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``; unknown keys are ignored, so that newer records can be read."""
        amount, plover, parties = data.get("amount"), data.get("plover"), data.get("parties")
        return cls(
            kind=data["kind"],
            evidence=Evidence(**data["evidence"]),
            source=data.get("source"),
            target=data.get("target"),
            parties=tuple(parties) if parties is not None else None,
            via=tuple(data.get("via") or ()),
            date=data.get("date"),
            date_basis=data.get("date_basis"),
            status=data.get("status", "happened"),
            object=data.get("object"),
            detail=dict(data.get("detail") or {}),
            amount=Amount(**amount) if amount else None,
            attribution=tuple(data.get("attribution") or ()),
            plover=Plover.from_dict(plover) if plover else None,
            confidence=data.get("confidence", 0.5),
            rule=data.get("rule", ""),
            trace=tuple(Trace(**t) for t in data.get("trace") or ()),
        )

    def with_(self, **changes: Any) -> Self:
        """A copy with some fields changed."""
        return replace(self, **changes)
