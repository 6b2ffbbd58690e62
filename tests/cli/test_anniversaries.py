"""``dragoman anniversaries``: the table, and files that other programs load."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from icalendar import Calendar

from tests.cli.conftest import Command


def test_the_table_tells_day_years_and_doubts_and_makes_up_no_day(dragoman: Command, both_papers: Path) -> None:
    ran = dragoman("anniversaries", "Portugal", "Norway", "--year", "2027", "--store", both_papers)
    assert ran.returncode == 0, ran.stderr
    assert "Portugal – Norway" in ran.stdout
    assert "Portugal and Norway signed the Sardine Treaty" in ran.stdout
    assert "4 March 2027" in ran.stdout
    assert "in March 2027" in ran.stdout
    assert "120 ●" in ran.stdout
    assert "disputed: the date: 1907, elsewhere 12 May 1909" in " ".join(ran.stdout.split())
    assert "28 February 2027" in ran.stdout
    assert "visit" not in ran.stdout


def test_the_calendar_holds_what_has_a_day_and_the_rest_is_told(dragoman: Command, both_papers: Path, tmp_path: Path) -> None:
    out = tmp_path / "2027.ics"
    ran = dragoman("anniversaries", "--year", "2027", "--out", out, "--store", both_papers)
    assert ran.returncode == 0, ran.stderr
    assert "2 anniversaries known only by month or year are not in the calendar" in ran.stderr
    events = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    days = sorted(event.decoded("dtstart").isoformat() for event in events)
    assert days == ["2027-02-28", "2027-03-04", "2027-03-04", "2027-05-12"]
    assert any("“Norway and Portugal signed the Lisbon Codfish Accord on 4 March 1950.”" in str(event["description"]) for event in events)
    assert b"\r\n" in out.read_bytes()


def test_only_round_ones_as_json_and_as_csv(dragoman: Command, both_papers: Path) -> None:
    asked = ("anniversaries", "NOR", "--year", "2025", "--round", "--store", both_papers)
    shown = json.loads(dragoman(*asked, "--format", "json").stdout)
    assert {(a["day"], a["years"], a["round"]) for a in shown} == {("2025-03-04", 75, 25)}
    assert len(shown) == 2
    assert all(a["sources"][0]["quote"] for a in shown)
    rows = list(csv.DictReader(io.StringIO(dragoman(*asked, "--format", "csv").stdout)))
    assert [(row["day"], row["years"], row["states"]) for row in rows] == [("2025-03-04", "75", "NOR; PRT")] * 2


def test_a_year_without_any_and_a_state_that_is_none(dragoman: Command, both_papers: Path) -> None:
    none = dragoman("anniversaries", "--year", "1900", "--store", both_papers)
    assert (none.returncode, none.stdout) == (0, "Anniversaries 1900, all states: none that the record knows.\n")
    assert dragoman("anniversaries", "Norwey", "--store", both_papers).stderr.startswith("dragoman: no state is called 'Norwey'")
    assert dragoman("anniversaries", "NOR", "Norway", "--store", both_papers).returncode == 2
