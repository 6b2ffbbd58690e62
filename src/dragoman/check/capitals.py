"""Capitals: where an embassy stands, and what a text calls the capital, against the dated table of capitals."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from dragoman.actors import Gazetteer
from dragoman.actors.entries import Capital, NameEntry
from dragoman.actors.folding import key
from dragoman.check.dating import Window, first_day, last_day, published, window
from dragoman.check.existence import continued
from dragoman.check.model import Check, Verdict
from dragoman.check.wording import called, real, reference, rules, say, source, when
from dragoman.merge import Fact
from dragoman.model import Document

_NAME = r"(?P<city>[A-ZÀ-Ž][\w’'-]*(?: (?:[A-ZÀ-Ž][\w’'.-]*|es|da|de|of|al|la))*)"


class Claim(NamedTuple):
    """A city that a text places an embassy in, or calls a state's capital; the day that it speaks of, and the statements."""

    city: str
    code: str
    date: str
    statements: tuple[str, ...]


def check_capitals(fact: Fact, documents: Mapping[str, Document], gazetteer: Gazetteer) -> Iterator[Check]:
    """One check for the city of an embassy, one for each city that the fact's sentences call a capital."""
    if real(fact.status) and fact.kind in rules("capital")["kinds"] and fact.target and fact.date:
        for claim in _missions(fact, fact.target, fact.date):
            if (found := _mission(claim, gazetteer)) is not None:
                yield found
                break
    if any("capital" in s.evidence.quote for s in fact.statements):
        for claim in dict.fromkeys(_named(fact, documents, gazetteer)):
            if (found := _called(claim, gazetteer)) is not None:
                yield found
                break


@cache
def _mission_in() -> re.Pattern[str]:
    words = "|".join(map(re.escape, rules("capital")["mission_words"]))
    return re.compile(rf"(?i:\b(?:{words})) (?:\w+ )?(?:in|at) {_NAME}")


def _missions(fact: Fact, target: str, date: str) -> Iterator[Claim]:
    for statement in fact.statements:
        for match in _mission_in().finditer(statement.evidence.quote):
            yield Claim(match["city"], target, date, (statement.id,))


@cache
def _entries(gazetteer: Gazetteer) -> dict[str, tuple[NameEntry, ...]]:
    """The names and demonyms of each state."""
    found: dict[str, list[NameEntry]] = {}
    for entry in gazetteer.names():
        if entry.kind in ("name", "territory", "demonym"):
            found.setdefault(entry.code, []).append(entry)
    return {code: tuple(entries) for code, entries in found.items()}


@cache
def _capital_of(code: str, gazetteer: Gazetteer) -> re.Pattern[str]:
    """"Baku, the capital of Azerbaijan", "the Azerbaijani capital, Baku", "the capital of Azerbaijan, Baku", unlimited."""
    entries = _entries(gazetteer).get(code, ())
    names = sorted({e.text for e in entries if e.form != "adjective"}, key=len, reverse=True)
    peoples = sorted({e.text for e in entries if e.form == "adjective"}, key=len, reverse=True)
    state, people = "|".join(map(re.escape, names)) or "(?!)", "|".join(map(re.escape, peoples)) or "(?!)"
    apposed = _NAME.replace("city", "after")
    return re.compile(
        rf"{_NAME}, (?:now |today )?(?:the )?capital (?:city )?of (?:the )?(?:{state})\b"
        rf"|\b[Tt]he (?:{people}) capital(?: city)?(?:,| of)? {apposed}"
        rf"|\b[Tt]he capital (?:city )?of (?:the )?(?:{state}), {_NAME.replace('city', 'last')}")


def _named(fact: Fact, documents: Mapping[str, Document], gazetteer: Gazetteer) -> Iterator[Claim]:
    for statement in fact.statements:
        quote, doc = statement.evidence.quote, documents.get(statement.evidence.doc)
        if "capital" not in quote or doc is None or not doc.published:
            continue
        for code in fact.states:
            if gazetteer.find(code) is None:
                continue
            for match in _capital_of(code, gazetteer).finditer(quote):
                yield Claim(match["city"] or match["after"] or match["last"], code, doc.published.split("T")[0], (statement.id,))


@cache
def _capitals(code: str, gazetteer: Gazetteer) -> tuple[Capital, ...]:
    """The capitals of a state and of those that it continues."""
    return tuple(c for s in continued(code, gazetteer) for c in s.capitals)


