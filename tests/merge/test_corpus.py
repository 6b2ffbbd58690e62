"""Notes by many hands, merged: what is one fact comes out as one, and what contradicts is told. ``held`` is measured, never tuned on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Literal

import pytest

from dragoman.merge import merge_statements
from tests.merge.corpus import Corpus, Score, code_corpus, documents_of, load_corpus, mention_of, score

Part = Literal["dev", "held"]
PARTS = pytest.mark.parametrize("part", ["dev", "held"])


@cache
def measured(part: Part) -> Score:
    """One run of coder and merging for all tests of a part."""
    corpus = load_corpus(part)
    return score(corpus, merge_statements(code_corpus(corpus), documents_of(corpus)))


@PARTS
def test_what_is_one_fact_comes_out_as_one(part: Part) -> None:
    pairs = measured(part).pairs
    assert pairs.f1 >= 0.95, f"precision {pairs.precision:.3f}, recall {pairs.recall:.3f}" + told(part, measured(part).wrong.items())


@PARTS
def test_every_planted_contradiction_is_found(part: Part) -> None:
    missed = measured(part).missed
    number = len(missed)
    assert number <= (0 if part == "dev" else 1), "contradictions missed" + told(part, missed)


@PARTS
def test_no_contradiction_is_invented(part: Part) -> None:
    invented = measured(part).invented
    number = len(invented)
    assert number == 0, "contradictions invented" + told(part, invented)


@PARTS
def test_copies_of_one_story_count_once(part: Part) -> None:
    corpus, counted = load_corpus(part), 0
    for fact in merge_statements(code_corpus(corpus), documents_of(corpus)):
        found = [mention_of(statement, corpus) for statement in fact.statements]
        names = {mention[0] for mention in found if mention is not None}
        expected = corpus.facts[min(names)] if names else None
        if expected is not None and len(names) == 1 and len(found) == len(expected.mentions):
            counted += 1
            counts = (fact.counts.documents, fact.counts.independent)
            assert counts == (expected.documents, expected.independent), part == "dev" and sorted(names)
    assert counted > 30


def told(part: Part, single: Iterable[object]) -> str:
    """The single failures, in a message; not those of the notes that nobody tunes on."""
    return "" if part == "held" else "".join(f"\n{item}" for item in single)


@PARTS
def test_the_coder_leaves_merging_something_to_do(part: Part) -> None:
    corpus, result = load_corpus(part), measured(part)
    mentions = sum(len(fact.mentions) for fact in corpus.facts.values())
    assert len(result.untold) <= 0.05 * mentions
    assert len(result.unmapped) <= 0.05 * mentions


@PARTS
def test_the_corpus_agrees_with_itself(part: Part) -> None:
    corpus = load_corpus(part)
    notes = {note.id: note for note in corpus.notes}
    assert len(notes) == len(corpus.notes) >= {"dev": 44, "held": 24}[part]
    assert [n.id for n in corpus.notes if not 60 <= len(n.text.split()) <= 180] == []
    assert [n.id for n in corpus.notes if n.copy_of and n.copy_of not in notes] == []
    for fact in corpus.facts.values():
        told_in = {m.note for m in fact.mentions}
        assert all(notes[m.note].text.count(m.quote) == 1 for m in fact.mentions), fact.name
        assert fact.documents == len(told_in), fact.name
        assert fact.independent == len({notes[id].origin for id in told_in}), fact.name
    named = {name for pair in corpus.contradictions for name in pair} | {name for names in corpus.planted.values() for name in names}
    assert named <= set(corpus.facts)
    assert enough_of_each(corpus, {"dev": 4, "held": 2}[part])


def enough_of_each(corpus: Corpus, least: int) -> bool:
    """Whether every sort was planted often enough, copies counted by story."""
    stories = Counter(note.copy_of for note in corpus.notes if note.copy_of)
    return all(len(names) >= least for names in corpus.planted.values()) and len(stories) >= least
