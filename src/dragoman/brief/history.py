"""The facts of a pair in order, and which of them later ones undid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dragoman.brief.layout import Undoing, load_layout
from dragoman.brief.names import same_thing
from dragoman.brief.period import Sight, Span, order_of, sight, span_of
from dragoman.times import edtf as edtf_

if TYPE_CHECKING:
    from dragoman.merge import Fact

CAME_ABOUT = ("happened", "ongoing")
AHEAD = ("planned", "proposed")


@dataclass(frozen=True, slots=True)
class Seen:
    """A fact with its days and how it lies against the day asked for."""

    fact: Fact
    span: Span | None
    sight: Sight

    @property
    def lasts(self) -> bool:
        """Whether it is told as going on: ``ongoing``, or a span without an end."""
        return self.fact.status == "ongoing" or (self.span is not None and self.span.last is None)

    def over(self, limit: date | None) -> bool:
        """Whether it is told as a span that had closed by ``limit``."""
        if (
            self.fact.status != "happened"
            or "/" not in (self.fact.date or "")
            or self.span is None
            or self.span.last is None
            or self.span.first is None
        ):
            return False
        return limit is None or self.span.last <= limit


@dataclass(frozen=True, slots=True)
class Undone:
    """Whether something later undid a fact; ``doubtful`` are facts that would have, but whose order is not known."""

    surely: bool
    doubtful: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """Every fact of the pair that is seen at ``limit``, in order of time, the undated last."""

    facts: tuple[Seen, ...]
    limit: date | None

    def of(self, *kinds: str, statuses: Sequence[str] = CAME_ABOUT) -> list[Seen]:
        """The facts of these kinds that have come about (or are of other ``statuses``)."""
        return [s for s in self.facts if s.fact.kind in kinds and s.fact.status in statuses]

    def undone(self, seen: Seen) -> Undone:
        """Whether a later fact undid this one: one of a kind that does so, or its own kind told as ended."""
        fact, doubtful = seen.fact, list[Seen]()
        ways = load_layout().undone_by.get(fact.kind, Undoing())
        for other in self.facts:
            if other is seen or not _undoes(other.fact, fact, ways):
                continue
            order = _order(seen, other)
            if order == "after":
                return Undone(True)
            if order == "unknown":
                doubtful.append(other)
        return Undone(False, tuple(doubtful))

    def standing(self, *kinds: str) -> list[Seen]:
        """The facts of these kinds that have come about and that nothing surely undid."""
        return [s for s in self.of(*kinds) if not s.over(self.limit) and not self.undone(s).surely]


def history_of(facts: Iterable[Fact], limit: date | None, told_by_then: Callable[[Fact], bool]) -> History:
    """The facts seen at ``limit``.

    Left out are those that had not begun by then, of the ended those that had not ended, and plans that no document had told
    (``told_by_then``) and whose own day lies later: a plan for 2030 was none in 2013.
    """
    kept = []
    for fact in facts:
        seen = sight(fact.date, limit, of_end=fact.status == "ended")
        if limit is not None and fact.status in AHEAD and seen != "seen":
            seen = ("seen" if seen != "undated" else seen) if told_by_then(fact) else "later"
        if seen != "later":
            kept.append(Seen(fact, span_of(fact.date), seen))
    return History(tuple(sorted(kept, key=_in_order)), limit)


def finest_date(facts: Sequence[Seen]) -> str | None:
    """Of several tellings of one thing the date of the first, as fine as those give it that agree with it."""
    best: str | None = None
    for seen in facts:
        date = seen.fact.date
        if date is None or seen.span is None:
            continue
        best = date if best is None else edtf_.finer(best, date) if edtf_.compatible(best, date) else best
    return best


def _in_order(seen: Seen) -> tuple[object, ...]:
    """By time; what begins alike with points before spans, then in the layout's order of kinds, then as the documents tell it."""
    fact = seen.fact
    day, fineness = order_of(fact.date)
    kind = load_layout().kind_order.get(fact.kind, len(load_layout().kind_order))
    first = min((s.evidence.doc, s.evidence.start) for s in fact.statements)
    return day, "/" in (fact.date or ""), fineness, kind, fact.kind, first, fact.id


def _undoes(other: Fact, fact: Fact, ways: Undoing) -> bool:
    """Whether ``other`` is of the sort that undoes ``fact``, whenever it was."""
    if other.kind == fact.kind and other.status == "ended":
        fits = _same_way(other, fact)
    elif other.status not in CAME_ABOUT:
        return False
    else:
        fits = (
            other.kind in ways.either
            or (other.kind in ways.same and _same_way(other, fact))
            or (other.kind in ways.reverse and (other.source, other.target) == (fact.target, fact.source))
        )
    if not fits:
        return False
    layout = load_layout()
    if other.kind in layout.only_if_named and (fact.object is None or other.object is None):
        return False
    by_name = fact.kind in layout.by_object or other.kind == fact.kind or other.kind in layout.only_if_named
    # A thing without a name may be any, so that it is not undone by the end of a named one.
    return not by_name or (same_thing(fact.object, other.object) and (fact.object is not None or other.object is None))


def _same_way(other: Fact, fact: Fact) -> bool:
    if fact.parties and other.parties:
        return set(fact.parties) == set(other.parties) and (fact.source is None or other.source is None or fact.source == other.source)
    return (other.source, other.target) == (fact.source, fact.target)


def _order(seen: Seen, other: Seen) -> str:
    """``before``, ``after`` or ``unknown``: when ``other`` was, against ``seen``."""
    if seen.span is None or other.span is None:
        return "unknown"
    # What ended is dated by its end: an occupation from 1941 to 1944 undoes what began before 1944.
    at = other.span.last if other.fact.status == "ended" and other.span.last else other.span.order
    if at == seen.span.order:
        return "unknown"
    return "after" if at > seen.span.order else "before"
