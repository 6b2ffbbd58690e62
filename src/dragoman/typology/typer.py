"""The types of a user's typology in parsed sentences: regularised least squares over the classifier's features, solved when loaded.

Each type is learned against all others, its counter-examples and a background of other news: its examples ought to score 1, all else 0.
Beside the words, it is learned from what PLOVER's classifier makes of the sentence.
What the user's own words say is added beforehand, so that a type has its words even where no example has them. Scores that each sentence
got while it was left out (in closed form) make the scores probabilities; where none reaches one half, the sentence is of no type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dragoman.model import Quad
from dragoman.parse import lemma_of, parse
from dragoman.plover.classifier import Typed
from dragoman.plover.coding import Action, Reality, code_action
from dragoman.plover.features import Features, features_of
from dragoman.plover.lexicon import Lexicon
from dragoman.plover.model import Weights, load_weights
from dragoman.plover.vectors import dense_of, load_vectors, places
from dragoman.plover.view import Span, View, view_of
from dragoman.typology.schema import Marked, Sort, Typology, background, load_typology

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Array = NDArray[np.float64]

WORDS, TYPES, PLOVER = 2.0, 0.7, 2.0
"""The lengths of the groups of features: the words' as a whole, each of the lexicon's, PLOVER's types. Each place's mean vector has 1."""
RIDGE = 6.0
SAID = 0.45
"""The score that a user's word gives where the act stands: the predicate, or the way between the actors."""
BACKGROUND = 0.5
"""What a sentence of the background counts beside one of the user's."""
CLAIMED = 0.5
"""A sentence of the background whose score for a type, left out, is so high is likely one of that type."""
ZONES = ("c0", "c1", "c", "p", "t", "Pn", "Pc")
"""Where a user's word is taken to tell the act: the predicate, the way between the actors and above the target, pairs there."""
TRIGGERS, TELLING = 3, 0.25
STEPS = 50


@dataclass(frozen=True, slots=True)
class Taught:
    """A sentence that a typology learns from; ``type`` is None where it is of none, ``of`` whose example or counter-example it is."""

    sentence: Marked
    sort: Sort
    type: str | None
    of: str | None


@dataclass(frozen=True, slots=True)
class TypedView:
    """``root`` is the type's name, or None where none fits; ``scores`` are probabilities of each type; ``triggers`` are tokens."""

    root: str | None
    scores: dict[str, float]
    triggers: tuple[int, ...]
    view: View


@dataclass(frozen=True, slots=True)
class Point:
    """A view as numbers: ``words`` are named; ``dense`` has the thirteen places' vectors and then how likely each PLOVER type is, shape
    (13 × dimensions + 15,); ``said`` has what the user's words say of each type, summing to 1 or 0."""

    features: Features
    words: dict[str, float]
    dense: Array
    said: Array


def lexicon_of(typology: Typology) -> Lexicon:
    """The user's words by lemma, whatever form they are given in."""
    verbs, nouns = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    pairs = defaultdict[str, list[tuple[str, frozenset[str]]]](list)
    for kind in typology.types:
        for word in dict.fromkeys(lemma_of(w, "verb") for w in kind.verbs):
            verbs[word].append(kind.name)
        for word in dict.fromkeys(lemma_of(w, "noun") for w in kind.nouns):
            nouns[word].append(kind.name)
        for pair in kind.pairs:
            seconds = frozenset({*pair.second, *(lemma_of(w, "noun") for w in pair.second), *(lemma_of(w, "verb") for w in pair.second)})
            for word in dict.fromkeys(form for w in pair.first for form in (w, lemma_of(w, "verb"), lemma_of(w, "noun"))):
                pairs[word].append((kind.name, seconds))
    verbs_of, nouns_of = ({word: tuple(found) for word, found in part.items()} for part in (verbs, nouns))
    return Lexicon(verbs_of, nouns_of, {word: tuple(found) for word, found in pairs.items()})


def point_of(view: View, lexicon: Lexicon, names: Sequence[str], classifier: Weights) -> Point:
    """The same view always gives the same."""
    features = features_of(view, lexicon)
    length = sum(v * v for v in features.words.values()) ** 0.5 or 1.0
    words = {name: v * WORDS / length for name, v in features.words.items()}
    words.update((name, v * TYPES) for name, v in features.types.items())
    said = np.array([any(f"L{zone}={name}" in features.types for zone in ZONES) for name in names], np.float64)
    dense = np.concatenate([dense_of(view).astype(np.float64), plover_of(view, classifier)])
    return Point(features, words, dense, said / max(said.sum(), 1.0))


def plover_of(view: View, classifier: Weights) -> Array:
    """What PLOVER's classifier makes of the act, shape (15,): it has seen thousands of sentences, the user's types a dozen each."""
    likely = classifier.probabilities("root", classifier.margins(view, features_of(view)))
    return np.asarray(PLOVER * np.sqrt(np.array(list(likely.values()))))


