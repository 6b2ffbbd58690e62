"""What people decided outlives re-coding."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.model import Document, Evidence, Statement, StoreError
from dragoman.store import open_store

TEXT = "Fiji opened an embassy in Oslo in 1991. It is said that Fiji also bought ships from Norway. Fiji and Norway signed a treaty."
DOC = Document("d", TEXT)


def claim(kind: str, begin: str, end: str, **fields: object) -> Statement:
    start = TEXT.index(begin)
    stop = TEXT.index(end, start) + len(end)
    return Statement(kind, Evidence("d", start, stop, TEXT[start:stop]), **fields)  # type: ignore[arg-type]


EMBASSY = claim("embassy-opened", "Fiji opened", "1991", source="FJI", target="NOR", date="1991", confidence=0.6)
SHIPS = claim("arms-transfer", "Fiji also", "Norway", source="NOR", target="FJI")
TREATY = claim("agreement-signed", "Fiji and", "treaty", parties=("FJI", "NOR"), object="treaty")


def test_a_rejected_statement_stays_out_after_recoding(url: str) -> None:
    with open_store(url, create=True) as store:
        store.add(DOC, [EMBASSY, SHIPS, TREATY], codebook_version="1")
        entry = store.judge(SHIPS.id[:8], "rejected", by="Ana", note="ferries")
        assert (entry.verdict, entry.by, entry.note, entry.statement) == ("rejected", "Ana", "ferries", SHIPS)
        assert list(store.statements()) == [EMBASSY, TREATY]
        assert list(store.statements(view="machine")) == [EMBASSY, SHIPS, TREATY]
        # The newer codebook quotes the whole sentence and is surer: still the claim that was rejected.
        wider = replace(claim("arms-transfer", "It is said", "Norway", source="NOR", target="FJI"), confidence=0.95, rule="newer")
        assert store.add(DOC, [EMBASSY, wider, TREATY], codebook_version="2").outcome == "recoded"
        assert list(store.statements()) == [EMBASSY, TREATY]
        assert store.status().judgements == {"rejected": 1}
        assert store.judgements(wider) == [entry]


def test_a_rejection_does_not_hold_for_another_claim(file: str) -> None:
    with open_store(file, create=True) as store:
        store.add(DOC, [SHIPS], codebook_version="1")
        store.judge(SHIPS, "rejected", by="Ana")
        other = replace(SHIPS, kind="export", object="ships")
        store.add(DOC, [other], codebook_version="2")
        assert list(store.statements()) == [other]


def test_a_correction_outranks_what_the_machine_reads_there_now(url: str) -> None:
    with open_store(url, create=True) as store:
        store.add(DOC, [EMBASSY, TREATY], codebook_version="1")
        entry = store.judge(EMBASSY.id, "corrected", by="Ana", note="misprint", correction={"date": "1992", "date_basis": "stated"})
        for version, recoded in (("1", [EMBASSY, TREATY]), ("2", [replace(EMBASSY, object="embassy"), TREATY]), ("3", [TREATY])):
            store.add(DOC, recoded, codebook_version=version)
            first = next(s for s in store.statements(("FJI", "NOR")) if s.kind == "embassy-opened")
            assert (first.date, first.confidence, first.evidence) == ("1992", 1.0, EMBASSY.evidence)
            assert first.trace[-1].reason == f"by Ana, {entry.at}: misprint"
            assert len(list(store.statements())) == 2
        # Found by the id as judged, and as corrected, though the machine makes it no more.
        assert store.find_statement(EMBASSY.id) == store.find_statement(entry.corrected.id) == EMBASSY


def test_a_correction_moves_a_statement_to_where_it_belongs(url: str) -> None:
    with open_store(url, create=True) as store:
        store.add(DOC, [EMBASSY, SHIPS], codebook_version="1")
        store.judge(SHIPS, "corrected", by="Ana", correction={"kind": "export", "target": "SWE"})
        assert [s.kind for s in store.statements(kinds=["export"])] == ["export"]
        assert list(store.statements(kinds=["arms-transfer"])) == []
        assert [s.kind for s in store.statements(("NOR", "SWE"))] == ["export"]
        assert list(store.statements(("FJI", "NOR"))) == [EMBASSY]


def test_the_machine_coming_round_to_the_correction_gives_one_statement(file: str) -> None:
    with open_store(file, create=True) as store:
        store.add(DOC, [EMBASSY], codebook_version="1")
        store.judge(EMBASSY, "corrected", by="Ana", correction={"date": "1992"})
        store.add(DOC, [replace(EMBASSY, date="1992"), TREATY], codebook_version="2")
        assert [(s.kind, s.date, s.confidence) for s in store.statements()] == [
            ("embassy-opened", "1992", 1.0), ("agreement-signed", None, 0.5)]


def test_the_last_word_holds_and_can_be_taken_back(file: str) -> None:
    with open_store(file, create=True) as store:
        store.add(DOC, [EMBASSY], codebook_version="1")
        store.judge(EMBASSY, "rejected", by="Ana")
        store.judge(EMBASSY, "confirmed", by="Bo", note="seen the list of envoys")
        assert [s.confidence for s in store.statements()] == [1.0]
        store.judge(EMBASSY, "withdrawn", by="Bo")
        assert list(store.statements()) == [EMBASSY]
        assert [(e.by, e.verdict) for e in store.judgements()] == [("Ana", "rejected"), ("Bo", "confirmed"), ("Bo", "withdrawn")]


def test_the_same_claim_elsewhere_in_the_text_is_judged_by_itself(file: str) -> None:
    again = Document("d", TEXT + " " + TEXT)
    place, by = EMBASSY.evidence, len(TEXT) + 1
    moved = EMBASSY.with_(evidence=replace(place, start=place.start + by, end=place.end + by))
    with open_store(file, create=True) as store:
        store.add(again, [EMBASSY, moved], codebook_version="1")
        store.judge(EMBASSY, "rejected", by="Ana")
        assert list(store.statements()) == [moved]
        assert store.judged("d") == [moved]


def test_a_judgement_holds_for_the_same_text_under_another_id(file: str) -> None:
    with open_store(file, create=True) as store:
        store.add(DOC, [EMBASSY], codebook_version="1")
        store.judge(EMBASSY, "confirmed", by="Ana")
        copied = EMBASSY.with_(evidence=replace(EMBASSY.evidence, doc="copy"))
        store.add(replace(DOC, id="copy"), [copied], codebook_version="1")
        assert [(s.evidence.doc, s.confidence) for s in store.statements()] == [("d", 1.0), ("copy", 1.0)]


@pytest.mark.parametrize(("verdict", "by", "correction", "message"), [
    ("corrected", "Ana", None, "say which fields change"), ("rejected", "Ana", {"date": "1992"}, "say which fields change"),
    ("corrected", "Ana", {"when": "1992"}, "no such field to correct: when"), ("confirmed", " ", None, "name of who decided"),
    ("corrected", "Ana", {"evidence": {"doc": "d", "start": 0, "end": 4, "quote": "Oslo"}}, "corrected quote is not what the text has"),
    ("corrected", "Ana", {"evidence": {"doc": "d"}}, "not in the contract's form"),
])
def test_a_judgement_that_makes_no_sense_is_refused(
        tmp_path: Path, verdict: str, by: str, correction: dict[str, object] | None, message: str) -> None:
    with open_store(tmp_path / "record.db", create=True) as store:
        store.add(DOC, [EMBASSY], codebook_version="1")
        with pytest.raises(StoreError, match=message):
            store.judge(EMBASSY.id, verdict, by=by, correction=correction)  # type: ignore[arg-type]
        assert store.judgements() == []


def test_only_what_the_store_has_is_judged(file: str) -> None:
    with open_store(file, create=True) as store:
        with pytest.raises(StoreError, match="no document d"):
            store.judge(EMBASSY, "confirmed", by="Ana")
        with pytest.raises(StoreError, match=f"no statement {EMBASSY.id}"):
            store.judge(EMBASSY.id, "confirmed", by="Ana")
