"""Text and the spans of two actors to the PLOVER root of what the one does to the other, with scores for all roots and the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Literal, TypedDict, TypeVar, get_args

from dragoman.model import DragomanError
from dragoman.parse import parse, span_of, text_of
from dragoman.plover.coding import which_yield
from dragoman.plover.features import Features, features_of
from dragoman.plover.model import Weights, load_weights
from dragoman.plover.ontology import YIELD, YIELDS
from dragoman.plover.roots import quad_of
from dragoman.plover.transformer import probabilities, sentence_probabilities
from dragoman.plover.view import Span, Triple, View, view_of, words_of
from dragoman.segment import sentences_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc

BATCH = 512
TRIGGERS = 3
"""At most so many words are named as evidence."""
TELLING = 0.25
"""A word is evidence if it says at least so much of what the most telling word says."""
Engine = Literal["linear", "transformer"]
"""What types an act: the linear weights alone, or these and the transformer together, which needs the extra ``transformer``."""
Label = TypeVar("Label")


class Trigger(TypedDict):
    """A word of the text that tells the type, by characters of the text."""

    text: str
    start: int
    end: int


class Step(TypedDict):
    """A word on the way from source to target through the sentence's tree, with its relation to the word that governs it."""

    text: str
    relation: str


class Evidence(TypedDict):
    """``triggers`` most telling first; ``path`` from source to target, empty where one is missing."""

    triggers: list[Trigger]
    path: list[Step]


class Classification(TypedDict):
    """``scores`` are probabilities of all roots. ``quad`` is the class: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict.

    Where neither source nor target is given, the sentence as a whole is asked, which may tell no event: then ``root`` is None, ``quad`` 0.
    """

    root: str | None
    quad: int
    scores: dict[str, float]
    evidence: Evidence


class SentenceClass(TypedDict):
    """``quad`` is 0 where nothing happens, else as in ``Classification``; ``scores`` are probabilities of all five."""

    quad: int
    scores: dict[int, float]


@dataclass(frozen=True, slots=True)
class Typed:
    """The type of an act in a parsed sentence. ``root`` is one of the fifteen (CONCEDE and RETREAT are YIELD), None where there is no act;
    ``triggers`` are tokens; ``event`` is the probability that anything happens between the two."""

    root: str | None
    scores: dict[str, float]
    triggers: tuple[int, ...]
    view: View
    event: float = 1.0


def combined(weights: Weights, margins: NDArray[np.float32]) -> dict[str, float]:
    """The probability of each root: what the roots' own weights say, times how the quad classes' weights see its class."""
    roots, quads = weights.probabilities("root", margins), weights.probabilities("quad", margins)
    by_quad: dict[int, float] = {}
    for root, p in roots.items():
        by_quad[quad_of(root)] = by_quad.get(quad_of(root), 0.0) + p
    # The mean of two opinions on the class, in the logarithm; within a class the roots keep their proportions.
    raised = {root: p * (quads[str(quad_of(root))] / max(by_quad[quad_of(root)], 1e-9)) ** 0.5 for root, p in roots.items()}
    total = sum(raised.values())
    return {root: p / total for root, p in raised.items()}


def averaged(one: dict[Label, float], other: dict[Label, float]) -> dict[Label, float]:
    """Two opinions as one: the mean of the logarithms of their probabilities."""
    raised = {label: (p * other[label]) ** 0.5 for label, p in one.items()}
    total = sum(raised.values())
    return {label: p / total for label, p in raised.items()}


def type_act(
    doc: Doc, source: Span | None, target: Span | None, words: tuple[str, ...] | None = None, predicate: int | None = None, *,
    engine: Engine = "linear",
) -> Typed:
    """The type of what the one phrase does to the other in a sentence parsed by ``dragoman.parse``; spans are characters of its text.

    ``predicate`` is the token that tells the act, where that is known.
    """
    view = view_of(doc, source, target, words, predicate)
    weights, features = load_weights(), features_of(view)
    margins = weights.margins(view, features)
    scores = combined(weights, margins)
    if known(engine) == "transformer":
        scores = averaged(scores, *probabilities([(text_of(doc), source, target)]))
    root = max(scores, key=lambda r: scores[r])
    return Typed(root, scores, triggers_of(view, features, weights, root), view, weights.probabilities("event", margins)["1"])


def triggers_of(view: View, features: Features, weights: Weights, root: str) -> tuple[int, ...]:
    """The tokens, outside the actors' phrases, that say most for a root."""
    shares = {i: s for i, s in weights.shares(features, "root", root).items() if i not in view.actors and view.doc[i].is_alpha and s > 0}
    ranked = sorted(shares, key=lambda i: -shares[i])[:TRIGGERS]
    return tuple(i for i in ranked if shares[i] >= TELLING * shares[ranked[0]])


def classify(
    text: str, source: Span | None = None, target: Span | None = None, *, merge_yield: bool = False, engine: Engine = "linear"
) -> Classification:
    """What the actor at ``source`` does to the one at ``target``, both (start, end) in characters of ``text``; either may be None.

    With ``merge_yield``, CONCEDE and RETREAT are one root, YIELD, as in PLOVER of 2018 and in public gold data: 15 roots, else 16.
    With the engine "transformer", a small transformer has a say too: more accurate and slower. The evidence is always the linear weights'.
    Raises DragomanError for a span that is not in the text, and for an engine that is not there.
    """
    (only,) = classify_many([(text, source, target)], merge_yield=merge_yield, engine=engine)
    return only


