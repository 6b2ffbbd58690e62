"""An explanation to read: in colour on a terminal, with the parts in brackets elsewhere; or as a JSON object."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from dragoman.columns import amount_text
from dragoman.explain.explanation import Explanation, Passage

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

#: How each part is coloured; parts of several names take the first one's.
STYLES = {
    "trigger": "bold yellow",
    "source": "bold cyan",
    "target": "bold magenta",
    "parties": "bold cyan",
    "via": "blue",
    "date": "bold green",
    "status": "yellow",
    "amount": "bold blue",
    "object": "bold red",
    "attribution": "italic",
}


def as_dict(explanation: Explanation) -> dict[str, Any]:
    """The statement in the contract's form with its trace, the passages with their marks, and the rule with its kind's definition."""
    e = explanation
    return {
        "statement": e.statement.to_dict(trace=True),
        "document": {"id": e.document.id, "title": e.document.title, "outlet": e.document.outlet, "published": e.document.published},
        "passages": [
            {
                "start": p.start,
                "end": p.end,
                "text": p.text,
                "quoted": p.quoted,
                "marks": [{"start": m.start, "end": m.end, "part": m.part} for m in p.marks],
            }
            for p in e.passages
        ],
        "rule": {
            "name": e.statement.rule,
            "family": e.kind.family if e.kind else None,
            "definition": e.kind.definition if e.kind else None,
            "not": e.kind.not_ if e.kind else None,
            "pattern": e.pattern.model_dump(exclude_defaults=True) if e.pattern else None,
        },
    }


def as_text(explanation: Explanation, names: Callable[[str], str], *, colour: bool) -> list[RenderableType]:
    """What to print on a rich console, in order. ``names`` gives the name of a state's code."""
    e = explanation
    return [*_head(e, names), *_sentences(e, colour=colour), *_rule(e), *_steps(e)]


def _title(text: str) -> Text:
    from rich.text import Text

    return Text(f"\n{text}", style="bold")


def _indented(text: Text | str) -> RenderableType:
    from rich.padding import Padding
    from rich.text import Text

    return Padding(Text(text) if isinstance(text, str) else text, (0, 0, 0, 2))


def _rows(rows: Iterable[tuple[str | tuple[str, str], ...]]) -> RenderableType:
    """Cells under each other; a cell is text, or text with its style."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    for row in rows:
        while len(table.columns) < len(row):
            table.add_column(overflow="fold")
        table.add_row(*(Text(cell) if isinstance(cell, str) else Text(*cell) for cell in row))
    return _padded(table)


def _padded(table: Table) -> RenderableType:
    from rich.padding import Padding

    return Padding(table, (0, 0, 0, 2), expand=False)


def _head(e: Explanation, names: Callable[[str], str]) -> Iterator[RenderableType]:
    from rich.text import Text

    s = e.statement

    def named(code: str) -> str:
        name = names(code)
        return f"{name} ({code})" if name != code else code

    who = ", ".join(map(named, s.parties)) if s.parties else " → ".join(named(c) for c in (s.source, s.target) if c)
    yield Text.assemble((s.kind, "bold"), f"  {who}", f"  via {', '.join(map(named, s.via))}" if s.via else "")
    d = e.document
    source = " · ".join(part for part in (d.id, d.title, d.outlet, d.author, d.published, d.url) if part)
    facts = [
        ("date", f"{s.date} ({s.date_basis})" if s.date else "none: the text gives no way to tell"),
        ("status", s.status),
        ("object", s.object or ""),
        ("amount", amount_text(s.amount) if s.amount else ""),
        ("detail", ", ".join(f"{k}: {_value(v)}" for k, v in s.detail.items())),
        ("attribution", " ← ".join(s.attribution)),
        ("PLOVER", " ".join(filter(None, (s.plover.type, s.plover.mode, f"quad {s.plover.quad}"))) if s.plover else ""),
        ("contexts", ", ".join(s.plover.contexts) if s.plover else ""),
        ("CAMEO", _cameo(s.plover.cameo) if s.plover and s.plover.cameo else ""),
        ("confidence", f"{s.confidence:.2f}"),
        ("id", s.id),
        ("document", f"{source}, characters {s.evidence.start:,} to {s.evidence.end:,}"),
    ]
    yield _rows(fact for fact in facts if fact[1])


def _cameo(code: str) -> str:
    """The code with its name and score; alone where the table, perhaps an older one than coded it, has no such code."""
    from dragoman.plover.ontology import load_ontology

    row = load_ontology().cameo.get(code)
    return f"{code} {row.name}, Goldstein {row.goldstein:g}" if row else code


def _sentences(e: Explanation, *, colour: bool) -> Iterator[RenderableType]:
    from rich.text import Text

    yield _title("The words")
    previous = None
    for passage in e.passages:
        if previous is not None and passage.start - previous > 2:
            yield _indented("[…]")
        previous = passage.end
        yield _indented(_coloured(passage) if colour else bracketed(passage))
    if colour:
        used = dict.fromkeys(part for p in e.passages for m in p.marks for part in m.part.split(", "))
        yield _indented(Text("  ").join(Text(part, _style(part)) for part in used))


def _style(part: str) -> str:
    return STYLES.get(part.split(", ")[0], "underline")


def _coloured(passage: Passage) -> Text:
    from rich.text import Text

    text = Text(passage.text, style="" if passage.quoted else "dim")
    for mark in passage.marks:
        text.stylize(_style(mark.part), mark.start - passage.start, mark.end - passage.start)
    return text


def bracketed(passage: Passage) -> str:
    """The passage with its parts in brackets, for where there are no colours: ``[source: Türkiye] [trigger: opened] a consulate``."""
    edges: list[tuple[int, int, str]] = []
    for mark in passage.marks:
        # At one place brackets close before others open; of two that open together the longer stands outside.
        edges.append((mark.start, 1, f"[{mark.part}: "))
        edges.append((mark.end, 0, "]"))
    out, at = [], passage.start
    for place, _, words in sorted(edges, key=lambda edge: edge[:2]):
        out += [passage.text[at - passage.start : place - passage.start], words]
        at = place
    return "".join([*out, passage.text[at - passage.start :]])


def _rule(e: Explanation) -> Iterator[RenderableType]:
    yield _title(f"The rule: {e.statement.rule or 'none'}")
    if e.kind is None:
        yield _indented("This codebook has no such kind. If the statement was coded with a codebook of your own, name it with --codebook.")
        return
    yield _indented(e.kind.definition)
    if e.kind.not_:
        yield _indented(f"Not: {e.kind.not_}")
    if e.pattern is None:
        yield _indented("This codebook has the kind but no longer the pattern; coding anew would show the one that it has now.")
        return
    yield _rows((name, _value(value)) for name, value in e.pattern.model_dump(exclude_defaults=True, exclude={"id"}).items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{k}: {_value(v)}" for k, v in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _steps(e: Explanation) -> Iterator[RenderableType]:
    yield _title("How each part was resolved")
    if not e.steps:
        yield _indented("The statement was stored without its trace; adding the document again with this version would keep it.")
        return
    words = (" ".join(step.text.split()) for step in e.steps)
    quoted = (f"“{text}”" if step.start is not None else text for text, step in zip(words, e.steps, strict=True))
    yield _rows(((step.part, _style(step.part)), (text, "bold"), step.reason) for text, step in zip(quoted, e.steps, strict=True))
