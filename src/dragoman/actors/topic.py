"""Which states a document is mainly about: its title counts most, then how often and how early they are named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from dragoman.model import Document, Mention, MentionKind

TITLE_WEIGHT = 6.0
#: What one mention counts for, by kind: a demonym may say little of the state, a city less.
WEIGHTS: dict[MentionKind, float] = {
    "name": 1.0,
    "demonym": 0.7,
    "capital": 0.8,
    "leader": 0.8,
    "official": 1.0,
    "organisation": 1.0,
    "company": 0.4,
    "territory": 1.0,
    "nickname": 0.8,
    "city": 0.2,
}
PLACE_WEIGHT = 0.5
#: Mentions in this first part of the text count half as much again.
LEAD_SHARE, LEAD_FACTOR = 0.25, 1.5
#: A state is in focus if it has at least this share of the first one's weight.
FOCUS_SHARE = 0.2


def focus(doc: Document, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Codes of the states that a document is mainly about, the first most of all; never organisations, () where it names no state.

    A text about a pair begins with the pair. Mentions that refer back are not counted.
    """
    weights = weigh(doc, mentions)
    if not weights:
        return ()
    top = max(weights.values())
    ranked = sorted(weights, key=lambda code: (-weights[code], code))
    return tuple(code for code in ranked if weights[code] >= FOCUS_SHARE * top)


def weigh(doc: Document, mentions: Sequence[Mention]) -> dict[str, float]:
    """How much a document speaks of each state, in mentions."""
    title_end = doc.text.find(doc.title) + len(doc.title) if doc.title and doc.text.startswith(doc.title) else 0
    lead = title_end + LEAD_SHARE * (len(doc.text) - title_end)
    weights: dict[str, float] = defaultdict(float)
    titled: set[str] = set()
    for m in mentions:
        if m.kind == "coreference" or len(m.codes) != 1 or not is_state(m.codes[0]):
            continue
        if m.start < title_end:
            if m.codes[0] not in titled:
                weights[m.codes[0]] += TITLE_WEIGHT * WEIGHTS[m.kind]
            titled.add(m.codes[0])
        else:
            weights[m.codes[0]] += (PLACE_WEIGHT if m.kind == "capital" and "as a place" in m.reason else WEIGHTS[m.kind]) * (
                LEAD_FACTOR if m.start < lead else 1.0
            )
    return dict(weights)


def is_state(code: str) -> bool:
    """Whether a code is a state's or a territory's, not an organisation's."""
    return code in _states()


@cache
def _states() -> frozenset[str]:
    from dragoman.actors.gazetteer import load_gazetteer

    return frozenset(state.code for state in load_gazetteer().states())


def dyad(doc: Document, mentions: Sequence[Mention]) -> tuple[str, str] | None:
    """The pair that a document is about, or None where no two states stand out.

    Two states in the title are the pair; otherwise the two heaviest, if they have most of the weight and no third comes near.
    """
    weights = _with_sovereigns(weigh(doc, mentions))
    ranked = sorted(weights, key=lambda code: (-weights[code], code))
    if len(ranked) < 2:
        return None
    title_end = len(doc.title) if doc.title and doc.text.startswith(doc.title) else 0
    titled = list(dict.fromkeys(m.codes[0] for m in mentions if m.start < title_end and len(m.codes) == 1 and m.codes[0] in weights))
    if len(titled) == 2 and all(code in ranked[:3] for code in titled):
        return titled[0], titled[1]
    first, second = weights[ranked[0]], weights[ranked[1]]
    third = weights[ranked[2]] if len(ranked) > 2 else 0.0
    if second >= 2.0 and third <= 0.6 * second and first + second >= 0.55 * sum(weights.values()):
        return ranked[0], ranked[1]
    return None


def _with_sovereigns(weights: dict[str, float]) -> dict[str, float]:
    """A territory's weight added to its sovereign's where the text names both: the pair is one of states."""
    from dragoman.actors.gazetteer import load_gazetteer

    out = dict(weights)
    for code in weights:
        sovereign = load_gazetteer().get(code).sovereign
        if sovereign in out and load_gazetteer().get(code).kind == "territory":
            out[sovereign] += out.pop(code)
    return out
