"""The words that carry an act of each type (``data/plover/triggers.yaml``)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from dragoman.model import DragomanError
from dragoman.plover.roots import roots


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``verbs`` and ``nouns`` give the types of a lemma; ``pairs`` the types of a lemma with those under it that make the act."""

    verbs: dict[str, tuple[str, ...]]
    nouns: dict[str, tuple[str, ...]]
    pairs: dict[str, tuple[tuple[str, frozenset[str]], ...]]

    def types(self, word: str, pos: str) -> tuple[str, ...]:
        """The types of which a lemma, read as this part of speech, can carry an act."""
        if pos in ("VERB", "AUX"):
            return self.verbs.get(word, ())
        if pos in ("NOUN", "ADJ", "PROPN"):
            return self.nouns.get(word) or (self.verbs.get(word, ()) if pos == "NOUN" else ())
        return ()


@cache
def load_lexicon() -> Lexicon:
    """Raises DragomanError for a type that is none."""
    data = yaml.safe_load(files("dragoman").joinpath("data/plover/triggers.yaml").read_text("utf-8"))
    unknown = ({*data["words"]} | {p["type"] for p in data["pairs"]}) - set(roots())
    if unknown:
        raise DragomanError(f"plover/triggers.yaml: no PLOVER type: {', '.join(sorted(unknown))}")
    verbs, nouns = (_by_word({root: words[sort] for root, words in data["words"].items()}) for sort in ("verbs", "nouns"))
    pairs: defaultdict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for pair in data["pairs"]:
        for word in pair["first"]:
            pairs[word].append((pair["type"], frozenset(pair["second"])))
    return Lexicon(verbs, nouns, {word: tuple(found) for word, found in pairs.items()})


def _by_word(words: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    out: defaultdict[str, list[str]] = defaultdict(list)
    for root, listed in words.items():
        for word in dict.fromkeys(listed):
            out[word].append(root)
    return {word: tuple(roots) for word, roots in out.items()}
