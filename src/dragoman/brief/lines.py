"""Facts and items to lines: sentence, date, attribution, cautions, and the numbers of the quotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import cast

from dragoman.brief.attribution import attribution_words, speaker
from dragoman.brief.checks import Checks
from dragoman.brief.dates import date_words
from dragoman.brief.item import Item, Remark
from dragoman.brief.layout import load_layout
from dragoman.brief.model import Badge, Certainty, Dispute, Line, Note, Position
from dragoman.brief.names import Names
from dragoman.brief.phrases import sentence
from dragoman.brief.quotes import Numbering
from dragoman.brief.reviews import review_words, reviews_of
from dragoman.brief.words import load_words
from dragoman.merge import Fact
from dragoman.model import Document, Statement
from dragoman.standing import Seen
from dragoman.standing.period import order_of, start_of


@dataclass(frozen=True, slots=True)
class LineMaker:
    """Makes lines.

    ``quoted`` are the facts that may be told, with the statements that are quoted of them; ``seen`` the ids of all facts that the
    reader may see. ``as_of`` is the day asked for in words, or None. ``most`` is how many statements a line quotes.
    """

    names: Names
    numbering: Numbering
    documents: Mapping[str, Document]
    as_of: str | None
    quoted: Mapping[str, Fact]
    seen: Mapping[str, Fact]
    most: int | None = None
    checks: Checks = field(default_factory=Checks)

    def of_fact(self, seen: Seen, anchor: str, *, flags: Iterable[str] = ()) -> Line:
        """The line that tells one fact."""
        return self._line(anchor, [seen], sentence(seen.fact, self.names), seen.fact.date, date_words(seen.fact.date), flags, ())

    def of_item(self, item: Item, anchor: str) -> Line:
        """A line of the summary."""
        return self._line(anchor, item.facts, item.text, item.date, item.when, item.flags, item.also)

    def note(self, remark: Remark) -> Note:
        """A remark with the numbers of the quotes that it rests on."""
        return Note(remark.text, self.numbering.refs(self._quotes(remark.facts)), remark.section)

    def dispute(self, facts: Sequence[Seen], anchor: str, more: int = 0) -> Dispute:
        """Facts that cannot all be true, or that reference data contradicts, told by the one that a person left, else by the surest.

        Each statement's claim is a position; those that claim alike stand together, and reference data has a position of its own.
        """
        ordered = sorted(facts, key=lambda s: (not s.fact.reviewed, -s.fact.confidence))
        sides: dict[tuple[str, str], list[tuple[Statement, Fact]]] = {}
        for fact in (self.quoted[s.fact.id] for s in ordered if s.fact.id in self.quoted):
            for statement in fact.statements:
                sides.setdefault((sentence(statement, self.names), date_words(statement.date)), []).append((statement, fact))
        positions = [self._position(text, when, told) for (text, when), told in sides.items()]
        checks = {check.text: check for seen in ordered for check in self.checks.contradicting(seen.fact)}
        reference = [Position(check.text, "", check.source, (), ()) for check in checks.values()]
        reasons = tuple(dict.fromkeys(r for seen in ordered for r in self._reasons(seen.fact)))
        return Dispute(self.of_fact(ordered[0], anchor), reasons, (*positions, *reference), more)

    def _position(self, text: str, when: str, told: Sequence[tuple[Statement, Fact]]) -> Position:
        statements = [statement for statement, _ in told]
        who = dict.fromkeys(speaker(s, self.documents, self.names) for s in statements)
        facts = {fact.id: fact for _, fact in told}
        more = sum(f.counts.statements - len(f.statements) for f in facts.values() if f.statements[0] in statements)
        ids = tuple(dict.fromkeys(s.id for s in statements))
        return Position(text, when, "; ".join(who), ids, self.numbering.refs(statements), more, review_words(reviews_of(facts.values())))

    def _line(
        self, anchor: str, facts: Sequence[Seen], text: str, date: str | None, when: str, flags: Iterable[str], also: Sequence[Seen]
    ) -> Line:
        first = facts[0].fact
        own = self._quotes(facts)
        statements = [*own, *self._quotes(also)]
        # Told by several facts, a line is as sure as the surest of them.
        confidence = max(seen.fact.confidence for seen in facts)
        counts = max((seen.fact.counts for seen in facts), key=lambda c: (c.independent, c.documents))
        reviews = reviews_of(seen.fact for seen in facts)
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
            documents=counts.documents,
            sources=counts.independent,
            facts=tuple(seen.fact.id for seen in facts),
            statements=tuple(dict.fromkeys(s.id for s in statements)),
            refs=self.numbering.refs(statements),
            more=sum(seen.fact.counts.statements for seen in facts) - len(own),
            review=review_words(reviews),
            reviews=reviews,
            checks=self.checks.marks_of(seen.fact for seen in facts),
        )

    def _quotes(self, facts: Iterable[Seen]) -> list[Statement]:
        return quotes_of((seen.fact for seen in facts), self.quoted, self.most)

    def _reasons(self, fact: Fact) -> list[str]:
        """Why a fact is disputed: what the facts that are seen, and reference data, say against it."""
        words, out = load_layout().disputes, list[str]()
        for conflict in fact.conflicts:
            other = self.seen.get(conflict.fact)
            if other is None:
                continue
            if conflict.about == "denial":
                same = bool(fact.sources) and fact.sources == other.sources
                out.append(words["denied_by_same" if same else "denied"])
            else:
                out.append(words[conflict.about])
        return out + [words["check"]] * bool(self.checks.contradicting(fact))

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
        """The date of the earliest quoted document that tells any of these."""
        documents = (self.documents.get(s.evidence.doc) for s in self._quotes(facts))
        return min((d.published for d in documents if d and d.published), key=order_of, default=None)


def quotes_of(facts: Iterable[Fact], quoted: Mapping[str, Fact], most: int | None) -> list[Statement]:
    """The statements that a line on these facts quotes, at ``most`` so many. ``quoted`` are the facts with their statements, by id."""
    return list(islice((s for fact in facts if fact.id in quoted for s in quoted[fact.id].statements), most))
