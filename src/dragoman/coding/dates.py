"""Which of a sentence's times is the predicate's own. Nothing is made more precise than the text, and no time is better than a wrong one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.coding.scene import Scene
from dragoman.model import DateBasis, TimeExpression
from dragoman.parse import Frame

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE = ("ROOT", "relcl", "ccomp", "parataxis", "csubj")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date for a statement, with its basis, the words, the reason, and what recurs."""

    edtf: str | None
    basis: DateBasis | None
    time: TimeExpression | None
    reason: str
    every: str | None = None


def path_to(token: Token, top: Token) -> list[Token]:
    """The tokens from ``token`` up to and including ``top``, or an empty list where ``top`` is not above it."""
    out = [token]
    while token.i != top.i:
        if token.head.i == token.i:
            return []
        token = token.head
        out.append(token)
    return out


def distance(time_root: Token, frame: Frame) -> float | None:
    """How far a time hangs from the frame in the tree; crossing into another finite clause costs more. None where it can't belong."""
    anchors = [(frame.head, 0.0)] + ([(frame.governor, 0.5)] if frame.governor is not None else [])
    anchors += [(t, 0.6) for t in frame.theme]
    best: float | None = None
    for anchor, extra in anchors:
        up = path_to(time_root, anchor)
        if up:  # the time hangs below the predicate
            cost = extra + 0.3 * (len(up) - 1) + sum(3.0 for t in up[:-1] if t.dep_ in ("relcl", "ccomp", "parataxis"))
            cost += sum(1.5 for t in up[:-1] if t.dep_ in ("advcl", "conj") and t.pos_ in ("VERB", "AUX"))
            cost += sum(0.8 for t in up[:-1] if t.dep_ in ("acl", "appos", "pcomp", "poss"))
            best = cost if best is None else min(best, cost)
    return sideways(time_root, frame, best)


def sideways(time_root: Token, frame: Frame, best: float | None) -> float | None:
    """The cost through a common ancestor, where the time does not hang below the predicate."""
    above = [frame.head, *frame.head.ancestors]
    index = {t.i: n for n, t in enumerate(above)}
    steps = [time_root, *time_root.ancestors]
    for n, token in enumerate(steps):
        if token.i not in index:
            continue
        down = above[: index[token.i]]
        cost = 0.6 + 0.3 * n + 0.3 * len(down)
        cost += sum(2.5 for t in steps[:n] if t.dep_ in (*FINITE[1:], "advcl")) + sum(
            1.2 for t in steps[:n] if t.dep_ in ("conj", "acl", "appos")
        )
        cost += sum(1.0 for t in down if t.dep_ in ("relcl", "ccomp", "advcl", "acl", "parataxis")) + sum(
            0.7 for t in down if t.dep_ == "conj"
        )
        if time_root.i < frame.head.i and token.pos_ in ("VERB", "AUX"):
            cost -= 0.3  # "On 24 April, X did this and that": an opening date governs what follows
        return cost if best is None else min(best, cost)
    return best


def find_date(frame: Frame, scene: Scene, *, conflicting: list[Frame]) -> Dated:
    """The frame's date. ``conflicting`` are the sentence's other predicates, to which a nearer time belongs."""
    candidates: list[tuple[float, int, TimeExpression]] = []
    every: str | None = None
    for time in scene.setting.times:
        root = scene.root_of(time)
        if root is None:
            continue
        cost = distance(root, frame)
        if cost is None or cost > 4.0:
            continue
        if time.role == "recurring":
            every = every or time.every
            if time.edtf is None:
                continue
        rivals = [distance(root, other) for other in conflicting if other.head.i != frame.head.i]
        if any(r is not None and r + 0.9 < cost for r in rivals):
            cost += 1.5
        candidates.append((cost, abs(root.i - frame.head.i), time))
    if candidates:
        cost, _, time = min(candidates, key=lambda c: (round(c[0], 1), c[1]))
        if cost <= 3.6:
            return Dated(time.edtf, time.basis, time, time.reason or f"'{time.text}'", every)
    head = scene.setting.head_time
    if head is not None and head.edtf:
        return Dated(head.edtf, head.basis, head, f"the entry's date '{head.text}'", every)
    return Dated(None, None, None, "the text gives no time", every)
