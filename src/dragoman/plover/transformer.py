"""The small transformer behind ``engine="transformer"``: a sentence with its two phrases marked to the probabilities of roots.

It is one file, data/plover/transformer.onnx, that holds weights in eight bits, the word pieces, the labels and the hash of the data that it
was trained on; scripts/train_transformer.py makes it. It needs the extra ``transformer`` (onnxruntime) and no GPU.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.model import DragomanError
from dragoman.plover.view import Span, Triple
from dragoman.plover.wordpiece import FIRST, LAST, WordPieces

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

FORMAT = 1
LENGTH = 128
"""So many pieces of a sentence are read, those about the two phrases."""
SOURCE, TARGET = ("[unused1]", "[unused2]"), ("[unused3]", "[unused4]")
"""The pieces before and after a phrase."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Cuts a sentence into the numbers that the transformer reads."""

    pieces: WordPieces

    def read(self, text: str, source: Span | None, target: Span | None) -> list[int]:
        """The numbers of the pieces of a sentence, with marks about its phrases; of a long one, those nearest to them.

        A target that overlaps the source is not marked.
        """
        numbers = self.pieces.numbers
        spans = [(source, SOURCE)] if source else []
        if target and not (source and target[0] < source[1] and source[0] < target[1]):
            spans.append((target, TARGET))
        found: list[int] = []
        phrases: list[range] = []
        end = 0
        for span, (before, after) in sorted(spans):
            found += self.pieces.cut(text[end : span[0]])
            start = len(found)
            found += [numbers[before], *self.pieces.cut(text[slice(*span)]), numbers[after]]
            phrases.append(range(start, len(found)))
            end = span[1]
        found += self.pieces.cut(text[end:])
        return [numbers[FIRST], *(found[i] for i in nearest(len(found), phrases, LENGTH - 2)), numbers[LAST]]


def nearest(count: int, phrases: Sequence[range], most: int) -> Sequence[int]:
    """Which of so many pieces to keep: the phrases' marks, then what is in the phrases, then what is near; the first if there are none.

    >>> nearest(10, [range(2, 5), range(8, 10)], 6)
    [2, 3, 4, 5, 8, 9]
    """
    if count <= most:
        return range(count)

    def distance(i: int) -> int:
        return min((-1 if i in (p[0], p[-1]) else max(p[0] - i, i - p[-1], 0) for p in phrases), default=i)

    return sorted(sorted(range(count), key=distance)[:most])


@dataclass(frozen=True, slots=True)
class Transformer:
    """The loaded file. ``heads`` are the labels of its two answers, "root" and "sentence"; ``temperatures`` make their margins
    probabilities; ``about`` tells the SHA-256 of its training data and how it was trained."""

    session: InferenceSession
    reader: Reader
    heads: dict[str, tuple[str, ...]]
    temperatures: dict[str, float]
    about: dict[str, Any]

    def answer(self, head: str, text: str, source: Span | None = None, target: Span | None = None) -> dict[str, float]:
        """The labels of one head with probabilities that sum to 1. A sentence is read alone, so that no other changes its answer."""
        numbers = np.array([self.reader.read(text, source, target)], np.int64)
        (margins,) = self.session.run([head], {"pieces": numbers})
        return probabilities_of(margins[0], self.heads[head], self.temperatures[head])


def probabilities_of(margins: NDArray[np.floating[Any]], labels: Sequence[str], temperature: float) -> dict[str, float]:
    """The labels with probabilities that sum to 1, from margins of shape (labels,)."""
    scaled = margins.astype(np.float64) * temperature
    raised = np.exp(scaled - scaled.max())
    return {label: float(p) for label, p in zip(labels, raised / raised.sum(), strict=True)}


def probabilities(triples: Iterable[Triple]) -> list[dict[str, float]]:
    """The probability of each of the fifteen roots for each (text, source, target); spans are characters of the text."""
    transformer = load_transformer()
    return [transformer.answer("root", *triple) for triple in triples]


def sentence_probabilities(texts: Iterable[str]) -> list[dict[int, float]]:
    """The probability of each class of sentence, 0 (no event) to 4, for each text."""
    transformer = load_transformer()
    return [{int(label): p for label, p in transformer.answer("sentence", text).items()} for text in texts]


@cache
def load_transformer(threads: int = 1) -> Transformer:
    """The shipped transformer, on so many threads.

    Raises DragomanError where the extra is not installed, or the file is of another version of the code.
    """
    return open_transformer(files("dragoman").joinpath("data/plover/transformer.onnx").read_bytes(), threads)


def open_transformer(data: bytes, threads: int = 1) -> Transformer:
    """The transformer in the bytes of a file."""
    try:
        import onnxruntime
    except ModuleNotFoundError as error:
        needs = 'the engine "transformer" needs onnxruntime, which is not installed'
        raise DragomanError(f"{needs}; run: pip install 'dragoman[transformer]'") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = threads
    session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    held = session.get_modelmeta().custom_metadata_map
    about = json.loads(held["about"])
    if about["format"] != FORMAT:
        made = f"plover/transformer.onnx is of format {about['format']}, the code reads {FORMAT}"
        raise DragomanError(f"{made}; run: python -m scripts.train_transformer")
    pieces = WordPieces({piece: i for i, piece in enumerate(held["pieces"].split("\n"))})
    heads = {name: tuple(labels) for name, labels in about["heads"].items()}
    return Transformer(session, Reader(pieces), heads, about["temperatures"], about)
