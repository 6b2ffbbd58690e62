"""Whether a noun names somebody who can act, and whom a phrase stands for: "its demand", "the Chadian offer", "he"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dragoman.actors import load_gazetteer
from dragoman.parse import frame_of, lemma
from dragoman.wordlists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

# A place line ends within so many tokens, with one of these.
LINE, DASHES = 12, ("--", "—", "–", "-")
OWNING = {"his": "he", "her": "she", "its": "it", "their": "they"}
PERSONAL = ("he", "she", "it", "they")


@cache
def state_words() -> frozenset[str]:
    """The one-word names and demonyms of states and organisations, lower case: "chad", "chadian", "nato"."""
    kinds = ("name", "demonym", "nickname", "organisation", "territory", "capital")
    return frozenset(e.text.lower() for e in load_gazetteer().names() if e.kind in kinds and " " not in e.text)


def actor(token: Token) -> bool:
    """Whether a head names somebody who can act: a name that is no date or prize, or a noun for people, bodies and forces."""
    word = lemma(token)
    alone = not any(c.dep_ in ("compound", "nmod", "flat") for c in token.children)  # "May", not "Theresa May"
    if (word in words("events/actors", "not_actors") and alone) or token.dep_ == "npadvmod" or dateline(token):
        return False
    if token.pos_ == "PROPN" and any(t.lower_ in words("events/actors", "natural") for t in (token, *token.children)):
        return False
    if token.pos_ == "PROPN" or (token.lower_ in state_words() and token.text[0].isupper()):
        return any(c.isalpha() for c in token.text)
    if token.pos_ not in ("NOUN", "ADJ") or word not in words("events/actors", "actors"):
        return False
    return word not in words("events/actors", "weak") or any(t.pos_ == "PROPN" or t.lower_ in state_words() for t in token.subtree)


def place(token: Token) -> bool:
    """Whether a noun names a place that stands for whose it is: "the base", "a border town"."""
    return lemma(token) in words("events/actors", "places")


def owner(token: Token) -> Token | None:
    """Whose a thing is: by a possessive or a demonym before it, else by an of-, by- or from-phrase."""
    return possessor(token) or next(
        (
            thing
            for child in token.children
            if child.dep_ in ("prep", "agent") and child.lower_ in ("of", "by", "from")
            for thing in child.children
            if thing.dep_ == "pobj" and (actor(thing) or place(thing))
        ),
        None,
    )


def possessor(token: Token) -> Token | None:
    """Whose a thing is by the words before it: "Oman's offer", "the Omani offer"."""
    for child in token.children:
        if child.dep_ == "poss" and actor(child):
            return child
    for child in token.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.lower_ in state_words() and child.text[0].isupper():
            return child
    return None


def whole(token: Token) -> Token:
    """The head of the phrase that measures or counts a thing: "*thousands* of farmers"; of anything else, itself."""
    measured = token.dep_ == "pobj" and token.head.lower_ == "of" and lemma(token.head.head) in words("parse/verbs", "measures")
    return token.head.head if measured else token


def doers(found: list[Token], verb: Token) -> Iterator[tuple[Token, Token]]:
    """Those of a predicate's agents who can act, as (phrase, the word in it that names the actor): a pronoun's antecedent in the clauses
    above in its place, and for a deed ("a raid by rebels") whose it is."""
    for token in found:
        if token.lower_ in PERSONAL:
            yield from ((t, t) for t in antecedents(token, verb))
        elif dateline(token):
            yield from ((t, t) for t in token.children if actor(t))
        elif actor(token):
            yield token, token
        elif lemma(token) in words("events/predicates", "nouns") and (whose := owner(token)) is not None:
            yield token, whose


def line_end(doc: Doc) -> int:
    """The index of the dash or colon that ends a report's place line ("LIMA, Peru -- ", "LIMA: "); -1 where there is none."""
    for token in doc[:LINE]:
        if token.pos_ in ("VERB", "AUX") and token.text[0].islower():
            return -1
        spaced = token.i > 0 and bool(token.nbor(-1).whitespace_) and bool(token.whitespace_)
        if (token.text in DASHES and spaced) or (token.text == ":" and doc[: token.i].text.isupper()):
            return int(token.i)
    return -1


def dateline(token: Token) -> bool:
    """Whether a name stands in a place line."""
    return bool(token.i < line_end(token.doc))


def antecedents(pronoun: Token, verb: Token) -> list[Token]:
    """Who a pronoun is, where it is the subject of the clause that its own clause complements: "Peru said that it left"."""
    for above in verb.ancestors:
        if above.pos_ not in ("VERB", "AUX"):
            continue
        found = [t for t in frame_of(above).agent if actor(t) and t.i != pronoun.i]
        if found and agrees(pronoun, found):
            return found
    return []


def agrees(pronoun: Token, found: list[Token]) -> bool:
    """Whether a pronoun can stand for these: "they" for several, or for a state or body; "he" and "she" for one who is neither."""
    word = OWNING.get(pronoun.lower_, pronoun.lower_)
    several = len(found) > 1 or any(t.tag_ in ("NNS", "NNPS") for t in found)
    named = any(t.lower_ in state_words() for t in found)
    if word == "they":
        return several or named or found[0].pos_ == "NOUN"
    return not several and (word == "it" or not named)


def same(one: Token, other: Token, verb: Token) -> bool:
    """Whether two heads are one actor, or one is part of the other's name, title or belongings, as ``verb`` speaks of them."""
    if called(one) == called(other) or within(one, other) or within(other, one):
        return True
    if lemma(other) not in words("events/actors", "own"):
        return False
    return any(c.dep_ == "poss" and c.lower_ in OWNING and not antecedents(c, verb) for c in other.children)


def called(head: Token) -> str:
    """A head with the names and adjectives before it, lower case: what tells one government from another."""
    return " ".join([c.lower_ for c in head.lefts if c.dep_ in ("compound", "amod", "nmod", "poss", "nummod")] + [head.lower_])


def within(part: Token, whole: Token) -> bool:
    """Whether one head stands in the other's phrase, not beside it in a list and not in a clause about it."""
    token = part
    while token.i != whole.i:
        if token.head.i == token.i or token.dep_ == "conj" or token.pos_ in ("VERB", "AUX"):
            return False
        token = token.head
    return True
