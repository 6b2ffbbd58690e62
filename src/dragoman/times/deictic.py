"""Works out times that point: "today", "last March", "on Wednesday" from the document's date; "that year", "the following spring"
from a date told before."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.times.context import UNKNOWN, Context, Raw, Resolved
from dragoman.times.edtf import Point, add_duration
from dragoman.times.years import iso, narrated, week_of, weekday_near, year_near

_BACK = frozenset(["last", "past"])
_AHEAD = frozenset(["next", "coming"])


def word(raw: Raw, ctx: Context) -> Resolved | None:
    """"Today", "the day before yesterday"."""
    if ctx.day is None:
        return UNKNOWN
    step = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
    day = ctx.day + timedelta(days=step[ctx.word(raw, "w")])
    return Resolved(iso(day), "relative", f"counted from the document's date, {ctx.published}", counted=True)


def weekday(raw: Raw, ctx: Context) -> Resolved | None:
    """"On Wednesday": the latest up to the document's day, or the first from it on in a text about the future."""
    number = ctx.vocabulary.weekday(ctx.tokens.word(raw.first))
    if number is None:
        return None
    ahead = ctx.tense(raw) in ("future", "scheduled") and ctx.layout.tells(raw.start)
    return _weekday(number, "future" if ahead else "past", ctx)


def _weekday(number: int, tense: str, ctx: Context, *, strict: bool = False) -> Resolved:
    if ctx.day is None:
        return UNKNOWN
    day = weekday_near(ctx.day, number, tense, strict=strict)
    return Resolved(iso(day), "relative", f"the nearest such day to the document's date, {ctx.published}", counted=True)


def deictic(raw: Raw, ctx: Context) -> Resolved | None:
    """"Last year", "this week", "next May", "earlier this month", "last Tuesday", "this spring", "last night"."""
    q, w = ctx.words(raw, "q"), ctx.words(raw, "w")[0]
    step = -1 if _BACK & set(q) else 1 if _AHEAD & set(q) else 0
    if (unit := ctx.vocabulary.unit(w)) is not None:
        if w != unit or q == ["past"] or (unit == "day" and step <= 0) or unit in ("hour", "minute", "fortnight"):
            return None
        if unit == "day":
            return _moved(raw, ctx, "day", 1)
        return _unit_near(unit, step, ctx)
    if (month := ctx.vocabulary.month(w)) is not None:
        return _month_near(month, step, ctx)
    if (number := ctx.vocabulary.weekday(w)) is not None:
        tense = {-1: "past", 1: "future"}.get(step) or ("past" if ctx.tense(raw) == "past" else "future")
        return _weekday(number, tense, ctx, strict=step != 0)
    if (season := ctx.vocabulary.season(w)) is not None:
        return _season_near(season, step, ctx)
    if ctx.day is None:
        return UNKNOWN
    if w == "weekend":
        past = step < 0 or (not q and ctx.tense(raw) != "future")
        saturday = weekday_near(ctx.day, 5, "past" if past else "future", strict=step != 0)
        edtf = f"{iso(saturday)}/{iso(saturday + timedelta(days=1))}"
        return Resolved(edtf, "relative", "counted from the document's date", counted=True)
    if step > 0 or (step < 0 and w != "night"):
        return None
    return Resolved(iso(ctx.day + timedelta(days=step)), "relative", f"counted from the document's date, {ctx.published}", counted=True)


def _unit_near(unit: str, step: int, ctx: Context) -> Resolved:
    base = ctx.published
    if base is None or (not base.has_year and unit not in ("decade", "century")):
        return UNKNOWN
    edtf: str | None = None
    if unit == "year":
        edtf = str(Point(base.year + step))
    elif unit == "month" and base.month and base.month <= 12:
        edtf = add_duration(str(Point(base.year, base.month)), step, "month")
    elif unit == "week" and ctx.day:
        edtf = week_of(ctx.day + timedelta(weeks=step))
    elif unit == "decade":
        edtf = str(Point(base.year + 10 * step, digits=3))
    elif unit == "century":
        edtf = str(Point(base.year + 100 * step, digits=2))
    return Resolved(edtf, "relative", f"counted from the document's date, {base}", counted=True) if edtf else UNKNOWN


def _month_near(month: int, step: int, ctx: Context) -> Resolved:
    base = ctx.published
    if base is None or not base.month or base.month > 12:
        return UNKNOWN
    if step < 0:
        year: int | None = base.year if month < base.month else base.year - 1
    elif step > 0:
        year = base.year if month > base.month else base.year + 1
    else:
        year = base.year
    return Resolved(str(Point(year, month)), "relative", f"counted from the document's date, {base}", counted=True) if year else UNKNOWN


def _season_near(season: int, step: int, ctx: Context) -> Resolved:
    base = ctx.published
    if base is None:
        return UNKNOWN
    if step == 0:
        return Resolved(str(Point(base.year, season)), "relative", f"in the year of the document's date, {base}", counted=True)
    if not base.month or base.month > 12:
        return UNKNOWN
    current, this = base.first(), Point(base.year, season)
    over, ahead = this.last() < current, this.first() > current
    year = base.year - (step < 0 and not over) + (step > 0 and not ahead)
    return Resolved(str(Point(year, season)), "relative", f"counted from the document's date, {base}", counted=True)


def that(raw: Raw, ctx: Context) -> Resolved | None:
    """"That year", "that September", "that day": as a date told before has it."""
    w = ctx.words(raw, "w")[0]
    if (ctx.vocabulary.month(w) or ctx.vocabulary.weekday(w) is not None) and _after_saying(raw, ctx):
        return _as_reported(raw, w, ctx)
    return _moved(raw, ctx, w, 0)


