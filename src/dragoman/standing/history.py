"""The facts of a pair in order, and which of them later ones undid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dragoman.merge import Fact
from dragoman.merge.names import same_name
from dragoman.standing.pair import Pair
from dragoman.standing.period import Sight, Span, order_of, sight, span_of
from dragoman.standing.rules import Undoing, load_rules
from dragoman.times import edtf as edtf_

CAME_ABOUT = ("happened", "ongoing")
AHEAD = ("planned", "proposed")


@dataclass(frozen=True, slots=True)
class Seen:
    """A fact with its days and how it lies against the day asked for.

    ``source``, ``target`` and ``parties`` are the fact's, with each form of a state of the pair taken for that state; ``former`` are the
    codes of such forms that go by another name.
    """

    fact: Fact
    span: Span | None
    sight: Sight
    source: str | None
    target: str | None
    parties: frozenset[str]
    former: tuple[str, ...] = ()

    @property
    def lasts(self) -> bool:
        """Whether it is told as going on: ``ongoing``, or a span without an end."""
        return self.fact.status == "ongoing" or (self.span is not None and self.span.last is None)

    @property
    def weight(self) -> tuple[bool, int, float]:
        """By which of two that can't both be true the likelier is told: a person's word, then more independent sources, then sureness."""
        return self.fact.reviewed, self.fact.counts.independent, self.fact.confidence

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

    def before(self, other: Seen) -> bool:
        """Whether it surely comes before the other: both have dates, and its own is the earlier."""
        return self.span is not None and other.span is not None and self.span.order < other.span.order


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
    _of_kind: Mapping[str, Sequence[Seen]] = field(default_factory=dict, repr=False, compare=False)
    _ended: Mapping[str, Sequence[Seen]] = field(default_factory=dict, repr=False, compare=False)

    def of(self, *kinds: str, statuses: Sequence[str] = CAME_ABOUT) -> list[Seen]:
        """The facts of these kinds that have come about (or are of other ``statuses``), in order of time."""
        found = [s for kind in dict.fromkeys(kinds) for s in self._of_kind.get(kind, ()) if s.fact.status in statuses]
        if len(kinds) > 1:
            chosen = {id(s) for s in found}
            return [s for s in self.facts if id(s) in chosen]
        return found

    def undone(self, seen: Seen) -> Undone:
        """Whether a later fact undid this one: one of a kind that does so, or its own kind told as ended."""
        ways, doubtful = load_rules().undone_by.get(seen.fact.kind, Undoing()), list[Seen]()
        for other in self._may_undo(seen, ways):
            order = follows(seen, other)
            if order != "before" and undoes(other, seen, ways):
                if order == "after":
                    return Undone(True)
                doubtful.append(other)
        return Undone(False, tuple(reversed(doubtful)))

    def standing(self, *kinds: str) -> list[Seen]:
        """The facts of these kinds that have come about and that nothing surely undid."""
        return [s for s in self.of(*kinds) if not s.over(self.limit) and not self.undone(s).surely]

    def _may_undo(self, seen: Seen, ways: Undoing) -> Iterator[Seen]:
        """The facts of the kinds that undo this one's, without those that surely come before it, the latest first."""
        yield from (other for other in reversed(self._ended.get(seen.fact.kind, ())) if other is not seen)
        for kind in sorted(ways.kinds):
            for other in reversed(self._of_kind.get(kind, ())):
                if other.before(seen):
                    break
                if other is not seen:
                    yield other


