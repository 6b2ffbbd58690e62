"""``dragoman explain``: by id, by text, in colour, in brackets, as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import dragoman as library
from tests.cli.conftest import Command

PACT = "Kenya and Ethiopia signed a defence pact in Nairobi on 22 November 1963."


def an_id(record: Path) -> str:
    with library.open_store(record) as store:
        return next(s.id for s in store.statements(states=("TUR", "AZE")) if s.date)


def test_a_prefix_of_an_id_is_enough(dragoman: Command, record: Path) -> None:
    id = an_id(record)
    ran = dragoman("explain", id[:8], "--store", record)
    assert ran.returncode == 0, ran.stderr
    assert id in ran.stdout
    for heading in ("The words", "The rule: ", "How each part was resolved"):
        assert heading in ran.stdout


def test_parts_stand_in_brackets_without_colours_and_in_colour_where_they_are_forced(dragoman: Command) -> None:
    plain = dragoman("explain", "--text", PACT).stdout
    assert "[trigger: signed]" in plain
    assert "[date: on 22 November 1963]" in plain or "[date: 22 November 1963]" in plain
    assert "\x1b[" not in plain
    coloured = dragoman("explain", "--text", PACT, env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[" in coloured
    assert "[trigger:" not in coloured


def test_as_json_it_holds_the_statement_its_passages_and_its_rule(dragoman: Command) -> None:
    shown = [json.loads(line) for line in dragoman("explain", "--text", PACT, "--format", "json").stdout.splitlines()]
    signed = next(e for e in shown if e["statement"]["kind"] == "agreement-signed")
    passage = signed["passages"][0]
    marked = {m["part"]: passage["text"][m["start"] - passage["start"] : m["end"] - passage["start"]] for m in passage["marks"]}
    assert marked["trigger"] == "signed"
    assert signed["rule"]["name"] == signed["statement"]["rule"]
    assert signed["rule"]["definition"]


def test_relative_dates_are_worked_out_from_the_day_that_is_given(dragoman: Command) -> None:
    text = "Kenya and Ethiopia signed a defence pact in Nairobi last year."
    ran = dragoman("explain", "--text", text, "--published", "1964-03-01", "--format", "json")
    assert {json.loads(line)["statement"]["date"] for line in ran.stdout.splitlines()} == {"1963"}


def test_a_text_that_gives_nothing_says_so(dragoman: Command) -> None:
    ran = dragoman("explain", "--text", "The cat sat on the mat.")
    assert ran.returncode == 0
    assert "no statement" in ran.stdout


def test_an_id_that_the_store_lacks_and_no_id_at_all(dragoman: Command, record: Path) -> None:
    missing = dragoman("explain", "ffffffffffff", "--store", record)
    assert missing.returncode == 1
    assert "ffffffffffff" in missing.stderr
    assert dragoman("explain").returncode == 2
