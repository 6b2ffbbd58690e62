"""A sentence for every kind in every status."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.brief.layout import load_layout
from dragoman.brief.names import Names
from dragoman.brief.phrases import STATUSES, Claim, label, load_phrases, sentence
from dragoman.codebook import load_codebook
from dragoman.model import Amount, Evidence, Statement

NAMES = Names({"NOR": "Norway", "PRT": "Portugal", "ESP": "Spain", "GBR": "United Kingdom"}.get)
KINDS = sorted(load_phrases().keys() - {""})
RECORD = Path(__file__).parents[2].parent / "shared" / "record.md"


def claim(kind: str, **fields: object) -> Claim:
    return Statement(kind=kind, evidence=Evidence("d", 0, 1, "x"), **fields)  # type: ignore[arg-type]


def bare(kind: str, status: str) -> str:
    """The sentence of a claim that has nothing but its states."""
    return sentence(claim(kind, source="NOR", target="PRT", parties=("NOR", "PRT"), status=status), NAMES)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_and_status_names_its_states_and_leaves_no_trace_of_the_template(kind: str, status: str) -> None:
    full = claim(
        kind,
        source="NOR",
        target="PRT",
        parties=("NOR", "PRT"),
        via=("ESP",),
        status=status,
        object="Sardine Treaty",
        amount=Amount(5e6, currency="EUR"),
        detail={
            "persons": ["Kari Lund"],
            "office": "minister",
            "mission": "embassy",
            "from": "legation",
            "project": "bridge",
            "every": "year",
            "rank": "first",
            "place": "Porto",
        },
    )
    for text in (bare(kind, status), sentence(full, NAMES)):
        assert "Norway" in text
        assert text[0].isupper()
        assert not re.search(r"[\[\]{}|]|  | ,|\(\)|None", text)
        assert not text.endswith((".", ",", " "))
    if kind not in load_layout().single:
        assert "Portugal" in bare(kind, status)


@pytest.mark.parametrize("kind", KINDS)
def test_each_status_reads_otherwise(kind: str) -> None:
    assert len({bare(kind, status) for status in STATUSES}) == len(STATUSES)
    told = {bare(kind, status) for status in ("happened", "ongoing")}
    assert not told & {bare(kind, status) for status in ("planned", "proposed", "denied", "ended")}


def test_all_kinds_of_the_codebook_have_phrases_and_a_family() -> None:
    assert set(load_codebook().kinds) <= set(KINDS)
    assert {kind for family in load_layout().families for kind in family.kinds} == set(KINDS)


def test_all_kinds_of_the_contract_have_phrases() -> None:
    if not RECORD.exists():
        pytest.skip("the contract lies beside the repository only in development")
    table = RECORD.read_text(encoding="utf-8").partition("## The kinds")[2].partition("## How to read")[0]
    kinds = {kind for row in table.splitlines() if row.startswith("| `") for kind in re.findall(r"`([a-z-]+)`", row.split("|")[1])}
    kinds |= {"export"}  # told in the row of trade
    assert len(kinds) > 50
    assert kinds <= set(KINDS)


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (
            claim("mission-elevated", source="NOR", target="PRT", detail={"mission": "embassy", "from": "legation"}),
            "Norway raised its legation in Portugal to an embassy",
        ),
        (
            claim("investment", source="NOR", target="GBR", amount=Amount(20e9, currency="USD", comparator=">")),
            "Norway invested more than US$20 billion in the United Kingdom",
        ),
        (claim("investment", source="GBR", target="NOR"), "The United Kingdom invested in Norway"),
        (claim("border", parties=("NOR", "PRT"), status="denied"), "Norway and Portugal share no land border"),
        (
            claim("border", parties=("NOR", "PRT"), status="ongoing", amount=Amount(2351, unit="km")),
            "Norway and Portugal share a border of 2,351 km",
        ),
        (
            claim("agreement-signed", parties=("NOR", "PRT"), object="memorandum of agreement"),
            "Norway and Portugal signed a memorandum of agreement",
        ),
        (
            claim("agreement-signed", parties=("NOR", "PRT"), amount=Amount(7, unit="memoranda"), object="memoranda of understanding"),
            "Norway and Portugal signed 7 memoranda of understanding",
        ),
        (claim("agreement-signed", parties=("NOR", "PRT"), detail={"count": 21}), "Norway and Portugal signed 21 agreements"),
        (claim("relations-severed", parties=("NOR", "PRT"), source="PRT"), "Portugal broke off relations with Norway"),
        (claim("relations-severed", parties=("NOR", "PRT")), "Relations between Norway and Portugal were broken off"),
        (claim("recognition", source="NOR", target="PRT", detail={"rank": "first"}), "Norway was the first state to recognise Portugal"),
        (
            claim(
                "project", parties=("NOR", "PRT"), status="proposed", object="Zephyr Corridor", detail={"project": "corridor"}, via=("ESP",)
            ),
            "Norway and Portugal propose or discuss the Zephyr Corridor by way of Spain",
        ),
        (
            claim("exercise", parties=("NOR", "PRT"), status="ongoing", detail={"every": "year"}),
            "Norway and Portugal hold joint military exercises every year",
        ),
        (
            claim("office", source="NOR", status="ongoing", detail={"persons": ["Kari Lund"], "office": "president"}),
            "Kari Lund is president of Norway",
        ),
        (
            claim("saying", source="PRT", object="One sea, two shores", detail={"persons": ["Rui Alves"]}),
            "Rui Alves of Portugal coined the phrase “One sea, two shores”",
        ),
        (
            claim(
                "export",
                source="NOR",
                target="PRT",
                status="ongoing",
                object="gas",
                amount=Amount(2e9, currency="EUR"),
                detail={"per": "year"},
            ),
            "Norway sells gas worth €2 billion a year to Portugal",
        ),
    ],
)
def test_sentences(made: Claim, text: str) -> None:
    assert sentence(made, NAMES) == text


def test_a_users_own_kind_is_told_by_its_name() -> None:
    assert sentence(claim("fish-war", source="NOR", target="PRT", object="cod"), NAMES) == "Fish war: Norway to Portugal, cod"
    assert sentence(claim("fish-war", parties=("NOR", "PRT"), status="denied"), NAMES) == "Fish war, denied: Norway and Portugal"
    assert label("fish-war") == "fish war"


def test_a_claim_without_its_states_still_makes_a_sentence() -> None:
    assert sentence(claim("visit"), NAMES) == "Visit"


@pytest.mark.parametrize("object", ["it", "them", "1920", "the other"])
def test_words_that_name_nothing_are_left_out(object: str) -> None:
    assert sentence(claim("agreement-signed", parties=("NOR", "PRT"), object=object), NAMES) == "Norway and Portugal signed an agreement"


def test_what_the_sentence_says_already_is_not_said_again() -> None:
    assert (
        sentence(claim("exercise", parties=("NOR", "PRT"), object="exercises"), NAMES)
        == "Norway and Portugal held a joint military exercise"
    )


def test_what_has_happened_since_is_told_as_going_on() -> None:
    made = claim("exercise", parties=("NOR", "PRT"), date="2011/..", object="Cold Fin")
    assert sentence(made, NAMES) == "Norway and Portugal hold joint military exercises (Cold Fin)"


def test_a_rank_that_is_none_is_not_told() -> None:
    made = claim("mission-elevated", source="NOR", target="PRT", detail={"mission": "higher level", "from": "legation"})
    assert sentence(made, NAMES) == "Norway raised its legation in Portugal in rank"
