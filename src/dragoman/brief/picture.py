"""The timeline as a picture: a lane for each family, a numbered mark for each dated line, drawn so that clusters stay legible."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.brief.layout import load_layout
from dragoman.brief.model import Line
from dragoman.brief.phrases import label
from dragoman.brief.scale import Scale, Tick, shortened_scale, ticks, true_scale
from dragoman.standing.period import Span, span_of

RADIUS, ROW, PAD, AXIS, GAP = 9.0, 24.0, 9.0, 26.0, 3.0
LETTER = 6.1  # Width of a letter of a label, on the wide side.
OPEN_STUB = 30.0
MOST_ROWS_IN_LANE = 5
MOST_ROWS_WITH_LABELS = 7
TICK_APART = 38.0


@dataclass(frozen=True, slots=True)
class Shape:
    """How wide the picture is, how wide the column of lane titles (0: titles stand above their lanes), and how many rows carry labels."""

    width: float
    gutter: float
    labelled_rows: int


WIDE = Shape(960.0, 178.0, 22)
NARROW = Shape(350.0, 0.0, 14)


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of the timeline: a circle at ``x``, and where it has a duration or a vague date a stroke from ``start`` to ``end``."""

    x: float
    y: float
    number: int
    line: Line
    label: str
    start: float
    end: float
    stroke: str  # "", "span", "open" (goes on), "before" (by then at the latest) or "vague"
    vague: bool
    flip: bool  # The label stands to the left.


@dataclass(frozen=True, slots=True)
class Lane:
    """The marks of one family, between ``top`` and ``top + height``; ``baseline`` is where its title stands."""

    title: str
    top: float
    height: float
    baseline: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything to draw. ``left`` is where time begins; ``shortened`` tells that quiet years are drawn short."""

    width: float
    height: float
    left: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    shortened: bool
    breaks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    number: int
    line: Line
    span: Span


def draw(timeline: Sequence[Line], shape: Shape) -> Picture | None:
    """Lay the timeline out; None where it holds nothing to draw.

    A true scale with labels is tried first, then quiet years shortened, then both with labels only where there happens to be room.
    """
    items = [_Item(i, line, span) for i, line in enumerate(timeline, 1) if (span := span_of(line.date)) is not None]
    if not items:
        return None
    begins = [i.span.order for i in items]
    days = [*begins, *(i.span.last for i in items if i.span.last is not None and "/" in (i.line.date or ""))]
    left, right = shape.gutter + RADIUS + GAP, shape.width - RADIUS - GAP
    scales: list[tuple[Callable[[Sequence[date], float, float], Scale], Sequence[date]]] = [(true_scale, days), (shortened_scale, days)]
    for labelled in (True, False):
        for make, over in scales:
            scale = make(over, left, right)
            lanes = _lanes(items, scale, shape, labelled=labelled)
            rows = sum(len({mark.y for mark in lane.marks}) for lane in lanes)
            if _legible(lanes, rows, shape, labelled=labelled):
                return _picture(lanes, scale, days, shape)
    return _picture(lanes, scale, days, shape)


def _legible(lanes: Sequence[Lane], rows: int, shape: Shape, *, labelled: bool) -> bool:
    """Whether no lane is too deep; with labels, the whole must not be either."""
    deepest = max(len({mark.y for mark in lane.marks}) for lane in lanes)
    return rows <= shape.labelled_rows and deepest <= MOST_ROWS_WITH_LABELS if labelled else deepest <= MOST_ROWS_IN_LANE


def _picture(lanes: Sequence[Lane], scale: Scale, days: Sequence[date], shape: Shape) -> Picture:
    bottom = lanes[-1].top + lanes[-1].height
    return Picture(
        shape.width, bottom + AXIS, shape.gutter, tuple(lanes), tuple(ticks(scale, days, TICK_APART)), not scale.true, scale.breaks
    )


def _lanes(items: Sequence[_Item], scale: Scale, shape: Shape, *, labelled: bool) -> list[Lane]:
    lanes: list[Lane] = []
    top = 0.0
    for family in load_layout().families:
        own = [i for i in items if load_layout().family_of(i.line.kind) is family]
        if not own:
            continue
        head = 0.0 if shape.gutter else 16.0
        marks, rows = _marks(own, scale, shape, top + head, labelled=labelled)
        height = 2 * PAD + rows * ROW + head
        lanes.append(Lane(family.title, top, height, top + (PAD + ROW / 2 + 4 if shape.gutter else 14.0), tuple(marks)))
        top += height
    return lanes


def _marks(items: Sequence[_Item], scale: Scale, shape: Shape, top: float, *, labelled: bool) -> tuple[list[Mark], int]:
    """Marks in rows, each in the first row that is free where it stands. Where open spans would fill the lane, they are cut short."""
    edge = shape.width - GAP
    for stub in (None, OPEN_STUB):
        ends: list[float] = []
        marks: list[Mark] = []
        for item in items:
            x, start, end, stroke = _place(item, scale, edge, stub)
            text = label(item.line.kind) if labelled else ""
            wide = RADIUS + GAP + len(text) * LETTER if text else RADIUS
            flip = x + wide > edge
            first, last = min(start, x - (wide if flip else RADIUS)), max(end, x + (RADIUS if flip else wide))
            row = next((i for i, free in enumerate(ends) if free + GAP <= first), len(ends))
            if row == len(ends):
                ends.append(last)
            ends[row] = last
            y = top + PAD + row * ROW + ROW / 2
            vague = any(mark in (item.line.date or "") for mark in "~?%X")
            marks.append(Mark(round(x, 1), round(y, 1), item.number, item.line, text, round(start, 1), round(end, 1), stroke, vague, flip))
        if len(ends) <= MOST_ROWS_IN_LANE:
            break
    return (marks if labelled else _label_where_free(marks, edge)), len(ends)


def _label_where_free(marks: Sequence[Mark], edge: float) -> list[Mark]:
    """The marks with the names of those to whose right there is room for it."""
    out = []
    for mark in marks:
        text = label(mark.line.kind)
        free = min((min(m.x - RADIUS, m.start) for m in marks if m.y == mark.y and m.x > mark.x), default=edge)
        fits = mark.x + RADIUS + 2 * GAP + len(text) * LETTER <= free
        out.append(replace(mark, label=text, flip=False) if fits else mark)
    return out


def _place(item: _Item, scale: Scale, edge: float, stub: float | None) -> tuple[float, float, float, str]:
    """Where a mark stands, and its stroke."""
    span, dated = item.span, item.line.date or ""
    x = scale.at(span.order)
    if span.first is None:
        return x, x - OPEN_STUB, x, "before"
    if span.last is None:
        return x, x, edge if stub is None else min(edge, x + stub), "open"
    end = scale.at(span.last)
    if "/" in dated:
        return x, x, end, "span"
    # A year or a decade is drawn as wide as it is where that shows.
    return (x, x, end, "vague") if end - x > 2 * RADIUS else (x, x, x, "")
