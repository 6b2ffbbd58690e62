"""Writing a document and what was coded from it: whole, within the caller's transaction, with the facts brought up to date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Column, Connection, RowMapping, delete, insert, or_, select, update

from dragoman.merge.claims import claims_of
from dragoman.merge.kinds import load_kinds
from dragoman.merge.succession import load_succession
from dragoman.model import Statement
from dragoman.store import stories
from dragoman.store.claims import Claims
from dragoman.store.journal import Relevant, portions
from dragoman.store.judging import Judged, judged_view
from dragoman.store.records import Added, Judgement
from dragoman.store.refreshing import refresh
from dragoman.store.schema import PERSON, codings, documents, rejected, statement_pairs, statements
from dragoman.store.serialise import Coder, Prepared, Row, claim_key, counted_row, pairs, statement_row, to_statement, with_document


def now() -> str:
    """The time in UTC, to the second: ``2025-08-25T12:00:00Z``."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def now_after(earlier: str | None) -> str:
    """The time in UTC, to the microsecond, and later than ``earlier`` whatever the clock says."""
    moment = datetime.now(UTC)
    if earlier is not None:
        moment = max(moment, datetime.fromisoformat(earlier) + timedelta(microseconds=1))
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def find_stored(connection: Connection, given_id: str, content_hash: str) -> RowMapping | None:
    """The row (without the text) under which a text that came with an id is stored."""
    columns = [column for column in documents.c if column.name not in ("text", "extra", "sketch")]
    query = select(*columns).where(documents.c.given_id == given_id, documents.c.content_hash == content_hash)
    return connection.execute(query).mappings().first()


def is_current(stored: RowMapping | None, metadata_hash: str, coder: Coder) -> bool:
    """Whether the stored document needs no new coding."""
    if stored is None or stored["metadata_hash"] != metadata_hash:
        return False
    return Coder(stored["codebook_version"], stored["coder_version"]) == coder


