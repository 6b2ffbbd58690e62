"""The brief as Markdown: plain headings and lists, each quote a footnote."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dragoman.brief.layout import load_layout
from dragoman.brief.model import Brief, Dispute, Line, Note, Position, Quote, Source
from dragoman.brief.scope import (
    Which,
    check_words,
    codes_words,
    empty_words,
    key_words,
    more_words,
    news_title,
    pair_words,
    rests_words,
    scope_words,
    shown_checks,
    source_words,
)
from dragoman.brief.text import one_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]|~^])")


def render_markdown(brief: Brief, checks: Which = "known") -> str:
    """CommonMark with footnotes (as GitHub, Pandoc and Obsidian read them). Text from documents is escaped."""
    out = [f"# {md(brief.title)}", "", *(f"{md(line)}  " for line in codes_words(brief))]
    if brief.empty:
        return "\n".join([*out, "", *_empty(brief)]) + "\n"
    titles, leads = load_layout().titles, load_layout().leads
    footnotes = shown_checks(brief, checks)
    told = _Told({check.mark for check in footnotes})
    out += ["", rests_words(brief), *([f"\n**{md(' · '.join(scope))}**"] if (scope := scope_words(brief)) else [])]
    if brief.scope.since:
        out += _list(news_title(brief), told.dated(brief.news), leads["news"], brief.notes_on("news"))
    out += ["", f"## {md(brief.standing_title)}"]
    for group in brief.standing:
        rows = [f"- {_said(line)} ({md(line.when)}){told.after(line)}" for line in group.lines]
        out += ["", f"### {group.title}", "", *rows, *map(_note, group.notes)]
    rows = [f"{n}. **{md(line.when)}.** {_said(line)}{told.after(line)}" for n, line in enumerate(brief.timeline, 1)]
    out += _list(titles["timeline"], rows, None, brief.notes_on("timeline"))
    for section in brief.families:
        out += _list(section.title, told.dated(section.lines), None, section.notes)
    for key, lines in (("touches", brief.touches), ("plans", brief.plans), ("denied", brief.denied), ("undated", brief.undated)):
        out += _list(titles[key], told.dated(lines), leads[key], brief.notes_on(key))
    if brief.disputed:
        rows = [row for dispute in brief.disputed for row in _dispute(dispute)]
        out += ["", f"## {titles['disputed']}", *rows, *map(_note, brief.notes_on("disputed"))]
    if footnotes:
        out += ["", f"## {titles['checks']}", "", md(leads["checks"]), ""]
        out += [f"- ({check.mark}) {md(check_words(check))}" for check in footnotes]
    out += ["", f"## {titles['sources']}", "", *map(_source, brief.sources), ""]
    out += [_footnote(q, s) for s in brief.sources for q in s.quotes]
    return "\n".join([*out, "", *(f"{md(line)}  " for line in key_words())]) + "\n"


@dataclass(frozen=True, slots=True)
class _Told:
    """Lines with what follows them; ``marks`` are the footnotes of checks that are shown."""

    marks: Collection[str]

    def dated(self, lines: Iterable[Line]) -> list[str]:
        """Rows that begin with the date."""
        return [f"- **{md(line.when)}.** {_said(line)}{self.after(line)}" for line in lines]

    def after(self, line: Line) -> str:
        """What follows a line: its quotes, checks, badge where it is no plain fact, reviews, cautions, disputes, certainty."""
        remarks: list[str] = [line.badge] if line.badge not in ("fact", "standing") else []
        remarks += [line.review] if line.review else []
        remarks += [flag for flag in line.flags if flag != line.when]
        if line.disputed:
            remarks.append(f"disputed: {'; '.join(line.disputed)}")
        remarks.append(", ".join(filter(None, (f"{line.certainty} certainty", source_words(line)))))
        marks = "".join(f" ({mark})" for mark in line.checks if mark in self.marks)
        return f"{_refs(line.refs, line.more)}{marks} — {md('; '.join(remarks))}"


def md(text: str) -> str:
    """Text on one line that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _empty(brief: Brief) -> list[str]:
    rows = [f"- {md(row)}" for row in pair_words(brief)]
    return [f"**{md(sentence)}**\n" if i == 0 else f"{md(sentence)}\n" for i, sentence in enumerate(empty_words(brief))] + rows


def _said(line: Line) -> str:
    attribution = f", *{md(line.attribution)}*" if line.attribution else ""
    return md(line.text) + attribution


def _refs(numbers: Iterable[int], more: int = 0) -> str:
    return "".join(f"[^{n}]" for n in numbers) + (f" {more_words(more)}" if more else "")


def _list(title: str, rows: Sequence[str], lead: str | None, notes: Sequence[Note] = ()) -> list[str]:
    return ["", f"## {md(title)}", *(["", md(lead)] if lead else []), "", *rows, *map(_note, notes)] if rows or notes else []


def _note(note: Note) -> str:
    return f"- *{md(note.text)}*{_refs(note.refs)}"


def _dispute(dispute: Dispute) -> list[str]:
    rows = [_position(position) for position in dispute.positions]
    if dispute.more:
        rows.append(f"  - *{md(load_layout().notes['dispute_more'].format(count=dispute.more))}*")
    return ["", f"- **{md(dispute.line.text)}**: {md('; '.join(dispute.reasons))}", *rows]


def _position(position: Position) -> str:
    when = f" ({md(position.when)})" if position.when else ""
    review = f" — {md(position.review)}" if position.review else ""
    return f"  - {md(position.who)}: {md(position.text)}{when}{review}{_refs(position.refs, position.more)}"


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
