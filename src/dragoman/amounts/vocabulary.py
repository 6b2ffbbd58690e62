"""The currencies, units and comparing words of ``data/amounts``, loaded on first use and kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.model.statement import Comparator
from dragoman.times.grammar import Grammar
from dragoman.times.numerals import load_number_words

Phrase = tuple[str, ...]
_FIGURES = re.compile(r"\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\d+,\d{1,2}")
# A number: figures with or without a scale, or words ("a" only before them: "a billion", "half a million").
_PATTERNS = {
    "figures": "n:{figures} and a half s:{scale} | n:{figures} s:{short} | n:{figures} ('-'? s:{scale})?",
    "words": "{before}? {numword} (('-'|'–'|and)? {numword})* (and a half {scale})?",
}
_MACROS = {"before": "half '-'? (a|an)? | (a|one|three) (quarter|quarters) of a | (a|an)"}


@dataclass(frozen=True, slots=True, eq=False)
class AmountWords:
    """Everything that the reader of amounts knows about words; see the YAML files for what each means."""

    grammar: Grammar
    signs: Mapping[str, str]
    prefixes: Mapping[str, str]
    abbreviations: Mapping[str, str]
    names: Mapping[str, Mapping[str, str | None]]
    everyday: frozenset[str]
    codes: frozenset[str]
    wordlike_codes: frozenset[str]
    measures: Mapping[Phrase, str]
    scaled: Mapping[str, tuple[str, float]]
    sets: Mapping[str, frozenset[str]]
    same_as: Mapping[str, str]
    before: Mapping[Phrase, Comparator]
    verbs: Mapping[str, Comparator]
    after: Mapping[Phrase, Comparator]
    per: Mapping[Phrase, str]


@cache
def load_amount_words() -> AmountWords:
    """Read the YAML files and compile the number grammar."""
    money, units, compare = (_read(name) for name in ("currencies", "units", "comparators"))
    numbers = load_number_words()
    short = frozenset(numbers.short_scales)

    def classify(token: str) -> frozenset[str]:
        if token[:1].isdigit():
            return frozenset(["figures"]) if _FIGURES.fullmatch(token) else frozenset()
        word = token.lower()
        found = {"numword"} if word in numbers.cardinals else set()
        return frozenset(found | ({"scale"} if word in numbers.scales else set()) | ({"short"} if word in short else set()))

    sets = frozenset(frozenset(s) for s in (["figures"], ["numword"], ["numword", "scale"], ["short"]))
    lists = {k: frozenset(v) for k, v in units.items() if isinstance(v, list)}
    lists |= {k: frozenset(map(str, compare[k])) for k in ("fillers", "names", "not_over_after", "from_after", "adjacent")}
    return AmountWords(
        grammar=Grammar(_PATTERNS, _MACROS, sets, classify, ["figures", "numword"]),
        signs=money["signs"], prefixes=money["prefixes"], abbreviations=money["abbreviations"], names=money["names"],
        everyday=frozenset(money["everyday"]), codes=frozenset(money["codes"]), wordlike_codes=frozenset(money["wordlike_codes"]),
        measures=_phrases(units["measures"]), scaled={k: (v[0], float(v[1])) for k, v in units["scaled"].items()},
        sets=lists, same_as=units["same_as"],
        before=_phrases(compare["before"]), verbs={w: c for c, ws in compare["verbs"].items() for w in ws},
        after=_phrases(compare["after"]), per=_phrases(compare["per"]),
    )


def _phrases(data: Mapping[str, list[str]]) -> dict[Phrase, Any]:
    """Each phrase, cut at blanks, with the key that it stands under."""
    return {tuple(str(phrase).split()): key for key, phrases in data.items() for phrase in phrases}


def _read(name: str) -> dict[str, Any]:
    import yaml

    text = files("dragoman").joinpath(f"data/amounts/{name}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return data
