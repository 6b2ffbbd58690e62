"""Which phrases of a sentence act, are acted on, or act on each other: what is seen of each phrase, and the learnt weights.

Three log-linear models. The first gives every phrase a role from its own words and place in the tree; the second looks again, knowing
what the first said of the other phrases (a sentence has mostly one source, and its target stands in the same clause); the third says
which of a phrase's extents its readers would mark. ``scripts/train_participants.py`` fits them; here they are sums and exponentials.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dragoman.events.spans import Extent, extents, label, phrase_heads
from dragoman.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ROLES = ("none", "source", "target", "reciprocal")
NONE, SOURCE, TARGET, RECIPROCAL = range(4)
Array = NDArray[np.float32]
ALWAYS = "b"  # the feature that every phrase has
DEEPEST = 12  # steps up the tree that are looked at
# A letter for each kind of argument that a verb has.
SHAPES = (("o", {"dobj"}), ("c", {"ccomp"}), ("x", {"xcomp"}), ("p", {"nsubjpass", "auxpass"}), ("a", {"agent"}))
BANDS = 5  # into which probabilities are cut for the second look


@dataclass(frozen=True)
class Phrase:
    """A head with its way up the tree. ``steps``: dependency labels, prepositions as words, the last "^"; ``plain`` has no "conj";
    ``above``: the words passed, prepositions left out; ``verb``: the nearest of them that is a verb; ``link``: how it hangs on that;
    ``left``, ``right``: the first and last token of all that hangs on the head; ``tokens``: the sentence's."""

    head: Token
    steps: tuple[str, ...]
    plain: tuple[str, ...]
    above: tuple[Token, ...]
    verb: Token | None
    link: str
    left: int
    right: int
    tokens: tuple[Token, ...]

    @cached_property
    def extents(self) -> tuple[Extent, ...]:
        """How far the phrase may go."""
        return extents(self.head)

    def holds(self, token: Token) -> bool:
        """Whether a token is in the phrase with all that hangs on it."""
        return self.left <= token.i <= self.right


def phrase_of(head: Token, tokens: tuple[Token, ...]) -> Phrase:
    """The phrase that a token of a sentence heads."""
    token = head
    steps: list[str] = []
    above: list[Token] = []
    while token.head.i != token.i and len(steps) < DEEPEST:
        if token.dep_ in ("prep", "dative", "agent") and token.pos_ in ("ADP", "SCONJ", "VERB"):
            steps.append(token.lower_)
        elif token.dep_ not in ("pobj", "pcomp"):
            steps.append(token.dep_)
        token = token.head
        if token.pos_ not in ("ADP", "SCONJ"):
            above.append(token)
    steps.append("^")
    below = head
    while below.head.i != below.i and below.head.pos_ not in ("VERB", "AUX"):
        below = below.head
    link = below.lower_ if below.pos_ in ("ADP", "SCONJ") else below.dep_
    verb = next((t for t in above if t.pos_ in ("VERB", "AUX")), None)
    plain = tuple(s for s in steps if s != "conj")
    return Phrase(head, tuple(steps), plain, tuple(above), verb, link, head.left_edge.i, head.right_edge.i, tokens)


def phrases(doc: Doc) -> list[Phrase]:
    """Every phrase of a sentence, in order of heads."""
    tokens = tuple(doc)
    return [phrase_of(head, tokens) for head in phrase_heads(doc)]


def first_look(found: Sequence[Phrase], clusters: dict[str, tuple[int, int]]) -> list[list[str]]:
    """What is seen of each phrase alone, as names of features. ``clusters``: words to their group, coarse and fine."""
    if not found:
        return []
    doc = found[0].head.doc
    root = next(t for t in doc if t.head.i == t.i)
    subject = next((t.i for t in doc if t.dep_ in ("nsubj", "nsubjpass")), -1)
    told = next((f"{lemma(root)}|{lemma(c)}" for c in root.children if c.dep_ == "dobj"), lemma(root))
    out = []
    verbs = {p.verb.i: _arguments(p.verb) for p in found if p.verb is not None}
    for k, phrase in enumerate(found):
        names = [*_place(phrase, root), *_governors(phrase, root, told, verbs, clusters), *_words(phrase, clusters)]
        names += _order(phrase, k, len(found), subject)
        out.append(names)
    return out


