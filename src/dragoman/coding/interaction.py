"""The PLOVER side of a statement: what its kind settles, and what the words of its own clause tell besides."""

from __future__ import annotations

from dragoman.codebook import Kind, Rule
from dragoman.model import Plover, Status
from dragoman.parse import Frame
from dragoman.plover import code_action, load_ontology
from dragoman.plover.coding import Reality

#: What is still to come is a matter of intent; what is denied or over has no code of its own.
REALITY: dict[Status, Reality] = {"planned": "intended", "proposed": "intended", "denied": "denied", "ended": "denied"}


def find_plover(rule: Rule, kind: Kind, frame: Frame, status: Status) -> Plover | None:
    """The PLOVER coding of a statement that ``rule`` makes of ``frame``; None for kinds that are no interaction.

    Support that is only promised is AGREE. A pattern with a PLOVER code of its own tells of that deed ("withdrew its garrison"),
    although what the kind means by it is over.
    """
    code = rule.pattern.plover or kind.plover
    if code is None:
        return None
    reality = REALITY.get(status, "done")
    if status == "ended" and rule.pattern.plover is not None:
        reality = "done"
    root, mode, cameo = code.type, code.mode, code.cameo
    if reality == "intended" and root == "SUPPORT":
        root, mode, cameo, reality = "AGREE", None, None, "done"
    action = code_action(frame.head.doc, [frame.head.i], root, reality=reality, mode=mode, cameo=cameo)
    return Plover(action.type, action.mode, load_ontology().quad(action.type), action.contexts, action.cameo, action.goldstein)
