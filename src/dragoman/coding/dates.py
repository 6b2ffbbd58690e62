"""Which of a sentence's times is the predicate's own. No time is better than a wrong one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.coding.narrative import on_that_occasion, time_before
from dragoman.coding.scene import Scene, clause_of
from dragoman.model import DateBasis, TimeExpression
from dragoman.parse import Frame, lemma
from dragoman.times import ANNIVERSARY, OF_WHAT_FOLLOWS, OWN_DATE
from dragoman.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

CLAUSES = ("relcl", "ccomp", "parataxis", "csubj")
# What it costs a time to leave a phrase of this relation, and to reach down into one.
LEAVE = {"relcl": 3.0, "ccomp": 3.0, "parataxis": 3.0, "csubj": 3.0, "acl": 0.8, "appos": 0.8, "pcomp": 0.8, "poss": 0.4}
REACH = {"relcl": 1.2, "ccomp": 0.4, "advcl": 1.0, "acl": 0.8, "parataxis": 1.0, "conj": 0.5}
WHEN = ("when", "as", "whereupon")
FIRST = re.compile(r"\b(?:first|last|only|latest|biggest|largest|worst|lowest|highest|longest)\b[^.;]*$", re.IGNORECASE)
# Beyond this a time is not the predicate's.
FAR = 3.6
# Each step in the tree counts so much, and several through one phrase no more than so many: "in the capital for the summit on 9 October".
STEP, STEPS = 0.3, 4
# "Two years before the protectorate became independent": the time is that of a word so near after it.
CLOSE = 7


@dataclass(frozen=True, slots=True)
class Dated:
    """A date for a statement, with its basis, the words, the reason, and what recurs."""

    edtf: str | None
    basis: DateBasis | None
    time: TimeExpression | None
    reason: str
    every: str | None = None


NO_DATE = Dated(None, None, None, "the kind has no date")


def is_when(verb: Token) -> bool:
    """A clause with "when" happens at the time of the clause that it hangs on."""
    return any(c.lower_ in WHEN and c.dep_ in ("advmod", "mark") for c in verb.children)


def up_cost(token: Token, time_root: Token, anchor: Token, of_verb: bool) -> float:
    """What it costs a time to leave the phrase or clause that ``token`` heads."""
    if token.dep_ == "ccomp" and colon_between(token, token.head):
        return 0.6  # "The summit convened in 2022: X spoke of …": what stands before the colon dates what it tells
    linked = next((c for c in token.children if c.dep_ in ("mark", "advmod") and c.lower_ in words("coding/dates", "linkers")), None)
    if token.dep_ == "advcl" or (token.dep_ == "ccomp" and linked is not None):
        if linked is not None and time_root.i < linked.i:
            return 0.2  # "On 8 May, hours after guards had fired, X closed …": the date is the main clause's
        return 0.4 if is_when(token) else 1.5
    if token.dep_ in ("relcl", "acl") and token.head.i == anchor.i and not of_verb:
        return 0.4  # "a railway, which was opened in 1913"
    if token.dep_ == "conj":
        return 1.5 if token.pos_ in ("VERB", "AUX") else 0.3
    named = of_verb and token.head.pos_ in ("NOUN", "PROPN") and lemma(token.head) not in words("coding/dates", "time_nouns")
    if named and (token.dep_ in ("nummod", "compound", "nmod", "amod") or (token.dep_ == "prep" and token.lower_ == "of")):
        return up_from_name(token, anchor)
    return LEAVE.get(token.dep_, 0.0)


def colon_between(first: Token, last: Token) -> bool:
    """Whether a colon stands between a clause and the later one that the parser hangs it on."""
    return first.i < last.i and any(t.text == ":" for t in first.doc[first.i : last.i])


def up_from_name(token: Token, anchor: Token) -> float:
    """What it costs a time to leave a noun that it tells apart: little, where what is done there is done at that time."""
    noun = token.head
    before = token.doc[token.left_edge.i - 1].lower_ if token.left_edge.i else ""
    bare = noun.pos_ == "PROPN" or noun.tag_ == "NNS"
    if bare and token.dep_ != "prep" and before in ("in", "on", "since", "by"):
        return 0.3  # "in May 2012 Peru closed": the parser takes the month for part of the name
    if noun.dep_ == "pobj" and noun.head.lower_ in ("at", "during", "in") and lemma(noun) in words("coding/dates", "occasions"):
        return 0.3  # "promised at the conference of May 2012"
    return 0.8 if does_it(noun, anchor) else 3.0  # "revived the pact of 1912": the year is the pact's


def does_it(noun: Token, anchor: Token) -> bool:
    """Whether a document is that by which the thing is done, or the thing itself: "the treaty of 1904 gave …", "by the treaty of 1904 …",
    "the treaty of 1904, by which …", "the treaty of 1904 was signed"."""
    if lemma(noun) not in words("coding/dates", "documents"):
        return False
    if noun.head.i == anchor.i:
        made = lemma(anchor) in words("coding/dates", "making") and noun.dep_ in ("dobj", "nsubjpass")
        return made or (noun.dep_ == "nsubj" and anchor.tag_ == "VBD" and lemma(anchor) not in words("coding/dates", "copulas"))
    if noun.dep_ == "pobj" and noun.head.lower_ in ("by", "in"):
        return noun.head.head.i == anchor.i
    clause = next((t for t in (anchor, *anchor.ancestors) if t.dep_ in CLAUSES), None)
    by_which = clause is not None and clause.head.i == noun.i and any(
        c.lower_ in ("by", "in") and any(w.lower_ == "which" for w in c.children) for c in clause.children
    )
    return by_which and clause is not None and clause.i == anchor.i


def tree_cost(time_root: Token, anchor: Token, *, of_verb: bool) -> float:
    """How far a time hangs from an anchor in the tree, clause boundaries counting more than words."""
    above = {t.i: n for n, t in enumerate([anchor, *anchor.ancestors])}
    path = [anchor, *anchor.ancestors]
    cost, steps = 0.0, 0
    token = time_root
    while token.i not in above:
        cost += up_cost(token, time_root, anchor, of_verb)
        steps = steps + 1
        token = token.head
    cost += STEP * min(steps, STEPS)
    down = path[: above[token.i]]
    first, last = sorted((time_root.i, anchor.i))
    if any(t.text == ";" for t in anchor.doc[first:last]):
        cost += 2.5  # another main clause
    cost += sum(STEP + REACH.get(t.dep_, 0.0) for t in down)
    if down:
        cost += 0.6
        if time_root.i < anchor.i and token.pos_ in ("VERB", "AUX"):
            cost -= 0.3  # "On 24 April X did this and that": an opening date governs what follows
    return cost


def distance(time_root: Token, frame: Frame) -> float:
    """How far a time is from a frame: from its head, from the light verb of a noun, or from what it is done to."""
    of_verb = frame.pos == "verb"
    costs = [tree_cost(time_root, frame.head, of_verb=of_verb)]
    if frame.governor is not None:
        costs.append(0.5 + tree_cost(time_root, frame.governor, of_verb=True))
    costs += [0.6 + tree_cost(time_root, t, of_verb=of_verb) for t in frame.theme]
    return min(costs)


def opened_clause(time: TimeExpression, scene: Scene) -> Token | None:
    """The verb of the clause that a "when", "in which" or "after" right behind a time opens: "until May 2012, when Peru apologised"."""
    last = scene.tokens_of(time)[-1]
    rest = scene.parse[last.i + 1 : last.i + 4]
    if last.lower_ in ("after", "before"):
        opener = last
        if opener.head.i < opener.i:  # read as a preposition: the first past tense behind it
            return next((t for t in scene.parse[last.i + 1 :] if t.pos_ == "VERB" and t.tag_ in ("VBD", "VBN")), None)
    else:
        opener = next((t for t in rest if t.text not in (",", "–", "—")), last)
        if opener.lower_ in ("in", "on", "during") and opener.i + 1 < len(scene.parse) and scene.parse[opener.i + 1].lower_ == "which":
            return opener.head if opener.head.i > opener.i else None
        if opener.lower_ not in ("when", "whereupon"):
            return None
    return opener.head if opener.head.i > opener.i and opener.head.pos_ in ("VERB", "AUX") else None


def in_clause(frame: Frame, clause: Token) -> bool:
    """Whether a frame's predicate stands in a clause, or beside it as its equal, and not in one that hangs on it. Two clauses that
    nothing but an "and" joins are one to the reader, wherever the parser hangs the second."""
    verb = frame.head if frame.pos == "verb" else frame.governor or clause_of(frame.head)
    for token in (verb, *verb.ancestors):
        if token.i == clause.i:
            return True
        if token.dep_ in (*CLAUSES, "advcl"):
            break
    between = clause.doc[clause.i : verb.i]
    return len(between) > 0 and not any(t.is_punct or t.dep_ == "mark" or t.tag_ in ("WDT", "WP", "WRB") for t in between)


def within_phrase(time_root: Token, frame: Frame) -> float:
    """The cost of a time that stands in the trigger's own noun phrase ("the 2013 memorandum", "the treaty of 4 May 1904")."""
    cost, token = 0.0, time_root
    while token.i != frame.head.i:
        if token.head.i == token.i or token.dep_ in (*CLAUSES, "advcl"):
            return FAR
        cost, token = cost + 0.3, token.head
    return cost


