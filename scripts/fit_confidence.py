"""Fits how sure a statement is: dragoman/data/coding/confidence.yaml, by ``make confidence``.

A logistic model with a ridge on every sign and kind, fitted by Newton's method to the statements that the coder makes of annotated
articles, each right or wrong by scripts/scoring.py. Rules are tuned on those articles, so that they look better there than they are:
what the coder made of the project's own articles *before* anybody tuned on them is kept in first-readings.csv beside them, and counts
nine times as much as all the rest. ``--first-readings`` adds the articles that the file lacks; run it when an article is new.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from dragoman.codebook import Codebook, load_codebook
from dragoman.coding import confidence
from dragoman.coding.confidence import LOWEST, Signs, highest, logit, signs_of
from dragoman.wordlists import table
from scripts.scoring import Article, Count, code_folder, count, total

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "gold"
OWN = ROOT / "tests" / "coding" / "articles"
FIRST_READINGS = OWN / "first-readings.csv"
FROZEN = OWN / "frozen-scores.csv"
MODEL = ROOT / "src" / "dragoman" / "data" / "coding" / "confidence.yaml"
FOLDERS = {"shared articles": SHARED / "articles", "seed": SHARED / "seed", "own articles": OWN}
# How strongly coefficients are held to nothing: so many statements' worth. The slope is held to 1.
RIDGE_SIGNS, RIDGE_KINDS, RIDGE_SLOPE = 4.0, 6.0, 4.0
# The share of all weight that first readings have: what rules do on text that nobody tuned to is what a user will see.
FIRST = 0.9
# A sign or kind seen less often has no coefficient of its own.
SEEN = 3
BINS = 10

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """A statement that the coder made: of which set and article, with which signs, and whether it is right."""

    part: str
    article: str
    signs: Signs
    right: bool


@dataclass(frozen=True, slots=True)
class Model:
    """Coefficients, as confidence.yaml holds them."""

    intercept: float
    slope: float
    signs: dict[str, float]
    kinds: dict[str, float]

    def score(self, signs: Signs) -> float:
        """As ``dragoman.coding.confidence.score``, with these coefficients."""
        z = self.intercept + self.slope * logit(signs.reckoned) + self.kinds.get(signs.kind, 0.0)
        z += sum(self.signs.get(name, 0.0) for name in signs.names)
        return float(min(max(1 / (1 + np.exp(-z)), LOWEST), highest(signs)))


def rows_of(part: str, articles: Sequence[Article]) -> list[Row]:
    """A row a coded statement."""
    out = []
    for a in articles:
        for s, right in zip(a.coded, a.labels(), strict=True):
            signs = signs_of(s)
            if signs is not None:
                out.append(Row(part, a.name, signs, right))
    return out


def coded_now(codebook: Codebook) -> list[Row]:
    """The statements of every annotated article at hand, as the rules are now."""
    return [row for part, folder in FOLDERS.items() if folder.exists() for row in rows_of(part, code_folder(folder, codebook))]


def first_readings() -> list[Row]:
    """What was made of the project's own articles before anybody tuned on them."""
    with FIRST_READINGS.open(encoding="utf-8", newline="") as lines:
        records = csv.DictReader(line for line in lines if not line.startswith("#"))
        out = []
        for r in records:
            signs = Signs(r["kind"], float(r["reckoned"]), tuple(filter(None, r["signs"].split("; "))))
            out.append(Row("first readings", r["article"], signs, r["right"] == "1"))
        return out


def frozen_scores() -> dict[str, tuple[Count, Count]]:
    """(core, strict) counts of articles as they were first coded, by rules that nobody had tuned on them."""
    with FROZEN.open(encoding="utf-8", newline="") as lines:
        records = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    number = {r["article"]: [int(r[k]) for k in ("core_tp", "core_fp", "core_fn", "strict_tp", "strict_fp", "strict_fn")] for r in records}
    return {name: (Count(*n[:3]), Count(*n[3:])) for name, n in number.items()}


def add_first_readings(codebook: Codebook) -> int:
    """Append the articles that first-readings.csv and frozen-scores.csv lack; how many statements that were."""
    known = {row.article for row in first_readings()}
    articles = [a for a in code_folder(OWN, codebook) if a.name not in known]
    new = rows_of("first readings", articles)
    with FROZEN.open("a", encoding="utf-8", newline="") as lines:
        for a in articles:
            both = [total(count([a], strictly=s)) for s in (False, True)]
            csv.writer(lines, lineterminator="\n").writerow([a.name, *(n for c in both for n in (c.tp, c.fp, c.fn))])
    with FIRST_READINGS.open("a", encoding="utf-8", newline="") as lines:
        out = csv.writer(lines, lineterminator="\n")
        for r in new:
            out.writerow([r.article, r.signs.kind, r.signs.reckoned, "; ".join(r.signs.names), int(r.right)])
    return len(new)


def weights(rows: Sequence[Row]) -> Vector:
    """First readings count together nine times as much as all the rest, on which rules were tuned; the mean weight is 1."""
    first = np.array([row.part == "first readings" for row in rows])
    if not first.any() or first.all():
        return np.ones(len(rows))
    w: Vector = np.where(first, FIRST / first.sum(), (1 - FIRST) / (~first).sum()) * len(rows)
    return w


