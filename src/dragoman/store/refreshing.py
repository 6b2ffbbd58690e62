"""Keeping the facts up with the statements, cell by cell."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, RowMapping, and_, bindparam, delete, func, insert, select, update

from dragoman.merge.claims import Claim, Key
from dragoman.merge.disputes import Speaker, conflicts_of, in_fixed_order
from dragoman.merge.fact import Fact
from dragoman.merge.kinds import load_kinds
from dragoman.merge.merging import Telling, fact_of, groups_of_cell
from dragoman.merge.voices import Voice
from dragoman.model import Review
from dragoman.store.claims import Claims
from dragoman.store.facts import to_fact
from dragoman.store.journal import PORTION
from dragoman.store.schema import documents, fact_pairs, facts, statements
from dragoman.store.serialise import Row, pairs

_CELLS_AT_ONCE = 200


def refresh(connection: Connection, cells: Iterable[str], claims: Claims) -> None:
    """Brings the facts of these cells up to what their statements come to."""
    ordered = sorted(set(cells))
    for i in range(0, len(ordered), _CELLS_AT_ONCE):
        _Refresh(connection, ordered[i:i + _CELLS_AT_ONCE], claims).run()


class _Refresh:
    """One portion of cells: read together, worked out one by one, written together.

    What is told of a cell is grouped anew; only groups whose statements changed are read whole and made facts of.
    """

    def __init__(self, connection: Connection, cells: Sequence[str], claims: Claims) -> None:
        self._connection, self._cells, self._claims = connection, cells, claims
        self._kinds = load_kinds()
        self._gone: list[int] = []
        self._new: list[tuple[Row, Fact, Sequence[_Place]]] = []
        self._changed: list[Row] = []
        self._moved: list[Row] = []

    def run(self) -> None:
        told, there = self._told(), self._stored()
        groups = {cell: self._groups(told.get(cell, [])) for cell in self._cells}
        changed = {cell: [g for g in groups[cell] if not _is_stored(g, there.get(cell, {}))] for cell in self._cells}
        tellings = self._tellings([(cell, claim) for cell, found in changed.items() for g in found for claim in g.claims])
        for cell in self._cells:
            self._compare(cell, groups[cell], changed[cell], tellings, there.get(cell, {}))
        self._write()

    def _told(self) -> dict[str, list[tuple[Claim, _Place]]]:
        """By cell, each statement's place with its claim."""
        s = statements.c
        query = select(s.cell, s.unit, s.document_n, s.ordinal, s.fact).where(s.cell.in_(self._cells))
        rows = self._connection.execute(query).all()
        claims = self._claims.get(self._connection, ((row.cell, row.unit) for row in rows))
        told: defaultdict[str, list[tuple[Claim, _Place]]] = defaultdict(list)
        for row in rows:
            told[row.cell].append((claims[row.cell, row.unit], _Place(row.document_n, row.ordinal, row.fact)))
        return told

    def _groups(self, told: Sequence[tuple[Claim, _Place]]) -> list[_Group]:
        places: defaultdict[str, list[_Place]] = defaultdict(list)
        claims = {claim.id: claim for claim, _ in told}
        for claim, place in told:
            places[claim.id].append(place)
        documents = {claim: {str(place.document_n) for place in places[claim.id]} for claim in claims.values()}
        grouped = groups_of_cell(documents, self._kinds)
        return [_Group(key, group, [place for claim in group for place in places[claim.id]]) for key, group in grouped]

    def _tellings(self, wanted: Sequence[tuple[str, Claim]]) -> dict[str, list[Telling[_Place]]]:
        """All that is known of the statements that make these claims, by claim."""
        claims = {(cell, claim.id): claim for cell, claim in wanted}
        found: defaultdict[str, list[Telling[_Place]]] = defaultdict(list)
        s, d = statements.c, documents.c
        quote = s.payload["evidence"]["quote"].as_string().label("quote")
        columns = (s.cell, s.unit, s.document_n, s.ordinal, s.weight, quote, s.speaker, s.fact, s.review, d.id, d.story, d.added_at,
                   d.published, d.outlet)
        cells, units = sorted({cell for cell, _ in claims}), sorted({unit for _, unit in claims})
        for i in range(0, len(units), PORTION):
            here = and_(s.cell.in_(cells), s.unit.in_(units[i:i + PORTION]))
            for row in self._connection.execute(select(*columns).join(documents, d.n == s.document_n).where(here)).mappings():
                claim = claims.get((row["cell"], row["unit"]))
                if claim is not None:
                    voice = Voice(row["id"], str(row["story"]), row["quote"], tuple(row["speaker"] or ()), row["published"], row["outlet"])
                    place = _Place(row["document_n"], row["ordinal"], row["fact"], row["added_at"])
                    review = Review.from_dict(row["review"]) if row["review"] is not None else None
                    found[f"{row['cell']} {row['unit']}"].append(Telling(claim, voice, row["weight"], place, review))
        return found

    def _stored(self) -> dict[str, dict[int, RowMapping]]:
        found: defaultdict[str, dict[int, RowMapping]] = defaultdict(dict)
        for row in self._connection.execute(select(facts).where(facts.c.cell.in_(self._cells))).mappings():
            found[row["cell"]][row["n"]] = row
        return found

    def _compare(self, cell: str, groups: Sequence[_Group], changed: Sequence[_Group], tellings: Mapping[str, Sequence[Telling[_Place]]],
                 there: Mapping[int, RowMapping]) -> None:
        by_id = {row["id"]: row for row in there.values()}
        to_make = set(map(id, changed))
        made: list[tuple[Key, Fact]] = []
        members: dict[str, list[Telling[_Place]]] = {}
        for group in groups:
            if id(group) in to_make:
                told = [telling for claim in group.claims for telling in tellings[f"{cell} {claim.id}"]]
                fact = fact_of(group.claims, told, self._kinds)
                members[fact.id] = told
            else:
                fact = to_fact(there[group.fact or 0], ())
            made.append((group.key, fact))
        found = conflicts_of(made, lambda fact_id: self._voices(fact_id, members, by_id), self._kinds, members.keys())
        kept = {fact.id for _, fact in made} - members.keys()
        for _, fact in made:
            earlier = () if fact.id in members else (conflict for conflict in fact.conflicts if conflict.fact in kept)
            complete = replace(fact, conflicts=in_fixed_order({*earlier, *found.get(fact.id, ())}))
            if fact.id in members:
                self._put(cell, complete, [telling.ref for telling in members[fact.id]], by_id.get(fact.id))
            elif complete.conflicts != fact.conflicts:
                self._put_conflicts(complete, by_id[fact.id])
        self._gone += [row["n"] for row in there.values() if row["id"] not in {fact.id for _, fact in made}]

    def _voices(self, fact_id: str, members: Mapping[str, Sequence[Telling[_Place]]], by_id: Mapping[str, RowMapping]) -> set[Speaker]:
        if fact_id in members:
            return {telling.voice.speaker for telling in members[fact_id]}
        s, d = statements.c, documents.c
        query = select(d.id, s.speaker).join(statements, d.n == s.document_n).where(s.fact == by_id[fact_id]["n"])
        return {(row.id, tuple(row.speaker or ())) for row in self._connection.execute(query)}

    def _put(self, cell: str, fact: Fact, places: Sequence[_Place], stored: RowMapping | None) -> None:
        row = _fact_row(fact, cell, places)
        if stored is None:
            self._new.append((row, fact, places))
            return
        if any(stored[name] != value for name, value in row.items()):
            self._changed.append({"fact_n": stored["n"], **{f"new_{name}": value for name, value in row.items()}})
        self._moved += [_moved(place, stored["n"]) for place in places if place.fact != stored["n"]]

    def _put_conflicts(self, fact: Fact, stored: RowMapping) -> None:
        row = {name: stored[name] for name in stored if name != "n"}
        changed = {"disputed": fact.disputed, "need": _need(fact), "payload": _payload(fact)}
        self._changed.append({"fact_n": stored["n"], **{f"new_{name}": value for name, value in {**row, **changed}.items()}})

    def _write(self) -> None:
        execute = self._connection.execute
        for i in range(0, len(self._gone), PORTION):
            portion = self._gone[i:i + PORTION]
            execute(delete(fact_pairs).where(fact_pairs.c.fact_n.in_(portion)))
            execute(delete(facts).where(facts.c.n.in_(portion)))
        if self._changed:
            names = [name[4:] for name in self._changed[0] if name.startswith("new_")]
            change = update(facts).where(facts.c.n == bindparam("fact_n")).values({name: bindparam(f"new_{name}") for name in names})
            execute(change, self._changed)
        if self._new:
            first = execute(select(func.coalesce(func.max(facts.c.n), 0))).scalar_one() + 1
            numbered = [(n, *new) for n, new in enumerate(self._new, first)]
            execute(insert(facts), [{"n": n, **row} for n, row, _, _ in numbered])
            execute(insert(fact_pairs), [{"a": a, "b": b, "fact_n": n} for n, _, fact, _ in numbered for a, b in pairs(fact.states)])
            self._moved += [_moved(place, n) for n, _, _, places in numbered for place in places]
        if self._moved:
            s = statements.c
            here = and_(s.document_n == bindparam("at_document"), s.ordinal == bindparam("at_ordinal"))
            execute(update(statements).where(here).values(fact=bindparam("to_fact")), self._moved)


