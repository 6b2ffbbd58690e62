"""The patterns by which texts tell an office, a body or a person: compiled once from ``offices.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dragoman.actors.lexicon import Offices, alternation, load_offices, plural


@dataclass(frozen=True, slots=True, eq=False)
class Titles:
    """Compiled patterns over the text with straight apostrophes.

    ``after_state``: 's or a space, qualifiers and departments, an office or a body, at the end of a state's name.
    ``of_state``: an office or body with "of" that ends where a state's name begins. ``person``: a person's name at an offset.
    ``person_before``: a person's name that ends, with a comma and the words of an apposition, at an offset. ``head_words`` and
    ``seat_words`` are the last words of offices and bodies, to save trying the patterns in vain.
    """

    after_state: re.Pattern[str]
    of_state: re.Pattern[str]
    in_capital: re.Pattern[str]
    person: re.Pattern[str]
    person_before: re.Pattern[str]
    qualifier_before: re.Pattern[str]
    posting: re.Pattern[str]
    apposition: re.Pattern[str]
    head_words: frozenset[str]
    seat_words: frozenset[str]


@cache
def load_titles() -> Titles:
    """The patterns of ``offices.yaml``. Compiling takes some hundredths of a second."""
    o = load_offices()
    person = _person_pattern(o)
    qualifier = alternation(o.current | o.former | o.other)
    department = alternation(o.departments)
    office = alternation(
        [*o.office_of, *(plural(w) for w in o.office_of if " " not in w or w.endswith(("minister", "president", "ambassador")))]
    )
    body = alternation([*o.bodies, *(plural(b) for b in o.bodies if b not in o.bodies_capital_only)])
    open_qualifier = r"[a-z]+(?:-[a-z]+)+|[a-z]+(?:ly|ist)"
    before = rf"(?:(?:(?i:{qualifier})|{open_qualifier})(?:[ ,-]+| and ))*"
    departments = rf"(?:(?i:{department})(?:,? and (?:for )?|, |,? & |[ -/]))*"
    of_department = (
        rf"(?:\s(?:of|for|in charge of)\s(?:the\s)?(?:(?i:{department})(?:(?:,\s|,?\sand\s|\s)(?:the\s)?(?=(?i:{department})\b))?)+)?"
    )
    head = rf"(?:(?P<office>{departments}(?i:{office})(?![\w-]){of_department})|(?P<body>{departments}(?i:{body})(?![\w-]){of_department}))"
    inverse = rf"(?:(?P<office>{departments}(?i:{office}){of_department})|(?P<body>{departments}(?i:{body}){of_department}))"
    return Titles(
        after_state=re.compile(rf"(?:'s?)?(?: |-)(?:(?:own|the) )?(?P<qualifiers>{before}){head}"),
        of_state=re.compile(rf"(?<![\w-])(?P<qualifiers>{before}){inverse} of (?:the )?$"),
        in_capital=re.compile(rf"(?<![\w-]){departments}(?i:{alternation(o.bodies_in_capital)}) in $"),
        person=re.compile(person),
        person_before=re.compile(
            rf"(?<![\w'.-])(?P<person>{person})(?: \(?\d{{1,3}}\)?)?,? ?(?:\([^)]{{1,20}}\) ?)?, "
            rf"(?:(?:who was|who is|now|then|the|a|an|his|her) )*(?:(?i:{qualifier})[ -])*$"
        ),
        qualifier_before=re.compile(rf"(?<![\w-])(?P<q>(?i:{alternation(o.former | o.current)}))(?: |-)(?:the )?$"),
        posting=re.compile(r" (?:to|in|at) (?:the )?"),
        head_words=_last_words([*o.office_of, *o.bodies, *o.departments]),
        seat_words=_last_words(o.bodies_in_capital),
        apposition=re.compile(r"(?:[,.;:)—–]|$| (?:and|who|has|had|is|was|said|told|will)\b)"),
    )


def _last_words(phrases: Iterable[str]) -> frozenset[str]:
    """The last words of phrases and their plurals: what must stand before "of" or "in" for a pattern to be worth trying."""
    last = {p.split()[-1].lower() for p in phrases}
    return frozenset(last | {plural(w) for w in last})


def _person_pattern(o: Offices) -> str:
    stop = alternation(o.not_person)
    honorific = alternation(o.honorifics)
    particle = alternation(o.particles)
    token = rf"(?!(?:{stop})(?![\w.'-]))(?:[A-ZÀ-ÖØ-ÞĀ-Ž](?:[\w'‘`]|-(?=\w))*\w|[A-Z]\.(?:[A-Z]\.)*|[IVX]+\b)"
    return rf"(?:(?:{honorific})\.? )*(?P<name>(?:{particle}[ -])?{token}(?:(?: |-)(?:(?:{particle})[ -])*{token}){{0,4}})"


def clean_name(name: str) -> str:
    """A person's name without a possessive or a stop at its end."""
    return name.removesuffix("'s").removesuffix("'").rstrip(" .,-") if not re.search(r"\b[A-Z]\.$", name) else name


def parts(name: str) -> tuple[str, ...]:
    """The words of a name by which a text may go on to call its bearer, the last first; initials and particles are none."""
    o = load_offices()
    words = [
        w
        for w in re.split(r"[ ]", name)
        if len(w) > 1 and w.lower() not in o.particles and not w.endswith(".") and not re.fullmatch(r"[IVX]+", w)
    ]
    bare = [re.sub(r"^(?:al|el|Al|El|as|ash|az)-", "", w) for w in words]
    return tuple(dict.fromkeys(list(reversed(words)) + [b for b in reversed(bare) if len(b) > 2]))
