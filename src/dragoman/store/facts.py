"""The facts in the database, read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, or_, select

from dragoman.merge.disputes import related_to
from dragoman.merge.fact import Conflict, Counts, Fact
from dragoman.merge.kinds import load_kinds
from dragoman.merge.merging import in_order
from dragoman.model import Amount, Review, Statement
from dragoman.store.journal import portions
from dragoman.store.reading import pair_condition
from dragoman.store.records import Need
from dragoman.store.schema import documents, fact_pairs, facts, statements
from dragoman.store.serialise import as_it_counts


def to_fact(row: RowMapping, told: Sequence[Statement]) -> Fact:
    """The fact that a row holds, with these of its statements."""
    payload = row["payload"]
    amount = payload["amount"]
    return Fact(
        id=row["id"], kind=row["kind"], source=row["source"], target=row["target"],
        parties=tuple(payload["parties"]) if payload["parties"] is not None else None, via=tuple(payload["via"]), date=row["date"],
        date_basis=payload["date_basis"], status=row["status"], object=payload["object"], detail=payload["detail"],
        amount=Amount(**amount) if amount else None, statements=tuple(told), confidence=row["confidence"],
        counts=Counts(row["statements"], row["documents"], row["independent"]),
        conflicts=tuple(Conflict(*conflict) for conflict in payload["conflicts"]),
        reviews=tuple(Review.from_dict(review) for review in payload["reviews"]), added=row["added_at"], grew=row["grew_at"])


def read_facts(connection: Connection, conditions: Sequence[ColumnElement[bool]], *, quotes: int | None, order: Sequence[Any] = (),
               limit: int | None = None) -> Iterator[Fact]:
    """Facts with their statements: all (None), or so many of the surest, of different documents first."""
    query = select(facts).where(*conditions).order_by(*order or (facts.c.n,))
    rows = list(connection.execute(query.limit(limit) if limit is not None else query).mappings())
    told: dict[int, list[Statement]] = defaultdict(list)
    if quotes != 0:
        for portion in portions(rows):
            _read_told(connection, [row["n"] for row in portion], quotes, told)
    for row in rows:
        yield to_fact(row, told[row["n"]])


def _read_told(connection: Connection, numbers: Sequence[int], quotes: int | None, told: dict[int, list[Statement]]) -> None:
    s, d = statements.c, documents.c
    columns = [s.fact, s.payload, s.judged, d.id.label("document"), s.span_start]
    query: Select[Any] = select(*columns).join(documents, d.n == s.document_n).where(s.fact.in_(numbers))
    if quotes is not None:
        turn = func.row_number().over(partition_by=(s.fact, s.document_n), order_by=(s.weight.desc(), s.ordinal)).label("turn")
        inner = select(*columns, turn, s.weight, s.document_n, s.ordinal).join(documents, d.n == s.document_n).where(s.fact.in_(numbers))
        within = inner.subquery()
        w = within.c
        rank = func.row_number().over(partition_by=w.fact, order_by=(w.turn, w.weight.desc(), w.document_n, w.ordinal)).label("rank")
        ranked = select(within, rank).subquery()
        query = select(ranked).where(ranked.c.rank <= quotes)
    rows = connection.execute(query).mappings()
    found = [(row["fact"], as_it_counts(row)) for row in rows]
    for number, statement in sorted(found, key=lambda pair: (pair[0], pair[1].evidence.doc, pair[1].evidence.start, pair[1].id)):
        told[number].append(statement)


def wanted(codes: Sequence[Collection[str]], kinds: Collection[str] | None, ids: Collection[str] | None, *, min_confidence: float = 0.0,
           reviewed_only: bool = False, via: Collection[str] | None = None) -> list[ColumnElement[bool]]:
    """Conditions on ``facts``: by one or two states, each any of several codes, by kinds, by ids, by any of the states passed through."""
    conditions: list[ColumnElement[bool]] = []
    if codes:
        conditions.append(facts.c.n.in_(select(fact_pairs.c.fact_n).where(pair_condition(fact_pairs, codes))))
    if kinds is not None:
        conditions.append(facts.c.kind.in_(sorted(kinds)))
    if ids is not None:
        conditions.append(facts.c.id.in_(sorted(ids)))
    if via is not None:
        names = facts.c.payload["via"].as_string()
        conditions.append(or_(*(names.like(f'%"{code}"%') for code in sorted(via))))
    if min_confidence > 0:
        conditions.append(facts.c.confidence >= min_confidence)
    if reviewed_only:
        conditions.append(facts.c.verdict.is_not(None))
    return conditions


def beginning(prefix: str) -> list[ColumnElement[bool]]:
    """The condition that a fact's id begins so."""
    return [facts.c.id >= prefix, facts.c.id < prefix + "g"]  # ids are of 0-9a-f


def in_time_order(found: Iterable[Fact]) -> list[Fact]:
    """Facts by date with those of one thing's history linked."""
    return related_to(in_order(found), load_kinds())


def queue(need: Need) -> tuple[list[ColumnElement[bool]], list[Any]]:
    """Which facts wait for a person's look, and in which order."""
    f = facts.c
    if need == "contested":
        return [f.contested], [f.documents.desc(), f.id]
    waiting = f.verdict.is_(None)
    orders: dict[Need, list[Any]] = {"any": [f.need.desc(), f.id], "disputed": [f.need.desc(), f.id],
                                     "unsure": [f.confidence, f.documents.desc(), f.id], "used": [f.documents.desc(), f.id]}
    return [waiting, *([f.disputed] if need == "disputed" else [])], orders[need]
