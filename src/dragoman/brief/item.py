"""An item of the summary, and a remark: text with the facts that it rests on, before they are numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.brief.dates import date_words
from dragoman.brief.layout import load_layout
from dragoman.brief.names import Names
from dragoman.brief.phrases import sentence
from dragoman.model import Status
from dragoman.standing import Seen


@dataclass(frozen=True, slots=True)
class Item:
    """What will become a line. The first of ``facts`` gives it its kind and status; ``also`` only lends its quotes."""

    facts: tuple[Seen, ...]
    text: str
    date: str | None
    when: str
    flags: tuple[str, ...] = ()
    also: tuple[Seen, ...] = ()

    @property
    def reviewed(self) -> bool:
        """Whether a person confirmed or corrected one of its facts."""
        return any(seen.fact.reviewed for seen in self.facts)


@dataclass(frozen=True, slots=True)
class Remark:
    """What will become a note."""

    text: str
    facts: tuple[Seen, ...] = ()
    section: str | None = None


def item(
    facts: Sequence[Seen], text: str, names: Names, *, when: str | None = None, flags: Iterable[str] = (), doubts: Sequence[Seen] = ()
) -> Item:
    """An item of ``facts``; its date is that of the first dated one. ``when`` is the date in words, where it isn't told plainly.

    Its flags tell of facts on a state's earlier form, and of ``doubts``: facts that may have undone it, of which the first few are told.
    """
    layout = load_layout()
    date = next((s.fact.date for s in facts if s.span is not None), None)
    told = [layout.flags["doubt"].format(sentence=sentence(s.fact, names)) for s in doubts]
    if len(told := list(dict.fromkeys(told))) > layout.most["doubts"]:
        rest = len(told) - layout.most["doubts"]
        told = [*told[: layout.most["doubts"]], layout.flags["more_doubts"].format(count=rest)]
    former = sorted({code for s in facts for code in s.former})
    flags = [*flags, *([layout.flags["former"].format(states=names.joined(former))] if former else []), *told]
    when = date_words(date) if when is None else when
    return Item(tuple(facts), text, date, when, tuple(dict.fromkeys(flags)), tuple(doubts[: layout.most["doubts"]]))


def present(seen: Seen, names: Names, *, status: Status | None = None) -> str:
    """The fact's sentence with the states of the pair under the names that the brief gives them."""
    if not seen.former:
        return sentence(seen.fact, names, status=status)
    parties = tuple(sorted(seen.parties)) if seen.fact.parties is not None else None
    return sentence(replace(seen.fact, source=seen.source, target=seen.target, parties=parties), names, status=status)


def merged(items: Iterable[Item]) -> list[Item]:
    """Items that would read alike made one: it rests on the facts of all of them."""
    alike: dict[tuple[str, str, tuple[str, ...]], list[Item]] = {}
    for new in items:
        alike.setdefault((new.text, new.when, new.flags), []).append(new)
    return [
        replace(group[0], facts=tuple(s for i in group for s in i.facts), also=tuple(s for i in group for s in i.also))
        for group in alike.values()
    ]