@cache
def _of_name(name: str, code: str, gazetteer: Gazetteer) -> tuple[Capital, ...]:
    """The capitals of a state that a name stands for, under any of their names; of a longer run of capitalised words, its beginning."""
    words = name.split()
    for length in range(len(words), 0, -1):
        wanted = key(" ".join(words[:length]))
        cities = {c.city for c in _capitals(code, gazetteer) if key(c.name) == wanted}
        if cities:
            return tuple(c for c in _capitals(code, gazetteer) if c.city in cities)
    return ()


@cache
def _cities(gazetteer: Gazetteer) -> dict[str, frozenset[str]]:
    """The states that have a city of a name."""
    found: dict[str, set[str]] = {}
    for entry in gazetteer.names():
        if entry.kind == "city":
            found.setdefault(key(entry.text), set()).add(entry.code)
    return {name: frozenset(codes) for name, codes in found.items()}


def _at(capital: Capital, at: Window) -> bool:
    start = first_day(capital.period.start) if capital.period.start else datetime.date.min
    end = last_day(capital.period.end) if capital.period.end else datetime.date.max
    return (at.last is None or start <= at.last) and (at.first is None or at.first <= end)


def _chief(code: str, at: Window, gazetteer: Gazetteer) -> Capital | None:
    """The one capital that a state had throughout a time; None where it had several or none."""
    there = [c for c in _capitals(code, gazetteer) if c.chief and c.period.start and _at(c, at)]
    return there[-1] if len({c.city for c in there}) == 1 else None


def _mission(claim: Claim, gazetteer: Gazetteer) -> Check | None:
    at = window(claim.date)
    found = _of_name(claim.city, claim.code, gazetteer)
    if not found:
        elsewhere = claim.code in _cities(gazetteer).get(key(claim.city), frozenset())
        return _other("unknown", "city", claim, claim.city, at, gazetteer) if elsewhere else None
    there = [c for c in found if _at(c, at)]
    if there:
        return _confirmed(claim, there, when(claim.date), gazetteer)
    return _other("unknown", "another", claim, found[0].city, at, gazetteer)


def _called(claim: Claim, gazetteer: Gazetteer) -> Check | None:
    """What a text calls the capital today; the text's own day is the yardstick."""
    at = published(claim.date)
    found = _of_name(claim.city, claim.code, gazetteer)
    if at is None:
        return None
    there = [c for c in found if _at(c, at)]
    if there:
        return _confirmed(claim, there, "", gazetteer)
    elsewhere = claim.code in _cities(gazetteer).get(key(claim.city), frozenset())
    if not found and not elsewhere:
        return None
    return _other("unknown" if found else "contradicted", "another" if found else "city", claim, found[0].city if found else claim.city, at,
                  gazetteer)


def _confirmed(claim: Claim, there: list[Capital], then: str, gazetteer: Gazetteer) -> Check:
    capital = max(there, key=lambda c: (c.chief, bool(c.period.start)))
    # The city under the name that the text has for it: Leopoldville in 1960.
    name = next((c.name for c in there if key(claim.city).startswith(key(c.name))), capital.city)
    sentence = "seat" if capital.seat else "confirmed" if then else "now"
    text = say("capital", sentence, city=name, state=called(claim.code, gazetteer), when=then)
    return Check("capital", "confirmed", text, _looked_up(claim.code, capital), _source(capital), claim.statements)


def _other(verdict: Verdict, sentence: str, claim: Claim, city: str, at: Window, gazetteer: Gazetteer) -> Check | None:
    """Where the capital was another; nothing is said where the table does not have just one at the time."""
    chief = _chief(claim.code, at, gazetteer)
    if chief is None or key(chief.city) == key(city):
        return None
    text = say("capital", sentence, city=city, state=called(claim.code, gazetteer), when=when(claim.date), capital=chief.city)
    return Check("capital", verdict, text, _looked_up(claim.code, chief), _source(chief), claim.statements)


def _looked_up(code: str, capital: Capital) -> str:
    return reference("capital", code=code, capital=capital.city, start=capital.period.start or "", end=capital.period.end or "")


def _source(capital: Capital) -> str:
    return source(capital.source if capital.source == "peacesciencer" else "capital_project")
