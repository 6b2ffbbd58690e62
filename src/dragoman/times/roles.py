"""What the words before a time, or between two, make of it: since, until, by, about, from ... to."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.spans import TimeRole
from dragoman.times.context import UNKNOWN, Context, Raw, Resolved
from dragoman.times.edtf import is_valid, open_end, parse_point, split
from dragoman.times.offsets import about
from dragoman.times.tense import is_negated, is_past

RANGEABLE = frozenset(["date", "season", "year", "decade", "century", "iso", "numeric", "deictic", "following", "that", "word", "edge"])
# What "since" and "by" can stand before; the others have their own words for it.
ROLEABLE = RANGEABLE | {"weekday", "named_day", "edge_day", "ago", "offset", "same_in", "offset_clause", "years_short"}
_STEPS = 7


@dataclass(frozen=True, slots=True)
class Prefix:
    """The role that the words before a time give it, the token at which they begin, and whether they say "about"."""

    role: TimeRole
    first: int
    about: bool = False
    word: str = ""


def prefix_of(raw: Raw, ctx: Context, floor: int = 0) -> Prefix:
    """The role words before a time, none before token ``floor``; "between" and "from" count for a range too."""
    words, tokens = ctx.vocabulary.words, ctx.tokens
    begin = max(ctx.sentence_tokens(raw)[0], floor)
    near = tokens.word(raw.first - 1)
    stop = near == "." and tokens.word(raw.first - 2) in ("c", "ca")
    approximate = ((near in words["approximately"] and near != "c") or stop) and raw.first > begin
    first = raw.first - 1 - stop if approximate else raw.first
    plain = Prefix("at", first, approximate)
    if raw.make not in ROLEABLE:
        return plain
    for index in range(raw.first - 1 - stop, max(begin - 1, raw.first - _STEPS), -1):
        found = _role_at(index, begin, ctx)
        if found is not None:
            role, word, start = found
            if not _applies(word, index, raw, ctx) or (role == "until" and is_negated(tokens, index, begin, ctx.vocabulary)):
                return plain
            return Prefix(role, start, approximate, word)
        if tokens.word(index) not in words["edges"] and tokens.word(index) not in words["approximately"]:
            return plain
    return plain


def _role_at(index: int, begin: int, ctx: Context) -> tuple[TimeRole, str, int] | None:
    for phrase, role in ctx.vocabulary.roles.get(ctx.tokens.word(index), ()):
        start = index - len(phrase) + 1
        if start >= begin and ctx.tokens.lower[start:index + 1] == list(phrase):
            return role, " ".join(phrase), start
    return None


def _applies(word: str, index: int, raw: Raw, ctx: Context) -> bool:
    """"By the 1951 convention" is no deadline, "after Wednesday's talks" no beginning, "dates from 1929" no span."""
    following = ctx.tokens.surface(raw.last)
    if word in ("from", "after", "before") and following in ("'", "’"):
        return False
    if word in ("by", "from") and is_attributive(raw, ctx):
        return False
    if raw.match.pattern == "month_owned" and word in ("by", "from", "after", "before"):
        return False
    if word == "from" and ctx.tokens.word(index - 1) in ctx.vocabulary.words["not_from"]:
        return False
    if word == "from" and raw.make == "following" and ctx.word(raw, "q") in ("previous", "preceding"):
        return False
    if word == "as of" and ctx.tokens.word(index - 1) == "such":
        return False
    if word == "through" and ctx.tokens.word(index - 1) in ctx.vocabulary.words["through_verbs"]:
        return False  # "the pact fell through last year"
    if word == "through":
        return raw.make not in ("decade", "century")
    return not (word in ("by", "from", "after", "before") and raw.make in ("offset", "offset_clause", "that") and word != "by")


def is_attributive(raw: Raw, ctx: Context) -> bool:
    """Whether a year only tells a thing apart: "the 1992 treaty", "a treaty of 1992", "(1992)"."""
    if raw.make not in ("year", "decade", "years_short"):
        return False
    words = ctx.vocabulary.words
    before, following = ctx.tokens.word(raw.first - 1), ctx.tokens.word(raw.last)
    if before in words["attributive_mark"] or (raw.make == "decade" and following in ("'", "’")):
        return True
    goes_on = not following[:1].isalpha() or following in words["goes_on"] or following in words["past"] or following in ("is", "has")
    return before in words["attributive_before"] and not goes_on


def is_aside(raw: Raw, ctx: Context) -> bool:
    """Whether a date stands in a participle behind a clause that is not told in the past: "it pays a grant, promised in May 2012"."""
    tokens, begin = ctx.tokens, ctx.sentence_tokens(raw)[0]
    comma = raw.first - 1
    while comma > begin and tokens.word(comma) not in ctx.vocabulary.words["clause_ends"]:
        comma -= 1
    if tokens.word(comma) != ",":
        return False
    opening = [tokens.word(i) for i in range(comma + 1, min(comma + 4, raw.first))]
    participle = opening[:1] and (opening[0].endswith(("ing", "ed")) or any(w.endswith("ing") for w in opening if opening[0] == "the"))
    if not participle:
        return False
    start = comma
    while start > begin and tokens.word(start - 1) not in (";", ":"):
        start -= 1
    return not any(is_past(tokens, i, ctx.vocabulary) for i in range(start, comma))


def sets_a_term(raw: Raw, ctx: Context) -> bool:
    """Whether a time only ends a term that somebody sets: "gave them until May to leave"."""
    first = max(ctx.sentence_tokens(raw)[0], raw.first - _STEPS)
    return any(ctx.tokens.word(i) in ctx.vocabulary.words["setting_terms"] for i in range(first, raw.first))


def with_role(resolved: Resolved, prefix: Prefix) -> Resolved:
    """The time as its prefix makes it: "since 2009" is ``2009/..``, "by 2030" ``../2030``, "about 1990" ``1990~``."""
    edtf = resolved.edtf
    if edtf is None:
        return resolved.with_(role=prefix.role) if prefix.role != "at" and resolved.role == "at" else resolved
    if not is_valid(edtf):
        return UNKNOWN
    if prefix.about and _may_be_about(edtf):
        edtf = about(edtf)
    if prefix.role == "at":
        return resolved.with_(edtf=edtf)
    first, last = split(edtf)
    if prefix.role == "since":
        return resolved.with_(edtf=f"{open_end(first, last=False)}/..", role="since") if first else resolved
    if last is None:
        return resolved
    return resolved.with_(edtf=f"../{open_end(last, last=True)}", role=prefix.role, tells=resolved.tells and prefix.role == "until")


def _may_be_about(edtf: str) -> bool:
    """Seasons can't be marked as approximate, and a day hardly is."""
    points = [parse_point(part) for part in edtf.split("/") if part != ".."]
    return all(p is not None and p.precision not in ("season", "decade", "century") for p in points)


