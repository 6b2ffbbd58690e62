"""The check: what reference data or arithmetic says of a fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

CheckName = Literal["existence", "border", "capital", "leader", "date", "anniversary"]
Verdict = Literal["confirmed", "contradicted", "unknown"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked up for a fact, and what came of it.

    ``text`` is a sentence for a footnote, ``reference`` what was looked up, ``source`` the work that has it. ``statements`` are the ids
    of the statements that it speaks of; none where it speaks of all.
    """

    name: CheckName
    verdict: Verdict
    text: str
    reference: str
    source: str
    statements: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The check as JSON values."""
        return {"name": self.name, "verdict": self.verdict, "text": self.text, "reference": self.reference, "source": self.source,
                "statements": list(self.statements)}
