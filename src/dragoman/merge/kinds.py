"""How statements of each kind merge: typed view of ``data/merge/kinds.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Kinds:
    """See ``data/merge/kinds.yaml`` for what each set means. ``history`` gives each kind the name of its history."""

    once: frozenset[str]
    standing: frozenset[str]
    once_if_named: frozenset[str]
    once_if_told: dict[str, tuple[str, ...]]
    one_a_day: frozenset[str]
    by_name: frozenset[str]
    seldom: frozenset[str]
    once_a_day: frozenset[str]
    years_apart_at_most: int
    single: frozenset[str]
    in_words: frozenset[str]
    one_amount: frozenset[str]
    one_amount_a_year: frozenset[str]
    telling_details: tuple[str, ...]
    history: dict[str, str]
    by_year: frozenset[str]
    by_person: frozenset[str]


@cache
def load_kinds() -> Kinds:
    """The shipped kinds. KeyError or TypeError where the file lacks or misnames something."""
    raw: dict[str, Any] = yaml.load(files("dragoman").joinpath("data", "merge", "kinds.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    history = {kind: group[0] for group in raw.pop("histories") for kind in group}
    apart: int = raw.pop("years_apart_at_most")
    details = tuple(raw.pop("telling_details"))
    told = {kind: tuple(fields) for kind, fields in raw.pop("once_if_told").items()}
    sets = {name: frozenset(kinds) for name, kinds in {**raw.pop("cells"), **raw}.items()}
    return Kinds(years_apart_at_most=apart, telling_details=details, history=history, once_if_told=told, **sets)
