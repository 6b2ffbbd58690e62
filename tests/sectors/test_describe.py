"""Who a noun phrase speaks of: tables of phrases from all parts of the world, and phrases in sentences."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors import find_mentions, load_gazetteer
from dragoman.model import Document
from dragoman.parse import parse
from dragoman.sectors import Agent, DocumentSpotter, Spotter, TextSpotter, describe, describe_phrase, load_sectors


def table() -> list[tuple[str, str | None, str | None]]:
    """The phrases of both tables with the country and the sector that a reader gives them."""
    rows = []
    for path in sorted(Path(__file__).parent.glob("phrases-*.csv")):
        with path.open(encoding="utf-8") as file:
            rows += [(r["phrase"], r["country"] or None, r["sector"] or None) for r in csv.DictReader(file)]
    return rows


@pytest.mark.parametrize(("phrase", "country", "sector"), table())
def test_phrase(phrase: str, country: str | None, sector: str | None) -> None:
    agent = describe_phrase(phrase)
    assert (agent.country, agent.sector) == (country, sector)


def within(text: str, phrase: str, *, date: str | None = None, spotter: Spotter | None = None) -> Agent:
    """The agent of a phrase where a sentence has it first."""
    (doc,) = parse([text])
    start = text.index(phrase)
    return describe(doc, start, start + len(phrase), spotter or TextSpotter(load_gazetteer(), date))


def brief(agent: Agent) -> tuple[str | None, str | None]:
    return agent.country, agent.sector


@pytest.mark.parametrize(
    ("text", "phrase", "country", "sector"),
    [
        ("A strike by nurses closed the clinics in Harare.", "nurses", None, "HLH"),
        ("Shelling killed two aid workers in Taiz, Yemen.", "two aid workers in Taiz, Yemen", "YEM", "DEV"),
        ("Fighting went on in Mali for a week.", "Mali", "MLI", None),  # the place, not the government
        ("Mali recalled its ambassador.", "Mali", "MLI", "GOV"),
        ("The Philippine army clashed with gunmen loyal to Abu Sayyaf.", "The Philippine army", "PHL", "MIL"),
        ("Police in Lima arrested the head of the miners' union.", "the head of the miners' union", None, "LAB"),
        ("Paraguay's senate rejected the president's veto.", "Paraguay's senate", "PRY", "LEG"),
        ("Namibia rejected the request by the Angolan government.", "the request by the Angolan government", "AGO", "GOV"),
        ("The court freed Ruth Mutua, governor of a Kenyan county.", "Ruth Mutua, governor of a Kenyan county", "KEN", "GOV"),
        ("The EU's foreign policy chief met Serbian students.", "The EU's foreign policy chief", "EU", "IGO"),
    ],
)
def test_phrase_in_a_sentence(text: str, phrase: str, country: str | None, sector: str | None) -> None:
    assert brief(within(text, phrase)) == (country, sector)


@pytest.mark.parametrize(
    ("phrase", "wrong"),
    [
        ("the Russian-backed separatists", "RUS"),  # who backs them is not who they are
        ("pro-Iranian gunmen", "IRN"),
        ("anti-American demonstrators in Manila", "USA"),
        ("the US-trained commandos of Somalia", "USA"),
        ("ethnic Russians in Latvia", "RUS"),
        ("the Peruvian ambassador to Chile", "CHL"),
    ],
)
def test_a_state_that_only_qualifies_is_not_the_country(phrase: str, wrong: str) -> None:
    assert describe_phrase(phrase).country != wrong


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("a police union", "LAB"),
        ("a court reporter", "MED"),
        ("army wives", "CVL"),
        ("a military court", "JUD"),
        ("bank employees", "BUS"),
        ("university lecturers", "EDU"),
        ("the opposition newspaper", "MED"),
        ("rebel-held villages", None),
        ("the referendum", None),
    ],
)
def test_the_head_rules_over_what_modifies_it(phrase: str, sector: str | None) -> None:
    assert describe_phrase(phrase).sector == sector


@pytest.mark.parametrize(
    ("phrase", "date", "sector"),
    [
        ("the Taliban", "2015-06-01", "REB"),
        ("the Taliban", "2023-06-01", "GOV"),
        ("FARC", "2010", "REB"),
        ("FARC", "2019", "PTY"),
        ("President Barack Obama", "2012-05-01", "GOV"),
        ("Barack Obama", "2019-05-01", "ELI"),
    ],
)
def test_what_changed_its_sector_is_told_by_the_date(phrase: str, date: str, sector: str) -> None:
    assert describe_phrase(phrase, date=date).sector == sector


def test_a_name_has_no_article_and_no_trailing_possessive() -> None:
    assert describe_phrase("the  Ghanaian parliament's").name == "Ghanaian parliament"


def test_an_organisations_soldiers_are_both() -> None:
    assert describe_phrase("NATO troops").sectors == ("IGO", "MIL")


def test_a_document_tells_what_a_sentence_alone_does_not() -> None:
    text = "Laos and Cambodia met on Monday. The minister from Vientiane spoke first."
    document = Document(id="d", text=text)
    base = text.index("The minister")
    spotter = DocumentSpotter(load_gazetteer(), find_mentions(document, load_gazetteer()), base)
    assert brief(within(text[base:], "The minister from Vientiane", spotter=spotter)) == ("LAO", "GOV")


def test_a_span_without_words_is_nobody() -> None:
    (doc,) = parse(["Peru protested."])
    assert describe(doc, 4, 4, TextSpotter(load_gazetteer())) == Agent("", None, None)


SENTENCES = (
    "On Monday, the Thai-led coalition's spokesman, Gen. Somchai, told Reuters that ex-soldiers had fled to Myanmar's Shan State.",
    "“Dozens” of rebels — and 1,200 refugees — left; the UN, NATO and Fiji (among others) said nothing.",
)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(SENTENCES), st.integers(0, 130), st.integers(0, 130))
def test_any_span_gives_an_agent_of_known_sectors(text: str, a: int, b: int) -> None:
    (doc,) = parse([text])
    agent = describe(doc, min(a, b), max(a, b), TextSpotter(load_gazetteer()))
    assert set(agent.sectors) <= set(load_sectors())
    assert agent.sector == (agent.sectors[0] if agent.sectors else None)
    assert agent.name in " ".join(text.split())