def _clause(phrase: Phrase, root: Token) -> str:
    return "-" if phrase.verb is None else "r" if phrase.verb.i == root.i else phrase.verb.dep_


def _place(p: Phrase, root: Token) -> list[str]:
    clause, near = _clause(p, root), p.plain[0]
    short = "<".join(p.plain[:3])
    return [ALWAYS, "sig=" + "<".join(p.steps[:5]), "sig2=" + short, "sigf=" + "<".join(p.plain), "l0=" + p.steps[0],
            "l01=" + "<".join(p.steps[:2]), "vr=" + clause, f"l0vr={p.steps[0]}|{clause}", "bl=" + p.link, f"blvr={p.link}{clause}",
            f"depth={min(len(p.above), 5)}", f"side={'L' if p.head.i < root.i else 'R'}|{near}"]  # fmt: skip


def _arguments(verb: Token) -> tuple[str, str]:
    """The lemma of a verb's object, "" for none, and which kinds of arguments it has."""
    thing, kinds = "", set()
    for child in verb.children:
        kinds.add(child.dep_)
        if child.dep_ == "dobj" and not thing:
            thing = lemma(child)
    return thing, "".join(letter for letter, deps in SHAPES if kinds & deps)


def _governors(p: Phrase, root: Token, told: str, verbs: dict[int, tuple[str, str]], clusters: dict[str, tuple[int, int]]) -> list[str]:
    """The words above the phrase: its verb, that verb's object, the noun that it complements, the sentence's main verb."""
    near, short, clause = p.plain[0], "<".join(p.plain[:3]), _clause(p, root)
    verb = lemma(p.verb) if p.verb is not None else "-"
    over = lemma(p.above[0] if p.above else p.head)
    top = lemma(root)
    out = [f"vl={verb}|{short}", f"vl0={verb}|{near}", f"v={verb}|{clause}", f"gl={over}|{near}", f"gl+v={over}|{near}|{verb}",
           f"rp={told}|{short}", f"r={top}|{short}", f"r0={top}|{near}"]  # fmt: skip
    if p.verb is None:
        return out
    thing, shape = verbs[p.verb.i]
    if thing:
        out += [f"vo={verb}|{thing}|{near}", f"o={thing}|{near}|{p.link}"]
    out.append(f"vdeps={shape}|{near}{clause}")
    if group := clusters.get(verb):
        out += [f"cv0={group[0]}|{short}", f"cv1={group[1]}|{short}"]
    if group := clusters.get(over):
        out.append(f"cg1={group[1]}|{near}")
    if clause != "r":
        out.append(f"vh={lemma(p.verb.head)}|{clause}|{near}")
    return out


def _words(p: Phrase, clusters: dict[str, tuple[int, int]]) -> list[str]:
    head, near, word = p.head, p.plain[0], lemma(p.head)
    out = ["h=" + word, f"h0={word}|{near}", "tag=" + head.tag_, f"tag0={head.tag_}|{near}", f"up={head.text.isupper()}"]
    if group := clusters.get(word):
        out += [f"ch0={group[0]}", f"ch1={group[1]}", f"ch0b={group[0]}|{near}"]
    for child in head.lefts:
        out.append("md=" + child.dep_)
        if child.dep_ in ("amod", "compound", "poss", "nmod") and (group := clusters.get(lemma(child))):
            out.append(f"mc0={group[0]}")
        if child.dep_ in ("det", "poss") and len(child) < 6:
            out.append(f"mdt={child.lower_}|{near}")
    for child in head.rights:
        out += ["rd=" + label(child), f"rd0={child.dep_}|{near}"]
    named = any(t.tag_.startswith("NNP") for t in p.tokens[p.left : head.i + 1])
    return [*out, f"hasname={named}", f"prop={any(t.pos_ == 'PROPN' for t in p.tokens[p.left : p.right + 1])}|{near}"]


