"""The timeline picture: legible whatever the dates."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from dragoman.brief.model import Line
from dragoman.brief.picture import LETTER, NARROW, RADIUS, WIDE, Mark, Picture, Shape, draw
from dragoman.brief.scale import shortened_scale, ticks, true_scale
from tests.brief.made import BOTH, Page, brief_of

DATES = [
    "1713",
    "1941-04/1944-09",
    "1990~",
    "1992",
    "1992-01-14",
    "1992-01-14",
    "../1995",
    "199X",
    "2013/..",
    "2016-03",
    "2020-21",
    "2024-02-28/2024-03-01",
]


def timeline(dates: list[str], kind: str = "talks") -> tuple[Line, ...]:
    page = Page("a")
    for i, day in enumerate(dates):
        page.says(f"They talked of fish {i}", kind, parties=BOTH, date=day, object=f"fish no {i}")
    return brief_of(page).timeline


def drawn(dates: list[str], shape: Shape) -> Picture:
    picture = draw(timeline(dates), shape)
    assert picture is not None
    return picture


def marks(picture: Picture) -> list[Mark]:
    return [mark for lane in picture.lanes for mark in lane.marks]


@pytest.mark.parametrize("shape", [WIDE, NARROW])
def test_every_line_has_a_mark_inside_the_picture(shape: Shape) -> None:
    picture = drawn(DATES, shape)
    assert [m.number for m in marks(picture)] == list(range(1, len(DATES) + 1))
    for mark in marks(picture):
        assert shape.gutter <= mark.x - RADIUS
        assert mark.x + RADIUS <= shape.width
        assert mark.end <= shape.width
        assert RADIUS <= mark.y <= picture.height - RADIUS


@pytest.mark.parametrize("shape", [WIDE, NARROW])
@pytest.mark.parametrize(
    "dates",
    [
        [f"2024-{month:02d}-{day:02d}" for month in range(1, 8) for day in range(1, 13)],
        ["1713", *["2023-05-01"] * 30, *["2023-05-02"] * 30],
        [f"{year}/.." for year in range(1990, 2025)],
        [f"{year}" for year in range(1900, 1980)],
    ],
)
def test_marks_never_cover_one_another(dates: list[str], shape: Shape) -> None:
    placed = sorted((m.y, m.x) for m in marks(drawn(dates, shape)))
    for (y, x), (next_y, next_x) in itertools.pairwise(placed):
        assert next_y > y or next_x - x >= 2 * RADIUS


def test_time_runs_to_the_right() -> None:
    placed = marks(drawn(DATES, WIDE))
    assert [m.x for m in placed] == sorted(m.x for m in placed)


def test_strokes_tell_spans_from_what_goes_on_and_what_is_vague() -> None:
    strokes = {m.line.date: (m.stroke, m.vague) for m in marks(drawn(DATES, WIDE))}
    assert strokes["1941-04/1944-09"][0] == "span"
    assert strokes["2013/.."][0] == "open"
    assert strokes["../1995"][0] == "before"
    assert strokes["1992-01-14"] == ("", False)
    assert strokes["1990~"][1]
    assert strokes["199X"][1]


def test_few_marks_all_have_names() -> None:
    assert {m.label for m in marks(drawn(DATES[:6], WIDE))} == {"talks"}


@pytest.mark.parametrize(
    "dates", [DATES, [f"{year}" for year in range(1900, 1990)], [f"2024-{m:02d}-{d:02d}" for m in range(1, 8) for d in range(1, 13)]]
)
def test_names_cover_neither_marks_nor_names(dates: list[str]) -> None:
    rows: dict[float, list[tuple[float, float]]] = {}
    for mark in marks(drawn(dates, WIDE)):
        wide = RADIUS + (LETTER * len(mark.label) if mark.label else 0)
        rows.setdefault(mark.y, []).append((mark.x - (wide if mark.flip else RADIUS), mark.x + (RADIUS if mark.flip else wide)))
    for taken in rows.values():
        taken.sort()
        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(taken))
        assert taken[-1][1] <= WIDE.width


def test_nothing_to_draw() -> None:
    assert draw((), WIDE) is None


def test_one_day_is_a_picture_too() -> None:
    assert len(marks(drawn(["2024-05-01"], NARROW))) == 1


def test_families_have_lanes_in_order() -> None:
    page = Page("a")
    page.says("They met", "meeting", parties=BOTH, date="2020")
    page.says("Relations", "relations-established", parties=BOTH, date="2021")
    picture = draw(brief_of(page).timeline, WIDE)
    assert picture is not None
    assert [lane.title for lane in picture.lanes] == ["Recognition and relations", "Contacts"]
    assert picture.lanes[0].top + picture.lanes[0].height == picture.lanes[1].top


def test_a_true_scale_is_true_and_a_shortened_one_cuts_quiet_years() -> None:
    days = [date(1713, 6, 1), date(2023, 1, 1), date(2024, 1, 1), date(2024, 7, 1)]
    true, short = true_scale(days, 0, 100), shortened_scale(days, 0, 100)
    assert true.at(date(1869, 1, 1)) == pytest.approx(50, abs=0.5)
    assert short.at(days[2]) - short.at(days[1]) > 20 * (true.at(days[2]) - true.at(days[1]))
    assert [short.at(d) for d in days] == sorted(short.at(d) for d in days)
    assert len(short.breaks) == 1
    assert true.breaks == ()


def test_years_on_the_axis_keep_apart() -> None:
    days = [date(year, 1, 1) for year in range(1900, 2025)]
    for scale in (true_scale(days, 0, 300), shortened_scale(days, 0, 300)):
        places = [tick.x for tick in ticks(scale, days, 38)]
        assert len(places) >= 3
        assert all(after - before >= 38 for before, after in itertools.pairwise(places))