def classify_many(triples: Iterable[Triple], *, merge_yield: bool = False, engine: Engine = "linear") -> list[Classification]:
    """``classify`` for many (text, source, target), in order. A text that comes again within some hundreds of them is parsed once."""
    return list(_classified(triples, merge_yield, engine))


def _classified(triples: Iterable[Triple], merge_yield: bool, engine: Engine) -> Iterator[Classification]:
    stream = iter(triples)
    while batch := [_checked(triple) for triple in islice(stream, BATCH)]:
        excerpts = [_excerpt(*triple) for triple in batch]
        unique = list(dict.fromkeys(text for text, _ in excerpts))
        docs = dict(zip(unique, parse(unique), strict=True))
        words = {text: words_of(doc) for text, doc in docs.items()}
        for (_, source, target), (text, offset) in zip(batch, excerpts, strict=True):
            spans = [(s[0] - offset, s[1] - offset) if s else None for s in (source, target)]
            typed = type_act(docs[text], spans[0], spans[1], words[text], engine=engine)
            yield _published(typed if source or target else _as_a_whole(typed, engine), offset, merge_yield)


def _as_a_whole(typed: Typed, engine: Engine) -> Typed:
    """The type of what a sentence tells, whoever acts: the class of the sentence first, then the root within it."""
    by_class = sentence_scores(typed.view, engine)
    by_root: dict[int, float] = {}
    for root, p in typed.scores.items():
        by_root[quad_of(root)] = by_root.get(quad_of(root), 0.0) + p
    told = 1 - by_class[0] or 1.0
    scores = {root: p / by_root[quad_of(root)] * by_class[quad_of(root)] / told for root, p in typed.scores.items()}
    within = max(by_class, key=lambda c: by_class[c])
    likeliest = max((r for r in scores if quad_of(r) == within), key=lambda r: scores[r], default=None)
    return replace(typed, root=likeliest, scores=scores)


def sentence_scores(view: View, engine: Engine = "linear") -> dict[int, float]:
    """The probability of each class of sentence, by a view from its main verb."""
    weights = load_weights("sentence")
    scores = weights.probabilities("sentence", weights.margins(view, features_of(view)))
    by_class = {int(label): p for label, p in scores.items()}
    return averaged(by_class, *sentence_probabilities([text_of(view.doc)])) if known(engine) == "transformer" else by_class


def classify_sentence(text: str, *, engine: Engine = "linear") -> SentenceClass:
    """The class of a sentence as a whole, whoever acts in it: 0 no event, or the quad class of the event that it tells.

    >>> classify_sentence("The two presidents met in Lima on Tuesday.")["quad"]
    1
    """
    (doc,) = parse([text])
    by_class = sentence_scores(view_of(doc, None, None), engine)
    return SentenceClass(quad=max(by_class, key=lambda c: by_class[c]), scores=by_class)


def known(engine: Engine) -> Engine:
    """An engine that there is. Raises DragomanError for another word."""
    if engine not in get_args(Engine):
        raise DragomanError(f"engine: there is no {engine!r}; there are {' and '.join(map(repr, get_args(Engine)))}")
    return engine


def _checked(triple: Triple) -> Triple:
    text, *spans = triple
    for name, span in zip(("source", "target"), spans, strict=True):
        if span is not None and not 0 <= span[0] < span[1] <= len(text):
            raise DragomanError(f"{name}: there are no characters {span[0]} to {span[1]} in a text of {len(text)}")
    return triple


def _excerpt(text: str, source: Span | None, target: Span | None) -> tuple[str, int]:
    """The part of a text that holds both phrases in whole sentences, and where it begins."""
    spans = [s for s in (source, target) if s]
    found = sentences_in(text)
    if not spans or not found:
        return text, 0
    first, last = min(s[0] for s in spans), max(s[1] for s in spans)
    touched = [s for s in found if s.start < last and s.end > first]
    start, end = (min(touched[0].start, first), max(touched[-1].end, last)) if touched else (first, last)
    return text[start:end], start


def _published(typed: Typed, offset: int, merge_yield: bool) -> Classification:
    doc, scores = typed.view.doc, dict(typed.scores)
    root = typed.root
    if not merge_yield:
        which = which_yield(doc, typed.triggers)
        scores |= {name: scores[YIELD] if name == which else 0.0 for name in YIELDS}
        del scores[YIELD]
        root = which if root == YIELD else root
    ordered = dict(sorted(scores.items(), key=lambda item: -item[1]))
    spans = [(doc[i].text, *span_of(doc[i])) for i in typed.triggers]
    triggers = [Trigger(text=text, start=start + offset, end=end + offset) for text, start, end in spans]
    path = [Step(text=doc[i].text, relation=doc[i].dep_) for i in typed.view.path]
    return Classification(root=root, quad=quad_of(root) if root else 0, scores=ordered, evidence=Evidence(triggers=triggers, path=path))
