"""The store: what was read and coded, kept so that nothing reported as stored is lost, and what people decided about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, delete, func, insert, select

import dragoman
from dragoman.merge.fact import Fact
from dragoman.model import Document, Statement, StoreError
from dragoman.store import facts, reading, writing
from dragoman.store.claims import Claims
from dragoman.store.location import Location, told
from dragoman.store.reading import States
from dragoman.store.records import Added, Dyad, Need, Rejected, StoreStatus, View
from dragoman.store.reviewing import Reviewing
from dragoman.store.schema import VERSION_TABLE, documents, judgements, meta, rejected, statements
from dragoman.store.serialise import Coder, Prepared, content_hash, metadata_hash, prepare


class Store(Reviewing):
    """An open store; ``open_store`` makes one. Use it in a ``with`` block, or ``close`` it.

    Every method that writes returns only once what it wrote is safe on disk. Every method raises StoreError, which names the store
    and what to do, where the store can't be read or written. Methods may be called from several threads, and several processes may
    have the store open.
    """

    def __init__(self, location: Location, reader: Engine, writer: Engine) -> None:
        self.location = location
        self._reader, self._writer, self._claims = reader, writer, Claims()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes every connection. What was stored stays."""
        with told(self.location):
            self._reader.dispose()

    # Writing

    def has(self, document: Document | str, codebook_version: str | None = None) -> bool:
        """Whether adding the document would change nothing, so that it need not be coded again.

        Without a version: whether this text is stored under this id, whatever coded it. Of an id alone: whether a text has it.
        """
        with told(self.location), self._reader.begin() as connection:
            if isinstance(document, str):
                return connection.execute(select(documents.c.n).where(documents.c.id == document)).first() is not None
            stored = writing.find_stored(connection, document.id, content_hash(document))
            if stored is None or codebook_version is None:
                return stored is not None
            return writing.is_current(stored, metadata_hash(document), Coder(codebook_version, dragoman.__version__))

    def add(self, document: Document, coded: Iterable[Statement], *, codebook_version: str, not_coded: str | None = None) -> Added:
        """Stores a document with its statements, whole or not at all, in one transaction.

        The same text under the same id is the same document: if its metadata, the codebook or Dragoman's version differ, the machine's
        statements are replaced, and what people decided is kept; otherwise nothing changes. Another text under an id that is taken is
        stored beside the first, under ``ID@HASH``, because ids from different collections may clash, and a revised article must not
        unsettle the quotes of the first. ``not_coded`` tells why a document was not coded (by default, that it is not in English).
        """
        return next(self.add_many([(document, coded)], codebook_version=codebook_version, batch=1, not_coded=lambda _: not_coded))

    def add_many(self, items: Iterable[tuple[Document, Iterable[Statement]]], *, codebook_version: str, batch: int = 32,
                 not_coded: Callable[[Document], str | None] | None = None,
                 on_error: Callable[[Document, StoreError], None] | None = None) -> Iterator[Added]:
        """As ``add`` for each, with ``batch`` documents to a transaction; each is reported once its batch is safe.

        If ``items`` raises (or is interrupted), what came before is stored first. A document that can't be stored (a wrong quote, a
        character that the database can't hold) raises, or, with ``on_error``, is told there and the rest goes on. Of a batch that fails
        nothing is stored, and nothing was reported.
        """
        pending: list[tuple[Prepared, str | None]] = []
        source = iter(items)
        while True:
            try:
                document, coded = next(source)
            except StopIteration:
                break
            except BaseException:
                yield from self._put(pending, codebook_version)
                raise
            try:
                prepared = prepare(document, coded, postgres=self.location.path is None)
            except StoreError as error:
                if on_error is None:
                    yield from self._put(pending, codebook_version)
                    raise
                on_error(document, error)
                continue
            reason = not_coded(document) if not_coded else None
            if reason is None and document.language != "en" and not prepared.statements:
                reason = f"not English ({document.language})"
            pending.append((prepared, reason))
            if len(pending) >= batch:
                done, pending = pending, []
                yield from self._put(done, codebook_version)
        yield from self._put(pending, codebook_version)

    def _put(self, batch: list[tuple[Prepared, str | None]], codebook_version: str) -> list[Added]:
        if not batch:
            return []
        with told(self.location), self._writer.begin() as connection:
            coder = Coder(codebook_version, dragoman.__version__)
            writer = writing.Writer(connection, self._claims)
            added = [writer.put(prepared, coder, not_coded=reason) for prepared, reason in batch]
            writer.finish()
            return added

    def record_rejected(self, path: str, reason: str) -> None:
        """Notes that something could not be read, so that ``status`` can tell; forgotten once a document from that path is stored."""
        with told(self.location), self._writer.begin() as connection:
            connection.execute(delete(rejected).where(rejected.c.path == path))
            connection.execute(insert(rejected), {"path": path, "reason": reason, "rejected_at": writing.now()})

    # Reading

    def documents(self, ids: Collection[str] | None = None) -> Iterator[Document]:
        """All documents in the order in which they were added, or those of the given ids in any order (unknown ids are passed over)."""
        with told(self.location), self._reader.begin() as connection:
            yield from reading.read_documents(connection, ids)

    def document(self, document_id: str) -> Document:
        """The document of that id. StoreError if there is none."""
        found = list(self.documents([document_id]))
        if found:
            return found[0]
        raise StoreError(f"{self.location.name}: no document {document_id}. `dragoman status` says what the store holds")

    def statements(self, states: States | None = None, kinds: Collection[str] | None = None, *, documents: Collection[str] | None = None,
                   view: View = "judged", trace: bool = True) -> Iterator[Statement]:
        """Statements about one state, or about two; each given as a code, or as several codes that count as one (``{"RUS", "SUN"}``).

        ``view="judged"`` gives them as people left them (rejected ones left out, corrected ones corrected), ``"machine"`` as coded.
        In the order of documents and text, except that documents with judgements come last. ``trace=False`` is faster and leaves out
        how each came about.
        """
        if states is not None and not 1 <= len(states) <= 2:
            raise StoreError("statements are asked for by one state or by two")
        with told(self.location), self._reader.begin() as connection:
            yield from reading.read_statements(connection, states, kinds, documents, judged=view == "judged", trace=trace)

    def judged(self, document_id: str) -> list[Statement]:
        """One document's statements as people left them, in the order of the text."""
        self.document(document_id)
        return list(self.statements(documents=[document_id]))

    def facts(self, states: States | None = None, kinds: Collection[str] | None = None, *, quotes: int | None = None,
              min_confidence: float = 0.0, reviewed_only: bool = False, ids: Collection[str] | None = None,
              via: Collection[str] | None = None) -> list[Fact]:
        """The facts about one state, or about two (given as for ``statements``), in order of date.

        ``via`` keeps those by way of any of these states. ``quotes`` is how many statements of each to read, the surest, of different
        documents first; by default all. Facts that tell the history of one thing name each other in ``related``.
        """
        if states is not None and not 1 <= len(states) <= 2:
            raise StoreError("facts are asked for by one state or by two")
        asked = facts.wanted(reading.codes_of(states), kinds, ids, min_confidence=min_confidence, reviewed_only=reviewed_only, via=via)
        with told(self.location), self._reader.begin() as connection:
            return facts.in_time_order(facts.read_facts(connection, asked, quotes=quotes))

    def review_queue(self, need: Need = "any", *, states: States | None = None, kinds: Collection[str] | None = None,
                     limit: int = 50, quotes: int | None = None) -> list[Fact]:
        """Facts that wait for a person's look, most in need first.

        ``disputed``: only those that cannot all be true. ``unsure``: the least sure first. ``used``: those told by most documents first.
        ``contested``: those on which reviewers disagree. Of the others, what a person has confirmed or corrected is left out.
        """
        conditions, order = facts.queue(need)
        conditions += facts.wanted(reading.codes_of(states), kinds, None)
        with told(self.location), self._reader.begin() as connection:
            return list(facts.read_facts(connection, conditions, quotes=quotes, order=order, limit=limit))

    def dyads(self) -> list[Dyad]:
        """Every two states that the store has statements about, the most spoken of first."""
        with told(self.location), self._reader.begin() as connection:
            return reading.read_dyads(connection)

    def rejected(self) -> list[Rejected]:
        """What could not be read when last tried."""
        with told(self.location), self._reader.begin() as connection:
            query = select(rejected.c.path, rejected.c.reason, rejected.c.rejected_at).order_by(rejected.c.path)
            return [Rejected(*row) for row in connection.execute(query).all()]

    def status(self) -> StoreStatus:
        """What the store holds."""
        path = self.location.path
        with told(self.location), self._reader.begin() as connection:
            first, last = reading.date_range(connection)
            by_language = reading.counts(connection, documents.c.language)
            by_kind = reading.counts(connection, statements.c.kind)
            n_facts, n_disputed = reading.disputed_facts(connection)
            size = reading.postgres_size(connection) if path is None else sum(
                part.stat().st_size for part in (path, path.with_name(f"{path.name}-wal")) if part.exists())
            return StoreStatus(
                location=self.location.name,
                schema_version=str(connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar_one()),
                created_at=connection.execute(select(meta.c.value).where(meta.c.key == "created_at")).scalar_one(),
                last_added_at=connection.execute(select(func.max(documents.c.added_at))).scalar(),
                documents=sum(by_language.values()), by_language=by_language,
                not_coded=reading.counts(connection, documents.c.not_coded, documents.c.not_coded.is_not(None)),
                statements=sum(by_kind.values()), by_kind=by_kind,
                by_status=reading.counts(connection, statements.c.status),
                first_date=first, last_date=last, dyads=reading.dyad_count(connection),
                codebooks=reading.counts(connection, documents.c.codebook_version),
                facts=n_facts, disputed=n_disputed,
                judgements=reading.counts(connection, judgements.c.verdict),
                rejected=connection.execute(select(func.count()).select_from(rejected)).scalar_one(), size_bytes=size)
