"""Works out times that name their year, or whose year the text around tells: dates, months, seasons, decades, centuries."""

from __future__ import annotations

import re
from calendar import monthrange

from dragoman.times.context import UNKNOWN, Context, Raw, Resolved
from dragoman.times.edtf import Point, is_valid
from dragoman.times.numerals import day_number
from dragoman.times.years import Year, choose_year, iso, year_of_tail, year_of_this

# Two digits from here on are of the twentieth century: "'92".
SHORT_YEARS = 30


def year_for(raw: Raw, ctx: Context, month: int, day: int | None) -> Year | None:
    """The year: written, told by words ("of last year"), or left to the text around."""
    if raw.has("y"):
        return int(ctx.word(raw, "y")), "stated", "written out"
    if raw.has("z"):
        short = int(ctx.word(raw, "z"))
        return short + (1900 if short >= SHORT_YEARS else 2000), "stated", "written out, without its century"
    if raw.has("t"):
        return year_of_tail(raw, ctx)
    if raw.has("k"):
        return year_of_this(raw, ctx, month)
    if raw.start in ctx.lent_years:
        return ctx.lent_years[raw.start], "stated", "written out with the date that follows"
    return choose_year(raw, ctx, month, day)


def date(raw: Raw, ctx: Context) -> Resolved | None:
    """A day, or a month, with or without its year."""
    day = day_number(ctx.word(raw, "d")) if raw.has("d") else None
    if raw.has("M"):
        month = ctx.vocabulary.month(ctx.words(raw, "M")[0])
    else:
        return _day_in_month(raw, ctx, day)
    if month is None or (day is not None and day > monthrange(2024, month)[1]):
        return None
    year = year_for(raw, ctx, month, day)
    if year is None:
        return UNKNOWN
    edtf = str(Point(year[0], month, day))
    return Resolved(edtf, year[1], year[2], counted=_counted(raw, year)) if is_valid(edtf) else None


def _counted(raw: Raw, year: Year) -> bool:
    """Whether it was the document's date that told the year."""
    return not raw.has("y") and "document" in year[2]


