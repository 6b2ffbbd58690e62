"""Facts to check: of statements written down as the coder would write them."""

from __future__ import annotations

from typing import Any

from dragoman.actors import load_gazetteer
from dragoman.check import Check, check_fact
from dragoman.merge import Fact, merge_statements
from dragoman.model import Document, Evidence, Statement


def document(text: str, *, published: str | None = "2024-05-10", basis: Any = "given", doc: str = "d1") -> Document:
    """A document of one sentence or a few."""
    return Document(doc, text, published=published, published_basis=basis if published else None)


def statement(kind: str, doc: Document, states: str, **fields: Any) -> Statement:
    """A statement whose quote is the document's whole text. ``states``: "A B" are parties, "A>B" source and target, "A" a source."""
    who: dict[str, Any]
    if ">" in states:
        source, target = states.split(">")
        who = {"source": source, "target": target}
    elif " " in states:
        who = {"parties": tuple(sorted(states.split()))}
    else:
        who = {"source": states}
    if fields.get("date"):
        fields.setdefault("date_basis", "stated")
    return Statement(kind, Evidence(doc.id, 0, len(doc.text), doc.text), **who, **fields)


def checks(*told: tuple[Statement, Document]) -> tuple[Check, ...]:
    """The checks of the one fact that some statements make."""
    facts: list[Fact] = merge_statements(s for s, _ in told)
    assert len(facts) == 1
    return check_fact(facts[0], {d.id: d for _, d in told}, load_gazetteer())


def check(
    kind: str, text: str, states: str, *, published: str | None = "2024-05-10", basis: Any = "given", **fields: Any
) -> dict[str, str]:
    """The verdicts on one sentence's one statement, by the name of the check."""
    doc = document(text, published=published, basis=basis)
    return {c.name: c.verdict for c in checks((statement(kind, doc, states, **fields), doc))}