def _order(p: Phrase, k: int, count: int, subject: int) -> list[str]:
    away = p.head.i - subject if abs(p.head.i - subject) < 2 else 9
    return [f"k={min(k, 5)}", f"kk={min(k, 5)}|{p.plain[0]}", "last" if k == count - 1 else "notlast", f"n={min(count, 8)}",
            f"fs={away}", f"afs={p.head.i < subject}"]  # fmt: skip


def second_look(found: Sequence[Phrase], said: Array) -> list[list[str]]:
    """What the first model's probabilities (phrases × roles) tell of each phrase's own role and of its partners."""
    out = []
    for j, p in enumerate(found):
        names = [f"2:p{r}={_band(said[j, r])}" for r in (SOURCE, TARGET, RECIPROCAL)]
        others = [k for k in range(len(found)) if k != j]
        if others:
            doer = max(others, key=lambda k: float(said[k, SOURCE]))
            other = max(others, key=lambda k: float(said[k, TARGET]))
            names += _partners(p, found[doer], found[other], said[j], said[doer], said[other])
            names.append(f"2:oR={_band(max(said[k, RECIPROCAL] for k in others))}")
        out.append(names)
    return out


def _partners(p: Phrase, doer: Phrase, other: Phrase, own: Array, s: Array, t: Array) -> list[str]:
    """How a phrase stands to the likeliest source and target beside it."""
    head, ps, pt = p.head, _band(s[SOURCE]), _band(t[TARGET])
    relation = _relation(p.verb, doer.verb)
    first = own[TARGET] > t[TARGET]
    out = [f"oS={ps}", f"oT={pt}", f"rankS={own[SOURCE] > s[SOURCE]}", f"rankT={first}", f"rT={first}|{_band(own[TARGET])}",
           f"rel={relation}|{ps}", f"rell={relation}|{p.steps[0]}", f"sl={doer.steps[0]}|{relation}|{p.steps[0]}",
           f"bef={head.i < doer.head.i}|{ps}", f"inS={doer.holds(head)}|{ps}", f"inT={other.holds(head)}|{pt}",
           f"hasT={p.holds(other.head)}|{pt}", f"conjS={head in doer.head.conjuncts}|{ps}",
           f"conjT={head in other.head.conjuncts}|{pt}"]  # fmt: skip
    return ["2:" + name for name in out]


def _relation(verb: Token | None, doers: Token | None) -> str:
    if verb is None or doers is None:
        return "other"
    if verb.i == doers.i:
        return "same"
    return "under" if doers.is_ancestor(verb) else "over" if verb.is_ancestor(doers) else "other"


def _band(p: float | np.floating[Any]) -> int:
    return int(p * BANDS)


def seen_of(phrase: Phrase, extent: Extent, role: int) -> list[str]:
    """What is seen of one extent of a phrase in a role."""
    head, doc, inside = phrase.head, phrase.tokens, phrase.tokens[extent.start : extent.end]
    near, left, right = phrase.steps[0], extent.left, extent.right
    first, last = inside[0], inside[-1]
    shape = ["sk=" + left, "ek=" + right, "skek=" + left + right, f"len={min(len(inside), 12)}"]
    out = [*shape, *(f"{ROLES[role]}:{name}" for name in shape), f"hsk={head.pos_}|{left}", f"hek={head.pos_}|{right}",
           f"l0ek={near}|{right}", f"l0sk={near}|{left}", "fi=" + first.lower_, "fit=" + first.tag_, "la=" + last.lower_,
           "lat=" + last.tag_, f"fil={lemma(head)}|{right}"]  # fmt: skip
    if extent.end < len(doc):
        out += _after(phrase, extent, doc[extent.end])
    if extent.start:
        before = doc[extent.start - 1]
        out += ["pv=" + before.lower_, "pvt=" + before.tag_, f"pvin={extent.start <= before.head.i < extent.end}"]
    texts = [t.text for t in inside]
    prepositions = [t for t in inside if t.dep_ == "prep"]
    out += [f"cc={'and' in texts}", f"comma={',' in texts}", f"paren={('(' in texts) != (')' in texts)}", f"np={min(3, len(prepositions))}",
            f"cl={any(t.dep_ in ('relcl', 'acl', 'advcl', 'ccomp') for t in inside)}"]  # fmt: skip
    for token in prepositions:
        if token.i > head.i:
            out += ["inp=" + token.lower_, f"inph={token.lower_}|{lemma(token.head)}"]
    return out


