"""The brief as Markdown: plain headings and lists, each quote a footnote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dragoman.brief.layout import load_layout
from dragoman.brief.model import Brief, Dispute, Line, Note, Quote, Source
from dragoman.brief.scope import codes_words, empty_words, key_words, pair_words, rests_words, scope_words
from dragoman.brief.text import one_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]|~^])")


def render_markdown(brief: Brief) -> str:
    """CommonMark with footnotes (as GitHub, Pandoc and Obsidian read them). Text from documents is escaped."""
    out = [f"# {md(brief.title)}", "", *(f"{md(line)}  " for line in codes_words(brief))]
    if brief.empty:
        return "\n".join([*out, "", *_empty(brief)]) + "\n"
    titles, leads = load_layout().titles, load_layout().leads
    out += ["", rests_words(brief), *([f"\n**{md(' · '.join(scope))}**"] if (scope := scope_words(brief)) else [])]
    out += ["", f"## {md(brief.standing_title)}"]
    for group in brief.standing:
        out += [
            "",
            f"### {group.title}",
            "",
            *(f"- {_told(line)} ({md(line.when)}){_after(line)}" for line in group.lines),
            *map(_note, group.notes),
        ]
    out += _list(titles["timeline"], [f"{n}. **{md(line.when)}.** {_told(line)}{_after(line)}" for n, line in enumerate(brief.timeline, 1)])
    for section in brief.families:
        out += _list(section.title, _dated(section.lines))
    for key, lines in (("touches", brief.touches), ("plans", brief.plans), ("denied", brief.denied), ("undated", brief.undated)):
        out += _list(titles[key], _dated(lines), leads[key])
    if brief.disputed:
        out += ["", f"## {titles['disputed']}", *(row for d in brief.disputed for row in _dispute(d))]
    out += ["", f"## {titles['sources']}", "", *map(_source, brief.sources), ""]
    out += [_footnote(q, s) for s in brief.sources for q in s.quotes]
    return "\n".join([*out, "", *(f"{md(line)}  " for line in key_words())]) + "\n"


def md(text: str) -> str:
    """Text on one line that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _empty(brief: Brief) -> list[str]:
    rows = [f"- {md(row)}" for row in pair_words(brief)]
    return [f"**{md(sentence)}**\n" if i == 0 else f"{md(sentence)}\n" for i, sentence in enumerate(empty_words(brief))] + rows


def _told(line: Line) -> str:
    attribution = f", *{md(line.attribution)}*" if line.attribution else ""
    return md(line.text) + attribution


def _after(line: Line) -> str:
    """What follows a line: its quotes, its badge where it is no plain fact, cautions, disputes, certainty."""
    remarks: list[str] = [line.badge] if line.badge not in ("fact", "standing") else []
    remarks += [flag for flag in line.flags if flag != line.when]
    if line.disputed:
        remarks.append(f"disputed: {'; '.join(line.disputed)}")
    remarks.append(f"{line.certainty} certainty" + (f", {line.sources} sources" if line.sources > 1 else ""))
    return f"{_refs(line.refs)} — {md('; '.join(remarks))}"


def _refs(numbers: Iterable[int]) -> str:
    return "".join(f"[^{n}]" for n in numbers)


def _dated(lines: Iterable[Line]) -> list[str]:
    return [f"- **{md(line.when)}.** {_told(line)}{_after(line)}" for line in lines]


def _list(title: str, rows: Sequence[str], lead: str | None = None) -> list[str]:
    return ["", f"## {md(title)}", *(["", md(lead)] if lead else []), "", *rows] if rows else []


def _note(note: Note) -> str:
    return f"- *{md(note.text)}*{_refs(note.refs)}"


def _dispute(dispute: Dispute) -> list[str]:
    rows = [f"  - {md(p.who)}: {md(p.text)} ({md(p.when)}){_refs(p.refs)}" for p in dispute.positions]
    return ["", f"- **{md(dispute.line.text)}**: {md('; '.join(dispute.reasons))}", *rows]


def _source(source: Source) -> str:
    imprint = ", ".join(md(part) for part in (source.outlet, source.author, source.dating) if part)
    link = f", <{source.url}>" if source.url and re.fullmatch(r"https?://[^\s<>\"]+", source.url) else ""
    first, last = source.quotes[0].number, source.quotes[-1].number
    quotes = f"quotes {first} to {last}" if last > first else f"quote {first}"
    return f"{source.number}. **{md(source.title or source.document)}** — {imprint}{link}; {quotes}"


def _footnote(quote: Quote, source: Source) -> str:
    words = f"{md(quote.before)} **{md(quote.text)}** {md(quote.after)}".strip()
    words = re.sub(r"\*\* (?=[.,;:!?)])", "**", words)
    return f"[^{quote.number}]: “{words}” — source {source.number}; {', '.join(c.statement for c in quote.claims)}"
