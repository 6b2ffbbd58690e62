"""All checks of a fact: on texts as the coder reads them, on odd facts, and the data that they rest on."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors import load_gazetteer
from dragoman.check import Check, check_fact
from dragoman.codebook import load_codebook
from dragoman.coding import code_documents
from dragoman.merge import merge_statements
from dragoman.model import Amount, ReadError
from dragoman.read import document_from_text, read_documents
from dragoman.wordlists import table
from tests.check.made import checks, document, statement

EXAMPLES = Path(__file__).parents[2] / "examples"
CODES = sorted(state.code for state in load_gazetteer().states())


def _raise(problem: ReadError) -> None:
    raise problem


def of_text(text: str) -> list[Check]:
    """The checks of every fact that the coder finds in a text."""
    doc = document_from_text(text, id="d")
    found = [s for _, several in code_documents([doc], load_codebook()) for s in several]
    return [c for fact in merge_statements(found) for c in check_fact(fact, {doc.id: doc}, load_gazetteer())]


def test_an_article_with_a_denied_border_and_an_anniversary() -> None:
    text = ("Spain and Morocco mark 68 years of ties\n\nSpain and Morocco are marking the 68th anniversary of their diplomatic relations, "
            "which were established in 1956. Although Spain and Morocco do not share a land border, trade is brisk.\n")
    found = {(c.name, c.verdict, c.text) for c in of_text(text)}
    assert ("anniversary", "confirmed", "1956 + 68 = 2024.") in found
    assert ("border", "contradicted", "Spain and Morocco share a land border of 18.5 km (at Ceuta and Melilla).") in found or (
        "border", "contradicted", "Morocco and Spain share a land border of 18.5 km (at Ceuta and Melilla).") in found


def test_nothing_in_the_examples_is_contradicted() -> None:
    docs = list(read_documents([str(p) for p in sorted(EXAMPLES.iterdir()) if p.is_file() and p.name != "README.md"], on_error=_raise))
    statements = [s for _, several in code_documents(docs, load_codebook()) for s in several]
    by_id = {doc.id: doc for doc in docs}
    found = [c for fact in merge_statements(statements) for c in check_fact(fact, by_id, load_gazetteer())]
    assert not [c for c in found if c.verdict == "contradicted"]
    assert {c.name for c in found if c.verdict == "confirmed"} >= {"existence", "border", "capital", "leader", "anniversary"}


DATES = st.one_of(st.none(), st.sampled_from(
    ["1992", "1850-03", "1492", "2030-01-01", "199X", "18XX", "1990~", "../1950", "2013/..", "1941/1944", "2024-21"]))


@given(kind=st.sampled_from(["embassy-opened", "recognition", "envoy-appointed", "mission-elevated"]), date=DATES,
       pair=st.lists(st.sampled_from([*CODES, "EU", "NATO"]), min_size=2, max_size=2, unique=True),
       status=st.sampled_from(["happened", "ongoing", "planned", "denied", "ended"]),
       published=st.sampled_from([None, "2024", "1990-05-03"]))
def test_any_directed_fact_is_checked_with_whole_sentences(
    kind: str, date: str | None, pair: list[str], status: str, published: str | None
) -> None:
    doc = document("The ambassador marked the 30th anniversary of the embassy in Paris, the capital, in 1992.", published=published)
    for found in checks((statement(kind, doc, ">".join(pair), date=date, status=status, detail={"mission": "embassy"}), doc)):
        assert found.text[0].isupper() or not found.text[0].isalpha()
        assert found.text.endswith(".") and "{" not in found.text + found.reference and "  " not in found.text
        assert found.source and found.reference


@given(pair=st.lists(st.sampled_from([*CODES, "EU"]), min_size=2, max_size=2, unique=True), date=DATES,
       km=st.one_of(st.none(), st.floats(0, 1e5)))
def test_a_border_is_never_both_confirmed_and_denied(pair: list[str], date: str | None, km: float | None) -> None:
    doc = document("They share a land border.")
    fields = {"date": date, "amount": Amount(km, unit="km") if km else None}
    found = [checks((statement("border", doc, " ".join(pair), status=s, **fields), doc)) for s in ("ongoing", "denied")]
    claimed, denied = ({c.verdict for c in several if "km long" not in c.text} for several in found)
    assert not (claimed & denied & {"confirmed", "contradicted"})


def test_facts_are_not_changed_and_documents_may_be_missing() -> None:
    doc = document("Cuba opened its embassy in Dakar in 1975.")
    (fact,) = merge_statements([statement("embassy-opened", doc, "CUB>SEN", date="1975")])
    before = fact.to_dict()
    assert [c.verdict for c in check_fact(fact, {}, load_gazetteer())]
    assert fact.to_dict() == before


@pytest.mark.parametrize("name", ["checks", "sentences"])
def test_each_data_file_tells_source_licence_and_date(name: str) -> None:
    head = (files("dragoman") / "data" / "reference" / f"{name}.yaml").read_text("utf-8")[:600]
    assert all(word in head for word in ("Source:", "Licence:", "Date:"))


def test_the_kinds_that_are_checked_exist() -> None:
    kinds, told = set(load_codebook().kinds), table("reference/checks")
    named = {*told["existence"]["years_before"], *told["existence"]["not_after"], *told["capital"]["kinds"], *told["anniversary"]["of"]}
    assert named <= kinds
