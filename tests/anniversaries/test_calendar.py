"""The calendar file as a calendar program reads it, and as RFC 5545 wants it."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from dragoman.anniversaries import anniversaries, calendar
from dragoman.brief.names import Names, gazetteer_names
from dragoman.merge import merge_statements
from tests.brief.made import BOTH, Page

MADE = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)


def written(*pages: Page, names: Names | None = None, year: int = 2027) -> str:
    statements = [s for page in pages for s in page.statements]
    documents = {page.id: page.document for page in pages}
    found = anniversaries(merge_statements(statements), year, names or gazetteer_names(), documents=documents)
    return calendar(found, title="2027", made=MADE)


def sardines(quote: str = "The Sardine Treaty, signed on 4 March 1950; “salted, not smoked”") -> Page:
    page = Page("one", url="https://example.org/sardines")
    page.says(quote, "agreement-signed", parties=BOTH, date="1950-03-04", object="Sardine Treaty")
    page.says("relations since 1907", "relations-established", parties=BOTH, date="1907")
    return page


def test_a_day_is_an_all_day_event_with_its_words_and_a_year_alone_is_none() -> None:
    (event,) = Calendar.from_ical(written(sardines())).walk("VEVENT")
    assert event.decoded("dtstart") == datetime.date(2027, 3, 4)
    assert event.decoded("dtend") == datetime.date(2027, 3, 5)
    assert event.decoded("dtstamp") == MADE
    assert str(event["summary"]) == "77 years: Norway and Portugal signed the Sardine Treaty"
    told = str(event["description"])
    assert "on 4 March 1950." in told
    assert "“The Sardine Treaty, signed on 4 March 1950; “salted, not smoked”” (Fjord Gazette, 1 March 2025)" in told
    assert str(event["url"]) == "https://example.org/sardines"


def test_an_event_keeps_its_uid_when_further_sources_come_and_not_in_another_year() -> None:
    def uid(*pages: Page, year: int = 2027) -> str:
        (event,) = Calendar.from_ical(written(*pages, year=year)).walk("VEVENT")
        return str(event["uid"])

    further = Page("two", outlet="Douro Post")
    further.says("the Sardine Treaty (Lisbon, 4 March 1950), for 50 years", "agreement-signed", parties=BOTH, date="1950-03-04",
                 object="Sardine Treaty", detail={"place": "Lisbon"})
    assert uid(sardines()) == uid(sardines(), further)
    assert uid(sardines()) != uid(sardines(), year=2028)


def test_two_treaties_of_one_day_are_two_events() -> None:
    page = sardines()
    page.says("the Cork Pact of the same day", "agreement-signed", parties=BOTH, date="1950-03-04", object="Cork Pact")
    events = Calendar.from_ical(written(page)).walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == 2


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300))
def test_any_quote_comes_back_whole_from_lines_of_at_most_75_octets(quote: str) -> None:
    file = written(sardines(f"x{quote}x"), names=Names({"NOR": "Norway", "PRT": "Portugal"}.get))
    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))
    assert file.endswith("END:VCALENDAR\r\n")
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    assert " ".join(f"x{quote}x".split()) in str(event["description"])
