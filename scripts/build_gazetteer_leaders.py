"""Rebuild ``leaders.csv``: heads of state and government, ministers and heads of organisations, with their terms.

    python scripts/build_gazetteer_leaders.py REFERENCE_DIR [--out DIR]

REFERENCE_DIR holds ``archigos-leaders.csv`` (Archigos 4.1: effective leaders with days in office, to 2015). Beside ``leaders.csv`` lie
the hand-written tables that are merged with it: ``leaders-names.csv`` (full names, for Archigos has mostly surnames),
``leaders-offices.csv`` (which office a state's effective leader held, by year) and ``leaders-extra.csv`` (whole terms: who took office
later, ministers, monarchs, organisations): whom it has of a state, Archigos's rows are not taken for.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.entries import Period, State
from dragoman.actors.folding import key
from dragoman.actors.gazetteer import Gazetteer, load_gazetteer
from dragoman.actors.tables import listed

DATA = Path(__file__).parents[1] / "src" / "dragoman" / "data" / "gazetteer"
# The last day that Archigos covers: a leader still in office on it may have stayed.
ARCHIGOS_LAST = "2015-12-31"
# The office in leaders-names.csv of a foreign ruler who stood for another state than the one he held.
LEFT_OUT = "-"
# Offices of those who serve under a leader.
NOT_LEADING = ("minister of war", "foreign minister", "defence minister", "vice president", "secretary of state", "crown prince")
# What Archigos lists that is no person.
NOT_PERSONS = ("council", "junta", "regency", "triumvirate")


class Row(NamedTuple):
    """A row of ``leaders.csv``."""

    code: str
    name: str
    surname: str
    aliases: str
    office: str
    start: str
    end: str
    source: str


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, its ``#`` comment lines skipped."""
    with path.open(encoding="utf-8", newline="") as f:
        yield from csv.DictReader(line for line in f if not line.startswith("#"))


def written(path: Path, gazetteer: Gazetteer) -> Iterator[Row]:
    """The rows of ``leaders-extra.csv``; a ValueError names a code that is neither a state's nor an organisation's."""
    known = {s.code for s in gazetteer.states()} | {o.code for o in gazetteer.organisations()}
    for r in rows(path):
        if r["code"] not in known:
            raise ValueError(f"{path}: no state or organisation has the code {r['code']!r} ({r['name']})")
        yield Row(r["code"], r["name"], r["surname"] or r["name"].split()[-1], r["aliases"], r["office"], r["start"], r["end"], "Dragoman")


def archigos(reference: Path, out: Path, gazetteer: Gazetteer) -> Iterator[list[Row]]:
    """Each of Archigos's rows under the codes that existed in the term; a term that outlasts a code is cut where the code ends."""
    names = {(r["gw"], r["leader"]): r for r in rows(out / "leaders-names.csv")}
    offices = list(rows(out / "leaders-offices.csv"))
    for r in rows(reference / "archigos-leaders.csv"):
        if any(word in r["leader"].lower() for word in NOT_PERSONS):
            continue
        start, end = r["startdate"], "" if r["enddate"] == ARCHIGOS_LAST else r["enddate"]
        full = names.get((r["gwcode"], r["leader"]), {})
        if full.get("office") == LEFT_OUT:
            continue
        name = full.get("name") or in_order(r["leader"])
        surname = full.get("surname") or name.split()[-1]
        terms = []
        for state, first, last in spells(int(r["gwcode"]), start, end, gazetteer):
            office = full.get("office") or office_of(offices, state.code, first)
            terms.append(Row(state.code, name, surname, full.get("aliases", ""), office, first, last, "Archigos 4.1"))
        yield terms


def in_order(leader: str) -> str:
    """ "Duvalier, Francois" as "Francois Duvalier"; an initial is dropped, since texts write given names out."""
    surname, _, given = (part.strip() for part in leader.partition(","))
    words = [w for w in f"{given} {surname}".split() if len(w.strip(".")) > 1]
    return " ".join(words)


