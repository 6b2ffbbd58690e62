"""Finds every mention of a state or an international organisation in a document: names, demonyms, capitals, officials, bodies, leaders."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.actors.context import Judge, Named
from dragoman.actors.lexicon import load_ambiguous
from dragoman.actors.officials import drop_overlaps, with_offices
from dragoman.actors.persons import find_persons
from dragoman.actors.scan import Hit, automaton
from dragoman.model import Document, Mention
from dragoman.wordlists import words

if TYPE_CHECKING:
    from dragoman.actors.gazetteer import Gazetteer

#: A name that is also a word or a person's must have its state named within so many characters.
NEAR = 2000
#: States so near to a capital show that a government is meant.
COMPANY = 200
#: So many characters before a city may hold what goes on there.
CUE_REACH = 60
_CUE = re.compile(r"([^.;:!?\n]*)\b(?:in|at|to)\s+(?:the\s+(?:port|city|town)\s+of\s+)?$")
#: A dateline's places begin within so many characters of their line's beginning; a line about the document is no longer than that.
DATELINE_WITHIN, LINE_WITHIN = 60, 120


def find_mentions(doc: Document, gazetteer: Gazetteer) -> list[Mention]:
    """All mentions of a document that name what they speak of, sorted, none overlapping another.

    What only contains a state's name (an outlet, a river, a person, a dateline) is left out. Words that refer back are
    ``dragoman.actors.coreference``'s. Costs no parse; a text that names nothing costs one pass of an automaton.
    """
    scan = automaton(gazetteer).scan(doc.text)
    if not scan.hits and not scan.persons:
        return []
    judge = Judge(doc, scan, gazetteer=gazetteer)
    ends: dict[int, int] = {}
    placed = {hit.start for hit in scan.hits if _in_dateline(judge, hit.start, ends)}
    _note_places(judge, placed)
    verdicts = [judge.judge(hit) for hit in scan.hits if hit.start not in placed]
    named = _supported(judge, _of_one_time(judge, [v for v in verdicts if isinstance(v, Named)]))
    mentions = with_offices(judge, named)
    return drop_overlaps([*mentions, *find_persons(judge, mentions)])


def _note_places(judge: Judge, placed: set[int]) -> None:
    """Hand the judge the states in whose places the text was written, from its datelines."""
    if judge.doc.place:
        judge.places += [(0, hit.entries[0].code) for hit in automaton(judge.gazetteer).scan(judge.doc.place).hits[:1]]
    for hit in judge.scan.hits:
        if hit.start in placed and (entry := judge.sense(hit)[0]) is not None:
            judge.places.append((hit.start, entry.code))


def _in_dateline(judge: Judge, at: int, ends: dict[int, int]) -> bool:
    """Whether a name lies in a line about the document: "NAIROBI, 28 February", "LIMA (Reuters) -", "Source: ...", "By ...".

    ``ends`` keeps, for each line that was looked at, the offset until which it is such.
    """
    start = judge.line(at)[0]
    if at - start > DATELINE_WITHIN:
        return False
    if start not in ends:
        ends[start] = _dateline_end(judge, at)
    return at < ends[start]


def _dateline_end(judge: Judge, at: int) -> int:
    from dragoman.read.headlines import read_dateline, read_line
    from dragoman.read.shapes import load_shapes

    text, (start, end, _, _) = judge.doc.text, judge.line(at)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if start >= end:
        return 0
    if (dateline := read_dateline(text, start, end, load_shapes())) is not None:
        return dateline.end
    return end if end - start < LINE_WITHIN and read_line(text, start, end, load_shapes()) is not None else 0


def _of_one_time(judge: Judge, named: list[Named]) -> list[Named]:
    """A name that years make a former state's, and none a living one's, is taken for the former also where no years decide."""
    former = {n.hit.text: n for n in named if any(e.end is not None and e.code == n.code for e in n.hit.entries)}
    undecided = []
    for n in named:
        then = former.get(n.hit.text)
        if then is not None and then.code != n.code:
            if any(_outside(n.hit, then.code, year) for year in judge.years(n.hit.start)):
                former.pop(n.hit.text)
            else:
                undecided.append(n)
    switched = {n.hit.start: former[n.hit.text] for n in undecided if n.hit.text in former}
    return [_as_former(n, switched[n.hit.start]) if n.hit.start in switched else n for n in named]


def _as_former(n: Named, then: Named) -> Named:
    return replace(n, code=then.code, kind="name" if n.kind == "territory" else n.kind, reason=f"{then.reason}, as elsewhere in the text")


def _outside(hit: Hit, code: str, year: int) -> bool:
    """Whether a name did not yet, or no longer, stand for a code in a year."""
    return not any(e.code == code and e.period.covers(f"{year:04d}") for e in hit.entries)


def _supported(judge: Judge, named: list[Named]) -> list[Named]:
    """Without the names that may be a city's, a word's or a person's where nothing else in the text speaks of the state."""
    ambiguous = load_ambiguous()
    strong = Counter(
        n.code
        for n in named
        if n.kind in ("name", "demonym", "territory", "organisation", "nickname")
        and n.hit.text not in ambiguous.also_given | ambiguous.also_surname
    )
    sure = Counter(n.code for n in named if n.kind == "capital" and n.hit.text not in ambiguous.need_state)
    spoken: dict[str, list[int]] = {}
    for n in named:
        if n.kind in ("name", "demonym", "capital", "territory", "organisation") and n.hit.text not in ambiguous.need_state:
            spoken.setdefault(n.code, []).append(n.hit.start)
    out = []
    for n in named:
        backed = strong[n.code] or sure[n.code] - (n.kind == "capital")
        if judge.persons.get(n.hit.text) and not backed:
            continue
        placed = (len(strong) > 1 and judge.as_place(n.hit.start)) or (strong and _cued(judge, n))
        if n.kind == "city" and not (strong[n.code] or sure[n.code] or placed):
            continue
        if in_company(judge, n, spoken):
            out.append(n)
            continue
        if (n.hit.text in ambiguous.need_state or any(e.rule and e.rule.needs_state for e in n.hit.entries)) and not _near(
            n, spoken.get(n.code, [])
        ):
            continue
        out.append(n)
    return out


def in_company(judge: Judge, n: Named, spoken: dict[str, list[int]]) -> bool:
    """Whether a capital that is also a person's or a province's name stands so near other states that the government must be meant:
    "Tehran accused Washington", not "in Spokane, Washington"."""
    if n.kind != "capital" or n.hit.text not in load_ambiguous().by_company:
        return False
    if re.search(r"\b[A-Z]\w*, $", judge.doc.text[max(0, n.hit.start - CUE_REACH) : n.hit.start]):
        return False
    return any(abs(at - n.hit.start) < COMPANY for code, starts in spoken.items() if code != n.code for at in starts)


def _cued(judge: Judge, n: Named) -> bool:
    """Whether a mission stands in the city, or an official goes there: "its consulate in Lviv"."""
    before = judge.doc.text[max(0, n.hit.start - CUE_REACH) : n.hit.start]
    cue = _CUE.search(before)
    return cue is not None and bool(words("actors/cities", "cues") & set(re.findall(r"[a-z]+", cue[1].lower())))


def _near(n: Named, starts: list[int]) -> bool:
    return any(abs(start - n.hit.start) < NEAR for start in starts)
