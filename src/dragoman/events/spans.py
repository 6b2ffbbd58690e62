"""Where a phrase that may name a participant begins and ends.

A noun has several extents: with its article or without, up to its first complement, with its appositions, with what is coordinated with
it. Readers differ on which of them is "the" actor, so all are offered, and what was learnt from annotated sentences chooses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "pobj", "dative", "ROOT", "appos", "conj")
# An argument that the tagger took for another class is still a phrase; a modifier, measure or expletive is none of its own.
TAKEN_FOR_NOUN = ("ADJ", "DET", "X")
NO_PHRASE = ("compound", "nummod", "npadvmod", "quantmod", "expl")
# What opens a part that a phrase can end before.
PARTS = ("relcl", "acl", "prep", "appos", "conj", "cc")
LOOSE_LEFT = ("npadvmod", "advmod", "preconj", "predet", "cc")
BREAKS = (",", ";", ":", "-", "--", "–")


@dataclass(frozen=True, slots=True)
class Extent:
    """One reading of how far a phrase goes: token indices ``start`` to ``end`` (exclusive), and at what it begins and ends."""

    start: int
    end: int
    left: str
    right: str


def phrase_heads(doc: Doc) -> Iterator[Token]:
    """The nouns, names, pronouns and numbers that head a phrase, in order."""
    for token in doc:
        argument = token.dep_ in ARGUMENTS and token.pos_ in TAKEN_FOR_NOUN
        if (token.pos_ in NOMINAL or argument) and token.dep_ not in NO_PHRASE:
            yield token


def extents(head: Token) -> tuple[Extent, ...]:
    """The extents of the phrase that ``head`` heads, the shortest end first, each once; empty for a head that is punctuation."""
    found: dict[tuple[int, int], Extent] = {}
    for start, left in _starts(head):
        for end, right in _ends(head):
            a, b = _trimmed(head.doc, start, end)
            if a <= head.i < b and (a, b) not in found:
                found[a, b] = Extent(a, b, left, right)
    return tuple(found.values())


def _starts(head: Token) -> Iterator[tuple[int, str]]:
    doc, first = head.doc, head.left_edge.i
    yield first, "full"
    if doc[first].tag_ in ("DT", "PRP$", "PDT") or doc[first].dep_ == "det":
        yield first + 1, "nodet"
    for child in head.lefts:
        if child.dep_ == "punct" and child.i + 1 <= head.i:
            yield child.i + 1, "afterpunct"
        if child.dep_ in LOOSE_LEFT:
            yield child.right_edge.i + 1, "after" + child.dep_


def _ends(head: Token) -> list[tuple[int, str]]:
    ends = [(head.i + 1, "base")]
    reached = head.i + 1
    for child in head.rights:
        if child.dep_ == "case":  # the possessive belongs to the word before it
            reached = child.i + 1
            ends[-1] = (reached, "base")
        elif child.dep_ == "punct":
            reached = max(reached, child.i + 1)
            if child.text in (")", "”", '"'):
                ends.append((reached, "punct"))
        elif child.dep_ != "cc":
            kind = label(child)
            ends += _within(child, kind)
            ends.append((child.right_edge.i + 1, kind))
    return ends


def _within(child: Token, kind: str) -> Iterator[tuple[int, str]]:
    """Ends inside a complement, apposition or conjunct, before a part of its own."""
    if child.dep_ not in ("prep", "conj", "appos"):
        return
    lead = 1 if child.dep_ == "prep" else 0
    for token in child.subtree:
        begins = token.left_edge.i
        if token.i > child.i and token.dep_ in PARTS and begins > child.i + lead and token.head.i != child.i:
            yield begins, f"{kind}<{token.dep_}"


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while end > start and doc[end - 1].text in BREAKS:
        end -= 1
    while start < end and doc[start].text in BREAKS[:4]:
        start += 1
    return start, end


def label(token: Token) -> str:
    """The token's dependency, a preposition's with its word."""
    return f"prep_{token.lower_}" if token.dep_ == "prep" else str(token.dep_)
