"""Checks of facts against reference data as footnotes to the lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.brief.model import CheckNote, Line
from dragoman.check import Check
from dragoman.merge import Fact
from dragoman.model import Document

Checker = Callable[[Fact, Mapping[str, Document]], Sequence[Check]]
_Key = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks of the facts that are shown, by fact. The same said of several facts is one footnote, with one mark."""

    by_fact: Mapping[str, tuple[Check, ...]] = field(default_factory=dict)
    marks: Mapping[_Key, str] = field(default_factory=dict)

    def contradicting(self, fact: Fact) -> list[Check]:
        """The checks that say otherwise than the fact."""
        return [check for check in self.by_fact.get(fact.id, ()) if check.verdict == "contradicted"]

    def marks_of(self, facts: Iterable[Fact]) -> tuple[str, ...]:
        """The marks of these facts' footnotes, in order."""
        marks = {self.marks[_key(check)] for fact in facts for check in self.by_fact.get(fact.id, ())}
        return tuple(sorted(marks, key=lambda mark: (len(mark), mark)))

    def notes(self, lines: Sequence[Line]) -> tuple[CheckNote, ...]:
        """The footnotes of these lines, in the order of their marks."""
        first: dict[str, Check] = {}
        spoken: dict[str, list[str]] = {}
        for check in (check for checks in self.by_fact.values() for check in checks):
            mark = self.marks[_key(check)]
            first.setdefault(mark, check)
            spoken.setdefault(mark, []).extend(check.statements)
        carrying: dict[str, list[str]] = {}
        for line in lines:
            for mark in line.checks:
                carrying.setdefault(mark, []).append(line.id)
        return tuple(
            CheckNote(
                mark, (c := first[mark]).name, c.verdict, c.text, c.reference, c.source,
                tuple(dict.fromkeys(spoken[mark])), tuple(dict.fromkeys(carrying[mark])),
            )
            for mark in self.marks.values()
            if mark in carrying
        )


def check_facts(facts: Iterable[Fact], documents: Mapping[str, Document], checker: Checker | None) -> Checks:
    """Checks the facts in their order and gives the footnotes their marks: (a), (b), … first to those whose outcome is known."""
    if checker is None:
        return Checks()
    by_fact = {fact.id: tuple(checker(fact, documents)) for fact in facts}
    found = [check for checks in by_fact.values() for check in checks]
    keys = [_key(check) for known in (True, False) for check in found if (check.verdict != "unknown") is known]
    return Checks(by_fact, {key: _letters(i) for i, key in enumerate(dict.fromkeys(keys))})


def _key(check: Check) -> _Key:
    return check.name, check.verdict, check.text, check.reference, check.source


def _letters(number: int) -> str:
    """``a`` to ``z``, ``aa``, ``ab``, …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