def _day_in_month(raw: Raw, ctx: Context, day: int | None) -> Resolved | None:
    """"The 5th of that month", "on the 28th"."""
    if day is None:
        return None
    tail = ctx.words(raw, "mt")
    if tail[:1] in (["last"], ["next"], ["this"]) or "current" in tail:
        base, step = ctx.published, {"last": -1, "next": 1}.get(tail[0], 0)
        counted = True
    else:
        anchor = ctx.anchor(raw, at_most=1)
        base, counted = (anchor.point, False) if anchor else (ctx.published if not tail else None, True)
        step = 1 if {"following", "next"} & set(tail) else -1 if {"previous", "preceding"} & set(tail) else 0
    if base is None or not base.month or base.month > 12:
        return UNKNOWN if tail else None
    total = base.year * 12 + base.month - 1 + step
    edtf = str(Point(total // 12, total % 12 + 1, day))
    return Resolved(edtf, "relative", f"day of the month of {base}", counted=counted) if is_valid(edtf) else None


def days(raw: Raw, ctx: Context) -> Resolved | None:
    """"28-30 May 2024", "May 9 and 11, 1998": from the one to the other."""
    month = ctx.vocabulary.month(ctx.words(raw, "M")[0])
    first, last = day_number(ctx.word(raw, "d")), day_number(ctx.word(raw, "e"))
    if month is None or first is None or last is None:
        return None
    year, end = year_for(raw, ctx, month, first), year_for(raw, ctx, month, last)
    if year is None or end is None:
        return UNKNOWN
    if end[0] != year[0]:  # the document's own date lies between the two
        year = min(year, end) if ctx.tense(raw) == "future" else max(year, end)
    edtf = f"{Point(year[0], month, first)}/{Point(year[0], month, last)}"
    return Resolved(edtf, year[1], year[2], "span", counted=_counted(raw, year)) if first < last and is_valid(edtf) else None


def named_day(raw: Raw, ctx: Context) -> Resolved | None:
    """"New Year's Day"."""
    name = " ".join(w for i in range(raw.first, raw.last) if (w := ctx.tokens.word(i)) not in "'’")
    month, day = map(int, ctx.vocabulary.values["named_days"][name].split("-"))
    year = choose_year(raw, ctx, month, day)
    return Resolved(str(Point(year[0], month, day)), year[1], year[2], counted="document" in year[2]) if year else UNKNOWN


def named_month(raw: Raw, ctx: Context) -> Resolved | None:
    """"Before Christmas": the month in which the feast lies; on which side of it, its role tells."""
    month = int(ctx.vocabulary.values["named_months"][ctx.word(raw, "w")])
    year = choose_year(raw, ctx, month, None)
    return Resolved(str(Point(year[0], month)), year[1], year[2], counted="document" in year[2]) if year else UNKNOWN


def iso_date(raw: Raw, ctx: Context) -> Resolved | None:
    """"2013-06-05"."""
    edtf = ctx.word(raw, "d").replace("/", "-").replace("–", "-")
    return Resolved(edtf, "stated", "written out") if is_valid(edtf) else None


def numeric(raw: Raw, ctx: Context) -> Resolved | None:
    """"9/6/2017": day and month only where their order is beyond doubt; "28.5.1918" has the day first."""
    text = ctx.word(raw, "d")
    a, b, year = (int(part) for part in re.split(r"[./]", text))
    if year < 100:
        year += 2000 if year < SHORT_YEARS else 1900
    if "." in text:
        day, month = a, b
    elif a > 12 or b > 12:
        day, month = (a, b) if a > 12 else (b, a)
    elif ctx.month_first or a == b:
        month, day = a, b
    else:
        return Resolved(str(Point(year)), "stated", "whether day or month comes first is not known")
    edtf = str(Point(year, month, day))
    return Resolved(edtf, "stated", "written out") if 1 <= month <= 12 and is_valid(edtf) else None


def season(raw: Raw, ctx: Context) -> Resolved | None:
    """"Spring 2024", "the autumn of last year", "in the spring"."""
    code = ctx.vocabulary.season(ctx.word(raw, "s"))
    if code is None:
        return None
    year = year_for(raw, ctx, (code - 20) * 3, None)
    if year is None:
        return UNKNOWN
    return Resolved(str(Point(year[0], code)), year[1], year[2], counted=_counted(raw, year))


def decade(raw: Raw, ctx: Context) -> Resolved | None:
    """"The 1990s", "the '90s", "the nineties"; "the 1800s" are a century."""
    word = ctx.word(raw, "x")
    found = re.match(r"\d+", word)
    if found and len(found[0]) == 4:
        year = int(found[0])
        return Resolved(str(Point(year, digits=2 if year % 100 == 0 and year < 1900 else 3)), "stated", "written out")
    tens = int(found[0]) if found else ctx.vocabulary.values["decade_words"][word]
    if ctx.published is None:
        return Resolved(str(Point(1900 + tens, digits=3)), "stated", "of the twentieth century") if tens > 20 else UNKNOWN
    year = ctx.published.year // 100 * 100 + tens
    return Resolved(str(Point(year if year <= ctx.published.year else year - 100, digits=3)), "stated", "the latest such decade")


def century(raw: Raw, ctx: Context) -> Resolved | None:
    """"The 19th century", "the 16th and 17th centuries"."""
    numbers = [n for slot in ("c", "c2") if raw.has(slot) and (n := ctx.ordinal(raw, slot))]
    if not numbers or not all(11 <= n <= 21 for n in numbers):
        return None
    points = [str(Point((n - 1) * 100, digits=2)) for n in numbers]
    return Resolved("/".join(points), "stated", "written out", "span" if len(points) > 1 else "at")


def years_short(raw: Raw, ctx: Context) -> Resolved | None:
    """"1939–45" is a span of years, "2013-06" a month: a month only where it cannot be the later year."""
    text = ctx.word(raw, "x")
    year, tail = int(text[:4]), int(text[5:])
    later = year // 100 * 100 + tail
    if later > year:
        return Resolved(f"{year}/{later}", "stated", "written out", "span")
    if year % 100 == 99 and tail == 0:
        return Resolved(f"{year}/{year + 1}", "stated", "written out", "span")
    return Resolved(str(Point(year, tail)), "stated", "written out") if 1 <= tail <= 12 else None


def year(raw: Raw, ctx: Context) -> Resolved | None:
    """A year by itself."""
    return Resolved(str(Point(int(ctx.word(raw, "y")))), "stated", "written out")


def same_in(raw: Raw, ctx: Context) -> Resolved | None:
    """"On the same day in 1987": that day where it is known, otherwise the year; "on this day in 1987": the document's own day."""
    year = int(ctx.word(raw, "y"))
    if raw.has("k"):
        day = Point(year, ctx.published.month, ctx.published.day) if ctx.published and ctx.published.day else Point(year)
        return Resolved(str(day), "stated", "written out") if is_valid(str(day)) else None
    anchor = ctx.anchor(raw, at_most=0)
    if anchor and anchor.point.year == year:
        return Resolved(str(anchor.point), "relative", f"the day of {anchor.edtf}")
    return Resolved(str(Point(year)), "stated", "written out")


def year_part(raw: Raw, ctx: Context) -> Resolved | None:
    """"The first half of 2024", "the last quarter of last year", "the first nine months of this year"."""
    if raw.has("k"):
        year = (ctx.published.year, "relative") if ctx.published else None
    else:
        told = year_for(raw, ctx, 1, None)
        year = (told[0], told[1]) if told else None
    if year is None:
        return UNKNOWN
    which = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(ctx.word(raw, "q"), -1)
    length = {"half": 6, "quarter": 3}.get(ctx.word(raw, "p")) or int(ctx.number(raw) or 0)
    if raw.match.pattern == "quarter":
        which, length = length, 3
    if not 0 < length < 12 or (which > 0 and which * length > 12):
        return None
    first = 12 - length + 1 if which < 0 else (which - 1) * length + 1
    edtf = f"{Point(year[0], first)}/{Point(year[0], first + length - 1)}"
    return Resolved(edtf, "stated" if raw.has("y") else "relative", "part of a year", "span", tells=False)


def edge_day(raw: Raw, ctx: Context) -> Resolved | None:
    """"The first day of that year", "the last day of March 2020"."""
    last = ctx.word(raw, "e") != "first"
    base: Point | None = None
    basis: tuple[str, str] = ("relative", "an end of the time named")
    if raw.has("M"):
        month = ctx.vocabulary.month(ctx.words(raw, "M")[0])
        told = year_for(raw, ctx, month, None) if month else None
        base = Point(told[0], month) if told else None
    elif raw.has("y") or raw.has("t"):
        told = year_for(raw, ctx, 12, None)
        base = Point(told[0]) if told else None
    elif raw.has("mt") or raw.has("k"):
        base = _named_span(raw, ctx)
    if base is None:
        return UNKNOWN
    return Resolved(iso(base.last() if last else base.first()), "stated" if raw.has("y") else "relative", basis[1])


def _named_span(raw: Raw, ctx: Context) -> Point | None:
    """"That month", "the year": as a date."""
    words = ctx.words(raw, "mt") or ctx.words(raw, "k")
    month = words[-1] == "month"
    near = words[0] in ("last", "next", "this") and ctx.published
    anchor = ctx.anchor(raw, at_most=1 if month else 3)
    base = near or (anchor.point if anchor else ctx.published)
    if not base or (month and (not base.month or base.month > 12)):
        return None
    step = 1 if {"next", "following"} & set(words) else -1 if {"last", "previous", "preceding"} & set(words) else 0
    if not month:
        return Point(base.year + step)
    total = base.year * 12 + (base.month or 1) - 1 + step
    return Point(total // 12, total % 12 + 1)
