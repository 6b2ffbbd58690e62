"""Tells whether a figure is exact, more, less or about so much, and whether it is so much a year."""

from __future__ import annotations

from dragoman.amounts.vocabulary import AmountWords
from dragoman.model.statement import Comparator
from dragoman.times.tokens import Tokens

_LONGEST = 5
_SKIP_MAX = 4


def compare_before(tokens: Tokens, first: int, words: AmountWords) -> tuple[Comparator, int]:
    """The comparator that the words before token ``first`` make, and the token at which the amount's own words begin.

    "Passed the mark of" compares without belonging to the amount; "just under" belongs to it.
    """
    for skip in range(_SKIP_MAX + 1):
        at = first - skip
        if skip and tokens.word(at) not in words.sets["fillers"]:
            break
        for length in range(min(_LONGEST, at), 0, -1):
            phrase = tuple(tokens.word(at - length + i) for i in range(length))
            comparator = words.before.get(phrase)
            if comparator is not None and _fits(tokens, phrase, at - length, skip, words):
                return comparator, at - length
        verb = words.verbs.get(tokens.word(at - 1))
        if verb is not None:
            negated = tokens.word(at - 2) in words.sets["negations"]
            return "<=" if negated and verb == ">" else verb, first
    return "=", first


def _fits(tokens: Tokens, phrase: tuple[str, ...], at: int, skip: int, words: AmountWords) -> bool:
    """"From" and "over" compare only right before the figure; "for over" and "from" of a change don't."""
    if len(phrase) == 1 and phrase[0] in words.sets["adjacent"] and skip:
        return False
    if phrase == ("from",):
        return not skip and tokens.word(at - 1) in words.sets["from_after"]
    return phrase != ("over",) or tokens.word(at - 1) not in words.sets["not_over_after"]


def compare_after(tokens: Tokens, last: int, words: AmountWords) -> tuple[Comparator, int] | None:
    """The comparator that the words after make ("or more"), with the token where they end."""
    for length in (4, 3, 2, 1):
        comparator = words.after.get(tuple(tokens.word(last + i) for i in range(length)))
        if comparator is not None and tokens.word(last + length) != "than":
            return comparator, last + length
    return None


def per_after(tokens: Tokens, last: int, words: AmountWords) -> tuple[str, int] | None:
    """The period of a flow ("a year", "annually"), with the token where it ends."""
    for length in (3, 2, 1):
        per = words.per.get(tuple(tokens.word(last + i) for i in range(length)))
        if per is not None:
            return per, last + length
    return None
