"""Who does something to whom in a sentence, as spans of it: source, target, or one of those who act on each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, cast

from dragoman.events.roles import ROLES, RoleModel, load_roles, phrases
from dragoman.parse import parse, span_of
from dragoman.segment import sentences_in

if TYPE_CHECKING:
    from spacy.tokens import Doc

Role = Literal["source", "target", "reciprocal"]
# A phrase less likely than this to have a role is no candidate for it.
FAINT = 0.02


@dataclass(frozen=True, slots=True)
class Participant:
    """A span of the sentence's text (offsets into it, end exclusive), what it does there, how likely both are right (0 to 1), and the
    token that heads it."""

    start: int
    end: int
    role: Role
    score: float
    head: int


def participants(doc: Doc) -> list[Participant]:
    """The participants of a sentence parsed by ``dragoman.parse``, in order; no two overlap. Few or none where nobody acts."""
    model = load_roles()
    return best(candidates(doc, model), model.least)


def participants_in(text: str) -> list[Participant]:
    """The participants of every sentence of a text, as spans of the text; ``head`` is the token's number in its sentence."""
    sentences = sentences_in(text)
    docs = parse(text[s.start : s.end] for s in sentences)
    return [
        replace(p, start=p.start + s.start, end=p.end + s.start)
        for s, doc in zip(sentences, docs, strict=True)
        for p in participants(doc)
    ]


def candidates(doc: Doc, model: RoleModel) -> list[Participant]:
    """Every span that may be a participant, overlapping ones too, with its probability."""
    found = phrases(doc)
    out = []
    for phrase, said in zip(found, model.role_probabilities(found), strict=True):
        for role in range(1, len(ROLES)):
            if said[role] < FAINT or not phrase.extents:
                continue
            for extent, share in zip(phrase.extents, model.extent_probabilities(phrase, role), strict=True):
                start, end = span_of(doc[extent.start])[0], span_of(doc[extent.end - 1])[1]
                out.append(Participant(start, end, cast(Role, ROLES[role]), float(said[role] * share), phrase.head.i))
    return out


def best(found: Iterable[Participant], least: float) -> list[Participant]:
    """The likeliest that do not overlap and reach ``least``, in the order of the text."""
    out: list[Participant] = []
    for one in sorted(found, key=lambda p: (-p.score, p.start, p.end)):
        if one.score >= least and not any(one.start < kept.end and kept.start < one.end for kept in out):
            out.append(one)
    return sorted(out, key=lambda p: p.start)
