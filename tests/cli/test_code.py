"""``dragoman code``: what comes out, in which form, and under which document's name."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Command, Ran

FIELDS = [
    "id", "kind", "source", "target", "parties", "via", "date", "date_basis", "status", "object", "detail", "amount", "attribution",
    "evidence", "plover", "confidence", "rule",
]  # fmt: skip
PACT = "Kenya and Ethiopia signed a defence pact in Nairobi on 22 November 1963.\n"
EMBASSY = "Peru opened an embassy in Jakarta in 1992."
FRENCH = EXAMPLES / "senegal-mauritanie-chronique.txt"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a text file, a record with an id of its own, and a text in French."""
    made = tmp_path_factory.mktemp("articles")
    (made / "pact.txt").write_text(PACT, encoding="utf-8")
    (made / "deeper").mkdir()
    (made / "deeper" / "news.jsonl").write_text(
        json.dumps({"id": "given-id", "text": EMBASSY, "published": "2020-05-01"}) + "\n", encoding="utf-8"
    )
    (made / "chronique.txt").write_bytes(FRENCH.read_bytes())
    return made


@pytest.fixture(scope="module")
def coded(dragoman: Command, folder: Path) -> Ran:
    return dragoman("code", folder, "--trace")


def test_each_line_is_a_statement_with_every_field_of_the_contract(coded: Ran) -> None:
    assert coded.returncode == 0, coded.stderr
    statements = [json.loads(line) for line in coded.stdout.splitlines()]
    assert statements
    assert all(list(s) == [*FIELDS, "trace"] for s in statements)
    for s in statements:
        e = s["evidence"]
        assert e["quote"] == {"pact": PACT, "given-id": EMBASSY}[e["doc"]][e["start"] : e["end"]]


def test_a_document_is_called_by_its_own_id_or_its_files_name(coded: Ran) -> None:
    assert {json.loads(line)["evidence"]["doc"] for line in coded.stdout.splitlines()} == {"pact", "given-id"}


def test_what_was_coded_and_what_was_not_english_is_told_at_the_end(coded: Ran) -> None:
    said = coded.stderr.splitlines()
    assert len(said) == 1
    assert said[0].startswith("dragoman: 2 documents coded, ")
    assert said[0].endswith("1 not in English (1 fr): not coded")


def test_standard_input_hash_ids_and_quiet(dragoman: Command) -> None:
    ran = dragoman("code", "-", "--ids", "hash", "--quiet", input=PACT)
    assert ran.returncode == 0
    assert ran.stderr == ""
    assert {len(json.loads(line)["evidence"]["doc"]) for line in ran.stdout.splitlines()} == {16}


def test_csv_has_the_documented_columns_and_a_row_a_statement(dragoman: Command, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "statements.csv"
    ran = dragoman("code", folder / "pact.txt", "--format", "csv", "--out", out)
    assert ran.returncode == 0
    assert ran.stdout == ""
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    signed = next(r for r in rows if r["kind"] == "agreement-signed")
    assert (signed["parties"], signed["first_day"], signed["last_day"], signed["doc"]) == ("ETH; KEN", "1963-11-22", "1963-11-22", "pact")


def test_the_table_is_for_reading_and_plain_without_a_terminal(dragoman: Command, folder: Path) -> None:
    ran = dragoman("code", folder / "pact.txt", "--format", "table")
    assert "agreement-signed" in ran.stdout
    assert "1963-11-22" in ran.stdout
    assert "\x1b" not in ran.stdout


def test_a_codebook_of_ones_own_that_is_malformed_is_refused_with_file_and_line(dragoman: Command, folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "own.yaml"
    head = "family: own\ntitle: Own\nsource: me\nlicence: MIT\ndate: 2026-01-01\n"
    broken.write_text(f"{head}kinds:\n  ferry:\n    arity: sideways\n", encoding="utf-8")
    ran = dragoman("code", folder, "--codebook", tmp_path)
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr.startswith(f"dragoman: {broken}:8: ")
    assert "Traceback" not in ran.stderr
