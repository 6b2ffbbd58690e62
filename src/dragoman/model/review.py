"""What a person decided about a statement or a fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Verdict = Literal["confirmed", "corrected", "rejected", "merged", "split", "withdrawn", "undone"]


@dataclass(frozen=True, slots=True)
class Review:
    """The last word on something, and what other reviewers said otherwise.

    ``entry`` is the key of the journal's entry. ``against`` are the last words of other reviewers that can't both hold with this one.
    """

    entry: str
    by: str
    at: str
    verdict: Verdict
    note: str = ""
    against: tuple[Review, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return {"entry": self.entry, "by": self.by, "at": self.at, "verdict": self.verdict, "note": self.note,
                "against": [other.to_dict() for other in self.against]}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Review:
        """The inverse of ``to_dict``."""
        return cls(data["entry"], data["by"], data["at"], data["verdict"], data["note"], tuple(map(cls.from_dict, data["against"])))
