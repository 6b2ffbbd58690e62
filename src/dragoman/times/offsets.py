"""Works out times at a distance: "two years ago", "seventy years later", "two years before the protectorate became independent"."""

from __future__ import annotations

import re
from typing import cast

from dragoman.times.anchors import ARCHIVE, Anchor
from dragoman.times.context import UNKNOWN, Context, Raw, Resolved
from dragoman.times.edtf import Point, Unit, add_duration, split
from dragoman.times.numerals import day_number
from dragoman.times.tense import is_past
from dragoman.times.years import iso, weekday_near

# How fine a date must be for a unit to be counted from it: a day for days and weeks, a month for months.
_FINE_ENOUGH = {"day": 0, "week": 0, "month": 1, "year": 5, "decade": 5, "century": 5}
_BACK = frozenset(["earlier", "before", "previously"])
ROUND = 20
OF_WHAT_FOLLOWS = "dates what follows it, not the sentence"
# An event is known again by the first letters of its noun ("independent", "independence"), within so many characters of a date.
STEM, BESIDE = 7, 45


def unit_of(raw: Raw, ctx: Context) -> tuple[Unit | None, float]:
    """The slot ``u`` as one of EDTF's units, and how many of them make one ("fortnight" is two weeks)."""
    unit = ctx.vocabulary.unit(ctx.words(raw, "u")[0]) if raw.has("u") else None
    if unit == "fortnight":
        return "week", 2
    if ctx.words(raw, "u") == ["night"]:
        return "day", 1
    return (cast(Unit, unit), 1) if unit in _FINE_ENOUGH else (None, 1)


def loosely(raw: Raw, ctx: Context) -> bool:
    """Whether "about", "nearly", "more than" or the like stands right before its number."""
    first = raw.match.slots.get("n", (raw.first, raw.first))[0]
    return ctx.tokens.word(first - 1) in ctx.vocabulary.words["loosely"] or "half" in ctx.words(raw, "n")


def about(edtf: str) -> str:
    """The date marked as approximate."""
    return "/".join(part if part == ".." or part.endswith("~") else part + "~" for part in edtf.split("/"))


def vague(_raw: Raw, _ctx: Context) -> Resolved | None:
    """"Years ago", "in recent years"."""
    return UNKNOWN


def nothing(_raw: Raw, _ctx: Context) -> Resolved | None:
    """Words that look like a time and are none."""
    return None


def ago(raw: Raw, ctx: Context) -> Resolved | None:
    """"Two years ago" is a year, "eight days ago" a day; "thirty years ago on Saturday" that day thirty years before."""
    unit, size = unit_of(raw, ctx)
    count = ctx.number(raw)
    if raw.has("h") and count is not None:
        count += 0.5
    if ctx.published is None or count is None:
        return UNKNOWN
    if unit is None:
        return Resolved(iso(ctx.day), "relative", "the document's day", counted=True) if ctx.day else UNKNOWN
    if _FINE_ENOUGH[unit] == 0 and not ctx.day:
        return UNKNOWN
    base, keep = _ago_base(raw, ctx)
    edtf = add_duration(str(base), -count * size, unit, keep_day=keep)
    if raw.has("M"):
        edtf = str(Point(split(edtf)[0].year, ctx.vocabulary.month(ctx.word(raw, "M"))))  # type: ignore[union-attr]
    loose = loosely(raw, ctx) or raw.has("h")
    return Resolved(about(edtf) if loose else edtf, "relative", f"counted from {base}", counted=True)


def _ago_base(raw: Raw, ctx: Context) -> tuple[Point, bool]:
    """What "ago" counts from, and whether its day (or month) carries over."""
    published = cast(Point, ctx.published)
    tail = ctx.words(raw, "a")
    if tail == ["today"] or tail == ["this", "day"]:
        return published, True
    if tail[:1] == ["this"] and tail[-1] == "month" and published.month:
        return Point(published.year, published.month), True
    number = ctx.vocabulary.weekday(tail[-1]) if tail else None
    if number is not None and ctx.day:
        day = weekday_near(ctx.day, number, "past" if tail[0] != "next" else "future")
        return Point(day.year, day.month, day.day), True
    return published, False


