"""The brief as values: what every rendering shows, and what ``--format json`` writes.

A brief is made of *lines*. A line is one sentence that rests on quotes: ``refs`` are the numbers of those quotes among the brief's
``sources``, ``statements`` the ids of the statements they belong to. A line without a quote does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dragoman.check import Verdict
from dragoman.model import Review, Status

Badge = Literal["fact", "standing", "ended", "planned", "proposed", "denied"]
Certainty = Literal["high", "good", "fair", "low"]
FORMAT = "dragoman-brief/2"


@dataclass(frozen=True, slots=True)
class Party:
    """One state of the pair with its codes: ISO 3166-1 (alpha-3, alpha-2, numeric), Correlates of War, Gleditsch-Ward."""

    code: str
    name: str
    iso2: str | None
    iso_numeric: str | None
    cow: int | None
    gw: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the brief and what it rests on.

    ``id`` is its anchor, unique in the brief. ``text`` has neither date nor full stop; ``date`` is EDTF, ``when`` the same in
    words ("since 2013"). ``attribution`` ("according to Turkish media, via Caliber.Az") is empty where a document speaks for itself.
    ``flags`` are cautions for the reader ("undated"). ``disputed`` holds the reasons why statements or reference data disagree.
    ``confidence`` is 0 to 1. ``documents`` is how many documents tell it, ``sources`` how many of these are independent of each other.
    ``facts`` are the ids of the merged facts. ``statements`` are those quoted; ``more`` is how many others claim the same. ``reviews`` are
    what people decided, ``review`` the same in words ("confirmed by Ana"). ``checks`` are the marks of its footnotes in ``Brief.checks``.
    """

    id: str
    text: str
    kind: str
    status: Status
    badge: Badge
    date: str | None
    when: str
    attribution: str
    flags: tuple[str, ...]
    disputed: tuple[str, ...]
    confidence: float
    certainty: Certainty
    documents: int
    sources: int
    facts: tuple[str, ...]
    statements: tuple[str, ...]
    refs: tuple[int, ...]
    more: int = 0
    review: str = ""
    reviews: tuple[Review, ...] = ()
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A remark that is no line: what was left out, and where it stands. ``refs`` may be empty; ``section`` is where to look."""

    text: str
    refs: tuple[int, ...] = ()
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a title; ``key`` is its anchor."""

    key: str
    title: str
    lines: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a disagreement: what is claimed, who claims it, and where; ``review`` is what people decided about it, in words.

    A side without ``statements`` is that of reference data.
    """

    text: str
    when: str
    who: str
    statements: tuple[str, ...]
    refs: tuple[int, ...]
    more: int = 0
    review: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """What the sources, or reference data, do not agree on: the line that a person left, else the likeliest; why it is disputed; and the
    positions side by side, in the same order. ``more`` is how many further facts
    are in the same dispute."""

    line: Line
    reasons: tuple[str, ...]
    positions: tuple[Position, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class CheckNote:
    """A footnote: what reference data or arithmetic says of the facts of some lines.

    ``mark`` is its letter, ``name`` the check, ``text`` a sentence, ``reference`` what was looked up, ``source`` the work that has it,
    ``statements`` the ids of those that it speaks of (none: all of the fact), ``lines`` the anchors of the lines that carry it.
    """

    mark: str
    name: str
    verdict: Verdict
    text: str
    reference: str
    source: str
    statements: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuotedClaim:
    """A statement that a quote carries: its id, what it says, who is said to have said it, and the rule that found it."""

    statement: str
    kind: str
    status: Status
    attribution: tuple[str, ...]
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted passage, exactly ``text[start:end]`` of its document, with what surrounds it in its sentence.

    ``number`` is what the lines' ``refs`` point to; ``lines`` are the anchors of the lines that rest on it.
    """

    number: int
    text: str
    before: str
    after: str
    start: int
    end: int
    claims: tuple[QuotedClaim, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that the brief quotes. ``dating`` tells its date in words with what that rests on."""

    number: int
    document: str
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    published: str | None
    dating: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class KnownPair:
    """A pair that the store knows something about; ``statements`` is how many, where the caller said so."""

    codes: tuple[str, str]
    names: tuple[str, str]
    statements: int | None
    near: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """What was asked for. Dates are EDTF as given; ``kinds`` is empty where all were; ``everything``: however long it gets."""

    as_of: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    kinds: tuple[str, ...] = ()
    min_confidence: float = 0.0
    reviewed_only: bool = False
    since: str | None = None
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """How much the brief rests on.

    ``documents`` and ``outlets`` are those quoted, ``statements`` and ``facts`` all that were found within the scope, ``shown`` the facts
    that some line tells. ``period`` is the span of the dated lines in words, ``latest_source`` the newest quoted document's date.
    """

    documents: int
    outlets: int
    statements: int
    facts: int
    shown: int
    period: str | None
    latest_source: str | None


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything known about a pair of states, ready to be shown.

    ``standing`` is the summary, a section for each group that has something to say. ``timeline``, ``families``, ``plans`` and the rest
    follow in the order in which they are shown. ``news`` is what the record did not have before ``scope.since``. ``notes`` belong to the
    parts that are no ``Section``, by the key of the part. ``forms`` are the codes and names of the two states' earlier forms of which
    something is told. ``known_pairs`` is filled only where nothing is known about the pair.
    """

    pair: tuple[Party, Party]
    scope: Scope
    header: Header
    standing_title: str
    standing: tuple[Section, ...] = ()
    timeline: tuple[Line, ...] = ()
    families: tuple[Section, ...] = ()
    touches: tuple[Line, ...] = ()
    plans: tuple[Line, ...] = ()
    denied: tuple[Line, ...] = ()
    undated: tuple[Line, ...] = ()
    disputed: tuple[Dispute, ...] = ()
    checks: tuple[CheckNote, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()
    news: tuple[Line, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()
    known_pairs: tuple[KnownPair, ...] = ()
    format: str = field(default=FORMAT)

    @property
    def title(self) -> str:
        """``Türkiye and Azerbaijan``."""
        return f"{self.pair[0].name} and {self.pair[1].name}"

    @property
    def empty(self) -> bool:
        """Whether nothing is known about the pair under this scope."""
        return not self.sources

    def lines(self) -> tuple[Line, ...]:
        """Every line, in the order of the page."""
        return (
            *self.news,
            *(line for s in self.standing for line in s.lines),
            *self.timeline,
            *(line for s in self.families for line in s.lines),
            *self.touches,
            *self.plans,
            *self.denied,
            *self.undated,
            *(d.line for d in self.disputed),
        )

    def notes_on(self, key: str) -> tuple[Note, ...]:
        """The notes that belong to a part."""
        return tuple(note for note in self.notes if note.section == key)
