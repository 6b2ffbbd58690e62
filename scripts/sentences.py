"""How many ways of saying a kind the codebook knows: ``make sentences`` codes tests/coding/sentences and prints a line a kind.

Each sentence is coded by itself, under a title that names the two states. The codebook may be tuned on the odd half; the even half only
measures.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.actors import load_gazetteer
from dragoman.codebook import Codebook, load_codebook
from dragoman.coding import code_documents
from dragoman.model import Document, Statement

FOLDER = Path(__file__).parents[1] / "tests" / "coding" / "sentences"
# A block of fewer lines than this is another kind's near misses.
BLOCK, TAIL = 20, 16


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what it says: a kind (or "none"), its states, first the one who acts, and its status."""

    kind: str
    states: tuple[str, ...]
    status: str
    text: str


@dataclass(slots=True)
class Score:
    """Of how many sentences the kind is found, and with the right states; of how many near misses it is found."""

    sentences: int = 0
    found: int = 0
    right: int = 0
    near: int = 0
    false: int = 0

    def add(self, other: Score) -> None:
        """Add another's numbers to these."""
        for name in ("sentences", "found", "right", "near", "false"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def read(path: Path) -> list[Line]:
    """The lines of a file."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    return [Line(r[0], tuple(s for s in (r[1], *r[2].split()) if s != "-"), r[3], r[4]) for r in rows]


def halves(kind: str) -> Iterator[tuple[list[Line], list[Line]]]:
    """(sentences that say the kind, near misses) of the odd half, then of the even one."""
    said: list[Line] = []
    near: list[Line] = []
    for path in sorted(FOLDER.glob("*.tsv")):
        lines = read(path)
        at = [n for n, line in enumerate(lines) if line.kind == kind]
        said += [lines[n] for n in at]
        if len(at) > BLOCK:
            near += [line for line in lines[at[0] : at[-1] + TAIL] if line.kind != kind]
    yield said[0::2], near[0::2]
    yield said[1::2], near[1::2]


def document(n: int, line: Line) -> Document:
    """The sentence as a document whose title names its states."""
    known = {s.code: s.name for s in load_gazetteer().states()}
    names = [known[code] for code in line.states[:2] if code in known]
    return Document(id=str(n), text=line.text, title=" and ".join(names) or None, published="2025-06-15")


def is_right(line: Line, s: Statement, arity: str) -> bool:
    """Whether a statement of the kind has the sentence's states."""
    if s.parties:
        return len(set(s.parties) & set(line.states)) > 1
    return s.source == line.states[0] and (arity == "single" or (len(line.states) > 1 and s.target == line.states[1]))


def measure(kind: str, said: Sequence[Line], near: Sequence[Line], codebook: Codebook) -> Score:
    """Code the sentences and the near misses of a kind."""
    out = Score(sentences=len(said), near=len(near))
    docs = [document(n, line) for n, line in enumerate((*said, *near))]
    for n, (_, statements) in enumerate(code_documents(docs, codebook)):
        mine = [s for s in statements if s.kind == kind]
        if n < len(said):
            out.found += bool(mine)
            out.right += any(is_right(said[n], s, codebook.kinds[kind].arity) for s in mine)
        else:
            out.false += bool(mine)
    return out


def row(name: str, s: Score) -> str:
    """A line of the table."""
    return f"{name:24}{s.sentences:6}{s.found / (s.sentences or 1):8.2f}{s.right / (s.sentences or 1):8.2f}{s.near:8}{s.false:8}\n"


def main() -> None:
    """Print the even half of every kind, and the totals of both halves."""
    codebook = load_codebook()
    totals = {"odd half": Score(), "even half": Score()}
    sys.stdout.write(f"{'even half, by kind':24}{'said':>6}{'found':>8}{'states':>8}{'near':>8}{'false':>8}\n")
    for kind in sorted(codebook.kinds):
        for (name, total), (said, near) in zip(totals.items(), halves(kind), strict=True):
            score = measure(kind, said, near, codebook)
            total.add(score)
            if name == "even half" and said:
                sys.stdout.write(row(kind, score))
                sys.stdout.flush()
    for name, total in totals.items():
        sys.stdout.write(row(name, total))


if __name__ == "__main__":
    main()
