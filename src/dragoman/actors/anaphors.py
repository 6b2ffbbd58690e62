"""Finds the words that may refer back to states, and says of which sort each is. What they refer to is ``coreference``'s to decide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from dragoman.actors.lexicon import alternation, load_coreference

if TYPE_CHECKING:
    from dragoman.actors.gazetteer import Gazetteer

Sort = Literal[
    "group", "bare", "count", "pair", "they", "their", "mutual", "polity", "country", "other", "body", "role", "it", "its", "he",
    "latter", "former", "organisation", "here", "we", "you", "heir",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Words that may refer back. ``word`` is the noun that decides (lower case), ``number`` how many states,
    ``compass`` a direction told, ``possessor`` the pronoun of "its neighbour"."""

    sort: Sort
    start: int
    end: int
    word: str
    number: int = 2
    compass: str | None = None
    possessor: str = ""


def find_anaphors(plain: str, gazetteer: Gazetteer, *, spoken: bool) -> Iterator[Anaphor]:
    """All words of a text that may refer back, in order; the longest where several begin together."""
    found = [_anaphor(m) for m in _pattern(gazetteer).finditer(plain)]
    if spoken:
        first_person = [_spoken(m) for m in _spoken_pattern().finditer(plain)]
        covered = {i for a in first_person for i in range(a.start, a.end)}
        found = sorted([*first_person, *(a for a in found if a.start not in covered and a.end - 1 not in covered)], key=lambda a: a.start)
    yield from found


@cache
def _pattern(gazetteer: Gazetteer) -> re.Pattern[str]:
    polities = {word for state in gazetteer.states() for word in state.polity} | set(load_coreference().shapes)
    parts = [*_several_patterns(), *_single_patterns(polities), *_PRONOUNS]
    ends = r"(?![\w-])"
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(_either_case(part) + ends for part in parts)})")


def _several_patterns() -> list[str]:
    """Words for several states, and for the other of two. "both" and "the two" alone need words after them that no noun begins."""
    c = load_coreference()
    groups, number = f"(?i:{alternation(c.groups)})", f"(?i:{alternation(c.numbers)})"
    words = rf"(?:(?!{alternation(c.not_groups)} )[\w'-]+ ){{0,3}}?"
    after_count = rf"(?= {alternation(c.after_count)}\b| \w+ed\b|['.,;:)?!]|$)"
    after_both = rf"(?= {alternation(c.after_both)}\b| \w+ed\b|[.,;:)?!]|$)"
    numbered = rf"(?:the |these |those |our |your |their )(?P<number>{number}) {words}(?P<group_noun>{groups})"
    both = rf"both (?:of )?(?:the |these |those |our |your )?{words}(?P<both_noun>{groups})"
    owner = r"(?P<possessor>its|their|his|her|our|your|the)"
    near = rf"(?:(?P<compass>{alternation(c.compass)}) |[\w-]+ ){{0,2}}?"
    return [
        rf"(?P<mutual>(?i:{alternation(c.mutual)})(?= [a-z])|[Jj]oint(?= (?:[\w-]+ ){{0,2}}?(?i:{alternation(c.joint)})\b))",
        rf"(?P<group>{numbered}|{both}|(?:neither|either|each) {alternation(c.group_singular)})",
        rf"(?P<bare>the (?P<bare_noun>(?i:{alternation(c.bare_groups)})))(?! (?:of|in|for) )",
        rf"(?P<heir>the (?P<heir_noun>(?i:{alternation((*c.colonies, *c.rulers))})))(?! of )",
        rf"(?P<other>{owner} {near}(?P<other_noun>(?i:{alternation(c.others)}))|"
        rf"the (?P<neighbouring>(?i:{alternation(c.neighbouring)})))",
        rf"(?P<their>their (?:own )?(?:[a-z-]+ )?(?P<their_noun>{alternation(c.shared)}))",
        rf"(?P<pair>{alternation(c.pair_words)})",
        rf"(?P<count>(?:the|all|these) (?P<count_number>{number}|both){after_count}|both{after_both})",
        rf"(?P<latter>the latter)(?:{after_count}|(?='s))",
        rf"(?P<former>the former)(?:{after_count}|(?='s))",
    ]


