"""Tells what a number counts or measures."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.amounts.comparing import compare_before
from dragoman.amounts.figures import Figure
from dragoman.amounts.vocabulary import AmountWords
from dragoman.times.numerals import cardinal
from dragoman.times.tokens import Tokens

PERSONS, KILLED, WOUNDED = "persons", "killed", "wounded"
_DASHES = frozenset("-–")
_REACH = 5
_SAID_REACH, _BACK = 16, 40
_ENDS = frozenset(".;?!")


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
    if tokens.word(figure.last) == "of" or tokens.word(figure.last) in words.sets["rest"] or _said_of(tokens, figure.last, words):
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
    """"64 per cent of its rival's arms imports" is 64 "% of arms imports"; without such a noun, plain "%"."""
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
    at, passed = figure.last, ""
    for _ in range(_REACH):
        surface, word = tokens.surface(at), tokens.word(at)
        if word in _DASHES:
            if not (tokens.glued(at - 1) and tokens.glued(at)):
                return None
            at += 2 if tokens.word(at + 1).isdigit() else 1  # "12 F-16 jets"
            continue
        if not word[:1].isalpha() or (word in words.sets["stop"] and not surface.isupper()) or word in words.sets["time"]:
            return None
        unit = unit_of(surface, words)
        if unit is not None and not (tokens.word(at + 1) in _DASHES and tokens.glued(at)):
            return _qualified(tokens, unit, at, words)
        if passed:  # "three attorneys defending officials" counts the attorneys
            return None
        if surface.islower() and word.endswith("s") and not word.endswith(("ss", "us", "is")):
            passed = word
        at += 1
    return None


def unit_of(surface: str, words: AmountWords) -> str | None:
    """The unit that a plural noun stands for, or None: soldiers, tanks, and ``persons`` for people and nationalities."""
    word, sets = surface.lower(), words.sets
    if word in sets["persons_general"]:
        return PERSONS
    if word in sets["persons"] or word in sets["things"]:
        return word
    if not surface[:1].isupper() or word in sets["not_nationalities"]:
        return None
    many = word in sets["nationalities"] or (len(word) > 5 and word.endswith(tuple(sets["nationality_endings"])))
    return PERSONS if many else None


def _qualified(tokens: Tokens, unit: str, at: int, words: AmountWords) -> Counted:
    """A noun with what follows it: "police officers" are officers, "soldiers and customs men" persons, "MoUs" memoranda."""
    following = tokens.surface(at + 1)
    after = unit_of(following, words) if following.islower() else None
    if after is not None:
        return Counted(after, at + 2)
    if unit in words.same_as:
        return Counted(words.same_as[unit], at + 1)
    if unit == "seekers" and tokens.word(at - 1) == "asylum":
        return Counted("asylum seekers", at + 1)
    if tokens.word(at + 1) == "and" and is_person(unit, words):
        for step in range(2, 5):
            surface, word = tokens.surface(at + step), tokens.word(at + step)
            other = unit_of(surface, words)
            if other is not None:
                both = is_person(other, words)
                return Counted(unit if other == unit else PERSONS, at + step + 1) if both else Counted(unit, at + 1)
            if not word.isalpha() or word in words.sets["stop"] or cardinal([word]) is not None:
                break
    return Counted(unit, at + 1)


def is_person(unit: str, words: AmountWords) -> bool:
    """Whether a unit counts people."""
    return unit == PERSONS or unit in words.sets["persons"]


def _said_of(tokens: Tokens, at: int, words: AmountWords) -> bool:
    """"14 killed", "two were injured", "70 others wounded": the people are left out."""
    at += tokens.word(at) in words.sets["rest"]
    while tokens.word(at) in words.sets["auxiliaries"]:
        at += 1
    return tokens.word(at) in words.sets["killed"] or tokens.word(at) in words.sets["wounded"]


def _elided(tokens: Tokens, figure: Figure, words: AmountWords) -> Counted | None:
    """"Some 1,500 of them", "at least twenty of whom", "killing 14": people named before, or not at all."""
    at = figure.last
    if tokens.word(at) == "of":
        if figure.value < 2 or tokens.word(at + 1) not in words.sets["pronouns"]:
            return None
        named = _named_before(tokens, figure.first, words)
        return Counted(named, at + 2) if named else None
    if _said_of(tokens, at, words):
        return Counted(PERSONS, at + (tokens.word(at) in words.sets["rest"]))
    before = tokens.word(compare_before(tokens, figure.first, words)[1] - 1)
    if before in words.sets["killing"] or before in words.sets["hurting"]:
        following = tokens.word(at)
        if not following.isalpha() or following in words.sets["stop"] or following in words.sets["rest"]:
            return Counted(PERSONS, at)
    return None


def _named_before(tokens: Tokens, first: int, words: AmountWords) -> str | None:
    """The nearest noun for people or things in the sentences before; people who fled are refugees."""
    for index in range(first - 1, max(first - _BACK, -1), -1):
        if tokens.word(index) in words.sets["time"]:  # "thirty years in the service, six of them abroad"
            return None
        unit = unit_of(tokens.surface(index), words)
        if unit is None:
            continue
        who = [tokens.word(index + i) for i in range(1, 4)]
        if unit == PERSONS and who[:1] in (["who"], ["that"]) and set(who) & words.sets["fled"]:
            return "refugees"
        return unit
    return None


def fate(tokens: Tokens, figure: Figure, last: int, unit: str, words: AmountWords) -> str:
    """The unit of people of whom the sentence says that they were killed or wounded; any other unit as it is."""
    if not is_person(unit, words):
        return unit
    before = tokens.word(compare_before(tokens, figure.first, words)[1] - 1)
    if before in words.sets["killing"] or before in words.sets["hurting"]:
        return KILLED if before in words.sets["killing"] else WOUNDED
    for index in range(last, min(last + _SAID_REACH, len(tokens.words))):
        word = tokens.word(index)
        if word in _ENDS or "\n" in tokens.words[index] or (word[:1].isdigit() and index > last + 1):
            break
        if word == "lost" and tokens.word(index + 1) in ("their", "his", "her") and tokens.word(index + 2) in ("lives", "life"):
            return KILLED
        if word in words.sets["killed"] or word in words.sets["wounded"]:
            done = KILLED if word in words.sets["killed"] else WOUNDED
            return done if _done_to(tokens, last, index, words) else unit
    return unit


def _done_to(tokens: Tokens, last: int, index: int, words: AmountWords) -> bool:
    """"Three drivers have been killed", "two Jordanians dead", but not "soldiers killed three", and not "were not injured"."""
    word = tokens.word(index)
    between = {tokens.word(i) for i in range(last, index)}
    if between & words.sets["negations"]:
        return False
    if word in words.sets["states_of_death"]:
        return True
    if word in words.sets["active"]:
        return False
    if between & words.sets["auxiliaries"]:
        return True
    following = tokens.surface(index + 1)
    return index == last and cardinal([following.lower()]) is None and unit_of(following, words) is None
