"""What people decided, applied to what the machine coded.

A judgement is known by the text (its hash), the claim (``claim_key``) and the place, so that it survives re-coding. It holds for the
machine's statement of the same claim at an overlapping place. Where a newer codebook no longer makes that claim:

- a confirmed or corrected claim still stands, as the person left it. It takes the place of the machine's statement of the same
  kind and states there, if there is exactly one that nobody judged: that is the same claim read differently.
- a rejection holds only for the claim that was rejected. What else the machine now reads there has not been judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.model import Statement, Trace
from dragoman.store.records import Judgement, apply_correction
from dragoman.store.serialise import claim_key, with_document


def decisions(journal: Iterable[Judgement]) -> list[Judgement]:
    """The last word on each claim of one text; claims whose judgement was withdrawn are left out. The journal is in order."""
    last: list[Judgement] = []
    for entry in journal:
        for i, earlier in enumerate(last):
            if same_claim(entry.statement, earlier.statement):
                last[i] = entry
                break
        else:
            last.append(entry)
    return [entry for entry in last if entry.verdict != "withdrawn"]


def judged_view(coded: Sequence[Statement], journal: Iterable[Judgement], document_id: str) -> list[Statement]:
    """The statements of one document as people left them.

    What was confirmed or corrected has confidence 1 and a trace that tells who decided; what was rejected is left out.
    """
    pending = decisions(journal)
    matched: dict[int, Judgement] = {}
    for i, statement in enumerate(coded):
        for decision in pending:
            if same_claim(statement, decision.statement):
                matched[i] = decision
                pending.remove(decision)
                break
    standing = [decision for decision in pending if decision.verdict != "rejected"]
    replaced = _replaced(coded, matched, standing)
    view: list[Statement] = []
    for i, statement in enumerate(coded):
        if i in matched:
            if matched[i].verdict != "rejected":
                view.append(_decided(apply_correction(statement, matched[i].correction), matched[i], document_id))
        elif i in replaced:
            view.append(_decided(replaced[i].corrected, replaced[i], document_id))
        else:
            view.append(statement)
    used = {decision.number for decision in replaced.values()}
    view += [_decided(decision.corrected, decision, document_id) for decision in standing if decision.number not in used]
    return _without_repeats(view)


def same_claim(a: Statement, b: Statement) -> bool:
    """Whether two statements of one text claim the same at overlapping places."""
    return _overlap(a, b) and claim_key(a) == claim_key(b)


def _overlap(a: Statement, b: Statement) -> bool:
    return a.evidence.start < b.evidence.end and b.evidence.start < a.evidence.end


def _replaced(coded: Sequence[Statement], matched: dict[int, Judgement], standing: Sequence[Judgement]) -> dict[int, Judgement]:
    """Which of the machine's unjudged statements a person's own version stands for."""
    replaced: dict[int, Judgement] = {}
    for decision in standing:
        was = decision.statement
        candidates = [i for i, statement in enumerate(coded) if i not in matched and i not in replaced and statement.kind == was.kind
                      and statement.source == was.source and statement.target == was.target and statement.parties == was.parties
                      and _overlap(statement, was)]
        if len(candidates) == 1:
            replaced[candidates[0]] = decision
    return replaced


def _decided(statement: Statement, decision: Judgement, document_id: str) -> Statement:
    """The statement marked as decided. The quote is of the same text, whatever the document is called now."""
    reason = f"by {decision.by}, {decision.at}" + (f": {decision.note}" if decision.note else "")
    mark = Trace("judgement", None, None, decision.verdict, reason)
    return replace(with_document(statement, document_id), confidence=1.0, trace=(*statement.trace, mark))


def _is_decided(statement: Statement) -> bool:
    return bool(statement.trace) and statement.trace[-1].part == "judgement"


def _without_repeats(view: Sequence[Statement]) -> list[Statement]:
    """Leaves out a machine's statement that says, at the same place, what a person's version says."""
    decided = [statement for statement in view if _is_decided(statement)]
    return [statement for statement in view
            if _is_decided(statement) or not any(same_claim(statement, other) for other in decided)]
