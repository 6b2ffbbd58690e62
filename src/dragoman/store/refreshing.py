"""Keeping the facts up with the statements, cell by cell."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection, RowMapping, and_, bindparam, delete, func, insert, select, update

from dragoman.merge.claims import Claim, Sort
from dragoman.merge.disputes import Speaker, conflicts_of, in_fixed_order
from dragoman.merge.fact import Fact
from dragoman.merge.kinds import load_kinds
from dragoman.merge.merging import Telling, fact_of, groups_of_cell
from dragoman.merge.succession import load_succession
from dragoman.merge.voices import Voice
from dragoman.model import Review
from dragoman.store.cells import CellState, Group, Place
from dragoman.store.claims import Claims
from dragoman.store.facts import to_fact
from dragoman.store.journal import portions
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

    Of each cell it is first seen what changed. Statements that only repeat claims join the facts of these; where more than that
    changed, the claims of that sort of status are grouped anew. Only groups whose statements changed are made facts of.
    """

    def __init__(self, connection: Connection, cells: Sequence[str], claims: Claims) -> None:
        self._connection, self._cells, self._claims = connection, cells, claims
        self._kinds, self._succession = load_kinds(), load_succession()
        self._gone: list[int] = []
        self._new: list[tuple[Row, Fact, Sequence[_Told]]] = []
        self._changed: list[Row] = []
        self._moved: list[Row] = []

    def run(self) -> None:
        seen, there = self._places(), self._stored()
        states = {cell: CellState(seen.get(cell, []), there.get(cell, {})) for cell in self._cells}
        regrouped = {(cell, place.unit) for cell, state in states.items() if not state.only_repeats for place in state.dirty}
        claims = self._claims.get(self._connection, regrouped)
        wanted = [(cell, unit) for cell, state in states.items() if not state.only_repeats
                  for unit in state.units_of(self._sorts(cell, state, claims))]
        claims = self._claims.get(self._connection, wanted)
        groups = {cell: state.repeated() if state.only_repeats else self._regrouped(cell, state, claims) for cell, state in states.items()}
        changed = [(cell, group) for cell, found in groups.items() for group in found if not states[cell].is_stored(group)]
        claims = self._claims.get(self._connection, [(cell, unit) for cell, group in changed for unit in group.units])
        tellings = self._tellings({(cell, unit): claims[cell, unit] for cell, group in changed for unit in group.units})
        for cell in self._cells:
            self._compare(cell, groups[cell], states[cell], claims, tellings)
        self._write()

    def _places(self) -> dict[str, list[Place]]:
        """Where each cell's statements are. All of it is in an index."""
        s = statements.c
        query = select(s.cell, s.unit, s.document_n, s.ordinal, s.fact).where(s.cell.in_(self._cells))
        found: defaultdict[str, list[Place]] = defaultdict(list)
        for row in self._connection.execute(query):
            found[row.cell].append(Place(row.document_n, row.ordinal, row.unit, row.fact))
        return found

    @staticmethod
    def _sorts(cell: str, state: CellState, claims: Mapping[tuple[str, str], Claim]) -> set[Sort]:
        """The sorts of status in which something changed."""
        return {*state.broken, *(claims[cell, place.unit].sort for place in state.dirty)}

    def _regrouped(self, cell: str, state: CellState, claims: Mapping[tuple[str, str], Claim]) -> list[Group]:
        """The changed sorts of status grouped anew, the others as they are."""
        sorts = self._sorts(cell, state, claims)
        documents: dict[Claim, set[str]] = {}
        places: defaultdict[str, list[Place]] = defaultdict(list)
        for place in state.places:
            if state.sort_of(place) in sorts or state.sort_of(place) is None:
                places[place.unit].append(place)
                documents.setdefault(claims[cell, place.unit], set()).add(str(place.document_n))
        made = groups_of_cell(documents, self._kinds)
        groups = [Group([claim.id for claim in group], [place for claim in group for place in places[claim.id]]) for group in made]
        return [*groups, *state.of_other_sorts(sorts)]

    def _tellings(self, claims: Mapping[tuple[str, str], Claim]) -> dict[tuple[str, str], list[Telling[_Told]]]:
        """All that is known of the statements that make these claims, by cell and claim."""
        found: defaultdict[tuple[str, str], list[Telling[_Told]]] = defaultdict(list)
        s, d = statements.c, documents.c
        quote = s.payload["evidence"]["quote"].as_string().label("quote")
        columns = (s.cell, s.unit, s.document_n, s.ordinal, s.weight, quote, s.speaker, s.fact, s.review, d.id, d.story, d.added_at,
                   d.published, d.outlet)
        cells = sorted({cell for cell, _ in claims})
        for units in portions(sorted({unit for _, unit in claims})):
            here = and_(s.cell.in_(cells), s.unit.in_(units))
            for row in self._connection.execute(select(*columns).join(documents, d.n == s.document_n).where(here)).mappings():
                claim = claims.get((row["cell"], row["unit"]))
                if claim is not None:
                    voice = Voice(row["id"], str(row["story"]), row["quote"], tuple(row["speaker"] or ()), row["published"], row["outlet"])
                    place = Place(row["document_n"], row["ordinal"], row["unit"], row["fact"])
                    review = Review.from_dict(row["review"]) if row["review"] is not None else None
                    found[row["cell"], row["unit"]].append(Telling(claim, voice, row["weight"], _Told(place, row["added_at"]), review))
        return found

    def _stored(self) -> dict[str, dict[int, RowMapping]]:
        found: defaultdict[str, dict[int, RowMapping]] = defaultdict(dict)
        for row in self._connection.execute(select(facts).where(facts.c.cell.in_(self._cells))).mappings():
            found[row["cell"]][row["n"]] = row
        return found

    def _compare(self, cell: str, groups: Sequence[Group], state: CellState, claims: Mapping[tuple[str, str], Claim],
                 tellings: Mapping[tuple[str, str], Sequence[Telling[_Told]]]) -> None:
        by_id = {row["id"]: row for row in state.there.values()}
        made: list[Fact] = []
        members: dict[str, list[Telling[_Told]]] = {}
        for group in groups:
            row = state.is_stored(group)
            if row is not None:
                made.append(to_fact(row, ()))
                continue
            told = [telling for unit in group.units for telling in tellings[cell, unit]]
            fact = fact_of([claims[cell, unit] for unit in group.units], told, self._kinds)
            members[fact.id] = told
            made.append(fact)
        ids = {fact.id for fact in made}
        found = conflicts_of(made, lambda fact_id: self._voices(fact_id, members, by_id), self._succession, self._kinds, members.keys())
        for fact in made:
            earlier = () if fact.id in members else (c for c in fact.conflicts if c.fact in ids and c.fact not in members)
            complete = replace(fact, conflicts=in_fixed_order({*earlier, *found.get(fact.id, ())}))
            if fact.id in members:
                self._put(cell, complete, [telling.ref for telling in members[fact.id]], by_id.get(fact.id))
            elif complete.conflicts != fact.conflicts:
                self._put_conflicts(complete, by_id[fact.id])
        self._gone += [row["n"] for row in by_id.values() if row["id"] not in ids]

    def _voices(self, fact_id: str, members: Mapping[str, Sequence[Telling[_Told]]], by_id: Mapping[str, RowMapping]) -> set[Speaker]:
        if fact_id in members:
            return {telling.voice.speaker for telling in members[fact_id]}
        s, d = statements.c, documents.c
        query = select(d.id, s.speaker).join(statements, d.n == s.document_n).where(s.fact == by_id[fact_id]["n"])
        return {(row.id, tuple(row.speaker or ())) for row in self._connection.execute(query)}

    def _put(self, cell: str, fact: Fact, told: Sequence[_Told], stored: RowMapping | None) -> None:
        row = _fact_row(fact, cell, told)
        if stored is None:
            self._new.append((row, fact, told))
            return
        if any(stored[name] != value for name, value in row.items()):
            self._changed.append({"fact_n": stored["n"], **{f"new_{name}": value for name, value in row.items()}})
        self._moved += [_moved(place, stored["n"]) for place, _ in told if place.fact != stored["n"]]

    def _put_conflicts(self, fact: Fact, stored: RowMapping) -> None:
        row = {name: stored[name] for name in stored if name != "n"}
        changed = {"disputed": fact.disputed, "need": _need(fact), "payload": _payload(fact)}
        self._changed.append({"fact_n": stored["n"], **{f"new_{name}": value for name, value in {**row, **changed}.items()}})

    def _write(self) -> None:
        execute = self._connection.execute
        for portion in portions(self._gone):
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
            self._moved += [_moved(place, n) for n, _, _, told in numbered for place, _ in told]
        if self._moved:
            s = statements.c
            here = and_(s.document_n == bindparam("at_document"), s.ordinal == bindparam("at_ordinal"))
            execute(update(statements).where(here).values(fact=bindparam("to_fact")), self._moved)


class _Told(NamedTuple):
    """A statement's place, and when its document was added."""

    place: Place
    added_at: str


def _moved(place: Place, fact_n: int) -> Row:
    return {"at_document": place.document_n, "at_ordinal": place.ordinal, "to_fact": fact_n}


def _fact_row(fact: Fact, cell: str, told: Sequence[_Told]) -> Row:
    first, last = fact.bounds
    contested = any(review.against for review in fact.reviews)
    verdict = "confirmed" if fact.reviewed else None
    return {
        "id": fact.id, "cell": cell, "kind": fact.kind, "source": fact.source, "target": fact.target, "status": fact.status,
        "date": fact.date, "date_from": first.isoformat() if first else None, "date_to": last.isoformat() if last else None,
        "confidence": fact.confidence, "statements": fact.counts.statements, "documents": fact.counts.documents,
        "independent": fact.counts.independent, "disputed": fact.disputed, "verdict": verdict, "contested": contested,
        "need": _need(fact), "added_at": min(added for _, added in told), "grew_at": max(added for _, added in told),
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
