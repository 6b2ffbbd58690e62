"""The vocabulary of the brief: months, units, certainty and articles, from ``dragoman/data/brief/words.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The file's lists and tables, under its own names. See the comments there for what each is for."""

    months: tuple[str, ...]
    seasons: dict[int, str]
    qualifiers: dict[str, str]
    spans: dict[str, str]
    prepositions: dict[str, str]
    comparators: dict[str, str]
    currencies: dict[str, str]
    scales: dict[str, int]
    units: dict[str, str]
    tight_units: tuple[str, ...]
    scale_counts_from: int
    per: str
    every: dict[str, str]
    every_other: str
    the_words: frozenset[str]
    the_codes: frozenset[str]
    the_organisations: frozenset[str]
    the_nouns: frozenset[str]
    name_joints: frozenset[str]
    determiners: frozenset[str]
    document_units: frozenset[str]
    plurals: frozenset[str]
    no_article: frozenset[str]
    works: dict[str, str]
    work_said_by: dict[str, tuple[str, ...]]
    unnamed_work: str
    certainty: tuple[tuple[float, str], ...]

    def certainty_of(self, confidence: float) -> str:
        """``high``, ``good``, ``fair`` or ``low`` for a confidence from 0 to 1."""
        return next(word for floor, word in self.certainty if confidence >= floor)


_SETS = (
    "the_words",
    "the_codes",
    "the_organisations",
    "the_nouns",
    "name_joints",
    "determiners",
    "document_units",
    "plurals",
    "no_article",
)


@cache
def load_words() -> Words:
    """Read the vocabulary. Loaded on first use, then kept."""
    data = load_yaml("words.yaml")
    data.update({name: frozenset(data[name]) for name in _SETS})
    data.update({name: tuple(data[name]) for name in ("months", "tight_units")})
    data["work_said_by"] = {work: tuple(words) for work, words in data["work_said_by"].items()}
    data["certainty"] = tuple((float(floor), str(word)) for floor, word in data["certainty"])
    return Words(**data)


def load_yaml(name: str) -> dict[str, Any]:
    """One of the brief's data files, as a mapping."""
    import yaml

    data: dict[str, Any] = yaml.load(files("dragoman").joinpath(f"data/brief/{name}").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return data


def join_words(words: tuple[str, ...] | list[str], joint: str = "and") -> str:
    """``A``, ``A and B``, ``A, B and C``; empty for nothing."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def article(noun: str) -> str:
    """``a`` or ``an`` before a noun, by its first letter."""
    return "an" if noun[:1].lower() in "aeio" or (noun[:2].lower() == "un" and noun[:3].lower() != "uni") else "a"
