"""The summary's items on relations and missions, worded from what stands."""

from __future__ import annotations

from dragoman.brief.dates import date_words, since_words
from dragoman.brief.ground import Built, Ground
from dragoman.brief.item import Item, item, present
from dragoman.brief.layout import Group, load_layout
from dragoman.model import Status
from dragoman.standing.held import Held
from dragoman.standing.missions import Mission


def relation_items(ground: Ground, _: Group) -> Built:
    """Recognition each way, then the present form of relations: either broken off, or since when, restored, raised or lowered."""
    relations = ground.standing.relations
    items = [_told(one, ground) for one in relations.recognitions]
    if relations.severed:
        return [*items, _lasting(relations.severed, ground)], []
    for part in (relations.established, relations.resumed, relations.upgraded, relations.downgraded):
        if part is not None:
            items.append(_lasting(part, ground))
    if relations.improved:
        items.append(_told(relations.improved, ground))
    return items, []


def mission_items(ground: Ground, _: Group) -> Built:
    """The missions of each in the other, and its last envoy."""
    items = []
    for sender in ground.standing.pair.codes:
        items += [_mission(mission, ground) for mission in ground.standing.missions_from(sender)]
        items += [_told(envoy, ground) for envoy in ground.standing.envoys if envoy.facts[0].source == sender]
    return items, []


def _mission(mission: Mission, ground: Ground) -> Item:
    flags = load_layout().flags
    told = []
    if mission.broken:
        told = [flags["mended" if mission.mended else "severed"].format(date=date_words(mission.broken.fact.date))]
    text = present(mission.told, ground.names, status="ongoing")
    return item(mission.held.facts, text, ground.names, when=since_words(mission.held.since), flags=told, doubts=mission.held.doubts)


def _told(held: Held, ground: Ground) -> Item:
    """What is told as an event."""
    return item(held.facts, present(held.facts[0], ground.names), ground.names, doubts=held.doubts)


def _lasting(held: Held, ground: Ground, status: Status = "ongoing") -> Item:
    """A fact told as what stands since its date ("has an embassy", since 1992)."""
    text = present(held.facts[0], ground.names, status=status)
    return item(held.facts, text, ground.names, when=since_words(held.since), doubts=held.doubts)
