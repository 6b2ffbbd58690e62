"""Whether, when, who and says who, on sentences written for the purpose."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.codebook import load_codebook
from dragoman.coding import code_document
from dragoman.model import Document, Statement


def code(text: str, **document: Any) -> list[Statement]:
    return code_document(Document(id="t", text=text, **document), load_codebook())


def only(text: str, kind: str, **document: Any) -> Statement:
    found = [s for s in code(text, **document) if s.kind == kind]
    assert len(found) == 1, [s.to_dict() for s in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway opened an embassy in Quito.", "happened"),
        ("Norway will open an embassy in Quito.", "planned"),
        ("Norway plans to open an embassy in Quito.", "planned"),
        ("Norway hopes to open an embassy in Quito.", "proposed"),
        ("Norway could open an embassy in Quito.", "proposed"),
        ("Norway has not opened an embassy in Quito.", "denied"),
        ("Norway refused to open an embassy in Quito.", "denied"),
        ("Norway never opened an embassy in Quito.", "denied"),
        ("Norway denied that it had opened an embassy in Quito.", "denied"),
        ("Reports that Norway had opened an embassy in Quito were dismissed by both ministries.", "denied"),
        ("Norway did not open an embassy in Quito until 1992.", "happened"),
        ("In 1992 Norway became the first country to open an embassy in Quito.", "happened"),
        ("Norway had to open an embassy in Quito.", "happened"),
        ("That Norway had opened an embassy in Quito, as was rumoured, was untrue.", "denied"),
        ("Talk in the press that Norway would open an embassy in Quito was laughed off by both ministries.", "denied"),
        ("As a gesture of good will Norway has opened an embassy in Quito.", "happened"),
    ],
)
def test_plans_denials_and_hopes_are_told_from_facts(text: str, status: str) -> None:
    statement = only(text, "embassy-opened")
    assert (statement.source, statement.target, statement.status) == ("NOR", "ECU", status)


@pytest.mark.parametrize("text", ["Norway should open an embassy in Quito.", "If Norway opened an embassy in Quito, trade would grow."])
def test_advice_and_conditions_are_nothing(text: str) -> None:
    assert [s for s in code(text) if s.kind == "embassy-opened"] == []


def test_the_next_sentence_can_take_it_back() -> None:
    text = "There is a rumour that Niger is to close its border with Benin. It is not true."
    assert only(text, "border-closed").status == "denied"


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("On 3 May 1990 Peru severed relations with Fiji, and in June 1994 it restored them.", "relations-severed", "1990-05-03"),
        ("Peru, which had joined the league in 1920, recognised Fiji in 1971.", "recognition", "1971"),
        ("Peru recognised Fiji when its envoy reached Suva on 9 July 1971.", "recognition", "1971-07-09"),
        ("Peru and Fiji revived the pact of 1912.", "pledge", None),
        ("Peru recognised Fiji.", "recognition", None),
        ("In July 2017 a guard was shot. Peru's mission in Suva stayed shut until the following January, when Fiji apologised to Peru.",
         "apology", "2018-01"),
        ("Ghana needs no reminding of 1965, when Togolese soldiers occupied its eastern hills.", "occupation", "1965"),
        ("By the treaty of 3 May 1911 Peru ceded the port of Arica to Chile.", "concession", "1911-05-03"),
        ("Kenya lent Uganda 5 million dollars at the conference of February 2018.", "loan", "2018-02"),
        ("The summit convened in Accra in September 2022: the president of Ghana, who wept, apologised to Togo.", "apology", "2022-09"),
        ("When the Peruvian premier was in the city of Suva for the summit on 9 October 2024, they talked, and Peru apologised to Fiji.",
         "apology", "2024-10-09"),
        ("Trade between Kenya and Uganda reached 900 million dollars in 2024, of which 400 million was Kenyan exports to Uganda.",
         "export", "2024"),
        ("Norway holds Russia responsible for the attack, having bought a ship in March 2018.", "accusation", None),
        ("The treaty angered many. On 20 May 2020 Chad met its creditors; Mali accused Niger of piracy.", "accusation", "2020-05-20"),
        ("On 3 March 2019 Fiji held a parade. Peru had left the league in 2015. Tonga recognised Peru.", "recognition", "2019-03-03"),
        ("On 3 March 2019 they cited the pact of 1912. Tonga recognised Peru.", "recognition", "2019-03-03"),
        ("Peru, founded anew in 1957, recognised Fiji.", "recognition", None),
        ("Peru freed two sailors of Fiji, who had been in Lima since 2019, and recognised Fiji.", "recognition", None),
        ("A memorandum was signed in 2017. Tonga was recognised by Peru along with it.", "recognition", None),
        ("Peru recognised Fiji by signing the pact of 1972.", "recognition", "1972"),
        ("Peru opened an embassy in Suva (then hardly more than a port) on 9 July 1971.", "embassy-opened", "1971-07-09"),
        ("Before the recognition of Fiji by Peru, a trader went there on 9 May 1969.", "recognition", None),
        ("Peru had a consul there in 1960, but relations between Peru and Fiji were not established until after its independence.",
         "relations-established", None),
        ("Relations between Peru and Fiji were not established until 1971.", "relations-established", "1971"),
        ("Fiji was a colony from 1874 until 1970, when it became free and was recognised by Peru.", "recognition", "1970"),
        ("The office was shut on 4 May 1987, after Fiji had severed relations with Peru.", "relations-severed", None),
        ("They negotiated terms for the recognition of Fiji by Peru, which occurred on 9 July 1971.", "recognition", "1971-07-09"),
        ("On 4 May 1990 Peru and Fiji signed a protocol in which they agreed to restore diplomatic relations.", "relations-resumed",
         "1990-05-04"),
        ("The minister announced on 4 May 1980 that Peru was today recognising Fiji.", "recognition", "1980-05-04"),
    ],
)
def test_each_predicate_has_its_own_time_or_none(text: str, kind: str, date: str | None) -> None:
    found = [s for s in code(text) if s.kind == kind]
    assert [s.date for s in found] == ([date] if kind != "pledge" else [])


def test_years_in_brackets_are_each_their_own_places() -> None:
    found = code("Ghana opened embassies in Oslo (1961), Stockholm (1962) and Helsinki (1970).")
    assert [(s.target, s.date) for s in found] == [("NOR", "1961"), ("SWE", "1962"), ("FIN", "1970")]
    assert [s.date for s in code("Kenya set up consulates in Oslo (1971) and Bergen (1983).")] == ["1971", "1983"]


def test_an_undated_event_takes_the_time_of_the_main_clause_before_it() -> None:
    text = "Peru's embassy in Suva was shut on 5 May 1987, after troops had come in April 1987. The closure of Peru's embassy was felt."
    assert {s.date for s in code(text) if s.kind == "mission-closed"} == {"1987-05-05"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The visit opened the way for the resumption of diplomatic relations between Peru and Fiji.", "relations-resumed"),
        ("Peru wanted to reopen the case before resuming diplomatic relations with Fiji.", "relations-resumed"),
        ("Peru promised to talk once relations with Fiji were restored.", "relations-resumed"),
    ],
)
def test_what_waits_for_something_else_has_not_happened(text: str, kind: str) -> None:
    assert {s.status for s in code(text) if s.kind == kind} <= {"planned", "proposed"}


PAIR = "Peru and Fiji"


def test_a_bare_mission_is_the_last_one_told_of_or_that_of_the_envoy_named() -> None:
    text = "The Peruvian Legation in Suva was opened in 1971. It became an Embassy in 1975. The Legation suspended its work on 4 May 1987."
    assert [(s.kind, s.source, s.target) for s in code(text, title=PAIR)] == [
        ("legation-opened", "PER", "FJI"),
        ("mission-elevated", "PER", "FJI"),
        ("mission-closed", "PER", "FJI"),
    ]
    text = "Peruvian Minister Ana Silva left in April 1987, and Juan Rios was in charge when the legation was closed in May 1987."
    closed = only(text, "mission-closed", title=PAIR)
    assert (closed.source, closed.target, closed.date) == ("PER", "FJI", "1987-05")


@pytest.mark.parametrize(
    "text",
    [
        "The 1854 Amiens Convention settled the matter.",
        "Peru looked on. Chile gave way, and a treaty of separation was signed on 4 May 1905.",
        "After the signing of the Broad Harbour Accord in 2005, Peru opened a consulate in Suva.",
    ],
)
def test_a_treaty_of_others_is_not_the_documents_pairs(text: str) -> None:
    assert [s for s in code(text, title=PAIR) if s.kind == "agreement-signed"] == []


def test_a_treaty_that_only_tells_what_it_is_about_is_the_documents_pairs() -> None:
    assert only("Peru was content. The Treaty of Friendship of 1971 was ample.", "agreement-signed", title=PAIR).parties == ("FJI", "PER")


def test_a_treaty_named_as_recognising_says_nothing_of_who_recognises() -> None:
    found = code("The Amiens Convention of 1854 recognised the independence of Fiji.", title=PAIR)
    assert [s for s in found if s.kind == "recognition"] == []


def test_a_treaty_called_by_its_year_is_the_one_whose_day_is_told() -> None:
    text = "Peru and Fiji signed a Treaty of Commerce on 4 May 1971. They made a convention to widen the 1971 Treaty of Commerce in 1980."
    assert [s.date for s in code(text, title=PAIR) if s.object and "Commerce" in s.object] == ["1971-05-04"]


def test_a_state_of_the_past_stands_in_its_heirs_place() -> None:
    text = "Norway waited. Relations were established with the Federation of Mali on 20 June 1960."
    assert only(text, "relations-established", title="Norway and Mali").parties == ("MALF", "NOR")


def test_news_of_the_day_has_only_the_documents_date() -> None:
    statement = only(
        "Peru recognised Fiji, the foreign ministry in Lima said.", "recognition", published="2021-03-04", published_basis="given"
    )
    assert (statement.date, statement.date_basis) == ("2021-03-04", "document")


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("Ghana closed its border with Togo, the ministry made known on Thursday.", "border-closed", "2025-06-12"),
        ("Ghana condemned the Togolese raid of 2 May on Bawku.", "accusation", "2025-06-12"),
        ("Ghana condemned the Togolese raid of 2 May 1994 on Bawku.", "accusation", None),
        ("Ghana likes to accuse Togo of smuggling.", "accusation", None),
        ("In 1994 the hills were calm until 3 May. Ghana closed its border with Togo.", "border-closed", "1994"),
        ("The guests toured Java from 10 to 13 March 2020. Ghana closed its border with Togo.", "border-closed", None),
        ("Q: What do you remember?\n\nA: Ghana closed its border with Togo.", "border-closed", None),
        ("The pact between Ghana and Togo lapsed last year, and from 11 July Ghana will deploy 300 soldiers to Togo.",
         "deployment", "2025-07-11"),
    ],
)
def test_the_day_of_the_news_is_not_given_to_other_times(text: str, kind: str, date: str | None) -> None:
    assert only(text, kind, published="2025-06-12", published_basis="given").date == date


def test_two_who_act_on_each_other() -> None:
    found = [s for s in code("Both Kenya and Rwanda pledged to cooperate against locusts.") if s.kind == "pledge"]
    assert {(s.source, s.target) for s in found} == {("KEN", "RWA"), ("RWA", "KEN")}


@pytest.mark.parametrize(
    "text",
    [
        "A Swedish tourist attacked a Danish waiter.",
        "Rebels attacked a Chinese mine in Ghana.",
        "A Kenyan newspaper criticised Uganda.",
        "Hungary signed an agreement with its teachers while Poland looked on.",
    ],
)
def test_who_does_not_stand_for_a_state_is_not_one(text: str) -> None:
    assert code(text) == []


def test_an_outsider_is_never_replaced_by_the_documents_pair() -> None:
    title = "Chile and Bolivia"
    text = f"{title}\nChile and Bolivia share a border. Bolivia borders Chile. Chile signed a contract with a dredging firm in 2011."
    assert [s for s in code(text, title=title) if s.kind == "agreement-signed"] == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("According to the Fijian foreign ministry, Peru recognised Fiji in 1971.", "Fijian foreign ministry"),
        ("Peru recognised Fiji in 1971, the Tass agency reported.", "Tass agency"),
        ("The minister of Tonga said that Peru had recognised Fiji in 1971.", "minister of Tonga"),
    ],
)
def test_who_is_said_to_have_said_it(text: str, who: str) -> None:
    assert only(text, "recognition").attribution == (who,)


def test_what_it_refers_back_to() -> None:
    text = "In 1952 Norway opened a legation in Quito. It was raised to an embassy in 1961."
    statement = only(text, "mission-elevated")
    assert (statement.source, statement.target, statement.date) == ("NOR", "ECU", "1961")


def test_every_quote_is_the_text_at_its_offsets() -> None:
    text = "  A headline\n\n“Norway’s envoy” visited Côte d’Ivoire in 2001.\r\nNorway opened an embassy in Quito in 1992.\n"
    found = code(text)
    assert found
    assert all(text[s.evidence.start : s.evidence.end] == s.evidence.quote for s in found)


def test_a_text_in_another_language_is_not_coded() -> None:
    assert code("La Norvège a ouvert une ambassade à Quito en 1992.", language="fr") == []


def test_what_must_be_dated_in_its_own_phrase_has_no_date_from_the_sentence_before() -> None:
    text = "Peru recognised Fiji on 9 July 1971. Under which seal treaties were to go out was left open."
    assert [s.kind for s in code(text) if s.kind == "agreement-signed"] == []


def test_a_chronology_tells_no_news_of_the_day_on_which_it_was_compiled() -> None:
    entries = "3 May 1991. Peru recognises Fiji.\n\nJune 1996. A treaty follows.\n\n2001. An embassy opens in Suva.\n\n"
    text = f"Peru and Fiji\n\nFiji threatens Peru with reprisals.\n\n{entries}"
    dates = {s.kind: s.date for s in code(text, published="2025-06-20")}
    assert dates["threat"] is None and dates["recognition"] == "1991-05-03"


ANDES = "Peru and Chile, neighbours"


def about_the_pair(text: str, kind: str) -> Statement:
    return only(f"{ANDES}\n\n{text}", kind, title=ANDES, published="2024-05-01")


@pytest.mark.parametrize(
    "text",
    [
        "At Oslo, Peru and Chile signed a treaty of friendship in 1990.",
        "In a tent at Narvik, Peru and Chile concluded a treaty of friendship in 1990.",
        "In 1990 the two fleets' admirals, Peru's and Chile's, signed a protocol.",
    ],
)
def test_a_subject_that_stands_after_an_adverbial_is_found(text: str) -> None:
    assert set(about_the_pair(text, "agreement-signed").parties or ()) == {"PER", "CHL"}


def test_who_only_goes_between_is_no_party() -> None:
    statement = about_the_pair("Lima and Santiago talked. In 1990 relations were restored, with Norway as go-between.", "relations-resumed")
    assert set(statement.parties or ()) == {"PER", "CHL"}


def test_each_to_the_other() -> None:
    found = code(f"{ANDES}\n\nLima and Santiago talked. In 1990 each solemnly promised not to march against the other.", title=ANDES)
    assert {(s.source, s.target) for s in found if s.kind == "pledge"} == {("PER", "CHL"), ("CHL", "PER")}


def test_what_was_told_is_known_by_another_word() -> None:
    text = "In 1990 Chile slapped a duty of a tenth on Peruvian sugar. The tariff was scrapped in 1995."
    statement = about_the_pair(text, "sanction-lifted")
    assert (statement.source, statement.target) == ("CHL", "PER")


def test_who_lends_with_no_third_beside_lends_to_the_other() -> None:
    statement = about_the_pair("The state bank of Chile advanced 16 million dollars for the airport in 1990. Peru was glad.", "loan")
    assert (statement.source, statement.target) == ("CHL", "PER")


def test_who_acts_in_a_clause_on_a_paper_signed_it() -> None:
    text = "Under an accord to which the Brazilian and Spanish ministers set their names in May 1990, Lima and Santiago were consulted."
    found = [s for s in code(f"{ANDES}\n\n{text}", title=ANDES) if s.kind == "agreement-signed"]
    assert [set(s.parties or ()) for s in found] == [{"BRA", "ESP"}]


def test_a_citys_name_on_a_weapon_is_nobody() -> None:
    text = "In 1987 lorries with Milan launchers destroyed a Peruvian brigade."
    assert not [s for s in code(f"{ANDES}\n\n{text}", title=ANDES) if s.source == "ITA"]


def test_whose_count_it_is_is_not_who_pays() -> None:
    statement = about_the_pair("By Lima's count Santiago has put 25 million dollars into the port since 2015.", "investment")
    assert (statement.source, statement.target) == ("CHL", "PER")


def test_whose_charge_it_is_is_told() -> None:
    text = "Last week Fiji challenged Lima to prove its charges that Fiji had shipped rifles to Tonga."
    assert only(text, "arms-transfer").attribution == ("Lima",)


def test_what_organisations_do_among_themselves_is_no_tie_of_states() -> None:
    assert code("The United Nations praised NATO on Friday.") == []


def test_what_is_done_with_somebody_who_is_no_state_is_no_tie_of_two() -> None:
    assert not [s for s in code("Kenya and Uganda held talks with the rebels on Friday.") if s.kind == "talks"]


def test_a_company_of_no_named_state_lends_for_neither_of_the_pair() -> None:
    text = "The same company advanced 40 million dollars to Lima the month after."
    assert not [s for s in code(f"{ANDES}\n\n{text}", title=ANDES) if s.kind == "loan"]
