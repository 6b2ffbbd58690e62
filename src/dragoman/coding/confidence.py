"""How sure a statement is: the share of such statements that turned out right on annotated articles.

A logistic model over what the coder knows of a statement when it makes it. ``dragoman/data/coding/confidence.yaml`` holds the
coefficients; ``make confidence`` fits them, and docs/accuracy.md shows how well they hold. At run time it is sums and one exponential.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

from dragoman.coding.scene import Scene, clause_of
from dragoman.model import Statement, Status, Trace
from dragoman.wordlists import table

if TYPE_CHECKING:
    from dragoman.codebook import Rule
    from dragoman.coding.parts import Parts
    from dragoman.coding.who import Roles
    from dragoman.parse import Frame

# Nothing that a program reads is surer than this, and nothing that a rule found is worth less.
LOWEST, HIGHEST = 0.05, 0.97
# What is claimed on so little ("its neighbour", a bare title) stays unsure, however often it is right: the text hardly says it.
WEAK, MODEST = 0.35, 0.45
MANY = 4  # states
TOLD = re.compile(r"reckoned (\d\.\d+)(?:; (.*))?")
# What ``Found.how`` says of a state that no phrase of the predicate names.
UNDERSTOOD = {
    "document is about": "a state understood from the document",
    "sentence's other": "a state understood from the sentence",
    "refers back to": "a state referred back to",
}


@dataclass(frozen=True, slots=True)
class Signs:
    """What bears on whether a statement is right. ``reckoned``: the rule's weight times what finding the states cost, 0 to 1;
    ``names``: what holds of it, each a name that confidence.yaml has a coefficient for."""

    kind: str
    reckoned: float
    names: tuple[str, ...] = ()

    def told(self) -> Trace:
        """As the last step of a statement's trace."""
        return Trace("confidence", None, None, f"{score(self):.3f}", "; ".join([f"reckoned {self.reckoned:.3f}", *self.names]))


def logit(p: float) -> float:
    """Log odds; what is certain counts as nearly so."""
    p = min(max(p, 0.02), 0.98)
    return log(p / (1 - p))


def score(signs: Signs) -> float:
    """The probability that a statement with these signs is right, from 0.05 to 0.97."""
    model = table("coding/confidence")
    z = model["intercept"] + model["slope"] * logit(signs.reckoned) + model["kinds"].get(signs.kind, 0.0)
    z += sum(model["signs"].get(name, 0.0) for name in signs.names)
    return round(min(max(1 / (1 + exp(-z)), LOWEST), highest(signs)), 3)


def highest(signs: Signs) -> float:
    """The most that a statement with these signs may score."""
    return MODEST if signs.reckoned <= WEAK else HIGHEST


def signs_of(statement: Statement) -> Signs | None:
    """The signs by which a statement got its confidence, read back from its trace; None where it has none."""
    for step in statement.trace:
        if step.part == "confidence" and (found := TOLD.fullmatch(step.reason)):
            return Signs(statement.kind, float(found[1]), tuple((found[2] or "").split("; ")) if found[2] else ())
    return None


def find_signs(rule: Rule, frame: Frame, scene: Scene, parts: Parts, status: Status) -> Signs:
    """The signs of a statement to be, of ``parts`` and with that status.

    Only what tells right from wrong on the annotated articles: length of the sentence, kind of mention, role and distance of the time,
    reported speech, and how much a rule asks for were tried and told nothing beyond these.
    """
    names = [*who_signs(parts.roles, scene), *clause_signs(frame, scene)]
    if parts.dated.edtf is None and any(t.edtf for t in scene.setting.times):
        names.append("no time, though the sentence has one")
    if status in ("planned", "proposed", "denied"):
        names.append(f"told as {status}")
    if not parts.reading.plain:
        names.append("status read from other words")
    if rule.pattern.amount not in ("none", "any"):
        names.append("an amount" if parts.amount else "no amount")
    return Signs(rule.kind, round(rule.pattern.weight * parts.roles.cost, 3), tuple(names))


def who_signs(roles: Roles, scene: Scene) -> Iterator[str]:
    """How the states were found."""
    found = [*roles.source, *roles.target, *roles.parties]
    for words, name in UNDERSTOOD.items():
        if any(words in f.how for f in found):
            yield name
    if max(len(roles.source), len(roles.target), len(roles.parties) - 1) > 1:
        yield "several states in a role"
    dyad = scene.view.dyad or ()
    if any(f.code in dyad for f in found) and not all(f.code in dyad for f in found):
        yield "only one of the document's pair"


def clause_signs(frame: Frame, scene: Scene) -> Iterator[str]:
    """What sentence and clause the predicate stands in."""
    if frame.pos == "noun" and frame.governor is not None:
        yield "told by a noun under a verb"
    if len(scene.setting.codes) >= MANY:
        yield "many states in the sentence"
    if clause_of(frame.head).dep_ == "ccomp":
        yield "in a complement clause"