def _after(phrase: Phrase, extent: Extent, token: Token) -> Iterator[str]:
    """What stands right after an extent, and whether it would belong to it."""
    relation = token.dep_ if extent.start <= token.head.i < extent.end else "out"
    yield from ("nx=" + token.lower_, "nxt=" + token.tag_, "nxr=" + relation, f"nxr2={relation}|{token.lower_}|{phrase.head.pos_}")
    if relation == "prep":
        yield f"nxh={lemma(phrase.head)}|{token.lower_}"
        for child in token.children:
            if child.dep_ == "pobj":
                yield from (f"nxo={token.lower_}|{child.pos_}", f"nxol={lemma(child)}")
                break


@dataclass(frozen=True, slots=True)
class RoleModel:
    """The learnt weights: rows of ``roles`` (features × 8: the first look's four roles, then the second's), found by a feature's name;
    ``ends``: a weight for each feature of an extent; ``clusters``: words to their coarse and fine group;
    ``least``: what a span's probability must reach."""

    role_rows: dict[str, int]
    roles: Array
    ends: dict[str, float]
    clusters: dict[str, tuple[int, int]]
    least: float
    about: dict[str, Any]

    def role_probabilities(self, found: Sequence[Phrase]) -> Array:
        """Phrases × roles (none, source, target, reciprocal), each row summing to 1."""
        if not found:
            return np.zeros((0, 4), np.float32)
        first = self._sums(first_look(found, self.clusters))
        second = self._sums(second_look(found, softmax(first[:, :4])))
        return softmax(first[:, 4:] + second[:, 4:])

    def extent_probabilities(self, phrase: Phrase, role: int) -> Array:
        """How likely each of the phrase's extents is the one marked, summing to 1."""
        weights = self.ends
        sums = [sum([weights[n] for n in seen_of(phrase, e, role) if n in weights]) for e in phrase.extents]
        shares: Array = softmax(np.array([sums], np.float32))[0]
        return shares

    def _sums(self, seen: Sequence[Sequence[str]]) -> Array:
        rows, starts = list[int](), list[int]()
        for names in seen:
            starts.append(len(rows))
            rows += [self.role_rows[n] for n in names if n in self.role_rows] or [self.role_rows[ALWAYS]]
        total: Array = np.add.reduceat(self.roles[rows], starts)
        return total


def softmax(scores: Array) -> Array:
    """Probabilities from scores, row by row."""
    raised: Array = np.exp(scores - scores.max(axis=1, keepdims=True))
    out: Array = raised / raised.sum(axis=1, keepdims=True)
    return out


def lines(text: NDArray[np.uint8]) -> list[str]:
    """The strings that an array of UTF-8 bytes holds, one a line."""
    return text.tobytes().decode().split("\n")


@cache
def load_roles() -> RoleModel:
    """The model that comes with the package, read once."""
    raw = (files("dragoman") / "data" / "events" / "participants.npz").read_bytes()
    with np.load(BytesIO(raw), allow_pickle=False) as kept:
        index: Callable[[str], dict[str, int]] = lambda key: {name: i for i, name in enumerate(lines(kept[key]))}  # noqa: E731
        groups = kept["clusters"].tolist()
        return RoleModel(
            index("role_names"),
            kept["roles"].astype(np.float32),
            dict(zip(lines(kept["end_names"]), kept["ends"].tolist(), strict=True)),
            {word: (a, b) for word, (a, b) in zip(lines(kept["cluster_words"]), groups, strict=True)},
            float(kept["least"]),
            json.loads(kept["about"].tobytes()),
        )
