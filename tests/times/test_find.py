"""Times found in documents, and worked out."""

from functools import cache

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Document, TimeExpression
from dragoman.times import ANNIVERSARY, HEAD, OF_WHAT_FOLLOWS, OWN_DATE, find_times, is_valid
from dragoman.times.vocabulary import load_vocabulary

THURSDAY = "2025-06-12"


def times(text: str, published: str | None = THURSDAY, **fields: str) -> list[TimeExpression]:
    return find_times(Document("d", text, published=published, **fields))  # type: ignore[arg-type]


def dates(text: str, published: str | None = THURSDAY) -> list[str | None]:
    return [t.edtf for t in times(text, published)]


@pytest.mark.parametrize(("text", "expected"), [
    ("The pact was signed on 28 May 1918.", ["1918-05-28"]),
    ("It was signed on the 28th of May, 1918, in Tiflis.", ["1918-05-28"]),
    ("On Tuesday, March 5th, 2019, they met.", ["2019-03-05"]),
    ("Signed Oct. 26, 2024 in Amman.", ["2024-10-26"]),
    ("The file is dated 2013-06-05.", ["2013-06-05"]),
    ("In March, 1998 the envoy left; by June 2013 he was back.", ["1998-03", "../2013-06"]),
    ("The peace of 1648 held; the year 1992 was better.", ["1648", "1992"]),
    ("Trade grew in the 1990s and the early 2000s.", ["199X", "200X"]),
    ("In the late nineteenth century the line was drawn.", ["18XX"]),
    ("It opened in spring 2024 and closed in the autumn of 2023.", ["2024-21", "2023-23"]),
    ("Founded about 1990, closed circa 1995.", ["1990~", "1995~"]),
    ("The treaty of early 2019 and the talks of mid-June 2013.", ["2019", "2013-06"]),
    ("It was dated 05.06.2017 and 25/12/2016.", ["2017-06-05", "2016-12-25"]),
    ("In the summer of '92 war came.", ["1992-22"]),
    ("In the first half of 2024 and in Q1 2023 exports fell.", ["2024-01/2024-06", "2023-01/2023-03"]),
])
def test_absolute_dates(text: str, expected: list[str]) -> None:
    assert dates(text) == expected


def test_a_slashed_date_has_no_month_unless_the_outlet_settles_the_order() -> None:
    assert dates("It was filed on 9/6/2017.") == ["2017"]
    assert [t.edtf for t in times("It was filed on 9/6/2017.", outlet="Associated Press")] == ["2017-09-06"]


@pytest.mark.parametrize(("text", "expected"), [
    ("The war of 1939–45 and the truce of 1941-1944.", ["1939/1945", "1941/1944"]),
    ("From May 1942 to October 1945 it was occupied.", ["1942-05/1945-10"]),
    ("Between July 2018 and April 2019 they spied.", ["2018-07/2019-04"]),
    ("Between June and August 2024 it rained.", ["2024-06/2024-08"]),
    ("In May and June 2024 it rained.", ["2024-05", "2024-06"]),
    ("In March, May, June and October 2024 it rained.", ["2024-03", "2024-05", "2024-06", "2024-10"]),
    ("From 28 to 30 May 2024 they met.", ["2024-05-28/2024-05-30"]),
    ("On the night of 3 to 4 March 2022 shells fell.", ["2022-03-03/2022-03-04"]),
    ("It has stood since 2009 and runs until 31 December 2026.", ["2009/..", "../2026-12-31"]),
    ("They want ten billion by 2030.", ["../2030"]),
    ("The line will be ready by the end of next year.", ["../2026"]),
    ("Parts were not surveyed until 2002.", ["2002"]),
    ("They have fought since the 1970s.", ["1970~/.."]),
])
def test_ranges_and_roles(text: str, expected: list[str]) -> None:
    assert dates(text) == expected


def test_roles_are_told() -> None:
    text = "Since 2009 it has paid; it will pay until 2030, or by 2031. It meets annually. From 1941 to 1944 it did not."
    assert {t.text: t.role for t in times(text)} == {
        "Since 2009": "since", "until 2030": "until", "by 2031": "deadline", "annually": "recurring", "From 1941 to 1944": "span"}


