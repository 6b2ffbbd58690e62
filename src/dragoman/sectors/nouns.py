"""The listed noun that a word ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.sectors.phrases import Phrase, endings
from dragoman.sectors.tables import Role, load_heads

if TYPE_CHECKING:
    from spacy.tokens import Token


def noun_at(phrase: Phrase, token: Token) -> tuple[str, str | Role] | None:
    """(kind, value) of the longest listed noun that ends with a token: "noun" a sector, "role", "kin" or "place"."""
    heads = load_heads()
    if surname(phrase, token):
        return None
    for words in endings(phrase, token):
        if (sector := heads.nouns.get(words)) is not None:
            return "noun", sector
        if (role := heads.roles.get(words)) is not None:
            return "role", role
        if words in heads.kin:
            return "kin", "CVL"
        if words in heads.places:
            return "place", ""
    return None


def surname(phrase: Phrase, token: Token) -> bool:
    """Whether a word that is also a noun is somebody's name here: "Attorney-General Ruth Porter"."""
    if token.pos_ != "PROPN" or token.i == phrase.first or token.lower_ not in load_heads().surnames:
        return False
    doc = token.doc
    if token.i + 1 < len(doc) and doc[token.i + 1].pos_ == "PROPN":
        return False  # a title before a name: "House Speaker Ruth Tan"
    given = doc[token.i - 1]
    mention = phrase.seen.mention_at.get(given.i)
    if given.pos_ != "PROPN" or not given.text.istitle() or (mention is not None and mention.person is None):
        return False
    return given.lower_ in load_heads().given_names or noun_at(phrase, given) is None
