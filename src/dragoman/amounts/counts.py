"""Tells what a number counts or measures."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.amounts.figures import Figure
from dragoman.amounts.vocabulary import AmountWords
from dragoman.times.tokens import Tokens

PERSONS, KILLED, WOUNDED = "persons", "killed", "wounded"
_DASHES = frozenset("-–")
_REACH = 5
_SAID_REACH = 16


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: the unit, how much one of it makes ("bcm" is a billion m3), and the token where it ends."""

    unit: str
    last: int
    factor: float = 1.0


def find_counted(tokens: Tokens, figure: Figure, words: AmountWords) -> Counted | None:
    """The measure or the noun after a number; None where none that is known stands there."""
    measure = _measure(tokens, figure, words)
    if measure is not None:
        return _share(tokens, measure, words) if measure.unit == "%" else measure
    if tokens.word(figure.last) in ("of", "others", "other") or _said_of(tokens, figure.last, words):
        return _elided(tokens, figure, words)
    return _noun(tokens, figure, words) or _elided(tokens, figure, words)


def _measure(tokens: Tokens, figure: Figure, words: AmountWords) -> Counted | None:
    at = figure.last
    if tokens.word(at) in _DASHES:
        at += 1
    for length in (4, 3, 2, 1):
        unit = words.measures.get(tuple(tokens.word(at + i) for i in range(length)))
        if unit is not None:
            if unit in ("km", "miles") and tokens.word(at + length) in ("²", "2") and tokens.glued(at + length - 1):
                return Counted("square kilometres" if unit == "km" else "square miles", at + length + 1)
            if tokens.surface(at) in ("mw", "kw", "kms") and not figure.written:
                return None
            return Counted(unit, at + length)
    scaled = words.scaled.get(tokens.word(at))
    if scaled is not None:
        return Counted(scaled[0], at + 1, scaled[1])
    if tokens.word(at) == "m" and tokens.word(at + 1) in ("3", "³") and figure.written:
        return Counted("m3", at + 2)
    return None


def _share(tokens: Tokens, counted: Counted, words: AmountWords) -> Counted:
    """"81 per cent of its neighbour's arms imports" is 81 "% of arms imports"; without such a noun, plain "%"."""
    if tokens.word(counted.last) != "of":
        return counted
    noun: list[str] = []
    at = counted.last + 1
    last = at
    while at < counted.last + 9:
        word, surface = tokens.word(at), tokens.surface(at)
        if word in ("'", "’") or (word == "s" and tokens.word(at - 1) in ("'", "’")):
            noun = []
        elif word in ("the", "its", "their", "his", "her", "all", "total", "a") and not noun:
            pass
        elif not word.isalpha() or word in words.sets["stop"] or not surface.islower():
            if not (surface[:1].isupper() and surface.isalpha() and not noun):
                break
        else:
            noun.append(word)
            last = at + 1
        at += 1
    return Counted("% of " + " ".join(noun[-3:]), last) if noun and last > counted.last + 1 else counted


def _noun(tokens: Tokens, figure: Figure, words: AmountWords) -> Counted | None:
    if figure.value < 2 and figure.scale == 1:
        return None
    at, capital = figure.last, False
    for _ in range(_REACH):
        surface, word = tokens.surface(at), tokens.word(at)
        if word in _DASHES:
            if not (tokens.glued(at - 1) and tokens.glued(at)):
                return None
            at += 1
            continue
        if not word or not word[0].isalpha() or word in words.sets["stop"] or word in words.sets["time"]:
            return None
        unit = unit_of(surface, words)
        if unit is not None and not (tokens.word(at + 1) in _DASHES and tokens.glued(at)):
            return _qualified(tokens, unit, at, words)
        if word.endswith(("ed", "ing")) and capital:
            return None
        capital = surface[:1].isupper()
        at += 1
    return None


def unit_of(surface: str, words: AmountWords) -> str | None:
    """The unit that a plural noun stands for, or None: soldiers, tanks, and ``persons`` for people and nationalities."""
    word, sets = surface.lower(), words.sets
    if word in sets["persons_general"]:
        return PERSONS
    if word in sets["persons"] or word in sets["things"]:
        return "memoranda" if word == "memorandums" else word
    if surface[:1].isupper() and word not in sets["not_nationalities"]:
        if word in sets["nationalities"] or (len(word) > 5 and word.endswith(tuple(sets["nationality_endings"]))):
            return PERSONS
    return None


