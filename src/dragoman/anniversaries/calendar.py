"""Anniversaries as an iCalendar file (RFC 5545), which calendar programs load."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence

from dragoman.anniversaries.find import Anniversary
from dragoman.brief.dates import date_phrase
from dragoman.brief.phrases import label


def calendar(found: Iterable[Anniversary], *, title: str, made: datetime.datetime) -> str:
    """All-day events for those whose day is known, with what the sources say; those known by month or year alone are left out.

    ``made`` is the time (with its zone) at which the file is made. An event keeps its UID from file to file while kind, states and
    day of what it recalls stay, so that a calendar that loads a newer file changes the event and does not add another.
    """
    from icalendar import Calendar, Event

    out = Calendar()
    out.add("prodid", "-//Dragoman//anniversaries//EN")
    out.add("version", "2.0")
    out.add("calscale", "GREGORIAN")
    out.add("x-wr-calname", title)
    stamp = made.astimezone(datetime.UTC).replace(microsecond=0)
    seen: Counter[str] = Counter()
    for anniversary in found:
        day = anniversary.day
        if day is None:
            continue
        key = _key(anniversary)
        seen[key] += 1
        event = Event()
        event.add("uid", f"{key}-{seen[key]}@dragoman")
        event.add("dtstamp", stamp)
        event.add("dtstart", day)
        event.add("dtend", day + datetime.timedelta(days=1))
        event.add("summary", summary(anniversary))
        event.add("description", description(anniversary))
        event.add("categories", [label(anniversary.fact.kind), *([f"{anniversary.grade}"] if anniversary.grade else [])])
        event.add("transp", "TRANSPARENT")  # nobody is busy on it
        if url := next((source.url for source in anniversary.sources if source.url), None):
            event.add("url", url)
        out.add_component(event)
    written: bytes = out.to_ical()
    return written.decode("utf-8")


def summary(anniversary: Anniversary) -> str:
    """``35 years: Norway and Portugal established diplomatic relations``."""
    return f"{anniversary.years} year{'' if anniversary.years == 1 else 's'}: {anniversary.what}"


def description(anniversary: Anniversary) -> str:
    """The event with its date, what to beware of, and its sources' words."""
    lines = [f"{anniversary.what} {date_phrase(anniversary.event)}.", *(f"Note: {note}." for note in anniversary.notes)]
    lines += [f"“{source.quote}” ({source.imprint})" for source in anniversary.sources]
    lines.append(f"{certainty_words(anniversary)}. dragoman fact {anniversary.fact.id}")
    return "\n".join(lines)


def certainty_words(anniversary: Anniversary) -> str:
    """``2 independent sources, confidence 0.95``."""
    count = anniversary.fact.counts.independent
    return f"{count} independent source{'' if count == 1 else 's'}, confidence {anniversary.fact.confidence:.2f}"


def undated(found: Sequence[Anniversary]) -> int:
    """How many have no day, and so no place in a calendar."""
    return sum(anniversary.day is None for anniversary in found)


def _key(anniversary: Anniversary) -> str:
    """What stays of an event whatever sources come: the fact's id changes with a fuller telling."""
    fact = anniversary.fact
    told = [fact.kind, fact.source, fact.target, fact.parties, anniversary.event, anniversary.date]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]
