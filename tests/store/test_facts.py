"""The facts in a store are what its statements come to, however they came in; and people's word on them."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.merge import Fact, merge_statements
from dragoman.model import Document, Evidence, Statement, StoreError
from dragoman.store import open_store
from dragoman.store.store import Store
from tests.merge.test_properties import statements


def essence(facts: list[Fact]) -> list[object]:
    """Facts but for when the store had them."""
    return [replace(fact, added=None, grew=None, statements=tuple(replace(s, trace=()) for s in fact.statements)) for fact in facts]


def note(number: int, *sayings: str) -> Document:
    return Document(f"n{number}", f"Note {number}. " + " ".join(sayings))


def opened(doc: Document, quote: str, date: str | None = "1992", **fields: object) -> Statement:
    start = doc.text.index(quote)
    said = {"kind": "embassy-opened", "source": "FJI", "target": "NOR", **fields}
    return Statement(evidence=Evidence(doc.id, start, start + len(quote), quote), date=date, confidence=0.7, rule="r", **said)  # type: ignore[arg-type]


FIRST = note(1, "Fiji opened an embassy in Oslo in 1992.")
SECOND = note(2, "The Fijian embassy in Norway dates from 14 January 1992.")
THIRD = note(3, "Fiji has had an embassy in Oslo since 1991.")
FOURTH = note(4, "An embassy was opened by Fiji in the year 1992, they say.")


def filled(url: str, *documents: Document) -> Store:
    dates = {"n1": "1992", "n2": "1992-01-14", "n3": "1991", "n4": "1992"}
    store = open_store(url, create=True)
    for doc in documents:
        store.add(doc, [opened(doc, doc.text.partition(". ")[2], dates[doc.id])], codebook_version="1")
    return store


def test_a_store_has_the_facts_that_its_statements_come_to(url: str, corpus: ModuleType) -> None:
    with open_store(url, create=True) as store:
        list(store.add_many(corpus.coded(0, 60), codebook_version="1", batch=7))
        assert essence(store.facts()) == essence(merge_statements(store.statements(), store.documents()))
        some = store.facts(("AZE", "TUR"))
        assert {frozenset(fact.states) for fact in some} == {frozenset({"AZE", "TUR"})}
        assert [f.id for f in some] == [f.id for f in store.facts() if {"AZE", "TUR"} <= set(f.states)]
        # Coded anew, in another order, the facts are the new statements'.
        list(store.add_many(reversed(list(corpus.coded(0, 60, "2"))), codebook_version="2", batch=9))
        assert essence(store.facts()) == essence(merge_statements(store.statements(), store.documents()))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False), st.integers(1, 20))
def test_the_order_of_documents_does_not_matter(
        tmp_path_factory: pytest.TempPathFactory, corpus: ModuleType, draw: random.Random, batch: int) -> None:
    coded = list(corpus.coded(0, 20))
    stores = []
    for order in (coded, draw.sample(coded, len(coded))):
        with open_store(tmp_path_factory.mktemp("stores") / "record.db", create=True) as store:
            list(store.add_many(order, codebook_version="1", batch=batch))
            stores.append(essence(store.facts()))
    assert stores[0] == stores[1]


def test_a_fact_with_few_of_its_statements(url: str) -> None:
    with filled(url, FIRST, SECOND, FOURTH) as store:
        fact, = store.facts(quotes=1)
        assert (len(fact.statements), fact.counts.statements, fact.counts.documents, fact.date) == (1, 3, 3, "1992-01-14")
        assert store.facts(quotes=0)[0].statements == ()
        assert len(store.fact(fact.id[:6]).statements) == 3
        assert fact.added is not None
        with pytest.raises(StoreError, match="no fact ffff"):
            store.fact("ffff")


def test_a_person_corrects_a_fact_once_and_for_all(url: str) -> None:
    with filled(url, FIRST, SECOND, THIRD) as store:
        wrong, right = store.facts()
        assert (wrong.date, right.date, wrong.conflicts_with) == ("1991", "1992-01-14", (right.id,))
        store.judge_fact(right, "corrected", by="Ana", note="list of envoys", correction={"date": "1991-12-16"})
        fact, = store.facts()
        assert (fact.date, fact.confidence, fact.reviewed, fact.disputed) == ("1991-12-16", 1.0, True, False)
        assert [(review.by, review.verdict, review.note) for review in fact.reviews] == [("Ana", "corrected", "list of envoys")]
        # One more text with the same claim changes nothing; coding anew doesn't either.
        store.add(FOURTH, [opened(FOURTH, FOURTH.text.partition(". ")[2])], codebook_version="1")
        store.add(FIRST, [opened(FIRST, FIRST.text.partition(". ")[2], object="embassy")], codebook_version="2")
        fact, = store.facts()
        assert (fact.date, fact.counts.documents) == ("1991-12-16", 4)
        assert [s.date for s in store.statements(view="machine")] == ["1992", "1992-01-14", "1991", "1992"]


def test_a_rejected_fact_is_gone_until_it_is_taken_back(url: str) -> None:
    with filled(url, FIRST, SECOND, THIRD) as store:
        before = store.facts()
        entry = store.judge_fact(before[1], "rejected", by="Ana")
        assert [fact.date for fact in store.facts()] == ["1991"]
        assert not store.facts()[0].disputed
        undoing = store.undo(entry.number, by="Bo", note="too fast")
        assert store.facts() == before
        store.undo(undoing.key, by="Ana")
        assert [fact.date for fact in store.facts()] == ["1991"]
        assert [e.verdict for e in store.judgements()] == ["rejected", "undone", "undone"]


def test_an_entry_is_found_by_a_key_of_digits_only(url: str, tmp_path: Path) -> None:
    key = "1978487469363968"
    with filled(str(tmp_path / "another.db"), FIRST) as store:
        store.judge_fact(store.facts()[0], "rejected", by="Ana")
        entries = [{**entry, "key": key} for entry in store.export_judgements()]
    with filled(url, FIRST) as store:
        store.import_judgements(entries)
        assert store.facts() == []
        store.undo(key, by="Ana")
        assert len(store.facts()) == 1
        with pytest.raises(StoreError, match="no entry 1978487469363969"):
            store.undo("1978487469363969", by="Ana")


def test_two_facts_made_one_and_one_made_two(url: str) -> None:
    with filled(url, FIRST, SECOND, THIRD) as store:
        before = store.facts()
        entry = store.merge_facts([fact.id for fact in before], by="Ana")
        fact, = store.facts()
        assert (fact.counts.statements, fact.disputed) == (3, False)
        assert [(review.by, review.verdict) for review in fact.reviews] == [("Ana", "merged")]
        store.add(FOURTH, [opened(FOURTH, FOURTH.text.partition(". ")[2])], codebook_version="1")
        fact, = store.facts()
        assert fact.counts.statements == 4
        store.undo(entry.key, by="Ana")
        assert sorted(f.counts.statements for f in store.facts()) == [1, 3]
        big = max(store.facts(), key=lambda f: f.counts.statements)
        store.split_fact(big, [next(s.id for s in big.statements if s.evidence.doc == "n4")], by="Bo")
        assert sorted(f.sources for f in store.facts()) == [("n1", "n2"), ("n3",), ("n4",)]
        with pytest.raises(StoreError, match="name some of its statements and not all"):
            store.split_fact(store.facts()[0], [], by="Bo")
        with pytest.raises(StoreError, match="at least two"):
            store.merge_facts([store.facts()[0]], by="Bo")


def test_reviewers_who_disagree_are_shown_so(url: str) -> None:
    with filled(url, FIRST) as store:
        fact, = store.facts()
        store.judge_fact(fact, "corrected", by="Ana", correction={"date": "1993"})
        store.judge_fact(store.facts()[0], "confirmed", by="Bo")
        assert store.review_queue("contested") == []
        store.judge_fact(store.facts()[0], "corrected", by="Bo", correction={"date": "1994"})
        fact, = store.facts()
        assert fact.date == "1994"
        assert [(r.by, [o.by for o in r.against]) for r in fact.reviews] == [("Bo", ["Ana"])]
        assert [f.id for f in store.review_queue("contested")] == [fact.id]


def test_who_joins_what_another_parted_is_shown_so(url: str) -> None:
    with filled(url, FIRST, THIRD) as store:
        store.merge_facts(store.facts(), by="Ana")
        assert store.review_queue("contested") == []
        fact, = store.facts()
        store.split_fact(fact, [fact.statements[0].id], by="Bo")
        assert len(store.review_queue("contested")) == 2
        assert [(r.by, r.verdict, [o.by for o in r.against]) for f in store.facts() for r in f.reviews] == [("Bo", "split", ["Ana"])] * 2


def test_judgements_are_shared_with_colleagues(url: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    with filled(url, FIRST, SECOND, THIRD) as store:
        entry = store.judge_fact(store.facts()[1], "corrected", by="Ana", correction={"date": "1991-12-16"})
        store.undo(store.judge_fact(store.facts()[0], "rejected", by="Ana").key, by="Ana")
        lines = [json.dumps(data) for data in store.export_judgements()]
        other = str(tmp_path_factory.mktemp("other") / "record.db")
        # The colleague's store has the texts later, and in another order.
        with filled(other, THIRD) as theirs:
            assert theirs.import_judgements(map(json.loads, lines)) == (3, 0)
            assert theirs.import_judgements(map(json.loads, lines)) == (0, 3)
        with filled(other, SECOND, FIRST) as theirs:
            assert essence(theirs.facts()) == essence(store.facts())
            assert [json.dumps(data) for data in theirs.export_judgements()] == lines
            assert theirs.judgements()[0].key == entry.key
            with pytest.raises(StoreError, match="judgement 2: not an entry of a journal"):
                theirs.import_judgements([json.loads(lines[0]), {"verdict": "confirmed"}])


def test_what_needs_a_look_comes_first(url: str) -> None:
    visit = note(5, "Fiji's premier came to Oslo in 2001.")
    with filled(url, FIRST, SECOND, THIRD, FOURTH) as store:
        store.add(visit, [opened(visit, visit.text.partition(". ")[2], "2001", kind="visit")], codebook_version="1")
        assert [f.kind for f in store.review_queue()] == ["embassy-opened", "embassy-opened", "visit"]
        assert [f.disputed for f in store.review_queue("disputed")] == [True, True]
        assert [f.counts.documents for f in store.review_queue("used")] == [3, 1, 1]
        assert store.review_queue("unsure", limit=1)[0].confidence == 0.7
        store.judge_fact(store.review_queue()[0], "confirmed", by="Ana")
        assert len(store.review_queue()) == 2


def test_copies_of_one_story_count_once_whenever_they_come(url: str) -> None:
    body = ("The Fijian embassy in Oslo was opened on Tuesday by the foreign ministers Sela Baro and Nils Dahl. "
            "Mr Dahl spoke of fish, of ships and of the long dark of a winter that his guest had not yet seen. "
            "Ms Baro gave him a shell from Suva, a mat from Rotuma and a book on the reefs of Vanua Levu. "
            "The house in the Drammensveien had stood empty since the Bergen Line sold it to a maker of skis.")
    other = "Fiji has an embassy in Norway now. It was opened this week, said a fisherman from Lautoka who had come for the herring."
    notes = [Document("wire", body, outlet="Agency"), Document("first", "Fiji comes north\n\n" + body + " It rained.", outlet="Post"),
             Document("second", body.partition(" The house")[0], outlet="Times"), Document("own", other, outlet="Herald")]
    quotes = {"own": "It was opened this week, said a fisherman from Lautoka who had come for the herring."}
    with open_store(url, create=True) as store:
        for order in (notes, notes[::-1]):
            for doc in order:
                said = opened(doc, quotes.get(doc.id, body.partition(" Mr")[0]), "2021-06-15")
                store.add(doc, [said], codebook_version=str(order is notes))
            fact, = store.facts()
            assert (fact.counts.statements, fact.counts.documents, fact.counts.independent) == (4, 4, 2)
            assert fact.confidence == 0.91
        assert essence(store.facts()) == essence(merge_statements(store.statements(), store.documents()))


def test_facts_by_way_of_a_state(url: str) -> None:
    text = "Fiji and Norway met in Chile in 1992. Fiji and Norway met in Peru in 1993."
    doc = Document("m1", text)
    meeting = {"kind": "meeting", "source": None, "target": None, "parties": ("FJI", "NOR")}
    first, second = (part.strip() + "." for part in text.split(".")[:2])
    with open_store(url, create=True) as store:
        said = [opened(doc, first, "1992", via=("CHL",), **meeting), opened(doc, second, "1993", via=("PER",), **meeting)]
        store.add(doc, said, codebook_version="1")
        assert [f.date for f in store.facts(("NOR",), via={"PER", "BOL"})] == ["1993"]
        assert [f.date for f in store.facts(("FJI", "NOR"), via={"CHL"})] == ["1992"]
        assert store.facts(("CHL",), via={"PER"}) == []


def in_documents(given_statements: list[Statement]) -> list[tuple[Document, list[Statement]]]:
    """Claims that name a document put into it one after another, so that each stands where its evidence says."""
    texts: dict[str, str] = {}
    placed: dict[str, list[Statement]] = {}
    for statement in given_statements:
        doc, quote = statement.evidence.doc, statement.evidence.quote
        start = len(texts.setdefault(doc, f"Document {doc}. "))
        texts[doc] += quote + " "
        evidence = Evidence(doc, start, start + len(quote), quote)
        placed.setdefault(doc, []).append(statement.with_(evidence=evidence))
    return [(Document(doc, text), placed[doc]) for doc, text in texts.items()]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(statements(), min_size=4, max_size=24), st.randoms(use_true_random=False), st.integers(1, 3))
def test_adding_recoding_and_taking_back_keep_the_facts_those_of_all_statements(
        tmp_path_factory: pytest.TempPathFactory, said: list[Statement], draw: random.Random, batch: int) -> None:
    coded = in_documents(said)
    with open_store(tmp_path_factory.mktemp("stores") / "record.db", create=True) as store:
        for version in ("1", "2"):
            for doc, found in draw.sample(coded, len(coded)):
                kept = found if version == "1" else [s for s in found if draw.random() < 0.7]
                list(store.add_many([(doc, kept)], codebook_version=version, batch=batch))
                assert essence(store.facts()) == essence(merge_statements(store.statements(), store.documents()))
        facts = store.facts()
        if facts:
            store.undo(store.judge_fact(draw.choice(facts), "rejected", by="Ana").key, by="Ana")
            assert essence(store.facts()) == essence(facts)


def decide(store: Store, draw: random.Random) -> None:
    """Some decision on some fact."""
    facts = store.facts()
    if not facts:  # facts that differ only in what no claim is known by are rejected together
        store.undo(store.judgements()[-1].key, by="Ana")
        return
    fact, by = draw.choice(facts), draw.choice(["Ana", "Bo"])
    alike = [other for other in facts if other.kind == fact.kind and other.id != fact.id]
    match draw.choice(["confirmed", "rejected", "corrected", "merged", "split", "undone", "withdrawn"]):
        case "corrected":
            store.judge_fact(fact, "corrected", by=by, correction={"date": str(draw.randint(1990, 1995))})
        case "merged" if alike:
            store.merge_facts([fact, draw.choice(alike)], by=by)
        case "split" if len({s.id for s in fact.statements}) > 1:
            store.split_fact(fact, [fact.statements[0].id], by=by)
        case "undone" if store.judgements():
            store.undo(draw.choice(store.judgements()).key, by=by)
        case "rejected" if len(facts) > 1:
            store.judge_fact(fact, "rejected", by=by)
        case "withdrawn":
            store.judge_fact(fact, "withdrawn", by=by)
        case _:
            store.judge_fact(fact, "confirmed", by=by, note="seen")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(statements(), min_size=4, max_size=16), st.randoms(use_true_random=False))
def test_decisions_undone_leave_nothing_and_exported_say_the_same_elsewhere(
        tmp_path_factory: pytest.TempPathFactory, said: list[Statement], draw: random.Random) -> None:
    coded = in_documents(said)
    with open_store(tmp_path_factory.mktemp("stores") / "record.db", create=True) as store:
        list(store.add_many(coded, codebook_version="1"))
        before = essence(store.facts())
        for _ in range(6):
            decide(store, draw)
            counted = sum(fact.counts.statements for fact in store.facts(quotes=0))
            assert counted == len(list(store.statements())), "none lost, none twice"
        entries = [json.loads(json.dumps(entry)) for entry in store.export_judgements()]
        draw.shuffle(entries)
        with open_store(tmp_path_factory.mktemp("stores") / "record.db", create=True) as other:
            assert other.import_judgements(entries[:3]).new == 3
            list(other.add_many(draw.sample(coded, len(coded)), codebook_version="1"))
            assert other.import_judgements(entries) == (len(entries) - 3, 3)
            assert essence(other.facts()) == essence(store.facts())
            assert list(other.export_judgements()) == list(store.export_judgements())
        for entry in store.judgements():
            if entry.verdict != "undone":
                store.undo(entry.key, by="Cy")
        assert essence(store.facts()) == before
