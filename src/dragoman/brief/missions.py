"""Which missions one state has in the other, worked out from openings, closings and changes of rank."""

from __future__ import annotations

from dragoman.brief.dates import since_words
from dragoman.brief.history import CAME_ABOUT, History, Seen, finest_date
from dragoman.brief.item import Item, doubts, item
from dragoman.brief.layout import load_layout
from dragoman.brief.names import Names
from dragoman.brief.phrases import known_rank, sentence
from dragoman.brief.words import load_words

Key = tuple[str, str]
OPENING = ("embassy-opened", "legation-opened", "consulate-opened", "mission-elevated", "mission-reopened")


def mission_items(history: History, names: Names, source: str, target: str) -> list[Item]:
    """The missions of ``source`` in ``target`` that stand, highest rank first, and its last envoy."""
    stock: dict[Key, list[Seen]] = {}
    closings: list[Seen] = []
    ranks = load_words().missions
    for seen in history.facts:
        fact = seen.fact
        if (fact.source, fact.target) != (source, target):
            continue
        key = _key(seen)
        if fact.kind in OPENING and fact.status == "ended":
            closings.append(seen)
            _close(stock, key, seen)
        elif fact.status in CAME_ABOUT and fact.kind in OPENING:
            if fact.kind == "mission-elevated":
                _raised(stock, str(fact.detail.get("from") or ""), key)
            stock.setdefault(key, []).append(seen)
        elif fact.kind == "mission-closed" and fact.status in CAME_ABOUT and not seen.over(history.limit):
            closings.append(seen)
            _close(stock, key, seen)
    _settle(stock)
    broken = history.standing("relations-severed")
    out = []
    for key in sorted(stock, key=lambda k: (ranks.index(k[0]) if k[0] in ranks else len(ranks), k[1])):
        first = stock[key][0]
        severed = any(s.span and first.span and s.span.order > first.span.order for s in broken)
        flags = [load_layout().flags["severed"]] if severed else []
        unordered = [(c, sentence(c.fact, names)) for c in closings if _fits(_key(c), key) and (c.span is None or first.span is None)]
        # A change of rank tells more than an opening.
        told = max(stock[key], key=lambda s: (bool(s.fact.detail.get("from")), bool(s.fact.detail.get("mission"))))
        out.append(
            item(
                tuple(stock[key]),
                sentence(told.fact, names, status="ongoing"),
                when=since_words(finest_date(stock[key])),
                flags=flags,
                doubts=unordered,
            )
        )
    return out + _envoy(history, names, source, target)


def _key(seen: Seen) -> Key:
    """A mission's rank and place. A rank that the text does not tell is the kind's own, or empty."""
    detail = seen.fact.detail
    told = str(detail.get("mission") or "")
    rank = told if known_rank(told) else load_words().mission_of_kind.get(seen.fact.kind, "")
    return rank.lower(), str(detail.get("place") or detail.get("city") or "").lower()


def _fits(closing: Key, held: Key) -> bool:
    """Whether a closing means this mission: any rank, or any place, where it doesn't say."""
    return closing[0] in ("", held[0]) and closing[1] in ("", held[1])


def _close(stock: dict[Key, list[Seen]], key: Key, closing: Seen) -> None:
    """Take out what a closing with a date means; one without cannot be set against the openings."""
    if closing.span is not None:
        for held in [k for k in stock if _fits(key, k)]:
            del stock[held]


def _raised(stock: dict[Key, list[Seen]], from_rank: str, key: Key) -> None:
    """A mission raised in rank is no longer what it was; one in another place is."""
    for held in list(stock):
        if held[0] == from_rank.lower() and held[0] != key[0] and held[1] in ("", key[1]):
            del stock[held]


def _settle(stock: dict[Key, list[Seen]]) -> None:
    """A mission whose rank is not told is the one of known rank that dates from the same year."""
    for unknown in [k for k in stock if not k[0]]:
        year = stock[unknown][0].span
        same = next((k for k in stock if k[0] and (first := stock[k][0].span) and year and first.order.year == year.order.year), None)
        if same is not None:
            stock[same] += stock.pop(unknown)


def _envoy(history: History, names: Names, source: str, target: str) -> list[Item]:
    """The last envoy sent by name, unless recalled or expelled since."""
    sent = [
        s
        for s in history.standing("envoy-appointed")
        if (s.fact.source, s.fact.target) == (source, target) and s.fact.detail.get("persons")
    ]
    if not sent:
        return []
    last = ([s for s in sent if s.span is not None] or sent)[-1]
    gone = [
        s
        for s in history.of("envoy-recalled", "envoy-expelled")
        if {s.fact.source, s.fact.target} == {source, target} and (s.fact.source == source) == (s.fact.kind == "envoy-recalled")
    ]
    if any(s.span and last.span and s.span.order > last.span.order for s in gone):
        return []
    return [item((last,), sentence(last.fact, names), doubts=doubts(history.undone(last), names))]
