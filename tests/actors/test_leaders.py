"""The dated table of leaders: who held which office when, and under which words a text may name them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from dragoman.actors import find_mentions, load_gazetteer
from dragoman.actors.entries import Leader, Period
from dragoman.actors.leaders import load_leaders, name_keys
from dragoman.model import Document

REFERENCE = Path(__file__).parents[2].parent / "shared" / "reference"
G = load_gazetteer()


def holders(code: str, office: str, on: str) -> list[str]:
    return [x.name for x in G.leaders(code, on=on) if x.office == office]


@pytest.mark.parametrize(
    ("code", "office", "on", "name"),
    [
        ("TUR", "president", "2020", "Recep Tayyip Erdoğan"),
        ("TUR", "prime minister", "2010-06", "Recep Tayyip Erdoğan"),
        ("UZB", "president", "2000", "Islam Karimov"),
        ("UZB", "president", "2023", "Shavkat Mirziyoyev"),
        ("KAZ", "president", "2024-05-01", "Kassym-Jomart Tokayev"),
        ("USA", "president", "1863", "Abraham Lincoln"),
        ("USA", "president", "1944", "Franklin D. Roosevelt"),
        ("USA", "foreign minister", "1975", "Henry Kissinger"),
        ("GBR", "prime minister", "1985", "Margaret Thatcher"),
        ("GBR", "queen", "2000", "Elizabeth II"),
        ("DEU", "chancellor", "1965", "Ludwig Erhard"),
        ("DEU", "chancellor", "1888", "Otto von Bismarck"),
        ("SUN", "leader", "1962", "Nikita Khrushchev"),
        ("SUN", "foreign minister", "1970", "Andrei Gromyko"),
        ("RUS", "foreign minister", "2015", "Sergei Lavrov"),
        ("SAU", "crown prince", "2022", "Mohammed bin Salman"),
        ("FRA", "president", "1990", "François Mitterrand"),
        ("CHN", "president", "2018", "Xi Jinping"),
        ("JPN", "prime minister", "1972-09", "Kakuei Tanaka"),
        ("ETH", "emperor", "1950", "Haile Selassie"),
        ("IRN", "supreme leader", "1985", "Ruhollah Khomeini"),
        ("UN", "secretary-general", "1999", "Kofi Annan"),
        ("NATO", "secretary-general", "2020", "Jens Stoltenberg"),
        ("EU", "president", "2021", "Ursula von der Leyen"),
        ("VAT", "pope", "1990", "John Paul II"),
    ],
)
def test_who_held_an_office_at_a_time(code: str, office: str, on: str, name: str) -> None:
    assert name in holders(code, office, on)


def test_a_term_begins_and_ends_on_its_days() -> None:
    assert "Barack Obama" in holders("USA", "president", "2009-01-20")
    assert "Barack Obama" not in holders("USA", "president", "2009-01-19")
    assert "Barack Obama" not in holders("USA", "president", "2017-01-21")
    assert holders("KEN", "president", "2014") == ["Uhuru Kenyatta"]


def test_a_term_known_by_month_or_year_holds_for_all_of_it() -> None:
    assert Period("2026-01", None).covers("2026-01-15")
    assert Period("2004", "2006").covers("2006-11-30")
    assert Period("2004", "2006").covers("2004-01")
    assert not Period("2004", "2006").covers("2007-01-01")
    assert not Period("2004-03", None).covers("2004-02-28")


def test_a_term_that_outlasts_a_state_is_the_successors_too() -> None:
    codes = {x.code for x in G.leaders() if x.name == "Vladimir Lenin"}
    assert codes == {"RUS", "SUN"}
    assert {x.code for x in G.leaders() if x.name == "Boris Yeltsin"} == {"RUS"}
    assert {x.code for x in G.leaders() if x.name == "Erich Honecker"} == {"DDR"}


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Erdoğan", "Recep Tayyip Erdoğan"),
        ("Mirziyoyev", "Shavkat Mirziyoyev"),
        ("Mirziyoev", "Shavkat Mirziyoyev"),
        ("Tokayev", "Kassym-Jomart Tokayev"),
        ("Toqaev", "Kassym-Jomart Tokayev"),
        ("Xi", "Xi Jinping"),
        ("Jinping", "Xi Jinping"),
        ("Jong-un", "Kim Jong Un"),
        ("bin Salman", "Mohammed bin Salman"),
        ("Bin Salman", "Mohammed bin Salman"),
        ("Elizabeth II", "Elizabeth II"),
        ("Elizabeth", "Elizabeth II"),
        ("de Gaulle", "Charles de Gaulle"),
        ("López Obrador", "Andrés Manuel López Obrador"),
        ("Lula", "Luiz Inácio Lula da Silva"),
        ("Zelenskyy", "Volodymyr Zelensky"),
        ("Gadhafi", "Muammar Gaddafi"),
    ],
)
def test_leaders_are_found_by_the_words_that_texts_use(word: str, name: str) -> None:
    assert name in {x.name for x in G.leaders_by_surname()[word]}


def test_a_numeral_alone_names_nobody() -> None:
    assert not [word for word in G.leaders_by_surname() if re.fullmatch(r"[IVX]+\.?", word)]
    assert list(name_keys(Leader("Hassan II", "Hassan", "MAR", "king", "1961", "1999"))) == ["Hassan", "Hassan II"]


def test_every_term_is_somebodys_and_in_order() -> None:
    codes = {s.code for s in G.states()} | {o.code for o in G.organisations()}
    for x in load_leaders():
        assert x.code in codes, x
        assert x.name == x.name.strip() != "", x
        assert x.surname, x
        assert x.office, x
        assert x.source, x
        for day in (x.start, x.end):
            assert day is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", day), x
        assert x.start is not None, x
        assert x.end is None or x.end >= x.start[: len(x.end)], x
    twice = [k for k, n in Counter((x.code, x.name, x.office, x.start) for x in load_leaders()).items() if n > 1]
    assert not twice


def test_nobody_held_an_office_for_a_century() -> None:
    for x in load_leaders():
        assert x.start is not None
        assert int((x.end or "2026")[:4]) - int(x.start[:4]) <= 73, x


def test_the_living_states_have_a_leader_today() -> None:
    without = {s.code for s in G.states() if s.kind == "state" and not G.leaders(s.code, on="2025-06-01")}
    assert without == {"SMR"}  # two captains regent, for half a year each


def test_every_leader_of_the_source_is_there_in_his_days() -> None:
    path = REFERENCE / "archigos-leaders.csv"
    if not path.exists():
        pytest.skip("archigos-leaders.csv is not beside the checkout")
    of_number: dict[int, set[str]] = {}
    for s in G.states():
        for n in (s.gw, *s.gw_also):
            if n is not None:
                of_number.setdefault(n, set()).add(s.code)
    by_code: dict[str, list[Leader]] = {}
    for x in load_leaders():
        by_code.setdefault(x.code, []).append(x)
    missing = []
    with path.open(encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            there = [x for code in of_number[int(row["gwcode"])] for x in by_code.get(code, ())]
            if not any((x.start or "") <= row["enddate"] and row["startdate"] <= (x.end or "9999") for x in there):
                missing.append(row["obsid"])
    assert len(missing) < 10, missing  # juntas and regencies without a name


def test_texts_name_leaders_without_their_states() -> None:
    text = "Moscow, 3 June 1972. Leonid Brezhnev received Indira Gandhi in the Kremlin. Brezhnev spoke of friendship with India."
    found = [(m.text, m.codes) for m in find_mentions(Document(id="t", text=text, published="1972-06-04"), G) if m.kind == "leader"]
    assert ("Leonid Brezhnev", ("SUN",)) in found
    assert ("Indira Gandhi", ("IND",)) in found


def test_a_surname_that_is_a_word_needs_a_title_or_a_given_name() -> None:
    text = "LONDON, 5 May 2017 - In May Britain voted. May was warm, and Brown bread sold well in Britain that May."
    assert not [m for m in find_mentions(Document(id="t", text=text, published="2017-05-05"), G) if m.kind == "leader"]
    text = "In 2017 Britain wrote to Brussels. Theresa May signed the letter to the European Union."
    assert [m.text for m in find_mentions(Document(id="t", text=text, published="2017-05-05"), G) if m.kind == "leader"] == ["Theresa May"]
