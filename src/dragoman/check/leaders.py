"""Leaders in office: a named person's office against the dated table of leaders."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache

from dragoman.actors import Gazetteer
from dragoman.actors.entries import Leader
from dragoman.actors.folding import fold
from dragoman.actors.lexicon import load_offices
from dragoman.check.dating import Window, first_day, last_day, published, shifted, window
from dragoman.check.model import Check, Verdict
from dragoman.check.wording import called, day, reference, rules, say, source, spans, when
from dragoman.merge import Fact
from dragoman.model import Document

_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")


def check_leader(fact: Fact, documents: Mapping[str, Document], gazetteer: Gazetteer) -> Check | None:
    """Whether a person held an office that the fact gives him, as the table has it; None where the table says nothing of it."""
    if fact.kind != "office" or fact.source is None or fact.status not in ("happened", "ongoing", "ended"):
        return None
    persons, office = fact.detail.get("persons") or (), office_class(str(fact.detail.get("office") or ""))
    if not persons or office is None:
        return None
    holders = _holders(fact.source, office, gazetteer)
    terms = tuple(leader for leader in holders if any(same_person(str(p), leader) for p in persons))
    at, date = _date(fact, documents)
    if not terms:
        return _somebody_else(fact, office, holders, at, date, gazetteer)
    names = {leader.name for leader in terms}
    if len(names) > 1:  # two of one name: the one whose term the date falls into, if only one does
        terms = tuple(leader for leader in terms if at is not None and _in_office(leader, at, 0))
        if len({leader.name for leader in terms}) != 1:
            return None
    return _of_terms(fact, office, terms, holders, at, date, documents, gazetteer)


@cache
def office_class(words: str) -> str | None:
    """The office that a title stands for ("Taoiseach" is a prime minister), or None."""
    offices, plain = load_offices(), " ".join(words.lower().split())
    return offices.office_of.get(plain) or offices.office_of.get(plain.removesuffix("s"))


@cache
def _holders(code: str, office: str, gazetteer: Gazetteer) -> tuple[Leader, ...]:
    """Who held an office in a state, or was its leader where the table tells no more."""
    generic = rules("leader")["any_office"]
    complete = office in rules("leader")["complete"]
    return tuple(x for x in gazetteer.leaders(code) if (held := office_class(x.office)) == office or (held == generic and complete))


@cache
def same_person(name: str, leader: Leader) -> bool:
    """Whether a name as a text writes it is a leader's: no word of one that the other, being longer, lacks, spellings apart."""
    return any(_same_name(_words(name), _words(other)) for other in (leader.name, *leader.aliases))


def _words(name: str) -> list[str]:
    plain = fold(name).lower().replace("-", " ").replace("'", "").replace("’", "")
    return [w for w in re.findall(r"[^\W\d_]+", plain) if w not in rules("leader")["articles"]]


def _same_name(a: list[str], b: list[str]) -> bool:
    short, long = sorted((a, b), key=len)
    if not short or not long or (len(short) == 1 and not _alike(short[0], long[-1]) and short[0] not in long):
        return False
    return all(any(_alike(x, y) for y in long) for x in short) and any(len(x) > 1 for x in short)


def _alike(a: str, b: str) -> bool:
    if a == b or (1 in (len(a), len(b)) and a[:1] == b[:1]):
        return True
    told = rules("leader")
    return min(len(a), len(b)) >= told["spelt"] and a[0] == b[0] and SequenceMatcher(None, a, b).ratio() >= told["alike"]


def _date(fact: Fact, documents: Mapping[str, Document]) -> tuple[Window | None, str | None]:
    """The day that the office is claimed for: the fact's own, or the text's where it says "the current president"."""
    if fact.date is not None:
        return window(fact.date), fact.date
    office = str(fact.detail.get("office") or "")
    now = rf"\b(?:{'|'.join(rules('leader')['now'])}) (?:\w+ ){{0,2}}{re.escape(office)}"
    for statement in fact.statements:
        doc = documents.get(statement.evidence.doc)
        if office and fact.status == "ongoing" and doc is not None and re.search(now, statement.evidence.quote, re.IGNORECASE):
            return published(doc.published), (doc.published or "").split("T")[0] or None
    return None, None


