"""What a reviewer types for a field, as the contract has it; and what is refused, with what to write instead."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.brief.names import gazetteer_names
from dragoman.codebook import load_codebook
from dragoman.model import Amount, DragomanError, Statement
from dragoman.review import correction_of, split_assignments
from dragoman.review.fields import FIELDS, correction_words, field_value
from tests.brief.made import BOTH, Page


def visit(**fields: Any) -> Statement:
    return Page("one").says("a visit", "visit", **{"source": "NOR", "target": "PRT", "date": "2021", **fields})


def treaty(**fields: Any) -> Statement:
    return Page("one").says("a treaty", "agreement-signed", parties=BOTH, date="1950", object="Sardine Treaty", **fields)


def correction(claim: Statement, **given: str) -> dict[str, Any]:
    return correction_of(claim, {name.replace("__", "."): value for name, value in given.items()}, load_codebook())


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ({"date": "1992-01-14"}, {"date": "1992-01-14", "date_basis": "stated"}),
        ({"date": "-"}, {"date": None, "date_basis": None}),
        ({"status": "planned"}, {"status": "planned"}),
        ({"via": "Spain; Korea, South"}, {"via": ["ESP", "KOR"]}),
        ({"via": "none"}, {"via": []}),
        ({"target": "Türkiye"}, {"target": "TUR"}),
        ({"object": ""}, {"object": None}),
        ({"amount": "more than 20 billion dollars"}, {"amount": {"value": 20_000_000_000, "currency": "USD", "comparator": ">"}}),
        ({"amount": "~ 46 km"}, {"amount": {"value": 46, "unit": "km", "comparator": "~"}}),
        ({"detail__persons": "Ana Lopes; Bo Lund"}, {"detail": {"persons": ["Ana Lopes", "Bo Lund"]}}),
        ({"detail__office": "consul", "detail__rank": "first"}, {"detail": {"office": "consul", "rank": "first"}}),
    ],
)
def test_what_is_typed_in_the_contracts_form(typed: dict[str, str], left: dict[str, Any]) -> None:
    assert correction(visit(), **typed) == left


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"date": "14 January 1992"}, "write 1992"),
        ({"status": "done"}, "one of happened"),
        ({"kind": "vist"}, "did you mean visit"),
        ({"kind": ""}, "can't be empty"),
        ({"target": "Atlantis"}, "Atlantis"),
        ({"source": "-"}, "source=A target=B"),
        ({"kind": "alliance", "parties": "Norway"}, "parties=A, B"),
        ({"amount": "plenty"}, "currency or unit"),
        ({"detail": "x"}, "detail.mission=embassy"),
        ({"evidence": "x"}, "no field 'evidence'"),
        ({}, "nothing to correct"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_write(typed: dict[str, str], told: str) -> None:
    with pytest.raises(DragomanError, match=told):
        correction(visit(), **typed)


def test_a_kind_that_takes_its_states_otherwise_takes_them_over_where_they_tell() -> None:
    talks = correction(visit(), kind="talks")
    assert talks["parties"] == ["NOR", "PRT"]
    assert (talks["source"], talks["target"]) == (None, None)
    assert talks["plover"]["type"] == "CONSULT"
    with pytest.raises(DragomanError, match="source=A target=B"):
        correction(treaty(), kind="recognition")  # who of the two recognised whom?
    recognition = correction(treaty(), kind="recognition", source="Portugal", target="Norway")
    assert (recognition["source"], recognition["target"], recognition["parties"]) == ("PRT", "NOR", None)


def test_a_correction_is_told_field_by_field_as_it_was_and_is() -> None:
    claim = treaty(amount=Amount(3e9, currency="EUR"))
    told = correction_words(correction(claim, date="1951", amount="4 billion euros", object="-"), claim, gazetteer_names())
    assert told == ["date: 1950 → 1951", "amount: €3 billion → €4 billion", "object: Sardine Treaty → none"]
    assert field_value(claim, "parties", gazetteer_names()) == "Norway (NOR), Portugal (PRT)"


VALUES = st.text(st.characters(categories=["L", "Nd", "Zs"], include_characters=",;-"), min_size=1).map(lambda text: " ".join(text.split()))


@given(st.dictionaries(st.sampled_from([f for f in FIELDS if f != "detail"] + ["detail.mission"]), VALUES, min_size=1))
def test_fields_written_in_one_line_are_read_back(values: dict[str, str]) -> None:
    assert split_assignments(" ".join(f"{name}={value}" for name, value in values.items())) == values


def test_a_line_without_a_field_is_refused() -> None:
    for line in ("1992", "yes date=1992", "colour=red", ""):
        with pytest.raises(DragomanError, match="FIELD=VALUE"):
            split_assignments(line)
