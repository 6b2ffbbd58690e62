"""The marks on annotated articles. Floors, so that a change that loses accuracy fails; what is reached stands in docs/accuracy.md."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from dragoman.codebook import load_codebook
from dragoman.coding import code_documents
from dragoman.model import Document
from dragoman.read import document_from_text

HERE = Path(__file__).parent
SHARED = Path(__file__).parents[2].parent / "shared"


def need(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"no {path.name}: the annotated articles are not part of the project")
    return path


def predict(docs: list[Document], folder: Path) -> Path:
    """Code documents into a JSON lines file."""
    out = folder / "predictions.jsonl"
    with out.open("w", encoding="utf-8") as lines:
        for _, statements in code_documents(docs, load_codebook()):
            lines.writelines(json.dumps(s.to_dict(), ensure_ascii=False) + "\n" for s in statements)
    return out


def f1(gold: Path, folder: Path) -> tuple[float, float, int]:
    """(core F1, strict F1, quotes that are not the text) by the scorer."""
    docs = [document_from_text(p.read_text("utf-8"), id=p.stem) for p in sorted(gold.glob("*.txt"))]
    scorer = need(SHARED / "score" / "statements.py")
    report = subprocess.run(
        [sys.executable, str(scorer), str(gold), str(predict(docs, folder))], capture_output=True, text=True, check=True
    ).stdout
    core, strict = (float(re.search(rf"^{name}.* F1 ([\d.]+)", report, re.MULTILINE)[1]) for name in ("core", "strict"))  # type: ignore[index]
    return core, strict, int(re.search(r"offsets: (\d+)", report)[1])  # type: ignore[index]


def test_the_article_that_the_mission_began_with(tmp_path: Path) -> None:
    core, strict, bad = f1(need(SHARED / "gold" / "seed"), tmp_path)
    assert core >= 0.90
    assert strict >= 0.80
    assert bad == 0


def test_articles_on_other_pairs(tmp_path: Path) -> None:
    core, strict, bad = f1(need(SHARED / "gold" / "articles"), tmp_path)
    assert core >= 0.65
    assert strict >= 0.50
    assert bad == 0


def test_articles_that_nobody_tunes_on(tmp_path: Path) -> None:
    core, strict, bad = f1(HERE / "heldout", tmp_path)
    assert core >= 0.45
    assert strict >= 0.30
    assert bad == 0


def test_histories_of_recognition(tmp_path: Path) -> None:
    gold = need(SHARED / "gold" / "rdcr-dev.jsonl")
    scorer = str(SHARED / "score" / "rdcr.py")
    listed = subprocess.run([sys.executable, scorer, "documents", str(gold)], capture_output=True, text=True, check=True).stdout
    docs = [document_from_text(d["text"], id=d["id"], title=d["title"]) for d in map(json.loads, listed.splitlines())]
    report = subprocess.run(
        [sys.executable, scorer, "score", str(gold), str(predict(docs, tmp_path))], capture_output=True, text=True, check=True
    ).stdout
    score = float(re.search(r"^all +[\d.]+ +[\d.]+ +([\d.]+)", report, re.MULTILINE)[1])  # type: ignore[index]
    assert score >= 0.85


def test_general_news_yields_next_to_nothing() -> None:
    passages = yaml.safe_load((HERE / "noise.yaml").read_text("utf-8"))
    docs = [Document(id=p["id"], text=p["text"], published=p.get("published")) for p in passages]
    noisy = [doc.id for doc, statements in code_documents(docs, load_codebook()) if any(s.kind != "office" for s in statements)]
    assert noisy == []
