"""Finds the times in a document and works each out, in the order of the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.model import Document, TimeExpression
from dragoman.times import absolute, anniversary, deictic, offsets, spans
from dragoman.times.anchors import Anchor
from dragoman.times.context import UNKNOWN, Context, Raw, Resolved
from dragoman.times.edtf import Point, is_valid, parse_point, split
from dragoman.times.grammar import Match
from dragoman.times.guards import is_time, names_may
from dragoman.times.layout import Layout
from dragoman.times.roles import (
    Prefix,
    is_aside,
    is_attributive,
    is_range,
    joined,
    lend_years,
    prefix_of,
    range_first,
    sets_a_term,
    with_role,
)
from dragoman.times.tokens import Tokens, tokenise
from dragoman.times.vocabulary import Vocabulary, load_vocabulary

HEAD = "bullet head"
OWN_DATE = "the document's own date"
# Worked out once all dates are, since theirs may come after them in the sentence ("a two-day visit begins on 16 June").
_LATER = frozenset(["stay_span"])
# What can head an entry of a chronology.
_HEADS = frozenset(["date", "days", "iso", "numeric", "season", "decade", "century", "year", "years_short", "year_part"])
ANNIVERSARY = "anniversary"

_MAKE: dict[str, Callable[[Raw, Context], Resolved | None]] = {
    "date": absolute.date, "days": absolute.days, "iso": absolute.iso_date, "numeric": absolute.numeric,
    "named_day": absolute.named_day, "named_month": absolute.named_month,
    "season": absolute.season, "decade": absolute.decade, "century": absolute.century,
    "year": absolute.year, "years_short": absolute.years_short, "year_part": absolute.year_part, "edge_day": absolute.edge_day,
    "same_in": absolute.same_in,
    "word": deictic.word, "weekday": deictic.weekday, "deictic": deictic.deictic, "that": deictic.that,
    "that_event": deictic.that_event, "following": deictic.following, "same_date": deictic.same_date, "edge": deictic.edge,
    "ago": offsets.ago, "offset": offsets.offset, "offset_clause": offsets.offset_clause, "after": offsets.after,
    "by_event": offsets.by_event, "vague": offsets.vague, "nothing": offsets.nothing,
    "past_span": spans.past_span, "next_span": spans.next_span, "after_span": spans.after_span, "to_span": spans.to_span,
    "for_span": spans.for_span, "in_span": spans.in_span, "within": spans.within, "lasting": spans.lasting,
    "stay_span": spans.stay_span, "stay_day": spans.stay_day, "span_day": spans.span_day, "recurring": spans.recurring, "then": spans.then,
    "anniversary": anniversary.anniversary, "years_of": anniversary.years_of,
}


def find_times(doc: Document) -> list[TimeExpression]:
    """All times that a document tells, sorted, none overlapping another.

    A time that cannot be worked out has ``edtf`` None; none is made finer than the text. Where the document has no date, one
    that its anniversaries tell is used (see ``infer_published``). A date that heads a chronology's entry has the reason "bullet
    head", the date of the event that an anniversary recalls "anniversary", a dateline's "the document's own date". One that dates
    what it governs ("fifteen months after independence, a war begins", under a head that dates the war) has a reason that begins
    with ``OF_WHAT_FOLLOWS``.
    """
    ctx = _context(doc)
    raws = _raws(ctx)
    lend_years(raws, ctx)
    later = [raw for raw in raws if raw.make in _LATER]
    raws = [raw for raw in raws if raw.make not in _LATER]
    out: list[TimeExpression] = []
    index, floor = 0, 0
    while index < len(raws):
        raw = raws[index]
        prefix = prefix_of(raw, ctx, floor)
        other = raws[index + 1] if index + 1 < len(raws) and is_range(raw, raws[index + 1], prefix, ctx) else None
        resolved, first, used = _resolve(raw, other, prefix, ctx)
        index += used
        if resolved is not None:
            floor = raws[index - 1].last
            out.append(_expression(doc, resolved, ctx.tokens.starts[first], raws[index - 1].end))
    for raw in later:
        resolved = _MAKE[raw.make](raw, ctx)
        if resolved is not None and not any(e.start < raw.end and raw.start < e.end for e in out):
            out.append(_expression(doc, resolved, raw.start, raw.end))
    return sorted(out, key=lambda e: e.start)


def _expression(doc: Document, resolved: Resolved, start: int, end: int) -> TimeExpression:
    text = doc.text[start:end]
    return TimeExpression(start, end, text, resolved.edtf, resolved.basis, resolved.role, resolved.every, resolved.reason)


def _context(doc: Document) -> Context:
    vocabulary, layout = load_vocabulary(), Layout.of(doc)
    published = doc.published
    if published is None and (inferred := anniversary.infer_published(doc.text)):
        published = inferred[0]
    outlet = " ".join(filter(None, (doc.outlet, doc.url))).lower()
    american = any(f" {name} " in f" {outlet} " for name in vocabulary.guards["month_first"])
    return Context(tokenise(doc.text, layout.breaks), vocabulary, layout, _document_date(published), american)


def _document_date(published: str | None) -> Point | None:
    """The document's date as a point; a time of day is cut off, an interval counts by its end."""
    if not published:
        return None
    day = published.split("T")[0]
    if not is_valid(day):
        return None
    first, last = split(day)
    point = last or first
    return replace(point, mark="") if point and point.digits == 4 else None


