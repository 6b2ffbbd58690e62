"""Facts and items to lines: sentence, date, attribution, cautions, and the numbers of the quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from dragoman.brief.attribution import attribution_words, speaker
from dragoman.brief.dates import date_words, start_of
from dragoman.brief.history import Seen
from dragoman.brief.item import Item, Remark
from dragoman.brief.layout import load_layout
from dragoman.brief.model import Badge, Certainty, Dispute, Line, Note, Position
from dragoman.brief.names import Names
from dragoman.brief.period import order_of
from dragoman.brief.phrases import sentence
from dragoman.brief.quotes import Numbering
from dragoman.brief.words import load_words
from dragoman.model import Document, Statement

if TYPE_CHECKING:
    from dragoman.merge import Fact

# Merging names the fact on the other side, which the brief tells in its own words.
_OF_FACT = re.compile(r"\(fact [0-9a-f]+\)")


@dataclass(frozen=True, slots=True)
class LineMaker:
    """Makes lines. ``as_of`` is the day asked for in words, or None; ``facts`` are all that are seen, by id."""

    names: Names
    numbering: Numbering
    documents: Mapping[str, Document]
    as_of: str | None
    facts: Mapping[str, Fact]

    def of_fact(self, seen: Seen, anchor: str, *, flags: Iterable[str] = ()) -> Line:
        """The line that tells one fact."""
        return self._line(anchor, [seen], sentence(seen.fact, self.names), seen.fact.date, date_words(seen.fact.date), flags, ())

    def of_item(self, item: Item, anchor: str) -> Line:
        """A line of the summary."""
        return self._line(anchor, item.facts, item.text, item.date, item.when, item.flags, item.also)

    def note(self, remark: Remark) -> Note:
        """A remark with the numbers of the quotes that it rests on."""
        return Note(remark.text, self.numbering.refs(s for seen in remark.facts for s in seen.fact.statements), remark.section)

    def dispute(self, facts: Sequence[Seen], anchor: str) -> Dispute:
        """Facts that cannot all be true, told by the surest of them, with each statement's claim; those that claim alike stand together."""
        sides: dict[tuple[str, str], list[Statement]] = {}
        for statement in (s for seen in facts for s in seen.fact.statements):
            sides.setdefault((sentence(statement, self.names), date_words(statement.date)), []).append(statement)
        positions = []
        for (text, when), statements in sides.items():
            who = dict.fromkeys(speaker(s, self.documents, self.names) for s in statements)
            positions.append(
                Position(text, when, "; ".join(who), tuple(dict.fromkeys(s.id for s in statements)), self.numbering.refs(statements))
            )
        surest = max(facts, key=lambda s: s.fact.confidence)
        reasons = tuple(dict.fromkeys(r for seen in facts for r in self._reasons(seen.fact)))
        return Dispute(self.of_fact(surest, anchor), reasons, tuple(positions))

    def _line(
        self, anchor: str, facts: Sequence[Seen], text: str, date: str | None, when: str, flags: Iterable[str], also: Sequence[Seen]
    ) -> Line:
        first = facts[0].fact
        own = [s for seen in facts for s in seen.fact.statements]
        statements = [*own, *(s for seen in also for s in seen.fact.statements)]
        # Told by several facts, a line is as sure as the surest of them.
        confidence = max(seen.fact.confidence for seen in facts)
        return Line(
            id=anchor,
            text=text,
            kind=first.kind,
            status=first.status,
            badge=cast(Badge, load_layout().badges[first.status]),
            date=date,
            when=when,
            attribution=attribution_words(own, self.documents, self.names, denial=first.status == "denied"),
            flags=tuple(dict.fromkeys([*self._cautions(facts), *flags])),
            disputed=tuple(dict.fromkeys(r for seen in facts for r in self._reasons(seen.fact))),
            confidence=round(confidence, 3),
            certainty=cast(Certainty, load_words().certainty_of(confidence)),
            sources=max(independent(seen.fact) for seen in facts),
            facts=tuple(seen.fact.id for seen in facts),
            statements=tuple(dict.fromkeys(s.id for s in statements)),
            refs=self.numbering.refs(statements),
        )

    def _reasons(self, fact: Fact) -> list[str]:
        """Why a fact is disputed: what the facts that are seen say against it, and what else the merging found, in its own words."""
        words, out = load_layout().disputes, [r for r in fact.disputed if not _OF_FACT.search(r)]
        for other in (self.facts[i] for i in fact.conflicts_with if i in self.facts):
            if "denied" in (fact.status, other.status):
                out.append(words["denied_by_same" if fact.sources == other.sources else "denied"])
            elif fact.amount != other.amount and fact.amount and other.amount:
                out.append(words["amount"])
            else:
                out.append(words["date" if fact.date != other.date else "other"])
        return out

    def _cautions(self, facts: Sequence[Seen]) -> list[str]:
        """What the reader must know of the dates: there is none, or it may lie after the day asked for."""
        flags, sights = load_layout().flags, {seen.sight for seen in facts}
        if "seen" in sights:
            return []
        if "perhaps" in sights:
            date = next(seen.fact.date for seen in facts if seen.sight == "perhaps" and seen.fact.date)
            return [flags["maybe_later"].format(date=date_words(start_of(date) or date), limit=self.as_of)]
        earliest = self._first_told(facts)
        return [flags["undated"], *([flags["told_later"].format(date=date_words(earliest))] if self.as_of and earliest else [])]

    def _first_told(self, facts: Sequence[Seen]) -> str | None:
        """The date of the earliest document that tells any of these."""
        dates = [d.published for seen in facts for s in seen.fact.statements if (d := self.documents.get(s.evidence.doc)) and d.published]
        return min(dates, key=order_of, default=None)


def independent(fact: Fact) -> int:
    """How many independent sources a fact has."""
    return len(fact.sources)