def history_of(
    facts: Iterable[Fact], pair: Pair, limit: date | None = None, told_by_then: Callable[[Fact], bool] = lambda _: False,
    kind_order: Mapping[str, int] | None = None,
) -> History:
    """The facts seen at ``limit``; facts of one day stand in ``kind_order``, where that is given.

    Left out are those that had not begun by then, of the ended those that had not ended, and plans that no document had told
    (``told_by_then``) and whose own day lies later: a plan for 2030 was none in 2013.
    """
    kept = []
    for fact in facts:
        seen = sight(fact.date, limit, of_end=fact.status == "ended")
        if limit is not None and fact.status in AHEAD and seen != "seen":
            seen = ("seen" if seen != "undated" else seen) if told_by_then(fact) else "later"
        if seen != "later":
            ends = pair.end(fact.source), pair.end(fact.target), pair.ends(fact.parties or ())
            kept.append(Seen(fact, span_of(fact.date), seen, *ends, pair.others(fact.states)))
    kept.sort(key=lambda s: _in_order(s, kind_order or {}))
    of_kind: defaultdict[str, list[Seen]] = defaultdict(list)
    for seen_fact in kept:
        of_kind[seen_fact.fact.kind].append(seen_fact)
    ended = {kind: [s for s in told if s.fact.status == "ended"] for kind, told in of_kind.items()}
    return History(tuple(kept), limit, dict(of_kind), ended)


def likeliest(facts: Sequence[Seen]) -> list[Seen]:
    """The facts without those that another of them, of more weight, contradicts."""
    return [s for s in facts if not any(o.fact.id in s.fact.conflicts_with and o.weight > s.weight for o in facts)]


def finest_date(facts: Sequence[Seen]) -> str | None:
    """Of several tellings of one thing the date of the first likely one, as fine as those give it that agree with it."""
    best: str | None = None
    for seen in likeliest(facts):
        date = seen.fact.date
        if date is None or seen.span is None:
            continue
        best = date if best is None else edtf_.finer(best, date) if edtf_.compatible(best, date) else best
    return best


def same_thing(a: str | None, b: str | None) -> bool:
    """Whether two names can mean one thing; a missing name may mean any."""
    return not a or not b or same_name(a, b)


def _in_order(seen: Seen, kind_order: Mapping[str, int]) -> tuple[object, ...]:
    """By time; what begins alike with points before spans, then in the order of kinds, then as the documents tell it."""
    fact = seen.fact
    day, fineness = order_of(fact.date)
    first = min(((s.evidence.doc, s.evidence.start) for s in fact.statements), default=("", 0))
    return day, "/" in (fact.date or ""), fineness, kind_order.get(fact.kind, len(kind_order)), fact.kind, first, fact.id


def undoes(other: Seen, seen: Seen, ways: Undoing) -> bool:
    """Whether ``other`` is of the sort that undoes ``seen``, whenever it was."""
    kind, by, rules = seen.fact.kind, other.fact.kind, load_rules()
    if by == kind and other.fact.status == "ended":
        fits = _same_way(other, seen)
    elif other.fact.status not in CAME_ABOUT:
        return False
    else:
        fits = (
            by in ways.either
            or (by in ways.same and _same_way(other, seen))
            or (by in ways.reverse and (other.source, other.target) == (seen.target, seen.source))
        )
    name, other_name = seen.fact.object, other.fact.object
    if not fits or (by in rules.only_if_named and (name is None or other_name is None)):
        return False
    by_name = kind in rules.by_object or by == kind or by in rules.only_if_named
    # A thing without a name may be any, so that it is not undone by the end of a named one.
    return not by_name or (same_thing(name, other_name) and (name is not None or other_name is None))


def _same_way(other: Seen, seen: Seen) -> bool:
    if seen.parties and other.parties:
        return seen.parties == other.parties and (seen.source is None or other.source is None or seen.source == other.source)
    return (other.source, other.target) == (seen.source, seen.target)


def follows(seen: Seen, other: Seen) -> str:
    """``before``, ``after`` or ``unknown``: when ``other`` was, against ``seen``."""
    if seen.span is None or other.span is None:
        return "unknown"
    # What ended is dated by its end: an occupation from 1941 to 1944 undoes what began before 1944.
    at = other.span.last if other.fact.status == "ended" and other.span.last else other.span.order
    if at == seen.span.order:
        return "unknown"
    return "after" if at > seen.span.order else "before"
