"""The brief in a terminal: as wide as the window, coloured only where there is one, plain text through a pipe."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import zip_longest
from typing import Literal

from rich.console import Console
from rich.text import Text

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

WIDE = 72  # Columns from which dates stand in a column of their own.
DATES = 24  # The most that column takes.
NO_WINDOW = 100  # Columns where the output is no terminal.
MOST = 110  # Longer rows are hard to read.
_STYLES = {"ended": "dim", "planned": "yellow", "proposed": "yellow", "denied": "red"}


def print_brief(brief: Brief, console: Console, checks: Which = "known") -> None:
    """Write the brief to a console."""
    width = min(console.width, MOST)
    for part in _Page(brief, checks, console, width).parts():
        console.print(part, highlight=False, markup=False, no_wrap=True, overflow="ignore", crop=False)


def render_terminal(brief: Brief, width: int | None = None, *, color: bool = False, checks: Which = "known") -> str:
    """The same as text, without colours unless asked for, and as wide as the window unless ``width`` is given."""
    out = StringIO()
    columns = width or shutil.get_terminal_size((NO_WINDOW, 0)).columns
    system: Literal["standard"] | None = "standard" if color else None
    print_brief(brief, Console(file=out, width=columns, color_system=system, force_terminal=color, legacy_windows=False), checks)
    return "\n".join(row.rstrip() for row in out.getvalue().splitlines()) + "\n"


class _Page:
    """A brief's parts as they are printed, every row as wide as it may be, with the footnotes that are to be shown."""

    def __init__(self, brief: Brief, checks: Which, console: Console, width: int) -> None:
        self._brief, self._checks = brief, shown_checks(brief, checks)
        self._marks = {check.mark for check in self._checks}
        self._console, self._width = console, width
        self._dates = min(DATES, max((len(line.when) for line in brief.lines()), default=0)) if width >= WIDE else 0

    def parts(self) -> Iterator[Text]:
        """Everything, from the title to the key."""
        brief = self._brief
        yield self._wrapped(_text(brief.title, "bold"), *(_text(words, "dim") for words in codes_words(brief)))
        if brief.empty:
            title, *sentences = empty_words(brief)
            yield self._wrapped(Text(), _text(title, "bold"), *map(_text, sentences))
            if brief.known_pairs:
                yield self._grid([(Text(), _text(row)) for row in pair_words(brief)], (1,), "l")
            return
        yield self._wrapped(_text(rests_words(brief), "dim"))
        if scope := scope_words(brief):
            yield self._wrapped(_text(" · ".join(scope), "bold"))
        yield from self._body()
        yield self._heading(load_layout().titles["sources"])
        yield from map(self._source, brief.sources)
        yield self._wrapped(Text(), *(_text(words, "dim") for words in key_words()))

    def _body(self) -> Iterator[Text]:
        brief, titles, leads = self._brief, load_layout().titles, load_layout().leads
        if brief.scope.since:
            yield from self._lines("news", news_title(brief), brief.news)
        yield self._heading(brief.standing_title)
        for group in brief.standing:
            yield self._wrapped(_text(group.title, "bold cyan"))
            yield self._bullets([self._sentence(line, when=True) for line in group.lines] + [_note(note) for note in group.notes])
        yield from self._lines("timeline", titles["timeline"], brief.timeline, numbered=True)
        for section in brief.families:
            yield from (self._heading(section.title), *self._dated(section.lines), *self._notes(section.notes))
        for key, lines in (("touches", brief.touches), ("plans", brief.plans), ("denied", brief.denied), ("undated", brief.undated)):
            yield from self._lines(key, titles[key], lines)
        if brief.disputed:
            yield from (self._heading(titles["disputed"]), *map(self._dispute, brief.disputed), *self._notes(brief.notes_on("disputed")))
        if self._checks:
            yield from (self._heading(titles["checks"]), self._wrapped(_text(leads["checks"], "dim")), self._footnotes())

    def _lines(self, key: str, title: str, lines: Sequence[Line], *, numbered: bool = False) -> Iterator[Text]:
        """A section with its lead, where it has one, and its notes; nothing where there is nothing to say."""
        notes, lead = self._brief.notes_on(key), load_layout().leads.get(key)
        if lines or notes:
            yield self._heading(title)
            yield from (self._wrapped(_text(lead, "dim")),) if lead else ()
            yield from (*self._dated(lines, numbered=numbered), *self._notes(notes))

    def _wrapped(self, *texts: Text) -> Text:
        return Text("\n").join(line for text in texts for line in text.wrap(self._console, self._width) or [Text()])

    def _heading(self, title: str) -> Text:
        return self._wrapped(Text(), Text(one_line(title).upper(), style="bold"))

    def _notes(self, notes: Iterable[Note]) -> list[Text]:
        return [self._wrapped(_note(note)) for note in notes]

    def _grid(self, rows: Iterable[Sequence[Text]], widths: Sequence[int], sides: str) -> Text:
        """Rows of cells in columns: each but the last as wide as given, to its left or right side; the last takes what is left."""
        widths = [*widths, self._width - sum(widths) - len(widths)]
        out: list[Text] = []
        for cells in rows:
            wrapped = [cell.wrap(self._console, width) for cell, width in zip(cells, widths, strict=True)]
            for parts in zip_longest(*wrapped):
                line = Text()
                for part, width, side in zip(parts, widths, f"{sides} ", strict=True):
                    cell = part or Text()
                    pad = " " * (width - cell.cell_len) if side != " " else ""
                    line.append(pad if side == "r" else "").append_text(cell).append(pad if side == "l" else "")
                    line.append(" " if side != " " else "")
                out.append(line)
        return Text("\n").join(out)

    def _bullets(self, rows: Iterable[Text]) -> Text:
        return self._grid([(Text("•"), row) for row in rows], (2,), "r")

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

    def _dated(self, lines: Sequence[Line], *, numbered: bool = False) -> list[Text]:
        """Number, date and sentence in columns; in a narrow window the date opens the sentence."""
        rows: list[tuple[Text, ...]] = []
        for number, line in enumerate(lines, 1):
            sentence, mark = self._sentence(line), Text(str(number), style="cyan") if numbered else Text("•")
            if self._dates:
                rows.append((*([mark] if numbered else []), _text(line.when, "dim"), sentence))
            else:
                rows.append((mark, Text.assemble((f"{one_line(line.when)}: ", "dim"), sentence)))
        if self._dates:
            return [self._grid(rows, (*(3,) * numbered, self._dates), "r" * numbered + "l")] if rows else []
        return [self._grid(rows, (3 if numbered else 2,), "r")] if rows else []

    def _footnotes(self) -> Text:
        widest = max(len(check.mark) for check in self._checks) + 2
        rows = [
            (Text(f"({check.mark})", style="cyan"), _text(check_words(check), "magenta" if check.verdict == "contradicted" else ""))
            for check in self._checks
        ]
        return self._grid(rows, (widest,), "r")

    def _dispute(self, dispute: Dispute) -> Text:
        head = _text(dispute.line.text, "bold").append(f": {one_line('; '.join(dispute.reasons))}", style="magenta")
        head.append("".join(f" ({mark})" for mark in dispute.line.checks if mark in self._marks), style="cyan")
        rows = [_position(position) for position in dispute.positions]
        if dispute.more:
            rows.append(_text(load_layout().notes["dispute_more"].format(count=f"{dispute.more:,}"), "dim"))
        return Text("\n").join((self._wrapped(head), self._bullets(rows)))

    def _source(self, source: Source) -> Text:
        imprint = " · ".join(one_line(part) for part in (source.outlet, source.author, source.dating, source.url) if part)
        head = Text.assemble((f"{source.number}  ", "cyan"), (one_line(source.title or source.document), "bold"))
        widest = len(str(source.quotes[-1].number)) + 2
        quotes = [(Text(f"[{quote.number}]", style="cyan"), _quote(quote)) for quote in source.quotes]
        return Text("\n").join((self._wrapped(head, _text(imprint, "dim")), self._grid(quotes, (widest,), "r")))


