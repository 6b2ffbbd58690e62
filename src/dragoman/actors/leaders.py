"""The dated table of leaders, by the words with which a text may call them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman.actors.entries import Leader
from dragoman.actors.tables import listed, table

_NUMERAL = re.compile(r"[IVX]+")


@cache
def load_leaders() -> tuple[Leader, ...]:
    """Every term of office of ``leaders.csv``, in the order of codes and days."""
    return tuple(
        Leader(r["name"], r["surname"], r["code"], r["office"], r["start"] or None, r["end"] or None, listed(r["aliases"]), r["source"])
        for r in table("leaders.csv"))


@cache
def leaders_by_surname() -> dict[str, tuple[Leader, ...]]:
    """The terms of office by the words in which a text may name their holder, given names apart: "Xi" and "Jinping", "bin Salman"."""
    found: dict[str, list[Leader]] = {}
    for leader in load_leaders():
        for word in dict.fromkeys(name_keys(leader)):
            found.setdefault(word, []).append(leader)
    return {word: tuple(leaders) for word, leaders in found.items()}


def name_keys(leader: Leader) -> Iterator[str]:
    """The last parts of a leader's name and aliases, and what follows where a name begins with the surname.

    A name that ends in a numeral counts whole ("Hassan II"), for its last word names nobody.
    """
    yield leader.surname
    for name in (leader.name, *leader.aliases):
        if name.casefold() == leader.surname.casefold():
            yield name
        elif name.startswith(leader.surname + " "):
            rest = name.removeprefix(leader.surname + " ")
            yield name if _NUMERAL.fullmatch(rest.split()[0]) else rest
        elif not name.endswith(leader.surname):
            last = name.split()[-1]
            yield name if _NUMERAL.fullmatch(last) else last
