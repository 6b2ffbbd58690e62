"""Sources that rest on each other count once."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.stories import Source, independent_sources
from dragoman.stories.outlets import cited_outlet, outlet_key

SENTENCE = "Uruguay will lend Ghana two dredgers and a crew of forty to deepen the fishing harbour at Elmina."


def test_documents_of_one_story_count_once() -> None:
    printed = [Source(doc, story) for doc, story in (("a", "a"), ("b", "a"), ("c", "c"), ("d", "a"))]
    assert independent_sources(printed) == (("a", "b", "d"), ("c",))


def test_no_source_is_none() -> None:
    assert independent_sources([]) == ()


@pytest.mark.parametrize("copied", [
    SENTENCE.upper(), SENTENCE.replace(" ", "  ").replace(".", ""), f"MONTEVIDEO, 4 March – {SENTENCE}", f"“{SENTENCE}”",
    SENTENCE.replace("Elmina.", "Elmina, the ministers said.")])
def test_a_copied_sentence_is_a_copy(copied: str) -> None:
    assert len(independent_sources([Source("a", "a", (SENTENCE,)), Source("b", "b", ("Something else.", copied))])) == 1


@pytest.mark.parametrize(("one", "other"), [
    ("Ghana and Uruguay established diplomatic relations in 1962.", "Ghana and Uruguay established diplomatic relations in 1962."),
    (SENTENCE, SENTENCE.replace("two", "three")),
    (SENTENCE, "Two dredgers from Uruguay and a crew of forty will deepen the fishing harbour at Elmina, Ghana said.")])
def test_short_or_other_words_are_no_copy(one: str, other: str) -> None:
    assert len(independent_sources([Source("a", "a", (one,)), Source("b", "b", (other,))])) == 2


class TestAttribution:
    WIRE = Source("wire", "wire", outlet="Reuters", published="2024-03-04")
    PAPER = Source("paper", "paper", outlet="Lusaka Echo", published="2024-03-05", attribution=("Reuters news agency",))

    def test_who_has_it_from_another_source_rests_on_it(self) -> None:
        assert independent_sources([self.WIRE, self.PAPER]) == (("paper", "wire"),)

    def test_an_outlet_known_only_by_its_documents(self) -> None:
        echo = Source("echo", "echo", outlet="The Lusaka Echo")
        post = Source("post", "post", outlet="Copperbelt Post", attribution=("Lusaka Echo",))
        assert len(independent_sources([echo, post])) == 1
        assert len(independent_sources([echo, replace(post, attribution=("the Echo",))])) == 2

    def test_nothing_rests_on_what_came_out_later(self) -> None:
        assert len(independent_sources([replace(self.WIRE, published="2024-04-01"), self.PAPER])) == 2
        assert len(independent_sources([replace(self.WIRE, published="2024-03-06"), self.PAPER])) == 1  # it is a day later elsewhere
        assert len(independent_sources([replace(self.WIRE, published="2024"), self.PAPER])) == 1
        assert len(independent_sources([replace(self.WIRE, published=None), self.PAPER])) == 1

    def test_two_that_have_it_from_one_agency_count_once_though_it_is_not_there(self) -> None:
        other = Source("other", "other", outlet="Copperbelt Post", attribution=("Britain's Reuters",))
        assert independent_sources([other, self.PAPER]) == (("other", "paper"),)

    def test_two_that_quote_one_minister_are_two(self) -> None:
        assert len(independent_sources([Source(doc, doc, attribution=("Foreign Minister Rosa Etcheverry",)) for doc in "ab"])) == 2

    def test_who_cites_itself_or_speaks_for_itself_rests_on_nobody(self) -> None:
        assert len(independent_sources([self.WIRE, replace(self.PAPER, outlet="Reuters")])) == 2
        assert len(independent_sources([self.WIRE, replace(self.PAPER, attribution=())])) == 2

    def test_who_rests_on_one_of_an_outlets_two_stories_does_not_join_them(self) -> None:
        second = Source("wire2", "wire2", outlet="Reuters", published="2024-03-05")
        assert independent_sources([self.WIRE, second, self.PAPER]) == (("paper", "wire"), ("wire2",))

    def test_who_names_two_outlets_does_not_join_them(self) -> None:
        tass = Source("tass", "tass", outlet="TASS", published="2024-03-01")
        assert len(independent_sources([self.WIRE, tass, replace(self.PAPER, attribution=("Reuters", "TASS"))])) == 2


@pytest.mark.parametrize(("attribution", "key"), [
    ("Reuters", "reuters"), ("REUTERS news agency", "reuters"), ("Russia’s Tass", "tass"), ("Agence France-Presse", "afp"),
    ("Interfax-Ukraine", "interfax ukraine"), ("the semi-official newspaper Al Khabar", "al khabar"),
    ("the Associated Press", "associated press"), ("the Lusaka Echo", "lusaka echo"),
    ("the ministry", ""), ("President Banda", ""), ("a newspaper", ""), ("state television", "")])
def test_which_outlet_an_attribution_names(attribution: str, key: str) -> None:
    assert cited_outlet(attribution, {outlet_key("Lusaka Echo")}) == key


sources = st.lists(
    st.builds(
        Source, st.sampled_from("abcdefghij"), st.sampled_from("abcdefghij"),
        st.lists(st.sampled_from([SENTENCE, f"LIMA - {SENTENCE}", f"{SENTENCE} It was Monday.", "Short."]), max_size=1).map(tuple),
        st.sampled_from([None, "2024", "2024-03-04", "2024-03-09", "2023/2024", "../2024"]),
        st.sampled_from([None, "Reuters", "TASS", "Echo"]),
        st.sampled_from([(), ("Reuters",), ("TASS", "Reuters"), ("Echo",), ("AFP",), ("a minister",)])),
    max_size=10, unique_by=lambda source: source.doc)


@given(sources, st.randoms(use_true_random=False))
def test_whatever_the_sources_each_is_in_one_group_and_order_makes_no_difference(given_: list[Source], chance: random.Random) -> None:
    groups = independent_sources(given_)
    assert sorted(doc for group in groups for doc in group) == sorted(source.doc for source in given_)
    assert independent_sources(chance.sample(given_, len(given_))) == groups
    assert independent_sources(given_ + given_) == groups


@given(sources)
def test_one_more_source_is_at_most_one_more_independent_one(given_: list[Source]) -> None:
    before = independent_sources(given_[:-1])
    after = independent_sources(given_)
    assert len(after) <= len(before) + 1
    copy = [replace(source, doc="z") for source in given_[:1]]
    assert len(independent_sources(given_ + copy)) == len(after)
