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
from scripts.scoring import code_folder, count, total

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


def f1(folder: Path) -> tuple[float, float]:
    """(core F1, strict F1) over a folder of annotated articles. Every quote must be the text at its offsets."""
    articles = code_folder(folder, load_codebook())
    for article in articles:
        text = (folder / f"{article.name}.txt").read_text("utf-8")
        assert all(text[s.evidence.start : s.evidence.end] == s.evidence.quote for s in article.coded), article.name
    core, strict = (total(count(articles, strictly=strictly)).f1 for strictly in (False, True))
    return core, strict


def test_the_article_that_the_mission_began_with() -> None:
    core, strict = f1(need(SHARED / "gold" / "seed"))
    assert core >= 0.90
    assert strict >= 0.80


def test_articles_on_other_pairs() -> None:
    core, strict = f1(need(SHARED / "gold" / "articles"))
    assert core >= 0.85
    assert strict >= 0.77


def test_articles_of_our_own() -> None:
    core, strict = f1(HERE / "articles")
    assert core >= 0.69
    assert strict >= 0.60


def test_articles_that_nobody_tunes_on() -> None:
    core, strict = f1(HERE / "heldout")
    assert core >= 0.57
    assert strict >= 0.43


def test_histories_of_recognition(tmp_path: Path) -> None:
    gold = need(SHARED / "gold" / "rdcr-dev.jsonl")
    scorer = str(SHARED / "score" / "rdcr.py")
    listed = subprocess.run([sys.executable, scorer, "documents", str(gold)], capture_output=True, text=True, check=True).stdout
    docs = [document_from_text(d["text"], id=d["id"], title=d["title"]) for d in map(json.loads, listed.splitlines())]
    report = subprocess.run(
        [sys.executable, scorer, "score", str(gold), str(predict(docs, tmp_path))], capture_output=True, text=True, check=True
    ).stdout
    score = float(re.search(r"^all +[\d.]+ +[\d.]+ +([\d.]+)", report, re.MULTILINE)[1])  # type: ignore[index]
    assert score >= 0.94


def test_general_news_yields_next_to_nothing() -> None:
    passages = yaml.safe_load((HERE / "noise.yaml").read_text("utf-8"))
    docs = [Document(id=p["id"], text=p["text"], published=p.get("published")) for p in passages]
    noisy = [doc.id for doc, statements in code_documents(docs, load_codebook()) if any(s.kind != "office" for s in statements)]
    assert noisy == []