class Writer:
    """Writes within one transaction; ``finish`` brings the facts of all touched cells up to date, and must be called at its end."""

    def __init__(self, connection: Connection, claims: Claims) -> None:
        self._connection, self._claims = connection, claims
        self._journal = Relevant(connection)
        self._cells: set[str] = set()

    def put(self, prepared: Prepared, coder: Coder, *, not_coded: str | None) -> Added:
        """Stores the document as new, replaces what the machine had coded from it, or finds that nothing has changed."""
        connection = self._connection
        stored = find_stored(connection, prepared.document.id, prepared.content_hash)
        coding: Row = {**coder._asdict(), "not_coded": not_coded}
        if stored is not None and is_current(stored, prepared.metadata_hash, coder):
            return Added(stored["id"], "unchanged", self._count(stored["n"]), stored["not_coded"])
        if stored is not None:
            document_n, document_id = stored["n"], stored["id"]
            changed = {name: value for name, value in prepared.row.items() if name not in ("text", "path", "extra")}
            connection.execute(update(documents).where(documents.c.n == document_n).values(**changed, **coding))
            self._clear(document_n)
        else:
            document_id = self._free_id(prepared)
            row = {**prepared.row, **coding, "id": document_id, "added_at": now()}
            document_n = connection.execute(insert(documents).returning(documents.c.n), row).scalar_one()
            self.recount(stories.place(connection, document_n, prepared.document.text, prepared.document.language))
        coded = [with_document(statement, document_id) for statement in prepared.statements]
        self._put_statements(document_n, document_id, prepared.content_hash, coded)
        connection.execute(insert(codings), {**coder._asdict(), "document_n": document_n, "coded_at": now(), "statements": len(coded)})
        if prepared.document.path is not None:
            connection.execute(delete(rejected).where(rejected.c.path == prepared.document.path))
        return Added(document_id, "new" if stored is None else "recoded", len(coded), not_coded)

    def judged_anew(self, entries: Iterable[Judgement]) -> None:
        """Applies what changed in the journal to every document that the entries concern."""
        numbers: set[int] = set()
        for entry in entries:
            hashes = {target.text for target in entry.targets}
            claims = {claim_key(target.statement) for target in entry.targets} if entry.scope == "fact" else set()
            numbers |= self._documents_with(documents.c.n, documents.c.content_hash, hashes)
            numbers |= self._documents_with(statements.c.document_n, statements.c.claim, claims)
        for document_n in sorted(numbers):
            self._judge_document(document_n)

    def recount(self, document_numbers: Iterable[int]) -> None:
        """Has the facts of these documents counted anew, as where they turn out to be copies of one story."""
        for portion in portions(sorted(document_numbers)):
            self._connection.execute(update(statements).where(statements.c.document_n.in_(portion)).values(fact=None))
            query = select(statements.c.cell).where(statements.c.document_n.in_(portion), statements.c.cell.is_not(None)).distinct()
            self._cells |= set(self._connection.execute(query).scalars())

    def count_all(self) -> None:
        """Works out, for every document, how its statements count: for stores written before there were facts."""
        for document_n in self._connection.execute(select(documents.c.n).order_by(documents.c.n)).scalars().all():
            told = self._connection.execute(select(documents.c.text, documents.c.language).where(documents.c.n == document_n)).one()
            stories.place(self._connection, document_n, told.text, told.language)
            self._judge_document(document_n)

    def finish(self) -> None:
        """Brings the facts up to date."""
        refresh(self._connection, self._cells, self._claims)
        self._cells.clear()

    def _documents_with(self, number: Column[int], column: Column[str], values: set[str]) -> set[int]:
        found: set[int] = set()
        for portion in portions(sorted(values)):
            found |= set(self._connection.execute(select(number).where(column.in_(portion))).scalars())
        return found

    def _judge_document(self, document_n: int) -> None:
        document = self._connection.execute(select(documents.c.id, documents.c.content_hash).where(documents.c.n == document_n)).one()
        s = statements.c
        query = select(s.payload, s.trace).where(s.document_n == document_n, s.ordinal < PERSON).order_by(s.ordinal)
        coded = [to_statement(row) for row in self._connection.execute(query).mappings()]
        self._clear(document_n)
        self._put_statements(document_n, document.id, document.content_hash, coded)

    def _clear(self, document_n: int) -> None:
        self.recount([document_n])
        for table in (statement_pairs, statements):
            self._connection.execute(delete(table).where(table.c.document_n == document_n))

    def _put_statements(self, document_n: int, document_id: str, text_hash: str, coded: Sequence[Statement]) -> None:
        view = judged_view(coded, self._journal.to(text_hash, coded), document_id, text_hash)
        counting = [judged for judged in view if judged.left is not None]
        left = [judged.left for judged in counting if judged.left is not None]
        claims = claims_of(left, load_succession(), load_kinds(), [judged.mark for judged in counting])
        claim_by_judged = {id(judged): claim for judged, claim in zip(counting, claims, strict=True)}
        rows, dyads, by_person = list[Row](), list[Row](), PERSON
        for ordinal, judged in enumerate(view):
            if judged.coded is None:
                ordinal, by_person = by_person, by_person + 1
            base = judged.coded or judged.left
            if base is None:
                continue
            claim = claim_by_judged.get(id(judged))
            rows.append({**statement_row(base, document_n, ordinal), **counted_row(judged, claim)})
            dyads += [{"a": a, "b": b, "document_n": document_n, "ordinal": ordinal} for a, b in _pairs_of(judged)]
        if rows:
            self._connection.execute(insert(statements), rows)
        if dyads:
            self._connection.execute(insert(statement_pairs), dyads)
        self._claims.put(self._connection, claims)
        self._cells |= {claim.cell for claim in claims}

    def _count(self, document_n: int) -> int:
        query = select(statements.c.ordinal).where(statements.c.document_n == document_n, statements.c.ordinal < PERSON)
        return len(self._connection.execute(query).all())

    def _free_id(self, prepared: Prepared) -> str:
        """The document's own id, or where another text has it, that id with part of the text's hash: neither text is lost."""
        given = prepared.document.id
        candidates: Sequence[str] = (given, f"{given}@{prepared.content_hash[:8]}", f"{given}@{prepared.content_hash}")
        same = select(documents.c.id).where(or_(*(documents.c.id == candidate for candidate in candidates)))
        taken = set(self._connection.execute(same).scalars())
        return next(candidate for candidate in candidates if candidate not in taken)


def _pairs_of(judged: Judged) -> list[tuple[str, str]]:
    versions = (judged.coded, judged.left)
    return list(dict.fromkeys(pair for version in versions if version is not None and version.states for pair in pairs(version.states)))
