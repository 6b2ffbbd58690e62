"""A user's codebook: added, overriding, or refused with the file, the line and what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook import load_codebook
from dragoman.codebook.selftest import cases, verdict
from dragoman.coding import code_document
from dragoman.model import CodebookError, Document

HEAD = """family: mine
title: Mine
source: me
licence: MIT
date: 2026-01-01
"""

FISHERY = (
    HEAD
    + """kinds:
  fishing-quota:
    arity: directed
    definition: The source grants the target a fishing quota.
    not: Quotas of other kinds.
    plover: {type: CONCEDE, mode: null, quad: 2}
    patterns:
      - id: grant-quota
        verb: [grant, allot]
        where: {theme: [quota]}
        source: [agent]
        target: [to, dative]
    examples:
      - text: Iceland granted the Faroe Islands a cod quota in 2019.
        expect: {source: ISL, date: "2019"}
    counter_examples:
      - text: Iceland granted asylum to a sailor from Chile.
        why: asylum
"""
)


def write(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_users_kind_is_coded_beside_the_projects_own(tmp_path: Path) -> None:
    write(tmp_path, FISHERY)
    book = load_codebook([tmp_path])
    statements = code_document(Document(id="x", text="Norway allotted a herring quota to Poland in 1998."), book)
    found = [s for s in statements if s.kind == "fishing-quota"]
    assert [(s.source, s.target, s.date, s.rule) for s in found] == [("NOR", "POL", "1998", "fishing-quota/grant-quota")]
    assert "embassy-opened" in book.kinds
    assert book.version != load_codebook().version


def test_a_users_examples_run(tmp_path: Path) -> None:
    book = load_codebook([write(tmp_path, FISHERY)])
    mine = [c for c in cases(book) if c.kind == "fishing-quota"]
    assert len(mine) == 2
    assert [verdict(c, code_document(c.document, book)) for c in mine] == [None, None]


def test_a_users_kind_of_the_same_name_overrides(tmp_path: Path) -> None:
    text = FISHERY.replace("fishing-quota", "apology")
    book = load_codebook([write(tmp_path, text)])
    assert book.kinds["apology"].definition.startswith("The source grants")


@pytest.mark.parametrize(
    ("broken", "line", "reason"),
    [
        (FISHERY.replace("quad: 2", "quad: 7"), 11, "quad"),
        (FISHERY.replace("CONCEDE", "GRANT"), 11, "not a PLOVER type"),
        (FISHERY.replace("quad: 2", "quad: 4"), 11, "CONCEDE is of quad class 2, not 4"),
        (FISHERY.replace("mode: null", "mode: kindly"), 11, "'kindly' is not a mode of CONCEDE"),
        (FISHERY.replace("quad: 2", "quad: 2, cameo: 57"), 11, "cameo"),
        (FISHERY.replace("        verb: [grant, allot]\n", ""), 13, "exactly one of verb, noun, adj"),
        (FISHERY.replace("source: [agent]", "parties: [agent]"), 7, "takes no parties"),
        (FISHERY.replace("target: [to, dative]", "tarquet: [to]"), 17, "is not a key that a codebook knows"),
        (FISHERY.replace("where: {theme: [quota]}", "where: {theme: [quota}"), 15, "is not YAML"),
        (FISHERY.replace("    not: Quotas of other kinds.\n", ""), 7, "not"),
        (FISHERY + "  fishing-quota:\n    arity: single\n", 24, "stands twice"),
        ("- just\n- a list\n", 1, "must be a mapping"),
    ],
)
def test_a_malformed_file_is_refused_with_file_line_and_reason(tmp_path: Path, broken: str, line: int, reason: str) -> None:
    path = write(tmp_path, broken)
    with pytest.raises(CodebookError) as caught:
        load_codebook([path])
    message = str(caught.value)
    assert message.startswith(str(path))
    assert reason in message
    assert caught.value.line == line


def test_an_unknown_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="no list is called 'fishes'"):
        load_codebook([write(tmp_path, FISHERY.replace("[quota]", "[$fishes]"))])


def test_no_such_folder_and_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="no such file or folder"):
        load_codebook([tmp_path / "nowhere"])
    with pytest.raises(CodebookError, match="holds no"):
        load_codebook([tmp_path])


def test_words_that_yaml_takes_for_truth_values_stay_words(tmp_path: Path) -> None:
    book = load_codebook([write(tmp_path, FISHERY.replace("[quota]", "[quota, no, on, off]"))])
    assert book.kinds["fishing-quota"].patterns[0].where["theme"] == ["quota", "no", "on", "off"]
