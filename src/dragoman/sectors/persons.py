"""Leaders by their bare names, where the sentence names no state beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.actors.lexicon import load_offices
from dragoman.sectors.nouns import noun_at
from dragoman.sectors.phrases import Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.actors.entries import Leader

#: A surname alone is not taken for that of a leader who left office before.
RECENT = "1950"
OPEN = "9999"
#: Given names this alike, of 100, are spellings of one.
ALIKE = 75


def known_leader(phrase: Phrase, token: Token) -> Leader | None:
    """The leader whose name ends with a word of the phrase, in the last term, by the table of leaders; None where none does for sure.

    A surname must be borne by leaders of one state alone, or by one of those in office, or last in office. One that is many people's
    needs a title before it ("President Ford"), a word for the government after it ("the Ford administration") or the given name.
    """
    doc, seen = token.doc, phrase.seen
    terms = seen.spotter.gazetteer.leaders_by_surname().get(token.text, ())
    if not terms:
        return None
    given, titled, i = [], False, token.i - 1
    while i >= phrase.first and doc[i].pos_ == "PROPN" and i not in seen.mention_at:
        if noun_at(phrase, doc[i]) is not None:
            titled = True
            break
        if doc[i].text not in load_offices().honorifics:
            given.append(doc[i].text)
        i -= 1
    titled = titled or (i >= phrase.first and noun_at(phrase, doc[i]) is not None)
    if given:
        terms = tuple(x for x in terms if _called(given[-1], x))
    elif not titled and not _governs(phrase, token):
        if token.text in load_offices().common_surnames:
            return None
        terms = tuple(x for x in terms if x.end is None or x.end >= RECENT)
    elif recent := tuple(x for x in terms if x.end is None or x.end >= RECENT):
        terms = recent
    date = seen.spotter.date
    if len({x.code for x in terms}) > 1 and date is not None:
        terms = tuple(x for x in terms if x.in_office(date))
    elif len({x.code for x in terms}) > 1:  # an undated text: the one who was in office last
        last = max(x.end or OPEN for x in terms)
        terms = tuple(x for x in terms if (x.end or OPEN) == last)
    return max(terms, key=lambda x: x.start or "") if len({x.code for x in terms}) == 1 else None


def _called(given: str, leader: Leader) -> bool:
    """Whether a given name is one of the leader's, give or take its spelling: "Omer" for "Omar"."""
    from rapidfuzz.fuzz import ratio

    return any(ratio(given, word) >= ALIKE for name in (leader.name, *leader.aliases) for word in name.split())


def _governs(phrase: Phrase, token: Token) -> bool:
    """Whether the name stands before a word for a government: "the Ford administration"."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is None or after.i > phrase.last or after.pos_ not in ("NOUN", "PROPN"):
        return False
    found = noun_at(phrase, after)
    return found is not None and found[1] == "GOV"