def find_date(
    frame: Frame, scene: Scene, *, conflicting: list[Frame], own: bool = False, carry: bool = False, standing: bool = True
) -> Dated:
    """The frame's date.

    ``conflicting`` are the sentence's other predicates, to which a nearer time belongs; ``own`` takes only times within the trigger's
    phrase; ``carry`` lets an undated event of a narrative take the time of the sentence before; ``standing`` lets it begin at a "since".
    """
    occasion = None if own else on_that_occasion(frame, scene)
    if occasion is not None:
        return Dated(occasion.edtf, "relative", occasion, f"the occasion told before, '{occasion.text}'")
    candidates: list[tuple[float, int, TimeExpression]] = []
    every: str | None = None
    alone = len([t for t in scene.setting.times if t.edtf]) == 1
    over = {t.i for t in frame.head.ancestors if t.dep_ != "relcl"}
    rivals = [other for other in conflicting if other.head.i != frame.head.i and other.head.i not in over]
    for time in scene.setting.times:
        root = scene.root_of(time)
        if root is None or time.reason == OWN_DATE:
            continue
        if not standing and time.role == "since" and FIRST.search(scene.text[: time.start - scene.base]):
            continue  # "the first visit since 1947" was not in 1947
        cost = within_phrase(root, frame) if own else distance(root, frame)
        clause = opened_clause(time, scene)
        opens = not own and clause is not None and in_clause(frame, clause)
        if time.reason.startswith(OF_WHAT_FOLLOWS):
            cost = 0.3 if opens or 0 < frame.head.i - scene.tokens_of(time)[-1].i <= CLOSE else FAR
        elif opens and (clause is None or scene.tokens_of(time)[-1].lower_ not in ("after", "before")):
            cost = 0.2
        if time.role == "recurring":
            every = every or (time.every if cost < FAR else None)
            if time.edtf is None:
                continue
        if time.edtf is None or (not standing and time.role == "since"):
            cost += 1.0
        if time.reason == ANNIVERSARY:  # it is the date of what is celebrated, not of what happens on the day
            cost += -1.0 if scene.tokens_of(time)[0].i <= frame.head.i <= scene.tokens_of(time)[-1].i + CLOSE else 1.5
        if any(distance(root, r) + 0.9 < cost for r in rivals):
            cost += 0.8 if alone else 1.5
        candidates.append((cost, abs(root.i - frame.head.i), time))
    if candidates:
        cost, _, time = min(candidates, key=lambda c: (round(c[0], 1), c[1]))
        if cost < FAR:
            why = f"'{time.text}': {time.reason}" if time.reason else f"'{time.text}'"
            return Dated(point_of(time, frame, scene), time.basis, time, why, every)
    head = scene.setting.head_time
    if head is not None and head.edtf:
        return Dated(head.edtf, head.basis, head, f"the entry's date '{head.text}'", every)
    before = time_before(frame, scene) if carry else None
    if before is not None and not any(t.edtf for t in scene.setting.times):
        return Dated(before.edtf, "relative", before, f"the narrative's time, '{before.text}' in the sentence before", every)
    return Dated(None, None, None, "the text gives no time", every)


def point_of(time: TimeExpression, frame: Frame, scene: Scene) -> str | None:
    """The time itself, where the predicate describes it: "closed until May, when it reopened" is in May, not until it."""
    root, clause = scene.root_of(time), opened_clause(time, scene)
    described = (root is not None and root.is_ancestor(frame.head)) or (clause is not None and in_clause(frame, clause))
    if time.edtf and time.role in ("until", "deadline", "since") and described:
        return time.edtf.removeprefix("../").removesuffix("/..")
    return time.edtf
