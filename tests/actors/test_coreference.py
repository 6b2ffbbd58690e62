"""What refers back to states."""

from __future__ import annotations

import pytest

from dragoman.actors import find_mentions, focus, load_gazetteer, resolve_coreference
from dragoman.model import Document, Mention


def resolve(text: str, *, title: str | None = None, place: str | None = None) -> list[Mention]:
    whole = f"{title}\n\n{text}" if title else text
    doc = Document(id="t", text=whole, title=title, published="2024-05-01", place=place)
    named = find_mentions(doc, load_gazetteer())
    return [m for m in resolve_coreference(doc, named, load_gazetteer(), focus(doc, named)) if m.kind == "coreference"]


def links(text: str, **about: str | None) -> list[tuple[str, str]]:
    """The words that refer back, each with the codes that it means."""
    return [(m.text, " ".join(m.codes)) for m in resolve(text, **about)]


PAIR = "Peru and Ecuador mend fences"


@pytest.mark.parametrize(
    "words",
    ["The two countries", "Both nations", "The two foreign ministers", "The two", "Neither side", "The two neighbouring states"],
)
def test_words_for_two_mean_the_pair_that_the_text_is_about(words: str) -> None:
    assert (words, "PER ECU") in links(f"Lima and Quito talked for a week. {words} agreed.", title=PAIR)


def test_words_for_two_mean_those_just_named_together_before_the_texts_own_pair() -> None:
    text = "Lima was glad that Chile and Bolivia had signed, and congratulated both."
    assert links(text, title=PAIR) == [("both", "CHL BOL")]


def test_without_a_pair_the_only_two_just_named_are_meant() -> None:
    assert links("Fiji sent a ship to Samoa. The two sides met.") == [("The two sides", "FJI WSM")]
    assert links("Fiji sent a ship to Samoa and one to Tonga. The two sides met.") == []


def test_three() -> None:
    assert links("Mali, Niger and Chad signed. The three also met.") == [("The three", "MLI NER TCD")]


@pytest.mark.parametrize("text", ["Both instances were closed.", "The other countries agreed.", "He ate both.", "The two dogs ran."])
def test_what_is_not_about_states_is_left_alone(text: str) -> None:
    assert links(f"Lima was calm. {text}", title=PAIR) in ([], [("He", "PER")])


def test_they_takes_up_two_who_act_together() -> None:
    assert links("Norway and Sweden built a bridge. They also dug a tunnel between them.") == [
        ("They", "NOR SWE"),
        ("between them", "NOR SWE"),
    ]
    assert links("Norway built a bridge to Sweden. They say that it is long.") == []


def test_what_two_states_share_is_theirs() -> None:
    assert links("Their border is long. Bilateral trade grew.", title=PAIR) == [("Their border", "PER ECU"), ("Bilateral", "PER ECU")]


def test_bilateral_is_between_those_whom_the_sentence_names() -> None:
    assert links("Lima wants more bilateral trade with Chile.", title=PAIR) == [("bilateral", "PER CHL")]


def test_latter_and_former() -> None:
    assert links("Oman met Yemen. The former asked; the latter agreed.") == [("The former", "OMN"), ("the latter", "YEM")]
    assert links("The former president of Oman met Yemen.") == []


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Mexico armed its southern neighbour, Guatemala said.", "its southern neighbour", "GTM"),
        ("Mexico closed the road. Its northern neighbour protested.", "Its northern neighbour", "USA"),
        ("Quito sued. Lima accused its neighbour of theft.", "its neighbour", "ECU"),
        ("Quito's envoy came. Lima gave its guest a horse.", "its guest", "ECU"),
        ("Lima opened the gate, and the neighbouring country thanked it.", "the neighbouring country", "ECU"),
    ],
)
def test_the_other_of_two(text: str, words: str, code: str) -> None:
    title = PAIR if "Lima" in text else "Mexico and Guatemala" if "Guatemala" in text else None
    assert dict(links(text, title=title))[words] == code


def test_a_neighbour_that_is_named_beside_needs_no_link() -> None:
    assert links("Lima thanked its neighbour Bolivia.", title=PAIR) == []


def test_the_kingdom_and_the_republic() -> None:
    text = "Tunis and Rabat quarrelled. The kingdom closed its embassy; the republic did not. The king was silent."
    assert links(text, title="Tunisia and Morocco") == [
        ("The kingdom", "MAR"),
        ("its", "MAR"),
        ("the republic", "TUN"),
        ("The king", "MAR"),
    ]


def test_what_is_its_own() -> None:
    assert links("Accra recalled its ambassador and closed its airspace.") == [("its ambassador", "GHA"), ("its", "GHA")]


def test_an_agreements_construction_is_not_a_states() -> None:
    assert links("Ghana signed the agreement on its construction.") == []


def test_its_is_left_alone_where_it_may_be_either_states() -> None:
    assert links("Ghana told Togo that its patience was at an end.") == []
    assert links("Ghana backed Togo in its war.") == [("its", "TGO")]
    assert links("Ghana sent Togo arms all through the winter for its war.") == [("its", "TGO")]
    assert links("Ghana helped Togo in training its pilots.") == [("its", "TGO")]


def test_it_opens_a_sentence_for_a_state_but_not_for_nobody() -> None:
    assert links("Togo signed. It also sent a ship.") == [("It", "TGO")]
    assert links("Togo signed. It is said that it rained.") == []