@dataclass(frozen=True)
class Typer:
    """A typology, learned. ``sparse`` and ``dense`` have a column a type; ``slope`` and ``offset`` make a score a probability.

    ``acts`` are the lemmas of the verbs that tell its types, the user's and those of the examples, ``deeds`` those of nouns: what of a
    sentence is worth looking at. ``seen`` has the probability of each type for each of ``taught``, ``left_out`` by what is learned from all
    the others, both of shape (taught, types). Where no type's probability reaches ``least``, a sentence is of no type.
    """

    typology: Typology
    classifier: Weights
    lexicon: Lexicon
    acts: frozenset[str]
    deeds: frozenset[str]
    rows: dict[str, int]
    sparse: Array
    dense: Array
    slope: float
    offset: float
    taught: tuple[Taught, ...]
    seen: Array
    left_out: Array
    least: float = 0.5

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The types' names, in the order of the file."""
        return tuple(t.name for t in self.typology.types)

    def type_view(self, view: View) -> TypedView:
        """The type of the act that the view shows, or None."""
        point = point_of(view, self.lexicon, self.names, self.classifier)
        known = [(self.rows[name], value) for name, value in point.words.items() if name in self.rows]
        score = SAID * point.said + point.dense @ self.dense
        if known:
            indices, values = zip(*known, strict=True)
            score = score + np.asarray(values) @ self.sparse[list(indices)]
        scores = probabilities(score, self.slope, self.offset)
        best = int(scores.argmax())
        root = self.names[best] if scores[best] >= self.least else None
        triggers = self._triggers(view, point, best) if root else ()
        return TypedView(root, dict(zip(self.names, map(float, scores), strict=True)), triggers, view)

    def type(
        self, doc: Doc, source: Span | None, target: Span | None, words: tuple[str, ...] | None = None, predicate: int | None = None
    ) -> Typed | None:
        """The type of what the one phrase does to the other in a sentence parsed by ``dragoman.parse``, None where none fits.

        ``predicate`` is the token that tells the act, where that is known.
        """
        typed = self.type_view(view_of(doc, source, target, words, predicate))
        return Typed(typed.root, typed.scores, typed.triggers, typed.view) if typed.root else None

    def quad(self, root: str) -> Quad | None:
        """The quad class of one of the types; None where neither it nor a PLOVER type is given. KeyError for a name that none has."""
        return self.typology.type(root).quad_class

    def code(self, typed: Typed | TypedView, reality: Reality = "done") -> Action | None:
        """Mode, contexts, CAMEO code and Goldstein score of an act whose type is a case of a PLOVER type; None for others."""
        plover = self.typology.type(typed.root).plover if typed.root else None
        return code_action(typed.view.doc, typed.triggers, plover, reality=reality) if plover else None

    def _triggers(self, view: View, point: Point, best: int) -> tuple[int, ...]:
        """The tokens outside the actors' phrases that say most for a type."""
        shares = defaultdict[int, float](float)
        for name, value in point.words.items():
            row, token = self.rows.get(name), point.features.tokens[name]
            if row is not None and token >= 0:
                shares[token] += value * float(self.sparse[row, best])
        for zone in ZONES:
            name = f"L{zone}={self.names[best]}"
            if name in point.features.types:
                shares[point.features.tokens[name]] += SAID
        for token, share in self._by_vectors(view, best):
            shares[token] += share
        doc = view.doc
        told = {i: s for i, s in shares.items() if i not in view.actors and doc[i].is_alpha and not doc[i].is_stop and s > 0}
        ranked = sorted(told, key=lambda i: -told[i])[:TRIGGERS]
        return tuple(i for i in ranked if told[i] >= TELLING * told[ranked[0]]) or view.chain[-1:]

    def _by_vectors(self, view: View, best: int) -> list[tuple[int, float]]:
        """What each token's vector adds to a score, by the places that it stands in."""
        vectors = load_vectors()
        found = places(view)
        weights = self.dense[: len(found) * vectors.dimensions, best].reshape(len(found), vectors.dimensions)
        out: list[tuple[int, float]] = []
        for place, column in zip(found, weights, strict=True):
            known = [i for i in place if view.words[i] in vectors.rows]
            if known:
                table = vectors.table[[vectors.rows[view.words[i]] for i in known]].astype(np.float64)
                length = float(np.linalg.norm(table.sum(axis=0))) or 1.0
                out += zip(known, map(float, table @ column / length), strict=True)
        return out


def probabilities(scores: Array, slope: float, offset: float) -> Array:
    """Of each type, shape as given; those of one sentence never sum to more than 1."""
    p = logistic(slope * scores + offset)
    return np.asarray(p / np.maximum(p.sum(axis=-1, keepdims=True), 1.0))


def logistic(x: Array) -> Array:
    """1 / (1 + exp(-x)), without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * x)))


def taught_by(typology: Typology) -> list[Taught]:
    """The sentences to learn from, the user's first."""
    out = [Taught(e, "example", t.name, t.name) for t in typology.types for e in t.examples]
    out += [Taught(e, "counter-example", None, t.name) for t in typology.types for e in t.counter_examples]
    out += [Taught(e, "none", None, None) for e in typology.none]
    return out + [Taught(e, "background", None, None) for e in background()]


