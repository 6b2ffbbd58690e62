"""What the readers of actors, times and amounts find in a text. Offsets count characters of the document's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.model.statement import Amount, DateBasis

MentionKind = Literal[
    "name", "demonym", "capital", "city", "territory", "leader", "official", "organisation", "company", "nickname", "coreference"
]
TimeRole = Literal["at", "since", "until", "span", "recurring", "deadline"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name, or stand for, one or more states or organisations.

    ``codes``: ISO 3166-1 alpha-3, 3166-3, the project's own historical codes, or an organisation's short name. More than one only
    for words that mean several ("the two countries"). ``kind`` tells how the words stand for the state: a ``demonym`` only
    modifies ("Turkish media"), a ``capital`` may be the place or the government; ``official`` is a title with its state ("the
    Turkish foreign minister"), ``person`` then holds the name, if any, and ``office`` the title. ``reason`` says in words why.
    """

    start: int
    end: int
    text: str
    codes: tuple[str, ...]
    kind: MentionKind
    reason: str = ""
    person: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time, resolved. ``edtf`` is None where the text gives no way to work it out.

    ``role``: ``since`` for "since 2009", ``until``/``deadline`` for "by 2030", ``span`` for ranges, ``recurring`` for
    "annually" (then ``every`` is "year", "month", ...). ``reason`` says in words what it was worked out from.
    """

    start: int
    end: int
    text: str
    edtf: str | None
    basis: DateBasis | None
    role: TimeRole = "at"
    every: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AmountMention:
    """Words that tell a sum of money or a count with its unit. ``per`` is "year" for flows ("a year", "annually")."""

    start: int
    end: int
    text: str
    amount: Amount
    per: str | None = None