def _single_patterns(polities: set[str]) -> list[str]:
    """Words for one state: a body, an office, what kind of state it is, an organisation, "here"."""
    c = load_coreference()
    like = rf"(?:{alternation(c.descriptive)} ){{0,2}}"
    return [
        rf"(?P<body>(?:(?P<body_owner>his|her|its|their) |(?:[Tt]he|[Tt]hat|[Tt]his) )(?P<body_noun>(?i:{alternation(c.bodies)})))"
        rf"(?! (?:of|in|{alternation(c.body_modifies)})\b)",
        rf"(?P<role>(?:(?P<role_owner>his|her|its|their) |(?:the|The) )(?P<role_noun>(?i:{alternation(c.roles)})))"
        rf"(?! (?:of|for) )(?! [A-Z])",
        rf"(?P<organisation>{alternation(c.organisations)})(?= |[.,;:)']|$)",
        rf"(?P<polity>the {like}(?P<polity_noun>(?i:{alternation(polities)})))(?! (?:of|to the) )",
        rf"(?P<country>(?P<country_owner>the|his|her|its) {like}(?P<country_noun>(?i:{alternation(c.one)})))(?! of )",
        rf"(?P<here>here)(?= {alternation(c.after_here)}\b|[.,;:)]|$)",
    ]


_PRONOUNS = (
    r"(?P<they>[Tt]hey|(?<!of )them|both of them|theirs|between them)",
    r"(?P<its>its own|itself|[Ii]ts)",
    r"(?P<it>It|it)",
    r"(?P<he>He|She|he|she|him|[Hh]is|[Hh]er)",
)


def _either_case(part: str) -> str:
    """The pattern with its own first words also capitalised, as where they open a sentence."""
    for word in ("the", "these", "those", "their", "its", "his", "her", "both", "all", "neither", "either", "each", "our", "your"):
        part = re.sub(rf"(?<![\w\\<]){word}(?=[ |)]|\\s)", f"[{word[0].upper()}{word[0]}]{word[1:]}", part)
    return part


_SORTS: tuple[Sort, ...] = (
    "mutual", "group", "bare", "other", "their", "heir", "body", "role", "organisation", "polity", "country", "pair", "count", "latter",
    "former", "here", "they", "its", "it", "he",
)  # fmt: skip


def _anaphor(match: re.Match[str]) -> Anaphor:
    """The anaphor of a match: the last named group of the outer alternation tells its sort."""
    groups = match.groupdict()
    c = load_coreference()
    for sort in _SORTS:
        if groups[sort] is None:
            continue
        start, end = match.span(sort)
        noun = (groups.get(f"{sort}_noun") or groups.get("both_noun") or groups.get("neighbouring") or groups[sort]).lower()
        number = c.numbers.get((groups["number"] or groups["count_number"] or "two").lower(), 2)
        compass = c.compass.get((groups["compass"] or "").lower())
        owner = (groups["possessor"] or groups["body_owner"] or groups["role_owner"] or groups["country_owner"] or "").lower()
        return Anaphor(sort, start, end, noun, number, compass, "" if owner == "the" else owner)
    raise AssertionError("every alternative of the pattern is named")


@cache
def _spoken_pattern() -> re.Pattern[str]:
    c = load_coreference()
    owned = rf"(?: own)? (?:[\w-]+ )?{alternation(c.owned)}"
    both = r"[Oo]ur (?:two|both) [a-z]+|[Yy]our two [a-z]+|[Bb]etween us|(?:the two|both) of us"
    we = rf"(?:[Oo]ur|[Mm]y){owned}|[Ww]e|ourselves|ours|(?<![Ll]et )us|our side"
    you = rf"[Yy]our{owned}|[Yy]ours|your side"
    speaking = rf"(?P<both>{both})|(?P<we>{we})|(?P<you>{you})|(?P<thank>I {alternation(c.speaking_verbs)})|(?P<here>here)"
    return re.compile(rf"(?<![\w'-])(?:{speaking})(?![\w-])")


def _spoken(match: re.Match[str]) -> Anaphor:
    if match["both"] is not None:
        return Anaphor("pair", *match.span("both"), match["both"].lower())
    if match["here"] is not None:
        return Anaphor("here", *match.span("here"), "here")
    if match["thank"] is not None:
        return Anaphor("we", match.start("thank"), match.start("thank") + 1, "i")
    sort: Sort = "we" if match["we"] is not None else "you"
    return Anaphor(sort, *match.span(sort), match[0].lower())
