"""``code_events``: who does what to whom, when, and whether it was done; one event once; and where it stands in the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.events import MIN_CONFIDENCE, Event, code_events
from dragoman.model import Document
from dragoman.plover.ontology import YIELD, YIELDS
from scripts.plover_data import unmark
from tests.plover.test_classifier import EXAMPLES

PUBLISHED = "2015-06-10"  # a Wednesday


def events(text: str, *, published: str | None = PUBLISHED, least: float = 0.3, language: str = "en") -> list[Event]:
    """The events of one document, in the order of the text."""
    ((_, found),) = code_events([Document("note", text, published=published, language=language)], least=least)
    return found


def one(text: str, **options: str | None) -> Event:
    (found,) = events(text, published=options.get("published", PUBLISHED))
    return found


def test_an_event_has_its_fields() -> None:
    e = one("The rebels of the Lord's Resistance Army attacked the Ugandan army on 4 May 2003.")
    assert (e.source_country, e.source_sector) == ("UGA", "REB")
    assert (e.target, e.target_country, e.target_sector) == ("Ugandan army", "UGA", "MIL")
    assert (e.root, e.quad, e.status) == ("ASSAULT", 4, "happened")
    assert (e.date, e.date_basis) == ("2003-05-04", "stated")
    assert (e.cameo or "")[:2] in ("18", "19")
    assert e.goldstein is not None and e.goldstein < -8
    assert e.triggers[0] == "attacked"
    assert 0.5 < e.confidence <= 1


@pytest.mark.parametrize(
    ("text", "source", "target", "root"),
    [
        ("Rebels in northern Mali attacked the army near Kidal on Tuesday.", ("MLI", "REB"), ("MLI", "MIL"), "ASSAULT"),
        ("A court in Zagreb sentenced two Montenegrin officials on Monday.", ("HRV", "JUD"), ("MNE", "GOV"), "COERCE"),
        ("Rio Tinto accused the Mongolian government of breaking its word.", ("GBR", "BUS"), ("MNG", "GOV"), "ACCUSE"),
        ("A mob in Dhaka attacked the Burmese embassy on Friday.", ("BGD", "CVL"), ("MMR", "GOV"), "ASSAULT"),
        ("Police in Lusaka arrested a Congolese banker on Friday.", ("ZMB", "COP"), ("COD", "BUS"), "COERCE"),
    ],
)
def test_actors_who_are_no_states(text: str, source: tuple[str, str], target: tuple[str, str], root: str) -> None:
    e = one(text)
    assert (e.source_country, e.source_sector) == source
    assert (e.target_country, e.target_sector) == target
    assert e.root == root


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Gabon's army attacked Togo on Tuesday.", "ASSAULT"),
        ("Latvia praised Estonia.", "SUPPORT"),
        ("Niger expelled the Libyan ambassador.", "SANCTION"),
        ("Fiji urged New Zealand to open its labour market to more seasonal workers.", "REQUEST"),
    ],
)
def test_the_shortest_sentences_tell_events_too(text: str, root: str) -> None:
    (event,) = events(text, least=MIN_CONFIDENCE)
    assert event.root == root


def test_plain_acts_are_shown_without_asking_for_the_less_sure() -> None:
    """Those of the classifier's test, one of each root, with their actors found and weighed: most are told, as what they are."""
    shown = 0
    for root, marked in EXAMPLES.items():
        found = {e.root for e in events(unmark(marked)[0], least=MIN_CONFIDENCE)}
        assert found <= {root, *(YIELDS if root == YIELD else ())}
        shown += bool(found)
    assert shown >= len(EXAMPLES) - 2


def test_who_acts_in_a_passive() -> None:
    e = one("Two Peruvian trawlers were shelled by the Ecuadorian navy on 2 May 1999.")
    assert (e.source_country, e.target_country, e.root) == ("ECU", "PER", "ASSAULT")


@pytest.mark.parametrize(
    ("text", "date", "basis"),
    [
        ("Ghana's parliament condemned the Togolese government on 14 March 1998.", "1998-03-14", "stated"),
        ("Ghana's parliament condemned the Togolese government in 1998.", "1998", "stated"),
        ("Ghana's parliament condemned the Togolese government yesterday.", "2015-06-09", "relative"),
        ("Ghana's parliament condemned the Togolese government on Monday.", "2015-06-08", "relative"),
        ("Ghana's parliament condemned the Togolese government.", PUBLISHED, "document"),
    ],
)
def test_when_it_happened(text: str, date: str, basis: str) -> None:
    e = one(text)
    assert (e.date, e.date_basis) == (date, basis)


def test_no_date_without_a_day_of_the_document_or_one_in_the_text() -> None:
    e = one("Ghana's parliament condemned the Togolese government.", published=None)
    assert (e.date, e.date_basis) == (None, None)


