"""Where reviewers disagree, found in the journal."""

from __future__ import annotations

from typing import Any

from dragoman.brief.names import gazetteer_names
from dragoman.model import Verdict
from dragoman.review import disagreements, entry_words
from dragoman.store import Judgement
from dragoman.store.records import Target
from tests.brief.made import BOTH, Page

CLAIM = Page("one").says("relations since 1907", "relations-established", parties=BOTH, date="1907")


def entry(number: int, by: str, verdict: Verdict, *, text: str = "t1", scope: Any = "fact", note: str = "", **fields: Any) -> Judgement:
    at = f"2026-11-24T12:00:{number:02}Z"
    return Judgement(number, at, by, verdict, note, scope, (Target(text, CLAIM),), key=f"k{number}", **fields)


def against(*journal: Judgement) -> dict[str, list[str]]:
    return {key: [other.key for other in others] for key, others in disagreements(journal).items()}


def test_the_last_words_of_two_reviewers_that_cannot_both_hold() -> None:
    yes, no = entry(1, "Ana", "confirmed"), entry(2, "Bo", "rejected")
    assert against(yes, no) == {"k1": ["k2"], "k2": ["k1"]}
    assert against(yes, no, entry(3, "Bo", "confirmed")) == {}
    assert against(yes, entry(2, "Ana", "rejected")) == {}


def test_corrections_of_one_field_to_two_values_disagree_and_of_two_fields_do_not() -> None:
    first = entry(1, "Ana", "corrected", correction={"date": "1908"})
    assert against(first, entry(2, "Bo", "corrected", correction={"date": "1909"})) == {"k1": ["k2"], "k2": ["k1"]}
    assert against(first, entry(2, "Bo", "corrected", correction={"object": "letters"})) == {}


def test_who_parts_what_another_joined_disagrees_and_who_also_confirmed_it_does_not() -> None:
    joined, confirmed = entry(1, "Ana", "merged"), entry(2, "Bo", "confirmed")
    assert against(joined, confirmed) == {}
    assert against(joined, confirmed, entry(3, "Bo", "split")) == {"k1": ["k3"], "k3": ["k1"]}


def test_what_was_undone_or_withdrawn_is_no_disagreement() -> None:
    yes, no = entry(1, "Ana", "confirmed"), entry(2, "Bo", "rejected")
    assert against(yes, no, entry(3, "Bo", "undone", undoes="k2")) == {}
    assert against(yes, no, entry(3, "Bo", "withdrawn")) == {}


def test_a_word_on_a_statement_is_of_its_text_alone_and_one_on_a_fact_of_all() -> None:
    here = entry(1, "Ana", "confirmed", scope="statement", text="t1")
    assert against(here, entry(2, "Bo", "rejected", scope="statement", text="t2")) == {}
    assert against(here, entry(2, "Bo", "rejected", scope="fact", text="t2")) == {"k1": ["k2"], "k2": ["k1"]}


def test_an_entry_tells_what_changed_why_and_who_says_otherwise() -> None:
    corrected = entry(1, "Ana", "corrected", correction={"date": "1908"}, note="see the gazette")
    no = entry(2, "Bo", "rejected", note="a legend")
    undo = entry(3, "Bo", "undone", undoes="k1")
    told = entry_words(corrected, gazetteer_names(), against=[no], undone_by=undo)
    assert told == [
        "Norway and Portugal established diplomatic relations (1907)", "date: 1907 → 1908", "note: see the gazette",
        "! Bo rejected it on 2026-11-24: a legend", "taken back by Bo on 2026-11-24",
    ]
    other = Page("two").says("links since 1908", "relations-established", parties=BOTH, date="1908")
    split = Judgement(4, "2026-11-24T12:00:04Z", "Bo", "split", "", "fact", (Target("t1", CLAIM), Target("t2", other, 1)), key="k4")
    assert entry_words(split, gazetteer_names())[1] == "apart: “links since 1908” from “relations since 1907”"
