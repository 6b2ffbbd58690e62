"""Which year a month or a day without one lies in, and which day a weekday is."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.model.statement import DateBasis
from dragoman.times.anchors import MEMORY, Anchor
from dragoman.times.context import Context, Raw
from dragoman.times.edtf import Point

FINE_YEAR = 3
# So many years back, what is told is no longer the document's own time.
STORY_YEARS = 5
Year = tuple[int, DateBasis, str]


def year_of_tail(raw: Raw, ctx: Context) -> Year | None:
    """The year of "of last year", "of the following year"; None where what it counts from is not known."""
    words = ctx.words(raw, "t")
    text = " ".join(words)
    if words[0] in ("last", "next") or text == "this year" or "current" in words or "coming" in words:
        if ctx.published is None:
            return None
        step = {"last": -1, "next": 1, "the": 1 if "coming" in words else 0}.get(words[0], 0)
        return ctx.published.year + step, "relative", f"'{text}' of the document's date, {ctx.published}"
    anchor = ctx.anchor(raw)
    if anchor is None or not anchor.point.has_year:
        return None
    step = 1 if {"following", "next", "after"} & set(words) else -1 if {"previous", "preceding", "before"} & set(words) else 0
    return anchor.point.year + step, "relative", f"'{text}', counted from {anchor.edtf}"


def year_of_this(raw: Raw, ctx: Context, month: int) -> Year | None:
    """The year of "the 13th of this March", "of last March": the document's, or the one before where that month is not yet over."""
    published = ctx.published
    if published is None or not published.month or published.month > 12:
        return None
    word = ctx.word(raw, "k")
    year = published.year - (word == "last" and month >= published.month)
    return year, "relative", f"'{word}' of the document's date, {published}"


def choose_year(raw: Raw, ctx: Context, month: int, day: int | None) -> Year | None:
    """The year of a month, or of a day in it, that is told without one.

    An entry's head, a date told before in the same sentence, and a date that opened the sentence before decide; otherwise the
    document's date does: the latest such day before it, or the first after it where the words lie in the future.
    """
    head = ctx.anchors.heads.get(raw.block)
    if head is not None and head.start != raw.start:
        return _after_anchor(head, raw, ctx, month, day)
    tense = None if _tells_apart(raw, ctx) else ctx.tense(raw)
    anchor = narrated(raw, ctx)
    if anchor is not None and not (tense == "future" and ctx.published is not None):
        return _after_anchor(anchor, raw, ctx, month, day)
    if ctx.published is not None:
        year = year_near(ctx.published, month, day, tense)
        return None if year is None else (year, "relative", f"the {_side(tense)} to the document's date, {ctx.published}")
    anchor = ctx.anchors.before(raw.start, raw.sentence, raw.block, sentences=8, story=True)
    anchor = anchor or ctx.anchors.before(raw.start, raw.sentence, raw.block, sentences=8)
    if anchor is None:
        return None
    if tense == "future" and ctx.layout.tells(raw.start):
        year = year_near(anchor.point, month, day, "future")
        return None if year is None else (year, "relative", f"the first after {anchor.edtf}")
    return _after_anchor(anchor, raw, ctx, month, day)


def _tells_apart(raw: Raw, ctx: Context) -> bool:
    """"The January memorandum", "the Nov. 27 election", "runs through Sept. 4": wherever that is nearest, whatever the verb says."""
    if raw.match.pattern == "month_owned":
        return True
    before, following = ctx.tokens.word(raw.first - 1), ctx.tokens.surface(raw.last)
    if before in ctx.vocabulary.words["until"] or before in ctx.vocabulary.words["deadline"]:
        return ctx.tense(raw) != "future"
    owned = before in ctx.vocabulary.words["before_owned_month"]
    return owned and following.isalpha() and following not in ctx.vocabulary.words["goes_on"]


def _side(tense: str | None) -> str:
    return {"past": "latest", "future": "next"}.get(tense or "", "nearest")


def narrated(raw: Raw, ctx: Context) -> Anchor | None:
    """The date of the story being told here, where it is not the document's own time: one that goes on from it."""
    anchor = ctx.anchors.before(raw.start, raw.sentence, raw.block)
    if anchor is not None and not anchor.attributive and not of_the_present(anchor, ctx):
        return anchor
    if anchor is not None and of_the_present(anchor, ctx):
        return None
    anchor = ctx.anchors.before(raw.start, raw.sentence, raw.block, sentences=1)
    if anchor is None or anchor.attributive:
        anchor = ctx.anchors.before(raw.start, raw.sentence, raw.block, sentences=2, story=True)
    if anchor is None or of_the_present(anchor, ctx):
        return None
    # "Opened in 1979" may be an aside; a date that opens its sentence, has a month, or is one of several tells the story.
    several = sum(1 for a in ctx.anchors.told[-MEMORY:] if a.block == raw.block and not a.attributive and not a.counted) > 1
    return anchor if anchor.fronted or anchor.fineness < FINE_YEAR or several else None


def of_the_present(anchor: Anchor, ctx: Context) -> bool:
    """Whether a date counted from the document's lies near it: "last year" is the present's, "twenty years ago today" a story's."""
    published = ctx.published
    return anchor.counted and (published is None or published.year - anchor.point.year < STORY_YEARS)


def _after_anchor(anchor: Anchor, raw: Raw, ctx: Context, month: int, day: int | None) -> Year | None:
    point = anchor.point
    if not point.has_year:
        return None
    year = point.year
    known = point.month if point.month and point.month <= 12 else None
    if known and (month, day or 31) < (known, point.day or 0):
        between = range(max(raw.first - 8, 0), raw.first)
        if not any(ctx.tokens.word(i) in ctx.vocabulary.words["earlier"] for i in between):
            year += 1
    near = raw.sentence - anchor.sentence <= 1 and anchor.stated
    return year, "stated" if near and year == point.year else "relative", f"the year of {anchor.edtf}, told before"


def year_near(near: Point, month: int, day: int | None, tense: str | None) -> int | None:
    """The year that puts this month or day before (past), after (future) or nearest to a date; None where that has no month."""
    if not near.month or near.month > 12:
        return None
    here, there = (near.month, near.day or 0), (month, day or 0)
    if not day or not near.day:
        here, there = (near.month, 0), (month, 0)
    if tense == "past":
        return near.year if there <= here else near.year - 1
    if tense == "future":
        return near.year if there >= here else near.year + 1
    months = (month - near.month) % 12
    if months == 0:
        return near.year
    forward = near.year if month > near.month else near.year + 1
    return forward if months < 6 else forward - 1


def weekday_near(near: date, weekday: int, tense: str | None, *, strict: bool = False) -> date:
    """The latest such weekday up to a date, or the first from it on where the words lie in the future; ``strict``: not the day itself."""
    if tense == "future":
        ahead = (weekday - near.weekday()) % 7
        return near + timedelta(days=ahead or (7 if strict else 0))
    back = (near.weekday() - weekday) % 7
    return near - timedelta(days=back or (7 if strict else 0))


def iso(day: date) -> str:
    """A day in EDTF."""
    return day.isoformat()


def week_of(day: date) -> str:
    """The week from Monday to Sunday in which a day lies, as an interval."""
    monday = day - timedelta(days=day.weekday())
    return f"{iso(monday)}/{iso(monday + timedelta(days=6))}"
