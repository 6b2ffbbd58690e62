"""What is weak in a typology: each sentence that it learns from, typed by what is learned from all the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.typology.schema import Typology
from dragoman.typology.typer import Taught, Typer, learned

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEW = 8
"""Fewer examples than this leave much of a type unseen."""


@dataclass(frozen=True, slots=True)
class Problem:
    """``type`` is None for what concerns no one type; ``text`` is the sentence or word that it is about, or empty; ``message`` says what is
    wrong and what to do."""

    type: str | None
    text: str
    message: str

    def __str__(self) -> str:
        return f"{self.type or 'all types'}: {self.message}{f': {self.text}' if self.text else ''}"


@dataclass(frozen=True, slots=True)
class Strength:
    """How many of a type's examples are recognised while they are left out, and how many of the file's other sentences, left out, are
    mistaken for it."""

    type: str
    examples: int
    recognised: int
    mistaken: int


def check(typology: Typology, typer: Typer | None = None) -> list[Problem]:
    """Problems in the order of the file; none of them keeps a typology from being used.

    An example, while it is left out, ought to be recognised by what the others teach: one in three that is not is no cause for worry, more
    than half of them is. A counter-example ought not to be taken for its type, nor a sentence of ``none`` for any, once they are learned.
    """
    typer = typer or learned(typology)
    return [*_of_words(typology), *_of_numbers(typology), *_of_sentences(typer)]


def strengths(typer: Typer) -> list[Strength]:
    """One for each type, in the order of the file."""
    told = [(t, root) for t, root, _ in _told(typer, typer.left_out) if t.sort != "background"]
    return [
        Strength(name, sum(t.type == name for t, _ in told), sum(t.type == name == root for t, root in told),
                 sum(t.type != name == root for t, root in told))
        for name in typer.names
    ]


def _told(typer: Typer, probabilities: NDArray[np.float64]) -> Iterator[tuple[Taught, str | None, float]]:
    """Each sentence with the type that it gets, and the probability of its own type or, where it has none, of the best."""
    for taught, scores in zip(typer.taught, probabilities, strict=True):
        best = int(scores.argmax())
        own = typer.names.index(taught.type) if taught.type else best
        yield taught, typer.names[best] if scores[best] >= typer.least else None, float(scores[own])


def _of_words(typology: Typology) -> Iterator[Problem]:
    users = defaultdict[str, list[str]](list)
    for kind in typology.types:
        for word in dict.fromkeys((*kind.verbs, *kind.nouns)):
            users[word].append(kind.name)
    for word, names in users.items():
        if len(names) > 1:
            others = ", ".join(names[1:])
            yield Problem(names[0], word, f"this word is also one of {others}; leave it to one, or write pairs that tell them apart")


def _of_numbers(typology: Typology) -> Iterator[Problem]:
    for kind in typology.types:
        if len(kind.examples) < FEW:
            number = f"has {len(kind.examples)} examples"
            yield Problem(kind.name, "", f"{number}; about a dozen, each said differently, make a type that is found")
    if not typology.none and not any(kind.counter_examples for kind in typology.types):
        missing = "there are no counter_examples and no sentences under none"
        yield Problem(None, "", f"{missing}; give some that have a type's words but are not of it")


def _of_sentences(typer: Typer) -> Iterator[Problem]:
    for taught, root, p in _told(typer, typer.left_out):
        text, own, likely = taught.sentence.text, taught.of, f"(p = {p:.2f})"
        if taught.sort == "example" and root is None:
            yield Problem(own, text, f"this example is not recognised by the others {likely}; give another like it, or add its verb")
        elif taught.sort == "example" and root != taught.type:
            yield Problem(own, text, f"this example is taken for {root} by the others {likely}; give more of both, or move it")
    for taught, root, p in _told(typer, typer.seen):
        text, own, likely = taught.sentence.text, taught.of, f"(p = {p:.2f})"
        if taught.sort == "counter-example" and root == own:
            yield Problem(own, text, f"this counter-example is taken for {root} {likely}; give another like it, or fewer words")
        elif taught.sort == "none" and root is not None:
            yield Problem(root, text, f"this sentence of none is taken for {root} {likely}; give another like it, or fewer words")
