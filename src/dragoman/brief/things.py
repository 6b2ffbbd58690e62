"""The summary's items on things with names of their own: agreements in force, and works."""

from __future__ import annotations

from dragoman.brief.dates import date_words, since_words
from dragoman.brief.ground import Built, Ground
from dragoman.brief.item import Item, Remark, item, present
from dragoman.brief.layout import Group, load_layout
from dragoman.standing.period import order_of, start_of
from dragoman.standing.things import Agreement


def agreement_items(ground: Ground, _: Group) -> Built:
    """One item an agreement, with its steps: signed, ratified, in force. Those that ended, or are told not to hold, are left out."""
    notes = load_layout().notes
    stand = [agreement for agreement in ground.standing.agreements if agreement.stands]
    items = [_agreement(agreement, ground) for agreement in stand if not agreement.vague]
    items.sort(key=lambda i: order_of(i.date))
    unnamed = tuple(agreement.held.facts[0] for agreement in stand if agreement.vague)
    return items, [Remark(notes["unnamed_agreements"].format(count=len(unnamed)), unnamed, "agreements")] if unnamed else []


def work_items(ground: Ground, _: Group) -> Built:
    """One item a work that stands; what is only planned or proposed is counted and left to its section."""
    layout, standing = load_layout(), ground.standing
    items = []
    for work in standing.works:
        flags = [layout.flags["denied"]] if work.denied else []
        text = present(work.told, ground.names, status="ongoing")
        items.append(item(work.held.facts, text, ground.names, when=since_words(work.held.since), flags=flags, doubts=work.held.doubts))
    ahead = len(standing.planned_works)
    return items, [Remark(layout.notes["planned_works"].format(count=ahead), section="plans")] if ahead else []


def _agreement(agreement: Agreement, ground: Ground) -> Item:
    """Its name with the steps told of it; several counted in one sentence stay that sentence."""
    layout, facts, names = load_layout(), agreement.held.facts, ground.names
    if agreement.counted:
        return item(facts, present(facts[0], names), names, doubts=agreement.held.doubts)
    steps = []
    for stage, seen in agreement.steps:
        date = seen.fact.date
        steps.append(layout.agreement_steps[stage].format(date=date_words(date and (start_of(date) or date)), since=since_words(date)))
    text = agreement.name[:1].upper() + agreement.name[1:] if agreement.name else layout.unnamed_agreement
    others = sorted(facts[0].parties - {*ground.standing.pair.codes})
    with_others = layout.with_others.format(states=names.joined(others)) if others else ""
    return item(facts, text + with_others, names, when="; ".join(steps), doubts=agreement.held.doubts)
