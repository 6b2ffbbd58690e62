"""Which of a sentence's times is the predicate's own. No time is better than a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.coding.distance import CLAUSES, FAR, bracketed, distance, within_phrase
from dragoman.coding.narrative import on_that_occasion, time_before, verb_of
from dragoman.coding.scene import Scene, clause_of, clauses_on
from dragoman.model import DateBasis, TimeExpression
from dragoman.parse import Frame, lemma
from dragoman.times import ANNIVERSARY, OF_WHAT_FOLLOWS, OWN_DATE
from dragoman.times.edtf import bounds
from dragoman.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

FIRST = re.compile(
    r"\b(?:first|last(?! (?:night|week|month|year)\b)|only|latest|biggest|largest|worst|lowest|highest|longest)\b[^.;]*$",
    re.IGNORECASE,
)
UNTIL = re.compile(r"[\s,]*(?:until|till)\b[^.;]*")
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
    every: str | None = None
    candidates: list[tuple[float, int, TimeExpression]] = []
    back = pointing and frame.passive and any(m is not None and m.index == scene.setting.index - 1 for m in map(scene.meant, frame.theme))
    alone = len([t for t in scene.setting.times if t.edtf]) == 1 and not back
    rivals = rivals_of(frame, conflicting)
    for time, root in times_for(frame, scene, standing=standing):
        cost = cost_of(time, root, frame, scene, rivals, own=own, standing=standing, alone=alone)
        if time.role == "recurring":
            every = every or (time.every if cost < FAR else None)
            if time.edtf is None:
                continue
        candidates.append((cost, abs(root.i - frame.head.i), time))
    if candidates:
        cost, _, time = min(candidates, key=lambda c: (round(c[0], 1), c[1]))
        if cost < FAR:
            why = f"'{time.text}': {time.reason}" if time.reason else f"'{time.text}'"
            return Dated(point_of(time, frame, scene), time.basis, time, why, every)
    head = scene.setting.head_time
    if own and head is not None and any(t.edtf for t in scene.setting.times):
        return find_date(frame, scene, conflicting=conflicting)  # an entry's later sentence: "In August the treaty fixes the line"
    if head is not None and head.edtf:
        return Dated(head.edtf, head.basis, head, f"the entry's date '{head.text}'", every)
    before = time_before(frame, scene, aside=back) if carry and not own else None
    if before is not None:
        return Dated(before.edtf, "relative", before, f"the narrative's time, '{before.text}', told before", every)
    return Dated(None, None, None, "the text gives no time", every)


def rivals_of(frame: Frame, others: list[Frame]) -> list[Frame]:
    """The sentence's other predicates, without those that the frame stands in and those that tell that what it speaks of came about."""
    over = {t.i for t in frame.head.ancestors if t.dep_ != "relcl"}
    told = [c for t in (frame.head, *frame.theme) for c in clauses_on(t) if c.dep_ == "relcl"]
    over |= {c.i for c in told if lemma(c) in words("coding/modality", "realising")}
    return [other for other in others if other.head.i != frame.head.i and other.head.i not in over]


def times_for(frame: Frame, scene: Scene, *, standing: bool) -> Iterator[tuple[TimeExpression, Token]]:
    """The times that may date the frame, each with the token through which it hangs in the tree."""
    ahead = any(c.dep_ == "aux" and c.lower_ in words("coding/modality", "future_modals") for c in verb_of(frame).children)
    ahead = ahead and any(t.edtf and not is_over(t, scene) for t in scene.setting.times)
    for time in scene.setting.times:
        root = scene.root_of(time)
        if root is None or time.reason == OWN_DATE or (ahead and is_over(time, scene)) or outside_until(root, frame):
            continue
        if time.edtf is None and root.lower_ in words("coding/dates", "of_telling") and any(t.edtf for t in scene.setting.times):
            continue  # "announced on 4 May that it 'is today renewing …'": the day of the announcement
        since = not standing and time.role == "since" and opened_clause(time, scene) is None
        if since and FIRST.search(scene.text[: time.start - scene.base]):
            continue  # "the first visit since 1947" was not in 1947
        yield time, root


