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
REFERRING_WEIGHT = 0.5
#: Mentions in this first part of the text count half as much again.
LEAD_SHARE, LEAD_FACTOR = 0.25, 1.5
#: A pair needs so much weight for its second state, at most this share of it for a third, and this share of all weight for both.
PAIR_WEIGHT, THIRD_SHARE, PAIR_SHARE = 2.0, 0.6, 0.55
#: A title begins within so many characters of the text's beginning.
TITLE_WITHIN = 400
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


def weigh(doc: Document, mentions: Sequence[Mention], *, referring: float = 0.0) -> dict[str, float]:
    """How much a document speaks of each state, in mentions; one that refers back counts ``referring``."""
    title_end = _title_end(doc)
    lead = title_end + LEAD_SHARE * (len(doc.text) - title_end)
    weights: dict[str, float] = defaultdict(float)
    titled: set[str] = set()
    for m in mentions:
        if m.kind == "coreference":
            for code in m.codes if referring else ():
                if is_state(code):
                    weights[code] += referring
            continue
        if len(m.codes) != 1 or not is_state(m.codes[0]):
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

    Two states in the title are the pair; otherwise the two heaviest, if they have most of the weight and no third comes near;
    otherwise the only two that its first paragraph names, if no others weigh more. Mentions that refer back, where they are
    among ``mentions``, count too: in an interview it is they that tell.
    """
    weights = _with_sovereigns(weigh(doc, mentions, referring=REFERRING_WEIGHT))
    ranked = sorted(weights, key=lambda code: (-weights[code], code))
    if len(ranked) < 2:
        return None
    titled = _named_until(_title_end(doc), mentions, weights)
    if len(titled) == 2 and set(titled) <= set(ranked[:3]) and ranked[0] in titled:
        return titled[0], titled[1]
    first, second = weights[ranked[0]], weights[ranked[1]]
    third = weights[ranked[2]] if len(ranked) > 2 else 0.0
    if second >= PAIR_WEIGHT and third <= THIRD_SHARE * second and first + second >= PAIR_SHARE * sum(weights.values()):
        return ranked[0], ranked[1]
    led = _named_until(_lead_end(doc), mentions, weights)
    if len(led) == 2 and set(led) <= set(ranked[:3]) and min(weights[code] for code in led) >= PAIR_WEIGHT:
        return led[0], led[1]
    return None


def _named_until(end: int, mentions: Sequence[Mention], weights: dict[str, float]) -> list[str]:
    return list(dict.fromkeys(m.codes[0] for m in mentions if m.start < end and len(m.codes) == 1 and m.codes[0] in weights))


def _title_end(doc: Document) -> int:
    at = doc.text.find(doc.title, 0, TITLE_WITHIN) if doc.title else -1
    return at + len(doc.title or "") if at >= 0 else 0


def _lead_end(doc: Document) -> int:
    """Where the first paragraph under the title ends."""
    start = max(doc.body_start, _title_end(doc))
    while start < len(doc.text) and doc.text[start].isspace():
        start += 1
    end = doc.text.find("\n", start)
    return end if end >= 0 else len(doc.text)


def _with_sovereigns(weights: dict[str, float]) -> dict[str, float]:
    """A territory's weight added to its sovereign's where the text names both: the pair is one of states."""
    from dragoman.actors.gazetteer import load_gazetteer

    out = dict(weights)
    for code in weights:
        sovereign = load_gazetteer().get(code).sovereign
        if sovereign in out and load_gazetteer().get(code).kind == "territory":
            out[sovereign] += out.pop(code)
    return out
