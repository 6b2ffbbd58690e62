"""Which outlet a name means: a document's own outlet, or one that it cites."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from dragoman.stories.words import folded
from dragoman.wordlists import table, words


@cache
def _agencies() -> dict[tuple[str, ...], str]:
    """Each name of an agency, as words, with the first of its names."""
    return {folded(name): names[0] for names in table("stories/sources")["agencies"] for name in names}


def outlet_key(name: str) -> str:
    """A form that is the same for the names of one outlet: folded, an agency under its usual name; empty for a name of no outlet's own."""
    tokens = folded(name)
    return _agency(tokens) or " ".join(token for token in tokens if token not in _left_out())


def cited_outlet(attribution: str, outlets: Collection[str]) -> str:
    """The key of the outlet that an attribution names; empty where it names none.

    It names one that is an agency, that is among ``outlets`` (keys), or that the words call a newspaper, agency, channel.
    """
    key = outlet_key(attribution)
    called = not words("stories/sources", "outlet_words").isdisjoint(folded(attribution))
    return key if called or key in outlets or key in _agencies().values() else ""


def _agency(tokens: tuple[str, ...]) -> str | None:
    """The agency whose name stands in these words; of several, the one with the longest name."""
    runs = [tokens[i:j] for i in range(len(tokens)) for j in range(i + 1, len(tokens) + 1)]
    found = [run for run in runs if run in _agencies()]
    return _agencies()[max(found, key=len)] if found else None


@cache
def _left_out() -> frozenset[str]:
    return words("stories/sources", "outlet_words") | words("stories/sources", "other_words")
