"""Who "we" and "you" are: the turns of an interview with somebody who speaks for a state, and quotations in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.actors.antecedents import Scene
from dragoman.actors.lexicon import load_coreference, load_offices
from dragoman.model import Mention

_IN_PLACE = re.compile(r"(?:,? (?:to|in|at)) (?:the )?$")
_QUOTE = re.compile(r"[“\"]([^“”\"]{4,1500})[”\"]")


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview: the state for which the person asked speaks, that of the one who asks (None where nothing tells), and why."""

    speaker: str
    asker: str | None
    reason: str


def find_interview(scene: Scene, mentions: Sequence[Mention]) -> Interview | None:
    """The interview that a document is, if it has turns of question and answer and names an office holder of a state before them."""
    first = next((b.start for b in scene.blocks if b.kind in ("question", "answer")), None)
    if first is None:
        return None
    heading = [m for m in mentions if m.start < first]
    speaker = next((m for m in heading if m.kind in ("official", "leader") and _speaks(m)), None)
    if speaker is None:
        return None
    code = speaker.codes[0]
    asker = _host(scene, heading, speaker) or scene.home or next((c for c in scene.focus if c != code), None)
    return Interview(code, asker if asker != code else next((c for c in scene.focus if c != code), None), f"{speaker.text} is interviewed")


def _speaks(m: Mention) -> bool:
    office = (m.office or "").lower()
    return any(office == word or office.endswith(" " + word) or office.startswith(word + " ") for word in load_coreference().speakers) or load_offices().office_of.get(office, "") in ("president", "prime minister", "ambassador", "foreign minister")


def _host(scene: Scene, heading: Sequence[Mention], speaker: Mention) -> str | None:
    """The state in which the interview takes place: where the speaker is posted, or the place that is named."""
    for m in heading:
        if m.codes[0] == speaker.codes[0]:
            continue
        if m.start >= speaker.end and _IN_PLACE.search(scene.plain, speaker.end - 1, m.start):
            return m.codes[0]
    others = [m.codes[0] for m in heading if m.codes[0] != speaker.codes[0]]
    return others[0] if others else None


def quoted_spans(plain: str) -> list[tuple[int, int]]:
    """Offsets of what stands in double quotation marks and is long enough to be speech."""
    return [match.span(1) for match in _QUOTE.finditer(plain) if match[1].count(" ") >= 3] if '"' in plain or "“" in plain else []


def quote_speaker(scene: Scene, index: int, span: tuple[int, int]) -> Mention | None:
    """Who says a quotation: the office holder named nearest outside it in its sentence, else in the sentence before, of its block."""
    for i in (index, *(j for j in scene.previous(index) if scene.lines[j].block == scene.lines[index].block)):
        people = [m for m in scene.lines[i].mentions if m.kind in ("leader", "official") and not span[0] <= m.start < span[1]]
        if people:
            return min(people, key=lambda m: min(abs(m.start - span[1]), abs(m.end - span[0])))
    return None
