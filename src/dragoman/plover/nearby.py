"""The words about an action: its clause, each word with its distance from the trigger, and the terms that are found there.

A term is a lemma or a phrase of lemmas ("hunger strike"); ``a+b`` asks for both, in any order; ``!a`` that it be absent; ``$name``
stands for each term of a list; ``~a`` is a word too common to tell much, taken only for want of better.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from dragoman.parse import lemma, lemma_of
from dragoman.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Phrase = tuple[str, ...]
Sides = tuple[tuple[Phrase, ...], tuple[Phrase, ...]]
# Other clauses: what they tell is not what this action is.
OTHER_CLAUSES = ("relcl", "advcl", "parataxis", "cc", "punct")
# How much further off the doer's own phrase counts: who does it tells less of the deed than to whom or with what.
DOER = 4
# How much further off a common word counts.
COMMON = 8
JOINTS = ("-", "–", "'s", "’s", "'")


class Rank(NamedTuple):
    """How well a term fits, best first: steps from the trigger to its nearest word, more words before fewer, then the order of the file."""

    steps: int
    words: int
    order: int


class Term(NamedTuple):
    """``parts``, all of which must stand in the clause, and ``absent``, none of which may; ``order`` among all of its lexicon."""

    label: str
    parts: tuple[Phrase, ...]
    absent: tuple[Phrase, ...]
    order: int
    common: bool = False


@dataclass(frozen=True)
class Lexicon:
    """Terms by the first word of their first part."""

    by_word: dict[str, list[Term]] = field(default_factory=dict)

    @classmethod
    def of(cls, labelled: Iterable[tuple[str, Iterable[str]]], lists: Mapping[str, Sequence[str]]) -> Lexicon:
        """From labels with their triggers. KeyError where a trigger names a list that there is none of."""
        lexicon, order = cls(), 0
        for label, triggers in labelled:
            for trigger in triggers:
                for present, absent in expanded(trigger.removeprefix("~"), lists):
                    term = Term(label, present, absent, order, common=trigger.startswith("~"))
                    lexicon.by_word.setdefault(present[0][0], []).append(term)
                order += 1
        return lexicon

    def found(self, nearby: Nearby) -> dict[str, Rank]:
        """The labels of which some term stands in the clause, with the rank of the best."""
        out: dict[str, Rank] = {}
        for word in nearby.first_words:
            for term in self.by_word.get(word, ()):
                rank = nearby.rank(term)
                if rank is not None and (term.label not in out or rank < out[term.label]):
                    out[term.label] = rank
        return out


def expanded(trigger: str, lists: Mapping[str, Sequence[str]]) -> Iterator[Sides]:
    """(parts, absent) of every term that a trigger with lists stands for."""
    head, plus, rest = trigger.partition("+")
    rests: list[Sides] = list(expanded(rest, lists)) if plus else [((), ())]
    absent, name = head.startswith("!"), head.removeprefix("!")
    own: list[Sides]
    if not name.startswith("$"):
        own = [((), (phrase(name),))] if absent else [((phrase(name),), ())]
    elif absent:
        own = [((), tuple(part for term in lists[name[1:]] for parts, _ in expanded(term, lists) for part in parts))]
    else:
        own = [made for term in lists[name[1:]] for made in expanded(term, lists)]
    for present, barred in own:
        for more, more_barred in rests:
            yield (*present, *more), (*barred, *more_barred)


def phrase(text: str) -> Phrase:
    """The words of a phrase, without the joints that a parser makes words of: "cease-fire", "women's rights"."""
    return tuple(text.replace("'s", " ").replace("-", " ").split())


class Nearby:
    """The clause of an action. ``steps`` maps the index of each of its words to the steps in the tree from the nearest trigger."""

    def __init__(self, doc: Doc, triggers: Sequence[int]) -> None:
        self.steps = reached(doc, triggers)
        self._words = [t for t in doc if t.text not in JOINTS]
        self._place = {t.i: n for n, t in enumerate(self._words)}
        self._forms = [forms(t) for t in self._words]
        self._at: dict[str, list[int]] = {}
        for n, held in enumerate(self._forms):
            for form in held:
                self._at.setdefault(form, []).append(n)

    @property
    def first_words(self) -> Iterable[str]:
        """Every form of every word of the sentence."""
        return self._at

    def rank(self, term: Term) -> Rank | None:
        """How well a term fits, None where it does not."""
        found = [self._steps_to(part) for part in term.parts]
        steps = [s for s in found if s is not None]
        if len(steps) < len(found) or any(self._steps_to(part) is not None for part in term.absent):
            return None
        return Rank(min(steps) + COMMON * term.common, -sum(map(len, term.parts)), term.order)

    def _steps_to(self, wanted: Phrase) -> int | None:
        """Steps to the nearest word of a phrase that stands, at least in part, in the clause."""
        best: int | None = None
        for n in self._at.get(wanted[0], ()):
            if n + len(wanted) > len(self._words) or any(w not in self._forms[n + k] for k, w in enumerate(wanted)):
                continue
            steps = [self.steps[t.i] for t in self._words[n : n + len(wanted)] if t.i in self.steps]
            if steps and (best is None or min(steps) < best):
                best = min(steps)
        return best


def forms(token: Token) -> frozenset[str]:
    """A word as it stands, its lemma, and what it would be as a verb or a noun: the tagger confuses the two in headlines."""
    word = token.lower_
    return frozenset((word, word.replace("-", ""), lemma(token).replace("-", ""), lemma_of(word, "verb"), lemma_of(word, "noun")))


def reached(doc: Doc, triggers: Sequence[int]) -> dict[int, int]:
    """Token index → steps from the nearest trigger, for the words of the action's clause."""
    out: dict[int, int] = {}
    for i in triggers:
        _descend(doc[i], 0, out)
        above = governor(doc[i])
        if above is not None:
            _descend(above, 1, out)
    return out


def governor(trigger: Token) -> Token | None:
    """The verb that carries a noun ("launched an *attack*") or that controls an infinitive ("began to *shell*"), if any."""
    token = trigger
    if token.pos_ in ("VERB", "AUX"):
        return token.head if token.dep_ == "xcomp" and token.head.i != token.i and token.head.pos_ in ("VERB", "AUX") else None
    while token.head.i != token.i and token.dep_ not in ("relcl", "acl"):
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return None


def _descend(token: Token, steps: int, out: dict[int, int]) -> None:
    """Mark a word and what hangs on it within its clause; prepositions are no step of their own."""
    if out.get(token.i, steps + 1) <= steps:
        return
    out[token.i] = steps
    for child in token.children:
        if child.dep_ == "advcl":
            marks = [c for c in child.children if c.dep_ == "mark"]
            for mark in marks:
                out.setdefault(mark.i, steps + 1)  # "if", "unless": the clause is another's, the condition is this one's
            if not marks and lemma(child) in words("plover/words", "adverbial"):
                _descend(child, steps + 1, out)
        if child.dep_ in OTHER_CLAUSES or (child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and token.pos_ in ("VERB", "AUX")):
            continue
        if child.dep_ in ("prep", "prt", "agent"):
            _descend(child, steps, out)
        elif child.dep_ == "nsubj" and token.pos_ in ("VERB", "AUX"):
            _descend(child, steps + DOER, out)
        else:
            _descend(child, steps + 1, out)
