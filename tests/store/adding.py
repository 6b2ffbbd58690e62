"""Documents made up from numbers, and a process that adds them and can be killed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from dragoman.model import Amount, Document, Evidence, Plover, Statement, Trace

STATES = ("AZE", "GEO", "HUN", "IRN", "KAZ", "TUR")


def document(number: int) -> Document:
    """The document of that number; about one in seven is not in English."""
    draw = random.Random(number)
    sentences = [f"In {draw.randint(1900, 2020)} the envoys of {a} and {b} signed paper no. {i}." for i in range(draw.randint(2, 12))
                 for a, b in [draw.sample(STATES, 2)]]
    return Document(id=f"note-{number}", text=f"Note {number} — Şuşa\n\n" + " ".join(sentences), title=f"Note {number}",
                    published="2021-05-01", published_basis="stated", outlet="The Ledger",
                    language="az" if number % 7 == 3 else "en", path=f"notes/{number}.txt",
                    body_start=8, extra={"place": "Şuşa", "n": number})


def statements(doc: Document, version: str = "1") -> list[Statement]:
    """Each sentence as a statement; a later version reads the object too."""
    found = []
    start = doc.text.find("In ")
    while start >= 0 and doc.language == "en":
        end = doc.text.index(".", doc.text.index("no. ", start) + 4) + 1
        quote = doc.text[start:end]
        words = quote.split()
        parties = tuple(sorted((words[5], words[7])))
        found.append(Statement(
            kind="agreement-signed", evidence=Evidence(doc.id, start, end, quote), parties=parties, date=words[1], date_basis="stated",
            object=f"paper no. {words[-1][:-1]}" if version != "1" else None, detail={"persons": ["Əliyev"]},
            amount=Amount(3.5e9, "USD", None, ">"),
            attribution=("the archive",), plover=Plover("SUPPORT", None, 1), confidence=0.7, rule=f"sign-{version}",
            trace=(Trace("date", start + 3, start + 7, words[1], "the year in the sentence"),)))
        start = doc.text.find("In ", end)
    return found


def coded(first: int, last: int, version: str = "1") -> Iterator[tuple[Document, list[Statement]]]:
    """Documents from the first number up to, but not with, the last."""
    for number in range(first, last):
        doc = document(number)
        yield doc, statements(doc, version)


def add_all(url: str, first: int, last: int, version: str, batch: int, report: Callable[[str], None], largest_file: int = -1) -> None:
    """Adds what the store does not have yet, as ``dragoman add`` does, and reports the id and outcome of each document once it is told.

    ``largest_file``: no file may grow beyond so many bytes, as on a disk with a quota.
    """
    from dragoman.store import open_store

    if largest_file >= 0:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, resource.RLIM_INFINITY))
    with open_store(url, create=True, busy_timeout=30) as store:
        todo = ((doc, found) for doc, found in coded(first, last, version) if not store.has(doc, version))
        for added in store.add_many(todo, codebook_version=version, batch=batch):
            report(f"{added.id} {added.outcome}")
