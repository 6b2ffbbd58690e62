"""Resolves what refers back to states: "the two countries", "its eastern neighbour", "the kingdom", "they", "we" in an interview."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dragoman.actors import plurals, singulars
from dragoman.actors.anaphors import Anaphor, Sort, find_anaphors
from dragoman.actors.antecedents import Answer, Scene
from dragoman.actors.speech import Speech
from dragoman.actors.topic import dyad
from dragoman.model import Document, Mention

if TYPE_CHECKING:
    from dragoman.actors.gazetteer import Gazetteer

_RESOLVERS: dict[Sort, Callable[[Scene, Anaphor, int], Answer | None]] = {
    "group": plurals.several,
    "count": plurals.several,
    "pair": plurals.several,
    "bare": plurals.bare,
    "mutual": plurals.mutual,
    "they": plurals.they,
    "their": plurals.their,
    "latter": plurals.latter,
    "former": plurals.former,
    "polity": singulars.polity,
    "country": singulars.country,
    "body": singulars.body,
    "role": singulars.role,
    "organisation": singulars.organisation,
    "other": singulars.other,
    "heir": singulars.heir,
    "its": singulars.its,
    "it": singulars.it,
    "he": singulars.he,
}
_MAY_BE_APPOSED = ("other", "heir", "polity", "country", "role", "body")


def resolve_coreference(doc: Document, mentions: Sequence[Mention], gazetteer: Gazetteer, focus: Sequence[str]) -> list[Mention]:
    """The mentions of a document with those added that refer back (kind "coreference"), sorted, none overlapping another.

    ``focus`` is what ``dragoman.actors.focus`` says of the document. A word is left alone where nothing near tells what it refers
    to: a wrong link would invent a statement, a missing one only misses it.
    """
    if not mentions:
        return []
    scene = Scene.of(doc, mentions, gazetteer, tuple(focus), dyad(doc, mentions))
    speech = Speech.of(scene, mentions)
    if speech.interview is not None and speech.interview.asker is not None:
        scene.pair = (speech.interview.speaker, speech.interview.asker)
    spans = sorted((m.start, m.end) for m in mentions)
    starts = [line.start for line in scene.lines]
    out = list(mentions)
    for a in find_anaphors(scene.plain, gazetteer, spoken=speech.anywhere):
        index = bisect_right(starts, a.start) - 1
        if index < 0 or a.start >= scene.lines[index].end or _overlaps(spans, a) or _apposed(scene, a, spans):
            continue
        answer = speech.resolve(a, index) if speech.concerns(a) else _RESOLVERS[a.sort](scene, a, index)
        if answer is not None and answer[0]:
            mention = _mention(scene, a, index, answer)
            scene.add(index, mention)
            out.append(mention)
    return sorted(out, key=lambda m: m.start)


def _mention(scene: Scene, a: Anaphor, index: int, answer: Answer) -> Mention:
    person = singulars.person_of(scene, a, index) if a.sort == "he" else None
    codes = tuple(dict.fromkeys(answer[0]))
    return Mention(a.start, a.end, scene.words(a), codes, "coreference", answer[1], person.person if person else None)


def _apposed(scene: Scene, a: Anaphor, spans: list[tuple[int, int]]) -> bool:
    """Whether the state is named right beside: "its ally Peru", "Peru, its ally", "the kingdom, Morocco"."""
    if a.sort not in _MAY_BE_APPOSED:
        return False
    plain, i = scene.plain, bisect_right(spans, (a.end, 1 << 60))
    if i < len(spans) and spans[i][0] - a.end < 3:
        after, closed = plain[a.end : spans[i][0]], plain[spans[i][1] : spans[i][1] + 1] in ",.;:)"
        if after == " " or (after == ", " and closed):
            return True
    before = plain[spans[i - 1][1] : a.start] if i and a.start - spans[i - 1][1] <= 2 else ""
    return a.sort == "other" and before == ", " and plain[a.end : a.end + 1] in ",. "


def _overlaps(spans: list[tuple[int, int]], a: Anaphor) -> bool:
    i = bisect_right(spans, (a.start, 1 << 60))
    return (i > 0 and spans[i - 1][1] > a.start) or (i < len(spans) and spans[i][0] < a.end)