def is_over(time: TimeExpression, scene: Scene) -> bool:
    """Whether a time lies before the day of the document."""
    published = scene.view.doc.published
    if published is None or time.edtf is None or time.role not in ("at", "span") or time.reason == ANNIVERSARY:
        return False
    end, day = bounds(time.edtf)[1], bounds(published)[0]
    return end is not None and day is not None and end < day


def cost_of(
    time: TimeExpression, root: Token, frame: Frame, scene: Scene, rivals: list[Frame], *, own: bool, standing: bool, alone: bool
) -> float:
    """How far a time is from the frame, all told: more where another predicate is nearer."""
    cost = within_phrase(root, frame) if own else distance(root, frame)
    clause = opened_clause(time, scene)
    opens = not own and clause is not None and in_clause(frame, clause)
    if time.reason.startswith(OF_WHAT_FOLLOWS):
        cost = 0.3 if opens or 0 < frame.head.i - scene.tokens_of(time)[-1].i <= CLOSE else FAR
    elif opens and scene.tokens_of(time)[-1].lower_ not in ("after", "before"):
        cost = 0.2
    since = not standing and time.role == "since"
    if time.edtf is None or since:
        cost += 1.0
    if time.reason == ANNIVERSARY:  # it is the date of what is celebrated, not of what happens on the day
        cost += -1.0 if scene.tokens_of(time)[0].i <= frame.head.i <= scene.tokens_of(time)[-1].i + CLOSE else 1.5
    if any(distance(root, r) + 0.9 < cost for r in rivals):
        if since:
            return FAR  # "men held since 2012 were freed"
        cost += 0.8 if alone else 1.5
    return cost


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


def each_of_list(dated: Dated, kind: str, scene: Scene) -> list[Dated]:
    """The times of the list that a time is one of ("in 2010, 2012 and 2014"), for kinds that happen again and again; else none."""
    if dated.time is None or dated.time.role != "at" or kind not in words("coding/dates", "one_each"):
        return []
    text, times = scene.view.doc.text, sorted(scene.setting.times, key=lambda time: time.start)
    lists: list[list[TimeExpression]] = []
    for time in times:
        joined = lists and text[lists[-1][-1].end : time.start].strip() in (",", "and", ", and")
        lists[-1].append(time) if joined else lists.append([time])
    listed = next((found for found in lists if dated.time in found), [])
    if len(listed) < 2 or any(time.edtf is None or time.role != "at" for time in listed):
        return []
    return [Dated(time.edtf, time.basis, time, f"'{time.text}', one of a list") for time in listed]


def told_when(time: TimeExpression, frame: Frame, scene: Scene) -> bool:
    """Whether the predicate stands in what happened at a span's end: "a colony from 1814 until 1964, when it …, and was …"."""
    verb = verb_of(frame)
    rest = [t for t in scene.parse[scene.tokens_of(time)[-1].i + 1 :] if not t.is_punct]
    if not rest or rest[0].lower_ != "when" or verb.i < rest[0].i:
        return False
    return verb.dep_ != "conj" or not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def point_of(time: TimeExpression, frame: Frame, scene: Scene) -> str | None:
    """The time itself, where the predicate describes it: "closed until May, when it reopened" is in May, not until it; "by May ships
    were reaching them" is so in May. With the end of what lasts: "fought from 1998 until a peace was signed in 2000"."""
    verb = verb_of(frame)
    if time.edtf and time.role == "deadline" and verb.tag_ == "VBG" and any(c.tag_ == "VBD" for c in verb.children):
        return time.edtf.removeprefix("../")
    if time.edtf and time.role == "since" and verb.tag_ in ("VBD", "VBN"):
        for end in scene.setting.times:
            if end.edtf and end.role == "at" and end.start > time.end and UNTIL.fullmatch(scene.view.doc.text[time.end : end.start]):
                return f"{time.edtf.removesuffix('/..')}/{end.edtf}"
    root, clause = scene.root_of(time), opened_clause(time, scene)
    described = (root is not None and root.is_ancestor(frame.head)) or (clause is not None and in_clause(frame, clause))
    if time.edtf and time.role in ("until", "deadline", "since") and described:
        return time.edtf.removeprefix("../").removesuffix("/..")
    if time.edtf and root is not None and time.role in ("until", "span") and told_when(time, frame, scene):
        return time.edtf.rpartition("/")[2]
    return time.edtf
