"""Where a brief's facts come from: statements in hand, or a store, of which only the quotes that are shown are read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from dragoman.brief.layout import load_layout
from dragoman.brief.selection import concerning
from dragoman.merge import Fact, merge_statements
from dragoman.model import Document, Statement
from dragoman.standing import Pair

if TYPE_CHECKING:
    from dragoman.store.store import Store

_PORTION = 2000  # A database takes only so many parameters.
_FEW = 400  # Facts of a pair up to which all their quotes are read at once.


class Material(Protocol):
    """The facts on one pair of states."""

    @property
    def pair(self) -> Pair: ...

    def own(self) -> Sequence[Fact]:
        """The facts between the two, and those of either alone that a document on the pair tells; their statements may be missing."""

    def touching(self) -> Sequence[Fact]:
        """The facts of one of the two with others, by way of the second; their statements may be missing."""

    def unsure(self) -> Sequence[Fact]:
        """Facts between the two of the kinds that are shown, however unsure, where reference data contradicts them."""

    def quoted(self, facts: Collection[Fact], quotes: int | None) -> Mapping[str, Fact]:
        """The same facts by id, with their statements, or the best ``quotes`` of each."""

    def documents(self, ids: Collection[str]) -> Mapping[str, Document]:
        """The documents with these ids, as far as they are at hand."""


class InHand:
    """Statements and the documents that they quote; they may be of any states."""

    def __init__(self, statements: Iterable[Statement], documents: Iterable[Document], pair: Pair) -> None:
        self._pair = pair
        self._documents = {d.id: d for d in documents}
        selection = concerning(statements, pair)
        chosen = (selection.own, selection.touching)
        self._own, self._touching = (merge_statements(said, self._documents.values()) for said in chosen)

    @property
    def pair(self) -> Pair:
        """The two states."""
        return self._pair

    def own(self) -> Sequence[Fact]:
        """See ``Material``."""
        return self._own

    def touching(self) -> Sequence[Fact]:
        """See ``Material``."""
        return self._touching

    def unsure(self) -> Sequence[Fact]:
        """See ``Material``."""
        return [fact for fact in self._own if fact.kind in load_layout().contradicted_kinds]

    def quoted(self, facts: Collection[Fact], quotes: int | None) -> Mapping[str, Fact]:
        """See ``Material``."""
        return {fact.id: _with_best(fact, quotes) for fact in facts}

    def documents(self, ids: Collection[str]) -> Mapping[str, Document]:
        """See ``Material``."""
        return {i: self._documents[i] for i in ids if i in self._documents}


class FromStore:
    """What a store has on the pair. ``min_confidence`` and ``reviewed_only`` are left to it, so that it need not read what nobody asks."""

    def __init__(self, store: Store, pair: Pair, *, min_confidence: float = 0.0, reviewed_only: bool = False) -> None:
        self._store, self._pair = store, pair
        self._confidence, self._reviewed = min_confidence, reviewed_only
        self._complete: dict[str, Fact] = {}

    @property
    def pair(self) -> Pair:
        """The two states."""
        return self._pair

    def own(self) -> Sequence[Fact]:
        """See ``Material``. The few facts of a small record bring all their statements."""
        both = self._facts(self._pair.lines, quotes=0)
        if not both or len(both) > _FEW:
            return [*both, *self._alone(self._best_documents(both))]
        both = self._facts(self._pair.lines, quotes=None)
        self._keep(both)
        alone = self._alone({s.evidence.doc for fact in both for s in fact.statements})
        return [*both, *alone]

    def touching(self) -> Sequence[Fact]:
        """See ``Material``."""
        pair, found = self._pair, dict[str, Fact]()
        for line, other in (pair.lines, pair.lines[::-1]):
            for fact in self._facts((line,), via=other, quotes=0):
                if not pair.concerns(fact.states):
                    found[fact.id] = fact
        return list(found.values())

    def unsure(self) -> Sequence[Fact]:
        """See ``Material``."""
        layout = load_layout()
        return self._store.facts(
            self._pair.lines, layout.contradicted_kinds, quotes=0, min_confidence=layout.contradicted_floor, reviewed_only=self._reviewed)

    def quoted(self, facts: Collection[Fact], quotes: int | None) -> Mapping[str, Fact]:
        """See ``Material``."""
        known = {fact.id: _with_best(self._complete[fact.id], quotes) for fact in facts if fact.id in self._complete}
        missing = [fact.id for fact in facts if fact.id not in known]
        for i in range(0, len(missing), _PORTION):
            known |= {fact.id: fact for fact in self._store.facts(ids=missing[i : i + _PORTION], quotes=quotes)}
        return known

    def documents(self, ids: Collection[str]) -> Mapping[str, Document]:
        """See ``Material``."""
        return {d.id: d for d in self._store.documents(ids)}

    def _facts(
        self,
        states: Sequence[Collection[str]],
        *,
        quotes: int | None,
        kinds: Collection[str] | None = None,
        via: Collection[str] | None = None,
    ) -> list[Fact]:
        return self._store.facts(
            states, kinds, via=via, quotes=quotes, min_confidence=self._confidence, reviewed_only=self._reviewed)

    def _keep(self, facts: Iterable[Fact]) -> None:
        self._complete.update({fact.id: fact for fact in facts})

    def _best_documents(self, facts: Sequence[Fact]) -> set[str]:
        """The documents of the facts that a long record is most likely to show."""
        weightiest = sorted(facts, key=weight, reverse=True)[:_FEW]
        quoted = self._store.facts(ids=[fact.id for fact in weightiest], quotes=load_layout().most["quotes"])
        return {s.evidence.doc for fact in quoted for s in fact.statements}

    def _alone(self, documents: Set[str]) -> list[Fact]:
        """The facts of either state alone that one of these documents tells."""
        found: dict[str, Fact] = {}
        for line in self._pair.lines if documents else ():
            for fact in self._facts((line,), kinds=load_layout().single, quotes=load_layout().most["quotes"]):
                if fact.source in line and not self._pair.concerns(fact.states) and not documents.isdisjoint(fact.sources):
                    found[fact.id] = fact
        return list(found.values())


def weight(fact: Fact) -> tuple[bool, bool, int, float]:
    """Sorts facts by how much a reader should see them: reviewed, disputed, told by many independent sources, sure."""
    return fact.reviewed, fact.disputed, fact.counts.independent, fact.confidence


def _with_best(fact: Fact, quotes: int | None) -> Fact:
    """The fact with its surest statements, of different documents first."""
    if quotes is None or len(fact.statements) <= quotes:
        return fact
    ranked = sorted(range(len(fact.statements)), key=lambda i: -fact.statements[i].confidence)
    first: dict[str, int] = {}
    for i in ranked:
        first.setdefault(fact.statements[i].evidence.doc, i)
    chosen = [*first.values(), *(i for i in ranked if i not in first.values())][:quotes]
    return replace(fact, statements=tuple(fact.statements[i] for i in sorted(chosen)))