def test_the_time_of_another_clause_is_not_its_date() -> None:
    told = events("Equatorial Guinea accused Gabon of drilling there, and the two foreign ministers will meet in December.")
    assert [e.root for e in told if e.date == "2015-12"] == []
    assert "ACCUSE" in [e.root for e in told]


def test_a_deadline_is_no_date() -> None:
    assert one("Oman extended its aid to Yemen until 2030.").date is None


@pytest.mark.parametrize("text", ["Kenya did not invade Somalia in 2011.", "Ghana did not condemn Togo.", "Ghana has never attacked Togo."])
def test_what_was_not_done_is_never_told_as_done(text: str) -> None:
    assert [(e.status, e.cameo) for e in events(text, least=0) if (e.status, e.cameo) != ("denied", None)] == []


def test_words_that_will_be_said_are_planned() -> None:
    e = one("Togo will condemn the Chadian government tomorrow.")
    assert (e.root, e.status) == ("ACCUSE", "planned")


@pytest.mark.parametrize("text", ["If Chad attacks Niger, the talks will end.", "Ghana should condemn Togo."])
def test_a_condition_or_advice_is_no_event(text: str) -> None:
    assert events(text, least=0) == []


def test_a_supposition_is_no_event_but_a_conditional_threat_is_one() -> None:
    assert events("If Chad invades Niger, Togo will expel the Chadian ambassador.") == []
    threat = one("Togo said it would expel the Chadian ambassador if Chad invaded Niger.")
    assert (threat.root, threat.source_country, threat.target_country) == ("THREATEN", "TGO", "TCD")


def test_two_who_each_do_their_own_do_nothing_to_each_other() -> None:
    assert events("Burundi has eased its rules and Rwanda is building a dam.") == []


def test_two_acts_in_one_sentence_are_two_events() -> None:
    praised, expelled = events("Peru praised Chile but Bolivia expelled the Chilean ambassador.")
    assert (praised.source_country, praised.target_country, praised.root) == ("PER", "CHL", "SUPPORT")
    assert (expelled.source_country, expelled.target_country, expelled.root) == ("BOL", "CHL", "SANCTION")


def test_of_two_things_that_one_does_each_has_its_own_type() -> None:
    found = events("Peru praised the Chilean government and expelled two Bolivian diplomats.")
    assert {(e.source_country, e.target_country, e.root) for e in found} == {("PER", "CHL", "SUPPORT"), ("PER", "BOL", "SANCTION")}


@pytest.mark.parametrize(
    "text",
    [
        "Finland and Sweden signed an agreement on fishing.",
        "Ghana condemned Togo, its ministry said, and condemned Togo again.",
    ],
)
def test_one_act_of_two_actors_is_one_event_however_often_a_sentence_tells_it(text: str) -> None:
    found = events(text)
    assert len(found) == 1


def test_another_language_yields_none() -> None:
    assert events("Le Ghana a condamné le Togo.", language="fr") == []
    assert events("Ghana condemned Togo.", language="fr") == []


def test_documents_come_back_in_order_also_those_without_events() -> None:
    texts = ["Ghana condemned Togo.", "", "The night was cold.", "Latvia praised Estonia."]
    found = list(code_events(Document(f"d{n}", text) for n, text in enumerate(texts)))
    assert [d.text for d, _ in found] == texts
    assert [[e.doc for e in some] for _, some in found] == [["d0"], [], [], ["d3"]]


def test_ids_are_stable_and_differ_by_document_and_event() -> None:
    text = "Ghana condemned Togo. Latvia praised Estonia. Peru praised Chile but Bolivia expelled the Chilean ambassador."
    ids = [e.id for e in events(text)]
    assert len(ids) == len(set(ids)) == 4
    assert ids == [e.id for e in events(text)]
    ((_, other),) = code_events([Document("other", text, published=PUBLISHED)], least=0.3)
    assert not {e.id for e in other} & set(ids)


SENTENCES = (
    "On 3 May 1990 Jordan’s army shelled Syrian posts near Deraa.",
    "Côte d’Ivoire’s prime minister accused Burkina Faso of arming “bandits” – again.",
    "Finland and Sweden signed an agreement on fishing.",
    "The night was cold; nobody 🙂 slept.",
    "Police in Lusaka arrested a Congolese banker on Friday.",
    "Ghana did not condemn Togo.",
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), st.sampled_from([" ", "\n", "\n\n"]))
def test_quotes_are_exactly_the_text_and_a_sentence_tells_the_same_wherever_it_stands(sentences: list[str], between: str) -> None:
    text = between.join(sentences)
    found = events(text)
    for e in found:
        assert text[e.start : e.end] == e.quote
        assert e.quote in SENTENCES
        assert e.source in e.quote
        assert e.target is None or e.target in e.quote
        assert all(word in e.quote for word in e.triggers)
    assert len({e.id for e in found}) == len(found)
    alone = [[(e.source, e.target, e.root) for e in events(s)] for s in sentences]
    assert [(e.source, e.target, e.root) for e in found] == [key for keys in alone for key in keys]