@pytest.mark.parametrize(("text", "expected"), [
    ("He came yesterday and leaves tomorrow.", ["2025-06-11", "2025-06-13"]),
    ("They met on Monday and will meet on Friday.", ["2025-06-09", "2025-06-13"]),
    ("They signed it on Thursday.", [THURSDAY]),
    ("He was here last Thursday.", ["2025-06-05"]),
    ("They will meet next week, next month and next year.", ["2025-06-16/2025-06-22", "2025-07", "2026"]),
    ("He came last December and goes next May.", ["2024-12", "2026-05"]),
    ("He came last June.", ["2024-06"]),
    ("In August last year the council sat.", ["2024-08"]),
    ("In May of last year they settled, by 2 May this year they failed.", ["2024-05", "../2025-05-02"]),
    ("It was renewed two years ago, and again eight days ago.", ["2023", "2025-06-04"]),
    ("Thirty years ago on Monday they signed.", ["1995-06-09"]),
    ("One hundred and four years ago today they signed.", ["1921-06-12"]),
    ("He was recalled a year ago this month.", ["2024-06"]),
    ("It was signed more than two decades ago.", ["2005~"]),
    ("The summit was held in October.", ["2024-10"]),
    ("The summit will be held in October.", ["2025-10"]),
    ("He signed in the autumn; an invitation to visit in the autumn was accepted.", ["2024-23", "2025-23"]),
    ("It takes effect on 1 July.", ["2025-07-01"]),
    ("On New Year's Day the gas stopped.", ["2025-01-01"]),
    ("Over the past three years and the past two decades they met.", ["2022/2025", "2005~/2025~"]),
    ("People have been talking of it for fifteen years.", ["2010~/2025~"]),
    ("China supplied most of it in the four years to 2019.", ["2016/2019"]),
    ("They arrested hundreds in recent years.", [None]),
    ("She flies on to Accra on Saturday; the fair begins with this September.", ["2025-06-14", "2025-09"]),
    ("The gates stayed shut until the 13th of this March.", ["../2025-03-13"]),
    ("He was ill on the 5th of last August.", ["2024-08-05"]),
    ("The last of the battalion was home before Christmas.", ["2024-12"]),
    ("They were charged with raising trade to ten billion within five years.", ["../2030"]),
    ("A minute after midnight on this day in 1960 they took over.", ["1960-06-12"]),
    ("It was signed on 3 May 2020. They mark it today. That night they left.", ["2020-05-03", "2025-06-12", "2020-05-03"]),
    ("The pact fell through last year.", ["2024"]),
    ("He chose it two weeks after he was sworn in on 1 March 2023.", ["2023-03-15~", "2023-03-01"]),
    ("She was called in the next morning, for the third time in two years.", [None]),
])
def test_relative_to_the_document(text: str, expected: list[str | None]) -> None:
    assert dates(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("They fought in 1920. Seventy years later, they were friends.", ["1920", "1990~"]),
    ("In 1963 they signed. Three years later they broke.", ["1963", "1966"]),
    ("On 5 May 2020 they signed. The following day they left.", ["2020-05-05", "2020-05-06"]),
    ("The pact was concluded in June 2013 and ratified the following year.", ["2013-06", "2014"]),
    ("It was shut in July 2017 and reopened the following January.", ["2017-07", "2018-01"]),
    ("They signed on 26 October 1994. Embassies opened the following spring.", ["1994-10-26", "1995-21"]),
    ("He came in March 2017; she went that September.", ["2017-03", "2017-09"]),
    ("It fell in November 1989, and on 7 May of the following year ties opened.", ["1989-11", "1990-05-07"]),
    ("It was signed on 4 March 2019, effective since the same day three years later.", ["2019-03-04", "2022-03-04/.."]),
    ("They came on 3 May 2017, though due on the first day of that year.", ["2017-05-03", "2017-01-01"]),
    ("They named an envoy in 1961, two years before the protectorate became independent.", ["1961", "1963"]),
    ("In 2014 the bridge opened. Since then trade has grown.", ["2014", "2014/.."]),
    ("It seceded on 25 June 1991, and its neighbour followed on 8 October.", ["1991-06-25", "1991-10-08"]),
    ("In 1932 it began a war of three years.", ["1932", "1932/1935"]),
    ("In May 2016 the envoy was recalled for three months.", ["2016-05", "2016-05/2016-08"]),
    ("They became independent in 1957. A pact followed independence by a year.", ["1957", "1958"]),
    ("On the same day in 1987 the legation was raised.", ["1987"]),
    ("The couple toured Java from 10 to 13 March 2020. On the second day they laid a wreath.", ["2020-03-10/2020-03-13", "2020-03-11"]),
    ("They came on 10 March 2020. On the second day they laid a wreath.", ["2020-03-10", None]),
    ("In April 2020 she spoke. Within a month Fiji had slapped duties on it.", ["2020-04", "2020"]),
    ("They signed on 5 May 2020. Within a week the deputies said yes.", ["2020-05-05", "2020-05"]),
    ("In May 2024 he came. He gave them until 15 July to go. In the same month they fell out.", ["2024-05", "../2024-07-15", "2024-05"]),
    ("They met on 21 May 2022, fifty years to the day after their fathers had signed.", ["2022-05-21", "1972-05-21"]),
    ("It was shut on 3 May 1990, and the other was opened on the same date.", ["1990-05-03", "1990-05-03"]),
    ("It was shut in 1990. The other was opened on that date.", ["1990", None]),
])
def test_relative_to_a_date_told_before(text: str, expected: list[str]) -> None:
    assert dates(text) == expected


