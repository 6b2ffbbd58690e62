"""Compares coded statements with annotated articles: what was found, what missed, what is wrong and why. scripts/accuracy.py and
scripts/fit_confidence.py work on it.

A folder of annotated articles holds ``NN-name.txt`` and ``NN-name.json`` (see tests/coding/articles/README.md). Two measures:
``core``, the same kind and states (order counts for directed kinds; of many parties two or more); ``strict``, core with the same years
and standing (real, future, denied, ended). Neutral statements (``must`` false) and what a second reader may write count as right.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.codebook import Codebook
from dragoman.coding import code_documents
from dragoman.model import Statement
from dragoman.read import document_from_text

Gold = dict[str, Any]
STANDING = {"happened": "real", "ongoing": "real", "planned": "future", "proposed": "future", "denied": "denied", "ended": "ended"}
FILLERS = {"the", "of", "a", "an", "and", "on", "for", "to", "in"}


@dataclass(slots=True)
class Article:
    """An annotated article as coded. ``pairs`` maps the index of a gold statement to that of the coded one that it is paired with."""

    name: str
    gold: list[Gold]
    coded: list[Statement]
    pairs: dict[int, int] = field(default_factory=dict)

    def repeats(self, n: int) -> bool:
        """Whether a coded statement that no gold one is paired with says a right thing again."""
        return any(core(g, self.coded[n]) and strict(g, self.coded[n]) for g in self.gold)

    def labels(self) -> list[bool]:
        """Of each coded statement, whether it is right: strictly that of a gold one, or such a one again."""
        by_coded = {j: i for i, j in self.pairs.items()}
        return [strict(self.gold[by_coded[j]], s) if j in by_coded else self.repeats(j) for j, s in enumerate(self.coded)]


@dataclass(slots=True)
class Count:
    """True and false positives and misses."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        """Share of what was written that is right; 0 where nothing was."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """Share of what is there that was written."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def add(self, other: Count) -> None:
        """Add another's numbers to these."""
        self.tp, self.fp, self.fn = self.tp + other.tp, self.fp + other.fp, self.fn + other.fn


def code_folder(folder: Path, codebook: Codebook) -> list[Article]:
    """The articles of a folder, coded and paired with their gold, by name."""
    texts = [p for p in sorted(folder.glob("*.txt")) if p.with_suffix(".json").exists()]
    docs = [document_from_text(p.read_text("utf-8"), id=p.stem) for p in texts]
    out = []
    for path, (doc, statements) in zip(texts, code_documents(docs, codebook), strict=True):
        gold: list[Gold] = json.loads(path.with_suffix(".json").read_text("utf-8"))["statements"]
        out.append(Article(doc.id, gold, statements, pair(gold, statements)))
    return out


def gold_states(g: Gold) -> tuple[Any, ...]:
    """A gold statement's states: an ordered pair, or its sorted parties."""
    return tuple(sorted(g["parties"])) if g.get("parties") else (g.get("source"), g.get("target"))


def coded_states(s: Statement) -> tuple[Any, ...]:
    """The same of a coded statement."""
    return tuple(sorted(s.parties)) if s.parties else (s.source, s.target)


def core(g: Gold, s: Statement) -> bool:
    """Same kind, or one that is accepted too, and same states."""
    return (s.kind == g["kind"] or s.kind in g.get("alt_kinds", ())) and same_states(g, s)


def same_states(g: Gold, s: Statement) -> bool:
    """Same states; order counts where both sides have one, and of many parties two are enough."""
    if not (g.get("parties") or s.parties):
        return gold_states(g) == coded_states(s)
    said = {x for x in coded_states(s) if x}
    accepted = [{x for x in a if x} for a in (gold_states(g), *g.get("alt_parties", ()))]
    return any(said == a or (len(said) > 1 and said < a) for a in accepted)


def strict(g: Gold, s: Statement) -> bool:
    """Same years and standing."""
    return same_date(g, s) and same_standing(g, s)


def same_standing(g: Gold, s: Statement) -> bool:
    """Both real, future, denied or ended."""
    return STANDING[s.status] in {STANDING.get(x) for x in (g.get("status"), *g.get("alt_status", ()))}


