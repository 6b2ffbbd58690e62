"""Which actors a sentence relates: source and target, with the predicate that says how.

Syntax proposes: who does a known act, and whom it is towards. The learnt roles then weigh it, and draw the spans; alone they propose a
pair only where both ends are all but sure, since they were learnt from sentences that all tell an event.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, cast

import numpy as np

from dragoman.events.participants import Participant, Role
from dragoman.events.roles import RECIPROCAL, ROLES, SOURCE, TARGET, Array, Phrase, load_roles, phrase_of, phrases
from dragoman.events.tellings import Telling, Whom, known, real, telling_verbs, tellings, tells_act
from dragoman.events.who import actor, line_end, owner, place, same, whole
from dragoman.parse import frame_of, lemma, span_of
from dragoman.parse.frames import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# More who act on each other than this are a list, not pairs.
MOST_SIDES = 4
# What the learnt roles must say of a target that a loose preposition or a bare thing makes, and of a pair that no known words tell.
UNSURE, ALONE = 0.35, 0.62
# How likely a source must be where no known word tells an act, and what its pair is worth beside others.
LIKELY, LOOSE = 0.6, 0.7
# How the learnt roles' source must hang on its verb.
DOING = ("nsubj", "by", "agent")


@dataclass(frozen=True, slots=True)
class Pair:
    """``source`` acts on ``target``, None where nobody is acted on; ``predicate`` is the token that tells the act, ``path`` the tokens from
    the source's head over it to the target's; ``reciprocal``: they do it to each other. ``score``: 0 to 1, an order and not a share."""

    source: Participant
    target: Participant | None
    predicate: int
    path: tuple[int, ...]
    score: float
    reciprocal: bool = False


class Scene:
    """A sentence's phrases with the probabilities of their roles, reckoned once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.found: dict[int, Phrase] = {p.head.i: p for p in phrases(doc)}

    @cached_property
    def said(self) -> dict[int, Array]:
        """By head token, the probability of each role."""
        found = list(self.found.values())
        return dict(zip(self.found, load_roles().role_probabilities(found), strict=True))

    def likely(self, token: Token, role: int) -> float:
        """How likely the phrase of ``token``, or the coordination that it is in, has this role or the reciprocal one."""
        heads = (token.i, whole(token).i, *(t.i for t in token.conjuncts))
        return max((float(self.said[i][role] + self.said[i][RECIPROCAL]) for i in heads if i in self.said), default=0.0)

    def drawn(self, phrase: Token, named: Token, role: int, score: float) -> Participant:
        """The phrase as a participant: the likeliest of its extents that leave out what it is coordinated with."""
        phrase = whole(phrase)
        if phrase.dep_ != "conj" and any(t.is_ancestor(named) for t in phrase.conjuncts):
            phrase = whole(named)
        kept = self.found.get(phrase.i) or phrase_of(phrase, tuple(self.doc))
        others = {t.i for t in phrase.conjuncts}
        start, end = phrase.i, phrase.i + 1
        if kept.extents:
            shares = load_roles().extent_probabilities(kept, role)
            lines = line_end(self.doc)
            alone = [k for k, e in enumerate(kept.extents) if not others & set(range(e.start, e.end))]
            if alone:
                best = kept.extents[max(alone, key=lambda k: float(shares[k]))]
                start, end = max(best.start, lines + 1), best.end
        while end - start > 1 and self.doc[end - 1].dep_ == "case":  # "Oman's raid": Oman
            end -= 1
        first, last = span_of(self.doc[start])[0], span_of(self.doc[end - 1])[1]
        return Participant(first, last, cast(Role, ROLES[role]), round(score, 4), named.i)


def pairs(doc: Doc, acts: frozenset[str] = frozenset(), deeds: frozenset[str] = frozenset()) -> list[Pair]:
    """The pairs of a sentence parsed by ``dragoman.parse``, one for each act between two actors, in the order of predicates."""
    if not any(lemma(t) in telling_verbs() | acts for t in doc if t.pos_ == "VERB") and not any(True for _ in tellings(doc, acts, deeds)):
        return []
    scene = Scene(doc)
    out: dict[tuple[int, int | None], Pair] = {}
    for telling in tellings(doc, acts, deeds):
        if telling.lone and any(p.source.head in {s.named.i for s in telling.sources} for p in out.values()):
            continue
        for pair in told(scene, telling):
            ends = (pair.source.head, pair.target.head if pair.target else None)
            if ends in out or ends[::-1] in out:
                continue
            out[ends] = pair
    if not any(p.target for p in out.values()):
        for pair in (*learnt(scene), *loosely(scene))[:1]:
            out = {(pair.source.head, -1): pair}
    return list(out.values())


def told(scene: Scene, telling: Telling) -> Iterator[Pair]:
    """The pairs of one act."""
    if telling.mutual and not telling.targets:
        if len(telling.sources) <= MOST_SIDES:
            for one, other in combinations(telling.sources, 2):
                yield from weighed(scene, telling, one, other)
        return
    for source in telling.sources:
        found = [pair for target in telling.targets for pair in weighed(scene, telling, source, target)]
        yield from found
        if telling.lone and not found:
            score = (1 + scene.likely(source.phrase, SOURCE)) / 2
            path = way(source.named, telling.predicate)
            yield Pair(scene.drawn(source.phrase, source.named, SOURCE, score), None, telling.predicate.i, path, round(score, 4))


