"""What a time is worked out from: its words, the text around it, the dates told before it, and the document's own date."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from dragoman.model.spans import TimeRole
from dragoman.model.statement import DateBasis
from dragoman.times.anchors import REACH, Anchor, Anchors
from dragoman.times.edtf import Point
from dragoman.times.grammar import Match
from dragoman.times.layout import Layout
from dragoman.times.numerals import cardinal, ordinal
from dragoman.times.tense import Tense, tense_at
from dragoman.times.tokens import Tokens
from dragoman.times.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Resolved:
    """A time worked out. ``tells``: later times may count from it. ``counted``: it was worked out from the document's date."""

    edtf: str | None
    basis: DateBasis | None
    reason: str
    role: TimeRole = "at"
    every: str | None = None
    tells: bool = True
    counted: bool = False

    def with_(self, **changes: object) -> Resolved:
        """A copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


# "Five thousand years ago" is beyond what EDTF's four-digit years can tell.
COUNT_MAX = 1500
UNKNOWN = Resolved(None, None, "the text gives no way to work it out", tells=False)


@dataclass(frozen=True, slots=True)
class Raw:
    """Words that match a pattern: tokens ``first`` up to ``last`` (of the whole match, ``span`` has what counts as the expression)."""

    match: Match
    make: str
    first: int
    last: int
    start: int
    end: int
    sentence: int
    block: int

    def has(self, slot: str) -> bool:
        """Whether the pattern's slot is filled."""
        return slot in self.match.slots


@dataclass(slots=True)
class Context:
    """Everything about one document that resolving needs."""

    tokens: Tokens
    vocabulary: Vocabulary
    layout: Layout
    published: Point | None
    month_first: bool
    anchors: Anchors = field(default_factory=Anchors)
    bounds: dict[int, tuple[int, int]] = field(default_factory=dict)
    # Years that a date takes from the one it is listed with ("in May and June 2024"), by the offset at which it starts.
    lent_years: dict[int, int] = field(default_factory=dict)

    def words(self, raw: Raw, slot: str) -> list[str]:
        """The slot's tokens, lower case."""
        if slot not in raw.match.slots:
            return []
        first, last = raw.match.slots[slot]
        return [self.tokens.word(i) for i in range(first, last)]

    def word(self, raw: Raw, slot: str) -> str:
        """The slot's tokens in one string, lower case; "" where it is empty."""
        return " ".join(self.words(raw, slot))

    def number(self, raw: Raw, slot: str = "n") -> float | None:
        """The slot's number; a couple is two; None for "several", "a few" and what no calendar reaches."""
        words = self.words(raw, slot)
        value = 2 if "couple" in words else cardinal(words)
        return value if value is not None and value <= COUNT_MAX else None

    def ordinal(self, raw: Raw, slot: str) -> int | None:
        """The slot's ordinal."""
        return ordinal(self.words(raw, slot))

    def tense(self, raw: Raw) -> Tense | None:
        """Whether the words around lie in the past or the future."""
        return tense_at(self.tokens, raw.first, raw.last, self.sentence_tokens(raw), self.vocabulary)

    def sentence_tokens(self, raw: Raw) -> tuple[int, int]:
        """First and last token (exclusive) of the sentence."""
        if raw.sentence not in self.bounds:
            begin, end = self.layout.sentence_spans[raw.sentence]
            first = last = raw.first
            while first > 0 and self.tokens.starts[first - 1] >= begin:
                first -= 1
            while last < len(self.tokens.words) and self.tokens.starts[last] < end:
                last += 1
            self.bounds[raw.sentence] = first, last
        return self.bounds[raw.sentence]

    def anchor(self, raw: Raw, *, at_most: int = 5, reach: int = REACH, told: bool = False) -> Anchor | None:
        """The date told before that a relative time counts from."""
        return self.anchors.latest(raw.sentence, raw.block, at_most=at_most, reach=reach, told=told)

    @property
    def day(self) -> date | None:
        """The document's day, where it is known to the day."""
        return self.published.first() if self.published and self.published.day else None
