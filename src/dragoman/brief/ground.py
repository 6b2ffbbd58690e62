"""What the builders of the summary's groups work from, and what they give back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.brief.item import Item, Remark
from dragoman.brief.names import Names
from dragoman.standing import History, Standing


@dataclass(frozen=True, slots=True)
class Ground:
    """``now`` is the day against which old words are called old: the day asked for, or the latest that is known of."""

    history: History
    standing: Standing
    names: Names
    now: date | None


Built = tuple[list[Item], list[Remark]]