def is_range(left: Raw, right: Raw, prefix: Prefix, ctx: Context) -> bool:
    """Whether two times stand as "from X to Y", "X–Y" or "between X and Y"."""
    if left.make not in RANGEABLE or right.make not in RANGEABLE or left.sentence != right.sentence or right.first - left.last > 4:
        return False
    link = [w for i in range(left.last, right.first) if (w := ctx.tokens.word(i)) not in ctx.vocabulary.words["edges"] or w in "-–—"]
    if len(link) != 1:
        return False
    if link[0] == "and":
        return _opens_between(left, ctx)
    if link[0] in ctx.vocabulary.words["range_links"]:
        return link[0] not in ("to",) or prefix.word in ("from", "") or prefix.role == "since"
    return False


def _opens_between(left: Raw, ctx: Context) -> bool:
    return any(ctx.tokens.word(i) == "between" for i in range(max(left.first - 3, 0), left.first))


def range_first(left: Raw, prefix: Prefix, ctx: Context) -> int:
    """The token at which a range begins, its "from" or "between" included."""
    for index in range(left.first - 1, max(left.first - 4, -1), -1):
        if ctx.tokens.word(index) in ("between", "from"):
            return index
    return prefix.first


def joined(left: Resolved, right: Resolved) -> Resolved | None:
    """Both ends of a range as one interval; None where it would run backwards."""
    if left.edtf is None or right.edtf is None:
        return None
    first, last = left.edtf.split("/")[0], right.edtf.split("/")[-1]
    edtf = f"{first}/{last}"
    if first == ".." or last == ".." or first == last or not is_valid(edtf):
        return None
    basis = "stated" if left.basis == right.basis == "stated" else "relative"
    return Resolved(edtf, basis, right.reason if basis == "relative" else "written out", "span", counted=left.counted)  # type: ignore[arg-type]


def lend_years(raws: list[Raw], ctx: Context) -> None:
    """"In May and June 2024", "between June and August 2024": the date without a year takes that of the one it is listed with."""
    months = {raw.start: m for raw in raws if raw.make == "date" and raw.has("M") and (m := ctx.vocabulary.month(ctx.words(raw, "M")[0]))}
    years = {raw.start: int(ctx.word(raw, "y")) for raw in raws if raw.start in months and raw.has("y")}
    for left, right in zip(reversed(raws[:-1]), reversed(raws[1:]), strict=True):
        year = years.get(right.start)
        if year is None or left.start not in months or left.start in years or left.has("t") or left.sentence != right.sentence:
            continue
        link = {ctx.tokens.word(i) for i in range(left.last, right.first)}
        if right.first - left.last <= 3 and link and link <= ctx.vocabulary.words["list_links"]:
            years[left.start] = year - (months[left.start] > months[right.start])
            ctx.lent_years[left.start] = years[left.start]