def _qualified(tokens: Tokens, unit: str, at: int, words: AmountWords) -> Counted:
    """"Asylum seekers" keep both words; "soldiers and customs men" are persons; "MoUs" are memoranda; a noun that only modifies the next gives way to it."""
    following = tokens.surface(at + 1)
    next_unit = unit_of(following, words) if following.islower() else None
    if next_unit is not None:  # "police officers", "fighter jets"
        return Counted(next_unit, at + 2)
    if unit == "mous":
        return Counted("memoranda", at + 1)
    if unit == "seekers" and tokens.word(at - 1) == "asylum":
        return Counted("asylum seekers", at + 1)
    if tokens.word(at + 1) == "and" and unit in words.sets["persons"]:
        for step in range(2, 5):
            other = unit_of(tokens.surface(at + step), words)
            if other is not None:
                return Counted(PERSONS if other != unit else unit, at + step + 1) if other in words.sets["persons"] or other == PERSONS else Counted(unit, at + 1)
            if not tokens.word(at + step).isalpha() or tokens.word(at + step) in words.sets["stop"] or tokens.word(at + step)[:1].isdigit():
                break
    return Counted(unit, at + 1)


def _said_of(tokens: Tokens, at: int, words: AmountWords) -> bool:
    """"14 killed", "two were injured": the people are left out."""
    word = tokens.word(at)
    if word in ("were", "are", "was", "have", "had"):
        word = tokens.word(at + 2) if tokens.word(at + 1) in ("been", "also", "later") else tokens.word(at + 1)
    return word in words.sets["killed"] or word in words.sets["wounded"]


def _elided(tokens: Tokens, figure: Figure, words: AmountWords) -> Counted | None:
    """"Some 1,500 of them", "at least twenty of whom", "killing 14": people named before, or not at all."""
    at = figure.last
    if figure.value < 2:
        return None
    if tokens.word(at) == "of" and tokens.word(at + 1) in ("them", "whom", "these", "those", "their", "its"):
        last = at + 2
        return Counted(_named_before(tokens, figure.first, words) or PERSONS, last) if tokens.word(at + 1) in ("them", "whom", "these", "those") else None
    if _said_of(tokens, at, words):
        return Counted(PERSONS, at)
    for step in range(1, 5):
        before = tokens.word(figure.first - step)
        if before in words.sets["killed"] or before in words.sets["wounded"]:
            following = tokens.word(at)
            return Counted(PERSONS, at) if not following.isalpha() or following in words.sets["stop"] or following in ("others", "other") else None
        if not before.isalpha() or before in ("by", "with"):
            break
    return None


def _named_before(tokens: Tokens, first: int, words: AmountWords) -> str | None:
    """The nearest noun for people or things in the 40 tokens before."""
    for index in range(first - 1, max(first - 40, -1), -1):
        surface = tokens.surface(index)
        unit = unit_of(surface, words) if surface.islower() or surface[:1].isupper() else None
        if unit is not None:
            return unit
    return None


def fate(tokens: Tokens, figure: Figure, last: int, unit: str, words: AmountWords) -> str:
    """The unit of people of whom the sentence says that they were killed or wounded; any other unit as it is."""
    if unit != PERSONS and unit not in words.sets["persons"]:
        return unit
    for index in range(last, min(last + _SAID_REACH, len(tokens.words))):
        word = tokens.word(index)
        if word in (".", ";", "?", "!") or "\n" in tokens.words[index] or (word[:1].isdigit() and index > last + 1):
            break
        if word in words.sets["killed"]:
            return _done_to(tokens, last, index, KILLED, unit, words)
        if word in words.sets["wounded"]:
            return _done_to(tokens, last, index, WOUNDED, unit, words)
    for step in range(1, 6):
        word = tokens.word(figure.first - step)
        if word in words.sets["killed"] or word in words.sets["wounded"]:
            return KILLED if word in words.sets["killed"] else WOUNDED
        if not word.isalpha() or word in ("by", "after", "when"):
            break
    return unit


def _done_to(tokens: Tokens, last: int, index: int, fate_: str, unit: str, words: AmountWords) -> str:
    """"Three drivers have been killed", "two Jordanians dead", but not "soldiers killed three": then they are the ones who did it."""
    verb = tokens.word(index)
    if verb in ("killing", "wounding", "injuring", "kill", "kills"):
        return unit
    if verb in ("dead", "died", "perished", "dying"):
        return fate_
    passive = any(tokens.word(i) in ("were", "was", "been", "be", "being", "are", "got") for i in range(last, index))
    if passive or index == last:
        following = tokens.surface(index + 1)
        return fate_ if passive or not (following[:1].isdigit() or unit_of(following, words)) else unit
    return unit
