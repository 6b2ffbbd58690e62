"""Which sector a noun phrase speaks of: its head decides; one that only stands for somebody ("leader", "member") passes the question on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.parse import lemma
from dragoman.sectors.nouns import noun_at
from dragoman.sectors.persons import known_leader
from dragoman.sectors.phrases import Phrase, qualifies
from dragoman.sectors.spotting import NamedHit
from dragoman.sectors.tables import Role, load_heads, load_sectors

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.model import Mention
    from dragoman.sectors.spotting import Sighted

#: How deep phrases within phrases are asked.
DEPTH = 4
#: What the gazetteer's types of bodies are.
_BODY = {"government": "GOV", "ministry": "GOV", "agency": "GOV", "parliament": "LEG", "military": "MIL", "ship": "MIL",
         "intelligence": "SPY", "state-owned": "BUS"}  # fmt: skip
#: (sector, word before the head, mark).
_MARKS = (("PTY", "opposition", "OPP"), ("PTY", "ruling", "GOV"), ("BUS", "multinational", "MNC"), ("NGO", "international", "INGO"),
          ("CVL", "ethnic", "ETH"))  # fmt: skip
_PASSED_BY = ("of", "for", "from", "at", "in", "with", "within", "on", "among")
#: Sectors that stand beside IGO for a body of an organisation.
OF_ORGANISATIONS = ("MIL", "COP", "JUD", "LEG")
#: Marks of names that people bear, but that give no sector to who leads them.
_PEOPLES = ("ETH", "REL")


@dataclass(frozen=True, slots=True)
class Finding:
    """A sector with the marks beside it, and the country where a named actor brings its own.

    ``state``: a state's bare name stood for it. ``person``: it is somebody's own name.
    """

    sector: str | None = None
    country: str | None = None
    also: tuple[str, ...] = ()
    state: bool = False
    person: bool = False


NOTHING = Finding()


def find_sector(phrase: Phrase, depth: int = 0) -> Finding:
    """The sector of the phrase, by its head."""
    head, seen = phrase.head, phrase.seen
    if depth > DEPTH:
        return NOTHING
    named = seen.named_at.get(head.i)
    if named is not None and _reaches(seen, named, head) and not _longer(phrase, named):
        return _of_state(phrase, _of_named(named, seen))
    mention = seen.mention_at.get(head.i)
    short = mention is not None and head.text[0].isupper() and seen.spotter.gazetteer.find(mention.codes[0]) is None
    noun = None if short else _of_noun(phrase, head, depth)  # "the Union", told of before as the European one, is no trade union
    if noun is not None:
        return _former(phrase, noun)
    if head.pos_ == "PROPN" and (mention is None or mention.kind == "leader") and (titled := _titled(phrase, depth)).sector is not None:
        return _former(phrase, titled)
    if mention is not None:
        return _former(phrase, of_mention(seen, mention, head))
    if head.pos_ == "PROPN" and not any(t.dep_ == "poss" for t in head.lefts):
        return _bare_name(phrase)
    if _of_people(head):
        return Finding("CVL")
    return _passed(phrase, depth, None)


def _bare_name(phrase: Phrase) -> Finding:
    """A name that no text around it explains: a capital alone stands for its government, a known leader's surname for the leader."""
    head, seen = phrase.head, phrase.seen
    entry = seen.entry_at.get(head.i)
    if entry is not None and entry.kind in ("capital", "seat") and not sited(seen, head):
        return Finding("GOV", entry.code, state=True)
    leader = known_leader(phrase, head)
    if leader is None:
        return NOTHING
    date = seen.spotter.date
    over = date is not None and leader.end is not None and leader.end < date
    return Finding((load_sectors()["GOV"].former if over else "GOV"), leader.code, person=True)


def doer(phrase: Phrase) -> Phrase:
    """The phrase of who did what the head is, where it says so: "an appeal by the bishops"; else the phrase itself."""
    head = phrase.head
    if head.pos_ != "NOUN" or noun_at(phrase, head) is not None or head.i in phrase.seen.named_at or head.i in phrase.seen.mention_at:
        return phrase
    return next((phrase.under(noun) for preposition, noun in phrase.after() if preposition == "by"), phrase)


def _reaches(seen: Sighted, named: NamedHit, head: Token) -> bool:
    return named.end >= head.idx + len(head) - 1 or seen.named_at.get(head.i) is named


