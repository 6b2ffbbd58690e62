"""One normal form for the many ways of saying a thing."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from dragoman.parse import Frame, frame_of, lemma, lemma_of, parse


def frame(sentence: str, word: str) -> Frame:
    """The frame of the first token of ``sentence`` that reads ``word``."""
    (doc,) = parse([sentence])
    return frame_of(next(t for t in doc if t.text == word))


def texts(tokens: Iterable[object]) -> list[str]:
    return [str(t) for t in tokens]


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Norway opened an embassy in Quito.", "opened"),
        ("An embassy was opened in Quito by Norway.", "opened"),
        ("The embassy that Norway opened in Quito is small.", "opened"),
        ("Norway's opening of an embassy in Quito was praised.", "opening"),
        ("The opening of the embassy in Quito by Norway was praised.", "opening"),
    ],
)
def test_active_passive_relative_and_nominal_give_the_same_arguments(sentence: str, word: str) -> None:
    f = frame(sentence, word)
    assert texts(f.agent) == ["Norway"]
    assert texts(f.theme) == ["embassy"]


def test_what_the_parser_leaves_without_a_subject_finds_it() -> None:
    text = "The 1851 Treaty of Amity and Trade signed on May 4, 1851, by Peru and the Kingdom of Tonga laid down what to keep."
    f = frame(text, "signed")
    assert (texts(f.theme), texts(f.agent)) == (["Treaty"], ["Peru", "Kingdom"])


def test_a_year_is_not_what_opened_in_it() -> None:
    assert frame("It came on 4 May 1907, when a first consulate in the town opened.", "opened").theme == []


def test_a_title_with_an_elision_is_no_verb() -> None:
    f = frame("She made her last visit as Chargé d’Affaires on 2 May 1950.", "made")
    assert "May" in texts(f.preps["on"])


def test_conjuncts_are_spread_and_share_their_subject() -> None:
    f = frame("Kenya and Uganda signed a treaty and opened a bridge.", "opened")
    assert texts(f.agent) == ["Kenya", "Uganda"]
    assert texts(f.theme) == ["bridge"]


def test_an_object_controls_the_infinitive_of_urging() -> None:
    f = frame("Kenya urged Somalia to withdraw its troops.", "withdraw")
    assert texts(f.agent) == ["Somalia"]
    assert texts(f.theme) == ["troops"]


def test_a_light_verb_lends_its_arguments_to_its_noun() -> None:
    f = frame("The king paid a visit to Lima in May.", "visit")
    assert texts(f.agent) == ["king"]
    assert texts(f.preps["to"]) == ["Lima"]


def test_a_whole_string_is_one_tree() -> None:
    (doc,) = parse(["Peru recalled its envoy; Chile did the same. Nobody spoke."])
    assert len(list(doc.sents)) == 1


def test_lemmas() -> None:
    assert lemma_of("severed", "verb") == "sever"
    assert lemma_of("treaties", "noun") == "treaty"
    assert lemma_of("broke", "verb") == "break"


def test_lemma_of_a_parsed_token() -> None:
    (doc,) = parse(["Fiji recognised Tonga."])
    assert [lemma(t) for t in doc][1] == "recognise"
