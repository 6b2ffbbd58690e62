"""Measures how right a user's typology is told: ``python -m scripts.typology_accuracy`` (about three minutes).

Two trials. "maritime": examples/ontology/maritime.yaml on benchmarks/typology/maritime-test.tsv. "gold": four PLOVER types as if they were
a user's, with a few examples each from the project's own training sentences and the first words of the types' lists, on the rows of the
public gold plv-train.tsv (every second one; the others served to choose the constants), where the other eleven types are none of these.

In the second, PLOVER's classifier, whose opinion is one of the features, would know these very types, as it cannot know a user's own: it is
trained anew without them, and without the rows that are measured on (needs scikit-learn, from requirements/dev.txt).
"""

from __future__ import annotations

import argparse
import csv
import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import yaml

from dragoman.parse import parse
from dragoman.plover.model import Weights
from dragoman.plover.view import View, view_of
from dragoman.typology import Marked, Typer, Typology, UserType, learned, load_typology
from dragoman.typology.schema import unmarked
from scripts.plover_data import GOLD, NONE, OWN, ROOT, Example, own_examples, pairs_of_gold, views_of
from scripts.train_plover import Question, fit, matrices, weights_of

log = logging.getLogger("typology_accuracy")
SETS = (
    ("AID", "ASSAULT", "CONSULT", "ACCUSE"), ("PROTEST", "SANCTION", "YIELD", "SUPPORT"), ("THREATEN", "COERCE", "AGREE", "MOBILIZE"),
    ("REQUEST", "REJECT", "COOPERATE", "ASSAULT"), ("COERCE", "AID", "REQUEST", "SANCTION"),
)
SIZES = ((0, 10), (4, 10), (8, 10), (12, 10), (24, 10), (12, 0))
"""Examples a type, and verbs."""


@dataclass(frozen=True, slots=True)
class Score:
    """Of the sentences given a type, how many have that type; of those of a type, how many are given it."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.2f}  R {self.recall:.2f}  F1 {self.f1:.2f}"


def scored(gold: Sequence[str | None], found: Sequence[str | None]) -> Score:
    right = sum(g is not None and g == f for g, f in zip(gold, found, strict=True))
    return Score(right / max(sum(f is not None for f in found), 1), right / max(sum(g is not None for g in gold), 1))


def drawn(names: Sequence[str], examples: int, verbs: int, seed: int) -> Typology:
    """A typology of PLOVER types: examples with different triggers, as a user would write them, and the first words of the lists."""
    chance = random.Random(seed)
    words = yaml.safe_load(files("dragoman").joinpath("data/plover/triggers.yaml").read_text("utf-8"))["words"]
    rows = [row for path in sorted(OWN.glob("*.tsv")) for row in table(path)]
    types = []
    for name in names:
        own = [row for row in rows if row["root"] == name and "<s>" in row["marked_sentence"] and row["marked_sentence"].count("<s>") == 1]
        chance.shuffle(own)
        by_trigger = {" ".join(sorted(w[:5] for w in row["trigger"].lower().split() if len(w) > 3)[:2]): row for row in own}
        chosen = [Marked.model_validate(unmarked(row["marked_sentence"])) for row in list(by_trigger.values())[:examples]]
        told = {"verbs": words[name]["verbs"][:verbs], "nouns": words[name]["nouns"][: verbs // 2], "examples": chosen}
        if any(told.values()):
            types.append(UserType.model_validate({"name": name, "definition": name, **told}))
    return Typology(name=" ".join(names), types=tuple(types))


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def found_by(typer: Typer, views: Sequence[View]) -> list[str | None]:
    return [typer.type_view(view).root for view in views]


def blind(names: Sequence[str], examples: Sequence[Example], views: Sequence[View]) -> Weights:
    """PLOVER's classifier as it would be if it knew nothing of some types."""
    kept = [i for i, e in enumerate(examples) if e.root not in names]
    labels = [str(examples[i].root) for i in kept]
    weights = weights_of(labels, [examples[i].own for i in kept])
    return fit(matrices([views[i] for i in kept]), [Question("root", "margin", labels, weights)], {})


def gold_trial(folder: Path) -> None:
    rows = pairs_of_gold(folder)
    rows, known = rows[1::2], rows[::2] + [e for e in own_examples() if e.root != NONE]
    views, known_views = views_of(rows), views_of(known)
    classifiers = [blind(names, known, known_views) for names in SETS]
    for examples, verbs in SIZES:
        scores = []
        for seed, (names, classifier) in enumerate(zip(SETS, classifiers, strict=True)):
            typer = learned(drawn(names, examples, verbs, seed), classifier)
            scores.append(scored([r.root if r.root in names else None for r in rows], found_by(typer, views)))
        mean = Score(sum(s.precision for s in scores) / len(scores), sum(s.recall for s in scores) / len(scores))
        each = ", ".join(f"{s.f1:.2f}" for s in scores)
        log.info("gold, %d examples and %d verbs a type: %s  (F1 %s)", examples, verbs, mean, each)


def maritime_trial() -> None:
    rows = table(ROOT / "benchmarks" / "typology" / "maritime-test.tsv")
    sentences = [Marked.model_validate(unmarked(row["marked_sentence"])) for row in rows]
    views = [view_of(doc, s.source, s.target) for doc, s in zip(parse(s.text for s in sentences), sentences, strict=True)]
    typology = load_typology(ROOT / "examples" / "ontology" / "maritime.yaml")
    bare = [t.model_copy(update={"verbs": (), "nouns": (), "pairs": ()}) for t in typology.types]
    few = [t.model_copy(update={"examples": t.examples[:4]}) for t in typology.types]
    only = [t.model_copy(update={"examples": ()}) for t in typology.types]
    gold = [None if row["type"] == "NONE" else row["type"] for row in rows]
    for name, types in (("as it stands", typology.types), ("4 examples a type", few), ("examples only", bare), ("words only", only)):
        typer = learned(typology.model_copy(update={"types": tuple(types)}))
        log.info("maritime, %s: %s", name, scored(gold, found_by(typer, views)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of plv-train.tsv")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    maritime_trial()
    gold_trial(options.gold)


if __name__ == "__main__":
    main()
