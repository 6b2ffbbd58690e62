"""The brief in a terminal: as wide as the window, coloured only where there is one, plain text through a pipe."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Literal

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.brief.layout import load_layout
from dragoman.brief.model import Brief, CheckNote, Dispute, Line, Note, Position, Quote, Source
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

WIDE = 72  # Columns from which dates stand in a column of their own.
DATES = 24  # The most that column takes.
NO_WINDOW = 100  # Columns where the output is no terminal.
MOST = 110  # Longer rows are hard to read.
_STYLES = {"ended": "dim", "planned": "yellow", "proposed": "yellow", "denied": "red"}


def print_brief(brief: Brief, console: Console, checks: Which = "known") -> None:
    """Write the brief to a console."""
    width = min(console.width, MOST)
    for part in _Page(brief, checks).parts(width):
        console.print(part, width=width, highlight=False, markup=False, soft_wrap=False)


def render_terminal(brief: Brief, width: int | None = None, *, color: bool = False, checks: Which = "known") -> str:
    """The same as text, without colours unless asked for, and as wide as the window unless ``width`` is given."""
    out = StringIO()
    columns = width or shutil.get_terminal_size((NO_WINDOW, 0)).columns
    system: Literal["standard"] | None = "standard" if color else None
    print_brief(brief, Console(file=out, width=columns, color_system=system, force_terminal=color, legacy_windows=False), checks)
    return "\n".join(row.rstrip() for row in out.getvalue().splitlines()) + "\n"


class _Page:
    """A brief's parts as they are printed, with the footnotes that are to be shown."""

    def __init__(self, brief: Brief, checks: Which) -> None:
        self._brief, self._checks = brief, shown_checks(brief, checks)
        self._marks = {check.mark for check in self._checks}

    def parts(self, width: int) -> Iterator[RenderableType]:
        """Everything, from the title to the key."""
        brief = self._brief
        yield _text(brief.title, "bold")
        yield from (_text(words, "dim") for words in codes_words(brief))
        if brief.empty:
            title, *sentences = empty_words(brief)
            yield Group(Text(), _text(title, "bold"), *map(_text, sentences))
            yield from (Padding(_text(row), (0, 0, 0, 2)) for row in pair_words(brief))
            return
        yield _text(rests_words(brief), "dim")
        if scope := scope_words(brief):
            yield _text(" · ".join(scope), "bold")
        column = min(DATES, max(len(line.when) for line in brief.lines())) if width >= WIDE else 0
        yield from self._body(column)
        yield _heading(load_layout().titles["sources"])
        yield from map(_source, brief.sources)
        yield Text()
        yield from (_text(words, "dim") for words in key_words())

    def _body(self, column: int) -> Iterator[RenderableType]:
        brief, titles, leads = self._brief, load_layout().titles, load_layout().leads
        if brief.scope.since:
            yield from self._lines("news", news_title(brief), brief.news, column)
        yield _heading(brief.standing_title)
        for group in brief.standing:
            yield _text(group.title, "bold cyan")
            yield _bullets([self._sentence(line, when=True) for line in group.lines] + [_note(note) for note in group.notes])
        yield from self._lines("timeline", titles["timeline"], brief.timeline, column, numbered=True)
        for section in brief.families:
            yield from (_heading(section.title), self._dated(section.lines, column), *map(_note, section.notes))
        for key, lines in (("touches", brief.touches), ("plans", brief.plans), ("denied", brief.denied), ("undated", brief.undated)):
            yield from self._lines(key, titles[key], lines, column)
        if brief.disputed:
            yield _heading(titles["disputed"])
            yield from map(_dispute, brief.disputed)
            yield from map(_note, brief.notes_on("disputed"))
        if self._checks:
            yield from (_heading(titles["checks"]), _text(leads["checks"], "dim"), _footnotes(self._checks))

    def _lines(self, key: str, title: str, lines: Sequence[Line], column: int, *, numbered: bool = False) -> Iterator[RenderableType]:
        """A section with its lead, where it has one, and its notes; nothing where there is nothing to say."""
        notes, lead = self._brief.notes_on(key), load_layout().leads.get(key)
        if lines or notes:
            yield _heading(title)
            yield from (_text(lead, "dim"),) if lead else ()
            yield self._dated(lines, column, numbered=numbered)
            yield from map(_note, notes)

    def _sentence(self, line: Line, *, when: bool = False) -> Text:
        """A line's sentence and everything said of it."""
        text = _text(line.text)
        if line.attribution:
            text.append(f", {one_line(line.attribution)}", style="italic")
        if when:
            text.append(f" ({one_line(line.when)})", style="dim")
        if line.review:
            text.append(f" — {one_line(line.review)}", style="green")
        for flag in line.flags:
            if flag != line.when:
                text.append(f" — {one_line(flag)}", style="yellow")
        if line.disputed:
            text.append(f" — disputed: {one_line('; '.join(line.disputed))}", style="magenta")
        text.append(" ")
        text.append_text(_refs(line.refs, line.more))
        text.append("".join(f" ({mark})" for mark in line.checks if mark in self._marks), style="cyan")
        if line.badge in _STYLES:
            text.append(f" {line.badge} ·", style=_STYLES[line.badge])
        return text.append(f" {' · '.join(filter(None, (line.certainty, source_words(line))))}", style="dim")

    def _dated(self, lines: Sequence[Line], column: int, *, numbered: bool = False) -> Table:
        """Number, date and sentence in columns; in a narrow window (``column`` 0) the date opens the sentence."""
        table = Table.grid(padding=(0, 1, 0, 0), expand=True)
        if numbered:
            table.add_column(width=3, justify="right", style="cyan")
        if column:
            table.add_column(width=column, style="dim")
        elif not numbered:
            table.add_column(width=2, justify="right")
        table.add_column(ratio=1)
        for number, line in enumerate(lines, 1):
            sentence = self._sentence(line)
            cells: list[RenderableType] = [str(number)] if numbered else []
            if column:
                cells.append(_text(line.when))
            else:
                sentence = Text.assemble((f"{one_line(line.when)}: ", "dim"), sentence)
                cells += [] if numbered else ["•"]
            table.add_row(*cells, sentence)
        return table


