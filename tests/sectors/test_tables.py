"""The room's data: every code is known, no noun tells two things, no dated name leaves two senses for one day."""

from __future__ import annotations

from collections import Counter

from dragoman.actors import load_gazetteer
from dragoman.sectors.tables import FILE, Sense, load_heads, load_named, load_sectors
from dragoman.wordlists import table


def test_every_sector_and_country_is_known() -> None:
    sectors, gazetteer = load_sectors(), load_gazetteer()
    heads = load_heads()
    senses = [s for senses in load_named().values() for s in senses]
    used = {s.sector for s in senses} | {m for s in senses for m in s.also} | set(heads.nouns.values()) | set(heads.adjectives.values())
    assert used <= set(sectors)
    assert all(role.state in (None, *sectors) and role.bare in (None, *sectors) for role in heads.roles.values())
    assert [s.country for s in senses if s.country is not None and gazetteer.find(s.country) is None] == []


def test_a_noun_stands_in_one_list() -> None:
    data = table(FILE)
    listed = [*(n for nouns in data["nouns"].values() for n in nouns), *(n for role in data["roles"] for n in role["nouns"])]
    listed += [*data["kin"], *data["places"]]
    assert [noun for noun, times in Counter(map(str, listed)).items() if times > 1] == []


def test_a_name_has_one_sense_a_day() -> None:
    several = {name: senses for name, senses in load_named().items() if len(senses) > 1}
    assert several
    days = [f"{year}-06-15" for year in range(1980, 2026)]
    assert {name for name, senses in several.items() for day in days if sum(s.covers(day) for s in senses) > 1} == set()


def test_a_sense_covers_its_days_to_the_last() -> None:
    sense = Sense("REB", "AFG", end="2021-08-14")
    assert sense.covers("2021-08-14") and sense.covers("2021") and not sense.covers("2021-08-15")
