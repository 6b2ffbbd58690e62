"""A sentence with everything known about it: its parse, mentions, times and amounts, and what the document is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from dragoman.actors import Gazetteer, OfficeHolding
from dragoman.model import AmountMention, Document, Mention, TimeExpression
from dragoman.parse import lemma, span_of
from dragoman.parse.frames import nouns
from dragoman.parse.phrases import modifiers
from dragoman.segment import Block, Sentence
from dragoman.wordlists import table, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


# So many sentences back, a document's pair is still what is spoken of.
NEAR = 4
DEFINITE = ("the", "this", "that", "these", "its", "their")
PRONOUNS = ("it", "they", "them", "this", "these")


class Span(Protocol):
    """Anything with character offsets into the document."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Span)


@dataclass(slots=True)
class Setting:
    """A sentence before it is parsed: its place in the document and the spans found in it."""

    sentence: Sentence
    block: Block
    mentions: list[Mention]
    times: list[TimeExpression]
    amounts: list[AmountMention]
    head_time: TimeExpression | None = None
    index: int = 0

    @property
    def codes(self) -> list[str]:
        """The distinct states and organisations that the sentence names, in order; places in datelines are not among them."""
        return list(dict.fromkeys(c for m in self.mentions for c in m.codes))


@dataclass(slots=True)
class View:
    """A document as the coder sees it. ``dyad`` is the pair that it is mainly about, or None; ``focus`` all such states, ranked."""

    doc: Document
    gazetteer: Gazetteer
    settings: list[Setting]
    offices: list[OfficeHolding]
    focus: tuple[str, ...]
    dyad: tuple[str, str] | None
    year: int | None
    is_news: bool
    interviewee: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """What the last statement was about, which the next sentences may call "it", "they", "the treaty": the thing's words and its states."""

    heads: frozenset[str]
    words: frozenset[str]
    source: str | None
    target: str | None
    parties: tuple[str, ...]
    index: int
    kind: str = ""

    def reaches(self, index: int) -> bool:
        """Whether a sentence is near enough for a pronoun to refer back to it."""
        return 0 <= index - self.index <= 2

    def remembered(self, index: int) -> bool:
        """Whether a sentence is near enough for "the embassy" to mean the last one told of."""
        return 0 <= index - self.index <= 15


