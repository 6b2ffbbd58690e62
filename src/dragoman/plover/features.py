"""What in a sentence tells the type of an act between two phrases: named features, each with the token that it comes from.

Two groups. "words" are the lemmas themselves: the predicate and what hangs on it, the path between the phrases, the words around them.
"types" are what the lexicon knows of those words, joined with mood ("will", "not"): what a word alone does not tell and what generalises
from few examples.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.parse import lemma
from dragoman.plover.lexicon import Lexicon, load_lexicon
from dragoman.plover.view import View

if TYPE_CHECKING:
    from spacy.tokens import Token

CONTENT = {"VERB", "NOUN", "ADJ", "ADV", "ADP", "PART", "AUX", "PROPN", "INTJ", "SCONJ"}
MODALS = {"will", "would", "shall", "may", "might", "could", "can", "must", "should", "'ll", "wo", "ca"}
FUTURE = {"will", "would", "shall", "'ll", "wo", "may", "might", "could"}
OBJECTS = {"dobj", "attr", "acomp", "oprd", "dative", "nsubjpass", "advmod"}
HANGING = {"NOUN", "ADJ", "VERB", "ADV", "ADP", "PART", "AUX"}
JOINED = 0.7
"""The weight of a type joined with another, which tells less than each alone."""
Named = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Features:
    """``words`` and ``types`` map a feature's name to its value; ``tokens`` maps it to the index of the token it comes from, or -1."""

    words: dict[str, float]
    types: dict[str, float]
    tokens: dict[str, int]


def features_of(view: View, lexicon: Lexicon | None = None) -> Features:
    """The same sentence and phrases always give the same."""
    words: dict[str, float] = {}
    tokens: dict[str, int] = {}
    for part in (_predicate, _path, _surroundings, _phrases):
        for name, token in part(view):
            if name not in words:
                words[name], tokens[name] = 1.0, token
    types: dict[str, float] = {}
    for name, token, value in _types(view, lexicon or load_lexicon()):
        if name not in types:
            types[name], tokens[name] = value, token
    return Features(words, types, tokens)


def _about(verb: Token) -> Iterator[Named]:
    """What is said of a verb itself: tense, mood, voice, negation, particle."""
    for c in verb.children:
        if c.dep_ == "neg":
            yield "neg", c.i
        elif c.dep_ in ("aux", "auxpass"):
            yield "aux=" + (c.lower_ if c.lower_ in MODALS else lemma(c)), c.i
        elif c.dep_ == "prt":
            yield "prt=" + c.lower_, c.i
    yield "tag=" + verb.tag_, verb.i


def _predicate(view: View) -> Iterator[Named]:
    doc, words, actors = view.doc, view.words, view.actors
    chain = [words[i] for i in view.chain]
    if not chain:
        return
    yield "chain=" + ">".join(chain[:3]), view.chain[0]
    yield "last=" + chain[-1], view.chain[-1]
    for n, i in enumerate(view.chain[:4]):
        at, verb = f"v{min(n, 2)}", words[i]
        yield f"{at}={verb}", i
        yield f"v={verb}", i
        for fact, token in _about(doc[i]):
            yield f"{at}.{fact}", token
            if n == 0 or fact == "neg":
                yield f"{verb}.{fact}", token
        for c in doc[i].children:
            word = words[c.i]
            if c.dep_ in OBJECTS and c.i not in actors:
                yield from ((f"{at}.{c.dep_}={word}", c.i), (f"obj={word}", c.i), (f"{verb}.{word}", c.i))
            if c.dep_ in ("prep", "agent"):
                yield from ((f"{at}.p={c.lower_}", c.i), (f"{verb}.p={c.lower_}", c.i))
                for o in c.children:
                    if o.dep_ in ("pobj", "pcomp") and o.i not in actors:
                        yield from ((f"{at}.p.{c.lower_}={words[o.i]}", o.i), (f"pobj={words[o.i]}", o.i))
            if c.dep_ in ("xcomp", "ccomp", "advcl", "conj") and c.i not in view.chain:
                yield f"sub={word}", c.i
    if view.source_head is not None:
        yield "s.dep=" + doc[view.source_head].dep_, -1
        if doc[view.source_head].dep_ == "nsubjpass":
            yield "passive=" + chain[0], view.chain[0]


def _path(view: View) -> Iterator[Named]:
    doc, words = view.doc, view.words
    if view.target_head is not None:
        target = doc[view.target_head]
        yield "t.dep=" + target.dep_, -1
        above = [a for a in target.ancestors if a.i not in view.target]
        if above:
            yield "t.up=" + words[above[0].i], above[0].i
        for a in above[:4]:
            if a.pos_ in ("VERB", "NOUN", "ADJ"):
                yield "t.near=" + words[a.i], a.i
        verb = next((a for a in above if a.pos_ == "VERB"), None)
        if verb is not None:
            yield "t.v=" + words[verb.i], verb.i
            yield from ((f"t.v.{fact}", token) for fact, token in _about(verb))
    if not view.path:
        yield "path=none", -1
        return
    inner = view.between
    yield from (("path=" + words[i], i) for i in inner)
    yield from ((f"path2={words[a]}_{words[b]}", b) for a, b in pairwise(inner))
    acts = [i for i in inner if doc[i].pos_ in ("VERB", "NOUN")]
    yield "pathv=" + ">".join(words[i] for i in acts[:4]), acts[0] if acts else -1
    yield "deps=" + ">".join(doc[i].dep_ for i in view.path)[:80], -1
    for i in inner:
        for c in doc[i].children:
            if c.i not in view.path and c.pos_ in HANGING and c.i not in view.actors:
                yield "hang=" + words[c.i], c.i


