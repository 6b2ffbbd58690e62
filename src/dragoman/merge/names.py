"""Names of treaties, works and wars, compared as names: word order, spelling, acronyms and words that only tell the sort of thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml
from rapidfuzz import fuzz

_ALIKE = 85  # of 100: "Nakhchivan" and "Nakhichevan" are, "Baku" and "Batumi" are not
_MOST = 0.75
_WORD = re.compile(r"[^\W_]+")
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]{1,7}\b")


@dataclass(frozen=True, slots=True)
class Words:
    """See ``data/merge/names.yaml``."""

    function_words: frozenset[str]
    generic: frozenset[str]
    titles: frozenset[str]
    numbers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: all its words in order, those that tell which thing it is, those that tell its sort, numbers, acronyms."""

    words: tuple[str, ...]
    telling: tuple[str, ...]
    generic: frozenset[str]
    numbers: frozenset[str]
    acronyms: tuple[str, ...]


@cache
def load_words() -> Words:
    """The shipped words."""
    raw: dict[str, Any] = yaml.load(files("dragoman").joinpath("data", "merge", "names.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    numbers = {word: str(number) for word, number in raw["numbers"].items()}
    return Words(frozenset(raw["function_words"]), frozenset(raw["generic"]), frozenset(raw["titles"]), numbers)


@lru_cache(maxsize=100_000)
def parse_name(name: str) -> Name:
    """Takes a name apart."""
    data = load_words()
    undotted = re.sub(r"\b([A-Z])\.(?=[A-Z]\b)", r"\1", name)
    letters = unicodedata.normalize("NFKD", undotted.replace("ı", "i")).casefold()
    plain = "".join(c for c in letters if not unicodedata.combining(c)).replace("'s ", " ").replace("’s ", " ")
    words = tuple(word for word in _WORD.findall(plain) if word not in data.function_words)
    numbers = frozenset(data.numbers.get(word, word) for word in words if word.isdigit() or word in data.numbers)
    told = [word for word in words if not word.isdigit() and word not in data.numbers]
    return Name(words, tuple(word for word in told if word not in data.generic), frozenset(word for word in told if word in data.generic),
                numbers, tuple(acronym.casefold() for acronym in _ACRONYM.findall(undotted)))


def is_named(name: str | None) -> bool:
    """Whether a name tells one thing from others of its sort, as "Shusha Declaration" does and "memorandum" does not."""
    return name is not None and bool(parse_name(name).telling)


@lru_cache(maxsize=500_000)
def same_name(a: str, b: str) -> bool:
    """Whether two names may be of one thing; symmetric.

    "BTC", "the BTC pipeline" and "Baku-Tbilisi-Ceyhan" may, also "memorandum" and "Memorandum on Military Training";
    "Baku-Tbilisi-Kars" and "Baku-Tbilisi-Ceyhan" may not, nor the First and the Second Karabakh War.
    """
    first, second = parse_name(a), parse_name(b)
    if sorted(first.words) == sorted(second.words):
        return True
    if first.numbers and second.numbers and not (first.numbers <= second.numbers or second.numbers <= first.numbers):
        return False
    if _abbreviates(first, second) or _abbreviates(second, first):
        return True
    if not first.telling or not second.telling:
        return _same_sort(first, second)
    shorter, longer = sorted((first.telling, second.telling), key=lambda words: (len(words), words))
    matched = sum(any(_same_word(word, other) for other in longer) for word in shorter)
    return matched == len(shorter) or matched / len(longer) >= _MOST


def name_keys(name: str) -> frozenset[str]:
    """Words and initials of which two names of one thing mostly share at least one, for finding candidates quickly."""
    parsed = parse_name(name)
    initials = "".join(word[0] for word in parsed.telling)
    return frozenset({*parsed.telling, *parsed.acronyms, *([initials] if len(initials) > 1 else [])})


def same_persons(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two lists of persons may share one; a list that is empty may be any."""
    return not a or not b or any(same_person(x, y) for x in a for y in b)


@lru_cache(maxsize=100_000)
def same_person(a: str, b: str) -> bool:
    """Whether two names may be one person's: the last names alike, and the first ones, where both are told (or an initial)."""
    first, second = (_without_titles(name) for name in (a, b))
    if not first or not second or not _same_word(first[-1], second[-1]):
        return False
    given = [names[0] for names in (first, second) if len(names) > 1]
    return len(given) < 2 or _same_word(*given) or (min(map(len, given)) == 1 and given[0][0] == given[1][0])


def last_name(person: str) -> str:
    """The last word of a person's name, folded; empty where there is none."""
    words = _without_titles(person)
    return words[-1] if words else ""


def _without_titles(name: str) -> list[str]:
    words = [word for word in parse_name(name).words if word not in load_words().titles]
    return words or list(parse_name(name).words)


def same_sort(a: str, b: str) -> bool:
    """Whether one word for a sort of thing is the other or says less of it: "consulate" and "consulate general"."""
    first, second = set(a.casefold().split()), set(b.casefold().split())
    return first <= second or second <= first


def same_words(a: str, b: str) -> bool:
    """Whether two quotes say much the same, whatever the order of words."""
    return fuzz.token_set_ratio(a, b) >= 75


def _same_sort(a: Name, b: Name) -> bool:
    """Of names of which one or both tell only the sort of thing: whether that sort is the other's too."""
    if a.telling or b.telling:
        vague, full = (a, b) if not a.telling else (b, a)
        return vague.generic <= full.generic
    return a.generic <= b.generic or b.generic <= a.generic


def _same_word(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= 5 and fuzz.ratio(a, b) >= _ALIKE)


def _abbreviates(short: Name, full: Name) -> bool:
    return any(_spells(acronym, full.words) for acronym in short.acronyms if acronym not in full.words)


def _spells(acronym: str, words: Sequence[str]) -> bool:
    """Whether the acronym is made of beginnings of at least two of the words, in order, the first among them (TANAP: Trans-Anatolian …)."""
    if len(acronym) < 3 or not words or not words[0].startswith(acronym[0]):
        return False

    def fits(rest: str, at: int, used: int) -> bool:
        if not rest:
            return used >= 2 and used * 2 >= len(words)
        for i in range(at, len(words)):
            for length in range(min(len(rest), len(words[i]), 4), 0, -1):
                if words[i].startswith(rest[:length]) and fits(rest[length:], i + 1, used + 1):
                    return True
        return False

    return any(words[0].startswith(acronym[:length]) and fits(acronym[length:], 1, 1) for length in range(1, min(4, len(acronym)) + 1))
