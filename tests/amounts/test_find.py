"""Sums of money and counts found in text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.amounts import find_amounts


def short(text: str) -> list[str]:
    """Each amount as comparator, value, currency or unit, and period."""
    found = [(m.amount, f"/{m.per}" if m.per else "") for m in find_amounts(text)]
    return [f"{a.comparator}{a.value:.10g} {a.currency or a.unit}{per}" for a, per in found]


@pytest.mark.parametrize(("text", "expected"), [
    ("$20 billion, 20 bn USD, US$1.5m and €3.2bn", ["=2e+10 USD", "=2e+10 USD", "=1500000 USD", "=3200000000 EUR"]),
    ("four billion dollars and three hundred thousand pounds", ["=4000000000 USD", "=300000 GBP"]),
    ("half a billion euros, a billion-dollar deal, one and a half million euros", ["=500000000 EUR", "=1000000000 USD", "=1500000 EUR"]),
    ("Rs 500 crore, 2.5 billion won, 30 million yuan, 40 million roubles",
     ["=5000000000 INR", "=2500000000 KRW", "=30000000 CNY", "=40000000 RUB"]),
    ("A$5m, NT$2 billion, HK$7m and C$3 million", ["=5000000 AUD", "=2000000000 TWD", "=7000000 HKD", "=3000000 CAD"]),
    ("100 million Australian dollars and 5 million U.S. dollars", ["=100000000 AUD", "=5000000 USD"]),
    ("GBP 3m, EUR 250,000 and USD20m", ["=3000000 GBP", "=250000 EUR", "=20000000 USD"]),
    ("20 million Kuwaiti dinars and 3 billion CFA francs", ["=20000000 KWD", "=3000000000 XOF"]),
    ("a $1.5-billion loan and a €200-million grant", ["=1500000000 USD", "=200000000 EUR"]),
    ("a loan of 1,5 billion euros", ["=1500000000 EUR"]),
    ("$80,000 in Australian currency", ["=80000 AUD"]),
])
def test_money(text: str, expected: list[str]) -> None:
    assert short(text) == expected


def test_a_currency_that_cannot_be_told_is_not_guessed() -> None:
    amount = find_amounts("They lent 5 million dinars.")[0].amount
    assert (amount.currency, amount.unit) == (None, "dinars")


@pytest.mark.parametrize(("text", "expected"), [
    ("Turnover was 4 billion dollars in 2023, against 2.7 billion in 2020.", ["=4000000000 USD", "=2700000000 USD"]),
    ("Trade grew from 3 billion to 5 billion euros.", ["=3000000000 EUR", "=5000000000 EUR"]),
    ("It costs $2 million; 1.8 billion people live there.", ["=2000000 USD", "=1800000000 persons"]),
])
def test_a_figure_without_a_currency_takes_the_one_told_before(text: str, expected: list[str]) -> None:
    assert short(text) == expected


@pytest.mark.parametrize(("words", "comparator"), [
    ("more than $5m", ">"), ("over $5m", ">"), ("exceeding $5m", ">"), ("upwards of $5m", ">"), ("passed the mark of $5m", ">"),
    ("at least $5m", ">="), ("no less than $5m", "="), ("no more than $5m", "<="), ("up to $5m", "<="), ("as much as $5m", "<="),
    ("less than $5m", "<"), ("just under $5m", "<"), ("almost $5m", "~"), ("nearly $5m", "~"), ("about $5m", "~"), ("some $5m", "~"),
    ("an estimated $5m", "~"), ("must not exceed $5m", "<="), ("$5m or more", ">=")])
def test_comparators(words: str, comparator: str) -> None:
    found = find_amounts(f"It was {words}.")
    assert [(m.amount.value, m.amount.comparator) for m in found] == [(5e6, comparator)]


@pytest.mark.parametrize("text", ["between 3 and 5 billion dollars", "$3-5 billion", "$3 billion to $5 billion"])
def test_a_range_is_at_least_its_lower_end(text: str) -> None:
    assert short(text) == [">=3000000000 USD"]


@pytest.mark.parametrize(("text", "expected"), [
    ("a frontier of 2,351 kilometres", ["=2351 km"]),
    ("a thousand-kilometre line", ["=1000 km"]),
    ("120,000 square kilometres, 30 km2 and 40 miles", ["=120000 square kilometres", "=30 square kilometres", "=40 miles"]),
    ("up to 200 megawatts and a 500-MW plant", ["<=200 MW", "=500 MW"]),
    ("275 million cubic metres and 38 bcm", ["=275000000 m3", "=3.8e+10 m3"]),
    ("5 million barrels per day and 10 billion cubic metres a year", ["=5000000 barrels/day", "=1e+10 m3/year"]),
    ("10,000 tonnes of wheat", ["=10000 tonnes"]),
    ("64 per cent of its rival's arms imports, and a 25 percent stake", ["=64 % of arms imports", "=25 %"]),
    ("seven memoranda of understanding and 15 MoUs", ["=7 memoranda", "=15 memoranda"]),
    ("seventy-eight joint industrial projects", ["=78 projects"]),
    ("eight Hangor-class submarines and 12 F-16 fighter jets", ["=8 submarines", "=12 jets"]),
    ("350,000 Moroccans and 12 Turkish officers", ["=350000 persons", "=12 officers"]),
    ("120 or more students", [">=120 students"]),
    ("35-40 km deep", [">=35 km"]),
])
def test_counts_with_their_unit(text: str, expected: list[str]) -> None:
    assert short(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("Two soldiers were killed and five wounded.", ["=2 killed", "=5 wounded"]),
    ("A guard shot two tourists dead.", ["=2 killed"]),
    ("Three drivers, says the ministry, have been killed.", ["=3 killed"]),
    ("It killed 12 and injured at least 30.", ["=12 killed", ">=30 wounded"]),
    ("Nurses left, at least forty of whom were killed.", [">=40 killed"]),
    ("The 18 soldiers lost their lives.", ["=18 killed"]),
    ("The two tourists were not injured.", ["=2 tourists"]),
    ("Twelve soldiers killed three gunmen.", ["=12 soldiers", "=3 killed"]),
])
def test_people_who_were_killed_or_wounded(text: str, expected: list[str]) -> None:
    assert short(text) == expected


def test_people_left_out_are_those_named_before() -> None:
    assert short("There are foreign soldiers there, some 1,500 of them.") == ["~1500 soldiers"]
    assert short("The people who fled west? About 95,000 of them are here.") == ["~95000 refugees"]
    assert short("Nine sailors and customs men were arrested.") == ["=9 persons"]


@pytest.mark.parametrize("text", [
    "In 1992, on 5 May 2013 at 16:00, in July 1941 Peruvian troops marched.",
    "Resolution 1701, Article 5, the 33rd anniversary, G20, Su-35, T-72, Boeing 737-800, COVID-19",
    "Bayraktar TB2 drones, Su30 jets, A320 aircraft and S400 missiles",
    "a three-day visit, 20 years, aged 45, a 45-year-old man",
    "several dozen vehicles, tens of thousands of residents, hundreds of soldiers, a multi-million loan",
    "The 2015 agreements were signed; in 2024 soldiers left.",
    "won 3-1; call +44 20 7946 0958",
    "the two countries, both sides, one embassy",
    "thirty years in the service, six of them abroad",
])
def test_what_is_no_amount(text: str) -> None:
    assert short(text) == []


def test_spans_take_in_the_words_that_compare_but_not_the_verb() -> None:
    assert [m.text for m in find_amounts("It gave more than $13 billion a year, exceeding its neighbour; trade passed 3 billion.")] == [
        "more than $13 billion a year", "3 billion"]


_WORDS = st.sampled_from([
    "5", "12", "1,222", "1992", "2.5", "120", "1.8bn", "$", "€", "US$", "Rs", "two", "seventy", "hundred", "million", "billion", "dollars",
    "euros", "won", "dinars", "km", "per", "cent", "%", "of", "them", "whom", "soldiers", "killed", "Moroccans", "tanks", "-", "–", "to",
    "and", "from", "between", "more", "than", "at", "least", "up", "about", "some", "a", "the", "not", "F-16", "in", ",", ".", "\n"])


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=50))
def test_any_text_gives_sorted_spans_of_the_text(words: list[str]) -> None:
    text, end = " ".join(words), 0
    for mention in find_amounts(text):
        assert mention.start >= end
        assert text[mention.start:mention.end] == mention.text
        assert mention.amount.value >= 0
        assert mention.amount.currency is None or mention.amount.unit is None
        end = mention.end
