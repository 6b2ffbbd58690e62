"""Participants: spans with roles, as the learnt model finds them."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.events.participants import Participant, best, participants
from dragoman.events.roles import load_roles
from dragoman.parse import parse


def found(text: str) -> list[tuple[str, str]]:
    (doc,) = parse([text])
    return [(p.role, text[p.start : p.end]) for p in participants(doc)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Malawi condemned Zambia for the raid.", [("source", "Malawi"), ("target", "Zambia")]),
        ("Peruvian police arrested two Chilean journalists in Lima on Monday.",
         [("source", "Peruvian police"), ("target", "two Chilean journalists")]),
        ("Senegal has imposed sanctions on Guinea over the coup.", [("source", "Senegal"), ("target", "Guinea")]),
        ("The Omani foreign minister has expressed condolences to the people of Nepal.",
         [("source", "The Omani foreign minister"), ("target", "the people of Nepal")]),
        ("Bolivia and Paraguay have agreed to share intelligence.", [("reciprocal", "Bolivia and Paraguay")]),
    ],
)  # fmt: skip
def test_who_does_what_to_whom(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_offsets_are_of_the_text_also_where_a_pause_was_added() -> None:
    text = "On 3 May 1990 Peru condemned Chile."
    (doc,) = parse([(text, (13,))])
    spans = {text[p.start : p.end] for p in participants(doc)}
    assert {"Peru", "Chile"} <= spans


def test_a_sentence_without_words_or_actors_has_none() -> None:
    assert found("...") == []
    assert found("It was raining heavily again.") == []


def test_the_model_says_what_it_was_made_from() -> None:
    about = load_roles().about
    assert len(about["sha256"]) == 64
    assert about["cross-validated"][0]["all"] > 0.7
    assert "MiniLM" in about["source"]


spans = st.builds(
    lambda start, length, score: Participant(start, start + length, "source", score, start),
    st.integers(0, 40), st.integers(1, 12), st.floats(0, 1),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(spans), st.floats(0, 1))
def test_the_best_never_overlap_and_nothing_better_was_left_out(candidates: list[Participant], least: float) -> None:
    kept = best(candidates, least)
    assert all(a.end <= b.start for a, b in itertools.pairwise(kept))
    for one in candidates:
        if one.score >= least and one not in kept:
            assert any(one.start < k.end and k.start < one.end and k.score >= one.score for k in kept)
