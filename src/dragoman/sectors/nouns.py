"""The listed noun that a word ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.sectors.phrases import Phrase, endings
from dragoman.sectors.tables import Role, load_heads

if TYPE_CHECKING:
    from spacy.tokens import Token


def noun_at(phrase: Phrase, token: Token) -> tuple[str, str | Role, int] | None:
    """(kind, value, first token) of the longest listed noun that ends with a token: "noun" a sector, "role", "kin" or "place"."""
    heads = load_heads()
    if surname(phrase, token):
        return None
    for words, first in endings(phrase, token):
        if (sector := heads.nouns.get(words)) is not None:
            return "noun", sector, first
        if (role := heads.roles.get(words)) is not None:
            return "role", role, first
        if words in heads.kin:
            return "kin", "CVL", first
        if words in heads.places:
            return "place", "", first
    return None


def surname(phrase: Phrase, token: Token) -> bool:
    """Whether a word that is also a noun is somebody's name here: "Attorney-General Ruth Porter"."""
    if token.pos_ != "PROPN" or token.i == phrase.first or token.lower_ not in load_heads().surnames:
        return False
    given = token.doc[token.i - 1]
    return given.pos_ == "PROPN" and given.text.istitle() and given.i not in phrase.seen.mention_at and noun_at(phrase, given) is None