def _text(words: str, style: str = "") -> Text:
    return Text(one_line(words), style=style)


def _refs(numbers: Iterable[int], more: int = 0) -> Text:
    text = Text("".join(f"[{n}]" for n in numbers), style="cyan")
    return text.append(f" {more_words(more)}", style="dim") if more else text


def _note(note: Note) -> Text:
    text = _text(note.text, "dim")
    return text.append(" ").append_text(_refs(note.refs)) if note.refs else text


def _position(position: Position) -> Text:
    text = Text.assemble((f"{one_line(position.who)}: ", "bold"), one_line(position.text))
    if position.when:
        text.append(f" ({one_line(position.when)})", style="dim")
    if position.review:
        text.append(f" — {one_line(position.review)}", style="green")
    return text.append(" ").append_text(_refs(position.refs, position.more))


def _quote(quote: Quote) -> Text:
    """The passage in its sentence; the ids of its statements are what ``dragoman explain`` takes."""
    before, after = one_line(quote.before), one_line(quote.after)
    text = Text(f"{before} " if before else "", style="dim")
    text = Text.assemble(text, f"“{one_line(quote.text)}”", (after if after[:1] in ".,;:!?)”" else f" {after}", "dim"))
    return text.append(f" {' '.join(claim.statement for claim in quote.claims)}", style="dim")
