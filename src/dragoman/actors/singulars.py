"""What words for one state or for what is its own refer to: "the kingdom", "its eastern neighbour", "the foreign ministry", "he"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.actors.anaphors import Anaphor
from dragoman.actors.antecedents import Answer, Scene, is_person
from dragoman.actors.lexicon import load_context, load_coreference, load_offices
from dragoman.actors.topic import is_state
from dragoman.model import Mention

#: Ends the reason of a mention that was found by looking from one state to the other.
SEEN = "the other of the two"
#: How many sentences back an organisation or an office holder is still remembered.
FAR = 200
CLAUSE = re.compile(r"[;:,—–(]")
_ADJACENT = re.compile(r" (?:(?:in|for|with|during|over|on|and|through|within|about)|in [a-z]+ing) ")
_INTO = re.compile(r"\b(?:in|for|during) $")
_WORD = re.compile(r" ([\w-]+)")
_KINDS_OF_IT = ("name", "capital", "organisation", "nickname", "territory")


# --- by what it is


def polity(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    """Reads "the kingdom": the state of that kind that the text is about, or that was last named."""
    named = [c for c in scene.codes(index, a.start) if _is_a(scene, c, a.word)]
    recent = named[::-1] or [c for i in scene.previous(index, reach=2) for c in reversed(scene.codes(i)) if _is_a(scene, c, a.word)]
    focal = [c for c in (scene.pair or scene.focus[:2]) if _is_a(scene, c, a.word)]
    if len(focal) == 1 and (not recent or focal[0] in recent):
        return (focal[0],), f"'the {a.word}': {scene.name(focal[0])}, the only {a.word} of those that the text is about"
    subject = scene.subject(index, a.start)
    if len(focal) == 2 and not named and subject is not None and subject.codes[0] in focal:
        other = next(c for c in focal if c != subject.codes[0])
        return (other,), f"'the {a.word}': {scene.name(other)}, since {scene.name(subject.codes[0])} acts here"
    if recent:
        return (recent[0],), f"'the {a.word}': {scene.name(recent[0])}, the last {a.word} named"
    return None


def _is_a(scene: Scene, code: str, word: str) -> bool:
    return is_state(code) and bool({word, *load_coreference().shapes.get(word, ())} & set(scene.gazetteer.get(code).polity))


def heir(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    """Reads "the old colony", "the former ruler": which of those spoken of came out of another of them, or the one that it came out of."""
    near = [c for i in (index, *scene.previous(index)) for c in scene.codes(i) if is_state(c)]
    known = list(dict.fromkeys([*(scene.pair or ()), *near]))
    found = [(c, p) for c in known for p in scene.gazetteer.get(c).predecessors if p in known]
    subject = scene.subject(index, a.start)
    of_ruler = a.word in load_coreference().rulers
    codes = {p if of_ruler else c for c, p in found}
    if len(codes) != 1 or (subject is not None and codes == set(subject.codes)):
        return None
    code = codes.pop()
    return (code,), f"'the {a.word}': {scene.name(code)}, {'out of which another' if of_ruler else 'which'} of those spoken of came"


def country(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    """Reads "the country": the state last spoken of; "his country": that of him who acts."""
    if a.possessor:
        return own(scene, a, index)
    here, subject = scene.before(index, a.start), scene.subject(index, a.start)
    alone = scene.pair is not None and subject is not None and here[-1] is subject
    if alone and subject is not None and not scene.plain.startswith("'s", a.end) and not CLAUSE.search(scene.plain, subject.end, a.start):
        return None  # "A sent ships around the country": either of the two
    return _last_spoken_of(scene, a, index)


def body(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    """Reads "the foreign ministry": of the state last spoken of; a ministry named before any other."""
    if a.possessor:
        return own(scene, a, index)
    if scene.words(a)[:4].lower() in ("that", "this"):  # not of who acts here, but of whom the sentence before told
        acting = {c for m in scene.before(index, a.start) for c in m.codes}
        told = [m for i in scene.previous(index) for m in reversed(scene.lines[i].mentions) if scene.is_subject(m) and len(m.codes) == 1]
        last = next((m for m in told if m.codes[0] not in acting and is_state(m.codes[0])), None)
        return (last.codes, f"'{scene.words(a)}': of {scene.name(last.codes[0])}, just told of") if last is not None else None
    if a.word in load_coreference().body_ministry:
        for m in _backwards(scene, a, index, reach=3):
            if "ministry" in m.text.lower():
                return m.codes, f"'the {a.word}': that of {scene.name(m.codes[0])}, named before"
    return _last_spoken_of(scene, a, index)


def role(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    """Reads "the foreign minister": the last of that office; "the king": of the state that has one."""
    if a.possessor:
        return own(scene, a, index)
    office_of = load_offices().office_of
    office = office_of.get(a.word, a.word)
    for m in _backwards(scene, a, index, reach=4):
        if m.office and office_of.get(m.office.lower(), m.office.lower()) == office:
            return m.codes, f"'the {a.word}': that of {scene.name(m.codes[0])}, named before as '{m.text}'"
    known = [
        m
        for line in scene.lines[max(0, index - FAR) : index]
        for m in line.mentions
        if m.office and len(m.codes) == 1 and m.office.lower() == a.word
    ]
    if known and len({m.codes[0] for m in known}) == 1:
        return known[-1].codes, f"'the {a.word}': that of {scene.name(known[-1].codes[0])}, the only one that the text names"
    if (reigns := load_coreference().thrones.get(a.word)) is not None:
        crowned = [c for c in (scene.pair or scene.focus) if c in reigns]
        return ((crowned[0],), f"'the {a.word}': of {scene.name(crowned[0])}, which had one") if len(crowned) == 1 else None
    if (kind := load_coreference().monarchs.get(a.word)) is not None:
        return polity(scene, Anaphor("polity", a.start, a.end, kind), index)
    return None if office == "ambassador" else _last_spoken_of(scene, a, index)


def _backwards(scene: Scene, a: Anaphor, index: int, *, reach: int) -> list[Mention]:
    """Mentions of one state each, the nearest before the anaphor first, over some sentences."""
    lines = [scene.before(index, a.start), *(scene.lines[i].mentions for i in scene.previous(index, reach=reach))]
    return [m for line in lines for m in reversed(line) if len(m.codes) == 1]


def _last_spoken_of(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    found = _salient(scene, a, index)
    if found is not None:
        return found.codes, f"'{scene.words(a)}': of {scene.name(found.codes[0])}, last spoken of as '{found.text}'"
    home = scene.home
    if home is not None and not scene.codes(index) and home in scene.focus[:2]:
        return (home,), f"'{scene.words(a)}': of {scene.name(home)}, where the text was written"
    return None


def _salient(scene: Scene, a: Anaphor, index: int) -> Mention | None:
    """Who acts in the sentence so far, else is named last in it; else who acts, or is the only one named, in the sentence before."""
    here = [m for m in scene.before(index, a.start) if len(m.codes) == 1 and is_state(m.codes[0])]
    if here:
        return scene.subject(index, a.start) or here[-1]
    for i in scene.previous(index):
        named = [m for m in scene.lines[i].mentions if len(m.codes) == 1 and is_state(m.codes[0])]
        if named and scene.lines[i].block == scene.lines[index].block:
            return scene.opening(i) or (named[-1] if len({m.codes[0] for m in named}) == 1 else scene.subject(i))
    return None


def organisation(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    """Reads "the Union", "the bloc": the last organisation named that such words may mean."""
    words = scene.words(a)
    wanted = load_coreference().organisations["t" + words[1:]]
    lines = [scene.codes(index, a.start), *(scene.codes(i) for i in range(index - 1, max(-1, index - FAR), -1))]
    found = next((c for codes in lines for c in reversed(codes) if c in wanted), None)
    return ((found,), f"'{words}': {found}, named before") if found else None


# --- by whose it is


def owner_of(scene: Scene, a: Anaphor, index: int) -> Mention | None:
    """Whose "its" or "his" is: that of who acts in the sentence so far; where nobody does, in the one before, if this takes it up."""
    personal = a.possessor in ("his", "her") or a.sort == "he"
    here = [m for m in scene.before(index, a.start) if len(m.codes) == 1 and (not personal or is_person(m))]
    if here:
        if personal:
            acting = next((m for m in reversed(here) if scene.is_subject(m)), None)
        elif _ADJACENT.fullmatch(scene.plain[here[-1].end : a.start]):
            return here[-1]
        else:
            acting = scene.subject(index, a.start)
        if acting is not None or a.sort == "its":
            return acting
        return here[-1] if len({m.codes[0] for m in here}) == 1 else None
    if not _takes_up(scene, a, index):
        return None
    return next((m for i in scene.previous(index) if (m := scene.opening(i)) is not None and (not personal or is_person(m))), None)


def _takes_up(scene: Scene, a: Anaphor, index: int) -> bool:
    """Whether nothing but an adverbial stands before the anaphor in its sentence, so that it takes up the sentence before."""
    lead = scene.plain[scene.lines[index].start : a.start].strip()
    if not lead or (lead.endswith(",") and len(lead) < 60):
        return True
    return all(w in load_context().function_words or w.endswith("ly") for w in lead.lower().split())


def own(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    """Reads "his country", "its government"."""
    owner = owner_of(scene, a, index)
    if owner is None or not is_state(owner.codes[0]):
        return None
    return owner.codes, f"'{a.possessor} {a.word}': of {scene.name(owner.codes[0])}, spoken of as '{owner.text}'"


def other(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    """Reads "its neighbour", "his host": the other of the two that are spoken of, by the direction where one is told."""
    c = load_coreference()
    if a.possessor in ("our", "your") or (not a.possessor and a.word not in c.neighbouring):
        return None
    owner = owner_of(scene, a, index) if a.possessor else scene.subject(index, a.start)
    if owner is not None and owner.kind == "coreference" and owner.reason.endswith(SEEN):
        owner = _seen_from(scene, index, owner)
    if owner is None or not is_state(owner.codes[0]):
        return None
    mine, pair = owner.codes[0], scene.pair
    near = [code for m in _backwards(scene, a, index, reach=1) for code in m.codes if is_state(code) and code != mine]
    candidates = list(dict.fromkeys([*(pair if pair and mine in pair else ()), *near]))
    candidates = [code for code in candidates if code != mine]
    if any(noun in a.word for noun in c.neighbours):
        candidates = _adjoining(scene, mine, candidates, a.compass)
    if not candidates:
        return None
    return (candidates[0],), f"'{scene.words(a)}': {scene.name(candidates[0])}, as seen from {scene.name(mine)} ('{owner.text}'), {SEEN}"


def _seen_from(scene: Scene, index: int, seen: Mention) -> Mention | None:
    """Who acted before a neighbour did: "X closed it; its eastern neighbour protested, and its northern neighbour was silent"."""
    here = next((m for m in reversed(scene.before(index, seen.start)) if scene.is_subject(m)), None)
    return here or next((m for i in scene.previous(index) if (m := scene.opening(i)) is not None), None)


def _adjoining(scene: Scene, mine: str, candidates: Sequence[str], compass: str | None) -> list[str]:
    """The candidates that border a state, in the direction told; without any, its only neighbour in that direction."""
    neighbours = scene.gazetteer.neighbours(mine)
    bordering = [c for c in candidates if c in neighbours]
    if compass is None:
        return bordering
    found = [c for c in bordering if _towards(scene, mine, c, compass)]
    if found:
        return found
    alone = [c for c in sorted(neighbours) if scene.gazetteer.direction_of(mine, c) == compass and scene.gazetteer.get(c).end is None]
    return alone if len(alone) == 1 else []


def _towards(scene: Scene, mine: str, code: str, compass: str) -> bool:
    direction = scene.gazetteer.direction_of(mine, code) or ""
    return bool(direction) and (compass in direction or direction in compass)


# --- pronouns


def its(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    """Reads "its", where what follows is a thing that states have."""
    owned = _WORD.match(scene.plain, a.end)
    if owned is not None and owned[1] in load_coreference().not_owned:
        return None
    owner = owner_of(scene, a, index)
    between = [m for m in scene.before(index, a.start) if owner is not None and m.start > owner.start and m.codes != owner.codes]
    if any(is_state(code) for m in between for code in m.codes):
        # "A told B that its ...": whose is for the sense to tell. A's help to B "in its war" is in B's.
        if owned is None or owned[1] not in load_coreference().helped_in or not _INTO.search(scene.plain, max(0, a.start - 9), a.start):
            return None
        owner = next((m for m in reversed(between) if len(m.codes) == 1), None)
    return None if owner is None else (owner.codes, f"'{scene.words(a)}': {scene.name(owner.codes[0])}, spoken of as '{owner.text}'")


def it(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    """Reads "It" that opens a sentence, after a sentence that opens with a state; never "it is", "it seems"."""
    if _is_empty(scene, a) or not _takes_up(scene, a, index):
        return None
    for i in scene.previous(index):
        m = scene.opening(i)
        if m is not None and (m.kind in _KINDS_OF_IT or m.kind == "coreference") and scene.lines[i].block == scene.lines[index].block:
            return m.codes, f"'it': {scene.name(m.codes[0])}, with which the sentence before begins"
    return None


def _is_empty(scene: Scene, a: Anaphor) -> bool:
    tail = scene.plain[a.end : a.end + 14]
    return any(re.match(rf" ?{re.escape(w)}(?![\w-])", tail) for w in load_coreference().empty_it)


def he(scene: Scene, a: Anaphor, index: int) -> Answer | None:
    """Reads "he", "his": the person who acts; "him": the only other person spoken of just before."""
    person = person_of(scene, a, index)
    if person is None or not is_state(person.codes[0]):
        return None
    return person.codes, f"'{scene.words(a)}': {person.person or person.text}"


def person_of(scene: Scene, a: Anaphor, index: int) -> Mention | None:
    """The mention of the person whom "he" or "him" means."""
    if a.word != "him":
        return owner_of(scene, a, index)
    acting = scene.subject(index, a.start)
    people = [m for m in _backwards(scene, a, index, reach=1) if is_person(m) and (acting is None or m.codes != acting.codes)]
    return people[0] if len({m.codes for m in people}) == 1 else None
