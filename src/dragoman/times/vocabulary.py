"""The words, guards and patterns of ``data/times``, loaded on first use and kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.model.spans import TimeRole
from dragoman.times.grammar import Grammar
from dragoman.times.numerals import load_number_words

YEAR_MIN, YEAR_MAX = 1000, 2150
_NUMERIC = (
    ("isodate", re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|\d{4}/(?:0[1-9]|1[0-2])/(?:0[1-9]|[12]\d|3[01])")),
    ("yearspan", re.compile(r"(?:1[0-9]|20)\d\d[-–/]\d\d")),
    ("numdate", re.compile(r"\d{1,2}[./]\d{1,2}[./](?:(?:1[5-9]|20)\d\d|\d\d)")),
    ("decade4", re.compile(r"(?:1[0-9]|20)\d0[’']?s")),
    ("decade2", re.compile(r"[2-9]0[’']?s")),
    ("dayord", re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)")),
    ("ordfig", re.compile(r"\d+(?:st|nd|rd|th)")),
    ("daynum", re.compile(r"0?[1-9]|[12]\d|3[01]")),
    ("year4", re.compile(r"1\d{3}|20\d\d|21[0-4]\d")),
    ("figures", re.compile(r"\d+(?:[,.\u00a0\u202f]\d+)*")),
)
_NUMERIC_SETS = frozenset(frozenset(s) for s in (
    ["isodate"], ["yearspan"], ["numdate"], ["decade4"], ["decade2"], ["dayord", "ordfig"], ["ordfig"], ["daynum", "figures"],
    ["year4", "figures"], ["figures"]))


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Everything that the readers of times know about words. ``words`` and ``guards`` are the YAML files' lists, as sets."""

    values: Mapping[str, Mapping[str, Any]]
    words: Mapping[str, frozenset[str]]
    guards: Mapping[str, frozenset[str]]
    roles: Mapping[str, list[tuple[tuple[str, ...], TimeRole]]]
    makes: Mapping[str, str]
    named_may: re.Pattern[str]
    grammar: Grammar

    def month(self, word: str) -> int | None:
        """A month's number from its name or abbreviation, lower case, with or without the stop."""
        word = word.rstrip(".")
        found = self.values["months"].get(word) or self.values["month_abbreviations"].get(word)
        return int(found) if found else None

    def weekday(self, word: str) -> int | None:
        """Monday is 0."""
        found = self.values["weekdays"].get(word)
        return None if found is None else int(found)

    def season(self, word: str) -> int | None:
        """EDTF's code, 21 to 24."""
        found = self.values["seasons"].get(word)
        return int(found) if found else None

    def unit(self, word: str) -> str | None:
        """A unit's singular."""
        found = self.values["units"].get(word)
        return str(found) if found else None


@cache
def load_vocabulary() -> Vocabulary:
    """Read the YAML files and compile the grammar. Raises ValueError where a pattern cannot be compiled."""
    words, guards, patterns = (_read(name) for name in ("words", "guards", "patterns"))
    classes = _word_classes(words)

    def classify(token: str) -> frozenset[str]:
        return _classify(token, classes)

    sets = frozenset(classify(form) for word in classes for form in (word, word.capitalize(), word.upper())) | _NUMERIC_SETS
    return Vocabulary(
        values={k: v for k, v in words.items() if isinstance(v, dict)},
        words={k: frozenset(v) for k, v in words.items() if isinstance(v, list) and not k.endswith("_phrases")},
        guards={k: frozenset(map(str.lower, v)) for k, v in guards.items()},
        roles=_roles(words),
        named_may=re.compile(rf"\b(?:{'|'.join(guards['person_titles'])})\.? May\b"),
        makes={p["id"]: p["make"] for p in patterns["patterns"]},
        grammar=Grammar({p["id"]: p["match"] for p in patterns["patterns"]}, patterns["macros"], sets, classify, patterns["needs"]),
    )


def _roles(words: dict[str, Any]) -> dict[str, list[tuple[tuple[str, ...], TimeRole]]]:
    """Each word or phrase that gives a time its role, by its last word, the longest first."""
    out: dict[str, list[tuple[tuple[str, ...], TimeRole]]] = {}
    names: tuple[TimeRole, ...] = ("since", "until", "deadline")
    for role in names:
        for phrase in [*words[f"{role}_phrases"], *([word] for word in words[role])]:
            out.setdefault(phrase[-1], []).append((tuple(phrase), role))
    return {last: sorted(found, key=lambda f: -len(f[0])) for last, found in out.items()}


def _read(name: str) -> dict[str, Any]:
    import yaml

    text = files("dragoman").joinpath(f"data/times/{name}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return data


def _word_classes(words: dict[str, Any]) -> dict[str, frozenset[str]]:
    numbers = load_number_words()
    named: dict[str, Any] = {
        "month": words["months"], "monthabbr": words["month_abbreviations"], "suremonth": words["sure_months"],
        "weekday": words["weekdays"],
        "wdabbr": words["weekday_abbreviations"], "weekdays": words["plural_weekdays"], "season": words["seasons"], "unit": words["units"],
        "unit1": set(words["units"].values()), "units": set(words["units"]) - set(words["units"].values()), "daypart": words["day_parts"],
        "decadeword": words["decade_words"], "stay": words["stays"], "lasting": words["lasting"], "frequency": words["frequencies"],
        "numword": numbers.cardinals, "ordword": numbers.ordinals, "scale": numbers.scales, "apos": ["'", "’"],
        "premonth": words["before_month"], "preseason": words["before_season"], "owner": words["before_owned_month"],
        "prechristmas": words["before_christmas"],
        "preweekend": words["before_weekend"],
    }
    out: dict[str, set[str]] = {}
    for name, members in named.items():
        for word in members:
            out.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in out.items()}


# Written small, these are a verb, a modal, a noun or an adjective.
_CAPITAL_ONLY = frozenset(["month", "monthabbr", "suremonth", "weekday", "wdabbr"])
_ALSO_SMALL = frozenset(["january", "february", "april", "june", "july", "september", "october", "november", "december"])


def _classify(token: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if token[:1].isdigit():
        return _classify_number(token)
    lower = token.lower()
    found = classes.get(lower, frozenset[str]())
    if found and not token[:1].isupper() and lower not in _ALSO_SMALL and not lower.endswith("day"):
        found -= _CAPITAL_ONLY
    return found


def _classify_number(token: str) -> frozenset[str]:
    names = [name for name, pattern in _NUMERIC if pattern.fullmatch(token)]
    if not names:
        return frozenset()
    if names[0] in ("daynum", "year4", "figures"):
        return frozenset((names[0], "figures"))
    return frozenset(("dayord", "ordfig")) if names[0] == "dayord" else frozenset((names[0],))
