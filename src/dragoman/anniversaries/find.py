"""Which facts have an anniversary in a year, and on which day of it, as far as their dates tell."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.anniversaries.marks import Mark, Marks, load_marks
from dragoman.brief.conflict import conflict_words
from dragoman.brief.imprint import imprint
from dragoman.brief.names import Names
from dragoman.brief.phrases import sentence
from dragoman.merge import Fact
from dragoman.merge.kinds import load_kinds
from dragoman.merge.names import same_name
from dragoman.model import Document
from dragoman.times.edtf import add_duration, bounds, parse_point, precision, sort_key

CAME_ABOUT = ("happened", "ongoing")


@dataclass(frozen=True, slots=True)
class Source:
    """Words that tell of the event, and where they stand ("Fjord Gazette, 2 May 2024")."""

    quote: str
    imprint: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Anniversary:
    """An event of so many years before.

    ``event`` is the event's date and ``date`` that of the anniversary, both EDTF and equally fine: of what is known by its year alone
    the anniversary is the year, and no day is made up. ``grade`` is the roundest number that divides ``years``, None where it is not
    round. ``what`` is the event as a sentence without a full stop; ``notes`` are what must be known besides (the date is disputed).
    """

    date: str
    event: str
    years: int
    grade: int | None
    what: str
    fact: Fact
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def day(self) -> datetime.date | None:
        """The calendar day, where the event's is known."""
        point = parse_point(self.date)
        return point.first() if point and point.day and not point.mark else None


def anniversaries(
    facts: Iterable[Fact],
    year: int,
    names: Names,
    *,
    documents: Mapping[str, Document] | None = None,
    exists: Callable[[str, int], bool] | None = None,
    round_only: bool = False,
) -> list[Anniversary]:
    """The anniversaries that fall in ``year``, in order of day; those known by their year alone come last.

    ``facts`` are all that is known of the states, since what ended has no anniversary: relations broken off later and not resumed,
    treaties that ended. ``documents`` are those that the facts' statements quote, by id. ``exists`` tells whether a state exists in a
    year. Of 29 February the anniversary in a year without one is on the 28th.
    """
    marks, known = load_marks(), list(facts)
    by_id = {fact.id: fact for fact in known}
    of: defaultdict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in known:
        of[_who(fact)].append(fact)
    out: list[Anniversary] = []
    for fact in known:
        mark = marks.kinds.get(fact.kind)
        event = _event(fact, year)
        if mark is None or event is None or fact.status not in CAME_ABOUT:
            continue
        years = year - int(event[:4])
        over, doubts = _ended(fact, event, mark, of[_who(fact)], year)
        if years < 1 or over or (round_only and marks.grade(years) is None):
            continue
        notes = _notes(fact, event, year, by_id, doubts, names, marks, exists)
        out.append(
            Anniversary(
                add_duration(event, years, "year", keep_day=True), event, years, marks.grade(years),
                sentence(fact, names, status="happened"), fact, notes, _sources(fact, documents or {}),
            )
        )
    return sorted(out, key=lambda a: (precision(a.date) == "year", sort_key(a.date), -a.years, a.what, a.fact.id))


def _event(fact: Fact, year: int) -> str | None:
    """When it happened or began, as fine as is known; None without a year, and for a span that was over before ``year``."""
    if fact.date is None:
        return None
    start, slash, end = fact.date.partition("/")
    if slash and end not in ("..", ""):
        first, last = bounds(fact.date)
        if first is None or last is None:
            return None  # by 1992 at the latest
        if last.year < year and first.year < last.year:
            return None
        # Within one month it may have been on any of the days.
        start = start if first == last or last.year >= year else f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y}"
    point = parse_point(start)
    return start if point and point.digits == 4 else None


def _who(fact: Fact) -> tuple[str, ...]:
    """What facts must share for one to end the other: all parties, or who acts."""
    return tuple(sorted(fact.parties)) if fact.parties else (fact.source or "",)


def _ended(fact: Fact, event: str, mark: Mark, known: Sequence[Fact], year: int) -> tuple[bool, list[Fact]]:
    """Whether it was over before ``year``, and the facts that may have ended it but tell no date."""
    begun = bounds(event)[0] or datetime.date.min
    doubts: list[Fact] = []
    end: datetime.date | None = None
    for other in known:
        if not _ends(other, fact, mark):
            continue
        at = bounds(other.date) if other.date else (None, None)
        when = (at[1] or at[0]) if other.status == "ended" else (at[0] or at[1])
        if when is None and mark.by_name:
            return True, []
        if when is None:
            doubts.append(other)
        elif begun < when and when.year < year:
            end = max(end or when, when)
    if end is None:
        return False, doubts
    return not any(_renews(other, fact, mark, end) for other in known), doubts


def _ends(other: Fact, fact: Fact, mark: Mark) -> bool:
    own = other.kind == fact.kind and other.status == "ended"
    if other is fact or not _same_states(other, fact) or not (own or (other.kind in mark.ended_by and other.status in CAME_ABOUT)):
        return False
    if not mark.by_name:
        return True
    return other.object == fact.object or (other.object is not None and fact.object is not None and same_name(other.object, fact.object))


def _renews(other: Fact, fact: Fact, mark: Mark, end: datetime.date) -> bool:
    if other.status not in CAME_ABOUT or not other.date or not _same_states(other, fact):
        return False
    first, last = bounds(other.date)
    return (other.kind == fact.kind or other.kind in mark.renewed_by) and (first or last or datetime.date.min) >= end


def _same_states(a: Fact, b: Fact) -> bool:
    if a.parties or b.parties:
        return _who(a) == _who(b)
    return a.source == b.source and (a.kind in load_kinds().single or a.target == b.target)


def _notes(
    fact: Fact, event: str, year: int, by_id: Mapping[str, Fact], doubts: Iterable[Fact], names: Names, marks: Marks,
    exists: Callable[[str, int], bool] | None,
) -> tuple[str, ...]:
    notes: list[str] = []
    point = parse_point(event)
    if point and (point.month, point.day) == (2, 29) and not _is_leap(year):
        notes.append(marks.notes["leap_day"])
    for conflict in fact.conflicts:
        if conflict.about in ("date", "denial"):
            notes.append(marks.notes["disputed"].format(words=conflict_words(fact, conflict, by_id)))
    notes += [marks.notes["doubt"].format(sentence=sentence(other, names)) for other in doubts]
    gone = [state for state in fact.states if exists is not None and not exists(state, year)]
    if gone:
        told = names.joined(gone)
        notes.append(marks.notes["gone" if len(gone) == 1 else "gone_several"].format(states=told[:1].upper() + told[1:]))
    return tuple(dict.fromkeys(notes))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _sources(fact: Fact, documents: Mapping[str, Document]) -> tuple[Source, ...]:
    out = []
    for statement in fact.statements:
        document = documents.get(statement.evidence.doc)
        quote = " ".join(statement.evidence.quote.split())
        out.append(Source(quote, imprint(document, statement.evidence.doc), document.url if document else None))
    return tuple(dict.fromkeys(out))