def offset(raw: Raw, ctx: Context) -> Resolved | None:
    """"Three years later", "a week earlier", "the same day three years later"; "two years from now"."""
    direction = ctx.word(raw, "r")
    unit, _ = unit_of(raw, ctx)
    if unit is None:
        return None
    if direction in ("from now", "hence"):
        return _shift(raw, ctx, ctx.published, 1, counted=True)
    anchor = _anchor_for(raw, ctx)
    if anchor is None:
        return UNKNOWN
    return _shift(raw, ctx, anchor[0], -1 if direction in _BACK else 1, counted=anchor[1])


def _anchor_for(raw: Raw, ctx: Context) -> tuple[Point, bool] | None:
    unit, _ = unit_of(raw, ctx)
    fine = _FINE_ENOUGH[unit or "year"]
    anchor = ctx.anchor(raw, at_most=0) if raw.has("s") else None
    anchor = anchor or ctx.anchor(raw, at_most=fine) or ctx.anchor(raw, reach=1)
    return (anchor.point, anchor.counted) if anchor else None


def _shift(raw: Raw, ctx: Context, base: Point | None, sign: int, *, counted: bool = False) -> Resolved:
    unit, size = unit_of(raw, ctx)
    count = ctx.number(raw) if raw.has("n") else 1
    if base is None or count is None or unit is None:
        return UNKNOWN
    edtf = add_duration(str(base), sign * count * size, unit, keep_day=raw.has("s"))
    rounded = unit == "year" and base.precision == "year" and count >= ROUND and count % 10 == 0
    edtf = about(edtf) if loosely(raw, ctx) or rounded else edtf
    return Resolved(edtf, "relative", f"counted from {base}", counted=counted)


def after(raw: Raw, ctx: Context) -> Resolved | None:
    """"After nineteen months," counts from a date told shortly before; "on 20 July after nineteen months" tells what the date ended."""
    anchor = ctx.anchor(raw, at_most=_FINE_ENOUGH[unit_of(raw, ctx)[0] or "year"], reach=3)
    if anchor is None or anchor.counted or ctx.number(raw) is None:
        return None
    between = ctx.layout.text[anchor.end : raw.start] if anchor.sentence == raw.sentence and anchor.end <= raw.start else ","
    if not any(mark in between for mark in ",;:—–"):
        return None
    return _shift(raw, ctx, anchor.point, 1)


def offset_clause(raw: Raw, ctx: Context) -> Resolved | None:
    """"Two years before the protectorate became independent", "fifteen months after the ceasefire", "the day before", "a year after".

    With nothing after it, it counts from a date told before. With a clause or a noun after it, it dates that where the other
    end is told right before ("in 1961, two years before ...") or heads the entry; or it counts from the date that follows inside
    it ("two years after the 1979 revolution").
    """
    unit, _ = unit_of(raw, ctx)
    if unit is None or (raw.has("n") and ctx.number(raw) is None):
        return None if unit is None else UNKNOWN
    sign = -1 if ctx.words(raw, "r")[0] == "before" else 1
    if not _governs(raw, ctx):
        anchor = _anchor_for(raw, ctx)
        return _shift(raw, ctx, anchor[0], sign, counted=anchor[1]) if anchor else UNKNOWN
    told = _adjacent(raw, ctx)
    if told is not None:
        other_end = _shift(raw, ctx, told, -sign)
        return other_end.with_(reason=f"{OF_WHAT_FOLLOWS}; {other_end.reason}")
    return _inner(raw, ctx, sign)


def _governs(raw: Raw, ctx: Context) -> bool:
    """Whether a noun or a clause hangs on it, rather than the sentence's own predicate."""
    word = ctx.tokens.word(raw.last)
    if not word[:1].isalpha() or word in ctx.vocabulary.words["goes_on"] or is_past(ctx.tokens, raw.last, ctx.vocabulary):
        return False
    # "The year before they had met": the year before that.
    return raw.has("n") or "had" not in (ctx.tokens.word(raw.last + 1), ctx.tokens.word(raw.last + 2))


