"""``dragoman ties``: to read, as CSV that joins by code, and as JSON with the facts of each answer."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from tests.cli.conftest import Command


def test_a_line_for_each_dyad_to_read(dragoman: Command, record: Path) -> None:
    ran = dragoman("ties", "--store", record)
    assert ran.returncode == 0, ran.stderr
    (line,) = [line for line in ran.stdout.splitlines() if "Azerbaijan – Türkiye" in line]
    assert "established since 1992-01-14" in line
    assert "embassy" in line
    assert "\x1b" not in ran.stdout


def test_at_another_day_and_of_one_state(dragoman: Command, record: Path) -> None:
    then = dragoman("ties", "Turkey", "--as-of", "1992-03", "--store", record, "--format", "csv")
    rows = list(csv.DictReader(then.stdout.splitlines()))
    assert all("TUR" in (row["a"], row["b"]) for row in rows)
    (row,) = [row for row in rows if row["a"] == "AZE"]
    assert (row["relations"], row["missions_a_in_b"], row["as_of"]) == ("established", "", "1992-03")
    assert row["missions_b_in_a"].startswith("embassy")
    now = dragoman("ties", "Turkey", "--store", record, "--format", "csv")
    (row,) = [row for row in csv.DictReader(now.stdout.splitlines()) if row["a"] == "AZE"]
    assert row["missions_a_in_b"].startswith("embassy")


def test_csv_joins_by_code_and_names_its_facts(dragoman: Command, record: Path) -> None:
    ran = dragoman("ties", "--store", record, "--format", "csv")
    (row,) = [row for row in csv.DictReader(ran.stdout.splitlines()) if (row["a"], row["b"]) == ("AZE", "TUR")]
    assert (row["a_cow"], row["b_cow"], row["a_iso_numeric"], row["b_gw"]) == ("373", "640", "031", "640")
    assert row["facts"]
    assert int(row["agreements"]) > 3


def test_json_is_an_object_a_line_and_the_file_is_written(dragoman: Command, record: Path, tmp_path: Path) -> None:
    out = tmp_path / "ties.jsonl"
    ran = dragoman("ties", "--store", record, "--format", "json", "--out", out)
    assert (ran.returncode, ran.stdout) == (0, "")
    ties = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    (tie,) = [tie for tie in ties if (tie["a"]["code"], tie["b"]["code"]) == ("AZE", "TUR")]
    assert tie["relations"]["state"] == "established"
    assert tie["relations"]["facts"]
    assert {mission["rank"] for mission in tie["missions"]} == {"embassy"}
    assert f"{len(ties)} dyad" in ran.stderr


def test_an_unknown_state_or_day_is_told(dragoman: Command, record: Path) -> None:
    assert "no state is called 'Turkye'" in dragoman("ties", "Turkye", "--store", record).stderr
    soon = dragoman("ties", "--as-of", "soon", "--store", record)
    assert soon.returncode == 1
    assert "soon" in soon.stderr
    assert "Traceback" not in soon.stderr


def test_only_what_people_reviewed(dragoman: Command, record: Path) -> None:
    ran = dragoman("ties", "--store", record, "--reviewed-only", "--format", "csv")
    assert len(ran.stdout.splitlines()) == 1  # the headings
    assert "0 dyads" in ran.stderr
