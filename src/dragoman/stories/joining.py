"""Things joined two by two into sets (union-find)."""

from __future__ import annotations

from collections.abc import Iterable


class Joined:
    """Sets of names, at first one each; the smallest name of a set stands for it."""

    def __init__(self, names: Iterable[str]) -> None:
        self._above = {name: name for name in names}

    def root(self, name: str) -> str:
        """The smallest name of the set that ``name`` is in."""
        while (above := self._above[name]) != name:
            self._above[name] = self._above[above]
            name = self._above[name]
        return name

    def join(self, a: str, b: str) -> None:
        """Makes the sets of ``a`` and ``b`` one."""
        first, second = sorted((self.root(a), self.root(b)))
        self._above[second] = first
