"""The project's own scorer: what counts as right, and that it agrees with the shared one where that is at hand."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dragoman.codebook import load_codebook
from dragoman.model import Evidence, Statement
from scripts.error_causes import WORDS, missed, wrong
from scripts.scoring import Article, above, code_folder, core, count, pair, strict, total

OWN = Path(__file__).parent / "articles"
SCORER = Path(__file__).parents[2].parent / "shared" / "score" / "statements.py"


def gold(**fields: Any) -> dict[str, Any]:
    plain = {"kind": "visit", "source": "KEN", "target": "PER", "date": "1998", "status": "happened", "quote": "Kenya visited Peru"}
    return {**plain, **fields}


def coded(**fields: Any) -> Statement:
    given = {"kind": "visit", "source": "KEN", "target": "PER", "date": "1998", "status": "happened", "confidence": 0.7, **fields}
    return Statement(evidence=Evidence("d", 0, 18, "Kenya visited Peru"), **given)


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return code_folder(OWN, load_codebook())


def article(golds: list[dict[str, Any]], statements: list[Statement]) -> Article:
    return Article("d", golds, statements, pair(golds, statements))


def test_direction_counts_for_directed_kinds_and_two_of_many_are_enough_for_mutual_ones() -> None:
    assert core(gold(), coded())
    assert not core(gold(), coded(source="PER", target="KEN"))
    four = gold(kind="talks", source=None, target=None, parties=["CHL", "KEN", "PER", "TGO"])
    two = coded(kind="talks", source=None, target=None, parties=("KEN", "PER"))
    assert core(four, two)
    assert not core(four, two.with_(parties=("KEN", "USA")))
    assert core(gold(alt_kinds=["talks"]), coded(kind="talks"))


def test_a_finer_date_is_right_unless_it_contradicts_and_no_date_is_not_that_of_the_day() -> None:
    assert strict(gold(), coded(date="1998-05-03"))
    assert not strict(gold(date="1998-06"), coded(date="1998-05-03"))
    assert strict(gold(date="1998/.."), coded())
    assert strict(gold(date=None), coded(date="2024-01-01", date_basis="document"))
    assert not strict(gold(date=None), coded(date="2024-01-01", date_basis="stated"))
    assert not strict(gold(), coded(status="planned"))
    assert strict(gold(status="proposed"), coded(status="planned"))


def test_labels_neutral_statements_and_repeats() -> None:
    a = article([gold(), gold(kind="talks", must=False)], [coded(), coded(), coded(kind="talks"), coded(date="1999")])
    assert a.labels() == [True, True, True, False]
    counted = total(count([a], strictly=True))
    assert (counted.tp, counted.fp, counted.fn) == (1, 1, 0)
    assert total(count(above([a], 0.8), strictly=True)).fn == 1


def test_causes_are_told_of_every_mistake_in_few_words(articles: list[Article]) -> None:
    wrongs, misses = ([m for a in articles for m in told(a)] for told in (wrong, missed))
    counted = total(count(articles, strictly=True))
    assert len(wrongs) == counted.fp
    assert len(misses) == total(count(articles, strictly=False)).fn
    assert all(m.cause != "other" and 0 < len(m.quote.split()) <= WORDS for m in [*wrongs, *misses])


def test_it_counts_as_the_shared_scorer_does(articles: list[Article], tmp_path: Path) -> None:
    if not SCORER.exists():
        pytest.skip("no ../shared/score: the shared scorer is not part of the project")
    said = tmp_path / "statements.jsonl"
    said.write_text("".join(json.dumps(s.to_dict(), ensure_ascii=False) + "\n" for a in articles for s in a.coded), "utf-8")
    report = subprocess.run([sys.executable, str(SCORER), str(OWN), str(said)], capture_output=True, text=True, check=True).stdout
    for measure in ("core", "strict"):
        c = total(count(articles, strictly=measure == "strict"))
        found = re.search(rf"^{measure}.*tp (\d+), fp (\d+), fn (\d+)", report, re.MULTILINE)
        assert found is not None
        assert tuple(map(int, found.groups())) == (c.tp, c.fp, c.fn)
