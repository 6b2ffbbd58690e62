"""How right the PLOVER classifier is, by five-fold cross-validation on the public gold: ``python -m scripts.plover_accuracy``.

Near-duplicate sentences of all sets are kept in one fold. Our own sentences are in every training part and in no test part.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dragoman.plover.classify import combined
from dragoman.plover.features import features_of
from dragoman.plover.roots import QUADS, quad_of
from scripts.plover_data import FOLDS, GOLD, NONE, Example, folds_of, own_examples, pairs_of_gold, sentences_of_gold, views_of
from scripts.train_plover import TEMPERATURES, fit_pairs, fit_sentences


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of an example, when it was not trained on."""

    example: Example
    said: str
    scores: dict[str, float]


def macro(pairs: Sequence[tuple[object, object]]) -> float:
    """The mean F1 over the labels of the first of each pair."""
    return float(np.mean([f1(pairs, label)[2] for label in sorted({right for right, _ in pairs}, key=str)]))


def f1(pairs: Sequence[tuple[object, object]], label: object) -> tuple[float, float, float]:
    """Precision, recall and F1 of one label."""
    hit = sum(right == label == said for right, said in pairs)
    said, right = sum(s == label for _, s in pairs), sum(r == label for r, _ in pairs)
    precision, recall = hit / said if said else 0.0, hit / right if right else 0.0
    return precision, recall, 2 * hit / (said + right) if said + right else 0.0


def cross_validate(gold: Path, *, own: bool = True) -> tuple[list[Answer], list[Answer]]:
    """The answers for all pairs and all sentences of the gold, each by weights that saw no near-duplicate of it."""
    pairs, sentences = pairs_of_gold(gold), sentences_of_gold(gold)
    ours = own_examples() if own else []
    acts = [e for e in ours if e.root != NONE]
    folds = folds_of([*pairs, *sentences])
    by_pair, by_sentence = views_of([*pairs, *acts]), views_of([*sentences, *ours], phrases=False)
    answers: tuple[list[Answer], list[Answer]] = ([], [])
    for k in range(FOLDS):
        kept = [i for i in range(len(pairs)) if folds[i] != k] + list(range(len(pairs), len(by_pair)))
        everything = [*pairs, *acts]
        weights = fit_pairs([everything[i] for i in kept], [by_pair[i] for i in kept], TEMPERATURES, {})
        for i in (i for i in range(len(pairs)) if folds[i] == k):
            scores = combined(weights, weights.margins(by_pair[i], features_of(by_pair[i])))
            answers[0].append(Answer(pairs[i], max(scores, key=lambda r: scores[r]), scores))
        shifted = len(pairs)
        everything = [*sentences, *ours]
        kept = [i for i in range(len(sentences)) if folds[shifted + i] != k] + list(range(len(sentences), len(everything)))
        weights = fit_sentences([everything[i] for i in kept], [by_sentence[i] for i in kept], {})
        for i in (i for i in range(len(sentences)) if folds[shifted + i] == k):
            scores = weights.probabilities("sentence", weights.margins(by_sentence[i], features_of(by_sentence[i])))
            answers[1].append(Answer(sentences[i], max(scores, key=lambda r: scores[r]), scores))
        print(f"fold {k + 1} of {FOLDS}", file=sys.stderr)
    return answers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--no-own", action="store_true", help="without the project's own sentences")
    options = parser.parse_args()
    pairs, sentences = cross_validate(options.gold, own=not options.no_own)
    named = [(a.example.root, a.said) for a in pairs]
    quads = [(a.example.quad, quad_of(a.said)) for a in pairs]
    print(f"root macro-F1 {macro(named):.3f}, quad macro-F1 {macro(quads):.3f}, of {len(pairs)} pairs")
    for root, n in sorted(Counter(r for r, _ in named).items(), key=str):
        print(f"  {root:10} {n:4}  P {f1(named, root)[0]:.2f} R {f1(named, root)[1]:.2f} F1 {f1(named, root)[2]:.2f}")
    for quad in QUADS:
        print(f"  quad {quad} F1 {f1(quads, quad)[2]:.3f}")
    classes = [(str(a.example.sentence), a.said) for a in sentences]
    print(f"sentence macro-F1 {macro(classes):.3f}, of {len(sentences)} sentences: "
          + ", ".join(f"{label} {f1(classes, label)[2]:.2f}" for label in sorted({r for r, _ in classes})))


if __name__ == "__main__":
    main()
