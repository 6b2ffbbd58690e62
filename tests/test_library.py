"""The library: what importing it costs, that its page's examples run, and what frames and briefs hold."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dragoman
from dragoman.columns import COLUMNS
from dragoman.model import Amount, Document, DragomanError, Evidence, Plover, ReadError, Statement

ROOT = Path(__file__).parents[1]
PACT = "Kenya and Ethiopia signed a defence pact in Nairobi on 22 November 1963."
STATEMENTS = [
    Statement(
        "trade", Evidence("a", 0, 4, "text"), parties=("AZE", "TUR"), date="2024-05", amount=Amount(4.5e9, "USD", comparator=">"),
        attribution=("Trend", "Reuters"), detail={"every": "year"}, confidence=0.75, rule="trade/turnover",
    ),
    Statement(
        "visit", Evidence("b", 3, 9, "a visit"), source="KEN", target="ETH", date="1816/..", via=("SDN", "EGY"),
        plover=Plover("CONSULT", "visit", 1),
    ),
    Statement("border", Evidence("b", 3, 9, "border"), parties=("ETH", "KEN")),
]


def fresh(script: str) -> str:
    """What a new interpreter prints."""
    return subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True).stdout


def test_importing_it_loads_nothing_of_others() -> None:
    loaded = fresh("import sys; before = set(sys.modules); import dragoman; print(*sorted(set(sys.modules) - before))").split()
    assert "dragoman" in loaded
    assert [m for m in loaded if m != "dragoman" and m.partition(".")[0] not in sys.stdlib_module_names] == []


def test_types_load_no_model_and_every_name_is_there() -> None:
    heavy = ("spacy", "pandas", "polars", "sqlalchemy", "duckdb", "trafilatura", "pydantic", "yaml", "rich", "typer")
    uses = "import sys, dragoman; dragoman.Statement, dragoman.Document, dragoman.code"
    assert fresh(f"{uses}; print([m for m in {heavy} if m in sys.modules])") == "[]\n"
    assert all(getattr(dragoman, name) is not None for name in dragoman.__all__)
    assert set(dragoman.__all__) <= set(dir(dragoman))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        dragoman.nonsense  # noqa: B018


def test_the_examples_of_the_page_run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(blocks) >= 5
    space: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "docs/library.md", "exec"), space)
    assert "Türkiye and Azerbaijan" in capsys.readouterr().out
    assert str(space["page"]).lower().startswith("<!doctype html")


def test_code_takes_a_text_a_document_or_several() -> None:
    from_text = dragoman.code(PACT)
    from_document = dragoman.code(Document("x", PACT))
    assert [s.kind for s in from_text] == [s.kind for s in from_document] != []
    assert {s.evidence.doc for s in dragoman.code([Document("x", PACT), Document("y", PACT)])} == {"x", "y"}
    assert dragoman.code([]) == []
    assert dragoman.code(Document("z", PACT, language="fr")) == []


def test_read_documents_raises_for_what_it_cannot_read_unless_told_where_to_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.txt").write_text(PACT, encoding="utf-8")
    with pytest.raises(ReadError, match=r"a\.txt: empty"):
        list(dragoman.read_documents(tmp_path))
    problems: list[ReadError] = []
    assert [d.id for d in dragoman.read_documents([tmp_path], ids="name", on_error=problems.append)] == ["b"]
    assert [p.path for p in problems] == [str(tmp_path / "a.txt")]


def test_frames_of_both_libraries_hold_the_same_values_in_the_documented_columns() -> None:
    pandas = dragoman.frame(STATEMENTS)
    polars = dragoman.frame(STATEMENTS, "polars")
    names = [c.name for c in COLUMNS]
    assert list(pandas.columns) == polars.columns == names
    trade = polars.row(0, named=True)
    assert (trade["parties"], trade["states"]) == ("AZE; TUR", "AZE; TUR")
    assert (trade["amount"], trade["currency"], trade["comparator"]) == (4.5e9, "USD", ">")
    assert (trade["first_day"], trade["last_day"]) == (datetime.date(2024, 5, 1), datetime.date(2024, 5, 31))
    assert (trade["attribution"], trade["detail"]) == ("Trend; Reuters", '{"every": "year"}')
    visit = polars.row(1, named=True)
    assert (visit["source"], visit["target"], visit["via"], visit["quad"]) == ("KEN", "ETH", "SDN; EGY", 1)
    assert (visit["first_day"], visit["last_day"]) == (datetime.date(1816, 1, 1), None)
    for c in COLUMNS:
        missing = [bool(gone) for gone in pandas[c.name].isna()]
        theirs = [value.date() if c.type == "day" else value for value in pandas[c.name].dropna()]
        assert [value is None for value in polars[c.name]] == missing
        assert polars[c.name].drop_nulls().to_list() == theirs, c.name


def test_a_frame_of_nothing_keeps_its_columns_and_types() -> None:
    assert dragoman.frame([], "polars").schema == dragoman.frame(STATEMENTS, "polars").schema
    assert dict(dragoman.frame([]).dtypes) == dict(dragoman.frame(STATEMENTS).dtypes)
    with pytest.raises(DragomanError, match="'arrow'"):
        dragoman.frame([], "arrow")  # type: ignore[call-overload]


def test_a_brief_from_statements_in_hand_is_the_one_from_the_store(tmp_path: Path) -> None:
    documents = [Document("pact", PACT)]
    statements = dragoman.code(documents)
    codebook = dragoman.load_codebook()
    with dragoman.open_store(tmp_path / "record.db", create=True) as store:
        store.add(documents[0], statements, codebook_version=codebook.version)
        stored = dragoman.brief_on(store, "Kenya", "ETH")
    in_hand = dragoman.brief_on(statements, "KEN", "Ethiopia", documents=documents)
    assert [line.text for line in in_hand.timeline] == [line.text for line in stored.timeline] != []
    with pytest.raises(DragomanError, match="two states"):
        dragoman.brief_on(statements, "KEN", "Kenya")