def test_a_date_without_a_year_stays_in_the_story_or_comes_back_to_the_present() -> None:
    story = "In 1981 they fought, and from 26 January 1995 they fought again. A ceasefire was signed on 17 February."
    assert dates(story)[-1] == "1995-02-17"
    news = "The road, built and opened in 1979, is old. An airport received its first flight in January."
    assert dates(news)[-1] == "2025-01"


def test_a_date_in_an_aside_does_not_move_the_story() -> None:
    story = ("On 13 May 2017 he was shot. Fiji and Samoa hold the rebels responsible, the latter imposing sanctions in March 2018. "
             "The envoy was sent for on 4 June.")
    assert dates(story, None)[-1] == dates(story)[-1] == "2017-06-04"
    news = "Fiji is paying out a grant over five years, promised in May 2021. The minister gave his word in January."
    assert dates(news)[-1] == "2025-01"


def test_a_story_reckoned_back_over_many_years_keeps_its_year() -> None:
    assert dates("Twenty years ago today they signed. It had been a state only since 20 May.") == ["2005-06-12", "2005-05-20/.."]


def test_the_same_day_is_one_of_the_year_that_the_story_has_reached() -> None:
    text = ("On 26 October 1998 two presidents signed.\n\nA ceasefire was agreed on 17 February 1995.\n\n"
            "By the settlement of 1998 the peaks stayed where they were. A treaty of commerce was signed on the same day.")
    assert dates(text)[-1] == "1998-10-26"


def test_a_visit_of_some_days_begins_or_ends_on_the_day_told() -> None:
    began = times("He began a three-day visit on Wednesday.", "2024-02-28")
    assert [(t.text, t.edtf) for t in began] == [("a three-day", "2024-02-28/2024-03-01"), ("Wednesday", "2024-02-28")]
    assert "2025-06-08/2025-06-12" in dates("He flew back on Thursday from a five-day stay.")


def test_without_any_date_nothing_is_invented() -> None:
    assert dates("On Wednesday they met. Last year they did not. Three years later they met in June.", None) == [None] * 4


def test_a_document_known_to_the_year_gives_no_months() -> None:
    assert dates("On Wednesday they met. In June they met. Last year they met.", "2025") == [None, None, "2024"]


def test_nothing_is_made_finer_than_the_text() -> None:
    for edtf in dates("They met in May 1972, two years ago, a decade later, in the spring and about a decade ago."):
        assert edtf is None or len(edtf.strip("~")) <= 7


@pytest.mark.parametrize("text", [
    "Resolution 1244, Boeing 737, Article 1990 and Law No. 1992 were cited.",
    "The line runs for 1,222 kilometres and needs 2030 tonnes of steel.",
    "He sent 1500 soldiers and 2000 people.",
    "They may march in august company; second thoughts came.",
    "Agenda 2030 and the 2030 Agenda were praised.",
    "The Sunday Times and Black Friday were mentioned.",
    "He rang at 1630 GMT from room 1987.",
    "It must answer within hours of the attack.",
    "A 1500-strong force and T-1972 stood there.",
    "Tourane, today's Da Nang, was shelled.",
    "The Riverside Daily said so, and so did a Paris weekly.",
])
def test_what_only_looks_like_a_time(text: str) -> None:
    assert times(text) == []


def test_may_is_a_person_where_the_text_says_so() -> None:
    assert dates("Theresa May met him. It was agreed by May.") == []
    assert dates("It was agreed by May.") == ["../2025-05"]


CHRONOLOGY = """Two neighbours

- October 1963: Fifteen months after independence a war begins. It is stopped at the end of the month.

- November 1975: A march. In December hundreds are expelled. In February talks fail.

- July 2004: The visa goes. The neighbour follows nine months later.

The two have been apart since last year.
"""


def test_a_chronology_counts_from_its_heads() -> None:
    found = times(CHRONOLOGY, "2024-09-27")
    assert [t.edtf for t in found] == [
        "1963-10", "1962-07", "1963-10", "1975-11", "1975-12", "1976-02", "2004-07", "2005-04", "2023/.."]
    assert [t.text for t in found if t.reason == HEAD] == ["October 1963", "November 1975", "July 2004"]


