"""Works out durations that are tied to a date, and what recurs: "over the past three decades", "in the four years to 2019",
"a war of six years", "a three-day visit", "annually"."""

from __future__ import annotations

from datetime import timedelta

from dragoman.times.context import UNKNOWN, Context, Raw, Resolved
from dragoman.times.edtf import Point, add_duration, open_end, split
from dragoman.times.offsets import about, loosely, unit_of
from dragoman.times.tense import is_negated, is_past, is_perfect
from dragoman.times.years import iso

# From this many years on, a span reckoned back from the document is round.
ROUND_SPAN = 10
# How near to "a three-day visit" the verb stands that says that it began or ended; in tokens.
NEAR = 6


def past_span(raw: Raw, ctx: Context) -> Resolved | None:
    """"Over the past three decades", "in the last year": back from the document's date."""
    if raw.has("n") and ctx.number(raw) is None:
        return UNKNOWN
    if not raw.has("n") and ctx.vocabulary.unit(ctx.words(raw, "u")[0]) != ctx.words(raw, "u")[0]:
        return UNKNOWN
    return _back_from(raw, ctx, ctx.published)


def _back_from(raw: Raw, ctx: Context, base: Point | None) -> Resolved:
    unit, size = unit_of(raw, ctx)
    count = ctx.number(raw) if raw.has("n") else 1
    if unit is None or base is None or count is None:
        return UNKNOWN
    end = _coarse(base, unit)
    if end is None:
        return UNKNOWN
    years = count * {"decade": 10, "century": 100, "year": 1}.get(unit, 0)
    start = add_duration(str(end), -count * size, unit).rstrip("~")
    edtf = f"{start}/{end}"
    loose = unit in ("decade", "century") or years >= ROUND_SPAN or loosely(raw, ctx)
    return Resolved(about(edtf) if loose else edtf, "relative", f"back from {base}", "span", tells=False, counted=True)


def _coarse(base: Point, unit: str) -> Point | None:
    """The date cut to what a span in this unit can be told by."""
    if unit in ("year", "decade", "century"):
        return Point(base.year, digits=base.digits)
    if unit == "month":
        return Point(base.year, base.month) if base.month and base.month <= 12 else None
    return base if base.day else None


def next_span(raw: Raw, ctx: Context) -> Resolved | None:
    """"Over the next three years": on from the document's date."""
    unit, size = unit_of(raw, ctx)
    count = ctx.number(raw) if raw.has("n") else 1
    base = _coarse(ctx.published, unit) if ctx.published and unit else None
    if base is None or unit is None or count is None:
        return UNKNOWN
    edtf = f"{base}/{add_duration(str(base), count * size, unit).rstrip('~')}"
    return Resolved(edtf, "relative", f"on from {ctx.published}", "span", tells=False, counted=True)


def after_span(raw: Raw, ctx: Context) -> Resolved | None:
    """"The decade that followed", "the following three years": on from a date told before."""
    slot = "u2" if raw.has("u2") else "u"
    unit = ctx.vocabulary.unit(ctx.words(raw, slot)[0])
    plural = ctx.words(raw, slot)[0] != unit
    count = ctx.number(raw, "n2" if raw.has("n2") else "n") if raw.has("n") or raw.has("n2") else (None if plural else 1)
    anchor = ctx.anchor(raw)
    if anchor is None or unit not in ("day", "week", "month", "year", "decade", "century"):
        return UNKNOWN
    base = _coarse(anchor.point, unit)
    if base is None:
        return UNKNOWN
    if count is None:
        return Resolved(f"{open_end(base, last=False)}/..", "relative", f"on from {anchor.edtf}", "since", tells=False)
    end = add_duration(str(base), count, unit).rstrip("~")  # type: ignore[arg-type]
    return Resolved(f"{base}/{end}", "relative", f"on from {anchor.edtf}", "span", tells=False)


def to_span(raw: Raw, ctx: Context) -> Resolved | None:
    """"In the four years to 2019" counts the last year in: 2016/2019."""
    unit, _ = unit_of(raw, ctx)
    count, year = ctx.number(raw) if raw.has("n") else 1, int(ctx.word(raw, "y"))
    years = {"year": 1, "decade": 10}.get(unit or "")
    if years is None or count is None:
        return UNKNOWN
    return Resolved(f"{year - int(count) * years + 1}/{year}", "stated", f"the years up to {year}", "span")


def for_span(raw: Raw, ctx: Context) -> Resolved | None:
    """"For six years from 1864"; "for ten years": on from a date told in the sentence, or in the perfect back from the document."""
    unit, size = unit_of(raw, ctx)
    count = ctx.number(raw)
    if unit is None or count is None:
        return None
    if raw.has("y"):
        start = ctx.word(raw, "y")
        return Resolved(f"{start}/{add_duration(start, count * size, unit).rstrip('~')}", "stated", f"on from {start}", "span")
    anchor = ctx.anchors.before(raw.start, raw.sentence, raw.block)
    if anchor is not None and not anchor.attributive and not anchor.counted:
        return _on_from(anchor.point, count * size, unit)
    if is_perfect(ctx.tokens, raw.first, ctx.sentence_tokens(raw), ctx.vocabulary):
        return _back_from(raw, ctx, ctx.published)
    return None


