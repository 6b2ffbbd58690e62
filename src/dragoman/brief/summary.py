"""What stands: the summary's items, each resting on one or more facts. Nothing planned, proposed or denied enters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.brief.dates import since_words
from dragoman.brief.ground import Built, Ground
from dragoman.brief.item import Item, Remark, item, merged, present
from dragoman.brief.layout import Group, load_layout
from dragoman.brief.things import agreement_items, work_items
from dragoman.brief.ties import mission_items, relation_items
from dragoman.standing import Seen
from dragoman.standing.period import order_of
from dragoman.standing.rules import load_rules


@dataclass(frozen=True, slots=True)
class Summary:
    """One group of the summary, before its lines are numbered."""

    group: Group
    items: tuple[Item, ...]
    remarks: tuple[Remark, ...]


def what_stands(ground: Ground, most: int | None) -> list[Summary]:
    """The groups that have something to say, in the layout's order, each with at most so many items."""
    builders: dict[str, Callable[[Ground, Group], Built]] = {
        "relations": relation_items,
        "missions": mission_items,
        "agreements": agreement_items,
        "works": work_items,
        "facts": _facts,
    }
    out = []
    for group in load_layout().standing:
        items, remarks = builders[group.by](ground, group)
        # What a person confirmed stands first.
        items = sorted(merged(items), key=lambda i: not i.reviewed)
        if most is not None and len(items) > most:
            items, left = _weightiest(items, most)
            remarks.append(Remark(load_layout().notes["more"].format(count=left), section=_section_of(group)))
        if items or remarks:
            out.append(Summary(group, tuple(items), tuple(remarks)))
    return out


def facts_in(groups: Iterable[Summary]) -> list[Seen]:
    """Every fact that the groups' items and remarks rest on."""
    return [*(s for g in groups for i in g.items for s in (*i.facts, *i.also)), *(s for g in groups for r in g.remarks for s in r.facts)]


def _weightiest(items: Sequence[Item], most: int) -> tuple[list[Item], int]:
    """The reviewed and then the most recent items, in their order, and how many are left out."""
    ranked = sorted(range(len(items)), key=lambda i: (items[i].reviewed, order_of(items[i].date) if items[i].date else (date.min, 0)))
    return [items[i] for i in sorted(ranked[-most:])], len(items) - most


def _section_of(group: Group) -> str | None:
    """The family in which the rest of a group is found."""
    return load_layout().family_of(group.kinds[0]).key if group.kinds else group.key


def _facts(ground: Ground, group: Group) -> Built:
    """The group's kinds, one item a fact that still counts; see the layout for ``latest``, ``lasting`` and ``open``."""
    history, layout = ground.history, load_layout()
    items, faded = list[Item](), 0
    for kind in group.kinds:
        facts = history.standing(kind)
        if kind == "relations-severed" and ground.standing.relations.severed is None:
            facts = []  # what the group of relations takes for over, or doubts, is no open quarrel
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
                flags = [] if seen.lasts or group.key not in layout.tell_open_end else [layout.flags["no_end"]]
                when, text = since_words(seen.fact.date), present(seen, ground.names, status="ongoing")
            else:
                flags, when, text = [], None, present(seen, ground.names)
            items.append(item((seen,), text, ground.names, when=when, flags=flags, doubts=history.undone(seen).doubtful))
    remarks = [Remark(layout.notes["faded"].format(count=faded, years=layout.fade_years), section="words")] if faded else []
    if "border" in group.kinds and not history.of("border"):
        none = history.of("border", statuses=("denied",))
        remarks += [Remark(layout.notes["no_border"], tuple(none), "denied")] if none else []
    return items, remarks


def _old(seen: Seen, now: date | None) -> bool:
    return now is not None and not seen.lasts and seen.span is not None and seen.span.order.year < now.year - load_layout().fade_years


def _with_figures(facts: Sequence[Seen]) -> list[Seen]:
    """Without those that tell no amount, where the same direction has some that do."""
    told = {(s.source, s.target) for s in facts if s.fact.amount}
    return [s for s in facts if s.fact.amount or (s.source, s.target) not in told]


def _latest_each(facts: Iterable[Seen]) -> list[Seen]:
    """For each direction and good the latest dated fact and what goes on, or the undated ones where none is dated."""
    found: dict[tuple[object, ...], list[Seen]] = {}
    for seen in facts:
        fact = seen.fact
        thing = fact.object if fact.kind in load_rules().by_object else None
        found.setdefault((fact.kind, seen.source, seen.target, thing), []).append(seen)
    out: list[Seen] = []
    for group in found.values():
        dated = [s for s in group if s.span is not None]
        if not dated:
            out += group
            continue
        # What recurs or goes on stands whatever happened last; several told of the last day are all the latest.
        out += [s for s in dated if s.lasts or s.fact.date == dated[-1].fact.date]
    return out