def that_event(raw: Raw, ctx: Context) -> Resolved | None:
    """"In the course of that visit", "on the same occasion": the date told for it, where one was, shortly before."""
    anchor = ctx.anchor(raw, reach=2)
    if anchor is None:
        return None
    return Resolved(anchor.edtf, "relative", f"the date of {anchor.edtf}, told before", tells=False, counted=anchor.counted)


def same_date(raw: Raw, ctx: Context) -> Resolved | None:
    """"On the same date": the day told before."""
    anchor = ctx.anchor(raw, at_most=0)
    if anchor is None:
        return UNKNOWN
    return Resolved(str(anchor.point), "relative", f"the date of {anchor.edtf}, told before", counted=anchor.counted)


def _after_saying(raw: Raw, ctx: Context) -> bool:
    """"Said that Monday's vote ..." tells of Monday, not of that Monday."""
    return any(ctx.tokens.word(i) in ctx.vocabulary.words["saying"] for i in range(max(raw.first - 3, 0), raw.first))


def _as_reported(raw: Raw, w: str, ctx: Context) -> Resolved:
    month = ctx.vocabulary.month(w)
    if month:
        base = ctx.published
        year = year_near(base, month, None, ctx.tense(raw)) if base else None
        return Resolved(str(Point(year, month)), "relative", f"counted from the document's date, {base}", counted=True) if year else UNKNOWN
    return _weekday(ctx.vocabulary.weekday(w) or 0, "past" if ctx.tense(raw) != "future" else "future", ctx)


def following(raw: Raw, ctx: Context) -> Resolved | None:
    """"The following day", "the next year", "the same month", "the previous March"."""
    q, w = ctx.word(raw, "q"), ctx.words(raw, "w")[0]
    unit = ctx.vocabulary.unit(w)
    if unit and w != unit:
        return None
    return _moved(raw, ctx, w, 0 if q == "same" else -1 if q in ("previous", "preceding") else 1)


def _moved(raw: Raw, ctx: Context, w: str, step: int) -> Resolved | None:
    unit = ctx.vocabulary.unit(w)
    month, season = ctx.vocabulary.month(w), ctx.vocabulary.season(w)
    number = ctx.vocabulary.weekday(w)
    fine = 0 if unit in ("day", "week") or number is not None or not (unit or month or season) else 1 if unit == "month" else 5
    told = raw.make == "that"  # "that night" is not today's, which would be "tonight"
    anchor = ctx.anchor(raw, at_most=fine, told=told) or (ctx.anchor(raw, at_most=3, reach=1, told=told) if fine < 5 else None)
    if anchor is None or unit in ("hour", "minute", "fortnight"):
        return UNKNOWN
    point, reason = anchor.point, f"counted from {anchor.edtf}, told before"
    if unit:
        edtf: str | None = _unit_from(point, unit, step)
    elif not point.has_year:
        edtf = None
    elif month:
        edtf = str(Point(_year_from(point, month, step), month))
    elif season:
        edtf = str(Point(_year_from(point, (season - 20) * 3, step), season))
    elif number is not None:
        edtf = iso(_weekday_from(point.first(), number, step)) if point.day else None
    else:
        edtf = add_duration(str(point), step, "day")
    return Resolved(edtf, "relative", reason, counted=anchor.counted) if edtf else UNKNOWN


def _unit_from(point: Point, unit: str, step: int) -> str:
    if unit == "year":
        return str(Point(point.year + step, digits=point.digits, mark=point.mark))
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        return str(Point(point.year + step * size, digits=3 if unit == "decade" else 2))
    if unit == "week" and point.day:
        return week_of(point.first() + timedelta(weeks=step))
    if unit == "month":
        whole = Point(point.year, point.month, mark=point.mark)
        return add_duration(str(whole), step, "month")
    return str(point) if step == 0 else add_duration(str(point), step, "week" if unit == "week" else "day")


def _year_from(point: Point, month: int, step: int) -> int:
    """The year of the first such month after the date, before it where ``step`` is negative; of a year alone, the year beside it."""
    if step == 0:
        return point.year
    known = point.month and (point.month if point.month <= 12 else (point.month - 20) * 3)
    if not known:
        return point.year + step
    if step > 0:
        return point.year if month > known else point.year + 1
    return point.year if month < known else point.year - 1


def _weekday_from(near: date, number: int, step: int) -> date:
    return weekday_near(near, number, "past" if step < 0 else "future", strict=step != 0)


def edge(raw: Raw, ctx: Context) -> Resolved | None:
    """"The end of the month", "the start of the year": that of the story told here, otherwise the document's own."""
    unit = ctx.word(raw, "w")
    head = ctx.anchors.heads.get(raw.block)
    anchor = head or (narrated(raw, ctx) if ctx.tense(raw) != "future" or ctx.published is None else None)
    base = anchor.point if anchor else ctx.published
    if base is None or (not base.has_year and unit not in ("decade", "century")):
        return UNKNOWN
    edtf: str | None = None
    if unit == "year":
        edtf = str(Point(base.year))
    elif unit == "month" and base.month and base.month <= 12:
        edtf = str(Point(base.year, base.month))
    elif unit == "week" and base.day:
        edtf = week_of(base.first())
    elif unit in ("decade", "century"):
        edtf = str(Point(base.year, digits=3 if unit == "decade" else 2))
    if edtf is None:
        return UNKNOWN
    return Resolved(edtf, "relative", f"the {unit} of {base}", counted=anchor is None)
