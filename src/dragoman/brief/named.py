"""What stands of things with names of their own: agreements in force, and works."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.brief.dates import date_words, since_words, start_of
from dragoman.brief.ground import Built, Ground
from dragoman.brief.history import Seen
from dragoman.brief.item import Item, Remark, doubts, item
from dragoman.brief.layout import Group, load_layout
from dragoman.brief.names import name_key, real_name, same_thing
from dragoman.brief.period import order_of
from dragoman.brief.phrases import sentence


def agreement_items(ground: Ground, _: Group) -> Built:
    """One item an agreement, with its steps: signed, ratified, in force. Those that ended, or are told not to hold, are left out."""
    history, layout = ground.history, load_layout()
    ended = [*history.of("agreement-ended"), *history.of(*layout.agreement_steps, "agreement-ended", statuses=("ended",))]
    denied = history.of("agreement-in-force", "agreement-ratified", statuses=("denied",))
    items, unnamed = list[Item](), list[Seen]()
    for group in _by_name(history.of(*layout.agreement_steps)):
        name, first = next((n for s in group if (n := real_name(s.fact.object))), None), group[0]
        ends = _of_thing(ended, name)
        # An end with a date undoes a signing without one: it must have come before.
        if _of_thing(denied, name) or any(s.span and (first.span is None or s.span.order > first.span.order) for s in ends):
            continue
        if name is None and first.span is None and first.fact.amount is None:
            unnamed.append(first)
        else:
            items.append(_agreement(group, name, ground, [s for s in ends if s.span is None]))
    items.sort(key=lambda i: order_of(i.date))
    remarks = [Remark(layout.notes["unnamed_agreements"].format(count=len(unnamed)), tuple(unnamed), "agreements")] if unnamed else []
    return items, remarks


def work_items(ground: Ground, _: Group) -> Built:
    """One item a work that stands; what is only planned or proposed is counted and left to its section."""
    history, layout = ground.history, load_layout()
    denied = history.of("project", statuses=("denied",))
    items: list[Item] = []
    for group in _by_name(history.standing("project")):
        first = group[0]
        best = next((s for s in group if s.fact.object), first)
        flags = [layout.flags["denied"]] if _of_thing(denied, best.fact.object) else []
        doubtful = [d for s in group for d in doubts(history.undone(s), ground.names)]
        text = sentence(best.fact, ground.names, status="ongoing")
        items.append(item(group, text, when=since_words(first.fact.date), flags=flags, doubts=doubtful))
    ahead = history.of("project", statuses=("planned", "proposed"))
    return items, [Remark(layout.notes["planned_works"].format(count=len(ahead)), section="plans")] if ahead else []


def _agreement(group: list[Seen], name: str | None, ground: Ground, ends: Iterable[Seen]) -> Item:
    """Its name with the steps told of it; several counted in one sentence stay that sentence."""
    layout, first = load_layout(), group[0]
    told_ends = [(s, sentence(s.fact, ground.names)) for s in ends]
    if first.fact.amount is not None:
        return item(group, sentence(first.fact, ground.names), doubts=told_ends)
    steps = []
    for kind, step in layout.agreement_steps.items():
        seen = next((s for s in group if s.fact.kind == kind), None)
        if seen is not None:
            date = seen.fact.date
            steps.append(step.format(date=date_words(date and (start_of(date) or date)), since=since_words(date)))
    text = name[:1].upper() + name[1:] if name else layout.unnamed_agreement
    others = sorted({p for p in first.fact.parties or () if p not in ground.pair})
    return item(
        group,
        text + (layout.with_others.format(states=ground.names.joined(others)) if others else ""),
        when="; ".join(steps),
        doubts=told_ends,
    )


def _of_thing(facts: Iterable[Seen], name: str | None) -> list[Seen]:
    """Those of the facts that are told of the thing with this name; none where it, or they, have none."""
    return [s for s in facts if name and s.fact.object and same_thing(name, s.fact.object)]


def _by_name(facts: Sequence[Seen]) -> list[list[Seen]]:
    """Facts in groups of one named thing each; what has no name stands alone.

    The most telling names are placed first, so that shorter ones join them.
    """
    groups: list[list[Seen]] = []
    for seen in sorted(facts, key=lambda s: -len(name_key(s.fact.object)) if s.fact.object else 1):
        home = next((g for g in groups if seen.fact.object and g[0].fact.object and _one_thing(g, seen)), None)
        if home is not None:
            home.append(seen)
        else:
            groups.append([seen])
    for group in groups:
        group.sort(key=facts.index)
    return sorted(groups, key=lambda g: facts.index(g[0]))


def _one_thing(group: Sequence[Seen], seen: Seen) -> bool:
    """Whether ``seen`` is of the same thing as the group: names that fit, and no second signing in another year."""
    if not all(same_thing(s.fact.object, seen.fact.object) for s in group):
        return False
    signed = [s for s in (*group, seen) if s.fact.kind == "agreement-signed" and s.span is not None]
    return seen.fact.kind != "agreement-signed" or len({s.span.order.year for s in signed if s.span}) < 2
