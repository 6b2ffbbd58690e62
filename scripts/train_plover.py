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
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from dragoman.plover.features import features_of
from dragoman.plover.model import FORMAT, Head, Weights, sparse_of
from dragoman.plover.vectors import dense_of
from dragoman.plover.view import View
from scripts.plover_data import GOLD, NONE, OWN, ROOT, Example, fingerprint, own_examples, pairs_of_gold, sentences_of_gold, views_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

log = logging.getLogger("train_plover")
DATA = ROOT / "src" / "dragoman" / "data" / "plover"
CLASSES = (0, 1, 2, 3, 4)
"""No event, and the four quad classes, of a sentence."""
OWN_WEIGHT = 0.5
"""What one of our sentences counts beside one of the gold, before their types are brought to the gold's proportions."""
EVENNESS = 0.5
"""How far rare types are weighted up: 0 leaves them rare, 1 makes all types count the same."""
MARGIN, RIDGE = 0.2, 1.0
"""The regularisation (C) of the support vector machines and of the logistic regressions."""


def matrices(views: Sequence[View]) -> tuple[list[dict[str, float]], NDArray[np.float32]]:
    """The sparse features of each view and the dense ones, shape (views, dimensions)."""
    return [sparse_of(features_of(view)) for view in views], np.array([dense_of(view) for view in views])


def weights_of(labels: Sequence[str], own: Sequence[bool]) -> NDArray[np.float64]:
    """What each example counts: our sentences half, in (the root of) the gold's proportions, and rare labels more."""
    gold = Counter(label for label, ours in zip(labels, own, strict=True) if not ours)
    made = Counter(label for label, ours in zip(labels, own, strict=True) if ours)
    counts = [OWN_WEIGHT * (max(gold[x], 1) / made[x]) ** 0.5 if ours else 1.0 for x, ours in zip(labels, own, strict=True)]
    w: NDArray[np.float64] = np.array(counts)
    totals = {label: w[[x == label for x in labels]].sum() for label in set(labels)}
    return np.multiply(w, [(w.sum() / len(totals) / totals[x]) ** EVENNESS for x in labels])


def fit(
    found: tuple[list[dict[str, float]], NDArray[np.float32]], heads: Sequence[tuple[str, str, Sequence[object], NDArray[np.float64]]],
    temperatures: dict[str, float], about: dict[str, Any],
) -> Weights:
    """The weights for several heads over the same views: (name, "margin" or "ridge", labels of the examples, their weights)."""
    named, dense = found
    vectorizer = DictVectorizer(dtype=np.float32)
    sparse = vectorizer.fit_transform(named)
    # What one example alone has teaches nothing of others.
    kept = np.asarray((sparse > 0).sum(axis=0)).ravel() > 1
    names = [name for name, keep in zip(vectorizer.get_feature_names_out(), kept, strict=True) if keep]
    joined = hstack([sparse[:, kept], csr_matrix(dense)]).tocsr()
    columns: list[NDArray[np.float64]] = []
    biases: list[NDArray[np.float64]] = []
    made: dict[str, Head] = {}
    start = 0
    for name, sort, labels, weights in heads:
        model = LinearSVC(C=MARGIN) if sort == "margin" else LogisticRegression(C=RIDGE, max_iter=400)
        model.fit(joined, list(labels), sample_weight=weights)
        coefficients, intercepts = model.coef_, model.intercept_
        if len(model.classes_) == 2:
            coefficients, intercepts = np.vstack([-coefficients, coefficients]) / 2, np.concatenate([-intercepts, intercepts]) / 2
        columns.append(coefficients.T)
        biases.append(intercepts)
        end = start + len(model.classes_)
        made[name] = Head(name, tuple(str(c) for c in model.classes_), start, end, temperatures.get(name, 1.0))
        start = end
    weights_all = np.hstack(columns).astype(np.float32)
    n, bias = len(names), np.concatenate(biases).astype(np.float32)
    return Weights({name: i for i, name in enumerate(names)}, weights_all[:n], weights_all[n:], bias, made, about)


def fit_pairs(examples: Sequence[Example], views: Sequence[View], temperatures: dict[str, float], about: dict[str, Any]) -> Weights:
    """The weights that type an act between two phrases: its root, its quad class."""
    labels = [str(e.root) for e in examples]
    weights = weights_of(labels, [e.own for e in examples])
    quads = [str(e.quad) for e in examples]
    return fit(matrices(views), [("root", "margin", labels, weights), ("quad", "ridge", quads, weights)], temperatures, about)


def fit_sentences(examples: Sequence[Example], views: Sequence[View], about: dict[str, Any]) -> Weights:
    """The weights that tell the class of a sentence as a whole."""
    labels = [str(e.sentence) for e in examples]
    weights = weights_of(labels, [e.own for e in examples])
    return fit(matrices(views), [("sentence", "margin", labels, weights)], {"sentence": 2.0}, about)


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
    return pairs_of_gold(gold) + [e for e in own_examples() if e.root != NONE]


def whole(gold: Path) -> list[Example]:
    """What the weights of sentences are trained on."""
    return sentences_of_gold(gold) + own_examples()


TEMPERATURES = {"root": 3.0, "quad": 1.0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of plv-train.tsv and cameo-class-train.tsv")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    examples = paired(options.gold)
    about = {"data": fingerprint(OWN, options.gold / "plv-train.tsv"), "examples": len(examples)}
    write(fit_pairs(examples, views_of(examples), TEMPERATURES, about), DATA / "weights.npz")
    examples = whole(options.gold)
    about = {"data": fingerprint(OWN, options.gold / "cameo-class-train.tsv"), "examples": len(examples)}
    write(fit_sentences(examples, views_of(examples, phrases=False), about), DATA / "sentence.npz")


if __name__ == "__main__":
    main()
