"""People's word in the brief: first, marked, with who disagrees; what they rejected is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman
from dragoman.brief import Brief, Line, render
from dragoman.store import open_store
from dragoman.store.store import Store
from tests.brief.made import BOTH, Page


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one, two = Page("one", outlet="Fjord Gazette"), Page("two", outlet="Douro Post")
    one.says("The Eel Treaty was signed in 1990", "agreement-signed", parties=BOTH, date="1990", object="Eel Treaty")
    one.says("The Sardine Treaty was signed in 1995", "agreement-signed", parties=BOTH, date="1995", object="Sardine Treaty")
    one.says("relations date from 1907", "relations-established", parties=BOTH, date="1907", confidence=0.9)
    two.says("relations date from 1908", "relations-established", parties=BOTH, date="1908", confidence=0.7)
    with open_store(str(tmp_path / "record.db"), create=True) as made:
        for page in (one, two):
            made.add(page.document, page.statements, codebook_version="1")
        yield made


def fact(store: Store, date: str) -> str:
    return next(f.id for f in store.facts() if f.date == date)


def brief(store: Store, **asked: object) -> Brief:
    return dragoman.brief_on(store, "NOR", "PRT", **asked)  # type: ignore[arg-type]


def family(made: Brief, key: str) -> tuple[Line, ...]:
    return next(section.lines for section in made.families if section.key == key)


def test_what_a_person_confirmed_stands_first_with_who_and_why(store: Store) -> None:
    assert [line.date for line in family(brief(store), "agreements")] == ["1990", "1995"]
    store.judge_fact(fact(store, "1995"), "confirmed", by="Ana", note="seen in the gazette")
    made = brief(store)
    assert [line.date for line in family(made, "agreements")] == ["1995", "1990"]
    line = family(made, "agreements")[0]
    assert line.review == "confirmed by Ana (“seen in the gazette”)"
    assert [(r.by, r.verdict) for r in line.reviews] == [("Ana", "confirmed")]
    standing = next(s for s in made.standing if s.key == "now-agreements")
    assert [item.text for item in standing.lines] == ["Sardine Treaty", "Eel Treaty"]
    assert [line.date for line in made.timeline] == ["1907", "1908", "1990", "1995"]  # in order of time all the same
    for form in ("terminal", "markdown", "html"):
        assert "confirmed by Ana (“seen in the gazette”)" in " ".join(render(made, form).split())


def test_who_disagrees_is_told(store: Store) -> None:
    (said,) = next(f for f in store.facts() if f.date == "1995").statements
    store.judge(said.id, "rejected", by="Bo", note="a draft only")
    store.judge(said.id, "confirmed", by="Ana")
    line = family(brief(store), "agreements")[0]
    assert line.review == "confirmed by Ana, but Bo rejects it (“a draft only”)"


def test_what_a_person_rejected_is_not_shown_in_any_part(store: Store) -> None:
    store.judge_fact(fact(store, "1995"), "rejected", by="Bo")
    made = brief(store)
    assert not any("Sardine" in line.text for line in made.lines())
    assert not any("Sardine" in quote.text for source in made.sources for quote in source.quotes)


def test_only_what_people_confirmed_or_corrected(store: Store) -> None:
    store.judge_fact(fact(store, "1995"), "confirmed", by="Ana")
    store.judge_fact(fact(store, "1990"), "corrected", by="Ana", correction={"date": "1991"})
    made = brief(store, reviewed_only=True)
    assert {line.date for line in made.lines()} == {"1995", "1991"}
    assert made.scope.reviewed_only
    assert "only what people confirmed or corrected" in render(made, "terminal")


def test_of_a_dispute_the_side_that_a_person_left_is_told_first_and_stands(store: Store) -> None:
    (dispute,) = brief(store).disputed
    assert [p.when for p in dispute.positions] == ["1907", "1908"]
    store.judge_fact(fact(store, "1908"), "confirmed", by="Ana")
    made = brief(store)
    (dispute,) = made.disputed
    assert dispute.line.date == "1908"
    assert [(p.when, p.review) for p in dispute.positions] == [("1908", "confirmed by Ana"), ("1907", "")]
    (line,) = next(s for s in made.standing if s.key == "now-relations").lines
    assert line.when == "since 1908"
