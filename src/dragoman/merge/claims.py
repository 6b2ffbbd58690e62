"""What is claimed, apart from where: the unit of merging. A statement is a claim made at one place of one document."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

from dragoman.merge.dates import days_of
from dragoman.merge.fact import Fact
from dragoman.merge.kinds import Kinds
from dragoman.merge.names import is_named, last_name, same_words
from dragoman.merge.succession import Succession
from dragoman.model import Statement, Status
from dragoman.times.edtf import precision

Sort = Literal["real", "future", "denied", "ended"]
_SORTS: dict[Status, Sort] = {"happened": "real", "ongoing": "real", "planned": "future", "proposed": "future", "denied": "denied",
                              "ended": "ended"}
_WORD = re.compile(r"[^\W\d_]+")


class Key(NamedTuple):
    """Kind and states, each as the form that existed then. ``states`` keeps the direction of directed kinds."""

    kind: str
    states: tuple[str, ...]


def sort_of(status: Status) -> Sort:
    """Statuses that one fact may have: it happened or stands; it may come; it is denied; it is over."""
    return _SORTS[status]


def key_of(told: Statement | Fact, succession: Succession, kinds: Kinds) -> Key:
    """What statements, or facts, must share to be compared. Of kinds about one state the other state, if named, doesn't count."""
    def then(code: str | None) -> str:
        return succession.then(code, told.date) if code else ""

    if told.parties is not None:
        return Key(told.kind, ("", *sorted({then(state) for state in told.parties})))
    return Key(told.kind, (then(told.source), "" if told.kind in kinds.single else then(told.target)))


@dataclass(frozen=True, eq=False)
class Claim:
    """What is claimed. ``said`` is any statement that claims it; nothing of where it stands is looked at.

    ``cell`` is the portion of the record in which its like is looked for. ``words`` (folded) are part of the claim only where nothing
    else tells it from another. ``turn`` is 2, 3, … for what one document tells again as of another thing. ``mark`` is a reviewer's:
    claims of one mark are one fact, claims of two marks are not.
    """

    said: Statement
    key: Key
    cell: str
    actor: str | None
    telling_details: tuple[str, ...]
    words: str = ""
    turn: int = 1
    mark: str | None = None

    @property
    def sort(self) -> Sort:
        """See ``sort_of``."""
        return sort_of(self.said.status)

    @cached_property
    def text(self) -> str:
        """All that is claimed, as JSON."""
        s = self.said
        return json.dumps([s.kind, s.source, s.target, s.parties, s.via, s.date, s.date_basis, s.status, s.object, s.detail,
                           s.amount.as_dict() if s.amount else None, self.words, self.turn, self.mark],
                          ensure_ascii=False, sort_keys=True, default=str)

    @cached_property
    def id(self) -> str:
        """Sixteen hexadecimal digits."""
        return digest(self.text, 16)

    @cached_property
    def order(self) -> tuple[Any, ...]:
        """The fuller first: a vague claim joins a full one, not the other way round. Ids make the order total."""
        s = self.said
        span = _days(s.date) if s.date else 0
        return not is_named(s.object), s.object is None, s.date is None, span, s.amount is None, self.id

    @cached_property
    def persons(self) -> tuple[str, ...]:
        """The persons named in its detail."""
        return persons_of(self.said)

    @property
    def place(self) -> str | None:
        """The city in which it is."""
        place = self.said.detail.get("place")
        return str(place) if place is not None else None

    @cached_property
    def details(self) -> dict[str, str]:
        """The details that tell one thing of its kind from another."""
        detail = self.said.detail
        return {key: str(detail[key]).casefold() for key in self.telling_details if detail.get(key) is not None}


def to_json(claim: Claim) -> dict[str, Any]:
    """What is claimed as JSON values, without quote and cell: with these, ``from_json`` makes the claim again."""
    said = claim.said.to_dict()
    for of_the_place in ("id", "attribution", "evidence", "confidence", "rule", "plover"):
        del said[of_the_place]
    return {"said": said, "words": claim.words, "turn": claim.turn, "mark": claim.mark}


def from_json(data: Mapping[str, Any], claim_id: str, cell: str, succession: Succession, kinds: Kinds) -> Claim:
    """The inverse of ``to_json``."""
    said = Statement.from_dict({**data["said"], "evidence": {"doc": "", "start": 0, "end": 0, "quote": data["words"]}})
    claim = claim_of(said, succession, kinds, turn=data["turn"], mark=data["mark"], cell=cell)
    claim.__dict__["id"] = claim_id  # as if it had been worked out: thousands are read for one that is new
    return claim


