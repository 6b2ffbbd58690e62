"""From statements to a brief on two states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from dragoman.brief.dates import date_words
from dragoman.brief.ground import Ground
from dragoman.brief.history import History, history_of
from dragoman.brief.layout import load_layout
from dragoman.brief.lines import LineMaker
from dragoman.brief.model import Brief, Header, KnownPair, Party, Scope, Section, Source
from dragoman.brief.names import Names, StateLike, gazetteer_names
from dragoman.brief.period import first_day, last_day, order_of, span_of
from dragoman.brief.quotes import number_quotes, sources_of
from dragoman.brief.sections import TOLD, Limits, sections, sort_out
from dragoman.brief.selection import concerning
from dragoman.brief.standing import Standing, facts_in, what_stands
from dragoman.merge import Fact, merge_statements
from dragoman.model import MIN_CONFIDENCE, Document, DragomanError, Statement

Pair = tuple[str, str] | tuple[str, str, int]
EMPTY_HEADER = Header(0, 0, 0, 0, None, None)


def build_brief(
    statements: Iterable[Statement],
    documents: Iterable[Document],
    a: StateLike,
    b: StateLike,
    *,
    as_of: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
    kinds: Sequence[str] | None = None,
    min_confidence: float = MIN_CONFIDENCE,
    known_pairs: Iterable[Pair] = (),
    names: Names | None = None,
) -> Brief:
    """The brief on states ``a`` and ``b``.

    ``statements`` may be of any states: those on the pair are picked out (see ``selection.concerning``) and merged into facts;
    ``documents`` are those that they quote. ``as_of``, ``date_from`` and ``date_to`` are EDTF dates. Nothing that began after ``as_of``
    (or ``date_to``) is shown; what may have, is, with a caution. ``date_from`` narrows the timeline and the sections, not what stands.
    ``kinds`` and ``min_confidence`` (0 to 1) leave out facts. ``known_pairs`` are codes of pairs, with a number of statements or
    without, for the page that tells that nothing is known. ``names`` gives states' names, by default the gazetteer.
    Raises DragomanError for an option that is no date, and where both states are one.
    """
    if a.code == b.code:
        raise DragomanError(f"a brief is about two states; both are {a.name} ({a.code})")
    names = replace(names or gazetteer_names(), first=(a.code, b.code))
    limits = _limits(as_of, date_from, date_to)
    by_id = {d.id: d for d in documents}
    selection = concerning(statements, a.code, b.code)
    wanted = set(kinds or ())

    def facts_of(chosen: Iterable[Statement]) -> History:
        facts = (f for f in merge_statements(chosen) if f.confidence >= min_confidence and (not wanted or f.kind in wanted))
        return history_of(facts, limits.last, lambda fact: _told_by(fact, by_id, limits.last))

    history, touching = facts_of(selection.own), facts_of(selection.touching)
    groups = what_stands(Ground(history, names, (a.code, b.code), limits.last or _latest_day(history, by_id)))
    shown = sort_out(history, touching, limits)
    numbering = number_quotes((s for seen in (*shown.all(), *facts_in(groups)) for s in seen.fact.statements), by_id)
    maker = LineMaker(names, numbering, by_id, limits.words, {s.fact.id: s.fact for s in (*history.facts, *touching.facts)})
    brief = Brief(
        (_party(a), _party(b)),
        Scope(as_of, date_from, date_to, tuple(kinds or ()), min_confidence),
        EMPTY_HEADER,
        _standing_title(limits),
        _standing(groups, maker),
        **sections(shown, maker),
    )
    sources = sources_of(numbering, by_id, brief.lines())
    pairs = () if sources else _known(known_pairs, (a.code, b.code), names)
    return replace(brief, sources=sources, known_pairs=pairs, header=_header(brief, sources))


def _limits(as_of: str | None, date_from: str | None, date_to: str | None) -> Limits:
    """The period asked for; of ``as_of`` and ``date_to`` the earlier one limits what is seen."""
    ends = [(last_day(text, option), text) for option, text in (("--as-of", as_of), ("--to", date_to)) if text]
    last, words = min(ends) if ends else (None, None)
    return Limits(first_day(date_from, "--from") if date_from else None, last, date_words(words) if words else None)


def _told_by(fact: Fact, documents: Mapping[str, Document], limit: date | None) -> bool:
    """Whether a document of that day or earlier tells the fact; one without a date may have."""
    for statement in fact.statements:
        document = documents.get(statement.evidence.doc)
        span = span_of(document.published) if document else None
        if limit is None or span is None or (span.first is not None and span.first <= limit):
            return True
    return False


def _latest_day(history: History, documents: Mapping[str, Document]) -> date | None:
    """The last day that any fact or document of the pair is known to be of."""
    cited = {s.evidence.doc for seen in history.facts for s in seen.fact.statements}
    spans = [span_of(d.published) for doc in cited if (d := documents.get(doc))]
    spans += [seen.span for seen in history.facts if seen.fact.status in TOLD]
    return max((span.order for span in spans if span is not None), default=None)


def _standing_title(limits: Limits) -> str:
    titles = load_layout().titles
    return titles["standing_as_of"].format(date=limits.words) if limits.words else titles["standing"]


def _standing(groups: Sequence[Standing], maker: LineMaker) -> tuple[Section, ...]:
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


def _header(brief: Brief, sources: Sequence[Source]) -> Header:
    lines = brief.lines()
    spans = [span for line in lines if line.status in TOLD and (span := span_of(line.date))]
    years = sorted({day.year for span in spans for day in (span.first, span.last) if day})
    published = max((s.published for s in sources if s.published), key=order_of, default=None)
    return Header(
        documents=len(sources),
        outlets=len({s.outlet for s in sources if s.outlet}),
        statements=len({s for line in lines for s in line.statements}),
        facts=len({f for line in lines for f in line.facts}),
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
