"""The acts that a sentence tells: a verb or a noun with those who do it and those whom it is done to, before spans are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dragoman.events.who import actor, doers, owner, place, possessor
from dragoman.parse import Frame, frame_of, lemma
from dragoman.parse.frames import nouns
from dragoman.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# How many complements of complements are looked into: "responsibility for the attack on the base".
DEPTH = 3
HYPOTHETICAL = ("could", "may", "might", "should", "must", "can")
# Whom these bring is a third beside those who act together.
BEYOND = ("with", "against", "to")
CONDITIONS = ("if", "unless", "whether", "until")


@dataclass(frozen=True, slots=True)
class Whom:
    """One who acts or is acted on: the ``phrase`` that tells it, and the token in it that names the actor (often the same)."""

    phrase: Token
    named: Token
    sure: bool = True


@dataclass(slots=True)
class Telling:
    """An act: ``listed`` where its words are known to tell one; ``mutual`` where its sides do it to each other."""

    predicate: Token
    sources: list[Whom]
    targets: list[Whom]
    listed: bool
    mutual: bool = False
    lone: bool = False


def known(key: str) -> frozenset[str]:
    """A list of ``data/events/predicates.yaml``."""
    return words("events/predicates", key)


@cache
def telling_verbs() -> frozenset[str]:
    """The verbs that can tell an act, "be" among them for what its subject is willing to do."""
    lists = [known(k) for k in ("acts", "carriers", "mutual", "lone", "lone_verbs", "reversed")]
    return frozenset({"be"}).union(*lists) - known("bare_speech")


def tellings(doc: Doc, acts: frozenset[str] = frozenset(), deeds: frozenset[str] = frozenset()) -> Iterator[Telling]:
    """Every act that a sentence tells as done, begun, announced or refused; not what it only asks, supposes or denies."""
    for token in doc:
        if token.pos_ in ("VERB", "AUX") and lemma(token) in telling_verbs() | acts and real(token):
            yield from of_verb(token, acts)
        elif token.pos_ == "NOUN" and lemma(token) in known("deeds") | known("deeds_mutual") | deeds:
            yield from of_noun(token)


def real(verb: Token) -> bool:
    """Whether the clause tells an act, rather than a purpose, a condition, a possibility or what was not done."""
    children = list(verb.children)
    auxiliaries = {c.lower_ for c in children if c.dep_ in ("aux", "auxpass")}
    if verb.dep_ != "ccomp" and any(c.dep_ == "advcl" and conditional(c) for c in children):
        return False  # "if Chad invades, Togo will …" is the author's supposition; "said that it will … if …" is a threat
    negated = any(c.dep_ == "neg" for c in children)
    if auxiliaries & set(HYPOTHETICAL) or conditional(verb, CONDITIONS):
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
        asked = lemma(above) in words("parse/verbs", "object_control") | known("asking")
        return not (lemma(above) in known("unreal") or (asked and (verb.tag_ == "VB" or auxiliaries & {"to"})))
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and (verb.tag_ == "VB" and not auxiliaries):
        return real(verb.head)
    return True


def conditional(verb: Token, words: tuple[str, ...] = ("if", "unless")) -> bool:
    """Whether one of these opens a verb's clause."""
    return any(c.dep_ == "mark" and c.lower_ in words for c in verb.children)


def of_verb(verb: Token, acts_too: frozenset[str] = frozenset()) -> Iterator[Telling]:
    """The act of a verb."""
    frame, word = frame_of(verb), lemma(verb)
    sources = [Whom(*d) for d in doers(frame.agent, verb)]
    if frame.passive and not frame.agent and word in known("ousting"):
        sources = [Whom(t, t) for t in frame.preps.get("from", []) if actor(t) and t.pos_ == "PROPN"]
    if not sources:
        return
    if word == "be":
        for ready in frame.attr:
            if lemma(ready) in known("willing"):
                for child in inner(ready):
                    act = frame_of(child)
                    yield Telling(verb, sources, whom(act), listed=tells_act(act))
        return
    targets = whom(frame)
    if word in known("lone"):
        targets = [w for w in targets if w.phrase.head.lower_ not in known("loose")]
    things = [lemma(t) for t in frame.theme]
    acts = any(t in known("nouns") for t in things)
    listed = word in known("acts") | acts_too or word in known("mutual")
    if word in known("carriers"):
        ways = known("receiving") | ({"for"} if word in known("giving") else set())
        receiving = any(t.phrase.head.lower_ in ways for t in targets)
        listed = acts or receiving or bool(targets and (frame.dative or inner(verb)))
    if word in known("mutual"):
        sided = word in known("sided") or any(t in known("deeds_mutual") for t in things) or (word == "agree" and not targets)
        among = len(sources) > 1 and not any(w.sure and w.phrase.head.lower_ in BEYOND for w in targets)
        if sided and (among or targets):
            yield Telling(verb, sources, [] if among else targets, listed or sided, mutual=among or word in known("sided") or acts)
            return
    if word in known("reversed") and (givers := from_whom(frame)):
        yield Telling(verb, givers, sources, listed=acts)
        return
    lone = word in known("lone") or (word in known("lone_verbs") and any(t in known("lone_objects") for t in things))
    if (targets and (listed or word in known("carriers"))) or lone:
        yield Telling(verb, sources, targets, listed, lone=lone and verb.dep_ not in ("acl", "relcl"))


def tells_act(frame: Frame) -> bool:
    """Whether a verb's words are known to tell an act: by itself, or for one that only carries, with a noun that names an act."""
    if frame.lemma in known("bare_speech"):
        return False
    if frame.lemma in known("carriers"):
        objects = [*frame.theme, *(t for found in frame.preps.values() for t in found)]
        return any(lemma(t) in known("nouns") for t in objects) or any(tells_act(frame_of(v)) for v in inner(frame.head))
    return frame.lemma in known("acts") | known("mutual")