def _longer(phrase: Phrase, named: NamedHit) -> bool:
    """Whether the head is only the middle of what a longer noun says ("Kurdish" in a list of peoples is no noun)."""
    return named.sense.also[:1] != () and named.sense.also[0] in _PEOPLES and phrase.head.pos_ == "ADJ"


def _of_state(phrase: Phrase, finding: Finding) -> Finding:
    """A name that several states have, said with its state: "the Jordanian Muslim Brotherhood"."""
    seen, first = phrase.seen, phrase.head.i
    while first > phrase.first and seen.named_at.get(first - 1) is seen.named_at[phrase.head.i]:
        first -= 1
    mention = seen.mention_at.get(first - 1) if first > phrase.first else None
    if mention is None or mention.kind not in ("name", "demonym") or seen.spotter.gazetteer.find(mention.codes[0]) is None:
        return finding
    return replace(finding, country=mention.codes[0])


def _of_named(named: NamedHit, seen: Sighted) -> Finding:
    sense, date = named.sense, seen.spotter.date
    sector: str | None = sense.sector
    if date is not None and sense.end is not None and not sense.covers(date) and date > sense.end:
        sector = load_sectors()[sense.sector].former or sense.sector
    return Finding(sector, sense.country, sense.also)


def _of_noun(phrase: Phrase, head: Token, depth: int) -> Finding | None:
    found = noun_at(phrase, head)
    if found is None:
        return None
    kind, value = found
    mention = phrase.seen.mention_at.get(head.i)
    if isinstance(value, Role):
        if mention is not None and mention.kind in ("organisation", "company", "leader") and not mention.office:
            return of_mention(phrase.seen, mention, head)
        passed = _passed(phrase, depth, value)
        return replace(passed, sector="MIL") if value.bare == "MIL" and passed.sector == "GOV" else passed  # a government's forces
    if kind == "place":
        return Finding(None)
    if kind == "kin":
        of = _passed(phrase, depth, None)
        by_state = of.sector in ("GOV", "ELI") and not of.state
        return Finding("ELI" if by_state else "CVL", None, ())
    if mention is not None and mention.kind == "organisation" and phrase.seen.spotter.gazetteer.find(mention.codes[0]) is None:
        return Finding("IGO", None, (value,) if value in OF_ORGANISATIONS else ())
    return Finding(value, None, _marks(phrase, value))


def _marks(phrase: Phrase, sector: str) -> tuple[str, ...]:
    """What stands beside the sector: "opposition party" is a party of the opposition, a "multinational" firm one of many countries."""
    words = {t.lower_ for t in phrase.head.doc[phrase.first : phrase.head.i + 1]}
    return tuple(mark for code, word, mark in _MARKS if code == sector and word in words)


def of_mention(seen: Sighted, mention: Mention, head: Token) -> Finding:
    """What the gazetteer's mention that covers a head says of it."""
    code, gazetteer = mention.codes[0], seen.spotter.gazetteer
    entry = seen.entry_at.get(head.i)
    if mention.kind == "company":
        return Finding("BUS")
    if gazetteer.find(code) is None:
        return Finding("IGO")
    if mention.kind == "demonym":
        return Finding("CVL")
    if mention.kind in ("official", "leader"):
        if mention.person or mention.office:
            return Finding(_of_office(mention, seen), person=True)
        return Finding(_BODY.get(entry.note, "GOV") if entry is not None else "GOV")
    if mention.kind == "organisation":
        return Finding("GOV")  # a mission of the state
    if mention.kind == "city" or (entry is not None and entry.note == "region") or sited(seen, head):
        return Finding(None)
    return Finding("GOV", state=True)


def _of_office(mention: Mention, seen: Sighted) -> str:
    """The sector of a person by the office; ELI where the table of leaders has the last of the terms over."""
    heads, words = load_heads(), (mention.office or "").lower().split()
    sector = next((heads.nouns[w] for i in range(len(words)) if (w := " ".join(words[i:])) in heads.nouns), "GOV")
    date = seen.spotter.date
    if date is not None and mention.person:
        terms = [x for x in seen.spotter.gazetteer.leaders(mention.codes[0]) if x.name == mention.person]
        if terms and all(x.end is not None and x.end < date for x in terms):
            return load_sectors()[sector].former or sector
    return sector


