"""From the facts on two states to a brief."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from dragoman.brief.checks import Checker, Checks, check_facts
from dragoman.brief.dates import date_words
from dragoman.brief.ground import Ground
from dragoman.brief.layout import load_layout
from dragoman.brief.lines import LineMaker, quotes_of
from dragoman.brief.material import Material
from dragoman.brief.model import Brief, Header, KnownPair, Note, Party, Scope, Section, Source
from dragoman.brief.names import Names, StateLike, gazetteer_names
from dragoman.brief.quotes import number_quotes, sources_of
from dragoman.brief.sections import TOLD, Limits, Shown, sections, sort_out
from dragoman.brief.summary import Summary, facts_in, what_stands
from dragoman.merge import Fact
from dragoman.model import Document, DragomanError, Statement
from dragoman.standing import History, Seen, history_of, standing_in
from dragoman.standing.history import AHEAD
from dragoman.standing.period import first_day, last_day, order_of, span_of

Pair = tuple[str, str] | tuple[str, str, int]
EMPTY_HEADER = Header(0, 0, 0, 0, 0, None, None)


@dataclass(frozen=True, slots=True)
class Told:
    """What a brief will tell: the groups of the summary, the sections, and the facts with the quotes that are shown of them.

    ``unsure`` are told only where a check contradicts them.
    """

    groups: Sequence[Summary]
    shown: Shown
    unsure: Sequence[Seen]
    quoted: Mapping[str, Fact]
    documents: Mapping[str, Document]


def build_brief(
    material: Material,
    a: StateLike,
    b: StateLike,
    scope: Scope | None = None,
    *,
    checker: Checker | None = None,
    known_pairs: Iterable[Pair] = (),
    names: Names | None = None,
) -> Brief:
    """The brief on states ``a`` and ``b``, which are those of ``material.pair``, on what the material has.

    Under ``scope`` nothing that began after ``as_of`` (or ``date_to``) is shown; what may have, is, with a caution. ``date_from`` narrows
    the timeline and the sections, not what stands. ``kinds``, ``min_confidence`` (0 to 1) and ``reviewed_only`` leave out facts. ``since``
    adds what the record did not have before. Unless ``everything`` is asked for, long parts are cut to what weighs most. ``checker``
    gives the checks of a fact. ``known_pairs`` are codes of pairs, with a number of statements or without, for the page that tells that
    nothing is known. ``names`` gives states' names, by default the gazetteer.
    Raises DragomanError for an option that is no date, and where both states are one.
    """
    if a.code == b.code:
        raise DragomanError(f"a brief is about two states; both are {a.name} ({a.code})")
    scope = scope or Scope()
    pair, limits = material.pair, _limits(scope)
    first, second = (sorted(line - {code}) for line, code in zip(pair.lines, pair.codes, strict=True))
    names = replace(names or gazetteer_names(), first=(a.code, *first, b.code, *second))
    told = _told(material, scope, limits, names, with_unsure=checker is not None)
    checks = check_facts(_fullest(told), told.documents, checker)
    shown = told.shown.with_disputed(_contradicted(told, checks))
    everything = {s.fact.id: s.fact for s in (*shown.within, *facts_in(told.groups), *(s for group in shown.disputes for s in group.facts))}
    most = None if scope.everything else load_layout().most["line_quotes"]
    numbering = number_quotes(_cited(told, shown, most), told.documents)
    maker = LineMaker(names, numbering, told.documents, limits.words, told.quoted, everything, most, checks)
    brief = Brief(
        (_party(a), _party(b)),
        scope,
        EMPTY_HEADER,
        _standing_title(limits),
        _standing(told.groups, maker),
        **sections(shown, maker),
        forms=_forms(everything.values(), material, names),
    )
    brief = replace(brief, checks=checks.notes(brief.lines()), notes=(*brief.notes, *_no_news(brief)))
    sources = sources_of(numbering, told.documents, brief)
    pairs = () if sources else _known(known_pairs, (a.code, b.code), names)
    return replace(brief, sources=sources, known_pairs=pairs, header=_header(brief, sources, everything.values()))


def _told(material: Material, scope: Scope, limits: Limits, names: Names, *, with_unsure: bool) -> Told:
    """Works out what stands and what goes where, and reads the quotes of what is shown."""
    layout = load_layout()

    def history(facts: Sequence[Fact]) -> History:
        wanted = [f for f in facts if _is_wanted(f, scope)]
        then = _told_then([f for f in wanted if f.status in AHEAD], material, limits.last)
        return history_of(wanted, material.pair, limits.last, lambda fact: fact.id in then, layout.kind_order)

    own, touching = history(material.own()), history(material.touching())
    now = limits.last or _latest_day(own, material)
    ground = Ground(own, standing_in(own, material.pair), names, now)
    groups = what_stands(ground, None if scope.everything else layout.most["summary"])
    shown = sort_out(own, touching, limits, everything=scope.everything)
    low = replace(scope, min_confidence=layout.contradicted_floor)
    known = {s.fact.id for s in own.facts}
    doubtful = [f for f in material.unsure() if f.id not in known and _is_wanted(f, low)] if with_unsure else []
    unsure = history_of(doubtful, material.pair, limits.last).facts
    wanted = {s.fact.id: s.fact for s in (*facts_in(groups), *shown.all(), *unsure)}
    quoted = material.quoted(tuple(wanted.values()), None if scope.everything else layout.most["quotes"])
    cited = {s.evidence.doc for fact in quoted.values() for s in fact.statements}
    return Told(groups, shown, unsure, quoted, material.documents(cited))


def _is_wanted(fact: Fact, scope: Scope) -> bool:
    return (
        fact.confidence >= scope.min_confidence
        and (not scope.kinds or fact.kind in scope.kinds)
        and (fact.reviewed or not scope.reviewed_only)
    )


def _fullest(told: Told) -> list[Fact]:
    """The facts that may be shown, in the order of the page, with their quotes."""
    order = dict.fromkeys(s.fact.id for s in (*facts_in(told.groups), *told.shown.all(), *told.unsure))
    return [told.quoted[i] for i in order if i in told.quoted]


def _contradicted(told: Told, checks: Checks) -> list[Seen]:
    seen = {s.fact.id: s for s in (*facts_in(told.groups), *told.shown.all(), *told.unsure)}
    return [s for s in seen.values() if checks.contradicting(s.fact)]


def _cited(told: Told, shown: Shown, most: int | None) -> Iterable[Statement]:
    """The statements that some line or note quotes."""
    for seen in shown.all():
        yield from quotes_of([seen.fact], told.quoted, None)
    for group in told.groups:
        for rests in (rests for i in group.items for rests in (i.facts, i.also)):
            yield from quotes_of((s.fact for s in rests), told.quoted, most)
        for remark in group.remarks:
            yield from quotes_of((s.fact for s in remark.facts), told.quoted, most)


def _limits(scope: Scope) -> Limits:
    """The period asked for; of ``as_of`` and ``date_to`` the earlier one limits what is seen."""
    ends = [(last_day(text, option), text) for option, text in (("--as-of", scope.as_of), ("--to", scope.date_to)) if text]
    last, words = min(ends) if ends else (None, None)
    first = first_day(scope.date_from, "--from") if scope.date_from else None
    since = first_day(scope.since, "--since") if scope.since else None
    return Limits(first, last, date_words(words) if words else None, since)


def _told_then(plans: Sequence[Fact], material: Material, limit: date | None) -> set[str]:
    """Which plans a document of that day or earlier tells; one without a date may have."""
    if limit is None or not plans:
        return set()
    quoted = material.quoted(plans, None).values()
    documents = material.documents({s.evidence.doc for fact in quoted for s in fact.statements})
    spans = {i: span_of(document.published) for i, document in documents.items()}

    def by_then(doc: str) -> bool:
        span = spans.get(doc)
        return span is None or (span.first is not None and span.first <= limit)

    return {fact.id for fact in quoted if any(by_then(s.evidence.doc) for s in fact.statements)}


def _latest_day(history: History, material: Material) -> date | None:
    """The last day that any fact of the pair, or any document at hand that tells one, is known to be of."""
    cited = {s.evidence.doc for seen in history.facts for s in seen.fact.statements}
    spans = [span_of(d.published) for d in material.documents(cited).values()]
    spans += [seen.span for seen in history.facts if seen.fact.status in TOLD]
    return max((span.order for span in spans if span is not None and span.order != date.max), default=None)


def _no_news(brief: Brief) -> tuple[Note, ...]:
    return (Note(load_layout().notes["no_news"], section="news"),) if brief.scope.since and not brief.news else ()


def _forms(facts: Iterable[Fact], material: Material, names: Names) -> tuple[tuple[str, str], ...]:
    """The other forms of the two states of which something is told."""
    codes = {code for fact in facts for code in material.pair.others((*fact.states, *fact.via))}
    return tuple((code, names.plain(code)) for code in sorted(codes))


def _standing_title(limits: Limits) -> str:
    titles = load_layout().titles
    return titles["standing_as_of"].format(date=limits.words) if limits.words else titles["standing"]


def _standing(groups: Sequence[Summary], maker: LineMaker) -> tuple[Section, ...]:
    numbers = count(1)
    return tuple(
        Section(
            f"now-{g.group.key}",
            g.group.title,
            tuple(maker.of_item(i, f"w{next(numbers)}") for i in g.items),
            tuple(maker.note(r) for r in g.remarks),
        )
        for g in groups
    )


def _party(state: StateLike) -> Party:
    return Party(state.code, state.name, state.iso2, state.iso_numeric, state.cow, state.gw)


def _header(brief: Brief, sources: Sequence[Source], facts: Iterable[Fact]) -> Header:
    lines, facts = brief.lines(), list(facts)
    spans = [span for line in lines if line.status in TOLD and (span := span_of(line.date))]
    years = sorted({day.year for span in spans for day in (span.first, span.last) if day})
    published = max((s.published for s in sources if s.published), key=order_of, default=None)
    return Header(
        documents=len(sources),
        outlets=len({s.outlet for s in sources if s.outlet}),
        statements=sum(fact.counts.statements for fact in facts),
        facts=len(facts),
        shown=len({f for line in lines for f in line.facts}),
        period=" to ".join(dict.fromkeys(map(str, (years[0], years[-1])))) if years else None,
        latest_source=date_words(published) if published else None,
    )


def _known(pairs: Iterable[Pair], asked: tuple[str, str], names: Names) -> tuple[KnownPair, ...]:
    """The pairs of which something is known: those with one of the two first, then those with the most statements."""
    found = [
        KnownPair((p[0], p[1]), (names.plain(p[0]), names.plain(p[1])), p[2] if len(p) > 2 else None, bool({p[0], p[1]} & set(asked)))
        for p in pairs
    ]
    return tuple(sorted(found, key=lambda k: (not k.near, -(k.statements or 0), k.names)))