def fit(rows: Sequence[Row]) -> Model:
    """The coefficients that make the rows likeliest, less the ridge."""
    signs = [n for n, c in sorted(Counter(n for r in rows for n in r.signs.names).items()) if c >= SEEN]
    kinds = [k for k, c in sorted(Counter(r.signs.kind for r in rows).items()) if c >= SEEN]
    held = [[*(n in r.signs.names for n in signs), *(r.signs.kind == k for k in kinds)] for r in rows]
    x = np.array([[1.0, logit(r.signs.reckoned), *map(float, h)] for r, h in zip(rows, held, strict=True)])
    y, w = np.array([float(r.right) for r in rows]), weights(rows)
    ridge = np.array([0.01, RIDGE_SLOPE, *[RIDGE_SIGNS] * len(signs), *[RIDGE_KINDS] * len(kinds)])
    prior = np.zeros(x.shape[1])
    prior[1] = 1.0
    b = prior.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ b))
        step = np.linalg.solve((x * (w * p * (1 - p))[:, None]).T @ x + np.diag(ridge), x.T @ (w * (y - p)) - ridge * (b - prior))
        b = b + step
        if np.abs(step).max() < 1e-8:
            break
    b = np.round(b, 3)
    named = [float(v) for v in b[2:]]
    of_signs, of_kinds = named[: len(signs)], named[len(signs) :]
    return Model(float(b[0]), max(float(b[1]), 0.05), dict(zip(signs, of_signs, strict=True)), dict(zip(kinds, of_kinds, strict=True)))


def held_back(rows: Sequence[Row]) -> list[float]:
    """Each row's score by a model that was fitted without its article."""
    models = {a: fit([r for r in rows if r.article != a]) for a in sorted({r.article for r in rows})}
    return [models[r.article].score(r.signs) for r in rows]


def bins(scores: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float, int]]:
    """Of each tenth from 0 to 1: mean score, share that is right, number. Empty ones are left out."""
    out = []
    for n in range(BINS):
        inside = [(s, r) for s, r in zip(scores, right, strict=True) if min(int(s * BINS), BINS - 1) == n]
        if inside:
            out.append((sum(s for s, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside), len(inside)))
    return out


def calibration_error(scores: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error: the mean distance of score and share right over the bins, weighted by their numbers."""
    return sum(n * abs(s - r) for s, r, n in bins(scores, right)) / (len(scores) or 1)


def data_hash(rows: Sequence[Row]) -> str:
    """Twelve hexadecimal digits of the data that a model was fitted to."""
    text = "\n".join(f"{r.part}|{r.article}|{r.signs}|{r.right}" for r in rows)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def write(model: Model, rows: Sequence[Row]) -> None:
    """confidence.yaml, with where it comes from."""
    parts = ", ".join(f"{n} of {part}" for part, n in Counter(r.part for r in rows).items())
    head = (
        "# How sure a statement is: coefficients of a logistic model; see dragoman/coding/confidence.py. Fitted by `make confidence`\n"
        f"# (scripts/fit_confidence.py). Licence: MIT. Date: {date.today()}.\n"
        f"# Source: {len(rows)} statements that the coder made of annotated articles, each right or wrong: {parts}.\n"
        f"# Hash of that data: {data_hash(rows)}.\n"
    )
    data: dict[str, Any] = {"intercept": model.intercept, "slope": model.slope, "signs": model.signs, "kinds": model.kinds}
    MODEL.write_text(head + yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=140), encoding="utf-8")


def report(rows: Sequence[Row], scores: Sequence[float]) -> str:
    """How well the held-back scores hold, in all and by part."""
    lines = [f"{'part':18}{'n':>6}{'right':>8}{'score':>8}{'ECE':>8}"]
    for part in ["all", *dict.fromkeys(r.part for r in rows)]:
        chosen = [(s, r.right) for s, r in zip(scores, rows, strict=True) if part in ("all", r.part)]
        s, right = [c[0] for c in chosen], [c[1] for c in chosen]
        lines.append(f"{part:18}{len(s):6}{sum(right) / len(s):8.3f}{sum(s) / len(s):8.3f}{calibration_error(s, right):8.3f}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit, report and write; twice, since which of two statements of one claim is kept depends on the confidence."""
    import sys

    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--first-readings", action="store_true", help="add the articles that first-readings.csv lacks, and do nothing else")
    codebook = load_codebook()
    if args.parse_args().first_readings:
        sys.stdout.write(f"{add_first_readings(codebook)} statements added to {FIRST_READINGS.name}\n")
        return
    for _ in range(2):
        rows = [*coded_now(codebook), *first_readings()]
        model = fit(rows)
        write(model, rows)
        table.cache_clear()
    worst = max(abs(confidence.score(r.signs) - model.score(r.signs)) for r in rows)
    assert worst < 0.001, "what was written is not what was fitted"
    sys.stdout.write("Scores by a model fitted without the statement's own article:\n" + report(rows, held_back(rows)))


if __name__ == "__main__":
    main()
