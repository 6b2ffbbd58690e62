"""Finding one statement or fact, and writing what people decide about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Engine, select

from dragoman.merge.claims import claim_of
from dragoman.merge.fact import Fact
from dragoman.merge.kinds import load_kinds
from dragoman.merge.succession import load_succession
from dragoman.model import Statement, StoreError, Verdict
from dragoman.store import facts, journal, reading, writing
from dragoman.store.claims import Claims
from dragoman.store.judging import same_claim
from dragoman.store.location import Location, told
from dragoman.store.records import Imported, Judgement, Scope, Target, apply_correction
from dragoman.store.schema import documents
from dragoman.store.serialise import claim_key

_MIN_PREFIX = 4


class Reviewing:
    """What a reviewer needs of a store; ``Store`` has the rest."""

    location: Location
    _reader: Engine
    _writer: Engine
    _claims: Claims

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

    def _apply(self, connection: Connection, entries: Sequence[Judgement]) -> None:
        writer = writing.Writer(connection, self._claims)
        writer.judged_anew(entries)
        writer.finish()

    def _fact_of(self, fact: Fact | str) -> Fact:
        return self.fact(fact if isinstance(fact, str) else fact.id)

    def _targets(self, fact: Fact | str) -> list[Target]:
        return [target for target, _ in self._targets_with_ids(self._fact_of(fact))]

    def _targets_with_ids(self, fact: Fact) -> list[tuple[Target, tuple[str, str]]]:
        """The statements on which a fact rests, each with its id as coded and as it counts; those that tell most of it come first."""
        with told(self.location), self._reader.begin() as connection:
            found = reading.told_by(connection, fact.id)
        succession, kinds = load_succession(), load_kinds()
        found.sort(key=lambda one: claim_of(one[1], succession, kinds).order[:-1])
        return [(Target(text_hash, coded), (coded.id, left.id)) for text_hash, coded, left in found]

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
