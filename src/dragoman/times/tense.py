"""Whether a time without a year lies behind or ahead, by the words around it. No parser: the nearest mark of tense decides."""

from __future__ import annotations

from typing import Literal

from dragoman.times.tokens import Tokens
from dragoman.times.vocabulary import Vocabulary

# "scheduled" is a present that tells what is on the calendar: ahead for a weekday, on the nearer side for a month.
Tense = Literal["past", "future", "scheduled"]
REACH = 16
# How far into its sentence a time opens it, and how far before an infinitive its governor may stand; in tokens.
FRONT, GOVERNOR = 3, 7


def tense_at(tokens: Tokens, first: int, last: int, bounds: tuple[int, int], vocabulary: Vocabulary) -> Tense | None:
    """The tense around tokens ``first`` to ``last``, inside the sentence whose first and last token ``bounds`` names.

    The nearest mark before it decides; where there is none (the time opens the sentence) the first mark after it.
    """
    back, ahead = range(first - 1, max(bounds[0], first - REACH) - 1, -1), range(last, min(bounds[1], last + REACH))
    if first - bounds[0] <= FRONT:
        order: tuple[range, ...] = (back, ahead)
    elif opens_clause(tokens, first, bounds[0], vocabulary):
        order = (ahead, back)
    else:
        order = (back,)
    for reach in order:
        for index in reach:
            if reach is ahead and len(order) > 1 and order[0] is ahead and tokens.word(index) in (",", ";"):
                break
            if mark := _mark(tokens, index, bounds[0], vocabulary):
                return None if mark == "open" else mark
    return None


def opens_clause(tokens: Tokens, first: int, begin: int, vocabulary: Vocabulary) -> bool:
    """Whether a time opens a clause: after a comma and nothing but a preposition ("they met, in August they will part")."""
    index = first - 1
    while index > begin and first - index < 4 and tokens.word(index) in vocabulary.words["openers"]:
        index -= 1
    return index < first - 1 and tokens.word(index) in vocabulary.words["clause_ends"]


def is_perfect(tokens: Tokens, first: int, bounds: tuple[int, int], vocabulary: Vocabulary) -> bool:
    """Whether a perfect ("has been", "have worked") stands before token ``first`` of the sentence, or close after it."""
    words = vocabulary.words["perfect"]
    around = (*range(max(bounds[0], first - REACH), first), *range(first, min(bounds[1], first + 10)))
    return any(tokens.word(index) in words for index in around)


def is_negated(tokens: Tokens, first: int, begin: int, vocabulary: Vocabulary, reach: int = 8) -> bool:
    """Whether a negation stands shortly before token ``first``."""
    return any(tokens.word(index) in vocabulary.words["negation"] for index in range(max(begin, first - reach), first))


def _mark(tokens: Tokens, index: int, begin: int, vocabulary: Vocabulary) -> Tense | Literal["open"] | None:
    """What a token says of the tense; "open" where it is a mark, but leaves the time on either side."""
    word = tokens.word(index)
    words = vocabulary.words
    before = tokens.word(index - 1)
    if word in words["future"] and (word, before) != ("next", "the"):  # "the next morning" is told of any time
        return "future"
    if word in words["scheduled"] and before not in ("to", "will"):
        return "scheduled"
    if before == "to" and word.isalpha() and tokens.surface(index).islower():
        return _infinitive(tokens, index, begin, vocabulary)
    if not is_past(tokens, index, vocabulary):
        return None
    # "To be signed" is told by what stands before; ", signed by both," and "UK-approved" are no verb of the sentence.
    aside = before in ("be", "being", "get", "-", "–") or (before == "," and tokens.word(index + 1) == "by")
    return None if aside else "past"


def is_past(tokens: Tokens, index: int, vocabulary: Vocabulary) -> bool:
    """Whether a token is a past form: a known one, or any word in -ed that is no exception."""
    word, words = tokens.word(index), vocabulary.words
    if word in words["past"]:
        return True
    return len(word) > 3 and word.endswith("ed") and word.isalpha() and word not in words["not_past"] and tokens.surface(index).islower()


def _infinitive(tokens: Tokens, index: int, begin: int, vocabulary: Vocabulary) -> Tense | Literal["open"] | None:
    """"To visit" lies ahead of what governs it; after a verb of the past ("agreed to visit") that leaves both sides open."""
    word, words = tokens.word(index), vocabulary.words
    if word == "have":
        return "past"
    if word != "be" and (word in words["not_verbs"] or word.endswith("ing") or word in vocabulary.values["months"]):
        return None
    for at in range(index - 2, max(begin, index - 2 - GOVERNOR) - 1, -1):
        if tokens.word(at) in words["future"]:
            return "future"
        if is_past(tokens, at, vocabulary):
            return "open"
    return "future"