def whom(frame: Frame) -> list[Whom]:
    """Whom a verb's act is towards: its receiver or object, what prepositions bring, whose its object is, or its infinitive's."""
    verb, carrier = frame.head, frame.lemma in known("carriers")
    if found := [Whom(t, t) for t in frame.dative if actor(t)]:
        return found
    themes = [t for t in frame.theme if t.pos_ != "PRON"]
    topics = frame.lemma in known("topical")
    direct = [Whom(t, t, not carrier) for t in themes if not topics and (actor(t) or place(t)) and not (carrier and sent(t, frame.lemma))]
    if direct and not carrier:
        return direct
    carried = [w for t in themes for w in brought(t)]
    owned = [Whom(t, named) for t in themes if (named := owner(t)) is not None]
    held = [Whom(t, named) for t in themes if (named := possessor(t)) is not None and not carrier]
    acts = any(lemma(t) in known("nouns") for t in themes)
    if found := held or [w for w in carried if w.sure] or brought(verb, carrier and not acts) or carried or direct:
        return found
    if found := owned or asked(verb):
        return found
    for child in inner(verb) if frame.lemma not in known("attempts") else ():
        if found := whom(frame_of(child)):
            return found
    for thing in themes:
        for child in thing.children:  # "reversed its decision to exclude Malians"
            if child.dep_ == "acl" and child.tag_ == "VB" and lemma(thing) in known("nouns") and (found := whom(frame_of(child))):
                return found
    return [Whom(t, t, sure=False) for t in themes if t.pos_ in ("NOUN", "PROPN") and not carrier]


def from_whom(frame: Frame) -> list[Whom]:
    """Who gives what a verb's subject receives: "faced criticism from Malta"."""
    under = [c for thing in frame.theme for c in thing.subtree if c.dep_ == "prep" and c.lower_ == "from"]
    givers = frame.preps.get("from", []) + nouns([t for c in under for t in c.children if t.dep_ == "pobj"])
    return [Whom(t, t) for t in givers if actor(t)]


def sent(token: Token, verb: str) -> bool:
    """Whether an object is what the actor sends or moves of its own, rather than whom it acts on."""
    return verb not in known("reversed") and lemma(token) in known("nouns")


def inner(verb: Token) -> list[Token]:
    """The infinitives that a verb governs: "agreed to send"."""
    return [c for c in verb.children if c.dep_ == "xcomp" and c.pos_ == "VERB"]


def asked(verb: Token) -> list[Whom]:
    """Who is to do what is demanded: "demanded that Peru withdraw"."""
    if lemma(verb) not in known("asking"):
        return []
    for child in verb.children:
        if child.dep_ == "ccomp":
            return [Whom(t, t) for t in nouns([c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")]) if actor(t)]
    return []


def brought(word: Token, carrier: bool = False, depth: int = 0, chained: bool = False) -> list[Whom]:
    """Whom the prepositions under a word bring, looking through things to what they complement in turn."""
    out: list[Whom] = []
    named = word.pos_ == "NOUN" and lemma(word) in known("nouns")
    participles = [c for c in word.children if named and c.dep_ == "acl" and c.tag_ == "VBN"]  # "sanctions imposed on"
    for child in (*word.children, *(c for p in participles for c in p.children if c.lower_ not in known("loose"))):
        if child.dep_ not in ("prep", "dative") or child.lower_ not in known("towards"):
            continue
        fixed = (named and child.lower_ in known("after_nouns")) or (child.lower_ == "for" and lemma(word) in known("giving"))
        fixed = fixed or (child.lower_ in ("at", "on", "toward", "towards") and lemma(word) in known("hurling"))
        fixed = fixed or (chained and child.lower_ == "of")
        loose = child.lower_ in known("loose") and not fixed
        for thing in nouns([c for c in child.children if c.dep_ == "pobj"]):
            if actor(thing) or (place(thing) and not loose):
                out.append(Whom(thing, thing, not loose and (not carrier or fixed or child.lower_ == "against")))
            elif depth < DEPTH and (lemma(thing) in known("nouns") or not loose):
                further = [w for w in brought(thing, carrier, depth + 1, fixed) if w.sure or not carrier]
                out += further or [Whom(thing, n, not loose and not carrier) for n in [owner(thing)] if n is not None]
    return [w for w in out if w.sure] or out


def of_noun(noun: Token) -> Iterator[Telling]:
    """The act of a noun whose own phrase names who does it: "Chad's raid on the camp", "talks between Oman and Yemen"."""
    if noun.head.pos_ == "VERB" and lemma(noun.head) in known("unreal"):
        return
    word = lemma(noun)
    preps = {c.lower_: nouns([o for o in c.children if o.dep_ == "pobj"]) for c in noun.children if c.dep_ in ("prep", "agent")}
    sides = [t for t in preps.get("between", []) if actor(t)]
    if word in known("deeds_mutual") and len(sides) > 1:
        yield Telling(noun, [Whom(t, t) for t in sides], [], listed=True, mutual=True)
        return
    sources = [t for c in noun.children if c.dep_ == "poss" for t in nouns([c]) if actor(t)]
    sources = sources or [t for t in preps.get("by", []) if actor(t)]
    if not sources:
        return
    names = ("with",) if word in known("deeds_mutual") else ("on", "against", "of", "upon", "to", "with")
    for name in names:
        if targets := [Whom(t, t) for t in preps.get(name, []) if actor(t) or (place(t) and name != "with")]:
            yield Telling(noun, [Whom(t, t) for t in sources], targets, listed=True, mutual=word in known("deeds_mutual"))
            return
