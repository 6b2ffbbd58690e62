"""The store: what was read and coded, kept so that nothing reported as stored is lost, and what people decided about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, delete, func, insert, select

import dragoman
from dragoman.merge.fact import Fact
from dragoman.model import Document, Statement, StoreError, Verdict
from dragoman.store import facts, journal, reading, writing
from dragoman.store.judging import same_claim
from dragoman.store.location import Location, told
from dragoman.store.reading import States
from dragoman.store.records import (
    Added,
    Dyad,
    Imported,
    Judgement,
    Need,
    Rejected,
    Scope,
    StoreStatus,
    Target,
    View,
    apply_correction,
)
from dragoman.store.schema import VERSION_TABLE, documents, judgements, meta, rejected, statements
from dragoman.store.serialise import Coder, Prepared, claim_key, content_hash, metadata_hash, prepare

_MIN_PREFIX = 4


class Store:
    """An open store; ``open_store`` makes one. Use it in a ``with`` block, or ``close`` it.

    Every method that writes returns only once what it wrote is safe on disk. Every method raises StoreError, which names the store
    and what to do, where the store can't be read or written. Methods may be called from several threads, and several processes may
    have the store open.
    """

    def __init__(self, location: Location, reader: Engine, writer: Engine) -> None:
        self.location = location
        self._reader, self._writer = reader, writer

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
            writer = writing.Writer(connection)
            added = [writer.put(prepared, coder, not_coded=reason) for prepared, reason in batch]
            writer.finish()
            return added

    # Judging

    def judge(self, statement: Statement | str, verdict: Verdict, *, by: str, note: str = "",
              correction: Mapping[str, Any] | None = None) -> Judgement:
        """Writes a person's decision about a statement (itself, or the first digits of its id) into the journal.

        ``correction`` holds the fields that change, in the contract's form (``{"date": "1992-01-14"}``); it goes with the verdict
        ``corrected`` and only with it. The decision holds for the claim in that text, whatever codes it again. ``withdrawn`` takes back
        what was decided about the claim.
        """
        text_hash, subject = self._locate(statement)
        return self._judge([Target(text_hash, subject)], verdict, "statement", by, note, correction)

    def judge_fact(self, fact: Fact | str, verdict: Verdict, *, by: str, note: str = "",
                   correction: Mapping[str, Any] | None = None) -> Judgement:
        """Writes a person's decision about a fact (itself, or the first digits of its id) into the journal.

        It holds for every claim that the fact's statements make now, in their texts and in any other that makes the same claim later.
        """
        targets = self._targets(fact)
        return self._judge(targets, verdict, "fact", by, note, correction)

    def merge_facts(self, facts: Sequence[Fact | str], *, by: str, note: str = "") -> Judgement:
        """Makes several facts one, by a person's word."""
        chosen = {found.id: found for found in (self._fact_of(fact) for fact in facts)}
        if len(chosen) < 2:
            raise StoreError(f"{self.location.name}: to merge, name at least two different facts")
        kinds = sorted({found.kind for found in chosen.values()})
        if len(kinds) > 1:
            raise StoreError(f"{self.location.name}: facts of different kinds ({', '.join(kinds)}) are not one; "
                             "correct the kind of one first")
        targets = [target for found in chosen.values() for target in self._targets(found)]
        return self._judge(targets, "merged", "fact", by, note, None)

    def split_fact(self, fact: Fact | str, apart: Collection[str], *, by: str, note: str = "") -> Judgement:
        """Parts a fact in two: the statements of these ids (or first digits), and the rest."""
        found = self._fact_of(fact)
        sides = {statement.id: int(any(statement.id.startswith(prefix) for prefix in apart)) for statement in found.statements}
        if len(set(sides.values())) < 2:
            raise StoreError(f"fact {found.id}: to split it, name some of its statements and not all; it has {', '.join(sides)}")
        targets = [replace(target, side=int(any(i.startswith(p) for p in apart for i in ids)))
                   for target, ids in self._targets_with_ids(found)]
        # The same claim on both sides is parted text by text only.
        claims = [{claim_key(t.statement) for t in targets if t.side == side} for side in (0, 1)]
        return self._judge(targets, "split", "statement" if claims[0] & claims[1] else "fact", by, note, None)

    def undo(self, key_or_number: str | int, *, by: str, note: str = "") -> Judgement:
        """Takes back one entry of the journal, by its key or its number here. An undoing can be undone."""
        with told(self.location), self._reader.begin() as connection:
            entry = journal.find_entry(connection, key_or_number)
        if entry is None:
            raise StoreError(f"{self.location.name}: the journal has no entry {key_or_number}; `dragoman journal` lists them")
        return self._write(Judgement(0, "", by, "undone", note, entry.scope, entry.targets, None, entry.key))

    def judgements(self, statement: Statement | str | None = None) -> list[Judgement]:
        """The journal in order: all of it, or the entries about one claim."""
        with told(self.location), self._reader.begin() as connection:
            entries = journal.read_journal(connection)
        if statement is None:
            return entries
        text_hash, subject = self._locate(statement)
        return [e for e in entries if any(t.text == text_hash and same_claim(t.statement, subject) for t in e.targets)]

    def export_judgements(self) -> Iterator[dict[str, Any]]:
        """The journal as JSON values, in order."""
        yield from (entry.to_dict() for entry in self.judgements())

    def import_judgements(self, entries: Iterable[Mapping[str, Any]]) -> Imported:
        """Adds a colleague's entries that the journal doesn't have, whole or not at all.

        An entry about a text that the store lacks is kept, and holds once the text is added. StoreError, naming its place in the
        list, for one that is not an entry; then nothing is imported.
        """
        given: list[Judgement] = []
        for place, data in enumerate(entries, 1):
            try:
                given.append(Judgement.from_dict(data))
            except (KeyError, TypeError, ValueError) as error:
                raise StoreError(f"judgement {place}: not an entry of a journal ({error!r})") from error
        with told(self.location), self._writer.begin() as connection:
            known = journal.known_keys(connection, {entry.key for entry in given})
            new = list({entry.key: entry for entry in given if entry.key not in known}.values())
            for entry in new:
                journal.write_entry(connection, entry)
            self._apply(connection, new)
        return Imported(len(new), len(given) - len(new))

    def _judge(self, targets: Sequence[Target], verdict: Verdict, scope: Scope, by: str, note: str,
               correction: Mapping[str, Any] | None) -> Judgement:
        if (verdict == "corrected") != bool(correction):
            raise StoreError("a correction goes with the verdict 'corrected': say which fields change, and only then")
        for target in targets:
            corrected = _checked_correction(target.statement, correction)
            if corrected.evidence != target.statement.evidence:
                self._check_quote(target, corrected)
        return self._write(Judgement(0, "", by, verdict, note, scope, tuple(targets), dict(correction) if correction else None))

    def _check_quote(self, target: Target, corrected: Statement) -> None:
        with told(self.location), self._reader.begin() as connection:
            text = connection.execute(select(documents.c.text).where(documents.c.content_hash == target.text).limit(1)).scalar_one()
        if text[corrected.evidence.start:corrected.evidence.end] != corrected.evidence.quote:
            raise StoreError(f"statement {target.statement.id}: the corrected quote is not what the text has at its place; "
                             "quote it exactly")

    def _write(self, entry: Judgement) -> Judgement:
        if not entry.by.strip():
            raise StoreError("a judgement needs the name of who decided")
        with told(self.location), self._writer.begin() as connection:
            # Later than every entry before, so that their order is the same wherever they are imported.
            written = journal.write_entry(connection, replace(entry, at=writing.now_after(journal.latest_time(connection))))
            self._apply(connection, [written])
        return written

    @staticmethod
    def _apply(connection: Connection, entries: Sequence[Judgement]) -> None:
        writer = writing.Writer(connection)
        writer.judged_anew(entries)
        writer.finish()

    def _fact_of(self, fact: Fact | str) -> Fact:
        return self.fact(fact if isinstance(fact, str) else fact.id)

    def _targets(self, fact: Fact | str) -> list[Target]:
        return [target for target, _ in self._targets_with_ids(self._fact_of(fact))]

    def _targets_with_ids(self, fact: Fact) -> list[tuple[Target, tuple[str, str]]]:
        """The machine's statements on which a fact rests, or that a person left, each with its id as coded and as it counts."""
        with told(self.location), self._reader.begin() as connection:
            return [(Target(text_hash, coded), (coded.id, left.id)) for text_hash, coded, left in reading.told_by(connection, fact.id)]

    def _locate(self, statement: Statement | str) -> tuple[str, Statement]:
        """The hash of the text, and the claim as the machine (or, if it no longer makes it, the journal) has it."""
        if isinstance(statement, str):
            found = self._by_id(statement)
            if len(found) > 1:
                raise StoreError(f"{self.location.name}: {len(found)} statements have the id {found[0][1].id} (they differ in detail); "
                                 "judge one of them itself")
            return found[0]
        with told(self.location), self._reader.begin() as connection:
            text_hash = connection.execute(select(documents.c.content_hash).where(documents.c.id == statement.evidence.doc)).scalar()
            if text_hash is None:
                raise StoreError(f"{self.location.name}: no document {statement.evidence.doc}; add it before judging its statements")
            candidates = [(h, s) for h, s in reading.statements_by_id(connection, statement.id) if h == text_hash]
        exact = [s for _, s in candidates if claim_key(s) == claim_key(statement)] or [s for _, s in candidates]
        return text_hash, exact[0] if exact else statement

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

    def find_statements(self, id_prefix: str) -> list[Statement]:
        """The machine's statements whose id begins so; more than one of the same id where they differ only in detail or attribution.

        A statement that the machine no longer makes but a person judged is found by its id too. StoreError if none, or if ids differ.
        """
        return [statement for _, statement in self._by_id(id_prefix)]

    def find_statement(self, id_prefix: str) -> Statement:
        """The statement whose id begins so, as ``find_statements``; the first of several with the same id."""
        return self.find_statements(id_prefix)[0]

    def _by_id(self, id_prefix: str) -> list[tuple[str, Statement]]:
        prefix = _checked_prefix(id_prefix, "statement")
        with told(self.location), self._reader.begin() as connection:
            found = reading.statements_by_id(connection, prefix)
        ids = sorted({statement.id for _, statement in found})
        if not ids:
            raise StoreError(f"{self.location.name}: no statement {prefix}. Re-coding changes ids; `dragoman brief` shows the present ones")
        if len(ids) > 1 and prefix not in ids:
            some = ", ".join(ids[:5]) + (", …" if len(ids) > 5 else "")
            raise StoreError(f"{self.location.name}: {len(ids)} statements begin with {prefix} ({some}); give more digits")
        return [(text_hash, statement) for text_hash, statement in found if len(ids) == 1 or statement.id == prefix]

    def judged(self, document_id: str) -> list[Statement]:
        """One document's statements as people left them, in the order of the text."""
        self.document(document_id)
        return list(self.statements(documents=[document_id]))

    def facts(self, states: States | None = None, kinds: Collection[str] | None = None, *, quotes: int | None = None,
              min_confidence: float = 0.0, reviewed_only: bool = False, ids: Collection[str] | None = None) -> list[Fact]:
        """The facts about one state, or about two (given as for ``statements``), in order of date.

        ``quotes`` is how many statements of each to read, the surest, of different documents first; by default all. Facts that tell the
        history of one thing name each other in ``related``.
        """
        if states is not None and not 1 <= len(states) <= 2:
            raise StoreError("facts are asked for by one state or by two")
        asked = facts.wanted(reading.codes_of(states), kinds, ids, min_confidence=min_confidence, reviewed_only=reviewed_only)
        with told(self.location), self._reader.begin() as connection:
            return facts.in_time_order(facts.read_facts(connection, asked, quotes=quotes))

    def fact(self, id_prefix: str) -> Fact:
        """The fact whose id begins so, with all its statements. StoreError if there is none, or if several begin so."""
        prefix = _checked_prefix(id_prefix, "fact")
        with told(self.location), self._reader.begin() as connection:
            found = list(facts.read_facts(connection, facts.beginning(prefix), quotes=None, limit=2))
        if not found:
            raise StoreError(f"{self.location.name}: no fact {prefix}. New sources and re-coding can change ids; "
                             "`dragoman brief` shows the present ones")
        if len(found) > 1 and found[0].id != prefix:
            raise StoreError(f"{self.location.name}: several facts begin with {prefix}; give more digits")
        return found[0]

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


def _checked_prefix(id_prefix: str, what: str) -> str:
    prefix = id_prefix.strip().lower()
    if len(prefix) < _MIN_PREFIX or set(prefix) - set("0123456789abcdef"):
        raise StoreError(f"{id_prefix!r} is no {what}'s id: give at least {_MIN_PREFIX} of its 12 hexadecimal digits")
    return prefix


def _checked_correction(subject: Statement, correction: Mapping[str, Any] | None) -> Statement:
    unknown = set(correction or ()) - (set(subject.to_dict()) - {"id", "confidence", "rule"})
    if unknown:
        raise StoreError(f"statement {subject.id}: no such field to correct: {', '.join(sorted(unknown))}")
    try:
        return apply_correction(subject, correction)
    except (TypeError, KeyError, ValueError) as error:
        raise StoreError(f"statement {subject.id}: the correction is not in the contract's form ({error})") from error
