"""Whether two sketches are of near-copies, and which of many documents tell one story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from dragoman.stories.joining import Joined
from dragoman.stories.limits import Limits, load_limits
from dragoman.stories.sketches import Sketch, band_keys, is_number


def is_copy(a: Sketch, b: Sketch) -> bool:
    """Whether two texts are near-copies: one contains most of the other, and does not fill the same sentences with other names or dates.

    Symmetric, and not transitive. A text of fewer than eight words or so is a copy of nothing, itself included.
    """
    limits = load_limits()
    shorter, longer = sorted((a.size, b.size))
    if shorter < limits.shingles_at_least or shorter < limits.length_at_least * longer:
        return False
    shared = containment(a, b)
    if shared < limits.shared_at_least(shorter):
        return False
    names, numbers = _pairs(a, b)
    if (not names or len(names | numbers) < limits.names_at_least) and shared < limits.shared_without_names:
        return False
    return _differing(names) <= limits.names_differ_at_most and _differing(numbers) <= limits.numbers_differ_at_most


def containment(a: Sketch, b: Sketch) -> float:
    """What part of the shingles of the one with fewer the other has, estimated from the sample that both sketches hold; 0 to 1."""
    limit = min(_reach(a), _reach(b))
    of_a, of_b = ({h for h in s.shingles if h <= limit} for s in (a, b))
    fewer = min(len(of_a), len(of_b))
    return len(of_a & of_b) / fewer if fewer else 0.0


def _reach(sketch: Sketch) -> float:
    """The hash up to which a sketch holds every one of its text's shingles."""
    return sketch.shingles[-1] if len(sketch.shingles) < sketch.size else float("inf")


def _pairs(a: Sketch, b: Sketch) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """What fills the surroundings that both have, in a and in b: names, and numbers. A name that recurs counts once."""
    in_b = dict(b.slots)
    pairs = {(filler, in_b[context]) for context, filler in a.slots if context in in_b}
    numbers = {(x, y) for x, y in pairs if is_number(x) and is_number(y)}
    return pairs - numbers, numbers


def _differing(pairs: set[tuple[int, int]]) -> float:
    return sum(x != y for x, y in pairs) / len(pairs) if pairs else 0.0


def group(sketches: Mapping[str, Sketch]) -> dict[str, str]:
    """The story of each document: the smallest id of those that near-copies join, one to the next. Same for any order of the mapping.

    Two edits of one story may have little in common but a third; notes from one template are kept apart in that no two of them are
    near-copies. Time grows with the number of documents, not with its square.
    """
    limits = load_limits()
    joined = Joined(sketches)
    for a, b in _candidates(sketches, limits):
        if joined.root(a) != joined.root(b) and is_copy(sketches[a], sketches[b]):
            joined.join(a, b)
    return {doc: joined.root(doc) for doc in sorted(sketches)}


def _candidates(sketches: Mapping[str, Sketch], limits: Limits) -> list[tuple[str, str]]:
    """Pairs of documents with a key in common: each with the first few that have the key."""
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for doc in sorted(sketches):
        for key in band_keys(sketches[doc]):
            holders[key].append(doc)
    pairs = {(first, doc) for docs in holders.values() for i, doc in enumerate(docs) for first in docs[:min(i, limits.compared_per_key)]}
    return sorted(pairs)