def test_a_person_and_his_country() -> None:
    text = "Ghana's president, Kofi Boateng, said that his country would wait. He left. Togo's premier, Awa Kodjo, thanked him."
    out = resolve(text)
    assert [(m.text, m.codes[0], m.person) for m in out] == [
        ("his country", "GHA", None),
        ("He", "GHA", "Kofi Boateng"),
        ("him", "GHA", "Kofi Boateng"),
    ]


def test_bodies_and_offices_without_a_state() -> None:
    text = "The Thai foreign ministry protested. The ministry gave no reason. Laos kept calm; the government asked for time."
    assert links(text) == [("The ministry", "THA"), ("the government", "LAO")]


def test_an_office_is_that_of_its_last_holder() -> None:
    text = "The Cuban president met the Swiss foreign minister. The foreign minister smiled, and the president left."
    assert links(text) == [("The foreign minister", "CHE"), ("the president", "CUB")]


def test_the_organisation_last_named() -> None:
    assert links("Serbia asked the European Union for help. The Union agreed.") == [("The Union", "EU")]
    assert links("Serbia asked NATO for help. The alliance agreed.") == [("The alliance", "NATO")]
    assert links("Serbia asked for help. The bloc agreed.") == []


def test_here_is_where_the_text_was_written() -> None:
    assert ("here", "VNM") in links("The Lao president arrived here on Monday.", place="HANOI")


INTERVIEW = """A talk about bees

Finland's ambassador in Riga speaks to our paper.

Q: Excellency, are your two countries friends?

A: We are. Our government opened an embassy here in 1991, and yours did so in Helsinki. I thank Latvia for it.

Q: Will you buy our honey?

A: The border between us is the sea. Your exports are welcome."""


def test_an_interview() -> None:
    assert links(INTERVIEW.split("\n\n", 1)[1], title="A talk about bees") == [
        ("your two countries", "FIN LVA"),
        ("We", "FIN"),
        ("Our government", "FIN"),
        ("here", "LVA"),
        ("yours", "LVA"),
        ("I", "FIN"),
        ("between us", "FIN LVA"),
        ("Your exports", "LVA"),
    ]


def test_quotations_are_their_speakers() -> None:
    text = '"We shall open our embassy soon," said Israeli Foreign Minister Dan Cohen. "Our country thanks Chad."'
    assert links(text) == [("We", "ISR"), ("our embassy", "ISR"), ("Our country", "ISR")]


def test_every_link_gives_a_reason_and_quotes_the_text() -> None:
    whole = f"{PAIR}\n\nLima and Quito met. Both sides smiled. Its neighbour thanked Lima."
    for m in resolve("Lima and Quito met. Both sides smiled. Its neighbour thanked Lima.", title=PAIR):
        assert whole[m.start : m.end] == m.text
        assert m.text in m.reason


def test_without_mentions_there_is_nothing_to_refer_to() -> None:
    assert links("The two countries met. They agreed.") == []


@pytest.mark.parametrize("words", ["The two fleets", "Both cabinets", "Each side", "The two supreme courts"])
def test_organs_of_two_states_stand_for_them(words: str) -> None:
    assert (words, "PER ECU") in links(f"Lima and Quito talked for a week. {words} agreed.", title=PAIR)


def test_the_two_of_the_sentence_come_before_the_texts_pair() -> None:
    assert ("the two", "BRA PER") in links("Brazil told Peru that a commission of the two would meet.", title=PAIR)


def test_which_of_two_came_out_of_the_other() -> None:
    text = "Sales to the old colony fell. Angola wanted nothing from the former ruler."
    assert links(text, title="Portugal and Angola at fifty") == [("the old colony", "AGO"), ("the former ruler", "PRT")]


def test_thrones_and_shapes_of_states() -> None:
    text = "The Tsar was angry. In London nobody minded."
    assert ("The Tsar", "RUS") in links(text, title="Russia and Britain: a quarrel")
    assert ("the islands", "MDV") in links("Delhi gave the islands two boats.", title="India and the Maldives")


def test_that_regime_is_not_of_who_acts() -> None:
    text = "Rhodesia broke away. Zambia never recognised that regime."
    assert ("that regime", "RHO") in links(text, title="Zambia remembers")


UNLABELLED = """The woman who speaks for Malta at the Court of St James's pours the tea.

Have the two countries ever quarrelled?

Once. In 1971 your government stopped paying for our docks.

And since then?

We have been friends; the two of us share a queen's portrait.

You sound sad.

I am not. Our embassy is full of your tourists.

Will you stay?

My term ends in May."""


def test_an_interview_without_labels_with_somebody_who_speaks_for_a_state() -> None:
    assert links(UNLABELLED, title="Tea for two") == [
        ("the two countries", "MLT GBR"),
        ("your government", "GBR"),
        ("We", "MLT"),
        ("the two of us", "MLT GBR"),
        ("Our embassy", "MLT"),
    ]


def test_who_tells_a_text_in_the_first_person_means_his_own_state() -> None:
    told = "I came to Kenya in 1970. Our embassy was small. My ambassador was old, and I was his clerk. I left in May."
    text = f"By a retired Danish diplomat\n\n{told}"
    assert [x for x in links(text, title="A clerk in Nairobi") if x[1] == "DNK"][:3] == [("Our embassy", "DNK"), ("My ambassador", "DNK")]