def test_a_heading_that_is_a_date_dates_what_follows() -> None:
    body = "The embassy closed in June. It reopened two years later.\n\nAfterwards\n\nIn May it was shut.\n"
    found = times(f"Two neighbours\n\n1999\n\n{body}")
    assert [t.edtf for t in found] == ["1999", "1999-06", "2001", "2025-05"]


def test_a_dateline_is_the_documents_own_date_and_nothing_counts_from_it() -> None:
    found = times("Title of the piece\nPublished: 2025-06-12\n\nThree years later it was over. They met on Monday.")
    assert [(t.edtf, t.reason == OWN_DATE) for t in found] == [("2025-06-12", True), (None, False), ("2025-06-09", False)]


@pytest.mark.parametrize(("text", "published", "expected"), [
    ("They are marking the 40th anniversary of relations.", "2025-11-23", "1985"),
    ("The two on Sunday mark thirty-six years since ties were opened.", "2025-11-23", "1989-11-23"),
    ("Both will celebrate 75 years of ties next May.", "2025-09-05", "1951-05"),
    ("Today they mark the centenary of the treaty.", "2025-06-12", "1925-06-12"),
    ("In 2011 they marked the 20th anniversary of the pact.", "2025-06-12", "1991"),
])
def test_an_anniversary_gives_the_date_of_what_it_recalls(text: str, published: str, expected: str) -> None:
    assert [t.edtf for t in times(text, published) if t.reason == ANNIVERSARY] == [expected]


def test_on_the_anniversary_is_the_anniversarys_own_day() -> None:
    assert dates("The treaty of 26 May 1973 stands. It was revised on the fiftieth anniversary.")[-1] == "2023-05-26"


def test_what_a_distance_dates_is_told_where_it_is_not_the_sentence() -> None:
    found = times("They named an envoy in 1961, two years before the protectorate became independent. Three years later they left.")
    assert [t.reason.startswith(OF_WHAT_FOLLOWS) for t in found] == [False, True, False]


def test_an_event_pointed_at_has_the_date_told_for_it() -> None:
    assert dates("He came to Accra last December. In the course of that visit six pacts were signed.") == ["2024-12", "2024-12"]


def test_birthdays_are_no_anniversaries() -> None:
    assert times("He celebrated his fiftieth birthday.") == []


@pytest.mark.parametrize(("text", "every"), [
    ("They meet annually.", "year"), ("They meet every two years.", "2 years"), ("They meet each spring.", "year"),
    ("They meet month after month.", "month"), ("Crowds come on Fridays.", "week"), ("They meet twice a year.", "year")])
def test_what_recurs(text: str, every: str) -> None:
    assert [(t.role, t.every, t.edtf) for t in times(text)] == [("recurring", every, None)]


def test_what_recurs_since_a_date_told_before() -> None:
    assert [t.edtf for t in times("Under a 2013 memorandum they have exercised annually.")] == ["2013", "2013/.."]


def test_basis_is_stated_only_where_the_year_can_be_read_nearby() -> None:
    found = times("It seceded on 25 June 1991, and its neighbour on 8 October. A year later they met. They met on Monday.")
    assert [t.basis for t in found] == ["stated", "stated", "relative", "relative"]


_WORDS = sorted({w for name in ("months", "weekdays", "units", "seasons") for w in load_vocabulary().values[name]})
_TOKENS = st.sampled_from([
    *_WORDS, *(w.capitalize() for w in _WORDS), "1992", "2024", "31", "5", "28th", "2013-06-05", "1939–45", "1990s", "9999", "33rd",
    "two", "seventy", "hundred", "a", "the", "of", "in", "on", "since", "until", "by", "before", "after", "last", "next", "this", "that",
    "following", "same", "ago", "later", "earlier", "to", "and", "between", "from", "for", "past", "years", "anniversary", "mark", "will",
    "was", "visit", "end", "every", "about", "not", "today", "then", "first", "day", "century", "-", ",", ".", ":", "\n", "\n- "])


@cache
def parses(edtf: str) -> bool:
    """Whether the edtf package, which knows the whole standard, takes it for a date."""
    return parse_edtf(edtf) is not None


@settings(max_examples=150, deadline=None)
@given(st.lists(_TOKENS, max_size=60), st.sampled_from([None, "2025", "2025-06", THURSDAY, "2024-02-29", "1995~/2025~"]))
def test_any_text_gives_sorted_spans_and_valid_dates(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    end = 0
    for t in times(text, published):
        assert t.start >= end
        assert text[t.start:t.end] == t.text
        assert t.edtf is None or (is_valid(t.edtf) and parses(t.edtf))
        end = t.end
