"""The shipped weights, and the data that they are made of."""

from __future__ import annotations

import csv
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.plover.model import load_weights
from dragoman.plover.roots import roots
from scripts.plover_data import (
    FOLDS,
    GOLD,
    MARK,
    NONE,
    OWN,
    Example,
    fingerprint,
    folds_of,
    near_duplicates,
    own_examples,
    pairs_of_gold,
    sentences_of_gold,
    unmark,
)

PLOVER = Path(str(files("dragoman").joinpath("data/plover")))
MADE_OF = {"weights": ("plv-train.tsv", "cameo-class-train.tsv"), "sentence": ("cameo-class-train.tsv",)}
MOST_BYTES = 30_000_000
LONGEST_RUN = 8
needs_gold = pytest.mark.skipif(not (GOLD / "plv-train.tsv").exists(), reason="no ../shared/gold: it is not part of the project")


def about(name: str) -> dict[str, Any]:
    with np.load(PLOVER / f"{name}.npz", allow_pickle=False) as data:
        found: dict[str, Any] = json.loads(bytes(data["about"]).decode("utf-8"))
    return found


def own_rows() -> list[tuple[str, int, dict[str, str]]]:
    """Every row of training/plover with its file and line."""
    found = []
    for path in sorted(OWN.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            found += [(path.name, rows.line_num, row) for row in rows]
    return found


def runs(text: str, length: int = LONGEST_RUN) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_the_weights_are_plain_arrays_of_a_size_to_ship() -> None:
    shipped = sorted(PLOVER.glob("*.npz"))
    assert {*MADE_OF, "vectors"} <= {path.stem for path in shipped}
    assert sum(path.stat().st_size for path in shipped) < MOST_BYTES
    for path in shipped:
        with np.load(path, allow_pickle=False) as data:  # an array of objects raises here
            assert all(data[name].dtype != object for name in data.files)


@pytest.mark.parametrize("name", MADE_OF)
def test_the_weights_tell_what_they_were_made_of(name: str) -> None:
    said = about(name)
    assert re.fullmatch("[0-9a-f]{64}", said["data"])
    assert said["examples"] > len(own_rows()) > 0


@needs_gold
@pytest.mark.parametrize("name", MADE_OF)
def test_the_weights_were_made_of_the_data_as_they_are(name: str) -> None:
    now = fingerprint(OWN, *(GOLD / file for file in MADE_OF[name]))
    assert about(name)["data"] == now, "the training data has changed since: python -m scripts.train_plover"


def test_the_heads_answer_for_every_root_and_class() -> None:
    heads = load_weights().heads
    assert set(heads["root"].labels) == set(roots())
    assert set(heads["quad"].labels) == set("1234")
    assert set(heads["event"].labels) == set("01")
    assert set(load_weights("sentence").heads["sentence"].labels) == set("01234")


def test_every_training_sentence_is_well_formed() -> None:
    wrong = []
    for name, line, row in own_rows():
        text, source, target = unmark(row["marked_sentence"])
        marks = sorted(MARK.findall(row["marked_sentence"]))
        problems = {
            "no root": row["root"] not in (*roots(), NONE),
            "marks": marks not in (["</s>", "<s>"], ["</t>", "<t>"], ["</s>", "</t>", "<s>", "<t>"]),
            "phrases": any(text[slice(*span)] != text[slice(*span)].strip() or span[0] == span[1] for span in (source, target) if span),
            "phrases overlap": bool(source and target and source[0] < target[1] and target[0] < source[1]),
            "a mark is left": "<" in text or ">" in text,
            "trigger": row["trigger"].lower() not in text.lower() or bool(row["trigger"]) != (row["root"] != NONE),
            "spaces": text != " ".join(text.split()),
        }
        wrong += [f"{name}:{line}: {problem}: {text}" for problem, there in problems.items() if there]
    assert not wrong, "\n".join(wrong)


def test_no_training_sentence_stands_twice() -> None:
    texts = [row["marked_sentence"] for _, _, row in own_rows()]
    assert [t for t in set(texts) if texts.count(t) > 1] == []


@needs_gold
def test_no_training_sentence_is_one_of_the_gold() -> None:
    theirs = set[tuple[str, ...]]().union(*(runs(e.text) for e in (*pairs_of_gold(), *sentences_of_gold())))
    assert [e.text for e in own_examples() if runs(e.text) & theirs] == []


def test_marks_become_spans() -> None:
    text, source, target = unmark("On Monday <t> the  court</t> heard <s>Peru</s>.")
    assert text == "On Monday  the  court heard Peru."
    assert source and target
    assert (text[slice(*source)], text[slice(*target)]) == ("Peru", "the  court")


def test_of_several_phrases_the_first_counts_and_an_empty_one_is_none() -> None:
    assert unmark("<s>Chad</s> and <s>Niger</s> met <t> </t>.") == ("Chad and Niger met  .", (0, 4), None)


WORD = st.text("abcé –’", min_size=1, max_size=12).filter(lambda w: bool(w.strip()))


@given(before=st.text("ab ", max_size=9), source=WORD, between=st.text("ab ", max_size=9), target=WORD, after=st.text("ab .", max_size=9))
def test_unmarking_keeps_the_words_and_finds_the_phrases(before: str, source: str, between: str, target: str, after: str) -> None:
    text, s, t = unmark(f"{before}<s>{source}</s>{between}<t>{target}</t>{after}")
    assert text == before + source + between + target + after
    assert s and t
    assert (text[slice(*s)], text[slice(*t)]) == (source.strip(), target.strip())


def test_near_duplicates_share_a_number_also_by_way_of_others() -> None:
    first = "the navy of Peru seized a trawler off Callao on Monday morning"
    second = "on Monday morning the crew of a trawler off Callao on Monday morning was freed by a court in Lima"
    third = "the crew was freed by a court in Lima after nine days in gaol"
    groups = near_duplicates([first, "Ghana praised Togo for the vote", second, third, first.upper()])
    assert groups[0] == groups[2] == groups[3] == groups[4] != groups[1]


WORDS = st.sampled_from(["peru", "chile", "left", "praised", "the", "army", "of", "and"])
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), min_size=1, max_size=40)


@given(SENTENCES)
def test_near_duplicates_are_never_in_two_folds(texts: list[str]) -> None:
    examples = [Example(text, root=roots()[len(text) % 3]) for text in texts]
    folds, groups = folds_of(examples), near_duplicates(texts)
    assert len(folds) == len(texts)
    assert set(folds) <= set(range(FOLDS))
    assert len(set(zip(groups, folds, strict=True))) == len(set(groups))
    assert all(groups[texts.index(text)] == group for text, group in zip(texts, groups, strict=True))


def test_folds_are_even_in_each_label() -> None:
    examples = [Example(f"{n} {n + 100} {n + 200} {n + 300}", root=root) for n, root in enumerate(("AID", "ASSAULT") * 25)]
    for root in ("AID", "ASSAULT"):
        inside = [fold for fold, e in zip(folds_of(examples), examples, strict=True) if e.root == root]
        assert [inside.count(k) for k in range(FOLDS)] == [5] * FOLDS