def _text(words: str, style: str = "") -> Text:
    return Text(one_line(words), style=style)


def _heading(title: str) -> RenderableType:
    return Group(Text(), Text(one_line(title).upper(), style="bold"))


def _refs(numbers: Iterable[int], more: int = 0) -> Text:
    text = Text("".join(f"[{n}]" for n in numbers), style="cyan")
    return text.append(f" {more_words(more)}", style="dim") if more else text


def _note(note: Note) -> Text:
    text = _text(note.text, "dim")
    return text.append(" ").append_text(_refs(note.refs)) if note.refs else text


def _bullets(rows: Sequence[Text]) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=2, justify="right")
    table.add_column(ratio=1)
    for row in rows:
        table.add_row("•", row)
    return table


def _footnotes(checks: Sequence[CheckNote]) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    table.add_column(width=max(len(check.mark) for check in checks) + 2, justify="right", style="cyan")
    table.add_column(ratio=1)
    for check in checks:
        table.add_row(f"({check.mark})", _text(check_words(check), "magenta" if check.verdict == "contradicted" else ""))
    return table


def _dispute(dispute: Dispute) -> RenderableType:
    head = _text(dispute.line.text, "bold").append(f": {one_line('; '.join(dispute.reasons))}", style="magenta")
    rows = [_position(position) for position in dispute.positions]
    if dispute.more:
        rows.append(_text(load_layout().notes["dispute_more"].format(count=f"{dispute.more:,}"), "dim"))
    return Group(head, _bullets(rows))


def _position(position: Position) -> Text:
    text = Text.assemble((f"{one_line(position.who)}: ", "bold"), one_line(position.text))
    if position.when:
        text.append(f" ({one_line(position.when)})", style="dim")
    if position.review:
        text.append(f" — {one_line(position.review)}", style="green")
    return text.append(" ").append_text(_refs(position.refs, position.more))


def _source(source: Source) -> RenderableType:
    imprint = " · ".join(one_line(part) for part in (source.outlet, source.author, source.dating, source.url) if part)
    head = Text.assemble((f"{source.number}  ", "cyan"), (one_line(source.title or source.document), "bold"))
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    table.add_column(width=len(str(source.quotes[-1].number)) + 2, justify="right", style="cyan")
    table.add_column(ratio=1)
    for quote in source.quotes:
        table.add_row(f"[{quote.number}]", _quote(quote))
    return Group(head, _text(imprint, "dim"), table)


def _quote(quote: Quote) -> Text:
    """The passage in its sentence; the ids of its statements are what ``dragoman explain`` takes."""
    before, after = one_line(quote.before), one_line(quote.after)
    text = Text(f"{before} " if before else "", style="dim")
    text = Text.assemble(text, f"“{one_line(quote.text)}”", (after if after[:1] in ".,;:!?)”" else f" {after}", "dim"))
    return text.append(f" {' '.join(claim.statement for claim in quote.claims)}", style="dim")
