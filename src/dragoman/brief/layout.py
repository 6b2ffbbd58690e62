"""What goes where in a brief, from ``dragoman/data/brief/sections.yaml``; the comments there say what each entry means."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from dragoman.brief.words import load_yaml
from dragoman.model import Status

Builder = Literal["relations", "missions", "agreements", "works", "facts"]


@dataclass(frozen=True, slots=True)
class Family:
    """A section of facts of related kinds."""

    key: str
    title: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the summary."""

    key: str
    title: str
    by: Builder
    kinds: tuple[str, ...] = ()
    latest: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    lasting: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The whole file."""

    families: tuple[Family, ...]
    single: frozenset[str]
    contradicted_kinds: frozenset[str]
    contradicted_floor: float
    badges: dict[Status, str]
    standing: tuple[Group, ...]
    tell_open_end: frozenset[str]
    most: dict[str, int]
    fade_kinds: frozenset[str]
    fade_years: int
    titles: dict[str, str]
    flags: dict[str, str]
    notes: dict[str, str]
    disputes: dict[str, str]
    reviews: dict[str, str]
    disagrees: dict[str, str]
    sources: dict[str, str]
    check_verdicts: dict[str, str]
    agreement_steps: dict[str, str]
    unnamed_agreement: str
    with_others: str
    says: str
    through: str
    dating: dict[str, str]
    no_outlet: str
    scope: dict[str, str]
    leads: dict[str, str]
    badge_meanings: dict[str, str]
    empty: dict[str, str]
    key: tuple[str, ...]
    kind_order: dict[str, int]
    _family_of: dict[str, Family] = field(default_factory=dict)

    def family_of(self, kind: str) -> Family:
        """The family that names the kind; the last one for a kind that none names."""
        return self._family_of.get(kind, self.families[-1])


@cache
def load_layout() -> Layout:
    """Read the layout. Loaded on first use, then kept."""
    data = load_yaml("sections.yaml")
    families = tuple(Family(f["key"], f["title"], tuple(f["kinds"])) for f in data["families"])
    standing = tuple(
        Group(
            g["key"],
            g["title"],
            g["by"],
            tuple(g.get("kinds", ())),
            *(frozenset(g.get(k, ())) for k in ("latest", "figures", "lasting", "open")),
        )
        for g in data["standing"]
    )
    same_name = (
        "most",
        "titles",
        "flags",
        "notes",
        "disputes",
        "reviews",
        "disagrees",
        "sources",
        "check_verdicts",
        "agreement_steps",
        "unnamed_agreement",
        "with_others",
        "says",
        "through",
        "dating",
        "no_outlet",
        "scope",
        "leads",
        "badge_meanings",
        "empty",
    )
    return Layout(
        families=families,
        single=frozenset(data["single"]),
        contradicted_kinds=frozenset(data["contradicted"]["kinds"]),
        contradicted_floor=data["contradicted"]["floor"],
        badges=data["statuses"],
        standing=standing,
        fade_kinds=frozenset(data["words_fade"]["kinds"]),
        fade_years=data["words_fade"]["years"],
        tell_open_end=frozenset(data["tell_open_end"]),
        key=tuple(data["key"]),
        **{name: data[name] for name in same_name},
        kind_order={kind: i for i, kind in enumerate(kind for family in families for kind in family.kinds)},
        _family_of={kind: family for family in families for kind in family.kinds},
    )
