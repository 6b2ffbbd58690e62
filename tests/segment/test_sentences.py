"""Where sentences end, and where full stops don't end them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.segment.rules import load_rules
from dragoman.segment.sentences import split_sentences


def split(text: str) -> list[str]:
    return [text[s.start:s.end] for s in split_sentences(text, 0, len(text), load_rules())]


@pytest.mark.parametrize("sentence", [
    "Mr. Osei met Dr. Ama Boateng and Gen. Kofi Mensah in St. Petersburg.",
    "The U.S. Embassy in Lima reopened.",
    "It lay in the former U.S.S.R. Academy of Sciences.",
    "On Oct. 26 the ministers met, and on Jan. 3 they met again.",
    "Resolution No. 242 and Art. 5 were quoted.",
    "The bridge opened at 9 a.m. Monday and closed at 6 p.m. GMT.",
    "J. K. Narayan and George W. Okoro signed.",
    "Trade rose by 3.5 percent to $1.2 billion.",
    "Fruit, e.g. Peruvian grapes, goes by ship.",
    "Acme Inc. Chairman Rao flew to Doha.",
    "The ministers... both of them tired... agreed.",
    'He asked: "Who began it?" and left.',
    '"Who began it?" Foreign Minister Rao asked.',
    "H.E. Mr. Rao received the envoys.",
    "Items (a) trade; (b) visas; (c) transit were agreed.",
    "The site Example.Com reported it.",
])
def test_one_sentence(sentence: str) -> None:
    assert split(sentence) == [sentence]


@pytest.mark.parametrize(("first", "second"), [
    ("They had studied in the U.S.", "The minister had not."),
    ("It was signed at 5 p.m.", "The ministers then left."),
    ("They met on 3 May.", "Nobody spoke."),
    ("The treaty lapsed in 1992.", "15 states had signed it."),
    ("Is it over?", "Nobody knows."),
    ("Enough!", "The envoy left."),
    ('"We are neighbours."', '"We shall stay so."'),
    ('He said, "We are neighbours."', "The other nodded."),
    ("(He had been there before.)", "The talks went on."),
    ("It was agreed.[3]", "The treaty followed."),
    ("He trailed off…", "Then he began again."),
    ("They waited...", "The answer never came."),
    ("He said no.", "Armenia said yes."),
    ("Shares of Acme Inc.", "The board met."),
    ("They flew there in Oct.", "Nobody met them."),
    ("He came with John F.", "The others came later."),
    ("Was it “war?”", "The minister denied it."),
])
def test_two_sentences(first: str, second: str) -> None:
    assert split(f"{first} {second}") == [first, second]


def test_a_quotation_mark_glued_to_the_next_sentence_still_ends_one() -> None:
    assert split('He called it "balanced progress."Also expected is a convention.') == [
        'He called it "balanced progress."', "Also expected is a convention."]


def test_offsets_are_into_the_whole_text() -> None:
    text = "xx One. Two.  Three. yy"
    found = split_sentences(text, 3, 20, load_rules())
    assert [text[s.start:s.end] for s in found] == ["One.", "Two.", "Three."]


@given(st.text(alphabet="aB .!?\"'”(1\nU.S", max_size=80).map(str.strip).filter(bool))
def test_sentences_cover_the_paragraph_in_order(text: str) -> None:
    found = split_sentences(text, 0, len(text), load_rules())
    assert found[0].start == 0
    assert found[-1].end == len(text)
    for before, after in pairwise(found):
        assert before.start < before.end <= after.start
        assert not text[before.end:after.start].strip()
