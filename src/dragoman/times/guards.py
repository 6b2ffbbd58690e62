"""Tells numbers and words that only look like times: "Resolution 1244", "1500 soldiers", "Sunday Times", Theresa May."""

from __future__ import annotations

from dragoman.times.context import Context, Raw
from dragoman.times.vocabulary import Vocabulary

MODERN = 1800
_FUTURE_MAX = 2110


def names_may(text: str, vocabulary: Vocabulary) -> bool:
    """Whether somebody in the text is called May."""
    return " May" in text and vocabulary.named_may.search(text) is not None


def is_time(raw: Raw, ctx: Context, *, person_may: bool) -> bool:
    """Whether the words mean a time where they stand."""
    if raw.make == "year":
        return _is_year(raw, ctx)
    if raw.match.pattern == "frequency":
        return _is_frequency(raw, ctx)
    if raw.make == "word":  # "Tourane, today's Da Nang"
        return not (_next(raw, ctx) in ("'", "’") and ctx.tokens.surface(raw.last + 2)[:1].isupper())
    if raw.make == "weekday":
        return _is_day(raw, ctx)
    if raw.match.pattern in ("month_after", "month_owned", "month_sure"):
        return _is_month(raw, ctx, person_may)
    if raw.match.pattern == "month_day":
        return _next(raw, ctx) not in ctx.vocabulary.guards["not_year_before"]
    if raw.match.pattern == "day_ordinal":
        return _next(raw, ctx) in ctx.vocabulary.guards["after_day_ordinal"]
    if raw.match.pattern == "season_after":
        return not ctx.tokens.surface(raw.last)[:1].isupper() or ctx.tokens.surface(raw.last - 1).islower()
    if raw.make == "years_short":
        return _before(raw, ctx) not in ctx.vocabulary.guards["not_year_after"]
    if raw.has("z") and len(ctx.word(raw, "z")) != 2:
        return False
    return not (raw.make == "date" and raw.has("y") and not 1000 <= int(ctx.word(raw, "y")) <= _FUTURE_MAX)


def _next(raw: Raw, ctx: Context) -> str:
    return ctx.tokens.word(raw.last)


def _before(raw: Raw, ctx: Context) -> str:
    return ctx.tokens.word(raw.first - 1)


def _is_year(raw: Raw, ctx: Context) -> bool:
    guards = ctx.vocabulary.guards
    tokens, index = ctx.tokens, raw.last - 1
    value = int(tokens.word(index))
    if raw.last - raw.first > 1:  # "the year 1992"
        return True
    before, following = tokens.word(raw.first - 1), tokens.word(raw.last)
    if before == "." and tokens.glued(raw.first - 2):
        before = tokens.word(raw.first - 2)
    # "In 2020 companies from Chile built it": nobody opens a sentence with a count of those who act after "In".
    opens = tokens.surface(raw.first - 1) == "In" and following in guards["acts_after_year"] and value >= MODERN
    if value > _FUTURE_MAX or before in guards["not_year_after"] or (following in guards["not_year_before"] and not opens):
        return False
    if value < MODERN and before not in guards["old_year_after"]:
        return False
    if following in ("-", "–") and tokens.glued(index) and tokens.glued(raw.last):
        joined = tokens.word(raw.last + 1)
        return joined not in guards["not_year_hyphen"] and (joined.isalpha() or _year_like(joined))
    if before in ("-", "–") and raw.first > 1 and tokens.glued(raw.first - 2) and tokens.glued(raw.first - 1):
        joined = tokens.word(raw.first - 2)
        return _year_like(joined) or joined in guards["year_prefixes"]
    return not _counts(raw, ctx, value, before, following)


def _year_like(word: str) -> bool:
    return word.isdigit() and len(word) in (2, 4)


def _counts(raw: Raw, ctx: Context, value: int, before: str, following: str) -> bool:
    """Whether the number counts the plural noun after it."""
    guards = ctx.vocabulary.guards
    surface = ctx.tokens.surface(raw.last)
    plural = surface.islower() and surface.isalpha() and following.endswith("s") and not following.endswith("ss") and len(following) > 3
    if not plural or following in guards["not_plural"] or following in ctx.vocabulary.words["past"]:
        return False
    return before not in guards["determiners"] or (value < MODERN and before in ("of", "to", "from", "and", "or", "about", "around"))


def _is_frequency(raw: Raw, ctx: Context) -> bool:
    """"Annual talks", "held weekly", but not "the United Daily News" or "a Paris weekly that"."""
    if ctx.tokens.surface(raw.first)[:1].isupper() and raw.first > ctx.sentence_tokens(raw)[0]:
        return False
    articles = {"a", "an", "the"} & {ctx.tokens.word(raw.first - 1), ctx.tokens.word(raw.first - 2)}
    following = _next(raw, ctx)
    return not articles or (following.isalpha() and following not in ctx.vocabulary.words["goes_on"])


def _is_day(raw: Raw, ctx: Context) -> bool:
    guards = ctx.vocabulary.guards
    if _before(raw, ctx) in guards["not_date_before"] or _before(raw, ctx) in guards["any_day"]:
        return False
    return _next(raw, ctx) not in guards["not_date_after"] or not ctx.tokens.surface(raw.last)[:1].isupper()


def _is_month(raw: Raw, ctx: Context, person_may: bool) -> bool:
    tokens, guards = ctx.tokens, ctx.vocabulary.guards
    name, following = tokens.word(raw.first), tokens.surface(raw.last)
    if name in ("may", "march") and raw.last - raw.first == 1 and (person_may or following == "’" or following == "'"):
        return False
    if raw.match.pattern == "month_owned":
        return following.islower() and following.isalpha() and following not in guards["determiners"]
    if name in ctx.vocabulary.values["month_abbreviations"] and tokens.surface(raw.last - 1) != ".":
        return not following[:1].isupper()
    if name not in guards["ambiguous_months"]:
        return True
    if raw.match.pattern == "month_after" and tokens.word(raw.first - 1) in ("and", "of", "-", "–"):
        return _after_time(raw, ctx)
    return not (following[:1].isupper() and following.isalpha() and name != "august")


def _after_time(raw: Raw, ctx: Context) -> bool:
    """"In April and May", "the end of March", but not "of May" or "and April" by themselves."""
    word = ctx.tokens.word(raw.first - 2)
    return ctx.vocabulary.month(word) is not None or word in ctx.vocabulary.words["edges"] or word == "." or word[:1].isdigit()
