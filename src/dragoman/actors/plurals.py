"""What words for several states refer to: "the two countries", "both", "they", "their border", "bilateral", "the latter"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.anaphors import Anaphor
from dragoman.actors.antecedents import Answer, Scene
from dragoman.actors.lexicon import load_coreference
from dragoman.actors.topic import is_state

#: "They" this far into its sentence takes up the sentence before only if it is capitalised.
EARLY = 40


def several(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    """As many states as the words say: those named together in the sentence, or acting together in the one before, the text's pair, or the
    only ones spoken of just before."""
    words = scene.words(a)
    for codes in reversed(scene.chains(index, a.start)):
        if len(codes) == a.number:
            return codes, f"'{words}': {scene.names(codes)}, named together in the sentence"
    here = _told_of(scene, index, a.start)
    if len(here) == a.number and scene.pair is not None and not set(here) <= set(scene.pair):
        return here, f"'{words}': {scene.names(here)}, the only {a.number} of the sentence so far"
    for i in scene.previous(index):
        acting = scene.acting_together(i)
        if acting is not None and len(acting) == a.number:
            return acting, f"'{words}': {scene.names(acting)}, who act together in the sentence before"
    if a.word == "both" and scene.plain[a.end : a.end + 1] in ".,;:)?!":
        return None  # "he ate both": of states only where they have just been named
    if a.number == 2 and scene.pair is not None:
        return scene.pair, f"'{words}': {scene.names(scene.pair)}, the two that the text is about"
    for i in scene.previous(index):
        for codes in reversed(scene.chains(i)):
            if len(codes) == a.number:
                return codes, f"'{words}': {scene.names(codes)}, named together in the sentence before"
    found = _only(scene, a, index)
    if found is not None:
        return found, f"'{words}': {scene.names(found)}, the only {a.number} spoken of just before"
    if a.number > 2 and len(scene.focus) == a.number:
        return scene.focus, f"'{words}': the {a.number} that the text is about"
    return None


def _told_of(scene: Scene, index: int, before: int) -> tuple[str, ...]:
    """The states that a sentence tells of before an offset: not those of which only a city is named, where something may merely happen, or
    only an adjective, which may qualify anything."""
    named = [m for m in scene.before(index, before) if m.kind not in ("city", "capital", "demonym")]
    return tuple(dict.fromkeys(c for m in named for c in m.codes if is_state(c)))


def _only(scene: Scene, a: Anaphor, index: int) -> tuple[str, ...] | None:
    for reach in (1, 2):
        lines = [(i, None) for i in reversed(scene.previous(index, reach=reach))]
        codes = [c for i, _ in lines for c in scene.codes(i)] + scene.codes(index, a.start)
        found = tuple(dict.fromkeys(c for c in codes if is_state(c)))
        if len(found) == a.number:
            return found
    return None


def bare(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    """Reads "the neighbours", without "two": those of the text's pair, where no others are spoken of."""
    pair = scene.pair
    near = {c for i in (index, *scene.previous(index)) for c in scene.codes(i) if is_state(c)}
    if pair is None or not near <= set(pair) or (len(near) == 1 and a.word in load_coreference().vague_groups):
        return None
    return pair, f"'the {a.word}': {scene.names(pair)}, the two that the text is about"


def mutual(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    """Reads "bilateral": between the two states of the sentence, else those of the text."""
    states = [c for c in scene.codes(index) if is_state(c)]
    if len(states) == 2:
        return tuple(states), f"'{a.word}': between {scene.names(states)}, the two that the sentence names"
    if scene.pair is not None and set(states) <= set(scene.pair):
        return scene.pair, f"'{a.word}': between {scene.names(scene.pair)}, the two that the text is about"
    return None


def they(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    """Reads "They" after two states that act together, or after words that meant both."""
    words = scene.words(a)
    if words == "between them":
        return several(scene, a, index)
    chains = scene.chains(index, a.start)
    if chains and len(chains[-1]) == 2 and words != "They":
        return chains[-1], f"'{words}': {scene.names(chains[-1])}, just named together"
    if a.start - scene.lines[index].start > EARLY and words != "They":
        return None
    for i in scene.previous(index):
        acting = scene.acting_together(i)
        if acting is not None and len(acting) == 2:
            return acting, f"'{words}': {scene.names(acting)}, who act together in the sentence before"
    return None


def their(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    """Reads "their relations": of the two just named, else of the text's two."""
    for codes in reversed(scene.chains(index, a.start)):
        if len(codes) == 2:
            return codes, f"'their {a.word}': of {scene.names(codes)}, named together in the sentence"
    here = [m for m in scene.before(index, a.start) if len(m.codes) == 1 and m.kind != "coreference"]
    if len({m.codes[0] for m in here}) == 1 and here[-1].kind == "demonym" and here[-1].text.endswith("s"):
        return here[-1].codes, f"'their {a.word}': of {here[-1].text}"
    if scene.pair is not None and set(scene.codes(index, a.start)) <= set(scene.pair):
        return scene.pair, f"'their {a.word}': of {scene.names(scene.pair)}, the two that the text is about"
    return None


def latter(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    """The last of the two just named."""
    return _of_two(scene, a, index, -1, "last")


def former(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    """The first of the two just named."""
    return _of_two(scene, a, index, 0, "first")


def _of_two(scene: Scene, a: Anaphor, index: int, which: int, told: str) -> Answer | None:
    groups: Sequence[list[str]] = [scene.codes(index, a.start), *(scene.codes(i) for i in scene.previous(index))]
    for codes in groups:
        states = [c for c in codes if is_state(c)]
        if len(states) == 2:
            return (states[which],), f"'{a.word}': {scene.name(states[which])}, the {told} of the two just named"
    return None
