"""How the record grows: what a brief and one document more cost with ten thousand, a hundred thousand and a million statements.

    python benchmarks/record.py [--store FOLDER_OR_URL] [--sizes 10000,100000,1000000]

The statements are made up, with the record's own kinds, so that nothing is coded: README.md in this folder tells what is measured.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path

from dragoman.actors import load_gazetteer
from dragoman.model import Amount, Document, Evidence, Statement
from dragoman.store import open_store
from dragoman.store.store import Store

PER_DOCUMENT = 20
DYADS = 4000
# How often each kind is told, in the manner of news: mostly contacts and words. The last column: how many such things a large dyad has.
KINDS = (("visit", 12, 900), ("meeting", 14, 1200), ("call", 5, 400), ("talks", 9, 700), ("support-voiced", 8, 900), ("pledge", 10, 900),
         ("accusation", 10, 1200), ("demand", 4, 400), ("attack", 6, 900), ("agreement-signed", 8, 300), ("trade", 4, 40),
         ("aid", 3, 100), ("exercise", 3, 60), ("project", 3, 20), ("relations-established", 1, 1), ("embassy-opened", 1, 1),
         ("sanction", 2, 60), ("investment", 2, 40))
MUTUAL = {"meeting", "call", "talks", "agreement-signed", "trade", "exercise", "project", "relations-established"}
NAMED = {"agreement-signed": "agreement on", "exercise": "exercise", "project": "line"}
MONEY = {"trade", "aid", "investment"}
SYLLABLES = ("ba", "ku", "ri", "so", "ta", "ne", "mo", "li", "va", "du", "ker", "san", "tor", "mi", "zen", "gal")


@dataclass(frozen=True)
class Teller:
    """Makes documents by number. The first dyads are told of far more often than the last, as in the news."""

    states: tuple[str, ...]

    def dyads(self) -> tuple[list[tuple[str, str]], list[float]]:
        draw = random.Random(1)
        pairs = [tuple(sorted(draw.sample(self.states, 2))) for _ in range(DYADS)]
        weights = list(accumulate(1 / (rank + 30) for rank in range(DYADS)))
        return pairs, weights  # type: ignore[return-value]

    def tell(self, first: int, many: int) -> Iterator[tuple[Document, list[Statement]]]:
        pairs, weights = self.dyads()
        kinds = list(accumulate(weight for _, weight, _ in KINDS))
        for number in range(first, first + many):
            draw = random.Random(number)
            dyads = draw.choices(range(DYADS), cum_weights=weights, k=3)
            sentences, said, at = [], list[tuple[Statement, str]](), 0
            for _ in range(PER_DOCUMENT):
                dyad = draw.choice(dyads)
                kind, _, things = draw.choices(KINDS, cum_weights=kinds)[0]
                # A larger dyad has more to tell; and of what there is, the recent and the well known are told most.
                there = max(1, round(things * min(1.0, 60 / (dyad + 30))))
                statement, quote = self.thing(pairs[dyad], kind, min(int(draw.expovariate(3 / there)), there), draw)
                sentences.append(quote)
                evidence = Evidence(f"made-{number}", at, at + len(quote), quote)
                said.append((statement.with_(evidence=evidence), quote))
                at += len(quote) + 1
            text = " ".join(sentences)
            day = f"{2000 + number % 25}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
            outlet = f"Paper {number % 90}"
            document = Document(f"made-{number}", text, title=f"Note {number}", published=day, published_basis="given", outlet=outlet)
            yield document, [statement for statement, _ in said]

    def thing(self, pair: tuple[str, str], kind: str, index: int, draw: random.Random) -> tuple[Statement, str]:
        """The thing of that number between two states, told with more or less care."""
        own = random.Random(f"{pair} {kind} {index}")
        year, month, day = own.randint(1990, 2025), own.randint(1, 12), own.randint(1, 28)
        date = draw.choices((f"{year}-{month:02d}-{day:02d}", f"{year}-{month:02d}", str(year), None), (70, 10, 15, 5))[0]
        name = "".join(own.choice(SYLLABLES) for _ in range(4)).title()
        source, target = pair if own.random() < 0.5 else pair[::-1]
        amount = Amount(round(own.lognormvariate(19, 2), -5) + 1e5, "USD") if kind in MONEY else None
        status = own.choices(("happened", "ongoing", "planned", "denied"), (80, 8, 10, 2))[0]
        words = " ".join("".join(draw.choice(SYLLABLES) for _ in range(2)) for _ in range(draw.randint(5, 14)))
        mutual = kind in MUTUAL
        statement = Statement(
            kind, Evidence("", 0, 1, ""), source=None if mutual else source, target=None if mutual else target,
            parties=tuple(sorted(pair)) if mutual else None, date=date, date_basis="stated" if date else None, status=status,  # type: ignore[arg-type]
            object=f"{name} {NAMED[kind]}" if kind in NAMED else None, amount=amount,
            confidence=round(draw.uniform(0.4, 0.95), 2), rule=f"{kind}/made")
        return statement, f"{name} {kind} {words}."


def main(arguments: Sequence[str]) -> int:
    """Grow one store to each size in turn, and measure at each."""
    parser = argparse.ArgumentParser(description="What a brief and one document more cost as the record grows.")
    parser.add_argument("--store", default="/tmp/dragoman-benchmark.db", help="an SQLite file, made anew, or an empty PostgreSQL database")
    parser.add_argument("--sizes", default="10000,100000,1000000", help="numbers of statements")
    parser.add_argument("--go-on", action="store_true", help="grow the store that is there")
    options = parser.parse_args(arguments)
    if "://" not in options.store and not options.go_on:
        for ending in ("", "-wal", "-shm"):
            Path(options.store + ending).unlink(missing_ok=True)
    teller = Teller(tuple(sorted(s.code for s in load_gazetteer().states() if s.kind == "state")))
    pairs, _ = teller.dyads()
    say = sys.stdout.write
    say("statements  load, ms a document  brief on the largest, tenth, hundredth pair, s  one document more, ms: median, worst of 40; "
        "as often as bare rows\n")
    told = 0
    if options.go_on:
        with open_store(options.store) as store:
            told = store.status().documents
    for size in (int(part) for part in options.sizes.split(",")):
        wanted = size // PER_DOCUMENT
        with open_store(options.store, create=True) as store:
            begun = time.perf_counter()
            for _ in store.add_many(teller.tell(told, wanted - told), codebook_version="made", batch=400):
                pass
            pace = 1000 * (time.perf_counter() - begun) / max(1, wanted - told)
            told = wanted
            more = one_more(store, teller, told)
            bare = bare_rows(teller, told)
        told += len(more)
        briefs = [brief(options.store, *pairs[rank]) for rank in (0, 9, 99)]
        seconds = "  ".join(f"{brief:.2f}" for brief in briefs)
        middle = statistics.median(more)
        say(f"{size:>10,}  {pace:>19.1f}  {seconds:>45}  {middle:>35.1f}  {max(more):.1f}; {middle / statistics.median(bare):.1f}\n")
        sys.stdout.flush()
    return 0


def one_more(store: Store, teller: Teller, first: int) -> list[float]:
    """Milliseconds for each of forty documents, added one by one as ``dragoman add`` would with a batch of one; the coding is not in it."""
    out = []
    for document, said in islice(teller.tell(first, 40), 40):
        begun = time.perf_counter()
        store.add(document, said, codebook_version="made")
        out.append(1000 * (time.perf_counter() - begun))
    return out


def bare_rows(teller: Teller, first: int) -> list[float]:
    """Milliseconds for each of the same forty documents, as JSON in two plain tables of an SQLite file, each committed as safely."""
    out = []
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "bare.db")
        connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                                 "CREATE TABLE d (id TEXT PRIMARY KEY, text TEXT); CREATE TABLE s (d TEXT, payload TEXT)")
        for document, said in islice(teller.tell(first, 40), 40):
            begun = time.perf_counter()
            connection.execute("INSERT INTO d VALUES (?, ?)", (document.id, document.text))
            connection.executemany("INSERT INTO s VALUES (?, ?)", [(document.id, json.dumps(s.to_dict())) for s in said])
            connection.commit()
            out.append(1000 * (time.perf_counter() - begun))
        connection.close()
    return out


def brief(store: str, a: str, b: str) -> float:
    """Seconds for the whole command, from a cold start of Python; the best of three."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "dragoman", "brief", a, b, "--store", store], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - begun)
    return min(times)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
