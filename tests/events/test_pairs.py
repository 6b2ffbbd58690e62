"""Pairs: who acts on whom, by which word; and what is no pair."""

import pytest

from dragoman.events.pairs import Pair, pairs
from dragoman.parse import parse

Told = tuple[str, str | None]


def of(text: str) -> list[Pair]:
    (doc,) = parse([text])
    return pairs(doc)


def told(text: str) -> set[Told]:
    return {(text[p.source.start : p.source.end], text[p.target.start : p.target.end] if p.target else None) for p in of(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ghana and Togo condemned Benin.", {("Ghana", "Benin"), ("Togo", "Benin")}),
        ("Protesters in Lima were dispersed by police.", {("police", "Protesters in Lima")}),
        ("The Kenyan army attacked rebels in Somalia and arrested two journalists.",
         {("The Kenyan army", "rebels in Somalia"), ("The Kenyan army", "two journalists")}),
        ("Peru said that it would expel the Bolivian ambassador.", {("Peru", "the Bolivian ambassador")}),
        ("Lesotho said Malawi shelled Zambian positions.", {("Malawi", "Zambian positions")}),
        ("Qatar launched an attack on the militants.", {("Qatar", "the militants")}),
        ("Senegal agreed to send medicine to Guinea.", {("Senegal", "Guinea")}),
        ("Two diplomats were expelled from Eritrea.", {("Eritrea", "Two diplomats")}),
        ("Residents threw stones at policemen after police opened fire on the marchers.",
         {("Residents", "policemen"), ("police", "the marchers")}),
        ("The Gabonese government condemned the Togolese government.", {("The Gabonese government", "the Togolese government")}),
        ("Oman faced criticism from Yemen.", {("Yemen", "Oman")}),
        ("LIMA, Peru -- Chilean police arrested a Peruvian journalist.", {("Chilean police", "a Peruvian journalist")}),
    ],
)  # fmt: skip
def test_syntax_brings_both_ends(text: str, expected: set[Told]) -> None:
    assert told(text) == expected


def test_a_noun_with_its_owner_tells_an_act_beside_the_verb_over_it() -> None:
    assert ("Qatar", "Yemen") in told("The mediators deplored Qatar's attack on Yemen.")


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Niger signed an agreement on water.",
        "The agreement was signed by Chad and Niger in Paris.",
        "Chad met Niger in Paris.",
        "Talks between Chad and Niger began in Paris.",
    ],
)
def test_what_two_do_together_is_one_pair(text: str) -> None:
    (pair,) = of(text)
    assert pair.reciprocal
    assert told(text) == {("Chad", "Niger")}


def test_conjoined_verbs_with_one_object_tell_one_act() -> None:
    assert told("Malawi bombed and shelled Zambian positions.") == {("Malawi", "Zambian positions")}
    assert len(of("Malawi bombed and shelled Zambian positions.")) == 1


def test_who_is_acted_on_by_nobody_named_or_acts_on_nobody() -> None:
    assert told("Peru mobilised its army.") == {("Peru", None)}
    assert told("Thousands of farmers protested in Bogotá.") == {("Thousands of farmers", None)}
    assert told("The minister was killed in Bogotá.") == set()


def test_its_troops_are_the_speakers_where_another_attacks_them() -> None:
    assert told("Bolivia said Peru attacked its troops.") == {("Peru", "its troops")}


@pytest.mark.parametrize(
    "text",
    [
        "Nigeria is the largest economy of West Africa.",
        "Chile edged Peru 2-0 in Santiago last night.",
        "The president said the economy of Ghana grew by 3 per cent.",
        "Niger might attack Chad.",
        "Niger did not attack Chad.",
        "If Niger attacks Chad, the union will meet.",
        "Typhoon Rina hit Fiji on Monday.",
        "The train departs from Nairobi at noon.",
        "The minister praised himself.",
    ],
)
def test_no_event_is_made_up(text: str) -> None:
    assert told(text) == set()


def test_the_path_leads_from_source_over_predicate_to_target() -> None:
    text = "Senegal has imposed sanctions on Guinea."
    (doc,) = parse([text])
    (pair,) = pairs(doc)
    assert pair.target is not None
    words = [doc[i].text for i in pair.path]
    assert (words[0], words[1], words[-1]) == ("Senegal", "imposed", "Guinea")
    assert all(doc[a].head.i == b or doc[b].head.i == a for a, b in zip(pair.path, pair.path[1:], strict=False))
    assert doc[pair.predicate].text == "imposed"
    assert doc[pair.source.head].text == "Senegal"
    assert doc[pair.target.head].text == "Guinea"


def test_whose_offer_it_is_is_the_actor_named_though_the_offer_is_the_span() -> None:
    text = "Togo rejected the Ghanaian government's offer."
    (doc,) = parse([text])
    (pair,) = pairs(doc)
    assert pair.target is not None
    assert text[pair.target.start : pair.target.end] == "the Ghanaian government's offer"
    assert doc[pair.target.head].text == "government"
