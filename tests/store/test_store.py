"""Adding, re-coding, reading back: the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from types import ModuleType

import pytest

from dragoman.model import Document, Evidence, Statement, StoreError
from dragoman.store import Added, open_store


def test_documents_and_statements_come_back_as_they_were(url: str, corpus: ModuleType) -> None:
    given = list(corpus.coded(0, 12))
    with open_store(url, create=True) as store:
        outcomes = [store.add(doc, found, codebook_version="1") for doc, found in given]
    with open_store(url) as store:
        assert list(store.documents()) == [doc for doc, _ in given]
        assert list(store.statements()) == [s for _, found in given for s in found]
        assert store.document("note-3") == corpus.document(3)
    assert [a.outcome for a in outcomes] == ["new"] * 12
    assert outcomes[3] == Added("note-3", "new", 0, "not English (az)")
    assert outcomes[0].statements == len(given[0][1])


def test_adding_twice_changes_nothing(url: str, corpus: ModuleType, contents: Callable[[str], list[object]]) -> None:
    with open_store(url, create=True) as store:
        assert len(list(store.add_many(corpus.coded(0, 20), codebook_version="1", batch=7))) == 20
    before = contents(url)
    with open_store(url) as store:
        assert {a.outcome for a in store.add_many(corpus.coded(0, 20), codebook_version="1")} == {"unchanged"}
        assert store.has(corpus.document(4), "1")
        assert not store.has(corpus.document(4), "2")
        assert not store.has(corpus.document(20), "1")
        assert store.has("note-4")
        assert not store.has("note-20")
    assert contents(url) == before


def test_a_moved_file_is_the_same_document(file: str, corpus: ModuleType) -> None:
    doc = corpus.document(1)
    with open_store(file, create=True) as store:
        store.add(doc, corpus.statements(doc), codebook_version="1")
        assert store.add(replace(doc, path="elsewhere.txt"), corpus.statements(doc), codebook_version="1").outcome == "unchanged"


def test_a_corrected_date_is_coded_anew(url: str, corpus: ModuleType) -> None:
    doc = corpus.document(1)
    with open_store(url, create=True) as store:
        store.add(doc, corpus.statements(doc), codebook_version="1")
        dated = replace(doc, published="2022-02-02")
        assert not store.has(dated, "1")
        assert store.add(dated, corpus.statements(doc)[:1], codebook_version="1") == Added(doc.id, "recoded", 1)
        assert store.document(doc.id).published == "2022-02-02"
        assert store.status().documents == 1


def test_another_text_under_a_taken_id_is_kept_beside_the_first(url: str) -> None:
    first, second = Document("1", "Fiji opened an embassy in Oslo."), Document("1", "Peru closed its consulate in Oslo.")
    claim = Statement("mission-closed", Evidence("1", 0, 4, "Peru"), source="PER", target="NOR")
    with open_store(url, create=True) as store:
        store.add(first, [], codebook_version="1")
        added = store.add(second, [claim], codebook_version="1")
        assert added.outcome == "new"
        assert added.id.startswith("1@")
        assert store.document(added.id).text == second.text
        assert store.document("1").text == first.text
        assert [s.evidence.doc for s in store.statements()] == [added.id]
        assert store.add(second, [claim], codebook_version="1") == Added(added.id, "unchanged", 1)
        assert store.has(first, "1")
        assert store.has(second, "1")


def test_claims_that_differ_only_in_detail_are_both_kept(file: str) -> None:
    doc = Document("d", "Presidents Ilić and Marić met.")
    ilic, maric = (Statement("office", Evidence("d", 0, 30, doc.text), source="SRB", detail={"persons": [who]})
                   for who in ("Ilić", "Marić"))
    sure = replace(ilic, confidence=0.9, rule="another")
    with open_store(file, create=True) as store:
        assert store.add(doc, [ilic, maric, sure], codebook_version="1").statements == 2
        assert store.find_statement(ilic.id) == sure
        assert store.find_statement(maric.id) == maric


def test_statements_by_states_kinds_and_documents(url: str) -> None:
    text = "A sentence about many states."

    def claim(kind: str, **fields: object) -> Statement:
        return Statement(kind, Evidence("d", 0, len(text), text), **fields)  # type: ignore[arg-type]

    visit, treaty = claim("visit", source="TUR", target="AZE"), claim("agreement-signed", parties=("AZE", "GEO", "TUR"))
    old, office = claim("agreement-signed", parties=("AZE", "SUN")), claim("office", source="AZE")
    with open_store(url, create=True) as store:
        store.add(Document("d", text), [visit, treaty, old, office], codebook_version="1")
        assert list(store.statements(("AZE", "TUR"))) == list(store.statements(("TUR", "AZE"))) == [visit, treaty]
        assert list(store.statements(("AZE", {"RUS", "SUN"}))) == [old]
        assert list(store.statements(("AZE",))) == [visit, treaty, old, office]
        assert list(store.statements(("AZE", "TUR"), kinds=["visit"])) == [visit]
        assert list(store.statements(documents=["d"], kinds=["office"])) == [office]
        assert list(store.statements(documents=["e"])) == []
        assert store.dyads() == [("AZE", "TUR", 2), ("AZE", "GEO", 1), ("AZE", "SUN", 1), ("GEO", "TUR", 1)]
        assert next(iter(store.statements(trace=False))).trace == ()


def test_a_statement_is_found_by_the_beginning_of_its_id(file: str, corpus: ModuleType) -> None:
    doc = corpus.document(1)
    found = corpus.statements(doc)
    with open_store(file, create=True) as store:
        store.add(doc, found, codebook_version="1")
        assert store.find_statement(found[0].id) == store.find_statement(found[0].id[:8].upper()) == found[0]
        with pytest.raises(StoreError, match="no statement ffff"):
            store.find_statement("ffff")
        with pytest.raises(StoreError, match="no statement's id"):
            store.find_statement("report")
        with pytest.raises(StoreError, match="no document missing"):
            store.document("missing")


def test_status_tells_what_is_there(url: str, corpus: ModuleType) -> None:
    with open_store(url, create=True) as store:
        list(store.add_many(corpus.coded(0, 10), codebook_version="1"))
        store.record_rejected("bad.pdf", "no text in it")
        status = store.status()
        expected = [s for number in range(10) for s in corpus.statements(corpus.document(number))]
        assert (status.documents, status.by_language, status.not_coded) == (10, {"en": 9, "az": 1}, {"not English (az)": 1})
        assert (status.statements, status.by_kind) == (len(expected), {"agreement-signed": len(expected)})
        assert (status.first_date, status.last_date) == (f"{min(s.date for s in expected)}-01-01", f"{max(s.date for s in expected)}-12-31")
        assert status.dyads == len({s.parties for s in expected}) == len(store.dyads())
        assert status.codebooks == {"1": 10}
        assert status.rejected == 1
        assert status.size_bytes > 0
        assert (store.rejected()[0].path, store.rejected()[0].reason) == ("bad.pdf", "no text in it")
        store.add(replace(corpus.document(11), path="bad.pdf"), [], codebook_version="1")
        assert store.rejected() == []


@pytest.mark.parametrize(("change", "message"), [
    ({"evidence": Evidence("d", 0, 4, "Oslo")}, "quote is not what the text has at 0-4"),
    ({"evidence": Evidence("e", 0, 4, "Peru")}, "names another document"),
    ({"date": "May 1972"}, "not EDTF"),
])
def test_an_unsound_statement_is_refused_and_nothing_of_its_document_stored(
        file: str, change: dict[str, object], message: str) -> None:
    doc = Document("d", "Peru closed its consulate.")
    sound = Statement("mission-closed", Evidence("d", 0, 4, "Peru"), source="PER")
    unsound = replace(sound, **change)  # type: ignore[arg-type]
    refused: list[str] = []
    with open_store(file, create=True) as store:
        with pytest.raises(StoreError, match=message):
            store.add(doc, [sound, unsound], codebook_version="1")
        assert not store.has("d")
        items = [(doc, [unsound]), (replace(doc, id="ok"), [])]
        done = list(store.add_many(items, codebook_version="1", on_error=lambda d, error: refused.append(f"{d.id}: {error}")))
        assert [a.id for a in done] == ["ok"]
    assert len(refused) == 1
    assert message in refused[0]


def test_characters_that_a_database_cannot_hold(url: str) -> None:
    nul, half = Document("nul", "Peru\x00 and Chile"), Document("half", "Peru \ud83d and Chile")
    with open_store(url, create=True) as store:
        with pytest.raises(StoreError, match="document half: its text has a character that is no text"):
            store.add(half, [], codebook_version="1")
        if url.startswith("postgresql"):
            with pytest.raises(StoreError, match="document nul: its text holds a NUL"):
                store.add(nul, [], codebook_version="1")
        else:
            store.add(nul, [], codebook_version="1")
            assert store.document("nul") == nul


def test_what_came_before_an_interruption_is_stored(file: str, corpus: ModuleType) -> None:
    def interrupted() -> Iterator[tuple[Document, list[Statement]]]:
        yield from corpus.coded(0, 5)
        raise KeyboardInterrupt

    with open_store(file, create=True) as store:
        reported = []
        with pytest.raises(KeyboardInterrupt):
            for added in store.add_many(interrupted(), codebook_version="1", batch=100):
                reported.append(added.id)
        assert reported == [doc.id for doc in store.documents()] == [f"note-{n}" for n in range(5)]