def _raws(ctx: Context) -> list[Raw]:
    vocabulary, tokens = ctx.vocabulary, ctx.tokens
    person_may = names_may(tokens.text, vocabulary)
    found = (_raw(match, ctx, vocabulary, tokens) for match in vocabulary.grammar.scan(vocabulary.grammar.encode(tokens)))
    return [raw for raw in found if is_time(raw, ctx, person_may=person_may)]


def _raw(match: Match, ctx: Context, vocabulary: Vocabulary, tokens: Tokens) -> Raw:
    first, last = match.slots.get("core", (match.first, match.last))
    start, end = tokens.starts[first], tokens.end(last - 1)
    sentence = ctx.layout.sentence(start)
    return Raw(match, vocabulary.makes[match.pattern], first, last, start, end, sentence, ctx.layout.block(start))


def _resolve(raw: Raw, other: Raw | None, prefix: Prefix, ctx: Context) -> tuple[Resolved | None, int, int]:
    """The time worked out, the token at which it begins, and how many raw times it takes up."""
    if raw.make in _HEADS and (ctx.layout.is_heading_date(raw.start, raw.end) or ctx.layout.is_head(raw.start, raw.end)):
        return _head(raw, other, ctx)
    if other is not None:
        _lend_from(raw, other, ctx)
    resolved = _MAKE[raw.make](raw, ctx)
    if other is not None and resolved is not None:
        _remember(raw, resolved, ctx)
        right = _MAKE[other.make](other, ctx)
        both = joined(resolved, right) if right is not None else None
        if both is not None:
            _remember(raw, both, ctx)
            return both, range_first(raw, prefix, ctx), 2
    if resolved is None:
        return None, raw.first, 1
    if not ctx.layout.tells(raw.start) and _own_date(raw, resolved, ctx):
        return resolved.with_(reason=OWN_DATE), raw.first, 1
    whole = with_role(resolved, prefix)
    if whole.edtf is not None and not is_valid(whole.edtf):
        whole = UNKNOWN
    term = whole.role == "until" and sets_a_term(raw, ctx)
    _remember(raw, resolved.with_(tells=whole.tells and resolved.tells and not term), ctx)
    return whole, prefix.first if prefix.role != "at" or prefix.about else raw.first, 1


def _lend_from(left: Raw, right: Raw, ctx: Context) -> None:
    """"Between 13 and 17 September" in full, without a year: the right end's is worked out, and the left lies before it."""
    bare = all(r.make == "date" and r.has("M") and not r.has("y") and not r.has("t") for r in (left, right))
    if not bare or left.start in ctx.lent_years:
        return
    resolved = absolute.date(right, ctx)
    point = parse_point(resolved.edtf) if resolved is not None and resolved.edtf else None
    month = ctx.vocabulary.month(ctx.words(left, "M")[0])
    if point is not None and point.month and month:
        ctx.lent_years[left.start] = point.year - (month > point.month)
        ctx.lent_years[right.start] = point.year


def _own_date(raw: Raw, resolved: Resolved, ctx: Context) -> bool:
    """Whether a dateline tells the document's own date."""
    kind = ctx.layout.blocks[raw.block].kind
    if kind not in ("dateline", "byline") or ctx.published is None or resolved.edtf is None:
        return kind == "dateline"
    return resolved.edtf.startswith(str(ctx.published)) or str(ctx.published).startswith(resolved.edtf)


def _head(raw: Raw, other: Raw | None, ctx: Context) -> tuple[Resolved | None, int, int]:
    """The date that opens a chronology's entry, or a heading that is nothing else: what follows is told under it."""
    resolved = _MAKE[raw.make](raw, ctx)
    used = 1
    if resolved is not None and other is not None and (right := _MAKE[other.make](other, ctx)) and (both := joined(resolved, right)):
        resolved, used = both, 2
    if resolved is None or resolved.edtf is None or raw.block in ctx.anchors.heads:
        return resolved, raw.first, used
    heading = ctx.layout.is_heading_date(raw.start, raw.end)
    ctx.anchors.add(Anchor(raw.start, raw.end, raw.sentence, raw.block, resolved.edtf, True, head=True))
    if heading:
        _head_what_follows(raw, resolved.edtf, ctx)
    return resolved.with_(reason=HEAD, basis=resolved.basis), raw.first, used


def _head_what_follows(raw: Raw, edtf: str, ctx: Context) -> None:
    for block in range(raw.block + 1, len(ctx.layout.blocks)):
        kind = ctx.layout.blocks[block]
        if kind.kind in ("heading", "title"):
            return
        if kind.head_date_end is None:
            sentence = ctx.layout.sentence(kind.start)
            ctx.anchors.heads[block] = Anchor(raw.start, raw.end, sentence, block, edtf, True, head=True)


def _remember(raw: Raw, resolved: Resolved, ctx: Context) -> None:
    """Later times may count from this one, if it tells of an event: titles, datelines and deadlines don't."""
    if not resolved.tells or resolved.edtf is None or not ctx.layout.tells(raw.start) or resolved.role == "recurring":
        return
    if not any(parse_point(part) for part in resolved.edtf.split("/")):
        return
    if ctx.anchors.told and ctx.anchors.told[-1].start == raw.start:
        ctx.anchors.told.pop()
    ctx.anchors.add(Anchor(raw.start, raw.end, raw.sentence, raw.block, resolved.edtf, resolved.basis == "stated",
                           is_attributive(raw, ctx) or is_aside(raw, ctx), resolved.counted, ctx.layout.fronted(raw.start),
                           today=raw.make == "word"))
