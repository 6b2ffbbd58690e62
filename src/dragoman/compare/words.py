"""Changes in words, as the brief words facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.brief.amounts import amount_words
from dragoman.brief.conflict import conflict_words
from dragoman.brief.dates import date_words
from dragoman.brief.names import Names
from dragoman.brief.phrases import sentence
from dragoman.brief.words import join_words
from dragoman.compare.changes import Change, Difference
from dragoman.merge import Fact
from dragoman.model import Amount


def title_of(states: tuple[str, ...], names: Names) -> str:
    """``Norway – Portugal``."""
    first = [state for state in names.first if state in states]
    return " – ".join(names.plain(state) for state in dict.fromkeys([*first, *states]))


def change_lines(change: Change, facts: Mapping[str, Fact], names: Names) -> list[str]:
    """The fact in a sentence with its date, then a line for each thing that differs. ``facts`` are those of both records by id."""
    fact = change.fact
    lines = [f"{sentence(fact, names)} ({date_words(fact.date)})"]
    if change.other and change.other in facts:
        other = facts[change.other]
        told = f"{sentence(other, names)} ({date_words(other.date)})"
        lines.append(f"now one with: {told}" if change.what == "joined" else f"was one with: {told}")
    elif change.new is not None and change.what in ("new", "parted"):
        count = fact.counts.independent
        lines.append(f"{count} independent source{'' if count == 1 else 's'}, confidence {fact.confidence:.2f}")
        lines += [f"disputed: {words}" for words in _conflicts(fact, facts)]
    for difference in change.differences:
        if difference.about == "disputed":
            lines += [f"newly disputed: {words}" for words in _conflicts(fact, facts)] or ["no longer disputed"]
        else:
            lines += _told(difference, names)
    return lines


def _conflicts(fact: Fact, facts: Mapping[str, Fact]) -> list[str]:
    return [conflict_words(fact, conflict, facts) for conflict in fact.conflicts]


def _told(difference: Difference, names: Names) -> list[str]:
    about, before, after = difference.about, difference.before, difference.after
    if about == "date":
        return [f"{'date, finer' if difference.finer else 'date'}: {date_words(before)} → {date_words(after)}"]
    if about == "amount":
        return [f"amount: {_amount(before)} → {_amount(after)}"]
    if about == "sources":
        return [f"independent sources: {before} → {after}"]
    if about == "states":
        return [f"states: {_states(before, names)} → {_states(after, names)}"]
    if about == "via":
        return [f"via: {_states(before, names) or 'none'} → {_states(after, names) or 'none'}"]
    if about == "detail":
        keys = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
        return [f"{key}: {_value(before.get(key))} → {_value(after.get(key))}" for key in keys]
    if about == "reviewed":
        return _reviews(before, after)
    return [f"{about}: {before or 'none'} → {after or 'none'}"]


def _reviews(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[str]:
    known = {review["entry"] for review in before}
    new = [review for review in after if review["entry"] not in known]
    told = [f"{r['verdict']} by {r['by']}, {r['at'][:10]}{': ' + r['note'] if r['note'] else ''}" for r in new]
    return told or ["no longer reviewed"]


def _amount(value: dict[str, Any] | None) -> str:
    return amount_words(Amount(**value), None) if value else "none"


def _states(codes: list[str | None], names: Names) -> str:
    return join_words([names.called(code) for code in codes if code])


def _value(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else "none" if value is None else str(value)