def _surroundings(view: View) -> Iterator[Named]:
    """The words before, between and after the two phrases."""
    first, second = sorted((view.source, view.target), key=lambda phrase: min(phrase, default=10**6))
    start, middle = min(first, default=0), max(first, default=0)
    end = min(second, default=len(view.doc))
    previous: dict[str, str] = {}
    for t in view.doc:
        if t.i in view.actors or t.pos_ not in CONTENT or not t.is_alpha:
            continue
        zone, word = "B" if t.i < start else "M" if t.i < end else "E", view.words[t.i]
        yield f"w={word}", t.i
        yield f"{zone}={word}", t.i
        if zone in previous:
            yield f"{zone}2={previous[zone]}_{word}", t.i
        previous[zone] = word
        if middle < t.i <= middle + 3:
            yield f"next={word}", t.i
    yield "order=" + ("st" if first is view.source else "ts"), -1


def _phrases(view: View) -> Iterator[Named]:
    for name, indices, head in (("s", view.source, view.source_head), ("t", view.target, view.target_head)):
        if head is None:
            yield f"{name}.none", -1
            continue
        yield f"{name}.h={view.words[head]}", head
        for i in sorted(indices):
            if view.doc[i].pos_ in ("NOUN", "ADJ", "VERB") and view.doc[i].is_alpha:
                yield f"{name}.w={view.words[i]}", i


def mood_of(view: View) -> str:
    """Whether the predicate is denied ("neg"), to come ("fut"), both or neither ("pos")."""
    under = [c for i in view.chain for c in view.doc[i].children]
    denied = any(c.dep_ == "neg" for c in under)
    future = any(c.dep_ == "aux" and c.lower_ in FUTURE for c in under)
    return ("neg" if denied else "") + ("fut" if future else "") or "pos"


def _types(view: View, lexicon: Lexicon) -> Iterator[tuple[str, int, float]]:
    doc, words, chain = view.doc, view.words, view.chain
    above = [] if view.target_head is None else [a.i for a in doc[view.target_head].ancestors if a.i not in view.target][:3]
    objects = [c.i for i in chain for c in doc[i].children if c.dep_ in ("dobj", "nsubjpass", "attr", "pobj") and c.i not in view.actors]
    zones = {"c0": chain[:1], "c1": chain[-1:], "c": chain, "p": view.between, "t": above, "o": objects,
             "any": [t.i for t in doc if t.i not in view.actors]}
    seen: dict[str, list[Named]] = {}
    for zone, indices in zones.items():
        for i in indices:
            for root in lexicon.types(words[i], doc[i].pos_):
                if (root, i) not in seen.setdefault(zone, []):
                    seen[zone].append((root, i))
    near = {*chain, *view.between, *above}
    for root, i in _together(view, lexicon):
        seen.setdefault("P", []).append((root, i))
        if i in near:
            seen.setdefault("Pn", []).append((root, i))
        if i in chain:
            seen.setdefault("Pc", []).append((root, i))
    for zone, found in seen.items():
        yield from ((f"L{zone}={root}", i, 1.0) for root, i in found)
    yield from _joined(view, seen)


def _joined(view: View, seen: dict[str, list[Named]]) -> Iterator[tuple[str, int, float]]:
    """Types with mood, with the type or word of the first predicate, and with how the target is tied in."""
    mood, words = mood_of(view), view.words
    for zone in ("c0", "c1", "p", "t", "Pn", "Pc"):
        yield from ((f"{mood}&L{zone}={root}", i, 1.0) for root, i in seen.get(zone, ()))
    if view.chain:
        verb = words[view.chain[0]]
        yield f"mood={mood}", -1, 1.0
        yield f"{mood}&{verb}", view.chain[0], 1.0
        yield f"{mood}&last={words[view.chain[-1]]}", view.chain[-1], 1.0
        for zone in ("o", "c1", "t", "p"):
            for root, i in seen.get(zone, ()):
                yield from ((f"L{first}&L{zone}={root}", i, JOINED) for first, _ in seen.get("c0", ()))
        for zone in ("o", "c1") if len(view.chain) > 1 else ("o",):
            yield from ((f"{verb}&L{zone}={root}", i, 1.0) for root, i in seen.get(zone, ()))
    if view.target_head is not None:
        tie = view.doc[view.target_head].dep_
        for zone in ("t", "c0"):
            yield from ((f"{tie}&L{zone}={root}", i, JOINED) for root, i in seen.get(zone, ()))


def _together(view: View, lexicon: Lexicon) -> Iterator[Named]:
    """Words that carry an act together with one that hangs on them, directly or over one word ("cut off supplies of gas")."""
    for t in view.doc:
        for root, seconds in lexicon.pairs.get(view.words[t.i], ()):
            below = (c for child in t.children for c in (child, *child.children))
            if any(c.i not in view.source and view.words[c.i] in seconds for c in below):
                yield root, t.i
