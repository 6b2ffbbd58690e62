"""The changes between two lists of facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from dragoman.compare.matching import match
from dragoman.merge import Fact
from dragoman.merge.merging import in_order
from dragoman.times.edtf import finer

What = Literal["new", "gone", "changed", "joined", "parted"]
About = Literal["date", "status", "states", "via", "object", "detail", "amount", "sources", "disputed", "reviewed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a fact told otherwise before. ``finer``: the new date is a finer one of the old."""

    about: About
    before: Any
    after: Any
    finer: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that is new, gone or changed; ``old`` is None for a new one, ``new`` for one that is gone.

    ``joined``: gone by itself, since its statements are now part of the fact ``other``; ``parted``: new by itself, since its statements
    were part of ``other`` before. ``differences`` are those of a changed one.
    """

    what: What
    old: Fact | None
    new: Fact | None
    differences: tuple[Difference, ...] = ()
    other: str | None = None

    @property
    def fact(self) -> Fact:
        """The fact as it is now, or, if it is gone, as it was."""
        fact = self.new or self.old
        assert fact is not None
        return fact

    @property
    def states(self) -> tuple[str, ...]:
        """The states that it is about."""
        return self.fact.states

    def to_dict(self) -> dict[str, Any]:
        """The change as JSON values."""
        return {
            "what": self.what, "states": list(self.states), "other": self.other,
            "old": self.old.to_dict() if self.old else None, "new": self.new.to_dict() if self.new else None,
            "differences": [{"about": d.about, "before": d.before, "after": d.after, "finer": d.finer} for d in self.differences],
        }


def compare(old: Sequence[Fact], new: Sequence[Fact]) -> list[Change]:
    """What is new, gone or changed, in order of date. Facts that tell the same in both are left out.

    All of the facts' statements are wanted: they tell which fact is which where the id changed.
    """
    matches = match(old, new)
    changes = [Change("changed", a, b, told) for a, b in matches.pairs if (told := tuple(_differences(a, b)))]
    kept_old, kept_new = ({pair[side].id for pair in matches.pairs} for side in (0, 1))
    changes += [_alone("joined", "gone", fact, None, matches.joined.get(fact.id)) for fact in _without(old, kept_old)]
    changes += [_alone("parted", "new", None, fact, matches.parted.get(fact.id)) for fact in _without(new, kept_new)]
    rank = {fact.id: i for i, fact in enumerate(in_order({change.fact.id: change.fact for change in changes}.values()))}
    return sorted(changes, key=lambda change: (rank[change.fact.id], change.what))


def _without(facts: Iterable[Fact], ids: Collection[str]) -> Iterator[Fact]:
    return (fact for fact in facts if fact.id not in ids)


def _alone(with_other: What, by_itself: What, old: Fact | None, new: Fact | None, other: str | None) -> Change:
    return Change(with_other if other else by_itself, old, new, (), other)


def _differences(a: Fact, b: Fact) -> Iterator[Difference]:
    if a.date != b.date:
        yield Difference("date", a.date, b.date, finer=bool(a.date and b.date) and finer(str(a.date), str(b.date)) == b.date)
    if a.status != b.status:
        yield Difference("status", a.status, b.status)
    if _who(a) != _who(b):
        yield Difference("states", _who(a), _who(b))
    if a.via != b.via:
        yield Difference("via", list(a.via), list(b.via))
    if a.object != b.object:
        yield Difference("object", a.object, b.object)
    if a.detail != b.detail:
        yield Difference("detail", a.detail, b.detail)
    if a.amount != b.amount:
        yield Difference("amount", a.amount.as_dict() if a.amount else None, b.amount.as_dict() if b.amount else None)
    if a.counts.independent != b.counts.independent:
        yield Difference("sources", a.counts.independent, b.counts.independent)
    if a.disputed != b.disputed:
        yield Difference("disputed", [asdict(conflict) for conflict in a.conflicts], [asdict(conflict) for conflict in b.conflicts])
    before = {review.entry for review in a.reviews}
    if any(review.entry not in before for review in b.reviews) or (a.reviews and not b.reviews):
        yield Difference("reviewed", [review.to_dict() for review in a.reviews], [review.to_dict() for review in b.reviews])


def _who(fact: Fact) -> list[str | None]:
    return list(fact.parties) if fact.parties else [fact.source, fact.target]
