"""Which of a sentence's times is the predicate's own. No time is better than a wrong one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.coding.modality import occurs
from dragoman.coding.scene import Scene
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
# What follows tells what had gone before: "was closed on 5 May, after troops had come in April".
BACKGROUND = re.compile(r", (?:after|because|since|as)\b")
# Beyond this a time is not the predicate's.
FAR = 3.6
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


def is_signed(noun: Token) -> bool:
    """Whether a noun is what a verb of signing signs: "by signing the pact of 1907" happened in 1907."""
    return noun.dep_ in ("dobj", "nsubjpass") and lemma(noun.head) in words("coding/dates", "signing")


def bracketed(token: Token) -> tuple[int, int] | None:
    """(first, last) indices of the brackets around a token, or None."""
    for opened in reversed(token.doc[: token.i]):
        if opened.text == ")":
            return None
        if opened.text == "(":
            closed = next((t.i for t in token.doc[token.i :] if t.text == ")"), None)
            return (opened.i, closed) if closed is not None else None
    return None


def up_cost(token: Token, time_root: Token, anchor: Token, of_verb: bool) -> float:
    """What it costs a time to leave the phrase or clause that ``token`` heads."""
    linked = next((c for c in token.children if c.dep_ in ("mark", "advmod") and c.lower_ in words("coding/dates", "linkers")), None)
    if token.dep_ == "advcl" or (token.dep_ == "ccomp" and linked is not None):
        if linked is not None and time_root.i < linked.i:
            return 0.2  # "On 8 May, hours after guards had fired, X closed …": the date is the main clause's
        return 0.4 if is_when(token) else 1.5
    if not of_verb and ((token.dep_ in ("relcl", "acl") and token.head.i == anchor.i) or (occurs(token) and anchor.is_ancestor(token))):
        return 0.4  # "a railway, which was opened in 1913"; "a visit to the islands, which took place in 1920"
    if token.dep_ == "conj":
        return 1.5 if token.pos_ in ("VERB", "AUX") else 0.3
    named = of_verb and token.head.pos_ in ("NOUN", "PROPN") and lemma(token.head) not in words("coding/dates", "time_nouns")
    inside = token.dep_ in ("nummod", "compound", "nmod", "amod") or (token.dep_ == "prep" and token.lower_ == "of")
    if named and inside and not is_signed(token.head):
        return 3.0  # "revived the pact of 1912": the year is the pact's
    return LEAVE.get(token.dep_, 0.0)


def reach_cost(token: Token, time_root: Token) -> float:
    """What it costs a time to reach down into the phrase or clause that ``token`` heads."""
    if token.dep_ == "prep" and {token.lower_, f"{token.head.lower_} {token.lower_}"} & words("coding/dates", "ahead"):
        return 3.0  # "Before the recognition, X went there on 4 May": another time than the recognition's
    if token.dep_ == "relcl" and any(c.dep_ == "prep" and any(o.lower_ == "which" for o in c.children) for c in token.children):
        return 0.4  # "signed a declaration in which they agreed to …"
    mark = next((c for c in token.children if c.dep_ == "mark" and c.lower_ in words("coding/dates", "apart")), None)
    if token.dep_ == "advcl" and mark is not None and time_root.i < mark.i:
        return 3.0  # "It was shut on 4 May, after Peru had broken with it"
    return REACH.get(token.dep_, 0.0)


def tree_cost(time_root: Token, anchor: Token, *, of_verb: bool) -> float:
    """How far a time hangs from an anchor in the tree, clause boundaries counting more than words."""
    above = {t.i: n for n, t in enumerate([anchor, *anchor.ancestors])}
    path = [anchor, *anchor.ancestors]
    cost = 0.0
    token = time_root
    while token.i not in above:
        aside = bracketed(token)
        if aside is None or aside[0] < time_root.i < aside[1]:  # what follows a bracket is not of it, whatever the parser says
            cost += 0.3 + up_cost(token, time_root, anchor, of_verb)
        token = token.head
    down = path[: above[token.i]]
    first, last = sorted((time_root.i, anchor.i))
    if any(t.text == ";" for t in anchor.doc[first:last]):
        cost += 2.5  # another main clause
    cost += sum(0.3 + reach_cost(t, time_root) for t in down)
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


def within_phrase(time_root: Token, frame: Frame) -> float:
    """The cost of a time that stands in the trigger's own noun phrase ("the 2013 memorandum", "the treaty of 4 May 1904")."""
    cost, token = 0.0, time_root
    while token.i != frame.head.i:
        if token.head.i == token.i or token.dep_ in (*CLAUSES, "advcl"):
            return FAR
        cost, token = cost + 0.3, token.head
    return cost


