"""Runs a codebook's own examples and counter-examples. The project's tests use it, and a user's codebook can be checked with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.codebook.loader import Codebook
from dragoman.codebook.schema import CounterExample, Example
from dragoman.model import Document, Statement


@dataclass(frozen=True, slots=True)
class Case:
    """One example or counter-example of a kind; ``name`` is unique in the codebook."""

    name: str
    kind: str
    example: Example | CounterExample

    @property
    def document(self) -> Document:
        """The example as a document."""
        e = self.example
        return Document(id=self.name, text=e.text, title=e.title, published=e.published, published_basis="given" if e.published else None)


def cases(codebook: Codebook) -> Iterator[Case]:
    """Every example and counter-example of the codebook."""
    for kind, entry in codebook.kinds.items():
        for n, example in enumerate(entry.examples, 1):
            yield Case(f"{kind}/example-{n}", kind, example)
        for n, counter in enumerate(entry.counter_examples, 1):
            yield Case(f"{kind}/counter-{n}", kind, counter)


def agrees(statement: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether a statement (in its published form) has every wanted field; of ``detail`` and ``amount`` the wanted keys."""
    for key, value in wanted.items():
        have = statement.get(key)
        if isinstance(value, dict):
            if not isinstance(have, dict) or not agrees(have, value):
                return False
        elif key == "object" and isinstance(value, str):
            if not have or value.lower() not in str(have).lower():
                return False
        elif have != value and (have is None or str(have) != str(value)):
            return False
    return True


def verdict(case: Case, statements: list[Statement]) -> str | None:
    """What is wrong with the coding of a case, or None where it is right."""
    coded = [s.to_dict() for s in statements]
    same = [s for s in coded if s["kind"] == case.kind]
    shown = [brief(s) for s in (same or coded)]
    if isinstance(case.example, CounterExample):
        never = case.example.never
        wrong = [s for s in coded if agrees(s, never)] if never else same
        return f"{case.example.text!r} must not be {case.kind} ({case.example.why}); it gave {shown}" if wrong else None
    left = list(coded)
    for wanted in case.example.expect:
        fields = {"kind": case.kind, **wanted}
        hit = next((s for s in left if agrees(s, fields)), None)
        if hit is None:
            return f"{case.example.text!r} must give {fields}; it gave {shown}"
        left.remove(hit)
    if case.example.only and any(s["kind"] == case.kind for s in left):
        return f"{case.example.text!r} gave more than it should: {shown}"
    return None


def brief(s: dict[str, Any]) -> dict[str, Any]:
    """A statement's filled fields, for messages."""
    keep = ("kind", "source", "target", "parties", "via", "date", "status", "object", "amount", "detail", "attribution", "rule")
    return {k: s[k] for k in keep if s[k]}
