"""Noun phrases: their core words, their modifiers, and their text as a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from dragoman.parse.pipeline import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

T = TypeVar("T")
LEFT = (
    "amod",
    "compound",
    "nmod",
    "poss",
    "nummod",
    "det",
    "case",
    "quantmod",
    "predet",
    "advmod",
    "npadvmod",
    "punct",
    "nounmod",
    "preconj",
)


def modifiers(head: Token) -> list[Token]:
    """The tokens before the head that modify it, with their own modifiers; clauses are left out."""
    out: list[Token] = []
    for child in head.lefts:
        if child.dep_ in LEFT or (child.dep_ in ("conj", "cc", "appos", "dep")):
            out += [t for t in child.subtree if t.i < head.i]
    return out


def complements(head: Token, preps: tuple[str, ...] = ("of",)) -> list[Token]:
    """The heads of the noun phrases that hang on ``head`` by one of ``preps``, conjuncts included, nested ones too."""
    from dragoman.parse.frames import nouns

    out: list[Token] = []
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in preps:
            for obj in nouns([x for x in child.children if x.dep_ == "pobj"]):
                out += [obj, *complements(obj, preps)]
    return out


def once(name: str, head: Token, make: Callable[[Token], T]) -> T:
    """What ``make`` gives for a token, kept with its parse: many patterns ask the same of the same phrase."""
    kept = head.doc.user_data.setdefault(name, {})
    if head.i not in kept:
        kept[head.i] = make(head)
    value: T = kept[head.i]
    return value


def core_tokens(head: Token) -> list[Token]:
    """A noun phrase's core: head, modifiers, and the heads and modifiers of its of-phrases, in the order of the text."""
    tokens = {t.i: t for part in (head, *complements(head, ("of",))) for t in (part, *modifiers(part))}
    return [tokens[i] for i in sorted(tokens)]


def core_words(head: Token) -> frozenset[str]:
    """The words and lemmas of a noun phrase's core."""
    return once("words", head, lambda h: frozenset(w for t in core_tokens(h) for w in (t.lower_, lemma(t))))


def core_text(head: Token) -> str:
    """The core's lemmas and then its words, spaced, for patterns of several words."""
    return once("text", head, lambda h: f" {' '.join(lemma(t) for t in core_tokens(h))} {' '.join(t.lower_ for t in core_tokens(h))} ")


def leads(token: Token) -> bool:
    """Whether a phrase's first word is no part of its name: an article, a pronoun, a number that is not itself a name's ("Second")."""
    counted = token.like_num and token.pos_ != "PROPN" and not token.text.istitle()
    return counted or token.pos_ == "PRON" or token.tag_ == "WP$" or token.dep_ in ("det", "predet", "case", "punct", "preconj")


def name_span(head: Token) -> tuple[int, int]:
    """(first, last + 1) token indices of the phrase as a name: no leading article, number or date; of-, on- and for-phrases kept
    where they are part of a title or define the thing."""
    tokens = [head, *modifiers(head)]
    last = head
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "on", "for", "with", "from", "to") and child.i - last.i <= 1:
            inner = [x for x in child.subtree if not _clause_within(x, child)]
            pronoun = any(x.dep_ == "pobj" and x.pos_ == "PRON" for x in inner)
            if inner and not pronoun and not any(x.like_num and len(x.text) == 4 for x in inner):
                tokens += [x for x in inner if x.i >= child.i]
                last = max(inner, key=lambda x: x.i)
    start, end = min(t.i for t in tokens), max(t.i for t in tokens) + 1
    doc = head.doc
    while start < head.i and leads(doc[start]):
        start += 1
    while end > head.i + 1 and doc[end - 1].is_punct and doc[end - 1].text not in ('"', "”", "’", ")"):
        end -= 1
    return start, end


def _clause_within(token: Token, top: Token) -> bool:
    while token.i != top.i:
        if token.dep_ in ("relcl", "acl", "advcl", "appos", "ccomp"):
            return True
        token = token.head
    return False
