"""The acts that a sentence tells: a verb or a noun with those who do it and those whom it is done to, before spans are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.events.who import actor, doers, owner, place
from dragoman.parse import Frame, frame_of, lemma
from dragoman.parse.frames import nouns
from dragoman.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# How many complements of complements are looked into: "responsibility for the attack on the base".
DEPTH = 3
HYPOTHETICAL = ("could", "may", "might", "should", "must", "can")
CONDITIONS = ("if", "unless", "whether")


@dataclass(frozen=True, slots=True)
class Whom:
    """One whom an act is towards: the ``phrase`` that tells it, and the token in it that names the actor (often the same)."""

    phrase: Token
    named: Token
    sure: bool = True


@dataclass(slots=True)
class Telling:
    """An act: ``listed`` where its words are known to tell one; ``mutual`` where its sides do it to each other."""

    predicate: Token
    sources: list[Token]
    targets: list[Whom]
    listed: bool
    mutual: bool = False
    lone: bool = False


def known(key: str) -> frozenset[str]:
    """A list of ``data/events/predicates.yaml``."""
    return words("events/predicates", key)


def tellings(doc: Doc) -> Iterator[Telling]:
    """Every act that a sentence tells as done, begun, announced or refused; not what it only asks, supposes or denies."""
    for token in doc:
        if token.pos_ in ("VERB", "AUX") and real(token):
            yield from of_verb(token)
        elif token.pos_ == "NOUN" and lemma(token) in known("deeds") | known("deeds_mutual"):
            yield from of_noun(token)


def real(verb: Token) -> bool:
    """Whether the clause tells an act, rather than a purpose, a condition, a possibility or what was not done."""
    children = list(verb.children)
    auxiliaries = {c.lower_ for c in children if c.dep_ in ("aux", "auxpass")}
    negated = any(c.dep_ == "neg" for c in children)
    if auxiliaries & set(HYPOTHETICAL) or any(c.dep_ == "mark" and c.lower_ in CONDITIONS for c in children):
        return False
    if negated and not auxiliaries & {"will", "would", "wo", "'ll"}:
        return False
    if verb.dep_ in ("xcomp", "pcomp", "acl", "advcl", "csubj") and ("to" in auxiliaries or verb.tag_ == "VB"):
        return False
    if verb.dep_ == "pcomp":
        return verb.head.lower_ == "after"
    if verb.dep_ == "xcomp":
        return False
    if verb.dep_ == "ccomp":
        above = verb.head
        asked = lemma(above) in words("parse/verbs", "object_control") | {"demand", "propose", "recommend", "insist"}
        return not (lemma(above) in known("unreal") or (asked and (verb.tag_ == "VB" or auxiliaries & {"to"})))
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and (verb.tag_ == "VB" and not auxiliaries):
        return real(verb.head)
    return True


def of_verb(verb: Token) -> Iterator[Telling]:
    """The act of a verb."""
    frame, word = frame_of(verb), lemma(verb)
    sources = list(doers(frame.agent, verb))
    if not sources or word in known("bare_speech") or word == "be":
        return
    targets = whom(frame)
    things = [lemma(t) for t in frame.theme]
    acts = any(t in known("nouns") for t in things)
    listed = word in known("acts") or word in known("mutual")
    if word in known("carriers"):
        listed = acts or bool(frame.dative and targets) or (bool(inner(verb)) and bool(targets))
    if word in known("mutual"):
        sided = word in known("sided") or any(t in known("deeds_mutual") for t in things) or (word == "agree" and not targets)
        if sided and (len(sources) > 1 or targets):
            alone = not targets
            yield Telling(verb, sources, targets, listed or word in known("sided"), mutual=alone or word in known("sided") or acts)
            return
    lone = word in known("lone") or any(t in known("lone_objects") for t in things)
    if targets or lone:
        yield Telling(verb, sources, targets, listed, lone=lone and not targets and (listed or word in known("lone")))


def whom(frame: Frame) -> list[Whom]:
    """Whom a verb's act is towards: its receiver or object, else what its prepositions bring, else whose its object is, else its infinitive's."""
    verb = frame.head
    carrier = frame.lemma in known("carriers")
    if found := [Whom(t, t) for t in frame.dative if actor(t)]:
        return found
    themes = [t for t in frame.theme if t.pos_ != "PRON"]
    direct = [Whom(t, t, not carrier) for t in themes if actor(t) or (place(t) and not carrier)]
    if direct and not carrier:
        return direct
    if found := brought(verb, carrier) or [w for t in themes for w in brought(t, carrier)]:
        return found
    if direct:
        return direct
    if found := [Whom(t, named) for t in themes if (named := owner(t)) is not None]:
        return found
    if found := asked(verb):
        return found
    for child in inner(verb):
        if found := whom(frame_of(child)):
            return found
    return []


def inner(verb: Token) -> list[Token]:
    """The infinitives that a verb governs: "agreed to send"."""
    return [c for c in verb.children if c.dep_ == "xcomp" and c.pos_ == "VERB"]


def asked(verb: Token) -> list[Whom]:
    """Who is to do what is demanded: "demanded that Peru withdraw", "called on Peru to"."""
    if lemma(verb) not in words("parse/verbs", "object_control") | {"demand"}:
        return []
    for child in verb.children:
        if child.dep_ == "ccomp":
            return [Whom(t, t) for t in nouns([c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")]) if actor(t)]
    return []


def brought(word: Token, carrier: bool, depth: int = 0) -> list[Whom]:
    """Whom the prepositions under a word bring, looking through things to what they complement in turn."""
    out: list[Whom] = []
    for child in word.children:
        if child.dep_ not in ("prep", "dative") or child.lower_ not in known("towards"):
            continue
        loose = child.lower_ in known("loose")
        for thing in nouns([c for c in child.children if c.dep_ == "pobj"]):
            if thing.pos_ == "PRON":
                continue
            if actor(thing) or (place(thing) and not loose):
                out.append(Whom(thing, thing, not loose and not (thing.pos_ == "PROPN" and child.lower_ in ("at", "on") and not carrier)))
            elif depth < DEPTH and (lemma(thing) in known("nouns") or not loose):
                out += brought(thing, carrier, depth + 1) or [Whom(thing, n, not loose) for n in [owner(thing)] if n is not None]
    firm = [w for w in out if w.sure]
    return firm or out


def of_noun(noun: Token) -> Iterator[Telling]:
    """The act of a noun whose own phrase names who does it: "Chad's raid on the camp", "talks between Oman and Yemen"."""
    if noun.head.pos_ == "VERB" and lemma(noun.head) in known("unreal"):
        return
    word = lemma(noun)
    preps = {c.lower_: nouns([o for o in c.children if o.dep_ == "pobj"]) for c in noun.children if c.dep_ in ("prep", "agent")}
    sides = [t for t in preps.get("between", []) if actor(t)]
    if word in known("deeds_mutual") and len(sides) > 1:
        yield Telling(noun, sides, [], listed=True, mutual=True)
        return
    sources = [t for c in noun.children if c.dep_ == "poss" for t in nouns([c]) if actor(t)]
    sources = sources or [t for t in preps.get("by", []) if actor(t)]
    if not sources:
        return
    names = ("with",) if word in known("deeds_mutual") else ("on", "against", "of", "upon", "to", "with")
    for name in names:
        if targets := [Whom(t, t) for t in preps.get(name, []) if actor(t) or (place(t) and name != "with")]:
            yield Telling(noun, sources, targets, listed=True, mutual=word in known("deeds_mutual"))
            return
