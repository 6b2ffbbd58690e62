"""Which states and kinds a command was asked about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.actors.entries import State
    from dragoman.brief.names import Names
    from dragoman.store.store import Store

A = Annotated[
    str | None,
    typer.Argument(metavar="A", help="A state: any name or code (Türkiye, TR, TUR, 640). Without one, all states.", show_default=False),
]
B = Annotated[str | None, typer.Argument(metavar="B", help="The other state: only what is between the two.", show_default=False)]
Kinds = Annotated[
    str | None,
    typer.Option("--kinds", metavar="KIND,...", help="Only these kinds; `dragoman codebook` lists them.", show_default=False),
]


def resolved(*names: str | None) -> tuple[State, ...]:
    """The states of these names or codes, without those that were not given. A state with itself is refused."""
    from dragoman.actors import load_gazetteer

    gazetteer = load_gazetteer()
    states = tuple(gazetteer.resolve(name) for name in names if name is not None)
    if len({state.code for state in states}) < len(states):
        raise typer.BadParameter(f"{names[0]!r} and {names[1]!r} are both {states[0].name} ({states[0].code})", param_hint="B")
    return states


def lines_of(states: Iterable[State]) -> list[tuple[str, ...]] | None:
    """Each state's codes with those of its predecessors and successors, as a store is asked for them; None for all states."""
    from dragoman.merge.succession import load_succession

    succession = load_succession()
    return [succession.line(state.code) for state in states] or None


def naming(states: Iterable[State]) -> Names:
    """How states are called, those asked about first."""
    from dataclasses import replace

    from dragoman.brief.names import gazetteer_names

    return replace(gazetteer_names(), first=tuple(state.code for state in states))


def kinds_of(text: str | None, record: Store) -> list[str] | None:
    """The kinds that ``--kinds`` names; one that neither the codebook nor the store has is refused, with the nearest in spelling."""
    from difflib import get_close_matches

    from dragoman.codebook import load_codebook

    chosen = [kind.strip() for kind in (text or "").split(",") if kind.strip()]
    known = {*load_codebook().kinds, *record.status().by_kind} if chosen else set()
    for kind in chosen:
        if kind not in known:
            near = get_close_matches(kind, known, n=3)
            hint = f"did you mean {', '.join(near)}?" if near else "`dragoman codebook` lists them"
            raise typer.BadParameter(f"the codebook has no kind {kind!r}: {hint}", param_hint="--kinds")
    return chosen or None
