"""How far a time hangs from a predicate in the tree: clause boundaries, and nouns that a time tells apart, count more than words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.coding.modality import occurs
from dragoman.coding.scene import clauses_on
from dragoman.parse import Frame, lemma
from dragoman.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

CLAUSES = ("relcl", "ccomp", "parataxis", "csubj")
# What it costs a time to leave a phrase of this relation, and to reach down into one.
LEAVE = {"relcl": 3.0, "ccomp": 3.0, "parataxis": 3.0, "csubj": 3.0, "acl": 0.8, "appos": 0.8, "pcomp": 0.8, "poss": 0.4}
REACH = {"relcl": 1.2, "ccomp": 0.4, "advcl": 1.0, "acl": 0.8, "parataxis": 1.0, "conj": 0.5}
WHEN = ("when", "as", "whereupon")
# Beyond this a time is not the predicate's.
FAR = 3.6
# Each step in the tree counts so much, and several through one phrase no more than so many: "in the capital for the summit on 9 October".
STEP, STEPS = 0.3, 4


def is_when(verb: Token) -> bool:
    """A clause with "when" happens at the time of the clause that it hangs on."""
    return any(c.lower_ in WHEN and c.dep_ in ("advmod", "mark") for c in verb.children)


def up_cost(token: Token, time_root: Token, anchor: Token, of_verb: bool) -> float:
    """What it costs a time to leave the phrase or clause that ``token`` heads."""
    if token.dep_ == "ccomp" and stands_before(token, ":"):
        return 0.6  # "The summit convened in 2022: X spoke of …": what stands before the colon dates what it tells
    if token.dep_ == "ccomp" and stands_before(token, ",") and lemma(token.head) not in words("coding/attribution", "reporting"):
        return 0.9  # "By 2012 the port lay idle, ships were …, and …": clauses in a row
    participle = token.tag_ == "VBG" or any(c.lower_ == "having" for c in token.children)
    if token.dep_ == "advcl" and participle and anchor.tag_ in ("VBP", "VBZ"):
        return 3.0  # "holds them to blame, having imposed sanctions in 2012"
    linked = next((c for c in token.children if c.dep_ in ("mark", "advmod") and c.lower_ in words("coding/dates", "linkers")), None)
    if token.dep_ == "advcl" or (token.dep_ == "ccomp" and linked is not None):
        if linked is not None and time_root.i < linked.i:
            return 0.2  # "On 8 May, hours after guards had fired, X closed …": the date is the main clause's
        return 0.4 if is_when(token) else 1.5
    if token in clauses_on(anchor) and (not of_verb or tells_of(token, anchor)):
        return 0.4  # "a railway, which was opened in 1913"
    if not of_verb and occurs(token) and anchor.is_ancestor(token):
        return 0.4  # "a visit to the islands, which took place in 1920"
    described = token.dep_ == "acl" and token.tag_ in ("VBN", "VBD") and token.head.dep_ == "nsubj"
    if of_verb and described and lemma(token.head) not in words("coding/dates", "documents"):
        return 3.0  # "Ghana, founded in 1957, expelled …", but "the treaty, signed in 1957, gave …"
    if token.dep_ == "conj":
        return 1.5 if token.pos_ in ("VERB", "AUX") else 0.3
    named = of_verb and token.head.pos_ in ("NOUN", "PROPN") and lemma(token.head) not in words("coding/dates", "time_nouns")
    if named and (token.dep_ in ("nummod", "compound", "nmod", "amod") or (token.dep_ == "prep" and token.lower_ == "of")):
        return up_from_name(token, anchor)
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


def bracketed(token: Token) -> tuple[int, int] | None:
    """(first, last) indices of the brackets around a token, or None."""
    for opened in reversed(token.doc[: token.i]):
        if opened.text == ")":
            return None
        if opened.text == "(":
            closed = next((t.i for t in token.doc[token.i :] if t.text == ")"), None)
            return (opened.i, closed) if closed is not None else None
    return None


def tells_of(clause: Token, thing: Token) -> bool:
    """Whether a clause on what a verb makes tells that it came about; what is promised or planned only may, at some other time."""
    if lemma(thing.head) in words("coding/modality", "planned") | words("coding/modality", "proposed"):
        return False
    return clause.dep_ == "relcl" and lemma(clause) in words("coding/modality", "realising")


def stands_before(clause: Token, mark: str) -> bool:
    """Whether a clause with a subject of its own ends, before the one that the parser hangs it on, in that mark."""
    if clause.i > clause.head.i or not any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children):
        return False
    marks = [t.text for t in clause.doc[clause.i : clause.head.i] if t.text == ":" or (t.is_punct and t.head.i == clause.head.i)]
    return marks[:1] == [mark]


def up_from_name(token: Token, anchor: Token) -> float:
    """What it costs a time to leave a noun that it tells apart: little, where what is done there is done at that time."""
    noun = token.head
    before = token.doc[token.left_edge.i - 1].lower_ if token.left_edge.i else ""
    bare = noun.pos_ == "PROPN" or noun.tag_ == "NNS"
    if bare and token.dep_ != "prep" and before in ("in", "on", "since", "by"):
        return 0.3  # "in May 2012 Peru closed": the parser takes the month for part of the name
    if noun.dep_ == "pobj" and noun.head.lower_ in ("at", "during", "in") and lemma(noun) in words("coding/dates", "occasions"):
        return 0.3  # "promised at the conference of May 2012"
    if noun.dep_ in ("dobj", "nsubjpass") and lemma(noun.head) in words("coding/dates", "making"):
        return 0.0  # "recognised Peru by signing the pact of 1907"
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
        aside = bracketed(token)
        if aside is None or aside[0] < time_root.i < aside[1]:  # what follows a bracket is not of it, whatever the parser says
            cost += up_cost(token, time_root, anchor, of_verb)
            steps += 1
        token = token.head
    cost += STEP * min(steps, STEPS)
    down = path[: above[token.i]]
    first, last = sorted((time_root.i, anchor.i))
    if any(t.text == ";" for t in anchor.doc[first:last]):
        cost += 2.5  # another main clause
    cost += sum(STEP + reach_cost(t, time_root) for t in down)
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
