"""Rebuild the gazetteer's derived tables from the reference tables.

    python scripts/build_gazetteer.py REFERENCE_DIR [--out DIR]

REFERENCE_DIR holds ``cow-states.csv``, ``gw-states.csv`` and ``gw-capitals.csv``. Written: ``periods.csv`` (the days on which
each code existed, as the union of both state systems, or as ``states.csv`` says where several codes share a number) and
``capitals.csv`` (capitals with days and coordinates, and the variants of ``capitals-extra.csv``).
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

Row = dict[str, str]
Span = tuple[str, str, str, str]
DATA = Path(__file__).parents[1] / "src" / "dragoman" / "data" / "gazetteer"
# The last day that each table covers: a state still there on it is taken to exist today.
COW_LAST, GW_LAST, CAPITALS_LAST = "2016-12-31", "2017-12-31", "2024-12-31"


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, its ``#`` comment lines skipped."""
    with path.open(encoding="utf-8", newline="") as f:
        yield from csv.DictReader(line for line in f if not line.startswith("#"))


def merged(spans: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Overlapping or touching spans of days joined; an empty end means that the span is open."""
    out: list[tuple[str, str]] = []
    for start, end in sorted(spans):
        if out and start <= (out[-1][1] or "9999"):
            out[-1] = (out[-1][0], "" if not (out[-1][1] and end) else max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def reference_spans(reference: Path) -> tuple[dict[str, list[tuple[str, str]]], dict[str, list[tuple[str, str]]]]:
    """Days of membership by Correlates of War number and by Gleditsch-Ward number."""
    cow: dict[str, list[tuple[str, str]]] = {}
    for r in rows(reference / "cow-states.csv"):
        start, end = (f"{int(r[p + 'year']):04d}-{int(r[p + 'month']):02d}-{int(r[p + 'day']):02d}" for p in ("st", "end"))
        cow.setdefault(r["ccode"], []).append((start, "" if end == COW_LAST else end))
    gw: dict[str, list[tuple[str, str]]] = {}
    for r in rows(reference / "gw-states.csv"):
        gw.setdefault(r["gwcode"], []).append((r["startdate"], "" if r["enddate"] == GW_LAST else r["enddate"]))
    return cow, gw


def periods(reference: Path, states: list[Row]) -> list[Span]:
    """Rows of ``periods.csv``: code, start, end, basis."""
    cow, gw = reference_spans(reference)
    out = []
    for s in states:
        if s["periods"]:
            spans = [(a, b.strip(".")) for a, _, b in (p.partition("/") for p in s["periods"].split(";"))]
            basis = "project"
        else:
            in_cow = [span for n in s["cow"].split(";") for span in cow.get(n, [])]
            spans = merged(in_cow + [span for n in s["gw"].split(";") for span in gw.get(n, [])])
            basis = "COW 2016 and GW"
        out += [(s["code"], start, end, basis) for start, end in spans]
    return out


def capitals(reference: Path, states: list[Row], known: list[Span], extra: list[Row]) -> list[list[str]]:
    """Rows of ``capitals.csv``: name, code, start, end, latitude, longitude, the city's usual name, role, source.

    A row of the reference is given to every code that had its number, cut to the days on which that code existed; a row of
    ``capitals-extra.csv`` with the same name and code replaces it (a start of ``-``: never that code's capital under this name).
    """
    replaced = {(e["text"], e["code"]) for e in extra}
    out: list[list[str]] = []
    place: dict[str, tuple[str, str]] = {}
    for r in rows(reference / "gw-capitals.csv"):
        lat, lng = f"{float(r['lat']):.3f}", f"{float(r['lng']):.3f}"
        place.setdefault(r["capital"], (lat, lng))
        last = "" if r["enddate"] == CAPITALS_LAST else r["enddate"]
        for s in states:
            if r["gwcode"] not in s["gw"].split(";") or (r["capital"], s["code"]) in replaced:
                continue
            spans = [(a, b) for code, a, b, _ in known if code == s["code"]]
            start, end = max(r["stdate"], min(a for a, _ in spans)), min(last or "9999", max(b or "9999" for _, b in spans))
            if start < end:
                out.append([r["capital"], s["code"], start, end.replace("9999", ""), lat, lng, r["capital"], "", "peacesciencer"])
    for e in extra:
        if e["start"] != "-":
            lat, lng = (e["lat"], e["lng"]) if e["lat"] else place.get(e["of"] or e["text"], ("", ""))
            out.append([e["text"], e["code"], e["start"], e["end"], lat, lng, e["of"] or e["text"], e["role"], "Dragoman"])
    return sorted(out, key=lambda row: (row[1], row[2], row[6], row[0]))


def write(path: Path, comment: str, header: list[str], body: Iterable[Iterable[str]]) -> None:
    """A CSV file with a comment line before its header."""
    with path.open("w", encoding="utf-8", newline="") as f:
        f.write(f"# {comment}\n")
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header)
        out.writerows(body)


def main() -> None:
    """Read the arguments and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--out", type=Path, default=DATA)
    args = parser.parse_args()
    states = list(rows(args.out / "states.csv"))
    known = periods(args.reference, states)
    write(args.out / "periods.csv", "Built by scripts/build_gazetteer.py from COW State System Membership 2016, GW and states.csv.",
          ["code", "start", "end", "basis"], known)
    found = capitals(args.reference, states, known, list(rows(args.out / "capitals-extra.csv")))
    write(args.out / "capitals.csv", "Built by scripts/build_gazetteer.py from peacesciencer's capitals and capitals-extra.csv.",
          ["text", "code", "start", "end", "lat", "lng", "of", "role", "source"], found)


if __name__ == "__main__":
    main()
