"""``dragoman diff``: what a newer record knows that an older one did not."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Command
from tests.cli.notes import fact


def test_new_facts_finer_dates_further_sources_and_disputes_are_told_by_pair(dragoman: Command, fjord: Path, both_papers: Path) -> None:
    ran = dragoman("diff", fjord, both_papers)
    assert ran.returncode == 0, ran.stderr
    told = " ".join(ran.stdout.split())
    assert "documents 1 → 2: 1 added" in told
    assert "\nNorway – Portugal\n" in ran.stdout
    assert "+ new Norway and Portugal signed the Lisbon Codfish Accord (4 March 1950)" in told
    assert "date, finer: 1921 → March 1921 independent sources: 1 → 2" in told
    assert "newly disputed: the date: 1907, elsewhere 12 May 1909" in told
    assert "visited" not in told
    assert "\x1b" not in ran.stdout


def test_the_same_record_is_the_same_and_the_exit_code_tells_where_asked(dragoman: Command, fjord: Path, both_papers: Path) -> None:
    same = dragoman("diff", both_papers, both_papers, "--exit-code")
    assert same.returncode == 0
    assert "the same" in same.stdout
    assert dragoman("diff", fjord, both_papers, "--exit-code").returncode == 1
    assert dragoman("diff", fjord, both_papers).returncode == 0


def test_as_json_and_for_one_pair_or_kind(dragoman: Command, fjord: Path, both_papers: Path) -> None:
    shown = json.loads(dragoman("diff", fjord, both_papers, "PRT", "NOR", "--kinds", "embassy-opened", "--format", "json").stdout)
    assert shown["documents"] == {"added": ["douro"], "removed": []}
    (change,) = shown["changes"]
    assert change["what"] == "changed"
    assert {d["about"]: (d["before"], d["after"]) for d in change["differences"]} == {"date": ("1921", "1921-03"), "sources": (1, 2)}
    other = json.loads(dragoman("diff", fjord, both_papers, "Chad", "Fiji", "--format", "json").stdout)
    assert other["changes"] == []


def test_a_review_is_a_change_and_a_rejected_fact_is_gone(dragoman: Command, both_papers: Path, mine: Path) -> None:
    dragoman("judge", fact(mine, "embassy-opened").id, "confirm", "--by", "Ana", "--note", "seen", "--store", mine)
    dragoman("judge", fact(mine, "visit").id, "reject", "--by", "Ana", "--store", mine)
    told = " ".join(dragoman("diff", both_papers, mine).stdout.split())
    assert "confirmed by Ana" in told
    assert ": seen" in told
    assert "- gone Portugal’s officials visited Norway" in told


def test_a_store_that_is_not_there_is_told(dragoman: Command, fjord: Path, tmp_path: Path) -> None:
    ran = dragoman("diff", fjord, tmp_path / "none.db")
    assert ran.returncode == 1
    assert "none.db" in ran.stderr
    assert not (tmp_path / "none.db").exists()