class _Place:
    """A statement's row: where it is, the fact to which it belonged (none, if it must be counted anew), when its document was added."""

    __slots__ = ("added_at", "document_n", "fact", "ordinal")

    def __init__(self, document_n: int, ordinal: int, fact: int | None, added_at: str = "") -> None:
        self.document_n, self.ordinal, self.fact, self.added_at = document_n, ordinal, fact, added_at


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Claims that are one fact, and where they are made."""

    key: Key
    claims: list[Claim]
    places: list[_Place]

    @property
    def fact(self) -> int | None:
        """The stored fact to which all of its statements belong already."""
        facts = {place.fact for place in self.places}
        return next(iter(facts)) if len(facts) == 1 else None


def _is_stored(group: _Group, there: Mapping[int, RowMapping]) -> bool:
    """Whether the group is a stored fact as it is: the same statements, and none of them to be counted anew."""
    row = there.get(group.fact) if group.fact is not None else None
    return row is not None and row["statements"] == len(group.places)


def _moved(place: _Place, fact_n: int) -> Row:
    return {"at_document": place.document_n, "at_ordinal": place.ordinal, "to_fact": fact_n}


def _fact_row(fact: Fact, cell: str, places: Sequence[_Place]) -> Row:
    first, last = fact.bounds
    contested = any(review.against for review in fact.reviews)
    verdict = "confirmed" if fact.reviewed else None
    return {
        "id": fact.id, "cell": cell, "kind": fact.kind, "source": fact.source, "target": fact.target, "status": fact.status,
        "date": fact.date, "date_from": first.isoformat() if first else None, "date_to": last.isoformat() if last else None,
        "confidence": fact.confidence, "statements": fact.counts.statements, "documents": fact.counts.documents,
        "independent": fact.counts.independent, "disputed": fact.disputed, "verdict": verdict, "contested": contested,
        "need": _need(fact), "added_at": min(place.added_at for place in places), "grew_at": max(place.added_at for place in places),
        "payload": _payload(fact)}


def _payload(fact: Fact) -> Row:
    return {
        "parties": list(fact.parties) if fact.parties is not None else None, "via": list(fact.via), "date_basis": fact.date_basis,
        "object": fact.object, "detail": fact.detail, "amount": fact.amount.as_dict() if fact.amount else None,
        "conflicts": [[c.fact, c.about, c.words] for c in fact.conflicts], "reviews": [review.to_dict() for review in fact.reviews]}


def _need(fact: Fact) -> float:
    """How much a person's look is needed: first what is disputed, then what may as well be so as not, each the more the more it is used.

    What is most likely misread needs none: no brief shows it.
    """
    used, sure = math.log1p(fact.counts.documents), fact.confidence
    return round(used * ((1 if fact.disputed else 0) + 4 * sure * (1 - sure)), 6)