class Scene:
    """A parsed sentence: tokens tied to the mentions, times and amounts that cover them."""

    def __init__(
        self, view: View, setting: Setting, parse: Doc, topic: Topic | None = None, memory: dict[str, Topic] | None = None
    ) -> None:
        self.view, self.setting, self.parse = view, setting, parse
        self.topic = topic if topic is not None and topic.reaches(setting.index) else None
        self.memory = memory or {}
        self.base = setting.sentence.start
        # What matching has worked out of the sentence, so that each pattern need not anew: see coding/match.py.
        self.starts: dict[str, bool] = {}
        self.phrases: dict[tuple[int, bool], tuple[frozenset[str], str]] = {}
        self._spans = [span_of(t) for t in parse]
        self.mention_at: dict[int, Mention] = self._cover(setting.mentions)
        self.time_at: dict[int, TimeExpression] = self._cover(setting.times)
        self.amount_at: dict[int, AmountMention] = self._cover(setting.amounts)

    def _cover(self, spans: Iterable[S]) -> dict[int, S]:
        out: dict[int, S] = {}
        for span in spans:
            for token in self.tokens_of(span):
                out.setdefault(token.i, span)
        return out

    def tokens_of(self, span: Span) -> list[Token]:
        """The tokens that a span of the document touches in this sentence."""
        start, end = span.start - self.base, span.end - self.base
        return [self.parse[i] for i, (first, last) in enumerate(self._spans) if first < end and last > start]

    @cached_property
    def text(self) -> str:
        """The sentence's text, exactly as in the document."""
        return self.view.doc.text[self.setting.sentence.start : self.setting.sentence.end]

    @cached_property
    def low(self) -> str:
        """The sentence in lower case with a blank at either end, in which words of patterns are looked for."""
        return f" {self.text.lower()} "

    def root_of(self, span: Span) -> Token | None:
        """The token of a span that the others hang on, and through which the span hangs in the tree."""
        tokens = self.tokens_of(span)
        inside = {t.i for t in tokens}
        for token in tokens:
            if token.head.i not in inside or token.head.i == token.i:
                return token
        return tokens[0] if tokens else None

    def offsets(self, first: Token, last: Token) -> tuple[int, int]:
        """Document offsets of the words from ``first`` to ``last``."""
        return self.base + self._spans[first.i][0], self.base + self._spans[last.i][1]

    def stretch(self, token: Token) -> tuple[int, int]:
        """(first, last + 1) token indices between the semicolons around a token."""
        stops = [-1, *(t.i for t in self.parse if t.text == ";"), len(self.parse)]
        first = max(i for i in stops if i < token.i or i == -1)
        return first + 1, min(i for i in stops if i >= token.i)

    @cached_property
    def pair(self) -> tuple[str, str] | None:
        """The document's dyad, unless this sentence and the few before it speak of others only; else None.

        In an interview the two who talk need no naming."""
        dyad = self.view.dyad
        if dyad is not None and self.setting.block.kind in ("question", "answer"):
            return dyad
        near = self.view.settings[max(0, self.setting.index - NEAR) : self.setting.index + 1]
        named = [c for s in near for m in s.mentions for c in m.codes]
        return dyad if dyad and (not named or any(c in dyad for c in named)) else None

    def meant(self, token: Token) -> Topic | None:
        """What a phrase refers back to: a pronoun to the last thing told, a bare "the treaty" to the last treaty."""
        if token.lower_ in PRONOUNS:
            return self.topic
        topic = self.memory.get(lemma(token)) or self.called_otherwise(token)
        if (
            topic is None
            or not topic.remembered(self.setting.index)
            or any(c.dep_ in ("poss", "nmod") and c.pos_ != "PRON" for c in token.children)
            or any(c.dep_ == "compound" and (c.pos_ == "PROPN" or lemma(token) in self.memory) for c in token.children)
            or any(c.i in self.mention_at and c.pos_ != "PRON" for c in token.lefts)
        ):
            return None
        return topic if any(c.lower_ in DEFINITE for c in token.children) else None

    def called_otherwise(self, token: Token) -> Topic | None:
        """The last thing told that goes by another word of the same sense: "the mission" for an embassy, "the tariff" for duties."""
        name = lemma(token)
        senses = [sense for sense in table("coding/standing")["same_thing"].values() if name in sense]
        told = [self.memory[w] for sense in senses for w in sense if w in self.memory]
        return max(told, key=lambda t: t.index, default=None)

    def named_before(self, token: Token) -> frozenset[str]:
        """The nouns that a word may stand for: those of the sentence before it, else those of the last thing told."""
        own = frozenset(lemma(t) for t in self.parse[: token.i] if t.pos_ in ("NOUN", "PROPN") and t.i not in self.time_at)
        return own | (self.topic.heads if self.topic is not None else frozenset())

    def refers_back(self, token: Token) -> bool:
        """Whether a phrase refers back to something told."""
        return self.meant(token) is not None

    def mentions_in(self, tokens: Iterable[Token]) -> list[Mention]:
        """The distinct mentions that cover the tokens, in order."""
        out: list[Mention] = []
        for token in tokens:
            mention = self.mention_at.get(token.i)
            if mention is not None and mention not in out:
                out.append(mention)
        return out


def clause_of(token: Token) -> Token:
    """The finite verb (or root) of the clause that the token stands in."""
    while token.dep_ not in ("ROOT", "relcl", "advcl", "ccomp", "csubj", "parataxis") and token.head.i != token.i:
        if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX"):
            return token
        token = token.head
    return token


def modifier_mentions(scene: Scene, head: Token) -> list[Mention]:
    """The mentions among a phrase's modifiers: "the *Turkish* embassy", "*Azerbaijan's* leader"."""
    return scene.mentions_in(sorted((t for t in modifiers(head) if not hyphenated(t, head)), key=lambda t: t.i))


def hyphenated(token: Token, head: Token) -> bool:
    """Whether a modifier only tells by whom the thing is backed, named or held ("a UN-backed government"), not whose it is."""
    if lemma(head) in ("member", "member-state") and token.dep_ in ("compound", "nmod"):  # "the OPEC member" is not OPEC
        return True
    if "-" in token.text:
        return token.lower_.rpartition("-")[2] in words("coding/standing", "hyphenated")
    after = token.doc[token.i + 1 : token.i + 3]
    hyphen = len(after) == 2 and token.i < head.i and after[0].text in ("-", "–")
    return hyphen and after[1].lower_ in words("coding/standing", "hyphenated")


def appositions(head: Token) -> list[Token]:
    """What stands in apposition to a phrase."""
    return nouns([c for c in head.children if c.dep_ == "appos"])


def clauses_on(noun: Token) -> list[Token]:
    """The verbs of the clauses that speak of a noun: its own, and one that tells that it came about and that the parser hangs on a later
    noun of the same phrase ("a railway from A to B, which was opened in 1913")."""
    out = [c for c in noun.children if c.dep_ in ("relcl", "acl")]
    if noun.pos_ not in ("NOUN", "PROPN"):
        return out
    for token in noun.doc[noun.i + 1 :]:
        if token.pos_ in ("VERB", "AUX") or token.text == ";":
            break
        out += [
            c
            for c in token.children
            if c.dep_ == "relcl"
            and c.i > token.i
            and any(w.lower_ == "which" and w.dep_ in ("nsubj", "nsubjpass") for w in c.children)
            and lemma(c) in words("coding/modality", "realising")
        ]
    return out
