"""Why a statement is wrong or missing, told from what the gold has in the same place. scripts/accuracy.py counts the causes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.model import Statement
from scripts.scoring import Article, Gold, coded_states, core, gold_states, same_date, same_standing, same_states, shared, strict, unmatched

# Gold and coded quotes that share so much of the gold's words stand in the same place.
SAME_PLACE = 0.6
# An example quotes no more of an article than this.
WORDS = 5


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong or missing statement: the cause, what was made or missed of it, and the few words where it stands."""

    cause: str
    what: str
    quote: str
    article: str

    def __str__(self) -> str:
        return f"{self.what}: “{self.quote}” ({self.article})"


def claim(kind: str, states: tuple[object, ...], date: str | None, status: str) -> str:
    """A statement in few words."""
    return f"{kind} {'–'.join(str(s) for s in states if s)}, {date or 'no date'}, {status}"


def coded_claim(s: Statement) -> str:
    """A coded statement in few words."""
    return claim(s.kind, coded_states(s), s.date, s.status)


def gold_claim(g: Gold) -> str:
    """A gold statement in few words."""
    return claim(g["kind"], gold_states(g), g.get("date"), g["status"])


def few(text: str, start: int = 0) -> str:
    """The words of a text from an offset on, no more than may be quoted."""
    return " ".join(text[start:].split()[:WORDS]).rstrip(".,;:—–- ")


def at_trigger(s: Statement) -> str:
    """The words of a statement's sentence from its trigger on."""
    start = s.trace[0].start if s.trace and s.trace[0].start is not None else s.evidence.start
    return few(s.evidence.quote, start - s.evidence.start)


def wrong(article: Article) -> Iterator[Mistake]:
    """The statements that are strictly wrong, each with its cause."""
    for i, j in sorted(article.pairs.items(), key=lambda p: p[1]):
        g, s = article.gold[i], article.coded[j]
        if g.get("must", True) and not strict(g, s):
            what = f"{coded_claim(s)} (gold: {g.get('date') or 'no date'}, {g['status']})"
            yield Mistake(not_strict(g, s), what, at_trigger(s), article.name)
    for s in unmatched(article):
        yield Mistake(unfounded(article, s), coded_claim(s), at_trigger(s), article.name)


def not_strict(g: Gold, s: Statement) -> str:
    """What is wrong with a statement of the right kind and states."""
    if not same_standing(g, s):
        return "right kind and states, another standing"
    if same_date(g, s):  # no case known; kept so that a change of the measure shows
        return "other"
    if not s.date:
        return "right kind and states, no date where the text tells one"
    return "right kind and states, another date" if g.get("date") else "right kind and states, a date where the text tells none"


def unfounded(article: Article, s: Statement) -> str:
    """Why there is no gold statement for a coded one."""
    near = [g for g in article.gold if shared(g, s) >= SAME_PLACE]
    if any(core(g, s) for g in article.gold):
        return "said again, with another date or standing"
    if any(g["kind"] == s.kind and set(gold_states(g)) == set(coded_states(s)) for g in near):
        return "source and target the wrong way round"
    if any(g["kind"] == s.kind for g in near):
        return "right kind, other states"
    if any(same_states(g, s) for g in near):
        return "right states, another kind"
    return "another claim is made there" if near else "nothing there to write down"


def missed(article: Article) -> Iterator[Mistake]:
    """The gold statements that nothing was written for, each with its cause."""
    for i, g in enumerate(article.gold):
        if not g.get("must", True) or i in article.pairs:
            continue
        near = [s for s in article.coded if shared(g, s) >= SAME_PLACE]
        if any(s.kind == g["kind"] for s in near):
            cause = "the kind is written there, of other states"
        elif any(same_states(g, s) for s in near):
            cause = "another kind is written there, of the same states"
        else:
            cause = "only something else is written there" if near else "nothing is written there"
        yield Mistake(cause, gold_claim(g), few(g["quote"]), article.name)
