"""How right the PLOVER classifier is, by five-fold cross-validation on the public gold: ``make accuracy-plover`` prints it and renews
what docs/accuracy.md takes from it.

Near-duplicate sentences of all sets are kept in one fold. Our own sentences are in every training part and in no test part.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from dragoman.plover.classifier import combined
from dragoman.plover.features import features_of
from dragoman.plover.roots import QUADS, quad_of
from scripts.accuracy import PAGE, SECTION, table
from scripts.plover_data import FOLDS, GOLD, Example, cropped, folds_of, own_examples, pairs_in, pairs_of_gold, sentences_of_gold, views_of
from scripts.train_plover import fit_pairs, fit_sentences

log = logging.getLogger("plover_accuracy")
QUAD_NAMES = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
CLASS_NAMES = {0: "no event", **QUAD_NAMES}


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


@dataclass(frozen=True, slots=True)
class Answers:
    """What was said of the gold's pairs (their root), of its sentences (their class), and of the pairs in these ("1": an event, or "0")."""

    pairs: list[Answer]
    sentences: list[Answer]
    events: list[Answer]


def cross_validate(gold: Path, *, own: bool = True) -> Answers:
    """The answers for all of the gold, each by weights that saw no near-duplicate of it."""
    pairs, sentences = pairs_of_gold(gold), sentences_of_gold(gold)
    within, ours = pairs_in(sentences), own_examples() if own else []
    examples, spoken = [*pairs, *within, *ours, *cropped(ours)], [*sentences, *ours]
    fold = dict(zip((e.text for e in (*pairs, *sentences)), folds_of([*pairs, *sentences]), strict=True))
    views, wholes = views_of(examples), views_of(spoken, phrases=False)
    out = Answers([], [], [])
    for k in range(FOLDS):
        kept = [i for i, e in enumerate(examples) if fold.get(e.text) != k]
        weights = fit_pairs([examples[i] for i in kept], [views[i] for i in kept], {})
        for e, view in ((e, v) for e, v in zip(examples, views, strict=True) if fold.get(e.text) == k):
            margins = weights.margins(view, features_of(view))
            into, scores = (out.pairs, combined(weights, margins)) if e.root else (out.events, weights.probabilities("event", margins))
            into.append(Answer(e, max(scores, key=lambda r: scores[r]), scores))
        kept = [i for i, e in enumerate(spoken) if fold.get(e.text) != k]
        weights = fit_sentences([spoken[i] for i in kept], [wholes[i] for i in kept], {})
        for e, view in ((e, v) for e, v in zip(spoken, wholes, strict=True) if fold.get(e.text) == k):
            scores = weights.probabilities("sentence", weights.margins(view, features_of(view)))
            out.sentences.append(Answer(e, max(scores, key=lambda r: scores[r]), scores))
        log.info("fold %d of %d", k + 1, FOLDS)
    return out


def confusions(named: Sequence[tuple[str, str]], most: int = 12) -> list[tuple[str, str, int]]:
    """The commonest mistakes: the right root, the one said, how often."""
    wrong = Counter(pair for pair in named if pair[0] != pair[1])
    return [(right, said, n) for (right, said), n in sorted(wrong.items(), key=lambda item: (-item[1], item[0]))[:most]]


def calibration(answers: Sequence[Answer]) -> list[tuple[str, int, float, float]]:
    """By how sure the classifier was: the range, how many, how sure on average, how many were right."""
    out = []
    for low, high in pairwise((0.0, 0.3, 0.5, 0.7, 0.9, 1.01)):
        some = [a for a in answers if low <= a.scores[a.said] < high]
        if some:
            sure = float(np.mean([a.scores[a.said] for a in some]))
            right = sum(a.said == a.example.root for a in some) / len(some)
            out.append((f"{low:.1f} to {min(high, 1.0):.1f}", len(some), sure, right))
    return out


def gated(answers: Sequence[Answer]) -> list[tuple[str, float, float]]:
    """Of the pairs seen in sentences, by the least probability of an event that is let through: how many of these are in a sentence that
    tells one, and how many of those that are get through."""
    out = []
    for least in (0.0, 0.3, 0.5, 0.7):
        through = [bool(a.example.event) for a in answers if a.scores["1"] >= least]
        out.append((f"{least:.1f}", sum(through) / len(through), sum(through) / sum(bool(a.example.event) for a in answers)))
    return out


def tables(answers: Answers) -> str:
    """The figures as Markdown."""
    pairs, sentences = answers.pairs, answers.sentences
    named = [(str(a.example.root), a.said) for a in pairs]
    quads = [(a.example.quad, quad_of(a.said)) for a in pairs]
    classes = [(str(a.example.sentence), a.said) for a in sentences]
    right = sum(a == b for a, b in named) / len(named)
    head = (f"{len(pairs)} pairs: root macro-F1 **{macro(named):.3f}** ({right:.3f} of all right), quad macro-F1 **{macro(quads):.3f}**. "
            f"{len(sentences)} sentences: class macro-F1 **{macro(classes):.3f}**.\n")
    roots = [(root, sum(r == root for r, _ in named), *f1(named, root)) for root in sorted({r for r, _ in named})]
    by_quad = [(QUAD_NAMES[q], sum(r == q for r, _ in quads), *f1(quads, q)) for q in QUADS]
    by_class = [(CLASS_NAMES[int(c)], sum(r == c for r, _ in classes), *f1(classes, c)) for c in sorted({r for r, _ in classes})]
    columns = ("", "n", "precision", "recall", "F1")
    return "\n".join((
        head,
        table(("root", *columns[1:]), roots), table(("quad class", *columns[1:]), by_quad),
        table(("class of sentence", *columns[1:]), by_class),
        "The commonest confusions:\n", table(("right", "said", "n"), confusions(named)),
        "How sure it was, and how often it was right:\n", table(("probability", "n", "mean", "right"), calibration(pairs)),
        "Whether anything happens between two actors that a sentence names:\n",
        table(("least probability", "precision", "recall"), gated(answers.events)),
    ))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of plv-train.tsv and cameo-class-train.tsv")
    parser.add_argument("--no-own", action="store_true", help="without the project's own sentences; prints only")
    parser.add_argument("--errors", action="store_true", help="print the pairs that were typed wrongly, the surest first")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    answers = cross_validate(options.gold, own=not options.no_own)
    text = tables(answers)
    sys.stdout.write(text)
    if options.errors:
        for a in sorted((a for a in answers.pairs if a.said != a.example.root), key=lambda a: -a.scores[a.said]):
            e = a.example
            phrases = " | ".join(e.text[slice(*span)] if span else "-" for span in (e.source, e.target))
            sys.stdout.write(f"{e.root} as {a.said} {a.scores[a.said]:.2f} [{phrases}] {e.text}\n")
    elif not options.no_own:
        page = PAGE.read_text("utf-8")
        PAGE.write_text(SECTION.sub(lambda m: m["begin"] + text + m["end"] if m["name"] == "plover" else m.group(), page), "utf-8")


if __name__ == "__main__":
    main()
