"""Names, and what only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dragoman.actors import find_mentions, load_gazetteer
from dragoman.model import Document, Mention


def mentions(text: str, *, title: str | None = None, published: str | None = "2024-05-01", place: str | None = None) -> list[Mention]:
    doc = Document(id="t", text=f"{title}\n\n{text}" if title else text, title=title, published=published, place=place)
    return find_mentions(doc, load_gazetteer())


def found(text: str, **about: str | None) -> dict[str, str]:
    """The words of each mention with its code."""
    return {m.text: m.codes[0] for m in mentions(text, **about)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru recalled its envoy from Quito.", {"Peru": "PER", "Quito": "ECU"}),
        ("TUNISIA SIGNS PACT WITH MALTA", {"TUNISIA": "TUN", "MALTA": "MLT"}),
        ("Côte d’Ivoire and Cote d'Ivoire are one state.", {"Côte d’Ivoire": "CIV", "Cote d'Ivoire": "CIV"}),
        ("The U.S.-led force left; the UK stayed.", {"U.S.": "USA", "UK": "GBR"}),
        ("Anti-Rwanda feeling rose in Guinea-Bissau.", {"Rwanda": "RWA", "Guinea-Bissau": "GNB"}),
        ("Omani fishermen met Finns and Danes.", {"Omani": "OMN", "Finns": "FIN", "Danes": "DNK"}),
        ("Sino-Vietnamese trade grew.", {"Sino-": "CHN", "Vietnamese": "VNM"}),
        ("The European Union and ASEAN will talk.", {"European Union": "EU", "ASEAN": "ASEAN"}),
    ],
)
def test_names(text: str, expected: dict[str, str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Bolivia Times wrote of it.",
        "She read law at the University of Malta.",
        "He won the French Open and the Australian Grand Prix.",
        "They sailed the Gulf of Oman, Lake Chad and the Indian Ocean.",
        "Michael Jordan scored. Jordan was tired.",
        "Mr Chad and Mrs Ireland were late.",
        "Chad Brown met Israel Putnam at noon.",
        "It cost 40 US dollars, or 36 Swiss francs.",
        "She spoke in French, and he answered in Russian.",
        "A Swiss-born writer sat in a Chinese-style garden.",
        "African Americans and Latin Americans voted.",
        "Write to www.japan.go.jp or ask @germany.",
        "The Vietnam War and the Geneva Conventions were taught.",
        "PLEASE HELP US NOW",
        "Indo-Pacific tides and Franco-phone songs.",
    ],
)
def test_what_only_contains_a_name_is_left_out(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("Atlanta counted the votes while Georgia waited for its two Senate races.", "Georgia", None),
        ("Georgia recalled its ambassador from Yerevan and thanked Armenia.", "Georgia", "GEO"),
        ("Jordan and Egypt asked Israel for talks on Gaza.", "Jordan", "JOR"),
        ("In Brazzaville, the Congo of Denis Sassou Nguesso signed.", "Congo", "COG"),
        ("Congo accused Rwanda over Goma.", "Congo", "COD"),
        ("Korea, says Pyongyang, will never disarm; Kim Jong Un agreed.", "Korea", "PRK"),
        ("Male welcomed the ships of the Maldives.", "Male", "MDV"),
        ("Male nurses earn less.", "Male", None),
        ("Bath and Reading are pleasant.", "Reading", None),
    ],
)
def test_ambiguous_names_are_told_by_what_else_is_named(text: str, word: str, code: str | None) -> None:
    assert found(text).get(word) == code


def test_brussels_is_the_union_as_an_actor_and_belgium_as_a_place() -> None:
    first, _, last = [m.codes[0] for m in mentions("Brussels wants a deal, the European Union said. Ministers met in Brussels.")]
    assert (first, last) == ("EU", "BEL")


def test_names_of_another_time() -> None:
    assert found("In 1931 Persia and Siam signed a treaty.") == {"Persia": "IRN", "Siam": "THA"}
    assert found("In 1962 Rhodesia closed the road.")["Rhodesia"] == "RHO"
    assert found("In 1975 South Vietnam fell.")["South Vietnam"] != found("In 2005 Vietnam grew.")["Vietnam"]


def test_datelines_are_places_not_actors() -> None:
    text = "LUSAKA, May 3 (Agency) -- Zambia signed.\n\nNAIROBI: Kenya has signed a pact on fishing, too.\n\nSUVA (Agency) - Fiji did not."
    assert found(text) == {"Zambia": "ZMB", "Kenya": "KEN", "Fiji": "FJI"}


def test_a_town_in_another_country_is_not_the_capital_of_that_name() -> None:
    assert "Paris" not in found("Paris, Texas, is a small town.")


def test_capitals_tell_whether_they_are_meant_as_places() -> None:
    actor, place = mentions("Canberra protested. The talks were held in Wellington, in New Zealand.")[:2]
    assert "government" in actor.reason and "place" in place.reason


def test_bodies_and_firms_stand_for_their_state() -> None:
    text = "The Thai foreign ministry, Laos' parliament and the government in Hanoi agreed; Kenya Airways and Vietnam Steel Corp did not."
    assert {(m.text, m.codes[0], m.kind) for m in mentions(text)} == {
        ("Thai foreign ministry", "THA", "organisation"),
        ("Laos' parliament", "LAO", "organisation"),
        ("government in Hanoi", "VNM", "organisation"),
        ("Kenya Airways", "KEN", "company"),
        ("Vietnam Steel Corp", "VNM", "company"),
    }


def test_a_demonym_that_only_modifies_says_so() -> None:
    (only,) = mentions("A Turkish restaurant opened.")
    assert (only.kind, only.codes) == ("demonym", ("TUR",))


def test_cities_count_only_where_their_state_is_spoken_of() -> None:
    assert found("A bus from Kandy was late.") == {}
    assert found("A bus from Kandy was late, said Sri Lanka.")["Kandy"] == "LKA"


def test_parts_of_states_have_no_government_of_the_state() -> None:
    assert {m.kind for m in mentions("The Texas Senate voted, said the United States.") if m.codes == ("USA",)} == {"territory", "name"}


def test_mentions_are_sorted_do_not_overlap_and_quote_the_text() -> None:
    text = "Chile's foreign minister, Ana Rojas, met Peru's president in Lima; the Peruvian navy and Chile’s Congress watched. Rojas left."
    out = mentions(text)
    assert [m.start for m in out] == sorted(m.start for m in out)
    assert all(a.end <= b.start for a, b in pairwise(out))
    assert all(text[m.start : m.end] == m.text for m in out)


def test_a_text_that_names_nothing_has_no_mentions() -> None:
    assert mentions("It rained all day.") == []
    assert mentions("") == []


def test_leaders_are_known_by_full_name_and_by_surname_where_states_and_dates_bear_them_out() -> None:
    assert found("Barack Obama flew to Cuba in March 2016.")["Barack Obama"] == "USA"
    assert found("In 2016 Angela Merkel wrote to Moscow.")["Angela Merkel"] == "DEU"
    assert "Merkel" in found("In 2010 Germany was patient. Merkel was not.")
    assert "Merkel" not in found("In 1995 Germany was patient. Merkel was not.")
    assert "Angela Merkel" not in found("A street was named after Angela Merkel.")


def test_a_namesake_of_a_leader_is_left_out() -> None:
    assert "Brown" not in found("Britain slept in 2009, and Brown bears walked in Bristol.")
    assert found("Sgt Harold Wilson of Leeds was hurt.") == {}


def test_a_name_is_a_former_states_all_through_a_text_about_it() -> None:
    text = "In 1850 Bavaria sent a consul to Spain. Bavaria was at peace."
    assert {m.codes[0] for m in mentions(text, published=None) if m.text == "Bavaria"} == {"BAVA"}


def test_who_an_ambassador_is_sent_to_is_still_a_state() -> None:
    assert found("The U.S. Ambassador to Chile John Moore left.")["Chile"] == "CHL"


def test_washington_is_a_government_among_states_and_a_place_or_a_person_elsewhere() -> None:
    assert [m.codes for m in mentions("Tehran accused Washington of piracy.")] == [("IRN",), ("USA",)]
    assert [m.codes for m in mentions("The firm, of Spokane, Washington, sells apples to Japan.")] == [("JPN",)]
    assert mentions("Washington scored twice before the break.") == []
