"""``dragoman events``: its four forms, what is left out, and what happens when something is wrong."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import duckdb
import pytest

from dragoman.events.tables import COLUMNS
from tests.cli.conftest import EXAMPLES, Command, Ran

NAMES = [c.name for c in COLUMNS]
NEWS = {"id": "note", "published": "2019-03-07", "title": "Two notes", "language": "en",
        "text": "Botswana’s police arrested four Zambian poachers on Monday. Latvia praised Estonia.\n"}
FRENCH = EXAMPLES / "senegal-mauritanie-chronique.txt"


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    path.write_text(json.dumps(NEWS) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def lines(dragoman: Command, news: Path) -> Ran:
    return dragoman("events", news)


def test_a_line_of_json_an_event_with_every_documented_field(lines: Ran) -> None:
    assert lines.returncode == 0, lines.stderr
    found = [json.loads(line) for line in lines.stdout.splitlines()]
    assert [list(e) for e in found] == [NAMES, NAMES]
    arrest, praise = found
    assert (arrest["source_country"], arrest["source_sector"], arrest["target_country"]) == ("BWA", "COP", "ZMB")
    assert (arrest["root"], arrest["quad"], arrest["date"], arrest["date_basis"]) == ("COERCE", 4, "2019-03-04", "relative")
    assert (praise["source"], praise["target"], praise["root"], praise["date"]) == ("Latvia", "Estonia", "SUPPORT", "2019-03-07")
    assert all(NEWS["text"][e["start"] : e["end"]] == e["quote"] and e["doc"] == "note" for e in found)
    assert lines.stderr == "dragoman: 1 document coded, 2 events\n"


def test_csv_has_the_same_with_lists_joined(dragoman: Command, news: Path, lines: Ran) -> None:
    ran = dragoman("events", news, "--format", "csv")
    assert ran.returncode == 0
    rows = list(csv.DictReader(io.StringIO(ran.stdout)))
    assert list(rows[0]) == NAMES
    for row, event in zip(rows, map(json.loads, lines.stdout.splitlines()), strict=True):
        assert (row["id"], row["quote"], row["source"]) == (event["id"], event["quote"], event["source"])
        assert float(row["confidence"]) == event["confidence"]
        assert row["triggers"].split("; ") == event["triggers"]
        assert row["mode"] == (event["mode"] or "")


def test_the_table_shows_the_document_and_who_does_what_to_whom(dragoman: Command, news: Path) -> None:
    shown = dragoman("events", news, "--format", "table", env={"COLUMNS": "200"}).stdout
    assert "note · Two notes · 2019-03-07" in shown.splitlines()[0]
    assert "Latvia (LVA GOV)" in shown
    assert "COERCE arrest" in shown
    assert "2019-03-04" in shown


def test_parquet_is_read_back_with_its_types(dragoman: Command, news: Path, lines: Ran, tmp_path: Path) -> None:
    out = tmp_path / "it's here.parquet"
    ran = dragoman("events", news, "--format", "parquet", "--out", out)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert list(tmp_path.iterdir()) == [out]
    table = duckdb.read_parquet(str(out))
    types = dict(zip(table.columns, map(str, table.types), strict=True))
    assert list(types) == NAMES
    assert {types[name] for name in ("contexts", "attribution", "triggers")} == {"VARCHAR[]"}
    assert {types[name] for name in ("quad", "start", "end")} == {"INTEGER"}
    assert {types[name] for name in ("goldstein", "confidence")} == {"DOUBLE"}
    rows = [dict(zip(NAMES, row, strict=True)) for row in table.fetchall()]
    assert rows == [json.loads(line) for line in lines.stdout.splitlines()]


def test_parquet_without_events_has_the_columns_all_the_same(dragoman: Command, tmp_path: Path) -> None:
    out = tmp_path / "none.parquet"
    assert dragoman("events", "-", "--format", "parquet", "--out", out, input="The night was cold.").returncode == 0
    table = duckdb.read_parquet(str(out))
    assert (table.columns, table.fetchall()) == (NAMES, [])


def test_parquet_needs_a_name(dragoman: Command, news: Path) -> None:
    ran = dragoman("events", news, "--format", "parquet")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "--out" in ran.stderr


def test_what_is_less_sure_is_left_out(dragoman: Command, news: Path) -> None:
    def confidences(least: str) -> dict[str, float]:
        found = dragoman("events", news, EXAMPLES, "--quiet", "--min-confidence", least).stdout.splitlines()
        by_id = {e["id"]: e["confidence"] for e in map(json.loads, found)}
        assert len(by_id) == len(found)
        return by_id

    every = confidences("0")
    assert confidences("0.8") == {id: sure for id, sure in every.items() if sure >= 0.8} != every
    assert dragoman("events", news, "--min-confidence", "1.5").returncode == 2


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_done(dragoman: Command, news: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    more = tmp_path / "more.txt"
    more.write_text("Ghana condemned Togo on 14 March 1998.", encoding="utf-8")
    ran = dragoman("events", empty, news, tmp_path / "missing.txt", more)
    assert ran.returncode == 1
    assert [json.loads(line)["doc"] for line in ran.stdout.splitlines()] == ["note", "note", "more"]
    assert [line.split(": ")[1] for line in ran.stderr.splitlines()[:2]] == [str(empty), str(tmp_path / "missing.txt")]
    assert ran.stderr.splitlines()[-1] == "dragoman: 2 documents coded, 3 events; 2 failed"


def test_a_parquet_file_is_written_of_what_could_be_read(dragoman: Command, news: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.parquet"
    ran = dragoman("events", tmp_path / "missing.txt", news, "--format", "parquet", "--out", out)
    assert ran.returncode == 1
    assert len(duckdb.read_parquet(str(out)).fetchall()) == 2


@pytest.mark.parametrize("form", ["jsonl", "csv", "table", "parquet"])
def test_a_place_that_cannot_be_written_is_named(dragoman: Command, news: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "no" / "such.file"
    ran = dragoman("events", news, "--format", form, "--out", out)
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"dragoman: {out}: cannot be written: ")
    assert len(ran.stderr.splitlines()) == 1


def test_a_folder_in_the_place_of_the_parquet_file_is_named_and_left(dragoman: Command, news: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.parquet"
    out.mkdir()
    ran = dragoman("events", news, "--format", "parquet", "--out", out)
    assert ran.returncode == 1
    assert f"dragoman: {out}: cannot be written: " in ran.stderr
    assert list(tmp_path.iterdir()) == [out]


def test_standing_in_a_pipe_and_quiet(dragoman: Command) -> None:
    ran = dragoman("events", "-", "--quiet", input="Ghana condemned Togo on 14 March 1998.")
    assert (ran.returncode, ran.stderr) == (0, "")
    event = json.loads(ran.stdout)
    assert (event["source_country"], event["target_country"], event["date"]) == ("GHA", "TGO", "1998-03-14")


def test_another_language_is_told_and_yields_none(dragoman: Command) -> None:
    ran = dragoman("events", FRENCH)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "fr" in ran.stderr
