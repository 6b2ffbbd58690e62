"""What people decided, applied to what the machine coded.

A judgement knows its claims by text (its hash), claim (``claim_key``) and place, so that it survives re-coding. One on a fact also
holds for the same claim in any other text. Where a newer codebook no longer makes a claim in the text in which it was judged:

- a confirmed or corrected claim still stands, as the person left it. It takes the place of the machine's statement of the same
  kind and states there, if there is exactly one that nobody judged: that is the same claim read differently.
- a rejection holds only for the claim that was rejected. What else the machine now reads there has not been judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dragoman.merge.claims import claim_of
from dragoman.merge.kinds import load_kinds
from dragoman.merge.succession import load_succession
from dragoman.model import Review, Statement, Trace
from dragoman.store.records import Judgement, Target, apply_correction
from dragoman.store.serialise import claim_key, with_document


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement as it counts. ``coded`` is the machine's, None where only a person's word stands; ``left`` is None where rejected.

    ``mark`` is the mark and the cell by which a reviewer joined or parted it (see ``dragoman.merge.claims``).
    """

    coded: Statement | None
    left: Statement | None
    review: Review | None = None
    mark: tuple[str, str] | None = None


@dataclass(slots=True)
class _Word:
    """The last words on one claim: the verdict that counts, what was corrected in all, each reviewer's last entry; and the same of
    what was joined or parted, with its mark.
    """

    last: Judgement | None = None
    correction: dict[str, Any] = field(default_factory=dict)
    by: dict[str, Judgement] = field(default_factory=dict)
    mark: tuple[str, str] | None = None
    placed: Judgement | None = None
    placed_by: dict[str, Judgement] = field(default_factory=dict)


def active(journal: Iterable[Judgement]) -> list[Judgement]:
    """The entries that count, in order: not what was undone, unless the undoing was."""
    entries = sorted(journal, key=lambda entry: (entry.at, entry.number, entry.key))
    gone: set[str] = set()
    for entry in reversed(entries):
        if entry.verdict == "undone" and entry.undoes is not None and entry.key not in gone:
            gone.add(entry.undoes)
    return [entry for entry in entries if entry.verdict != "undone" and entry.key not in gone]


def judged_view(coded: Sequence[Statement], journal: Iterable[Judgement], document_id: str, text_hash: str) -> list[Judged]:
    """The statements of one document as people left them: the machine's in their order, then what only a person's word keeps.

    ``journal`` holds at least the entries about this text and about its claims. What was confirmed or corrected has confidence 1 and
    a trace that tells who decided.
    """
    entries = active(journal)
    keys = [claim_key(statement) for statement in coded]
    words = [_word(entries, text_hash, statement, key) for statement, key in zip(coded, keys, strict=True)]
    standing = _unmatched(entries, text_hash, coded)
    taken = _replaced(coded, words, standing)
    view = []
    for i, (statement, word) in enumerate(zip(coded, words, strict=True)):
        if i in taken:
            view.append(_judged(statement, *standing[taken[i]], document_id))
        else:
            view.append(_judged(statement, statement, word, document_id))
    used = set(taken.values())
    view += [replace(_judged(None, *pair, document_id), coded=None) for n, pair in enumerate(standing) if n not in used]
    return _without_repeats(view)


def same_claim(a: Statement, b: Statement) -> bool:
    """Whether two statements of one text claim the same at overlapping places."""
    return _overlap(a, b) and claim_key(a) == claim_key(b)


def _overlap(a: Statement, b: Statement) -> bool:
    return a.evidence.start < b.evidence.end and b.evidence.start < a.evidence.end


def _word(entries: Sequence[Judgement], text_hash: str, statement: Statement, key: str) -> _Word:
    word = _Word()
    for entry in entries:
        target = next((t for t in entry.targets if (t.text == text_hash and same_claim(statement, t.statement))), None)
        if target is None and entry.scope == "fact":
            target = next((t for t in entry.targets if claim_key(t.statement) == key), None)
        if target is not None:
            _speak(word, entry, target)
    return word


