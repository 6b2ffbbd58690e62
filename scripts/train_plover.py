"""Makes the classifier's weights anew: ``python -m scripts.train_plover`` (a minute; scikit-learn is in requirements/dev.txt).

Reads the public gold from ../shared/gold (see training/plover/README.md) and the project's own sentences, and writes
src/dragoman/data/plover/weights.npz and sentence.npz, with the hash of the data in them.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from dragoman.plover.features import features_of
from dragoman.plover.model import FORMAT, Head, Weights, sparse_of
from dragoman.plover.vectors import dense_of
from dragoman.plover.view import View
from scripts.plover_data import (
    GOLD,
    NONE,
    OWN,
    ROOT,
    Example,
    fingerprint,
    own_examples,
    pairs_in,
    pairs_of_gold,
    sentences_of_gold,
    views_of,
)

log = logging.getLogger("train_plover")
DATA = ROOT / "src" / "dragoman" / "data" / "plover"
CLASSES = (0, 1, 2, 3, 4)
"""No event, and the four quad classes, of a sentence."""
OWN_WEIGHT = 0.5
"""What one of our sentences counts beside one of the gold, before their types are brought to the gold's proportions."""
EVENNESS = 0.5
"""How far rare types are weighted up: 0 leaves them rare, 1 makes all types count the same."""
OWN_SENTENCE, OWN_NEUTRAL = 0.05, 0.3
"""What one of our sentences counts where the class of whole sentences is learnt: with an act, without one."""
ACT_AS_EVENT = 0.3
TEMPERATURES = {"root": 3.0, "quad": 1.0, "event": 1.0, "sentence": 2.0}
"""By what the margins of each head are multiplied to be probabilities: what fits best in cross-validation."""
MARGIN, RIDGE = 0.2, 1.0
"""The regularisation (C) of the support vector machines and of the logistic regressions."""


def matrices(views: Sequence[View]) -> tuple[list[dict[str, float]], NDArray[np.float32]]:
    """The sparse features of each view and the dense ones, shape (views, dimensions)."""
    return [sparse_of(features_of(view)) for view in views], np.array([dense_of(view) for view in views])


def weights_of(labels: Sequence[str | None], own: Sequence[bool]) -> NDArray[np.float64]:
    """What each example counts: our sentences half, in the root of the gold's proportions; rare labels more; without one, nothing."""
    pairs = list(zip(labels, own, strict=True))
    gold, made = (Counter(label for label, ours in pairs if ours is which) for which in (False, True))
    counts = [0.0 if x is None else OWN_WEIGHT * (max(gold[x], 1) / made[x]) ** 0.5 if ours else 1.0 for x, ours in pairs]
    w: NDArray[np.float64] = np.array(counts)
    totals = {label: w[[x == label for x in labels]].sum() for label in set(labels) - {None}}
    return np.multiply(w, [0.0 if x is None else (w.sum() / len(totals) / totals[x]) ** EVENNESS for x in labels])


@dataclass(frozen=True, slots=True)
class Question:
    """One head to be fitted: as a support vector machine ("margin") or a logistic regression ("ridge"), with a label and a weight for each
    example, those with the label None left out."""

    name: str
    sort: Literal["margin", "ridge"]
    labels: Sequence[str | None]
    weights: NDArray[np.float64]

    def fitted(self, features: csr_matrix) -> tuple[list[str], NDArray[np.float64], NDArray[np.float64]]:
        """Labels, coefficients of shape (labels, features), intercepts."""
        known = [i for i, label in enumerate(self.labels) if label is not None]
        model = LinearSVC(C=MARGIN, random_state=0) if self.sort == "margin" else LogisticRegression(C=RIDGE, max_iter=400)
        model.fit(features[known], [self.labels[i] for i in known], sample_weight=self.weights[known])
        coefficients, intercepts = model.coef_, model.intercept_
        if len(model.classes_) == 2:
            coefficients, intercepts = np.vstack([-coefficients, coefficients]) / 2, np.concatenate([-intercepts, intercepts]) / 2
        return [str(c) for c in model.classes_], coefficients, intercepts


