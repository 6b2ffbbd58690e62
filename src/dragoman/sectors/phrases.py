"""A noun phrase's syntax: its tokens, its head, the words before it and the phrases after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.parse import lemma, span_of
from dragoman.sectors.tables import load_heads

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.sectors.spotting import Sighted

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_OUTER = ("punct", "det", "cc", "mark", "case", "predet")
_BEFORE = ("compound", "nmod", "amod", "poss", "nummod", "npadvmod", "quantmod", "appos", "dep", "nounmod", "advmod", "punct", "case",
           "conj", "cc", "det")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``first`` to ``last`` (inclusive) of a sentence that was looked at, and the token that heads them."""

    seen: Sighted
    first: int
    last: int
    head: Token

    def under(self, head: Token) -> Phrase:
        """The phrase that another of its tokens heads."""
        return Phrase(self.seen, max(self.first, head.left_edge.i), min(self.last, head.right_edge.i), head)

    def before(self) -> list[Token]:
        """The words of the phrase that stand before its head and belong to it, in the order of the text."""
        head, out = self.head, []
        for child in head.lefts:
            if child.dep_ in _BEFORE or child.dep_ in ("nsubj", "ROOT"):
                out += [t for t in child.subtree if self.first <= t.i < head.i]
        if not out:  # a parse that hangs the words on something else
            out = [t for t in head.doc[self.first : head.i] if head.left_edge.i <= t.i or t.head.i == head.i]
        return sorted(set(out), key=lambda t: t.i)

    def after(self) -> Iterator[tuple[str, Token]]:
        """The noun phrases that hang on the head by a preposition, each as (preposition, head), in the order of the text."""
        yield from self._complements(self.head)
        for token in self.before():  # a title before a name: "ambassador to Chad X" hangs its preposition on the title
            if token.dep_ in ("compound", "appos", "nmod"):
                yield from self._complements(token)

    def _complements(self, token: Token) -> Iterator[tuple[str, Token]]:
        for child in token.rights:
            if child.lower_ in load_heads().belonging and child.i <= self.last:
                yield from (("of", noun) for _, noun in self._complements(child))
            elif child.dep_ in ("prep", "agent") and child.i <= self.last:
                for noun in child.children:
                    if noun.dep_ in ("pobj", "pcomp") and noun.i <= self.last:
                        yield child.lower_, noun
                    elif noun.dep_ == "prep" and noun.i <= self.last:  # "from across", "in front of"
                        yield from ((noun.lower_, x) for x in noun.children if x.dep_ == "pobj" and x.i <= self.last)

    def appositions(self) -> list[Token]:
        """Nouns that say again who the head is: "Mutua, the governor"."""
        return [t for t in self.head.rights if t.dep_ == "appos" and t.i <= self.last and t.pos_ in ("NOUN", "PROPN")]


def phrase_of(seen: Sighted, start: int, end: int) -> Phrase | None:
    """The phrase that characters ``start`` to ``end`` of a sentence are; None where they touch no word."""
    tokens = [t for t in seen.span(start, end) if not t.is_space]
    while len(tokens) > 1 and (tokens[0].is_punct or tokens[0].is_quote or tokens[0].tag_ == "IN"):
        tokens = tokens[1:]
    while tokens and tokens[-1].is_punct and len(tokens) > 1:
        tokens = tokens[:-1]
    if not tokens:
        return None
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if (t.head.i not in inside or t.head.i == t.i) and t.dep_ not in _OUTER]
    former = [t for t in tops if t.lower_ == "ex" and t.i + 2 in inside and seen.doc[t.i + 1].text == "-"]
    if former:  # "ex-soldiers": the parser takes the prefix for the head
        return Phrase(seen, tokens[0].i, tokens[-1].i, seen.doc[former[0].i + 2])
    sure = len(tops) == 1 and tops[0].pos_ in _NOMINAL and tops[0].dep_ != "poss" and not tops[0].like_num
    head = tops[0] if sure else _surface_head(tokens)
    return Phrase(seen, tokens[0].i, tokens[-1].i, head)


def _surface_head(tokens: list[Token]) -> Token:
    """The last noun before the first preposition, comma or clause, where the parse gives no one head."""
    best: Token | None = None
    for token in tokens:
        stop = token.tag_ in ("IN", "WDT", "WP", "VBG", "VBN", "VBD", "CC", ":") or token.text in (",", "(", ";")
        if stop and best is not None and best.pos_ != "NUM":
            break
        if token.pos_ in _NOMINAL and token.tag_ != "POS" and (best is None or token.pos_ != "NUM"):
            best = token
    return best or tokens[-1]


def qualifies(token: Token) -> bool:
    """Whether a word is only the first half of a compound that describes, or is held off by one: "Russian-backed", "pro-Russian"."""
    doc, heads, i = token.doc, load_heads(), token.i
    parts = token.lower_.replace("–", "-").split("-")
    if len(parts) > 1 and (parts[-1] in heads.qualifying or parts[0] in heads.qualifiers):
        return True
    if i + 2 < len(doc) and doc[i + 1].text in ("-", "–") and doc[i + 2].lower_ in heads.qualifying:
        return True
    if i + 1 < len(doc) and doc[i + 1].lower_ in heads.qualifying and token.pos_ != "NOUN" and doc[i + 1].tag_ == "VBN":
        return True  # "US backed rebels"
    return i >= 2 and doc[i - 1].text in ("-", "–") and doc[i - 2].lower_ in heads.qualifiers


def endings(phrase: Phrase, head: Token) -> Iterator[str]:
    """The runs of words that end with a noun, the longest first, each in lower case with the noun's lemma."""
    first, starts = head.i, [head.i]
    while first > phrase.first and len(starts) < 2 * load_heads().longest:
        first -= 1  # "non-governmental" is three tokens and one word
        starts.append(first)
    noun = lemma(head)
    lasts = dict.fromkeys((noun, head.lower_, noun.removesuffix("s")))  # the lemmatiser keeps some plurals: "troops"
    for first in reversed(starts):
        lead = head.doc[first : head.i].text_with_ws.lower() if first < head.i else ""
        for last in lasts:
            yield lead + last


def text_of(seen: Sighted, phrase: Phrase) -> str:
    """The phrase's words without a leading article or pronoun, trailing possessive, doubled spaces."""
    first, last = phrase.first, phrase.last
    doc = seen.doc
    while first < phrase.head.i and (doc[first].tag_ in ("DT", "PDT", "PRP$", "WP$") or doc[first].is_punct):
        first += 1
    while last > phrase.head.i and doc[last].tag_ == "POS":
        last -= 1
    return " ".join(seen.text[span_of(doc[first])[0] : span_of(doc[last])[1]].split())
