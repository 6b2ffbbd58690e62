"""The roots that the classifier tells apart: PLOVER's types, with CONCEDE and RETREAT as the one YIELD that public gold data have."""

from __future__ import annotations

from functools import cache

from dragoman.plover.ontology import YIELD, YIELDS, load_ontology

QUADS = (1, 2, 3, 4)
"""1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""


@cache
def roots() -> tuple[str, ...]:
    """The fifteen, in the order of the alphabet."""
    return tuple(sorted({YIELD if name in YIELDS else name for name in load_ontology().types}))


def quad_of(root: str) -> int:
    """The quad class of a type, or of YIELD. KeyError for any other word."""
    return load_ontology().types[YIELDS[0] if root == YIELD else root].quad