def fit(
    found: tuple[list[dict[str, float]], NDArray[np.float32]], questions: Sequence[Question], about: dict[str, Any]
) -> Weights:
    """The weights for several questions over the same views."""
    named, dense = found
    vectorizer = DictVectorizer(dtype=np.float32)
    sparse = vectorizer.fit_transform(named)
    # What one example alone has teaches nothing of others.
    kept = np.asarray((sparse > 0).sum(axis=0)).ravel() > 1
    names = [name for name, keep in zip(vectorizer.get_feature_names_out(), kept, strict=True) if keep]
    joined = hstack([sparse[:, kept], csr_matrix(dense)]).tocsr()
    columns, biases, heads = list[NDArray[np.float64]](), list[NDArray[np.float64]](), dict[str, Head]()
    start = 0
    for question in questions:
        labels, coefficients, intercepts = question.fitted(joined)
        columns.append(coefficients.T)
        biases.append(intercepts)
        heads[question.name] = Head(question.name, tuple(labels), start, start + len(labels), TEMPERATURES[question.name])
        start += len(labels)
    every = np.hstack(columns).astype(np.float32)
    n, bias = len(names), np.concatenate(biases).astype(np.float32)
    return Weights({name: i for i, name in enumerate(names)}, every[:n], every[n:], bias, heads, about)


def fit_pairs(examples: Sequence[Example], views: Sequence[View], about: dict[str, Any]) -> Weights:
    """The weights that type an act between two phrases: its root, its quad class, and whether there is one at all."""
    acts = [e.root is not None and e.root != NONE for e in examples]
    own = [e.own for e in examples]
    labels = [e.root if act else None for e, act in zip(examples, acts, strict=True)]
    weights = weights_of(labels, own)
    quads = [str(e.quad) if act else None for e, act in zip(examples, acts, strict=True)]
    happens = [str(int(bool(e.event))) for e in examples]
    # The pairs of acts are all events, and count less than pairs of sentences that may tell none, so that no word is telling because it is
    # theirs.
    counts = np.array([ACT_AS_EVENT if act else 1.0 for act in acts])
    sums = {label: counts[[x == label for x in happens]].sum() for label in ("0", "1")}
    counts *= [counts.sum() / 2 / sums[x] for x in happens]
    return fit(matrices(views), [
        Question("root", "margin", labels, weights), Question("quad", "ridge", quads, weights), Question("event", "ridge", happens, counts),
    ], about)


def fit_sentences(examples: Sequence[Example], views: Sequence[View], about: dict[str, Any]) -> Weights:
    """The weights that tell the class of a sentence as a whole. Ours count little: they were written for pairs, and name more acts than
    the one that is marked.
    """
    labels = [str(e.sentence) for e in examples]
    w = np.array([1.0 if not e.own else OWN_SENTENCE if e.sentence else OWN_NEUTRAL for e in examples])
    gold = Counter(label for label, e in zip(labels, examples, strict=True) if not e.own)
    totals = {label: w[[x == label for x in labels]].sum() for label in gold}
    weights = np.multiply(w, [gold[x] / totals[x] for x in labels])
    return fit(matrices(views), [Question("sentence", "margin", labels, weights)], about)


def write(weights: Weights, path: Path) -> None:
    """As .npz of whole numbers of eight bits: a scale for each of the two tables."""
    packed: dict[str, Any] = {}
    scales = []
    for part, table in (("sparse", weights.sparse), ("dense", weights.dense)):
        scale = float(np.abs(table).max()) / 127
        scales.append(scale)
        packed[part] = np.round(table / scale).astype(np.int8)
    # A row of which nothing is left in eight bits says nothing.
    kept = packed["sparse"].any(axis=1)
    names = [name for name, keep in zip(weights.rows, kept, strict=True) if keep]
    heads = [asdict(head) for head in weights.heads.values()]
    about = json.dumps({"format": FORMAT, **weights.about, "heads": heads}, sort_keys=True).encode()
    np.savez_compressed(path, sparse=packed["sparse"][kept], dense=packed["dense"], bias=weights.bias, scales=np.array(scales, np.float32),
                        names=np.frombuffer("\n".join(names).encode(), np.uint8), about=np.frombuffer(about, np.uint8))
    log.info("%s: %d features, %.1f MB", path.name, len(names), path.stat().st_size / 1e6)


def paired(gold: Path) -> list[Example]:
    """What the weights of pairs are trained on."""
    return [*pairs_of_gold(gold), *own_examples(), *pairs_in(sentences_of_gold(gold))]


def whole(gold: Path) -> list[Example]:
    """What the weights of sentences are trained on."""
    return sentences_of_gold(gold) + own_examples()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of plv-train.tsv and cameo-class-train.tsv")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    examples = paired(options.gold)
    about = {"data": fingerprint(OWN, options.gold / "plv-train.tsv", options.gold / "cameo-class-train.tsv"), "examples": len(examples)}
    write(fit_pairs(examples, views_of(examples), about), DATA / "weights.npz")
    examples = whole(options.gold)
    about = {"data": fingerprint(OWN, options.gold / "cameo-class-train.tsv"), "examples": len(examples)}
    write(fit_sentences(examples, views_of(examples, phrases=False), about), DATA / "sentence.npz")


if __name__ == "__main__":
    main()