def _in_office(leader: Leader, at: Window, grace: int) -> bool:
    start, end = first_day(leader.start or "0001"), last_day(leader.end) if leader.end else datetime.date.max
    return (at.last is None or shifted(start, -grace) <= at.last) and (at.first is None or at.first <= shifted(end, grace))


def _of_terms(fact: Fact, office: str, terms: tuple[Leader, ...], holders: tuple[Leader, ...], at: Window | None, date: str | None,
              documents: Mapping[str, Document], gazetteer: Gazetteer) -> Check | None:
    grace: int = rules("leader")["grace_years"]
    fits = [x for x in terms if at is None or _in_office(x, at, 0)]
    if at is not None and date is not None and not fits:
        if any(_in_office(x, at, grace) for x in terms):
            return None
        others = [x for x in holders if _in_office(x, at, 0)]
        held = {x.name for x in others if office_class(x.office) == office}
        # Only where the table has somebody else in the very office then does it contradict.
        verdict: Verdict = "contradicted" if len(held) == 1 and fact.date_basis != "document" else "unknown"
        return _check(verdict, "other_time" if held else "outside", fact, terms, gazetteer, when=when(date), holder=", ".join(sorted(held)))
    if at is None and not _spoken_of(fact, terms, documents):
        return None
    exact = tuple(x for x in fits if office_class(x.office) == office) or tuple(fits)
    standing = any(x.end is None for x in exact) and fact.status != "ended"
    if standing and _beyond_table(fact, at, documents):
        return _check("unknown", "beyond", fact, exact, gazetteer, until=day(rules("leader")["tables_end"]))
    return _check("confirmed", "ongoing" if standing else "confirmed", fact, exact, gazetteer)


def _beyond_table(fact: Fact, at: Window | None, documents: Mapping[str, Document]) -> bool:
    """Whether an office is claimed for a day after the table's last: then nobody knows whether an open term goes on."""
    end = first_day(rules("leader")["tables_end"])
    if at is not None:
        return at.first is not None and at.first > end
    windows = [published(doc.published) for s in fact.statements if (doc := documents.get(s.evidence.doc)) is not None]
    return all(w is not None and w.first is not None and w.first > end for w in windows)


def _spoken_of(fact: Fact, terms: tuple[Leader, ...], documents: Mapping[str, Document]) -> bool:
    """Whether an undated title is borne out: its text was written in the term, or tells a year of it; a former one, after its start."""
    for statement in fact.statements:
        doc = documents.get(statement.evidence.doc)
        own = published(doc.published) if doc is not None else None
        windows = [Window(datetime.date(int(y), 1, 1), datetime.date(int(y), 12, 31)) for y in _YEAR.findall(statement.evidence.quote)]
        if own is not None:
            windows.append(Window(None, own.last) if fact.status == "ended" else own)
        if any(_in_office(x, w, 0) for x in terms for w in windows):
            return True
    return False


def _somebody_else(
    fact: Fact, office: str, holders: tuple[Leader, ...], at: Window | None, date: str | None, gazetteer: Gazetteer
) -> Check | None:
    """A name that the table lacks, at a date for which it has another: worth a look, but names are spelt in many ways."""
    if at is None or date is None or at.first is None or office not in rules("leader")["complete"]:
        return None
    there = [x for x in holders if _in_office(x, at, 0) and x.end is not None and office_class(x.office) == office]
    if len(there) != 1 or not _in_office(there[0], Window(at.last, at.first), 0):
        return None
    return _check("unknown", "somebody_else", fact, tuple(there), gazetteer, when=when(date), holder=there[0].name)


def _check(verdict: Verdict, sentence: str, fact: Fact, terms: tuple[Leader, ...], gazetteer: Gazetteer, **slots: str) -> Check:
    first = terms[0]
    code = fact.source or ""
    text = say("leader", sentence, person=first.name, office=first.office, state=called(code, gazetteer),
               terms=spans(dict.fromkeys((x.start, x.end) for x in terms)), **{"when": "", "holder": "", "until": "", **slots})
    looked_up = reference("leader", code=code, office=first.office, person=first.name, start=first.start or "", end=terms[-1].end or "")
    return Check("leader", verdict, text, looked_up, source("leader_project" if first.source == "Dragoman" else first.source))