def spells(number: int, start: str, end: str, gazetteer: Gazetteer) -> Iterator[tuple[State, str, str]]:
    """The codes that had a Gleditsch-Ward number in a term, each with its part of the term; the nearest code where none had it then."""
    states = [s for s in gazetteer.states() if number in (s.gw, *s.gw_also) and s.kind != "territory"]
    found = []
    for state in states:
        for period in state.periods:
            first, last = max(start, period.start or ""), min(end or "9999", period.end or "9999")
            if first <= last:
                found.append((state, first, "" if last == "9999" else last))
    if found:
        # A leader before independence is the state's own too: the first spell begins when the term did.
        state, _, last = min(found, key=lambda f: f[1])
        found[found.index(min(found, key=lambda f: f[1]))] = (state, start, last)
    elif states:
        found = [(min(states, key=lambda s: _distance(s.periods, start)), start, end)]
    yield from found


def _distance(periods: tuple[Period, ...], date: str) -> int:
    """Years between a day and the nearest of some periods."""
    year = int(date[:4])
    return min((max(int((p.start or "0001")[:4]) - year, year - int((p.end or "9999")[:4]), 0) for p in periods), default=0)


def office_of(offices: list[dict[str, str]], code: str, date: str) -> str:
    """The office that the effective leader of a state held at a date: the last row that fits; "leader" where none does."""
    fitting = [r["office"] for r in offices if r["code"] == code and (r["from"] or "0000") <= date[:4] <= (r["to"] or "9999")]
    return fitting[-1] if fitting else "leader"


def merged(extra: list[Row], base: list[list[Row]]) -> list[Row]:
    """Both tables in the order of codes and days, without the Archigos rows of people whom the hand-written table has as leaders then.

    A prime minister or minister whom it has may have been president at another time (Jacques Chirac): then Archigos's row is kept. Where
    Archigos has nothing but a surname, that is somebody of the surname whose term overlaps.
    """
    have: dict[tuple[str, str], list[Row]] = {}
    for r in extra:
        if not r.office.endswith(NOT_LEADING):
            have.setdefault((r.code, key(r.name)), []).append(r)
    surnames: dict[tuple[str, str], list[Row]] = {}
    for r in extra:
        for name in (r.surname, *(alias.split()[-1] for alias in listed(r.aliases))):
            surnames.setdefault((r.code, key(name)), []).append(r)

    def known(r: Row) -> bool:
        if any(_covers(x, r) for x in have.get((r.code, key(r.name)), ())):
            return True
        return " " not in r.name and any(_overlap(r, x) for x in surnames.get((r.code, key(r.name)), ()))

    kept = (r for terms in base if not any(known(t) for t in terms) for r in terms)
    return sorted({*extra, *kept}, key=lambda r: (r.code, r.start, r.office, r.name))


def _covers(a: Row, b: Row) -> bool:
    """Whether the middle year of a term lies in another."""
    middle = str((int(b.start[:4]) + int((b.end or ARCHIGOS_LAST)[:4])) // 2)
    return a.start[:4] <= middle <= (a.end or "9999")[:4]


def _overlap(a: Row, b: Row) -> bool:
    return a.start[:4] <= (b.end or "9999")[:4] and b.start[:4] <= (a.end or "9999")[:4]


def check(table: list[Row]) -> None:
    """ValueError for a term that ends before it begins."""
    for r in table:
        if r.start and r.end and r.end < r.start[: len(r.end)]:
            raise ValueError(f"{r.name} ({r.code}): the term ends on {r.end}, before it begins on {r.start}")
        if listed(r.aliases) != tuple(dict.fromkeys(listed(r.aliases))):
            raise ValueError(f"{r.name} ({r.code}): an alias stands twice")


def main() -> None:
    """Read the arguments and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--out", type=Path, default=DATA)
    args = parser.parse_args()
    gazetteer = load_gazetteer()
    table = merged(list(written(args.out / "leaders-extra.csv", gazetteer)), list(archigos(args.reference, args.out, gazetteer)))
    check(table)
    with (args.out / "leaders.csv").open("w", encoding="utf-8", newline="") as f:
        f.write("# Built by scripts/build_gazetteer_leaders.py from Archigos 4.1 and the hand-written leaders-*.csv.\n")
        out = csv.writer(f, lineterminator="\n")
        out.writerow(Row._fields)
        out.writerows(table)


if __name__ == "__main__":
    main()
