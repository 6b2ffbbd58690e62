"""A brief from a store is the brief from its statements; a long record gives a short one that says what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import dragoman
from dragoman.brief import Brief
from dragoman.brief.layout import load_layout
from dragoman.brief.sections import Limits, sort_out
from dragoman.merge import merge_statements
from dragoman.model import Amount, Review
from dragoman.standing import Pair, history_of
from dragoman.store import open_store
from dragoman.store.store import Store
from tests.brief.made import BOTH, Page, brief_of, dyad


def kept(path: Path, *pages: Page) -> Store:
    store = open_store(str(path), create=True)
    for page in pages:
        store.add(page.document, page.statements, codebook_version="1")
    return store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with kept(tmp_path / "record.db", *dyad()) as made:
        yield made


def brief(record: Store, **asked: object) -> Brief:
    return dragoman.brief_on(record, "NOR", "PRT", **asked)  # type: ignore[arg-type]


def told(made: Brief) -> list[tuple[object, ...]]:
    lines = ((line.id, line.text, line.when, line.attribution, line.flags, line.refs, line.sources, line.disputed) for line in made.lines())
    return [*lines, *((s.document, s.quotes) for s in made.sources)]


@pytest.mark.parametrize(
    "asked", [{}, {"as_of": "2016-06"}, {"as_of": "2020"}, {"date_from": "1940", "date_to": "2000"}, {"min_confidence": 0.75}]
)
def test_a_store_and_its_statements_give_the_same_brief(store: Store, asked: dict[str, object]) -> None:
    statements, documents = list(store.statements()), list(store.documents())
    in_hand = dragoman.brief_on(statements, "NOR", "PRT", documents=documents, **asked)  # type: ignore[arg-type]
    assert told(brief(store, **asked)) == told(in_hand)


def test_earlier_forms_of_a_state_count_and_are_called_what_they_were(tmp_path: Path) -> None:
    page = Page("a")
    page.says("The Soviet Union recognised Norway’s king in 1924", "recognition", source="SUN", target="NOR", date="1924")
    page.says("The Soviet Union opened an embassy in Oslo in 1945", "embassy-opened", source="SUN", target="NOR", date="1945")
    page.says("Russia lent Norway money in 2001", "loan", source="RUS", target="NOR", date="2001")
    with kept(tmp_path / "record.db", page) as store:
        made = dragoman.brief_on(store, "Russia", "Norway")
        assert [line.text for line in made.timeline] == [
            "The Soviet Union recognised Norway",
            "The Soviet Union opened an embassy in Norway",
            "Russia lent Norway money",
        ]
        assert made.forms == (("SUN", "Soviet Union"),)
        embassy = next(line for s in made.standing for line in s.lines if line.kind == "embassy-opened")
        assert embassy.text == "Russia has an embassy in Norway"
        assert embassy.flags == ("told of the Soviet Union",)
        assert len(dragoman.brief_on(store, "Soviet Union", "Norway").timeline) == 2


def long_record() -> list[Page]:
    """Four hundred visits, of which one is told by two papers and one is told with another figure elsewhere."""
    pages = [Page(f"p{n}", outlet=f"Paper {n}") for n in range(41)]
    for year in range(400):
        page = pages[year % 40]
        page.says(
            f"In {1600 + year} the Norwegian king sailed to Lisbon for the {year}th time",
            "visit",
            source="NOR",
            target="PRT",
            date=f"{1600 + year}-05-01",
        )
    pages[40].says("On 1 May 1607 a king of Norway came to Lisbon", "visit", source="NOR", target="PRT", date="1607-05-01")
    for page, value in ((pages[39], 1e9), (pages[40], 4e9)):
        page.says(f"Trade in 1990 came to {value}", "trade", parties=BOTH, date="1990", amount=Amount(value, currency="EUR"))
    return pages


def test_a_long_record_is_cut_to_what_weighs_most_and_says_so(tmp_path: Path) -> None:
    most = load_layout().most
    with kept(tmp_path / "record.db", *long_record()) as store:
        seldom = next(f for f in store.facts(("NOR", "PRT")) if f.date == "1800-05-01")
        store.judge_fact(seldom, "confirmed", by="Ana")
        made, whole = brief(store), brief(store, everything=True)
    assert len(made.timeline) == most["timeline"]
    contacts = next(s for s in made.families if s.key == "contacts")
    assert len(contacts.lines) == most["family"]
    assert contacts.lines[0].date == "1800-05-01"  # confirmed
    dates = {line.date for line in made.timeline}
    assert {"1800-05-01", "1607-05-01", "1990"} <= dates  # confirmed, told twice, disputed
    assert [line.date for line in made.timeline] == sorted(line.date or "" for line in made.timeline)
    assert [note.text.split(" more:")[0] for note in made.notes_on("timeline")] == [str(402 - most["timeline"])]
    assert (made.header.facts, whole.header.facts, whole.header.shown) == (402, 402, 402)
    assert len(whole.timeline) == 402
    assert not whole.notes_on("timeline")
    numbers = sorted(q.number for s in made.sources for q in s.quotes)
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(q.lines for s in made.sources for q in s.quotes)


def test_of_many_statements_a_few_are_quoted_and_the_rest_counted() -> None:
    pages = [Page(f"p{n}", outlet=f"Paper {n}") for n in range(7)]
    for n, page in enumerate(pages):
        page.says(f"Paper {n}: relations since 1907", "relations-established", parties=BOTH, date="1907")
    (line,) = brief_of(*pages).timeline
    assert (line.documents, line.sources, len(line.refs), line.more) == (
        7,
        7,
        load_layout().most["quotes"],
        7 - load_layout().most["quotes"],
    )
    (line,) = brief_of(*pages, everything=True).timeline
    assert (len(line.refs), line.more) == (7, 0)


class TestSince:
    def test_what_came_later_is_told_first_and_how_it_is_new(self, store: Store) -> None:
        late = Page("late", outlet="Late Post")
        late.says(
            "Norway’s embassy in Lisbon dates from 1921",
            "embassy-opened",
            source="NOR",
            target="PRT",
            date="1921",
            detail={"mission": "embassy"},
        )
        late.says("Portugal lent Norway money in 2022", "loan", source="PRT", target="NOR", date="2022")
        store.add(late.document, late.statements, codebook_version="1")
        today = store.facts()[0].added
        assert today is not None
        made = brief(store, since=today[:10])
        assert {line.flags[-1] for line in made.news} == {"new"}  # all came today
        assert brief(store, since="2999-01-01").news == ()
        assert [n.section for n in brief(store, since="2999-01-01").notes] == ["news"]

    def test_new_then_told_by_more_then_reviewed(self) -> None:
        page = Page("a")
        for year in (1991, 1992, 1993, 1994):
            page.says(f"They met in {year}", "meeting", parties=BOTH, date=str(year))
        old, grown, judged, new = merge_statements(page.statements)
        facts = [
            replace(old, added="2026-01-01T00:00:00Z", grew="2026-01-01T00:00:00Z"),
            replace(grown, added="2026-01-01T00:00:00Z", grew="2026-04-01T00:00:00Z"),
            replace(
                judged,
                added="2026-01-01T00:00:00Z",
                grew="2026-01-01T00:00:00Z",
                reviews=(Review("e", "Ana", "2026-04-02T00:00:00Z", "confirmed"),),
            ),
            replace(new, added="2026-03-05T00:00:00Z", grew="2026-03-05T00:00:00Z"),
        ]
        history = history_of(facts, Pair("NOR", "PRT"))
        shown = sort_out(history, history_of([], Pair("NOR", "PRT")), Limits(None, None, None, date(2026, 3, 1)))
        assert [(seen.fact.date, how) for seen, how in shown.news] == [("1994", "new"), ("1992", "grew"), ("1993", "newly_reviewed")]

    def test_statements_in_hand_have_no_day_of_arrival(self) -> None:
        with pytest.raises(dragoman.DragomanError, match="known only of a store"):
            dragoman.brief_on([], "NOR", "PRT", since="2026")