def digest(text: str, digits: int) -> str:
    """So many hexadecimal digits of the text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]


def persons_of(statement: Statement) -> tuple[str, ...]:
    """The persons named in a statement's detail."""
    persons = statement.detail.get("persons")
    return tuple(map(str, persons)) if isinstance(persons, list | tuple) else ()


def fold(text: str) -> str:
    """A quote's words, apart from case and punctuation."""
    return " ".join(_WORD.findall(text.casefold()))


def claim_of(statement: Statement, succession: Succession, kinds: Kinds, *, turn: int = 1, mark: str | None = None,
             cell: str | None = None) -> Claim:
    """The claim that a statement makes. ``mark`` and ``cell`` are given where a reviewer joined or parted it."""
    key = key_of(statement, succession, kinds)
    actor = statement.source if statement.parties else statement.target if statement.kind in kinds.single else None
    # What is said lies in the words; and of what happens often, only the words could tell an undated one from another.
    worded = statement.kind in kinds.in_words or _is_bare(statement, kinds)
    words = fold(statement.evidence.quote) if worded else ""
    if cell is None:
        cell = digest(json.dumps([*key, _portion(statement, words, kinds)]), 16)
    return Claim(statement, key, cell, succession.then(actor, statement.date) if actor else None, kinds.telling_details, words, turn, mark)


def claims_of(statements: Sequence[Statement], succession: Succession, kinds: Kinds,
              marks: Sequence[tuple[str, str] | None] | None = None) -> list[Claim]:
    """The claims of one document's statements, in their order. ``marks`` are a reviewer's mark and cell for each, or None.

    A document that tells two things in the same terms tells of two, unless its words are alike or the thing happens but once.
    """
    out: list[Claim] = []
    for statement, marked in zip(statements, marks or [None] * len(statements), strict=True):
        mark, cell = marked or (None, None)
        claim = claim_of(statement, succession, kinds, mark=mark, cell=cell)
        turn = 1
        while any(other.turn == turn and _alike_but_another(claim, other, kinds) for other in out):
            turn += 1
        out.append(claim if turn == 1 else claim_of(statement, succession, kinds, turn=turn, mark=mark, cell=cell))
    return out


def _alike_but_another(claim: Claim, other: Claim, kinds: Kinds) -> bool:
    a, b = claim.said, other.said
    if claim.key != other.key or claim.sort != other.sort or claim.mark or other.mark:
        return False
    if (a.date, a.object, a.amount, claim.persons, claim.details) != (b.date, b.object, b.amount, other.persons, other.details):
        return False
    if tells_one(claim, kinds) or a.amount is not None or is_named(a.object) or claim.words:
        return False
    return not same_words(a.evidence.quote, b.evidence.quote)


def tells_one(claim: Claim, kinds: Kinds) -> bool:
    """Whether the kind, or the kind and the day, is enough to know a thing again within a document."""
    kind, told = claim.said.kind, claim.said.date
    if kind in kinds.once or kind in kinds.seldom or kind in kinds.standing:
        return True
    return kind in kinds.once_a_day and told is not None and precision(told) == "day"


def _is_bare(statement: Statement, kinds: Kinds) -> bool:
    """Whether nothing but its words could tell which event a statement means."""
    told = statement.date is not None or statement.object is not None or statement.amount is not None
    return not told and statement.kind not in kinds.once and statement.kind not in kinds.standing


def _portion(statement: Statement, words: str, kinds: Kinds) -> str:
    """In which portion of what is told of its kind and states a claim's like is found."""
    if words and statement.date is not None:
        return f"date {statement.date}"
    if words:
        # Quotes that say the same nearly always share their longest word.
        return "word " + max(words.split(), key=lambda word: (len(word), word), default="")
    if statement.kind in kinds.by_person:
        persons = sorted(last_name(person) for person in persons_of(statement))
        return f"person {persons[0][:3]}" if persons else ""
    if statement.kind in kinds.by_year and statement.date is not None:
        first, last = days_of(statement.date)
        day = first or last
        return f"year {day.year if day else ''}"
    return ""


def _days(edtf: str) -> int:
    first, last = days_of(edtf)
    return (last - first).days if first and last else 10**6