def _speak(word: _Word, entry: Judgement, target: Target) -> None:
    """One more entry about a claim, later than those before. Corrections add up: who confirms, confirms it as corrected."""
    if entry.verdict in ("merged", "split"):
        first = min(entry.targets, key=lambda t: t.statement.id).statement
        cell = claim_of(first, load_succession(), load_kinds()).cell
        word.mark = (f"{entry.key}:{target.side}" if entry.verdict == "split" else entry.key), cell
        word.placed, word.placed_by[entry.by] = entry, entry
        return
    if entry.verdict == "withdrawn":
        word.last, word.correction, word.by, word.mark, word.placed, word.placed_by = None, {}, {}, None, None, {}
        return
    word.last = entry
    word.correction.update(entry.correction or {})
    word.by[entry.by] = entry


def _unmatched(entries: Sequence[Judgement], text_hash: str, coded: Sequence[Statement]) -> list[tuple[Statement, _Word]]:
    """Claims that people let stand in this text and that the machine doesn't make, with the last words on them."""
    seen: list[Statement] = []
    for entry in entries:
        for target in entry.targets:
            if target.text == text_hash and not any(same_claim(target.statement, other) for other in (*coded, *seen)):
                seen.append(target.statement)
    pairs = [(statement, _word(entries, text_hash, statement, claim_key(statement))) for statement in seen]
    return [(statement, word) for statement, word in pairs if word.last is not None and word.last.verdict in ("confirmed", "corrected")]


def _replaced(coded: Sequence[Statement], words: Sequence[_Word], standing: Sequence[tuple[Statement, _Word]]) -> dict[int, int]:
    """Which of the machine's unjudged statements a person's own version stands for."""
    replaced: dict[int, int] = {}
    for n, (was, _) in enumerate(standing):
        candidates = [i for i, statement in enumerate(coded) if words[i].last is None and i not in replaced and statement.kind == was.kind
                      and statement.source == was.source and statement.target == was.target and statement.parties == was.parties
                      and _overlap(statement, was)]
        if len(candidates) == 1:
            replaced[candidates[0]] = n
    return replaced


def _judged(coded: Statement | None, base: Statement, word: _Word, document_id: str) -> Judged:
    if word.last is None:
        return Judged(coded, coded, _placing(word), word.mark)
    review = _review(word.last, word)
    if word.last.verdict == "rejected":
        return Judged(coded, None, review, word.mark)
    corrected = apply_correction(with_document(base, document_id), word.correction)
    reason = f"by {review.by}, {review.at}" + (f": {review.note}" if review.note else "")
    mark = Trace("judgement", None, None, review.verdict, reason)
    return Judged(coded, replace(corrected, confidence=1.0, trace=(*corrected.trace, mark)), review, word.mark)


def _review(entry: Judgement, word: _Word) -> Review:
    against = tuple(_plain(other) for who, other in sorted(word.by.items()) if who != entry.by and opposed(entry, other))
    verdict = "corrected" if entry.verdict == "confirmed" and word.correction else entry.verdict
    return Review(entry.key, entry.by, entry.at, verdict, entry.note, against)


def _placing(word: _Word) -> Review | None:
    """Who joined or parted a claim on which nobody decided otherwise, and who did the opposite."""
    if word.placed is None:
        return None
    last = word.placed
    others = (other for who, other in sorted(word.placed_by.items()) if who != last.by and opposed(last, other))
    return replace(_plain(last), against=tuple(map(_plain, others)))


def _plain(entry: Judgement) -> Review:
    return Review(entry.key, entry.by, entry.at, entry.verdict, entry.note)


def opposed(a: Judgement, b: Judgement) -> bool:
    """Whether two reviewers' last words can't both hold: one rejects what the other doesn't, they correct a field differently, or one
    parts what the other joined.
    """
    if {a.verdict, b.verdict} == {"merged", "split"}:
        return True
    if (a.verdict == "rejected") != (b.verdict == "rejected"):
        return True
    first, second = a.correction or {}, b.correction or {}
    return any(first[name] != second[name] for name in first.keys() & second.keys())


def _without_repeats(view: Sequence[Judged]) -> list[Judged]:
    """Leaves out of what counts a machine's statement that says, at the same place, what a person's version says."""
    decided = [j.left for j in view if j.left is not None and j.left is not j.coded]
    return [replace(j, left=None) if j.left is not None and j.left is j.coded and any(same_claim(j.left, d) for d in decided) else j
            for j in view]
