"""``dragoman brief``: to the terminal, to files by their ending, and what it says where it knows nothing."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Command


def test_any_name_or_code_gives_the_same_brief_with_its_sources(dragoman: Command, record: Path) -> None:
    ran = dragoman("brief", "Türkiye", "Azerbaijan", "--store", record)
    assert ran.returncode == 0, ran.stderr
    assert "Türkiye" in ran.stdout
    assert "\x1b" not in ran.stdout
    assert dragoman("brief", "TR", "373", "--store", record).stdout == ran.stdout


def test_the_files_ending_chooses_the_format(dragoman: Command, record: Path, tmp_path: Path) -> None:
    for name, start in (("b.html", "<!doctype html"), ("b.md", "# "), ("b.json", "{")):
        out = tmp_path / name
        ran = dragoman("brief", "TUR", "AZE", "--store", record, "--out", out)
        assert ran.returncode == 0, ran.stderr
        assert ran.stdout == ""
        assert out.read_text(encoding="utf-8").lower().startswith(start)


def test_kinds_narrow_it_and_an_unknown_kind_is_refused(dragoman: Command, record: Path) -> None:
    ran = dragoman("brief", "TUR", "AZE", "--store", record, "--kinds", "project", "--format", "json")
    shown = json.loads(ran.stdout)
    assert {line["kind"] for line in shown["timeline"]} <= {"project"}
    wrong = dragoman("brief", "TUR", "AZE", "--store", record, "--kinds", "projcet")
    assert wrong.returncode == 2
    assert "did you mean project" in wrong.stderr


def test_an_unknown_state_is_told_with_likely_ones(dragoman: Command, record: Path) -> None:
    ran = dragoman("brief", "Turkye", "AZE", "--store", record)
    assert ran.returncode == 1
    assert ran.stderr.startswith("dragoman: no state is called 'Turkye': did you mean Türkiye (TUR)")


def test_a_state_with_itself_is_refused(dragoman: Command, record: Path) -> None:
    ran = dragoman("brief", "Turkey", "TUR", "--store", record)
    assert ran.returncode == 1
    assert "two states" in ran.stderr


def test_of_a_pair_unknown_to_the_store_it_says_so_and_which_pairs_it_knows(dragoman: Command, record: Path) -> None:
    ran = dragoman("brief", "Chad", "Fiji", "--store", record)
    assert ran.returncode == 0
    assert "Azerbaijan" in ran.stdout


def test_a_date_that_is_none_is_refused(dragoman: Command, record: Path) -> None:
    ran = dragoman("brief", "TUR", "AZE", "--store", record, "--as-of", "soon")
    assert ran.returncode == 1
    assert "soon" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_what_is_new_since_a_day_comes_first(dragoman: Command, record: Path) -> None:
    new = dragoman("brief", "TUR", "AZE", "--store", record, "--since", "2020-01-01", "--format", "json")
    shown = json.loads(new.stdout)
    assert shown["news"]
    assert all("new" in line["flags"] for line in shown["news"])
    later = dragoman("brief", "TUR", "AZE", "--store", record, "--since", "2999")
    assert "NEW IN THE RECORD SINCE 2999" in later.stdout
    assert "Nothing was added" in later.stdout


def test_without_reviews_reviewed_only_knows_nothing(dragoman: Command, record: Path) -> None:
    ran = dragoman("brief", "TUR", "AZE", "--store", record, "--reviewed-only")
    assert "within what was asked for" in ran.stdout
    assert "TIMELINE" not in ran.stdout


def test_checks_are_footnotes_that_can_be_left_out(dragoman: Command, record: Path) -> None:
    assert "CHECKS AGAINST REFERENCE DATA" in dragoman("brief", "TUR", "AZE", "--store", record).stdout
    assert "CHECKS AGAINST REFERENCE DATA" not in dragoman("brief", "TUR", "AZE", "--store", record, "--checks", "none").stdout
