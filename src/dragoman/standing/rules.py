"""What undoes what, and on which kinds the status of a dyad rests, from ``dragoman/data/standing/rules.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.merge.names import parse_name


@dataclass(frozen=True, slots=True)
class Undoing:
    """The kinds that undo one: by the same state to the same, in reverse, or whoever acts."""

    same: frozenset[str] = frozenset()
    reverse: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()

    @property
    def kinds(self) -> frozenset[str]:
        """All of them."""
        return self.same | self.reverse | self.either


@dataclass(frozen=True, slots=True)
class MissionRules:
    """Kinds that open a mission and the one that closes it; the ranks, highest first, and those of which there is one in a host; the
    words by which a rank is known.
    """

    opening: tuple[str, ...]
    closing: str
    of_kind: dict[str, str]
    ranks: tuple[str, ...]
    one_in_host: frozenset[str]
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class AgreementRules:
    """Steps in order, the kind that ends an agreement, and the steps that, denied, tell that it does not hold."""

    steps: tuple[str, ...]
    ended: str
    must_hold: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """The whole file; the comments there say what each entry means."""

    undone_by: dict[str, Undoing]
    only_if_named: frozenset[str]
    by_object: frozenset[str]
    implying_kinds: frozenset[str]
    implying_ranks: frozenset[str]
    missions: MissionRules
    agreements: AgreementRules
    status_kinds: frozenset[str]
    no_names: frozenset[str]


@cache
def load_rules() -> Rules:
    """Read the rules. Loaded on first use, then kept."""
    text = files("dragoman").joinpath("data", "standing", "rules.yaml").read_text("utf-8")
    raw: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    missions, agreements, implied = raw["missions"], raw["agreements"], raw["implies_relations"]
    ways = ("same", "reverse", "either")
    return Rules(
        undone_by={kind: Undoing(*(frozenset(told.get(way, ())) for way in ways)) for kind, told in raw["undone_by"].items()},
        only_if_named=frozenset(raw["only_if_named"]), by_object=frozenset(raw["by_object"]),
        implying_kinds=frozenset(implied["kinds"]), implying_ranks=frozenset(implied["ranks"]),
        missions=MissionRules(
            tuple(missions["opening"]), missions["closing"], missions["of_kind"], tuple(missions["ranks"]),
            frozenset(missions["one_in_host"]), frozenset(missions["nouns"])),
        agreements=AgreementRules(tuple(agreements["steps"]), agreements["ended"], tuple(agreements["must_hold"])),
        status_kinds=frozenset(raw["status_kinds"]), no_names=frozenset(raw["no_names"]))


def known_rank(rank: str) -> bool:
    """Whether words tell a mission's rank."""
    return any(noun in rank.lower() for noun in load_rules().missions.nouns)


def real_name(name: str | None) -> str | None:
    """The name, or None where the words tell none: a pronoun, a number alone."""
    if not name:
        return None
    parsed = parse_name(name)
    return name if {*parsed.telling, *parsed.generic} - load_rules().no_names else None