def _adjacent(raw: Raw, ctx: Context) -> Point | None:
    """The date of the other end: told right before, or the head of the entry."""
    anchor = ctx.anchors.before(raw.start, raw.sentence, raw.block)
    if anchor is not None and not anchor.head and ctx.layout.text[anchor.end:raw.start].strip(" ,;—–-(") in ctx.vocabulary.words["joins"]:
        return anchor.point
    head = ctx.anchors.heads.get(raw.block)
    if head is not None and raw.sentence == head.sentence:
        return head.point
    return None


def _inner(raw: Raw, ctx: Context, sign: int) -> Resolved | None:
    """The date of what it governs: inside the words ("two years after the 1979 revolution"), or told before of that event."""
    last = raw.last
    while last < min(raw.last + 8, len(ctx.tokens.words)) and ctx.tokens.word(last) not in ctx.vocabulary.words["clause_ends"]:
        word = ctx.tokens.word(last)
        if word == "." or "\n" in ctx.tokens.words[last]:
            break
        if len(word) == 4 and word.isdigit() and 1400 <= int(word) <= 2150:
            return _from_inside(raw, ctx, last, sign)
        last += 1
    return _from_event(raw, ctx, range(raw.last, last), sign)


def _from_inside(raw: Raw, ctx: Context, at: int, sign: int) -> Resolved:
    """Counted from the date whose year is that token; from a year alone nothing finer is."""
    year, month, day = int(ctx.tokens.word(at)), ctx.vocabulary.month(ctx.tokens.word(at - 1)), None
    if month or (ctx.tokens.word(at - 1) == "," and (month := ctx.vocabulary.month(ctx.tokens.word(at - 3)))):
        day = day_number(ctx.tokens.word(at - 2))
    base = Point(year, month, day if month else None)
    unit, _ = unit_of(raw, ctx)
    known = {"day": 0, "month": 1}.get(base.precision, 3)
    return _shift(raw, ctx, base, sign) if known <= _FINE_ENOUGH[unit or "year"] else UNKNOWN


def by_event(raw: Raw, ctx: Context) -> Resolved | None:
    """"The pact followed independence by a year": counted from the date told of independence."""
    words = ctx.vocabulary.words
    begin = max(ctx.sentence_tokens(raw)[0], raw.first - 8)
    for index in range(raw.first - 1, begin - 1, -1):
        word = ctx.tokens.word(index)
        if word in words["follows"] or word in words["precedes"]:
            return _from_event(raw, ctx, range(index + 1, raw.first), 1 if word in words["follows"] else -1)
    return None


def _from_event(raw: Raw, ctx: Context, named: range, sign: int) -> Resolved:
    """Counted from the one date that was told beside a word of these tokens; from none where there are several."""
    stems = {w[:STEM] for i in named if len(w := ctx.tokens.word(i)) >= STEM and ctx.tokens.surface(i).islower()}
    points = {a.point: a for a in ctx.anchors.told[-ARCHIVE:] if a.start < raw.start and _beside(a, ctx) & stems} if stems else {}
    if len(points) != 1:
        return UNKNOWN
    return _shift(raw, ctx, next(iter(points)), sign)


def _beside(anchor: Anchor, ctx: Context) -> set[str]:
    """The stems of the words beside a date, in its sentence and no further than the next date."""
    begin, end = ctx.layout.sentence_spans[anchor.sentence]
    others = [a for a in ctx.anchors.told if a.sentence == anchor.sentence and a is not anchor]
    begin = max(begin, anchor.start - BESIDE, *(a.end for a in others if a.end <= anchor.start))
    end = min(end, anchor.end + BESIDE, *(a.start for a in others if a.start >= anchor.end))
    words = re.findall(r"[^\W\d_]+", ctx.layout.text[begin:end].lower())
    return {word[:STEM] for word in words if len(word) >= STEM}
