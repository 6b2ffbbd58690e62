"""What statements must share to be compared at all: kind, states and the sort of status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from dragoman.merge.kinds import Kinds
from dragoman.model import Statement, Status

Sort = Literal["real", "future", "denied", "ended"]
_SORTS: dict[Status, Sort] = {"happened": "real", "ongoing": "real", "planned": "future", "proposed": "future", "denied": "denied",
                              "ended": "ended"}


class Key(NamedTuple):
    """Kind and states, successors under one code. ``states`` keeps the direction of directed kinds."""

    kind: str
    states: tuple[str, ...]


def sort_of(status: Status) -> Sort:
    """Statuses that one fact may have: it happened or stands; it may come; it is denied; it is over."""
    return _SORTS[status]


def states_key(statement: Statement, one_code: Mapping[str, str], kinds: Kinds) -> Key:
    """The key of a statement. Of kinds about a single state the other state, if named, doesn't count."""
    if statement.parties is not None:
        return Key(statement.kind, ("", *sorted({one_code[state] for state in statement.parties})))
    states = (statement.source, None if statement.kind in kinds.single else statement.target)
    return Key(statement.kind, tuple(one_code[state] if state else "" for state in states))