def sited(seen: Sighted, head: Token) -> bool:
    """Whether a state's or a capital's name is only a place: "in Kenya", "northern Mali"."""
    heads, doc, name = load_heads(), head.doc, seen.entry_at.get(head.i)
    first = head.i
    while first > 0 and name is not None and seen.entry_at.get(first - 1) is name:
        first -= 1
    while first > 0 and doc[first - 1].lower_ in (*heads.compass, "the"):
        if doc[first - 1].lower_ != "the":
            return True
        first -= 1
    return first > 0 and doc[first - 1].lower_ in heads.sited and doc[first - 1].tag_ == "IN"


def _titled(phrase: Phrase, depth: int) -> Finding:
    """A person's name, or another that no list has: the title before it, what a comma adds after it."""
    for token in reversed(phrase.before()):
        if token.lower_ in load_heads().former or qualifies(token) or _given(phrase, token):
            continue
        found = noun_at(phrase, token)
        if found is not None and found[0] != "place":
            inner = Phrase(phrase.seen, phrase.first, phrase.last, token)
            finding = find_sector(inner, depth + 1)
            if finding.sector is not None:
                return finding
    for other in phrase.appositions():
        finding = find_sector(phrase.under(other), depth + 1)
        if finding.sector is not None:
            return finding
    return NOTHING


def _given(phrase: Phrase, token: Token) -> bool:
    """Whether a noun between a title and a surname is a given name: "Attorney-General Christian Tan"."""
    before = token.i - 1
    named = token.lower_ in load_heads().given_names and token.i + 1 == phrase.head.i and before >= phrase.first
    return named and noun_at(phrase, token.doc[before]) is not None


def _passed(phrase: Phrase, depth: int, role: Role | None) -> Finding:
    """What a head is that tells nothing itself: the nearest word before it that tells, else a phrase after it, else the role's own."""
    seen, state = phrase.seen, False
    for token in reversed(phrase.before()):
        if qualifies(token):
            continue
        finding = _modifier(phrase, token)
        if finding.state:
            state = True
        elif finding.sector is not None:
            return finding
    if role is None and state and phrase.head.pos_ == "NOUN":
        return Finding("GOV", state=True)  # an act or a thing of the state's: "Chile's offer"
    for preposition, noun in phrase.after():
        if preposition in _PASSED_BY and not (preposition == "for" and phrase.head.pos_ == "PROPN"):  # "Movement for Democracy"
            finding = find_sector(phrase.under(noun), depth + 1)
            state = state or finding.state or (finding.sector is None and noun.i in seen.mention_at)
            if finding.sector is not None and not finding.state and (preposition in ("of", "for", "from") or finding.sector != "CVL"):
                return finding
    if role is None:
        return NOTHING
    return Finding(role.state if state else role.bare)


def _of_people(head: Token) -> bool:
    """Whether a noun that no list has looks like one for people: "glaziers"."""
    heads, noun = load_heads(), lemma(head)
    return head.pos_ == "NOUN" and len(noun) > 4 and noun.endswith(heads.person_endings) and noun not in heads.not_persons


def _modifier(phrase: Phrase, token: Token) -> Finding:
    seen, heads = phrase.seen, load_heads()
    named = seen.named_at.get(token.i)
    if named is not None and not set(named.sense.also) & set(_PEOPLES):
        return _of_named(named, seen)
    found = noun_at(phrase, token)
    if found is not None and found[0] == "noun" and isinstance(found[1], str) and token.pos_ in ("NOUN", "PROPN", "ADJ"):
        return Finding(found[1])
    if (sector := heads.adjectives.get(token.lower_)) is not None:
        return Finding(sector)
    mention = seen.mention_at.get(token.i)
    if mention is None:
        owner = token.pos_ == "PROPN" and known_leader(phrase, token) is not None
        return Finding("GOV", person=True) if owner else NOTHING
    if mention.kind in ("demonym", "name", "nickname", "territory", "capital", "city") and seen.spotter.gazetteer.find(mention.codes[0]):
        return Finding("GOV", state=True)
    return of_mention(seen, mention, token)


def _former(phrase: Phrase, finding: Finding) -> Finding:
    """ELI for who once governed, sat in parliament or judged."""
    if finding.sector is None or (former := load_sectors()[finding.sector].former) is None or finding.state:
        return finding
    doc, words = phrase.head.doc, load_heads().former
    first = phrase.before()[:1]
    begin = first[0].i if first else phrase.head.i
    if not any(doc[i].lower_ in words for i in range(max(phrase.first, begin), phrase.head.i)):
        return finding
    return Finding(former, finding.country, finding.also, person=True)
