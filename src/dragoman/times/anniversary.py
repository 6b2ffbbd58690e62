"""Anniversaries: the date of the event that they recall, and what they tell of a document's own date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.times.anchors import Anchor
from dragoman.times.context import UNKNOWN, Context, Raw, Resolved
from dragoman.times.edtf import Point, add_duration
from dragoman.times.numerals import cardinal, load_number_words, ordinal
from dragoman.times.vocabulary import Vocabulary, load_vocabulary
from dragoman.times.years import weekday_near

_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b(?![,.]\d|\s?%)")
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+|\d+(?:st|nd|rd|th)?|-")
# How many tokens before and after its number the words may stand that tell when an anniversary is marked.
LOOK_BACK, LOOK_AHEAD = 9, 12


def anniversary(raw: Raw, ctx: Context) -> Resolved | None:
    """"The 33rd anniversary of ..." is the date of what it recalls; "on the fiftieth anniversary" that of the anniversary itself."""
    count = ctx.ordinal(raw, "n") if raw.has("n") else int(ctx.vocabulary.values["named_anniversaries"][ctx.word(raw, "w")])
    if not count or "birth" in [ctx.tokens.word(i) for i in range(raw.last, raw.last + 4)]:
        return None
    if ctx.tokens.word(raw.first - 1) == "the" and ctx.tokens.word(raw.first - 2) in ("on", "at"):
        anchor = ctx.anchor(raw, reach=3)
        if anchor is not None and not anchor.counted:
            return _counted_from(anchor, count, raw, ctx)
    return _event(raw, ctx, count)


def _counted_from(anchor: Anchor, count: int, raw: Raw, ctx: Context) -> Resolved:
    """"In September 2013, on the fortieth anniversary" fell in 1973; after a treaty of 1973, "on the fiftieth anniversary" was in 2023."""
    point = anchor.point
    fell = ctx.layout.text[anchor.end:raw.start].strip(" ,—–-(") in ("on the", "at the")
    fell = fell or (ctx.published is not None and point.year + count > ctx.published.year + 1)
    edtf = add_duration(str(point), -count if fell else count, "year", keep_day=True)
    return Resolved(edtf, "relative", "anniversary" if fell else f"the anniversary of {anchor.edtf}", tells=False)


def years_of(raw: Raw, ctx: Context) -> Resolved | None:
    """"Mark thirty-three years since ...", "will celebrate 75 years of ...": the date of what began then."""
    count = ctx.number(raw)
    words = [ctx.tokens.word(i) for i in range(max(raw.first - LOOK_BACK, ctx.sentence_tokens(raw)[0]), raw.first)]
    if count is None or count < 2 or not ctx.vocabulary.words["marking"] & set(words):
        return None
    return _event(raw, ctx, int(count))


def _event(raw: Raw, ctx: Context, count: int) -> Resolved:
    stated = _stated_years(raw, ctx)
    base = ctx.published.year if ctx.published else None
    after = [year for at, year in stated if at > raw.end]
    if (base is not None and base - count in after) or (base is None and after):
        year = base - count if base is not None else after[0]
        return Resolved(str(Point(year)), "stated", "anniversary", tells=False)
    told = [year for _, year in stated if base is None or year <= base]
    if told and base is not None and base not in told:
        year = told[0]
        # A year that the anniversary's own would lie beyond is the year in which it was marked.
        return Resolved(str(Point(year if year + count <= base else year - count)), "relative", "anniversary", tells=False)
    if base is None:
        return UNKNOWN
    precise = _marked_on(raw, ctx)
    if precise is not None:
        return Resolved(add_duration(str(precise), -count, "year", keep_day=True), "relative", "anniversary", tells=False, counted=True)
    return Resolved(str(Point(base - count)), "relative", "anniversary", tells=False, counted=True)


def _stated_years(raw: Raw, ctx: Context) -> list[tuple[int, int]]:
    begin, end = ctx.layout.sentence_spans[raw.sentence]
    return [(m.start(), int(m[1])) for m in _YEAR.finditer(ctx.layout.text, begin, end)]


def _marked_on(raw: Raw, ctx: Context) -> Point | None:
    """The day or month on which the sentence says that it is marked: "on Sunday", "today", "next May"."""
    first, last = ctx.sentence_tokens(raw)
    for index in range(max(first, raw.first - LOOK_BACK), min(last, raw.last + LOOK_AHEAD)):
        if (marked := _day_or_month(index, raw, ctx)) is not None:
            return marked
    return None


def _day_or_month(index: int, raw: Raw, ctx: Context) -> Point | None:
    word, before, published = ctx.tokens.word(index), ctx.tokens.word(index - 1), ctx.published
    if published is not None and word == "year" and before in ("last", "next"):
        return Point(published.year + (1 if before == "next" else -1))
    if published is None or not published.month or published.month > 12:
        return None
    if word == "today":
        return published if published.day and index < raw.first else None
    if word == "month" and before == "this":
        return Point(published.year, published.month)
    number = ctx.vocabulary.weekday(word)
    if number is not None and before == "on" and ctx.day:
        day = weekday_near(ctx.day, number, "future" if ctx.tense(raw) == "future" else "past")
        return Point(day.year, day.month, day.day)
    month = ctx.vocabulary.month(word) if ctx.tokens.surface(index)[:1].isupper() else None
    if month is None or before not in ("next", "last", "this", "in"):
        return None
    if before == "in":
        return Point(published.year, month)
    step = (before == "next" and month <= published.month) - (before == "last" and month >= published.month)
    return Point(published.year + step, month)


def infer_published(text: str) -> tuple[str, str] | None:
    """The year of a document without a date, from an anniversary that it marks now of something whose year it tells.

    Gives the year in EDTF and the sentence that it rests on. "Are marking the 40th anniversary of relations established in
    1985" is 2025. None where no such sentence stands, where two contradict each other, or where the text tells later years.
    """
    if "anniversar" not in text and "years of" not in text and "years since" not in text and "centen" not in text:
        return None
    vocabulary = load_vocabulary()
    found: list[tuple[int, str]] = []
    for sentence in _SENTENCE_END.split(text):
        count = _marked_now(sentence, vocabulary)
        if count is None:
            continue
        year = _founding_year(sentence, vocabulary)
        if year is not None:
            found.append((year + count, sentence))
    years = {year for year, _ in found}
    if len(years) != 1:
        return None
    year, sentence = found[0]
    later = [int(y) for y in _YEAR.findall(text) if int(y) > year]
    return None if later and len(later) > _ahead(text, year) else (str(Point(year)), sentence)


def _marked_now(sentence: str, vocabulary: Vocabulary) -> int | None:
    """The number of an anniversary that the sentence marks in the present; the first ones are left out, since they recur in stories."""
    words = {w.lower() for w in _WORD.findall(sentence)}
    if not vocabulary.words["marking_now"] & words:
        return None
    return next((count for count, _ in anniversary_counts(sentence)), None)


def anniversary_counts(text: str) -> Iterator[tuple[int, int]]:
    """Each number of years, from 2 to 500, of which a text tells the anniversary, and the offset at which its words end.

    "The 33rd anniversary", "the centenary", "thirty-three years of", "75 years since".
    """
    vocabulary, numbers = load_vocabulary(), load_number_words()
    found = list(_WORD.finditer(text))
    words = [match[0].lower() for match in found]
    for index, word in enumerate(words):
        if word in ("anniversary", "anniversaries") and index:
            start = index - 1
            while start > 0 and (words[start - 1] in numbers.cardinals or words[start - 1] in ("-", "and")):
                start -= 1
            count: float | None = ordinal([w for w in words[start:index] if w != "-" or start < index - 1])
        elif word in vocabulary.values["named_anniversaries"]:
            count = vocabulary.values["named_anniversaries"][word]
        elif word == "years" and words[index + 1:index + 2] in (["of"], ["since"]):
            start = index
            while start > 0 and (words[start - 1] in numbers.cardinals or words[start - 1] in ("-", "and") or words[start - 1].isdigit()):
                start -= 1
            count = cardinal(words[start:index])
        else:
            continue
        if count is not None and 2 <= count <= 500:
            yield int(count), found[index].end()


def _founding_year(sentence: str, vocabulary: Vocabulary) -> int | None:
    """The one year that the sentence tells, after a word of founding."""
    years = {int(y) for y in _YEAR.findall(sentence)}
    if len(years) != 1:
        return None
    year = years.pop()
    before = sentence[:sentence.index(str(year))].lower().split()
    return year if vocabulary.words["founding"] & {w.strip(",;:()") for w in before} else None


def _ahead(text: str, year: int) -> int:
    """How many later years are told as ahead ("by 2030")."""
    return sum(1 for y in re.findall(r"\b(?:by|until|till|through|before|for|to|in)\s+(20\d\d)\b", text) if int(y) > year)
