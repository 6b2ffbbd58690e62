"""Linear scores of a view: sparse features by name and the dense means of word vectors, times weights. Nothing but numpy runs here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.model import DragomanError
from dragoman.plover.features import Features, features_of
from dragoman.plover.vectors import dense_of
from dragoman.plover.view import View

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = 1
WORDS_WEIGHT = 4.0
"""The length to which the features of the group "words" are brought, however long the sentence."""
TYPES_WEIGHT = 0.5


def sparse_of(features: Features) -> dict[str, float]:
    """Every named feature with the value that the weights are multiplied by."""
    length = sum(v * v for v in features.words.values()) ** 0.5 or 1.0
    out = {name: v * WORDS_WEIGHT / length for name, v in features.words.items()}
    out.update((name, v * TYPES_WEIGHT) for name, v in features.types.items())
    return out


@dataclass(frozen=True, slots=True)
class Head:
    """One question with its answers: columns ``start`` to ``end`` of the weights; ``temperature`` makes its scores probabilities."""

    name: str
    labels: tuple[str, ...]
    start: int
    end: int
    temperature: float


@dataclass(frozen=True, slots=True)
class Weights:
    """``sparse`` has a row a feature, ``dense`` a row a dimension, both a column a label of every head; ``bias`` is added."""

    rows: dict[str, int]
    sparse: NDArray[np.float32]
    dense: NDArray[np.float32]
    bias: NDArray[np.float32]
    heads: dict[str, Head]
    about: dict[str, Any]

    def margins(self, view: View, features: Features) -> NDArray[np.float32]:
        """The weighted sums for all labels of all heads, shape (labels,)."""
        known = [(self.rows[name], value) for name, value in sparse_of(features).items() if name in self.rows]
        out = self.bias + dense_of(view) @ self.dense
        if known:
            indices, values = zip(*known, strict=True)
            out = out + np.asarray(values, np.float32) @ self.sparse[list(indices)]
        return out

    def probabilities(self, head: str, margins: NDArray[np.float32]) -> dict[str, float]:
        """The labels of one head with probabilities that sum to 1."""
        h = self.heads[head]
        scaled = margins[h.start : h.end].astype(np.float64) * h.temperature
        raised = np.exp(scaled - scaled.max())
        return {label: float(p) for label, p in zip(h.labels, raised / raised.sum(), strict=True)}

    def shares(self, features: Features, head: str, label: str) -> dict[int, float]:
        """How much each token speaks for a label beyond what it speaks for the other labels on average."""
        h = self.heads[head]
        column = h.start + h.labels.index(label)
        out: dict[int, float] = {}
        for name, value in sparse_of(features).items():
            row, token = self.rows.get(name), features.tokens[name]
            if row is not None and token >= 0:
                weights = self.sparse[row, h.start : h.end]
                out[token] = out.get(token, 0.0) + value * float(self.sparse[row, column] - weights.mean())
        return out


def score(views: Sequence[View], weights: Weights) -> list[tuple[Features, NDArray[np.float32]]]:
    """The features and margins of each view."""
    found = [features_of(view) for view in views]
    return [(f, weights.margins(view, f)) for view, f in zip(views, found, strict=True)]


@cache
def load_weights(name: str = "weights") -> Weights:
    """The weights that scripts/train_plover.py makes. Raises DragomanError where they are of another version of the code."""
    with files("dragoman").joinpath(f"data/plover/{name}.npz").open("rb") as file, np.load(file, allow_pickle=False) as data:
        about = json.loads(bytes(data["about"]).decode("utf-8"))
        if about["format"] != FORMAT:
            made = f"plover/{name}.npz is of format {about['format']}, the code reads {FORMAT}"
            raise DragomanError(f"{made}; run: python -m scripts.train_plover")
        names = bytes(data["names"]).decode("utf-8").split("\n")
        scales = data["scales"].astype(np.float32)
        heads = {h["name"]: Head(h["name"], tuple(h["labels"]), h["start"], h["end"], h["temperature"]) for h in about["heads"]}
        sparse, dense = (data[part].astype(np.float32) * scales[i] for i, part in enumerate(("sparse", "dense")))
        return Weights({n: i for i, n in enumerate(names)}, sparse, dense, data["bias"].astype(np.float32), heads, about)