def find_date(
    frame: Frame,
    scene: Scene,
    *,
    conflicting: list[Frame],
    own: bool = False,
    carry: bool = False,
    standing: bool = True,
    pointing: bool = False,
) -> Dated:
    """The frame's date.

    ``conflicting`` are the sentence's other predicates, to which a nearer time belongs; ``own`` takes only times within the trigger's
    phrase; ``carry`` lets an undated event of a narrative take the time of the sentence before, ``pointing`` also where there are other
    times, if its thing was told of there ("The treaty was signed in Rome and ended in 1866"); ``standing`` lets it begin at a "since".
    """
    occasion = None if own else on_that_occasion(frame, scene)
    if occasion is not None:
        return Dated(occasion.edtf, "relative", occasion, f"the occasion told before, '{occasion.text}'")
    candidates: list[tuple[float, int, TimeExpression]] = []
    every: str | None = None
    back = pointing and frame.passive and any(m is not None and m.index == scene.setting.index - 1 for m in map(scene.meant, frame.theme))
    alone = len([t for t in scene.setting.times if t.edtf]) == 1 and not back
    over = {t.i for t in frame.head.ancestors if t.dep_ != "relcl"}
    rivals = [other for other in conflicting if other.head.i != frame.head.i and other.head.i not in over]
    for time in scene.setting.times:
        root = scene.root_of(time)
        if root is None or time.reason == OWN_DATE or outside_until(root, frame):
            continue
        if time.edtf is None and root.lower_ in words("coding/dates", "of_telling") and any(t.edtf for t in scene.setting.times):
            continue  # "announced on 4 May that it 'is today renewing …'": the day of the announcement
        if not standing and time.role == "since" and FIRST.search(scene.text[: time.start - scene.base]):
            continue  # "the first visit since 1947" was not in 1947
        cost = within_phrase(root, frame) if own else distance(root, frame)
        if time.reason.startswith(OF_WHAT_FOLLOWS):
            cost = 0.3 if 0 < frame.head.i - scene.tokens_of(time)[-1].i <= CLOSE else FAR
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
    if before is not None and (back or not any(t.edtf for t in scene.setting.times)):
        return Dated(before.edtf, "relative", before, f"the narrative's time, '{before.text}' in the sentence before", every)
    return Dated(None, None, None, "the text gives no time", every)


def outside_until(root: Token, frame: Frame) -> bool:
    """Whether a time is not that of "did not X until Y": X has the time of Y, or, of what comes after Y, none that the text gives."""
    verb = frame.head if frame.pos == "verb" else frame.governor
    if verb is None or not any(c.dep_ == "neg" for c in verb.children):
        return False
    limit = next((c for c in verb.children if {c.lower_, *(x.lower_ for x in c.children)} & {"until", "till"}), None)
    if limit is None:
        return False
    inside = limit.i == root.i or limit.is_ancestor(root)
    return not inside or any(t.lower_ == "after" and t.is_ancestor(root) for t in limit.subtree)


def listed_times(scene: Scene) -> dict[int, TimeExpression]:
    """The times that stand in brackets after one thing each of a list, by the index of the word before the bracket: "Oslo (1971) and
    Bergen (1983)". Empty where there are not two."""
    out: dict[int, TimeExpression] = {}
    for time in scene.setting.times:
        tokens = scene.tokens_of(time)
        first = tokens[0].i if tokens else 0
        if time.edtf and first > 1 and scene.parse[first - 1].text == "(" and bracketed(tokens[0]) == (first - 1, tokens[-1].i + 1):
            out[first - 2] = time
    return out if len(out) > 1 else {}


def point_of(time: TimeExpression, frame: Frame, scene: Scene) -> str | None:
    """The time itself, where the predicate describes it: "closed until May, when it reopened" is in May, not until it."""
    root = scene.root_of(time)
    if not time.edtf or root is None:
        return time.edtf
    if time.role in ("until", "deadline", "since") and root.is_ancestor(frame.head):
        return time.edtf.removeprefix("../").removesuffix("/..")
    if time.role in ("until", "span") and told_when(time, frame, scene):
        return time.edtf.rpartition("/")[2]
    return time.edtf


def told_when(time: TimeExpression, frame: Frame, scene: Scene) -> bool:
    """Whether the predicate stands in what happened at a span's end: "a colony from 1814 until 1964, when it …, and was …"."""
    verb = frame.head if frame.pos == "verb" else frame.governor
    rest = [t for t in scene.parse[scene.tokens_of(time)[-1].i + 1 :] if not t.is_punct]
    if verb is None or not rest or rest[0].lower_ != "when" or verb.i < rest[0].i:
        return False
    return verb.dep_ != "conj" or not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def on_that_occasion(frame: Frame, scene: Scene) -> TimeExpression | None:
    """The time of what "in the course of that visit", "at the same ceremony" refers to: the last one of the sentence before."""
    verb = frame.head if frame.pos == "verb" else frame.governor
    index = scene.setting.index
    if verb is None or index == 0 or scene.view.settings[index - 1].block is not scene.setting.block:
        return None
    for token in verb.subtree:
        if lemma(token) in words("coding/dates", "occasions") and any(c.lower_ in ("that", "this", "same") for c in token.children):
            if any(t.dep_ in CLAUSES and t.i != verb.i for t in token.ancestors if verb.is_ancestor(t)):
                continue
            told = [t for t in scene.view.settings[index - 1].times if t.edtf and t.role == "at" and t.reason != OWN_DATE]
            return told[-1] if told else None
    return None


def time_before(frame: Frame, scene: Scene) -> TimeExpression | None:
    """The time that the sentence before, in the same paragraph, left the narrative at; None where the clause is not in the past tense."""
    verb = frame.head if frame.pos == "verb" else frame.governor
    index = scene.setting.index
    if verb is None or index == 0 or not is_past(verb):
        return None
    before = scene.view.settings[index - 1]
    if before.block is not scene.setting.block:
        return None
    told = [t for t in before.times if t.edtf and t.role == "at" and t.reason not in (OWN_DATE, ANNIVERSARY)]
    cut = BACKGROUND.search(scene.view.doc.text, told[0].end, before.sentence.end) if told else None
    ahead = [t for t in told if cut is None or t.end <= cut.start()]
    return ahead[-1] if ahead else None


def is_past(verb: Token) -> bool:
    """Whether a verb stands in the simple past, active or passive."""
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return is_past(verb.head)
    return verb.tag_ == "VBD" or any(c.lower_ in ("was", "were", "had") and c.dep_ in ("aux", "auxpass") for c in verb.children)
