"""Facts on Norway and Portugal, and what stands by them."""

from __future__ import annotations

from datetime import date
from typing import Any

from dragoman.merge import Fact, merge_statements
from dragoman.standing import History, Pair, Standing, history_of, standing_of
from tests.brief.made import BOTH, Page

PAIR = Pair("NOR", "PRT")


class Told:
    """Claims in the order in which they are added, each in a document of its own, so that nothing counts as one voice."""

    def __init__(self) -> None:
        self._pages: list[Page] = []

    def says(self, kind: str, when: str | None = None, **claim: Any) -> Told:
        """One more claim; a mutual kind is of both states unless told otherwise."""
        if "source" not in claim and "parties" not in claim:
            claim["parties"] = BOTH
        page = Page(f"p{len(self._pages)}")
        page.says(f"So it was said of {kind} the {len(self._pages)}th time", kind, date=when, **claim)
        self._pages.append(page)
        return self

    @property
    def facts(self) -> list[Fact]:
        return merge_statements(s for page in self._pages for s in page.statements)

    def history(self, pair: Pair = PAIR, limit: date | None = None) -> History:
        return history_of(self.facts, pair, limit)

    def standing(self, year: int | None = None, pair: Pair = PAIR) -> Standing:
        """What stands at the end of a year, or now."""
        return standing_of(self.facts, pair, date(year, 12, 31) if year else None)
