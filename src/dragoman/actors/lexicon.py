"""The words around names, read once from ``dragoman/data/actors``: what makes a name part of another, titles, bodies, what refers back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any


def read(name: str) -> dict[str, Any]:
    """One of the YAML files of ``dragoman/data/actors``."""
    import yaml

    data: dict[str, Any] = yaml.load(
        (files("dragoman") / "data" / "actors" / name).read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return data


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; a space in a word matches any run of space, ' any apostrophe."""
    ordered = sorted({str(w) for w in words}, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in ordered) + ")"


def plural(noun: str) -> str:
    """The plural of an English noun phrase that ends in its noun."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun[:-3] + "men" if noun.endswith("man") else noun + "s"


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """Words that, next to a name, tell what it is part of. See ``context.yaml`` for what each list means."""

    after_drop: frozenset[str]
    after_place: frozenset[str]
    after_firm: frozenset[str]
    of_drop: frozenset[str]
    of_keep: tuple[str, ...]
    before_keep: frozenset[str]
    before_demonym_drop: frozenset[str]
    before_demonym_drop_for: frozenset[str]
    hyphen_drop: frozenset[str]
    prefixes: dict[str, str]
    prefix_drop: frozenset[str]
    currency: frozenset[str]
    currency_or_word: frozenset[str]
    language: frozenset[str]
    language_before: frozenset[str]
    language_names: frozenset[str]
    words_in_capitals: frozenset[str]
    us_states: frozenset[str]
    function_words: frozenset[str]
    before_place: frozenset[str]
    posted: frozenset[str]
    hide: tuple[str, ...]


@cache
def load_context() -> Context:
    """``context.yaml``."""
    data = read("context.yaml")
    sets = {
        k: frozenset(map(str, data[k]))
        for k in (
            "after_place",
            "after_firm",
            "of_drop",
            "before_keep",
            "before_demonym_drop",
            "before_demonym_drop_for",
            "hyphen_drop",
            "prefix_drop",
            "currency",
            "currency_or_word",
            "language",
            "language_before",
            "language_names",
            "words_in_capitals",
            "us_states",
            "function_words",
            "before_place",
            "posted",
        )
    }
    return Context(
        after_drop=frozenset(w for group in data["after_drop"].values() for w in group),
        prefixes=data["prefixes"],
        hide=tuple(data["hide"]),
        of_keep=(*data["of_keep"], *data["of_keep_whole"]),
        **sets,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Sense:
    """A name with several senses: what it means where nothing decides, and the words that speak for each code (None: no state)."""

    default: str | None
    cues: dict[str | None, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Ambiguous:
    """Names that are not always what they seem. See ``ambiguous.yaml``."""

    senses: dict[str, Sense]
    also_given: frozenset[str]
    also_surname: frozenset[str]
    need_state: frozenset[str]
    by_company: frozenset[str]
    only_then: frozenset[str]
    seats: dict[str, dict[str, Any]]
    dated: dict[str, tuple[int, str]]


@cache
def load_ambiguous() -> Ambiguous:
    """``ambiguous.yaml``."""
    data = read("ambiguous.yaml")
    senses = {
        name: Sense(s["default"], {None if code == "none" else code: tuple(map(str, words)) for code, words in s["cues"].items()})
        for name, s in data["senses"].items()
    }
    return Ambiguous(
        senses,
        frozenset(data["also_given"]),
        frozenset(data["also_surname"]),
        frozenset(data["need_state"]),
        frozenset(data["by_company"]),
        frozenset(data["only_then"]),
        data["seats"],
        {name: (d["until"], d["code"]) for d in data["dated"] for name in d["names"]},
    )


@dataclass(frozen=True, slots=True, eq=False)
class Offices:
    """Titles and bodies. ``office_of`` maps each word, lower case, to the office it stands for; ``rank`` orders offices (1 is highest)."""

    office_of: dict[str, str]
    rank: dict[str, int]
    departments: tuple[str, ...]
    current: frozenset[str]
    former: frozenset[str]
    other: frozenset[str]
    predecessor: frozenset[str]
    successor: frozenset[str]
    honorifics: tuple[str, ...]
    bodies: tuple[str, ...]
    bodies_capital_only: frozenset[str]
    bodies_in_capital: tuple[str, ...]
    people: frozenset[str]
    not_person: frozenset[str]
    particles: tuple[str, ...]
    common_surnames: frozenset[str]
    at_home: frozenset[str]


@cache
def load_offices() -> Offices:
    """``offices.yaml``."""
    data = read("offices.yaml")
    qualifiers = data["qualifiers"]
    return Offices(
        {word.lower(): entry["office"] for entry in data["offices"] for word in entry["words"]},
        {entry["office"]: entry["rank"] for entry in data["offices"]},
        tuple(dict.fromkeys(data["departments"])),
        frozenset(qualifiers["current"]),
        frozenset(qualifiers["former"]),
        frozenset(qualifiers["other"]),
        frozenset(data["predecessor"]),
        frozenset(data["successor"]),
        tuple(data["honorifics"]),
        tuple(dict.fromkeys(data["bodies"])),
        frozenset(data["bodies_capital_only"]),
        tuple(data["bodies_in_capital"]),
        frozenset(data["people"]),
        frozenset(map(str, data["not_person"])),
        tuple(data["particles"]),
        frozenset(data["common_surnames"]),
        frozenset(data["at_home"]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Coreference:
    """What refers back. See ``coreference.yaml``."""

    groups: tuple[str, ...]
    group_singular: tuple[str, ...]
    bare_groups: tuple[str, ...]
    vague_groups: frozenset[str]
    not_owned: frozenset[str]
    helped_in: frozenset[str]
    clause_openers: tuple[str, ...]
    not_groups: frozenset[str]
    numbers: dict[str, int]
    pair_words: tuple[str, ...]
    shared: tuple[str, ...]
    mutual: tuple[str, ...]
    joint: tuple[str, ...]
    one: tuple[str, ...]
    descriptive: tuple[str, ...]
    bodies: tuple[str, ...]
    body_modifies: tuple[str, ...]
    body_ministry: frozenset[str]
    roles: tuple[str, ...]
    monarchs: dict[str, str]
    others: tuple[str, ...]
    neighbours: tuple[str, ...]
    compass: dict[str, str]
    neighbouring: tuple[str, ...]
    colonies: tuple[str, ...]
    rulers: tuple[str, ...]
    thrones: dict[str, tuple[str, ...]]
    shapes: dict[str, tuple[str, ...]]
    organisations: dict[str, tuple[str, ...]]
    prepositions: frozenset[str]
    linking_verbs: tuple[str, ...]
    empty_it: tuple[str, ...]
    owned: tuple[str, ...]
    speakers: frozenset[str]
    speaking_for: tuple[str, ...]
    voices: tuple[str, ...]
    asker_cues: frozenset[str]
    after_here: tuple[str, ...]
    speaking_verbs: tuple[str, ...]
    determiners: frozenset[str]
    sentence_openers: frozenset[str]
    after_count: tuple[str, ...]
    after_both: tuple[str, ...]


@cache
def load_coreference() -> Coreference:
    """``coreference.yaml``."""
    data = read("coreference.yaml")
    kinds = {f.name: str(f.type) for f in fields(Coreference)}
    lists: dict[str, Any] = {k: tuple(map(str, data[k])) for k, kind in kinds.items() if kind.startswith("tuple")}
    sets: dict[str, Any] = {k: frozenset(map(str, data[k])) for k, kind in kinds.items() if kind.startswith("frozenset")}
    maps: dict[str, Any] = {k: {word: tuple(map(str, v)) for word, v in data[k].items()} for k in ("organisations", "thrones", "shapes")}
    return Coreference(numbers=data["numbers"], monarchs=data["monarchs"], compass=data["compass"], **maps, **lists, **sets)