def _on_from(base: Point, count: float, unit: str) -> Resolved | None:
    month = base.month if unit != "year" or not base.day else None
    start = Point(base.year, month, base.day if unit in ("day", "week") else None, base.digits, base.mark)
    if unit == "month" and (not base.month or base.month > 12):
        return None
    if unit in ("day", "week") and not base.day:
        return None
    end = add_duration(str(start), count, unit).rstrip("~")  # type: ignore[arg-type]
    return Resolved(f"{start}/{end}", "relative", f"on from {base}", "span", tells=False)


def in_span(raw: Raw, ctx: Context) -> Resolved | None:
    """"In two weeks" ahead is a date; "in thirty years" of a perfect or a denial is a span; otherwise it tells how long something took."""
    unit, size = unit_of(raw, ctx)
    count = ctx.number(raw)
    if unit is None or count is None:
        return None
    bounds = ctx.sentence_tokens(raw)
    if ctx.tokens.word(raw.first - 1) in ("time", "times"):
        return None  # "for the third time in two years" is how often
    if raw.has("x") or ctx.tense(raw) == "future":
        if ctx.published is None or (base := _coarse(ctx.published, unit)) is None:
            return UNKNOWN
        edtf = add_duration(str(base), count * size, unit)
        return Resolved(edtf, "relative", f"counted from {ctx.published}", counted=True, tells=False)
    if count < 2 and unit != "century":
        return None
    perfect = is_perfect(ctx.tokens, raw.first, bounds, ctx.vocabulary)
    negated = is_negated(ctx.tokens, raw.first, bounds[0], ctx.vocabulary) or is_negated(ctx.tokens, raw.last + 4, raw.last, ctx.vocabulary)
    return _back_from(raw, ctx, ctx.published) if perfect or negated else None


def within(raw: Raw, ctx: Context) -> Resolved | None:
    """"Within a month": at the latest that long after a date told before in the story, or after the document's."""
    unit, size = unit_of(raw, ctx)
    count = ctx.number(raw)
    if unit is None or count is None:
        return None
    anchor = ctx.anchors.before(raw.start, raw.sentence, raw.block, sentences=1)
    tense = ctx.tense(raw)
    future = tense == "future" or _ahead_of_all(raw, ctx)
    base = ctx.published if future or anchor is None else anchor.point
    cut = _coarse(base, unit) if base and (future or anchor) else None
    if cut is None:
        return UNKNOWN
    end = add_duration(str(cut), count * size, unit).rstrip("~")
    if tense == "past" and not future:
        counted = anchor is not None and anchor.counted
        return Resolved(_common(str(cut), end), "relative", f"within that time of {base}", tells=False, counted=counted)
    return Resolved(f"../{end}", "relative", f"counted from {base}", "deadline", tells=False)


def _ahead_of_all(raw: Raw, ctx: Context) -> bool:
    """"Charged with raising trade within five years": a gerund's time lies ahead of the story, and of the document."""
    first = ctx.sentence_tokens(raw)[0]
    for index in range(raw.first - 1, max(first, raw.first - NEAR - 2) - 1, -1):
        word = ctx.tokens.word(index)
        if is_past(ctx.tokens, index, ctx.vocabulary) or word in (",", ";"):
            return False
        if word.endswith("ing") and ctx.tokens.word(index - 1) in ("to", "with", "of", "on", "at", "for"):
            return True
    return False


def _common(start: str, end: str) -> str:
    """What two dates share, for what lies between them: the month, the year, otherwise both as an interval."""
    for digits in (7, 4):
        if start[:digits] == end[:digits] and len(start) >= digits and len(end) >= digits:
            return start[:digits]
    return f"{start}/{end}"


def lasting(raw: Raw, ctx: Context) -> Resolved | None:
    """"A war of six years", after the date at which it began in the same sentence."""
    unit, size = unit_of(raw, ctx)
    count = ctx.number(raw)
    anchor = ctx.anchors.before(raw.start, raw.sentence, raw.block)
    if unit is None or count is None or anchor is None:
        return None
    return _on_from(anchor.point, count * size, unit)


