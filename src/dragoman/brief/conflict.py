"""What two facts that cannot both be true disagree about, in words."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.brief.amounts import amount_words
from dragoman.brief.dates import date_words
from dragoman.merge import Conflict, Fact


def conflict_words(fact: Fact, conflict: Conflict, facts: Mapping[str, Fact]) -> str:
    """``the date: 1991, elsewhere 14 January 1992``; the merging's own words where the other is not among ``facts``, by id."""
    other = facts.get(conflict.fact)
    if conflict.about == "denial":
        return "told as not so, elsewhere as so" if fact.status == "denied" else "told as so, elsewhere as not so"
    told = conflict.words
    if other is not None and conflict.about == "date":
        told = f"{date_words(fact.date)}, elsewhere {date_words(other.date)}"
    elif other is not None and conflict.about == "amount" and fact.amount and other.amount:
        told = f"{amount_words(fact.amount)}, elsewhere {amount_words(other.amount)}"
    return f"the {conflict.about}: {told}"