def weighed(scene: Scene, telling: Telling, source: Whom, target: Whom) -> Iterator[Pair]:
    """A pair, where its ends are two and what was learnt doesn't speak against it."""
    if same(source.named, target.named, telling.predicate) or same(source.phrase, target.phrase, telling.predicate):
        return
    other = RECIPROCAL if telling.mutual else TARGET
    ps, pt = scene.likely(source.phrase, SOURCE), max(scene.likely(target.phrase, TARGET), scene.likely(target.named, TARGET))
    score = (2 + ps + pt) / 4 if telling.listed else float(np.sqrt(ps * pt))
    bare = not (actor(target.named) or place(target.named) or lemma(target.named) in known("deeds"))
    if (not telling.listed and score < ALONE) or (not target.sure and pt < (ALONE if bare else UNSURE)):
        return
    own = RECIPROCAL if telling.mutual else SOURCE
    ends = (scene.drawn(source.phrase, source.named, own, ps), scene.drawn(target.phrase, target.named, other, pt))
    path = (*way(source.named, telling.predicate), *way(target.named, telling.predicate)[-2::-1])
    yield Pair(*ends, telling.predicate.i, path, round(score, 4), telling.mutual)


def learnt(scene: Scene) -> Iterator[Pair]:
    """The pair that the learnt roles alone are all but sure of, where its ends hang on one verb."""
    heads = [p for p in scene.found.values() if p.verb is not None]
    doing = max(heads, key=lambda p: float(scene.said[p.head.i][SOURCE]), default=None)
    done = max((p for p in heads if p is not doing), key=lambda p: float(scene.said[p.head.i][TARGET]), default=None)
    if doing is None or done is None or doing.verb is None or not actor(doing.head) or same(doing.head, done.head, doing.verb):
        return
    if doing.plain[0] not in DOING or (done.plain[0] in known("loose") and done.plain[0] != "from"):
        return
    own = lemma(doing.verb) in known("carriers") and lemma(done.head) in known("nouns")
    if own or not (actor(done.head) or place(done.head) or owner(done.head)):
        return
    if not real(doing.verb) or not tells_act(frame_of(doing.verb)):
        return
    if apart(done.head):
        return
    ps, pt = float(scene.said[doing.head.i][SOURCE]), float(scene.said[done.head.i][TARGET])
    if float(np.sqrt(ps * pt)) >= ALONE and doing.verb in done.above:
        path = (*way(doing.head, doing.verb), *way(done.head, doing.verb)[-2::-1])
        ends = (scene.drawn(doing.head, doing.head, SOURCE, ps), scene.drawn(done.head, done.head, TARGET, pt))
        yield Pair(*ends, doing.verb.i, path, round(float(np.sqrt(ps * pt)), 4))


def loosely(scene: Scene) -> Iterator[Pair]:
    """The likeliest two of a sentence in which no known word tells an act: only as sure as the roles are, so that who types them can
    still find that nothing happens."""
    sources = [p for p in scene.found.values() if actor(p.head) and float(scene.said[p.head.i][SOURCE]) >= LIKELY]
    targets = [p for p in scene.found.values() if actor(p.head) or place(p.head) or owner(p.head) or lemma(p.head) in known("deeds")]
    for one in sorted(sources, key=lambda p: -float(scene.said[p.head.i][SOURCE])):
        for other in sorted(targets, key=lambda p: -float(scene.said[p.head.i][TARGET])):
            ps, pt = float(scene.said[one.head.i][SOURCE]), float(scene.said[other.head.i][TARGET])
            verb = next((a for a in other.head.ancestors if a.pos_ == "VERB"), None)
            if pt < UNSURE or verb is None or not real(verb) or one.head.i == other.head.i or same(one.head, other.head, verb):
                continue
            if apart(other.head):
                continue
            path = (*way(one.head, verb), *way(other.head, verb)[-2::-1])
            ends = (scene.drawn(one.head, one.head, SOURCE, ps), scene.drawn(other.head, other.head, TARGET, pt))
            yield Pair(*ends, verb.i, path, round(LOOSE * float(np.sqrt(ps * pt)), 4))
            return


def apart(head: Token) -> bool:
    """Whether a noun does an act of its own beside another's: "Burundi eased its rules and Rwanda builds a dam"."""
    return head.dep_ in SUBJECTS and head.head.dep_ == "conj" and head.head.pos_ in ("VERB", "AUX")


def way(token: Token, predicate: Token) -> tuple[int, ...]:
    """The tokens from one up, then down, the tree to another, both included."""
    up = [token, *token.ancestors]
    down = [predicate, *predicate.ancestors]
    ours, theirs = [t.i for t in up], [t.i for t in down]
    meet = next((i for i in ours if i in theirs), None)
    if meet is None:
        return (token.i, predicate.i)
    return (*ours[: ours.index(meet) + 1], *reversed(theirs[: theirs.index(meet)]))
