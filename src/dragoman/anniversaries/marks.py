"""Which kinds have anniversaries, and what ends them: typed view of ``data/anniversaries/kinds.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Mark:
    """How facts of one kind end. See ``data/anniversaries/kinds.yaml``."""

    ended_by: frozenset[str] = frozenset()
    renewed_by: frozenset[str] = frozenset()
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """``round`` holds the round numbers of years, the roundest first; ``notes`` the words told beside an anniversary."""

    round: tuple[int, ...]
    kinds: Mapping[str, Mark]
    notes: Mapping[str, str]

    @property
    def wanted(self) -> frozenset[str]:
        """Every kind that must be known: those that are marked, and those that end or renew them."""
        return frozenset(self.kinds).union(*(mark.ended_by | mark.renewed_by for mark in self.kinds.values()))

    def grade(self, years: int) -> int | None:
        """The roundest number that divides ``years``; None where it is not round."""
        return next((number for number in self.round if years % number == 0), None)


@cache
def load_marks() -> Marks:
    """The shipped kinds. KeyError or TypeError where the file lacks or misnames something."""
    text = files("dragoman").joinpath("data", "anniversaries", "kinds.yaml").read_text("utf-8")
    raw: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    kinds = {kind: _mark(**entry) for kind, entry in raw["kinds"].items()}
    return Marks(tuple(raw["round"]), kinds, raw["notes"])


def _mark(*, ended_by: list[str] | None = None, renewed_by: list[str] | None = None, by_name: bool = False) -> Mark:
    return Mark(frozenset(ended_by or ()), frozenset(renewed_by or ()), by_name)
