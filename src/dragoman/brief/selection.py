"""Which statements and facts a brief on two states rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.brief.layout import load_layout
from dragoman.model import Statement
from dragoman.standing import Pair


@dataclass(frozen=True, slots=True)
class Selection:
    """``own``: between the two, with what their documents say of each alone. ``touching``: of others, by way of one of them."""

    own: tuple[Statement, ...]
    touching: tuple[Statement, ...]


def concerning(statements: Iterable[Statement], pair: Pair) -> Selection:
    """The statements on the two states, each under any of its forms.

    Statements about both are taken as they are. Those on one state alone (independence, membership, office, saying) are taken
    where their document says something about the pair. Those in which one, or both, are only passed through, host or mediate
    are set apart.
    """
    single = load_layout().single
    own: list[Statement] = []
    alone: list[Statement] = []
    touching: list[Statement] = []
    for statement in statements:
        if pair.concerns(statement.states):
            own.append(statement)
        elif pair.concerns((*statement.states, *statement.via)):
            touching.append(statement)
        elif statement.kind in single and statement.source in pair.all:
            alone.append(statement)
    documents = {statement.evidence.doc for statement in own}
    return Selection((*own, *(s for s in alone if s.evidence.doc in documents)), tuple(touching))
