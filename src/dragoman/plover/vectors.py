"""Vectors of single words, so that a verb that no training sentence has is near those that mean the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from dragoman.plover.view import View

if TYPE_CHECKING:
    from numpy.typing import NDArray

CONTENT = ("VERB", "NOUN", "ADJ")
OBJECTS = ("dobj", "attr", "acomp", "oprd", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Vectors:
    """``table`` holds a vector of length 1 a word, in whole numbers: times ``scale``, shape (words, dimensions)."""

    rows: dict[str, int]
    table: NDArray[np.int8]
    scale: float

    @property
    def dimensions(self) -> int:
        return int(self.table.shape[1])

    def mean(self, words: Iterable[str]) -> NDArray[np.float32]:
        """The direction of the words' mean; zero where none is known."""
        known = [self.rows[w] for w in words if w in self.rows]
        if not known:
            return np.zeros(self.dimensions, np.float32)
        total: NDArray[np.float32] = self.table[known].sum(axis=0, dtype=np.float32)
        length = float(np.linalg.norm(total))
        return total / length if length else total


@cache
def load_vectors() -> Vectors:
    """The project's table; scripts/build_word_vectors.py makes it and tells from what."""
    with files("dragoman").joinpath("data/plover/vectors.npz").open("rb") as file, np.load(file, allow_pickle=False) as data:
        words = bytes(data["words"]).decode("utf-8").split("\n")
        return Vectors({word: i for i, word in enumerate(words)}, data["table"], float(data["scale"]))


def places(view: View) -> list[list[int]]:
    """The thirteen places of a view whose words are averaged, each by token indices."""
    doc, actors, chain = view.doc, view.actors, list(view.chain)
    objects = [c.i for i in chain for c in doc[i].children if c.dep_ in OBJECTS and c.i not in actors]
    over = [o.i for i in chain for c in doc[i].children if c.dep_ in ("prep", "agent") for o in c.children if o.i not in actors]
    inner = [i for i in view.between if doc[i].pos_ in CONTENT]
    hanging = [c.i for i in inner for c in doc[i].children if c.i not in view.path and c.i not in actors and c.pos_ in CONTENT]
    above: list[int] = []
    if view.target_head is not None:
        above = [a.i for a in doc[view.target_head].ancestors if a.i not in view.target and a.pos_ in CONTENT][:3]
    content = [t.i for t in doc if t.i not in actors and t.pos_ in CONTENT and t.is_alpha]
    first, second = sorted((view.source, view.target), key=lambda phrase: min(phrase, default=10**6))
    start, end = max(first, default=0), min(second, default=len(doc))
    heads = [[] if head is None else [head] for head in (view.target_head, view.source_head)]
    return [chain[:1], chain[-1:], chain, objects, over, inner, hanging, above, content, [i for i in content if start < i < end], *heads,
            [i for i in content if i >= end]]


def dense_of(view: View, vectors: Vectors | None = None) -> NDArray[np.float32]:
    """The means of the thirteen places one after the other, shape (13 × dimensions,)."""
    vectors = vectors or load_vectors()
    return np.concatenate([vectors.mean(view.words[i] for i in place) for place in places(view)])
