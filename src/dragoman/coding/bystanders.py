"""Who is named without having a part in what is told: hosts, go-betweens, those whom an adverbial clause speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.coding.roles import Found
from dragoman.coding.scene import Scene, clause_of
from dragoman.model import Mention
from dragoman.parse import lemma
from dragoman.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_bystander(token: Token, mention: Mention) -> bool:
    """Whether a state is only where, under whom, by whose help or in spite of whom something was done: "was signed at Lima", "a pact aimed
    against Somalia", "with Peru as go-between", "by the good offices of the king"."""
    if mention.kind in ("city", "capital") and token.dep_ == "pobj" and token.head.lower_ in ("in", "at"):
        return token.head.head.pos_ in ("VERB", "AUX", "PROPN", "NUM")
    for above in (token, *token.ancestors):
        if above.pos_ in ("VERB", "AUX"):
            return False
        if lemma(above) in words("coding/standing", "go_betweens"):
            return True
        if above.dep_ == "pobj":
            preposition = above.head
            if preposition.lower_ in words("coding/standing", "aside"):
                return True
            if preposition.lower_ == "on" and lemma(preposition.head) in words("coding/standing", "documents"):
                return True  # what a paper is about: "a joint statement on El Salvador"
            if preposition.lower_ == "with" and served_as(above):
                return True
    return False


def told_aside(found: Found, scene: Scene, head: Token) -> bool:
    """Whether a state is named only in an adverbial clause beside what is told: "When a *Dutch* frigate put in, Peru called up its men"."""
    root = scene.root_of(found.mention) if found.mention is not None else None
    clause = clause_of(root) if root is not None else None
    if clause is None or clause.dep_ != "advcl" or not any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children):
        return False
    return not any(t.i == head.i for t in clause.subtree)


def served_as(noun: Token) -> list[Token]:
    """As what somebody is told to be, wherever the parser hung it: "with *Norway* as go-between"."""
    after = noun.doc[noun.i + 1 : noun.i + 2]
    roles = [c for above in (noun, noun.head) for c in above.children if c.lower_ == "as" and c.i > noun.i]
    return [o for c in dict.fromkeys((*roles, *(t for t in after if t.lower_ == "as"))) for o in c.children]


def lends_help(found: Found, scene: Scene) -> bool:
    """Whether a state is with two others only to help them on: "with Norway as go-between"."""
    root = scene.root_of(found.mention) if found.mention is not None else None
    if root is None or root.dep_ != "pobj":
        return False
    helpers = words("coding/standing", "go_betweens")
    return any(x.lower_ in helpers or x.lower_ == "between" for o in served_as(root) for x in (o, *o.children))