def same_date(g: Gold, s: Statement) -> bool:
    """Same years as one of the dates that are accepted, and nothing finer that contradicts it."""
    return any(agree(a, s) for a in (g.get("date"), *g.get("alt_dates", ())))


def agree(accepted: str | None, s: Statement) -> bool:
    """Whether a statement's date agrees with one that is accepted; "2006" and "2006/.." both say that it began in 2006."""
    if not accepted or not s.date:
        return not accepted and (not s.date or s.date_basis == "document")
    a, b = (re.sub(r"[~?%]", "", d).removesuffix("/..") for d in (accepted, s.date))
    years = [re.findall(r"-?\d{4}|\.\.", d) for d in (a, b)]
    return years[0] == years[1] and (a.startswith(b) or b.startswith(a) or "/" in a or "/" in b)


def words_of(text: str | None) -> set[str]:
    """A text's words without accents, capitals and fillers."""
    plain = unicodedata.normalize("NFKD", text or "").lower()
    return set(re.findall(r"[a-z0-9]+", plain)) - FILLERS


def similar(a: str | None, b: str | None) -> bool:
    """Names agree where one's words hold most of the other's."""
    x, y = words_of(a), words_of(b)
    return bool(x and y) and len(x & y) / min(len(x), len(y)) >= 0.6


def shared(g: Gold, s: Statement) -> float:
    """Which share of the gold's quote the statement's quote holds, 0 to 1."""
    quote = words_of(g.get("quote"))
    return len(quote & words_of(s.evidence.quote)) / (len(quote) or 1)


def same_amount(g: Gold, s: Statement) -> bool:
    """Same value to half a percent, same currency or unit, same comparator."""
    a = g.get("amount")
    if not a or s.amount is None or abs(float(a["value"]) - s.amount.value) > 0.005 * abs(float(a["value"])):
        return False
    units = [str(u or "").lower().rstrip("s") for u in (a.get("currency") or a.get("unit"), s.amount.currency or s.amount.unit)]
    return units[0] == units[1] and str(a.get("comparator", "="))[0] == s.amount.comparator[0]


def pair(gold: list[Gold], coded: list[Statement]) -> dict[int, int]:
    """Each gold statement with at most one coded one that is core to it, those that agree best first."""

    def rank(g: Gold, s: Statement) -> tuple[Any, ...]:
        same_name = similar(g.get("object"), s.object)
        return strict(g, s), g["kind"] == s.kind, same_name, g.get("must", True), same_amount(g, s), shared(g, s)

    candidates = [(rank(g, s), -i, -j) for i, g in enumerate(gold) for j, s in enumerate(coded) if core(g, s)]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(candidates, reverse=True):
        if -i not in pairs and -j not in taken:
            pairs[-i] = -j
            taken.add(-j)
    return pairs


def count(articles: Iterable[Article], *, strictly: bool) -> dict[str, Count]:
    """Counts by kind. A core match that is not strict is, strictly, both a miss and a mistake."""
    out: dict[str, Count] = {}
    for article in articles:
        for i, g in enumerate(article.gold):
            if not g.get("must", True):
                continue
            found = article.pairs.get(i)
            right = found is not None and (not strictly or strict(g, article.coded[found]))
            wrong = found is not None and not right
            out.setdefault(g["kind"], Count()).add(Count(int(right), int(wrong), int(not right)))
        for s in unmatched(article):
            out.setdefault(s.kind, Count()).add(Count(fp=1))
    return out


def unmatched(article: Article) -> Iterator[Statement]:
    """The coded statements that no gold one is paired with and that repeat no right one."""
    matched = set(article.pairs.values())
    yield from (s for j, s in enumerate(article.coded) if j not in matched and not article.repeats(j))


def total(counts: dict[str, Count]) -> Count:
    """All kinds together."""
    out = Count()
    for c in counts.values():
        out.add(c)
    return out


def above(articles: Iterable[Article], floor: float) -> list[Article]:
    """The articles with only the statements of at least that confidence, paired anew."""
    out = []
    for a in articles:
        kept = [s for s in a.coded if s.confidence >= floor]
        out.append(Article(a.name, a.gold, kept, pair(a.gold, kept)))
    return out
