"""The journal of judgements in the database: entries by the texts and claims that they are about."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, insert, or_, select

from dragoman.model import Statement
from dragoman.store.records import Judgement, Target
from dragoman.store.schema import judgement_targets, judgements
from dragoman.store.serialise import Row, claim_key, to_json

T = TypeVar("T")
PORTION = 500
"""Ids are looked up in portions: a database takes only so many parameters."""


def read_journal(connection: Connection) -> list[Judgement]:
    """All of it, in order."""
    targets: defaultdict[int, list[Target]] = defaultdict(list)
    in_order = select(judgement_targets).order_by(judgement_targets.c.judgement_n, judgement_targets.c.ordinal)
    for row in connection.execute(in_order).mappings():
        targets[row["judgement_n"]].append(_target(row))
    query = select(judgements).order_by(judgements.c.decided_at, judgements.c.n)
    return [_entry(row, targets[row["n"]]) for row in connection.execute(query).mappings()]


def find_entry(connection: Connection, key_or_number: str | int) -> Judgement | None:
    """The entry of a key, or of a number in this store. One key in two thousand is all digits, so a key comes before a number."""
    keyed = judgements.c.key == str(key_or_number)
    row = connection.execute(select(judgements).where(keyed)).mappings().first()
    # No store has so many entries; SQLite and PostgreSQL refuse a larger number.
    if row is None and str(key_or_number).isdecimal() and len(str(key_or_number)) < 16:
        row = connection.execute(select(judgements).where(judgements.c.n == int(key_or_number))).mappings().first()
    if row is None:
        return None
    query = select(judgement_targets).where(judgement_targets.c.judgement_n == row["n"]).order_by(judgement_targets.c.ordinal)
    return _entry(row, [_target(t) for t in connection.execute(query).mappings()])


class Relevant:
    """The entries that concern texts and their claims, looked up text by text. Where there is no journal, it costs nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._any = connection.execute(select(judgements.c.n).limit(1)).first() is not None
        self._undone: list[Judgement] | None = None

    def to(self, text_hash: str, coded: Sequence[Statement]) -> list[Judgement]:
        """What may concern one text's statements; of entries on facts only the targets that do."""
        if not self._any:
            return []
        t = judgement_targets.c
        claims = sorted({claim_key(statement) for statement in coded})
        found: dict[int, list[RowMapping]] = defaultdict(list)
        for row in self._targets(t.content_hash == text_hash):
            found[row["judgement_n"]].append(row)
        for portion in portions(claims):
            of_facts = and_(t.claim.in_(portion), t.judgement_n.in_(select(judgements.c.n).where(judgements.c.scope == "fact")))
            for row in self._targets(of_facts):
                if row not in found[row["judgement_n"]]:
                    found[row["judgement_n"]].append(row)
        if not found:
            return []
        # The cell of what was joined or parted is that of the first target, so that those are read whole.
        whole = select(judgements.c.n).where(judgements.c.n.in_(list(found)), judgements.c.verdict.in_(("merged", "split")))
        for n in self._connection.execute(whole).scalars().all():
            found[n] = list(self._targets(t.judgement_n == n))
        rows = self._connection.execute(select(judgements).where(judgements.c.n.in_(list(found)))).mappings()
        return [*(_entry(row, [_target(r) for r in found[row["n"]]]) for row in rows), *self._undoings()]

    def _targets(self, condition: ColumnElement[bool]) -> Iterator[RowMapping]:
        query = select(judgement_targets).where(condition).order_by(judgement_targets.c.judgement_n, judgement_targets.c.ordinal)
        yield from self._connection.execute(query).mappings()

    def _undoings(self) -> list[Judgement]:
        if self._undone is None:
            rows = self._connection.execute(select(judgements).where(judgements.c.verdict == "undone")).mappings()
            self._undone = [_entry(row, []) for row in rows]
        return self._undone


def write_entry(connection: Connection, entry: Judgement) -> Judgement:
    """Adds an entry; one without a key gets it. The entry with its number."""
    entry = entry if entry.key else replace(entry, key=_key(entry))
    row: Row = {"key": entry.key, "decided_at": entry.at, "decided_by": entry.by, "verdict": entry.verdict, "note": entry.note,
                "scope": entry.scope, "correction": dict(entry.correction) if entry.correction else None, "undoes": entry.undoes}
    number = connection.execute(insert(judgements).returning(judgements.c.n), row).scalar_one()
    correction = entry.correction
    targets: list[Row] = []
    for ordinal, target in enumerate(entry.targets):
        left = replace(entry, targets=(target,)).corrected if correction else target.statement
        targets.append({"judgement_n": number, "ordinal": ordinal, "content_hash": target.text, "claim": claim_key(target.statement),
                        "statement_id": target.statement.id, "corrected_id": left.id, "side": target.side,
                        "statement": target.statement.to_dict(trace=True)})
    if targets:
        connection.execute(insert(judgement_targets), targets)
    return replace(entry, number=number)


def latest_time(connection: Connection) -> str | None:
    """When the last entry was made."""
    return connection.execute(select(func.max(judgements.c.decided_at))).scalar()


def known_keys(connection: Connection, keys: Collection[str]) -> set[str]:
    """Which of the keys the journal has."""
    found: set[str] = set()
    for portion in portions(sorted(keys)):
        found |= set(connection.execute(select(judgements.c.key).where(judgements.c.key.in_(portion))).scalars())
    return found


def judged_statements(connection: Connection, prefix: str) -> list[tuple[str, Statement]]:
    """The last statement that a person judged, or left, under an id that begins so, with its text's hash."""
    t = judgement_targets.c
    either = or_(*(and_(column >= prefix, column < prefix + "g") for column in (t.statement_id, t.corrected_id)))
    query = select(judgement_targets).where(either).order_by(t.judgement_n.desc()).limit(1)
    return [(row["content_hash"], Statement.from_dict(row["statement"])) for row in connection.execute(query).mappings()]


def _key(entry: Judgement) -> str:
    said = to_json({**entry.to_dict(), "key": None})
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _target(row: RowMapping) -> Target:
    return Target(row["content_hash"], Statement.from_dict(row["statement"]), row["side"])


def _entry(row: RowMapping, targets: Sequence[Target]) -> Judgement:
    return Judgement(row["n"], row["decided_at"], row["decided_by"], row["verdict"], row["note"], row["scope"], tuple(targets),
                     row["correction"], row["undoes"], row["key"])


def portions(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in order, ``PORTION`` of them at a time."""
    for i in range(0, len(values), PORTION):
        yield values[i:i + PORTION]
