"""A sentence seen from two phrases: the predicates that the one takes part in, and the way through the tree to the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.parse import lemma, span_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]
Triple = tuple[str, Span | None, Span | None]
"""A text with the phrases of source and target."""
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}
COMPLEMENTS = {"xcomp", "ccomp", "oprd"}
LEFTWARD = 3
"""How many words before its verb a complement may stand; further left it is a quote that the verb closes."""


@dataclass(frozen=True, slots=True)
class View:
    """Indices are of tokens in ``doc``; ``words`` are their lemmas, with numbers as "#".

    ``chain`` leads from the verb above the source down through what completes it ("agreed to lift": agree, lift); ``path`` leads from
    the source's head to the target's, both included, and is empty where one of them is missing.
    """

    doc: Doc
    words: tuple[str, ...]
    source: frozenset[int]
    target: frozenset[int]
    source_head: int | None
    target_head: int | None
    chain: tuple[int, ...]
    path: tuple[int, ...]

    @property
    def actors(self) -> frozenset[int]:
        return self.source | self.target

    @property
    def between(self) -> tuple[int, ...]:
        """The path without the two phrases themselves."""
        return tuple(i for i in self.path[1:-1] if i not in self.source and i not in self.target)


def words_of(doc: Doc) -> tuple[str, ...]:
    """The lemmas of a sentence, which all its views share."""
    return tuple("#" if t.like_num else lemma(t) for t in doc)


def view_of(
    doc: Doc, source: Span | None, target: Span | None, words: tuple[str, ...] | None = None, predicate: int | None = None
) -> View:
    """The view from two phrases given by (start, end) characters of the sentence; without any, from the sentence's main verb.

    ``predicate`` is the token known to tell the act: where it shares the source with the verb above that ("was arrested and helps …"),
    the chain begins at it.
    """
    s, t = tokens_of(doc, source), tokens_of(doc, target)
    source_head, target_head = head_of(doc, s), head_of(doc, t)
    anchor = source_head if source_head is not None else target_head
    chain = chain_of(doc, anchor) if anchor is not None else main_chain(doc)
    if predicate is not None and chain and any(c.i == predicate for c in doc[chain[0]].conjuncts):
        chain = _completed(doc[predicate])
    path = path_between(doc, source_head, target_head) if source_head is not None and target_head is not None else []
    return View(doc, words or words_of(doc), s, t, source_head, target_head, tuple(chain), tuple(path))


def tokens_of(doc: Doc, span: Span | None) -> frozenset[int]:
    """The indices of the tokens that a span of characters touches."""
    if span is None:
        return frozenset()
    spans = ((t, *span_of(t)) for t in doc if not t.is_space)
    return frozenset(t.i for t, start, end in spans if start < span[1] and end > span[0])


def head_of(doc: Doc, indices: frozenset[int]) -> int | None:
    """The token of a phrase that governs the others, a noun if one does."""
    tops = [i for i in sorted(indices) if doc[i].head.i not in indices or doc[i].head.i == i]
    nominal = [i for i in tops if doc[i].pos_ in NOMINAL]
    return next(iter(nominal or tops), None)


def path_between(doc: Doc, a: int, b: int) -> list[int]:
    """The tokens from one to the other through the tree, both ends included."""
    up, over = ([i, *(x.i for x in doc[i].ancestors)] for i in (a, b))
    shared = next((i for i in up if i in over), None)
    if shared is None:
        return [*up, *reversed(over)]
    return [*up[: up.index(shared) + 1], *reversed(over[: over.index(shared)])]


def chain_of(doc: Doc, head: int) -> list[int]:
    """The nearest verb above a phrase, and what completes it."""
    token = doc[head]
    return _completed(next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), token.head))


def main_chain(doc: Doc) -> list[int]:
    """The sentence's main verb, and what completes it."""
    root = next((t for t in doc if t.head.i == t.i), None)
    return [] if root is None else _completed(root)


def _completed(verb: Token) -> list[int]:
    chain = [verb.i]
    while True:
        below = (c for c in verb.children if c.dep_ in COMPLEMENTS and c.i not in chain and c.i > verb.i - LEFTWARD)
        following = next(below, None)
        if following is None:
            return chain
        chain.append(following.i)
        verb = following
