"""``dragoman codebook`` and ``dragoman states``."""

from __future__ import annotations

from pathlib import Path

import dragoman as library
from tests.cli.conftest import Command

FERRY = """\
family: own
title: Ferries
source: a test
licence: MIT
date: 2026-01-01
kinds:
  ferry-opened:
    arity: mutual
    definition: A ferry line between the two states opens.
    not: A ferry line within one state.
    plover: {type: COOPERATE, mode: null, quad: 2}
    patterns:
      - id: open
        verb: [open, start]
        where: {theme: [^ferry, ferry line, ferry service]}
        parties: [between, theme.between, agent+theme.to]
    examples:
      - text: A ferry line between Greece and Albania was opened in 1998.
        expect: {parties: [ALB, GRC], date: "1998"}
      - text: A ferry service between Estonia and Finland was opened in 1965.
        expect: {parties: [EST, FIN], date: "1965"}
      - text: In 2004 a ferry line was opened between Italy and Croatia.
        expect: {parties: [HRV, ITA], date: "WRONG"}
    counter_examples:
      - text: A ferry sank between Greece and Albania in 1998.
        why: nothing opened
      - text: A museum of ferries was opened in Norway.
        why: a museum
      - text: Denmark opened an embassy in Oslo.
        why: an embassy
"""


def test_every_kind_is_listed_with_its_definition(dragoman: Command) -> None:
    listed = dragoman("codebook").stdout
    for name, kind in library.load_codebook().kinds.items():
        assert f"  {name} " in listed
        assert kind.definition in listed


def test_a_kind_is_shown_with_what_it_is_not_its_patterns_and_examples(dragoman: Command) -> None:
    shown = dragoman("codebook", "mission-elevated").stdout
    kind = library.load_codebook().kinds["mission-elevated"]
    assert kind.not_ in shown
    assert all(f"{p.id}:" in shown for p in kind.patterns)
    assert all(e.text.strip() in shown for e in kind.examples)
    assert all(c.why in shown for c in kind.counter_examples)


def test_an_unknown_kind_is_refused_with_near_ones(dragoman: Command) -> None:
    ran = dragoman("codebook", "mission-elevate")
    assert ran.returncode == 2
    assert "mission-elevated" in ran.stderr


def test_check_runs_the_examples_of_ones_own_folder_and_names_the_one_that_fails(dragoman: Command, tmp_path: Path) -> None:
    wrong, right = tmp_path / "wrong", tmp_path / "right"
    for folder in (wrong, right):
        folder.mkdir()
    (wrong / "ferries.yaml").write_text(FERRY, encoding="utf-8")
    ran = dragoman("codebook", "--check", wrong)
    assert ran.returncode == 1
    assert ran.stdout.endswith("1 kind, 6 examples, 5 right, 1 wrong\n")
    assert ran.stderr.startswith("dragoman: ferry-opened/example-3: ")
    (right / "ferries.yaml").write_text(FERRY.replace("WRONG", "2004"), encoding="utf-8")
    assert dragoman("codebook", "--check", right).returncode == 0


def test_states_are_resolved_and_unknown_names_told(dragoman: Command) -> None:
    ran = dragoman("states", "Upper Volta", "640", "Atlantis")
    assert ran.returncode == 1
    assert "BFA" in ran.stdout
    assert "TUR" in ran.stdout
    assert ran.stderr.startswith("dragoman: no state is called 'Atlantis'")