def load_typer(path: Path | str) -> Typer:
    """A typology's file, read and learned. TypologyError for one that cannot be used."""
    return learned(load_typology(path))


def learned(typology: Typology, classifier: Weights | None = None) -> Typer:
    """Learns a typology from its words and examples: about a second for twenty types of twelve examples.

    ``classifier`` has PLOVER's weights, the project's own if None.
    """
    taught = taught_by(typology)
    docs = parse(t.sentence.text for t in taught)
    views = [view_of(doc, t.sentence.source, t.sentence.target) for doc, t in zip(docs, taught, strict=True)]
    return fit(typology, taught, views, classifier or load_weights())


def fit(typology: Typology, taught: Sequence[Taught], views: Sequence[View], classifier: Weights) -> Typer:
    """The weights from the views of the sentences."""
    names = [t.name for t in typology.types]
    lexicon = lexicon_of(typology)
    points = [point_of(view, lexicon, names, classifier) for view in views]
    rows: dict[str, int] = {}
    for point in points:
        for name in point.words:
            rows.setdefault(name, len(rows))
    sparse = np.zeros((len(points), len(rows)))
    for i, point in enumerate(points):
        sparse[i, [rows[name] for name in point.words]] = list(point.words.values())
    dense = np.array([p.dense for p in points])
    said = SAID * np.array([p.said for p in points])
    wanted = np.array([[t.type == name for name in names] for t in taught], np.float64)
    kernel = sparse @ sparse.T + dense @ dense.T
    weights = np.array([BACKGROUND if t.sort == "background" else 1.0 for t in taught])
    # A sentence of the background that the user's words or examples claim is no example of what is none of the types.
    is_background = np.array([t.sort == "background" for t in taught])
    weights[is_background & (said.max(axis=1) > 0)] = 0.0
    dual, alone = solved(kernel, wanted, said, weights)
    weights[is_background & (alone.max(axis=1) > CLAIMED)] = 0.0
    dual, alone = solved(kernel, wanted, said, weights)
    slope, offset = calibrated(alone, wanted, weights)
    seen, left_out = (probabilities(s, slope, offset) for s in (kernel @ dual + said, alone))
    acts, deeds = telling(lexicon, [view for view, t in zip(views, taught, strict=True) if t.sort == "example"])
    columns = sparse.T @ dual, dense.T @ dual
    return Typer(typology, classifier, lexicon, acts, deeds, rows, *columns, slope, offset, tuple(taught), seen, left_out)


def telling(lexicon: Lexicon, examples: Sequence[View]) -> tuple[frozenset[str], frozenset[str]]:
    """The verbs and the nouns that tell a typology's types: those that the user lists, and the examples' own predicates."""
    firsts = lexicon.pairs.keys()
    heads = [(view, view.chain[0]) for view in examples if view.chain]
    predicates = {view.words[i] for view, i in heads if view.doc[i].pos_ == "VERB" and not view.doc[i].is_stop}
    return frozenset(lexicon.verbs.keys() | firsts | predicates), frozenset(lexicon.nouns.keys() | firsts)


def solved(kernel: Array, wanted: Array, said: Array, weights: Array) -> tuple[Array, Array]:
    """The dual weights, and the scores that each sentence gets by those learned from all the others. Shapes (sentences, types).

    Ridge regression of what the words do not say already; the scores left out are Allen's closed form (PRESS, 1974).
    """
    kept = weights > 0
    part = kernel[np.ix_(kept, kept)] + RIDGE * np.diag(1 / weights[kept])
    inverse = np.linalg.inv(part)
    dual = np.zeros_like(wanted)
    dual[kept] = inverse @ (wanted - said)[kept]
    alone = kernel @ dual + said
    alone[kept] = wanted[kept] - dual[kept] / np.diag(inverse)[:, None]
    return dual, alone


def calibrated(alone: Array, wanted: Array, weights: Array) -> tuple[float, float]:
    """Slope and offset of the logistic that makes a sentence's best score the probability that it is right (Platt 1999).

    Sentences of a type and of none count the same in sum. A prior holds both where there are few.
    """
    best = alone.argmax(axis=1)
    score = alone[np.arange(len(alone)), best]
    right = wanted[np.arange(len(alone)), best]
    typed = wanted.any(axis=1)
    w = np.where(weights > 0, 1.0, 0.0)
    w[~typed] *= w[typed].sum() / max(w[~typed].sum(), 1.0)
    design = np.stack([score, np.ones_like(score)], axis=1)
    prior, strength = np.array([10.0, -3.5]), np.array([0.02, 0.02])
    theta = prior.copy()
    for _ in range(STEPS):
        p = logistic(design @ theta)
        gradient = design.T @ (w * (p - right)) + strength * (theta - prior)
        hessian = (design * (w * p * (1 - p))[:, None]).T @ design + np.diag(strength)
        step = np.linalg.solve(hessian, gradient)
        theta = theta - step / max(1.0, float(np.abs(step).max()))  # Newton's, shortened: far from the solution it overshoots
    return float(theta[0]), float(theta[1])
