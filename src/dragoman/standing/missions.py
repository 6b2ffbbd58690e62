"""Which missions one state has in the other, worked out from openings, closings and changes of rank."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.standing.held import Held, held
from dragoman.standing.history import CAME_ABOUT, History, Seen, finest_date, likeliest
from dragoman.standing.rules import known_rank, load_rules

Key = tuple[str, str]
"""A mission's rank and place, lower case; empty where not told, and the place where a state has but one of that rank in a host."""


@dataclass(frozen=True, slots=True)
class Mission:
    """A mission of ``sender`` in ``host`` that stands. ``rank`` and ``place`` are None where no source tells them.

    ``told`` is the fact that tells most of it. ``broken`` is a break of relations after its opening, ``mended`` whether relations were
    restored since: no source says whether, or since when, it stands again. The doubts are closings whose order is not known.
    """

    sender: str
    host: str
    rank: str | None
    place: str | None
    held: Held
    told: Seen
    broken: Seen | None = None
    mended: bool = False


def missions_of(history: History, sender: str, host: str) -> list[Mission]:
    """The missions of ``sender`` in ``host`` that stand, highest rank first. Codes are those of the pair."""
    stock, closings = _stock(history, sender, host)
    broken = [s for s in history.of("relations-severed") if s.span]
    standing_breaks = {id(s) for s in history.standing("relations-severed")}
    ranks = load_rules().missions.ranks
    out = []
    for key in sorted(stock, key=lambda k: (ranks.index(k[0]) if k[0] in ranks else len(ranks), k[1])):
        facts = stock[key]
        likely = likeliest(facts)
        first = likely[0]
        later = [s for s in broken if first.before(s)]
        unordered = tuple(c for c in closings if _fits(_key(c), key) and (c.span is None or first.span is None))
        # A change of rank tells more than an opening.
        told = max(likely, key=lambda s: (bool(s.fact.detail.get("from")), bool(s.fact.detail.get("mission")), bool(_place(s)), s.weight))
        break_ = later[-1] if later else None
        out.append(
            Mission(sender, host, key[0] or None, _place(told) or _place(first) or None, Held(tuple(facts), finest_date(facts), unordered),
                    told, break_, break_ is not None and not any(id(s) in standing_breaks for s in later)))
    return out


def envoy_of(history: History, sender: str, host: str) -> Held | None:
    """The last envoy of ``sender`` in ``host`` who is named, unless recalled or expelled since."""
    sent = [s for s in history.of("envoy-appointed") if (s.source, s.target) == (sender, host) and s.fact.detail.get("persons")]
    if not sent:
        return None
    last = ([s for s in sent if s.span is not None] or sent)[-1]
    return None if last.over(history.limit) or history.undone(last).surely else held(history, last)


def _stock(history: History, sender: str, host: str) -> tuple[dict[Key, list[Seen]], list[Seen]]:
    """The missions open after all that is told, with what opened each, and the closings."""
    stock: dict[Key, list[Seen]] = {}
    closings: list[Seen] = []
    rules = load_rules().missions
    for seen in history.of(*rules.opening, rules.closing, statuses=(*CAME_ABOUT, "ended")):
        fact = seen.fact
        if (seen.source, seen.target) != (sender, host):
            continue
        key = _key(seen)
        if fact.kind in rules.opening and fact.status == "ended":
            closings.append(seen)
            _close(stock, key, seen)
        elif fact.status in CAME_ABOUT and fact.kind in rules.opening:
            if fact.kind == "mission-elevated":
                _raised(stock, str(fact.detail.get("from") or ""), key)
            stock.setdefault(key, []).append(seen)
        elif fact.kind == rules.closing and fact.status in CAME_ABOUT and not seen.over(history.limit):
            closings.append(seen)
            _close(stock, key, seen)
    _settle(stock)
    return stock, closings


def _key(seen: Seen) -> Key:
    """A mission's rank and place. A rank that the text does not tell is the kind's own, or empty."""
    told = str(seen.fact.detail.get("mission") or "")
    rank = (told if known_rank(told) else load_rules().missions.of_kind.get(seen.fact.kind, "")).lower()
    return rank, "" if rank in load_rules().missions.one_in_host else _place(seen).lower()


def _place(seen: Seen) -> str:
    return str(seen.fact.detail.get("place") or seen.fact.detail.get("city") or "")


def _fits(closing: Key, open_: Key) -> bool:
    """Whether a closing means this mission: any rank, or any place, where it doesn't say."""
    any_place = closing[1] == "" or open_[0] in load_rules().missions.one_in_host
    return closing[0] in ("", open_[0]) and (any_place or closing[1] == open_[1])


def _close(stock: dict[Key, list[Seen]], key: Key, closing: Seen) -> None:
    """Take out what a closing with a date means; one without cannot be set against the openings."""
    if closing.span is not None:
        for held_key in [k for k in stock if _fits(key, k)]:
            del stock[held_key]


def _raised(stock: dict[Key, list[Seen]], from_rank: str, key: Key) -> None:
    """A mission raised in rank is no longer what it was; one in another place is."""
    for held_key in list(stock):
        if held_key[0] == from_rank.lower() and held_key[0] != key[0] and held_key[1] in ("", key[1]):
            del stock[held_key]


def _settle(stock: dict[Key, list[Seen]]) -> None:
    """A mission whose rank is not told is the one of known rank that dates from the same year."""
    for unknown in [k for k in stock if not k[0]]:
        year = stock[unknown][0].span
        same = next((k for k in stock if k[0] and (first := stock[k][0].span) and year and first.order.year == year.order.year), None)
        if same is not None:
            stock[same] += stock.pop(unknown)
