"""When a sentence without a time of its own is told to happen: on the occasion told before, at the narrative's time, or on the day of the
news. None is better than a wrong one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.coding.scene import Scene, Setting, clause_of
from dragoman.model import Document, TimeExpression
from dragoman.parse import Frame, lemma
from dragoman.times import ANNIVERSARY, OWN_DATE
from dragoman.times.edtf import bounds
from dragoman.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBORDINATE = ("relcl", "ccomp", "parataxis", "csubj", "advcl", "acl")
# Up to so many sentences back the narrative may have been dated, where those between tell only what went before.
BACK = 2
# A story dated longer ago than so many days before the document is no news of the day.
RECENT = 92
# "The night before, a patrol had crossed": what an opening time dates lies before the story.
PLUPERFECT = re.compile(r",?[^,;:.]*\bhad (?:\w+ly )?(?:been\b|\w+(?:ed|en|wn|ne|ught|t)\b)")
# What happens along with a thing happens when that did, wherever the story has gone since.
ALONG = re.compile(r"\b(?:along|together) with (?:it|them|this|that)\b")
CLAUSE = re.compile(r"[,;:()]|[—–]| (?:and|but) ")
WORD = re.compile(r"[^\W\d_]+")


def on_that_occasion(frame: Frame, scene: Scene) -> TimeExpression | None:
    """The time of what "in the course of that visit", "at the same ceremony" refers to: the last one of the sentence before."""
    verb = frame.head if frame.pos == "verb" else frame.governor
    before = sentence_before(scene, 1)
    if verb is None or before is None:
        return None
    for token in verb.subtree:
        if lemma(token) in words("coding/dates", "occasions") and any(c.lower_ in ("that", "this", "same") for c in token.children):
            if any(t.dep_ in SUBORDINATE[:4] and t.i != verb.i for t in token.ancestors if verb.is_ancestor(t)):
                continue
            told = [t for t in before.times if t.edtf and t.role == "at" and t.reason != OWN_DATE]
            return told[-1] if told else None
    return None


def time_before(frame: Frame, scene: Scene, *, aside: bool = False) -> TimeExpression | None:
    """The time that the sentences before, in the same paragraph, left the narrative at; None where the clause is not in the past tense,
    or the sentence has another time (unless these are ``aside``). A clause behind a semicolon goes on from the one before it, a share
    told with "of which" has the time of the whole.

    A sentence whose times all lie before the story ("Peru had left in 1990", "the pact of 1912") leaves it where it was.
    """
    verb = verb_of(frame)
    whole = time_of_whole(frame, scene)
    if whole is not None:
        return whole
    loose = frame.pos != "verb" and frame.governor is None
    if loose and (verb.dep_ != "ROOT" or lemma(frame.head) in words("coding/dates", "documents")):
        return None  # a treaty named in passing
    if not is_past(verb) or ALONG.search(scene.text):
        return None
    first, _ = scene.stretch(verb)
    times = [t for t in scene.setting.times if t.edtf and t.reason != OWN_DATE]
    if times and not aside:
        own = any(x.i >= first for t in times for x in scene.tokens_of(t))
        told = [t for t in times if t.role == "at" and narrates(t, scene.setting, scene.view.doc)]
        return told[-1] if told and not own else None
    for steps in range(1, BACK + 1):
        before = sentence_before(scene, steps)
        told = [t for t in before.times if t.edtf and t.reason not in (OWN_DATE, ANNIVERSARY)] if before is not None else []
        if before is None or not told:
            return None
        on = [t for t in told if t.role == "at" and narrates(t, before, scene.view.doc)]
        if on:
            return on[-1]
        if any(t.role != "at" for t in told):
            return None
    return None


def time_of_whole(frame: Frame, scene: Scene) -> TimeExpression | None:
    """The time told for a whole, of which the clause tells a share: "trade reached 9 billion last year, of which 4 was Chinese goods"."""
    relative = [t for t in scene.parse[: frame.head.i] if t.tag_ in ("WDT", "WP", "WP$", "WRB") or t.text == ";"][-1:]
    share = next((t for t in relative if t.lower_ == "which" and t.i > 0 and scene.parse[t.i - 1].lower_ == "of"), None)
    if share is None:
        return None
    told = [t for t in scene.setting.times if t.edtf and t.role in ("at", "span") and scene.tokens_of(t)[-1].i < share.i]
    return told[-1] if told else None


def narrates(time: TimeExpression, setting: Setting, doc: Document) -> bool:
    """Whether the story goes on from a time, which neither tells a thing apart ("the pact of 1912") nor stands in an aside: a relative
    clause, a participle, a pluperfect."""
    if time.edtf == doc.published:
        return True  # wherever it stands, the news is of that day
    before = doc.text[setting.sentence.start : time.start]
    stops = [m.end() for m in CLAUSE.finditer(before)]
    clause = [w.lower() for w in WORD.findall(before[stops[-1] :] if stops else before)]
    if not clause:
        return not PLUPERFECT.match(doc.text, time.end, setting.sentence.end)
    if clause[-1] == "of" and (len(clause) < 2 or clause[-2] not in words("coding/dates", "time_nouns")):
        return False
    if clause[-1] in words("coding/dates", "owners") and not time.text.lower().startswith("the"):
        return False
    participle = bool(stops) and len(clause) > 1 and clause[0].endswith(("ing", "ed"))
    return not participle and not set(clause) & words("coding/dates", "asides")


def sentence_before(scene: Scene, steps: int) -> Setting | None:
    """The sentence so many before this one, in the same block."""
    index = scene.setting.index - steps
    if index < 0:
        return None
    before = scene.view.settings[index]
    return before if before.block is scene.setting.block else None


def verb_of(frame: Frame) -> Token:
    """The verb that tells when: the predicate itself, or the one over a noun."""
    return frame.head if frame.pos == "verb" else frame.governor or clause_of(frame.head)


def is_past(verb: Token) -> bool:
    """Whether a verb stands in the simple past, active or passive."""
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return is_past(verb.head)
    return verb.tag_ == "VBD" or any(c.lower_ in ("was", "were", "had") and c.dep_ in ("aux", "auxpass") for c in verb.children)


def is_of_the_day(frame: Frame, scene: Scene, *, speech: bool) -> bool:
    """Whether a clause without a time, in news, tells what happened on the day: not where somebody looks back in an interview, nor where
    the sentence before is about another time. ``speech``: what is done by saying it has no part in the time of what is spoken of."""
    published = scene.view.doc.published
    if not scene.view.is_news or published is None:
        return False
    verb = verb_of(frame)
    if scene.setting.block.kind in ("question", "answer") and verb.tag_ not in ("VBP", "VBZ"):
        return False
    if verb.dep_ == "xcomp" and verb.head.tag_ in ("VBZ", "VBP") and lemma(verb.head) in words("coding/dates", "habits"):
        return False
    if is_past(verb) and any(long_before(t, published) for t in told_before(scene)):
        return False
    if verb.tag_ == "VBN" and not speech and any(c.dep_ == "aux" and c.lower_ in ("have", "has", "'ve") for c in verb.children):
        return False  # "grants have paid for the plants", at some time or other
    return all(t.edtf == published or beside_the_point(t, verb, scene, speech=speech) for t in scene.setting.times)


def told_before(scene: Scene) -> list[TimeExpression]:
    """The times at which the sentence before left the story."""
    before = sentence_before(scene, 1)
    if before is None:
        return []
    return [t for t in before.times if t.role in ("at", "span") and t.edtf and narrates(t, before, scene.view.doc)][-1:]


def long_before(time: TimeExpression, published: str) -> bool:
    """Whether a time ended well before the day on which the document was published; what is open goes on."""
    end, day = bounds(time.edtf or "")[1], bounds(published)[0]
    return end is not None and day is not None and (day - end).days > RECENT


def beside_the_point(time: TimeExpression, verb: Token, scene: Scene, *, speech: bool) -> bool:
    """Whether a time of the sentence leaves open when its main clause, in the simple past, happens: it stands in a
    relative clause on what goes on, or happened of late, or belongs to a thing of late that is spoken of ("deplored the strike of May")."""
    root = scene.root_of(time)
    if root is None or time.reason == OWN_DATE:
        return True
    published = scene.view.doc.published or ""
    if verb.dep_ != "ROOT" or verb.tag_ != "VBD" or time.edtf is None or long_before(time, published):
        return False
    path = [root]
    while path[-1].i != verb.i and path[-1].head.i != path[-1].i:
        path.append(path[-1].head)
    return path[-1].i == verb.i and any(
        t.head.pos_ in ("NOUN", "PROPN", "NUM") and (t.dep_ == "relcl" or (speech and t.dep_ == "prep" and t.lower_ == "of")) for t in path
    )
