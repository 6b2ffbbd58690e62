"""Which of a sentence's amounts belongs to a predicate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.codebook import Pattern
from dragoman.coding.distance import distance
from dragoman.coding.scene import Scene
from dragoman.model import AmountMention
from dragoman.parse import Frame

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_amounts_for(pattern: Pattern, frame: Frame, scene: Scene) -> list[AmountMention]:
    """The amounts that the pattern takes, nearest in the tree first (``each``: in the order of the text); money before counts."""
    if pattern.amount == "none":
        return []
    found: list[tuple[bool, float, int, AmountMention]] = []
    for mention in scene.setting.amounts:
        money = mention.amount.currency is not None
        if pattern.amount in ("money", "each", "required") and not money and not unit_fits(mention, pattern.units):
            continue
        if pattern.amount in ("count", "any") and not money and pattern.units and not unit_fits(mention, pattern.units):
            continue
        if pattern.amount == "count" and money:
            continue
        root: Token | None = scene.root_of(mention)
        if root is None:
            continue
        cost = distance(root, frame)
        if cost > (4.5 if money or pattern.amount == "each" else 2.2):
            continue
        found.append((not money, round(cost, 1), mention.start, mention))
    if pattern.amount == "each":
        return [m for *_, m in sorted(found, key=lambda f: f[2])]
    return [m for *_, m in sorted(found, key=lambda f: f[:3])]


def unit_fits(mention: AmountMention, units: list[str]) -> bool:
    """Whether a count's unit is one that the pattern asks for."""
    return mention.amount.unit is not None and mention.amount.unit in units
