"""Two states, each with the codes of its successive forms, as the two ends of a dyad."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """The codes of the two states, and for each the codes that count as it: Russia's are ``RUS`` and ``SUN``."""

    a: str
    b: str
    forms_a: frozenset[str] = frozenset()
    forms_b: frozenset[str] = frozenset()

    @property
    def codes(self) -> tuple[str, str]:
        """The two states as they are called."""
        return self.a, self.b

    @property
    def lines(self) -> tuple[frozenset[str], frozenset[str]]:
        """All codes of the one and of the other."""
        return self.forms_a | {self.a}, self.forms_b | {self.b}

    @property
    def all(self) -> frozenset[str]:
        """Every code of either."""
        return self.lines[0] | self.lines[1]

    def end(self, code: str | None) -> str | None:
        """The state of the pair that a code counts as; any other code is itself."""
        if code in self.forms_a:
            return self.a
        return self.b if code in self.forms_b else code

    def ends(self, codes: Iterable[str]) -> frozenset[str]:
        """The states that these codes count as."""
        return frozenset(end for code in codes if (end := self.end(code)))

    def concerns(self, codes: Iterable[str]) -> bool:
        """Whether both states are among these."""
        return {self.a, self.b} <= self.ends(codes)

    def others(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Those of the codes that are forms of a state of the pair under another name, sorted."""
        return tuple(sorted(code for code in set(codes) if self.end(code) in (self.a, self.b) and code not in (self.a, self.b)))


def pair_of(a: str, b: str) -> Pair:
    """The pair with each state's forms after ``dragoman.merge.succession``: its predecessors, and of a living state what preceded it.

    Of a state that is no more its successor is left out, and two forms of one state are a pair of their own. Loads the gazetteer.
    """
    from dragoman.merge.succession import load_succession

    succession = load_succession()
    first, second = (succession.until(code) for code in (a, b))
    if not {*first}.isdisjoint(second):
        return Pair(a, b)
    return Pair(a, b, frozenset(first) - {a}, frozenset(second) - {b})
