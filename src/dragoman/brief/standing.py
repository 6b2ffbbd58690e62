"""What stands: the summary's items, each resting on one or more facts. Nothing planned, proposed or denied enters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.brief.dates import since_words
from dragoman.brief.ground import Built, Ground
from dragoman.brief.history import Seen, finest_date
from dragoman.brief.item import Item, Remark, doubts, item, merged
from dragoman.brief.layout import Group, load_layout
from dragoman.brief.missions import mission_items
from dragoman.brief.named import agreement_items, work_items
from dragoman.brief.period import order_of
from dragoman.brief.phrases import sentence


@dataclass(frozen=True, slots=True)
class Standing:
    """One group of the summary, before its lines are numbered."""

    group: Group
    items: tuple[Item, ...]
    remarks: tuple[Remark, ...]


def what_stands(ground: Ground) -> list[Standing]:
    """The groups that have something to say, in the layout's order."""
    builders: dict[str, Callable[[Ground, Group], Built]] = {
        "relations": _relations,
        "missions": _missions,
        "agreements": agreement_items,
        "works": work_items,
        "facts": _facts,
    }
    out = []
    for group in load_layout().standing:
        items, remarks = builders[group.by](ground, group)
        items = merged(items)
        if len(items) > load_layout().most_lines:
            items, left = _most_recent(items)
            remarks.append(Remark(load_layout().notes["more"].format(count=left), section=_section_of(group)))
        if items or remarks:
            out.append(Standing(group, tuple(items), tuple(remarks)))
    return out


def facts_in(groups: Iterable[Standing]) -> list[Seen]:
    """Every fact that the groups' items and remarks rest on."""
    return [*(s for g in groups for i in g.items for s in (*i.facts, *i.also)), *(s for g in groups for r in g.remarks for s in r.facts)]


def _most_recent(items: list[Item]) -> tuple[list[Item], int]:
    most = load_layout().most_lines
    dated = sorted(items, key=lambda i: order_of(i.date) if i.date else (date.min, 0), reverse=True)[:most]
    return [i for i in items if i in dated], len(items) - len(dated)


def _section_of(group: Group) -> str | None:
    """The family in which the rest of a group is found."""
    return load_layout().family_of(group.kinds[0]).key if group.kinds else group.key


def _relations(ground: Ground, _: Group) -> Built:
    """Recognition each way, then the present form of relations: either broken off, or since when, restored, raised or lowered."""
    history, names = ground.history, ground.names
    items = [item((first,), sentence(first.fact, names)) for first in _first_each_way(history.standing("recognition"))]
    severed = history.standing("relations-severed")
    if severed:
        return [*items, _lasting(severed[-1], ground)], []
    established = history.of("relations-established")
    if established:
        together = (established[0], *_same_claim(established))
        text = sentence(established[0].fact, names, status="ongoing")
        items.append(item(together, text, when=since_words(finest_date(together)), doubts=doubts(history.undone(established[0]), names)))
    for kind in ("relations-resumed", "relations-upgraded", "relations-downgraded"):
        latest = history.standing(kind)
        if latest:
            items.append(_lasting(_latest(latest), ground))
    better = history.standing("relations-improved")
    if better:
        trend = _latest(better)
        items.append(item((trend,), sentence(trend.fact, names), doubts=doubts(history.undone(trend), names)))
    return items, []


def _same_claim(established: Sequence[Seen]) -> tuple[Seen, ...]:
    """Further tellings of the same beginning, which undated or differing dates kept apart."""
    first = established[0].span
    return tuple(s for s in established[1:] if s.span is None or first is None or s.span.order.year == first.order.year)


def _first_each_way(facts: Iterable[Seen]) -> list[Seen]:
    found: dict[tuple[str | None, str | None], Seen] = {}
    for seen in facts:
        found.setdefault((seen.fact.source, seen.fact.target), seen)
    return list(found.values())


def _latest(facts: Sequence[Seen]) -> Seen:
    """The last dated one; an undated one only where none is dated."""
    dated = [s for s in facts if s.span is not None]
    return (dated or list(facts))[-1]


def _lasting(seen: Seen, ground: Ground, *, flags: tuple[str, ...] = ()) -> Item:
    """A fact told as what stands since its date ("has an embassy", since 1992)."""
    return item(
        (seen,),
        sentence(seen.fact, ground.names, status="ongoing"),
        when=since_words(seen.fact.date),
        flags=flags,
        doubts=doubts(ground.history.undone(seen), ground.names),
    )


def _missions(ground: Ground, _: Group) -> Built:
    a, b = ground.pair
    return [i for source, target in ((a, b), (b, a)) for i in mission_items(ground.history, ground.names, source, target)], []


def _facts(ground: Ground, group: Group) -> Built:
    """The group's kinds, one item a fact that still counts; see the layout for ``latest``, ``lasting`` and ``open``."""
    history, layout = ground.history, load_layout()
    items, faded = list[Item](), 0
    for kind in group.kinds:
        facts = history.standing(kind)
        if kind in group.open:
            facts = [s for s in facts if s.lasts or (s.sight == "seen" and "/" in (s.fact.date or ""))]
        if kind in layout.fade_kinds:
            fresh = [s for s in facts if not _old(s, ground.now)]
            faded, facts = faded + len(facts) - len(fresh), fresh
        if kind in group.figures:
            facts = _with_figures(facts)
        if kind in group.latest:
            facts = _latest_each(facts)
        for seen in facts:
            if kind in group.lasting:
                flags = () if seen.lasts or group.key not in layout.tell_open_end else (layout.flags["no_end"],)
                items.append(_lasting(seen, ground, flags=flags))
            else:
                items.append(item((seen,), sentence(seen.fact, ground.names), doubts=doubts(history.undone(seen), ground.names)))
    remarks = [Remark(layout.notes["faded"].format(count=faded, years=layout.fade_years), section="words")] if faded else []
    if "border" in group.kinds and not history.of("border"):
        none = history.of("border", statuses=("denied",))
        remarks += [Remark(layout.notes["no_border"], tuple(none), "denied")] if none else []
    return items, remarks


def _old(seen: Seen, now: date | None) -> bool:
    return now is not None and not seen.lasts and seen.span is not None and seen.span.order.year < now.year - load_layout().fade_years


def _with_figures(facts: Sequence[Seen]) -> list[Seen]:
    """Without those that tell no amount, where the same direction has some that do."""
    told = {(s.fact.source, s.fact.target) for s in facts if s.fact.amount}
    return [s for s in facts if s.fact.amount or (s.fact.source, s.fact.target) not in told]


def _latest_each(facts: Iterable[Seen]) -> list[Seen]:
    """For each direction and good the latest dated fact and what goes on, or the undated ones where none is dated."""
    found: dict[tuple[object, ...], list[Seen]] = {}
    for seen in facts:
        fact = seen.fact
        thing = fact.object if fact.kind in load_layout().by_object else None
        found.setdefault((fact.kind, fact.source, fact.target, thing), []).append(seen)
    out: list[Seen] = []
    for group in found.values():
        dated = [s for s in group if s.span is not None]
        if not dated:
            out += group
            continue
        # What recurs or goes on stands whatever happened last; several told of the last day are all the latest.
        out += [s for s in dated if s.lasts or s.fact.date == dated[-1].fact.date]
    return out
