"""An explanation to read: in colour on a terminal, with the parts in brackets elsewhere; or as a JSON object."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from dragoman.columns import amount_text
from dragoman.explain.explanation import Explanation, Passage

if TYPE_CHECKING:
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


def as_text(explanation: Explanation, names: Callable[[str], str], *, colour: bool) -> list[Text]:
    """Paragraphs for a terminal. ``names`` gives the name of a state's code."""
    e = explanation
    return [*_head(e, names), *_sentences(e, colour=colour), *_rule(e), *_steps(e)]


def _title(text: str) -> Text:
    from rich.text import Text

    return Text(f"\n{text}", style="bold")


def _head(e: Explanation, names: Callable[[str], str]) -> Iterator[Text]:
    from rich.text import Text

    s = e.statement

    def named(code: str) -> str:
        name = names(code)
        return f"{name} ({code})" if name != code else code

    who = ", ".join(map(named, s.parties)) if s.parties else " → ".join(named(c) for c in (s.source, s.target) if c)
    yield Text.assemble((s.kind, "bold"), f"  {who}", f"  via {', '.join(map(named, s.via))}" if s.via else "")
    facts = [
        ("date", f"{s.date} ({s.date_basis})" if s.date else "none: the text gives no way to tell"),
        ("status", s.status),
        ("object", s.object),
        ("amount", amount_text(s.amount) if s.amount else ""),
        ("detail", ", ".join(f"{k}: {v}" for k, v in s.detail.items())),
        ("attribution", " ← ".join(s.attribution)),
        ("PLOVER", " ".join(str(v) for v in (s.plover.type, s.plover.mode, f"quad {s.plover.quad}") if v) if s.plover else ""),
        ("confidence", f"{s.confidence:.2f}"),
        ("id", s.id),
    ]
    for name, value in facts:
        if value:
            yield Text(f"  {name:<12} {value}")
    d = e.document
    source = " · ".join(part for part in (d.title, d.outlet, d.author, d.published, d.url) if part)
    yield Text(f"  {'document':<12} {d.id}{f' · {source}' if source else ''}, characters {s.evidence.start:,} to {s.evidence.end:,}")


def _sentences(e: Explanation, *, colour: bool) -> Iterator[Text]:
    from rich.text import Text

    yield _title("The words")
    previous = None
    for passage in e.passages:
        if previous is not None and passage.start - previous > 2:
            yield Text("  […]", style="dim")
        previous = passage.end
        text = _coloured(passage) if colour else Text(bracketed(passage))
        text.pad_left(2)
        yield text
    if colour:
        used = dict.fromkeys(part for p in e.passages for m in p.marks for part in m.part.split(", "))
        yield Text.assemble("  ", *(piece for part in used for piece in ((part, STYLES.get(part, "underline")), "  ")))


def _coloured(passage: Passage) -> Text:
    from rich.text import Text

    text = Text(passage.text, style="" if passage.quoted else "dim")
    for mark in passage.marks:
        text.stylize(STYLES.get(mark.part.split(", ")[0], "underline"), mark.start - passage.start, mark.end - passage.start)
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


def _rule(e: Explanation) -> Iterator[Text]:
    from rich.text import Text

    yield _title(f"The rule: {e.statement.rule or 'none'}")
    if e.kind is None:
        yield Text("  This codebook has no such kind. If the statement was coded with a codebook of your own, name it with --codebook.")
        return
    yield Text(f"  {e.kind.definition}")
    if e.kind.not_:
        yield Text(f"  Not: {e.kind.not_}")
    if e.pattern is None:
        yield Text("  This codebook has the kind but no longer the pattern; coding anew would show the one that it has now.")
        return
    for name, value in e.pattern.model_dump(exclude_defaults=True, exclude={"id"}).items():
        yield Text(f"  {name:<12} {_value(value)}")


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{k}: {_value(v)}" for k, v in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _steps(e: Explanation) -> Iterator[Text]:
    from rich.text import Text

    yield _title("How each part was resolved")
    if not e.steps:
        yield Text("  The statement was stored without its trace; adding the document again with this version would keep it.")
    for step in e.steps:
        part = (f"  {step.part:<12} ", STYLES.get(step.part, ""))
        words = " ".join(step.text.split())
        yield Text.assemble(part, (f"“{words}”", "bold") if step.start is not None else words, f"  {step.reason}" if step.reason else "")
