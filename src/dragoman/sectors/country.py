"""Which state, or organisation of states, a noun phrase belongs to: by its own name, the words before its head, the places after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.sectors.nouns import noun_at
from dragoman.sectors.persons import known_leader
from dragoman.sectors.phrases import Phrase, qualifies
from dragoman.sectors.tables import load_heads

if TYPE_CHECKING:
    from spacy.tokens import Token

DEPTH = 4


def find_country(phrase: Phrase, *, person: bool = False, depth: int = 0) -> str | None:
    """The code of the state or organisation; None where the phrase tells none.

    ``person``: the head is somebody's bare name, so that a city's name before it is taken for part of it.
    """
    head = phrase.head
    if depth > DEPTH:
        return None
    mention = phrase.seen.mention_at.get(head.i)
    known = mention if mention is not None and mention.kind == "leader" else None
    if known is None and (code := _code_at(phrase, head, place=depth > 0 or not person)) is not None:
        return code
    for token in phrase.before():
        if known is not None and phrase.seen.mention_at.get(token.i) is known:
            continue
        if not qualifies(token) and not _towards(token, phrase) and (code := _code_at(phrase, token, place=not person)) is not None:
            return code
    if known is not None:  # after what the text says: a state's former president may speak as the United Nations' envoy
        return known.codes[0]
    if (leader := _leader(phrase)) is not None:
        return leader
    ranks = {p: n for n, p in enumerate(load_heads().place_prepositions)}
    after = sorted(((p, noun) for p, noun in phrase.after() if p in ranks), key=lambda x: ranks[x[0]])
    for _, noun in after:
        if (code := find_country(phrase.under(noun), depth=depth + 1)) is not None:
            return code
    for other in phrase.appositions():
        if (code := find_country(phrase.under(other), depth=depth + 1)) is not None:
            return code
    return _of_conjunct(phrase, depth) or (_astray(phrase, ranks) if depth == 0 else None)


def _code_at(phrase: Phrase, token: Token, *, place: bool) -> str | None:
    seen = phrase.seen
    named, mention = seen.named_at.get(token.i), seen.mention_at.get(token.i)
    if named is not None and mention is not None and mention.kind == "organisation" and named.sense.sector != "IGO":
        return named.sense.country  # the Red Cross has no state's standing as an actor
    if mention is not None and not _of_people(token):
        return mention.codes[0]
    if named is not None and named.sense.country is not None:
        return named.sense.country
    entry = seen.place_at.get(token.i)
    if entry is not None and place and not _joined(token) and token.pos_ in ("PROPN", "NOUN", "ADJ"):
        return entry.code
    return None


def _joined(token: Token) -> bool:
    """Whether a place's name is the first half of a firm's or a person's: "Freeport-Hobart"."""
    after = token.doc[token.i + 1 : token.i + 3]
    return len(after) == 2 and after[0].text in ("-", "–") and after[1].text[:1].isupper()


def _leader(phrase: Phrase) -> str | None:
    """The state of a leader who is named without it: "Merkel's critics", "the Lukashenko government"."""
    for token in (phrase.head, *phrase.before()):
        if token.pos_ != "PROPN" or qualifies(token):
            continue
        after = token.doc[token.i + 1] if token.i < phrase.head.i else None
        if after is not None and after.pos_ == "PROPN" and noun_at(phrase, after) is None:
            continue  # the name goes on
        if (leader := known_leader(phrase, token)) is not None:
            return leader.code
    return None


def _of_people(token: Token) -> bool:
    """Whether a state's word only names a people: "ethnic Albanians"."""
    return token.i > 0 and token.doc[token.i - 1].lower_ == "ethnic"


def _towards(token: Token, phrase: Phrase) -> bool:
    """Whether a word before the head hangs on a preposition of direction: the second state of "ambassador to Peru Ruiz"."""
    while token.i != phrase.head.i and token.head.i != token.i:
        if token.dep_ == "prep" and token.lower_ not in load_heads().place_prepositions:
            return True
        token = token.head
    return False


def _of_conjunct(phrase: Phrase, depth: int) -> str | None:
    """Where several share what stands after the last of them: "police and prosecutors in Malawi"."""
    for token in phrase.head.conjuncts:
        if phrase.head.i < token.i <= phrase.last and not phrase.before():
            return find_country(phrase.under(token), depth=depth + 1)
    return None


def _astray(phrase: Phrase, ranks: dict[str, int]) -> str | None:
    """A state or a place that stands in the phrase but that the parse hangs on something outside it: "in jail in Lima"."""
    doc = phrase.head.doc
    for token in doc[phrase.first : phrase.head.i]:
        if not qualifies(token) and (code := _code_at(phrase, token, place=False)) is not None:
            return code
    for token in doc[phrase.head.i + 1 : phrase.last + 1]:
        if token.tag_ in ("WDT", "WP", "WP$", "VBD", "VBZ", "VBP"):
            return None  # what a clause says of it
        if token.tag_ == "IN" and token.head.i != phrase.head.i:
            if token.lower_ not in ranks:
                return None
            for noun in token.children:
                if noun.dep_ == "pobj" and noun.i <= phrase.last and (code := find_country(phrase.under(noun), depth=1)) is not None:
                    return code
    return None
