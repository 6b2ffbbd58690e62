"""How sure a statement is: what moves it, that its trace tells why, and that it holds on annotated articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebook import load_codebook
from dragoman.coding import code_document
from dragoman.coding.confidence import Signs, score, signs_of
from dragoman.model import MIN_CONFIDENCE, Document, Statement
from dragoman.wordlists import table
from scripts.fit_confidence import FIRST_READINGS, Row, calibration_error, first_readings, fit, held_back, rows_of
from scripts.scoring import Article, code_folder

OWN, HELD_OUT = (Path(__file__).parent / name for name in ("articles", "heldout"))
ALL_SIGNS = sorted(table("coding/confidence")["signs"])
ALL_KINDS = sorted(load_codebook().kinds)


def code(text: str, published: str | None = None) -> list[Statement]:
    return code_document(Document(id="made", text=text, published=published), load_codebook())


@given(
    kind=st.sampled_from(ALL_KINDS),
    low=st.floats(0.0, 1.0),
    high=st.floats(0.0, 1.0),
    names=st.lists(st.sampled_from(ALL_SIGNS), unique=True),
)
def test_a_heavier_rule_is_never_less_sure_and_nothing_is_certain(kind: str, low: float, high: float, names: list[str]) -> None:
    low, high = sorted((low, high))
    below, above = (score(Signs(kind, w, tuple(names))) for w in (low, high))
    assert 0.05 <= below <= above <= 0.97


def test_a_heavier_rule_is_surer() -> None:
    assert score(Signs("visit", 0.5)) < score(Signs("visit", 0.7)) < score(Signs("visit", 0.9))


def test_a_kind_that_nothing_was_learnt_of_has_a_confidence_too() -> None:
    assert 0.05 < score(Signs("a-kind-of-ones-own", 0.8, ("a sign that the model lacks",))) < 0.97


def test_what_is_named_is_surer_than_what_is_understood() -> None:
    (named,) = code("Kenya and Peru signed a fisheries agreement on 3 May 1998.")
    first = "Kenya and Peru have been friends for long. The two countries met in 1996 in Lima. "
    understood = [s for s in code(first + "A fisheries agreement was signed on 3 May 1998.") if s.kind == "agreement-signed"]
    assert understood
    assert all(s.confidence < named.confidence for s in understood)
    assert any("understood" in name for s in understood for name in (signs_of(s) or Signs("", 0)).names)


def test_the_trace_tells_the_signs_and_reads_back() -> None:
    for s in code("Ghana's president Ama Owusu visited Togo in 2004 and promised to open an embassy in Lomé.", "2005-01-01"):
        signs = signs_of(s)
        assert signs is not None, s.rule
        assert s.trace[-1] == signs.told()
        assert s.confidence == score(signs)


def test_the_same_text_has_the_same_confidence() -> None:
    text = "Chile recalled its ambassador from Bolivia in 1978, and trade reached 40 million dollars."
    assert [s.confidence for s in code(text)] == [s.confidence for s in code(text)]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return code_folder(OWN, load_codebook())


@pytest.fixture(scope="module")
def own(articles: list[Article]) -> list[tuple[float, bool]]:
    """Confidence and whether it is right, of every statement made of the project's own articles."""
    return [(s.confidence, right) for a in articles for s, right in zip(a.coded, a.labels(), strict=True)]


def test_it_holds_on_articles_that_nobody_tunes_on() -> None:
    read = [(s.confidence, right) for a in code_folder(HELD_OUT, load_codebook()) for s, right in zip(a.coded, a.labels(), strict=True)]
    assert calibration_error(*zip(*read, strict=True)) < 0.1, "the coder has changed: run `make confidence`"


def test_on_articles_that_rules_were_tuned_on_it_promises_no_more_than_it_keeps(own: list[tuple[float, bool]]) -> None:
    scores, right = zip(*own, strict=True)
    assert sum(scores) <= sum(right)


def test_what_a_brief_leaves_out_is_worse_than_what_it_shows(own: list[tuple[float, bool]]) -> None:
    shown = [r for s, r in own if s >= MIN_CONFIDENCE]
    hidden = [r for s, r in own if s < MIN_CONFIDENCE]
    assert sum(shown) / len(shown) > 0.6
    assert not hidden or sum(hidden) / len(hidden) < sum(shown) / len(shown)


def test_scores_held_back_hold_on_first_readings() -> None:
    rows = first_readings()
    assert calibration_error(held_back(rows), [r.right for r in rows]) < 0.07


def test_first_readings_are_of_articles_that_are_there_and_of_signs_that_are_known() -> None:
    rows = first_readings()
    assert rows, f"{FIRST_READINGS.name} is empty"
    assert {r.article for r in rows} <= {p.stem for p in OWN.glob("*.txt")}
    assert {n for r in rows for n in r.signs.names} <= {*ALL_SIGNS, *rare(rows)}


def rare(rows: list[Row]) -> set[str]:
    """The signs that are seen too seldom to have a coefficient."""
    names = [n for r in rows for n in r.signs.names]
    return {n for n in names if names.count(n) < 3}


def test_the_fit_finds_what_made_the_data() -> None:
    """Of statements of which a sign makes two in three wrong and its lack one in ten, the scores come near those shares."""
    rows = [
        Row("made", f"article {n % 10}", Signs("visit", 0.8, ("many states in the sentence",) if odd else ()), n % 30 < (10 if odd else 27))
        for odd in (False, True)
        for n in range(300)
    ]
    model = fit(rows)
    assert model.score(Signs("visit", 0.8)) == pytest.approx(0.9, abs=0.05)
    assert model.score(Signs("visit", 0.8, ("many states in the sentence",))) == pytest.approx(1 / 3, abs=0.05)
    assert fit(rows) == model


def test_every_sign_that_the_coder_gives_is_one_that_was_fitted_or_is_rare(articles: list[Article]) -> None:
    rows = rows_of("own articles", articles)
    assert {n for r in rows for n in r.signs.names} <= {*ALL_SIGNS, *rare(rows)}