def stay_span(raw: Raw, ctx: Context) -> Resolved | None:
    """"A three-day visit": from or to the day told in the sentence on which it began or ended. Told as days, the first counted in."""
    unit, _ = unit_of(raw, ctx)
    count = ctx.number(raw)
    near = [ctx.tokens.word(i) for i in range(raw.last, raw.last + 5)]
    if unit != "day" or count is None or not 2 <= count <= 60 or not any(w in ctx.vocabulary.words["stays"] for w in near):
        return None
    told = [a for a in ctx.anchors.told if a.sentence == raw.sentence and a.fineness == 0 and "/" not in a.edtf]
    if not told:
        return None
    anchor = min(told, key=lambda a: abs(a.start - raw.start))
    first, last = ctx.sentence_tokens(raw)
    said = [ctx.tokens.word(i) for i in (*range(max(first, raw.first - NEAR), raw.first), *range(raw.last, min(last, raw.last + NEAR)))]
    words = ctx.vocabulary.words
    day, length = anchor.point.first(), timedelta(days=int(count) - 1)
    if any(w in words["beginning"] for w in said):
        edtf = f"{iso(day)}/{iso(day + length)}"
    elif any(w in words["ending"] for w in said):
        edtf = f"{iso(day - length)}/{iso(day)}"
    else:
        return None
    return Resolved(edtf, "relative", f"{int(count)} days, with {anchor.edtf} one end", "span", tells=False, counted=anchor.counted)


def stay_day(raw: Raw, ctx: Context) -> Resolved | None:
    """"On the last day of the stay", where the day on which it ended is told before."""
    anchor = ctx.anchor(raw, at_most=0, reach=2)
    if anchor is None or ctx.word(raw, "e") not in ("last", "final", "closing"):
        return UNKNOWN
    begin, end = ctx.layout.sentence_spans[anchor.sentence]
    said = set(ctx.layout.text[begin:end].lower().split())
    if said & ctx.vocabulary.words["beginning"] or not said & ctx.vocabulary.words["ending"]:
        return UNKNOWN
    return Resolved(str(anchor.point), "relative", f"the day on which it ended, {anchor.edtf}", counted=anchor.counted)


def span_day(raw: Raw, ctx: Context) -> Resolved | None:
    """"On the second day", of the days told right before: "they toured Java from 10 to 13 March"."""
    anchor = ctx.anchor(raw, at_most=0, reach=1)
    first, last = split(anchor.edtf) if anchor is not None else (None, None)
    if anchor is None or first is None or last is None or not first.day or not last.day:
        return UNKNOWN
    word = ctx.word(raw, "e")
    number = {"opening": 1, "last": 0, "final": 0, "closing": 0}.get(word, ctx.ordinal(raw, "e"))
    day = last.first() if number == 0 else first.first() + timedelta(days=(number or 1) - 1)
    if number is None or day > last.first():
        return UNKNOWN
    return Resolved(iso(day), "relative", f"the {word} of the days {anchor.edtf}, told before", tells=False, counted=anchor.counted)


def recurring(raw: Raw, ctx: Context) -> Resolved | None:
    """"Annually", "every two years", "year after year": no date of its own, but since when, where a date told before says it."""
    every = _every(raw, ctx)
    anchor = ctx.anchors.before(raw.start, raw.sentence, raw.block)
    since = None
    if anchor is not None and "/" not in anchor.edtf and is_perfect(ctx.tokens, raw.first, ctx.sentence_tokens(raw), ctx.vocabulary):
        since = f"{open_end(anchor.point, last=False)}/.."
    reason = f"recurs since {anchor.edtf}" if anchor and since else "recurs"
    return Resolved(since, "relative" if since else None, reason, "recurring", every, tells=False)


def _every(raw: Raw, ctx: Context) -> str:
    word = ctx.word(raw, "f")
    if raw.has("w") or ctx.vocabulary.weekday(word) is not None or word == "weekend":
        return "week"
    if word in ctx.vocabulary.values["frequencies"]:
        return str(ctx.vocabulary.values["frequencies"][word])
    unit = ctx.vocabulary.unit(word)
    if unit is None:
        return "year" if ctx.vocabulary.month(word) or ctx.vocabulary.season(word) else "day"
    count = ctx.number(raw) if raw.has("n") else None
    if "other" in [ctx.tokens.word(i) for i in range(raw.first, raw.last)]:
        count = 2
    return f"{int(count)} {unit}s" if count and count > 1 else unit


def then(raw: Raw, ctx: Context) -> Resolved | None:
    """"Since then", "by then": from, or up to, the date told last."""
    anchor = ctx.anchor(raw, reach=2)
    if anchor is None:
        return UNKNOWN
    if ctx.word(raw, "r") in ("since", "from"):
        return Resolved(f"{open_end(anchor.point, last=False)}/..", "relative", f"since {anchor.edtf}, told before", "since", tells=False)
    role = "deadline" if ctx.word(raw, "r") in ("by", "before") else "until"
    return Resolved(f"../{open_end(anchor.point, last=True)}", "relative", f"up to {anchor.edtf}, told before", role, tells=False)  # type: ignore[arg-type]
