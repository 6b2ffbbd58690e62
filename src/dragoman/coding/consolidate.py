"""One statement for one claim: what two rules say of the same words is said once, the more specific kind and the finer date kept."""

from __future__ import annotations

from collections import defaultdict

from rapidfuzz import fuzz

from dragoman.model import Statement
from dragoman.wordlists import table, words


def consolidate(statements: list[Statement]) -> list[Statement]:
    """The statements of one document, each claim once, in the order of the text."""
    by_sentence: dict[int, list[Statement]] = defaultdict(list)
    for s in statements:
        by_sentence[s.evidence.start].append(s)
    out: list[Statement] = []
    for start in sorted(by_sentence):
        out += specific(single(sides(by_sentence[start])))
    return across(out)


def sides(statements: list[Statement]) -> list[Statement]:
    """Who backs one side of a war is not itself at war: "A backed B in its war with C" is a war between B and C."""
    wars = [set(s.parties) for s in statements if s.kind == "conflict" and s.parties]
    backing = []
    for s in statements:
        if s.kind == "support-in-conflict" and not s.via:
            against = {c for war in wars if war & {s.source, s.target} for c in war - {s.source, s.target}}
            s = s.with_(via=tuple(against)) if len(against) == 1 else s
        backing.append(s)
    out = []
    for s in backing:
        for b in backing:
            if b.kind != "support-in-conflict" or s.kind != "conflict" or not s.parties or not b.target:
                continue
            if b.source in s.parties and set(b.via) & set(s.parties):
                s = s.with_(parties=tuple(sorted({b.target, *(set(s.parties) - {b.source})})), source=None)
        out.append(s)
    return out


def states_key(s: Statement) -> tuple[object, ...]:
    """Who the claim is about, order included for directed kinds."""
    return (s.parties,) if s.parties else (s.source, s.target)


def single(statements: list[Statement]) -> list[Statement]:
    """Within a sentence: the best of the statements that make the same claim."""
    kept: list[Statement] = []
    for s in sorted(statements, key=lambda s: (-s.confidence, s.date is None, s.rule)):
        if not any(same_claim(s, k) for k in kept):
            kept.append(s)
    return sorted(kept, key=lambda s: (s.trace[0].start or 0) if s.trace else 0)


def same_claim(a: Statement, b: Statement) -> bool:
    """Whether two statements of one sentence are the same claim said by two rules."""
    if a.kind != b.kind or states_key(a) != states_key(b):
        overlapping = (
            a.kind == b.kind and a.parties and b.parties and (set(a.parties) <= set(b.parties) or set(b.parties) <= set(a.parties))
        )
        if not overlapping or a.kind in words("coding/precedence", "listed"):
            return False
    if a.date and b.date and a.date != b.date:
        return False
    if a.amount and b.amount and a.amount != b.amount:
        return False
    if a.kind in words("coding/precedence", "listed") and a.object and b.object:
        return fuzz.token_set_ratio(a.object.lower(), b.object.lower()) >= 80
    return True


def specific(statements: list[Statement]) -> list[Statement]:
    """Within a sentence: the specific kind drives out the general one for the same states, and what is said of another its own doer."""
    same_word = {tuple(p) for p in table("coding/precedence")["same_trigger"]}
    anywhere = {tuple(p) for p in table("coding/precedence")["same_sentence"]}

    of_another = {tuple(p) for p in table("coding/precedence")["of_another"]}

    def beats(o: Statement, s: Statement) -> bool:
        if (o.kind, s.kind) in of_another and o.source == s.source:
            return True
        if set(o.states) != set(s.states) or (o.date and s.date and o.date != s.date):
            return False
        return (o.kind, s.kind) in anywhere or ((o.kind, s.kind) in same_word and trigger(o) == trigger(s))

    return [s for s in statements if not any(beats(o, s) for o in statements)]


def finer(a: Statement, b: Statement) -> bool:
    """Whether one statement tells to the month or day what another tells of the same named thing by its year: "the 1839 treaty"."""
    if (a.kind, states_key(a), a.status) != (b.kind, states_key(b), b.status) or not (a.date or "").startswith(f"{b.date}-"):
        return False
    return bool(a.object and b.object) and fuzz.token_set_ratio(str(a.object).lower(), str(b.object).lower()) >= 80


def trigger(s: Statement) -> int | None:
    """Where the statement's trigger word stands."""
    return s.trace[0].start if s.trace else None


def across(statements: list[Statement]) -> list[Statement]:
    """Across the document: one-time events told without a date give way to their dated telling; what another sentence says again stays,
    since each statement stands for its own sentence."""
    once = words("coding/precedence", "once")
    dated = {(s.kind, states_key(s)) for s in statements if s.date and s.date_basis != "document"}

    days: dict[object, set[str]] = defaultdict(set)
    for s in statements:
        if s.date:
            days[s.kind, states_key(s), s.status].add(s.date)

    def coarser(s: Statement) -> bool:
        return s.kind in once and s.date is not None and any(d.startswith(f"{s.date}-") for d in days[s.kind, states_key(s), s.status])

    def named_again(s: Statement) -> bool:
        return s.kind in words("coding/precedence", "named_again") and s.date is not None and any(finer(o, s) for o in statements)

    def retold(s: Statement) -> bool:
        if coarser(s) or named_again(s):
            return True
        undated = not s.date or s.date_basis == "document"
        return s.kind in once and undated and s.status == "happened" and (s.kind, states_key(s)) in dated

    return [s for s in statements if not retold(s)]
