"""Resolves what refers back to states: "the two countries", "its eastern neighbour", "the kingdom", "they", "we" in an interview."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.actors.anaphors import Anaphor, find_anaphors
from dragoman.actors.antecedents import Scene
from dragoman.actors.topic import dyad, is_state
from dragoman.actors.interview import Interview, find_interview, quote_speaker, quoted_spans
from dragoman.actors.lexicon import load_context, load_coreference, load_offices
from dragoman.model import Document, Mention

if TYPE_CHECKING:
    from dragoman.actors.gazetteer import Gazetteer

_APPOSED_AFTER = re.compile(r",? (?=[A-ZÀ-Ž])")
SEEN = "the other of the two"
Answer = tuple[tuple[str, ...], str]


def resolve_coreference(doc: Document, mentions: Sequence[Mention], gazetteer: Gazetteer, focus: Sequence[str]) -> list[Mention]:
    """The mentions of a document with those added that refer back (kind "coreference"), sorted, none overlapping another.

    ``focus`` is what ``focus`` says of the document. A word is left alone where nothing near tells what it refers
    to: a wrong link would invent a statement, a missing one only misses it.
    """
    if not mentions:
        return []
    scene = Scene.of(doc, mentions, tuple(focus), dyad(doc, mentions), _home(doc, gazetteer))
    resolver = _Resolver(scene, gazetteer, find_interview(scene, mentions), quoted_spans(scene.plain))
    return sorted([*mentions, *resolver.run(mentions)], key=lambda m: m.start)


def _home(doc: Document, gazetteer: Gazetteer) -> str | None:
    from dragoman.actors.scan import automaton

    hits = automaton(gazetteer).scan(doc.place).hits if doc.place else []
    return hits[0].entries[0].code if hits else None


@dataclass(slots=True)
class _Resolver:
    scene: Scene
    gazetteer: Gazetteer
    interview: Interview | None
    quotes: list[tuple[int, int]]

    def run(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Resolve every anaphor, each with those before it already resolved."""
        scene, out = self.scene, []
        spans = sorted((m.start, m.end) for m in mentions)
        starts = [line.start for line in scene.lines]
        for a in find_anaphors(scene.plain, self.gazetteer, interview=self.interview is not None or bool(self.quotes)):
            index = bisect_right(starts, a.start) - 1
            if index < 0 or a.start >= scene.lines[index].end or _overlaps(spans, a) or self._apposed(a, spans):
                continue
            answer = self._resolve(a, index)
            if answer is None or not answer[0]:
                continue
            codes, reason = answer
            person = self._person(a, index) if a.sort == "he" else None
            m = Mention(a.start, a.end, scene.doc.text[a.start:a.end], tuple(dict.fromkeys(codes)), "coreference", reason, person)
            out.append(m)
            line = scene.lines[index].mentions
            line.insert(bisect_right([x.start for x in line], m.start), m)
        return out

    def _apposed(self, a: Anaphor, spans: list[tuple[int, int]]) -> bool:
        """Whether the state is named right beside: "its ally Peru", "Peru, its ally", "the kingdom of Morocco"."""
        if a.sort not in ("other", "polity", "country", "role", "body"):
            return False
        i = bisect_right(spans, (a.end, 1 << 60))
        gap = self.scene.plain[a.end:spans[i][0]] if i < len(spans) and spans[i][0] - a.end < 3 else "x"
        before = self.scene.plain[spans[i - 1][1]:a.start] if i and a.start - spans[i - 1][1] <= 2 else "x"
        return gap in (" ", ", ") or (a.sort == "other" and before == ", " and self.scene.plain[a.end:a.end + 1] in ",. ")

    def _resolve(self, a: Anaphor, index: int) -> Answer | None:
        if a.sort in ("we", "you", "here") or (a.sort == "pair" and a.word.startswith(("our", "your", "between us"))):
            return self._spoken(a, index)
        method = getattr(self, f"_{a.sort}")
        answer: Answer | None = method(a, index)
        return answer

    # --- several states

    def _several(self, a: Anaphor, index: int, number: int) -> Answer | None:
        """The states that are named together nearest before, the text's pair, or the only two (or three) spoken of just before."""
        scene = self.scene
        words = scene.doc.text[a.start:a.end]
        for codes in reversed(scene.chains(index, a.start)):
            if len(codes) == number:
                return codes, f"'{words}': {self._names(codes)}, named together in the sentence"
        near = [codes for i in scene.previous(index) for codes in reversed(scene.chains(i)) if len(codes) == number]
        if number == 2 and scene.pair is not None:
            if near and set(near[0]).isdisjoint(scene.pair):
                return near[0], f"'{words}': {self._names(near[0])}, named together in the sentence before"
            return scene.pair, f"'{words}': {self._names(scene.pair)}, the two that the text is about"
        if near:
            return near[0], f"'{words}': {self._names(near[0])}, named together in the sentence before"
        for reach in (1, 2):
            states = [c for i in (*reversed(scene.previous(index, reach=reach)), index) for c in scene.codes(i, a.start if i == index else None) if is_state(c)]
            found = tuple(dict.fromkeys(states))
            if len(found) == number:
                return found, f"'{words}': {self._names(found)}, the only {number} spoken of just before"
        if number > 2 and len(scene.focus) == number:
            return scene.focus, f"'{words}': the {number} that the text is about"
        return None

    def _group(self, a: Anaphor, index: int) -> Answer | None:
        return self._several(a, index, a.number)

    def _bare(self, a: Anaphor, index: int) -> Answer | None:
        """"the neighbours": of the text's two, where no others are spoken of."""
        pair = self.scene.pair
        near = {c for i in (index, *self.scene.previous(index)) for c in self.scene.codes(i) if is_state(c)}
        if pair is None or not near <= set(pair) or (len(near) == 1 and a.word in ("ministers", "parties", "allies")):
            return None
        return pair, f"'the {a.word}': {self._names(pair)}, the two that the text is about"

    _count = _group
    _pair = _group

    def _mutual(self, a: Anaphor, index: int) -> Answer | None:
        """"bilateral": between the two states of the sentence, else those of the text."""
        states = [c for c in self.scene.codes(index) if is_state(c)]
        if len(states) == 2:
            return tuple(states), f"'{a.word}': between {self._names(states)}, the two that the sentence names"
        pair = self.scene.pair
        if pair is not None and set(states) <= set(pair):
            return pair, f"'{a.word}': between {self._names(pair)}, the two that the text is about"
        return None

    def _they(self, a: Anaphor, index: int) -> Answer | None:
        """"They" after two states that act together, or after words that meant both."""
        scene, words = self.scene, self.scene.doc.text[a.start:a.end]
        if words == "between them":
            return self._several(a, index, 2)
        chains = scene.chains(index, a.start)
        if chains and len(chains[-1]) == 2 and words != "They":
            return chains[-1], f"'{words}': {self._names(chains[-1])}, just named together"
        if a.start - scene.lines[index].start > 40 and words != "They":
            return None
        for i in scene.previous(index):
            first = next((m for m in scene.lines[i].mentions if scene.is_subject(m)), None)
            groups = scene.chains(i)
            if first is not None and groups and len(groups[0]) == 2 and first.codes[0] in groups[0] and first.start - scene.lines[i].start < 60:
                return groups[0], f"'{words}': {self._names(groups[0])}, who act together in the sentence before"
        return None

    def _their(self, a: Anaphor, index: int) -> Answer | None:
        """"their relations": of the two just named, else of the text's two."""
        scene = self.scene
        for codes in reversed(scene.chains(index, a.start)):
            if len(codes) == 2:
                return codes, f"'their {a.word}': of {self._names(codes)}, named together in the sentence"
        here = [m for m in scene.before(index, a.start) if len(m.codes) == 1 and m.kind != "coreference"]
        if len({m.codes[0] for m in here}) == 1 and here[-1].text.endswith("s") and here[-1].kind == "demonym":
            return here[-1].codes, f"'their {a.word}': of {here[-1].text}"
        if scene.pair is not None and set(scene.codes(index, a.start)) <= set(scene.pair):
            return scene.pair, f"'their {a.word}': of {self._names(scene.pair)}, the two that the text is about"
        return None

    def _latter(self, a: Anaphor, index: int) -> Answer | None:
        return self._of_two(a, index, -1)

    def _former(self, a: Anaphor, index: int) -> Answer | None:
        return self._of_two(a, index, 0)

    def _of_two(self, a: Anaphor, index: int, which: int) -> Answer | None:
        for i, before in ((index, a.start), *((j, None) for j in self.scene.previous(index))):
            codes = [c for c in self.scene.codes(i, before) if is_state(c)]
            if len(codes) == 2:
                return (codes[which],), f"'{a.word}': the {'last' if which else 'first'} of the two just named"
        return None

    # --- one state, by what it is

    def _polity(self, a: Anaphor, index: int) -> Answer | None:
        """"the kingdom": the state of that kind that was last named, the text's own first."""
        scene = self.scene
        def fits(code: str) -> bool:
            return is_state(code) and a.word in self.gazetteer.get(code).polity
        subject = scene.subject(index, a.start)
        others = [c for c in scene.codes(index, a.start) if fits(c)]
        recent = others[::-1] or [c for i in scene.previous(index, reach=2) for c in reversed(scene.codes(i)) if fits(c)]
        focal = [c for c in (scene.pair or scene.focus[:2]) if fits(c)]
        acting = subject.codes[0] if subject else None
        if len(focal) == 1 and (not recent or focal[0] in recent):
            return (focal[0],), f"'the {a.word}': {self._name(focal[0])}, the only {a.word} of those that the text is about"
        if len(focal) == 2 and acting in focal and not others:
            other = next(c for c in focal if c != acting)
            return (other,), f"'the {a.word}': {self._name(other)}, since {self._name(acting or '')} acts here"
        if recent:
            return (recent[0],), f"'the {a.word}': {self._name(recent[0])}, the last {a.word} named"
        return ((focal[0],), f"'the {a.word}': {self._name(focal[0])}, which the text is about") if len(focal) == 1 else None

    def _country(self, a: Anaphor, index: int) -> Answer | None:
        if a.possessor:
            return self._own(a, index)
        found = self._salient(a, index)
        return ((found.codes[0],), f"'the {a.word}': {self._name(found.codes[0])}, last spoken of as '{found.text}'") if found else self._at_home(a, index)

    def _body(self, a: Anaphor, index: int) -> Answer | None:
        """"the foreign ministry": of the state last spoken of; a ministry before any other body."""
        if a.possessor:
            return self._own(a, index)
        if a.word in load_coreference().body_ministry:
            for i, before in ((index, a.start), *((j, None) for j in self.scene.previous(index, reach=3))):
                named = [m for m in self.scene.lines[i].mentions if (before is None or m.end <= before) and "ministry" in m.text.lower() and len(m.codes) == 1]
                if named:
                    return named[-1].codes, f"'the {a.word}': that of {self._name(named[-1].codes[0])}, named before"
        found = self._salient(a, index)
        return ((found.codes[0],), f"'the {a.word}': of {self._name(found.codes[0])}, last spoken of as '{found.text}'") if found else self._at_home(a, index)

    def _role(self, a: Anaphor, index: int) -> Answer | None:
        """"the foreign minister": the last of that office; "the king": of the state that has one."""
        if a.possessor:
            return self._own(a, index)
        scene, office = self.scene, load_offices().office_of.get(a.word, a.word)
        for i, before in ((index, a.start), *((j, None) for j in scene.previous(index, reach=4))):
            holders = [m for m in scene.lines[i].mentions if (before is None or m.end <= before) and m.office and len(m.codes) == 1
                       and load_offices().office_of.get(m.office.lower(), m.office.lower()) == office]
            if holders:
                return holders[-1].codes, f"'the {a.word}': that of {self._name(holders[-1].codes[0])}, named before as '{holders[-1].text}'"
        known = [m for line in scene.lines[:index] for m in line.mentions if m.office and len(m.codes) == 1 and m.office.lower() == a.word]
        if known and len({m.codes[0] for m in known}) == 1:
            return known[-1].codes, f"'the {a.word}': that of {self._name(known[-1].codes[0])}, the only one that the text names"
        if (polity := load_coreference().monarchs.get(a.word)) is not None:
            return self._polity(Anaphor("polity", a.start, a.end, polity), index)
        found = self._salient(a, index)
        return ((found.codes[0],), f"'the {a.word}': of {self._name(found.codes[0])}, last spoken of as '{found.text}'") if found and office != "ambassador" else None

    def _salient(self, a: Anaphor, index: int) -> Mention | None:
        """The state last spoken of: who acts in the sentence so far, else the last named in it; else who acts in the sentence before, or is named last there."""
        scene = self.scene
        here = [m for m in scene.before(index, a.start) if len(m.codes) == 1 and is_state(m.codes[0])]
        if here:
            return scene.subject(index, a.start) or here[-1]
        for i in scene.previous(index):
            if scene.lines[i].block != scene.lines[index].block:
                break
            named = [m for m in scene.lines[i].mentions if len(m.codes) == 1 and is_state(m.codes[0])]
            if named:
                return scene.opening(i) or (named[-1] if len({m.codes[0] for m in named}) == 1 else scene.subject(i))
        return None

    def _at_home(self, a: Anaphor, index: int) -> Answer | None:
        home = self.scene.home
        if home is not None and not self.scene.codes(index) and home in self.scene.focus[:2]:
            return (home,), f"'the {a.word}': of {self._name(home)}, where the text was written"
        return None

    def _organisation(self, a: Anaphor, index: int) -> Answer | None:
        words = self.scene.doc.text[a.start:a.end]
        wanted = load_coreference().organisations["t" + words[1:]]
        for i in (index, *self.scene.previous(index, reach=400)):
            for code in reversed(self.scene.codes(i, a.start if i == index else None)):
                if code in wanted:
                    return (code,), f"'{self.scene.doc.text[a.start:a.end]}': {code}, named before"
        earlier = [c for line in self.scene.lines[:index] for m in line.mentions for c in m.codes if c in wanted]
        return ((earlier[-1],), f"'{self.scene.doc.text[a.start:a.end]}': {earlier[-1]}, named before") if earlier else None

    # --- one state, by whose it is

    def _owner(self, a: Anaphor, index: int) -> Mention | None:
        """Whose "its" or "his" is: who acts in the sentence so far; else the last named in it; else who acts in the sentence before."""
        scene = self.scene
        personal = a.possessor in ("his", "her") or a.sort == "he"
        here = [m for m in scene.before(index, a.start) if len(m.codes) == 1]
        if personal:
            here = [m for m in here if _is_person(m)]
        if here:
            gap = scene.plain[here[-1].end:a.start]
            if not personal and re.fullmatch(r" (?:in|for|with|during|over|on|and|through|within|about) ", gap):
                return here[-1]
            acting = scene.subject(index, a.start) if not personal else next((m for m in reversed(here) if scene.is_subject(m)), None)
            if acting is not None or a.sort == "its":
                return acting
            return here[-1] if len({m.codes[0] for m in here}) == 1 else None
        if not self._opens(a, index):
            return None
        for i in scene.previous(index):
            m = scene.opening(i)
            if m is not None and (not personal or _is_person(m)):
                return m
        return None

    def _opens(self, a: Anaphor, index: int) -> bool:
        """Whether nothing but an adverbial stands before the anaphor in its sentence, so that it takes up the sentence before."""
        lead = self.scene.plain[self.scene.lines[index].start:a.start].strip()
        return not lead or (lead.endswith(",") and len(lead) < 60) or all(_adverbial(w) for w in lead.lower().split())

    def _own(self, a: Anaphor, index: int) -> Answer | None:
        """"his country", "its government"."""
        owner = self._owner(a, index)
        if owner is None or not is_state(owner.codes[0]):
            return None
        return owner.codes, f"'{a.possessor} {a.word}': of {self._name(owner.codes[0])}, spoken of as '{owner.text}'"

    def _other(self, a: Anaphor, index: int) -> Answer | None:
        """"its neighbour": the other of the two that are spoken of, by the direction where one is told."""
        scene, words = self.scene, self.scene.doc.text[a.start:a.end]
        if a.possessor in ("our", "your"):
            return None
        owner = scene.subject(index, a.start) if not a.possessor else self._owner(a, index)
        if owner is not None and owner.kind == "coreference" and owner.reason.endswith(SEEN):
            owner = next((m for m in scene.before(index, owner.start)[::-1] if scene.is_subject(m)), None) or next((m for i in scene.previous(index) if (m := scene.opening(i))), None)
        if owner is None or not is_state(owner.codes[0]):
            return None
        mine = owner.codes[0]
        near = [c for i in (index, *scene.previous(index)) for c in reversed(scene.codes(i, a.start if i == index else None)) if is_state(c)]
        candidates = [c for c in dict.fromkeys((*(scene.pair or ()), *near)) if c != mine] if scene.pair is None or mine in scene.pair else [c for c in dict.fromkeys(near) if c != mine]
        if not a.possessor and a.word not in load_coreference().neighbouring:
            return None
        if any(noun in a.word for noun in load_coreference().neighbours):
            candidates = [c for c in candidates if c in self.gazetteer.neighbours(mine)]
            if a.compass:
                candidates = self._towards(mine, a.compass, candidates) or self._towards(mine, a.compass, sorted(self.gazetteer.neighbours(mine)))
                if len(candidates) > 1 and not set(candidates) & {*near, *(scene.pair or ())}:
                    return None
        if not candidates:
            return None
        return (candidates[0],), f"'{words}': {self._name(candidates[0])}, as seen from {self._name(mine)} ('{owner.text}'), {SEEN}"

    def _towards(self, mine: str, compass: str, candidates: Sequence[str]) -> list[str]:
        """Those of the candidates that lie in a direction, or next to it, seen from a state."""
        return [c for c in candidates if compass in (self.gazetteer.direction_of(mine, c) or "") or (self.gazetteer.direction_of(mine, c) or "x") in compass]

    # --- pronouns

    def _its(self, a: Anaphor, index: int) -> Answer | None:
        owned = re.match(r" ([\w-]+)", self.scene.plain[a.end:a.end + 30])
        if owned is not None and owned[1] in load_coreference().not_owned:
            return None
        owner = self._owner(a, index)
        if owner is None:
            return None
        return owner.codes, f"'{self.scene.doc.text[a.start:a.end]}': {self._name(owner.codes[0])}, spoken of as '{owner.text}'"

    def _it(self, a: Anaphor, index: int) -> Answer | None:
        """"It" that opens a sentence, after a sentence that opens with a state; never "it is", "it seems"."""
        scene = self.scene
        if self._empty(a) or not scene.plain[scene.lines[index].start:a.start].strip() in ("", "But", "And", "Yet", "Instead,", "Later"):
            return None
        for i in scene.previous(index):
            m = scene.opening(i)
            if m is not None and m.kind in ("name", "capital", "organisation", "nickname", "territory") and scene.lines[i].block == scene.lines[index].block:
                return m.codes, f"'it': {self._name(m.codes[0])}, with which the sentence before begins"
        return None

    def _empty(self, a: Anaphor) -> bool:
        tail = self.scene.plain[a.end:a.end + 14]
        return any(re.match(rf" ?{re.escape(w)}(?![\w-])", tail) for w in load_coreference().empty_it)

    def _he(self, a: Anaphor, index: int) -> Answer | None:
        owner = self._object(a, index) if a.word == "him" else self._owner(a, index)
        if owner is None or not is_state(owner.codes[0]):
            return None
        return owner.codes, f"'{self.scene.doc.text[a.start:a.end]}': {owner.person or owner.text}"

    def _object(self, a: Anaphor, index: int) -> Mention | None:
        """Whom "him" means: the only person spoken of just before who is not the one that acts."""
        acting = self.scene.subject(index, a.start)
        people = [m for i in (index, *self.scene.previous(index)) for m in self.scene.before(i, a.start) if _is_person(m) and (acting is None or m.codes != acting.codes)]
        return people[-1] if len({m.codes for m in people}) == 1 else None

    def _person(self, a: Anaphor, index: int) -> str | None:
        owner = self._object(a, index) if a.word == "him" else self._owner(a, index)
        return owner.person if owner else None

    # --- speech

    def _spoken(self, a: Anaphor, index: int) -> Answer | None:
        """"we", "you", "our two countries", "here": by who speaks, in an interview's turn or in a quotation."""
        block = self.scene.blocks[self.scene.lines[index].block]
        words = self.scene.doc.text[a.start:a.end]
        if self.interview is not None and block.kind in ("question", "answer"):
            return self._in_turn(a, words, answering=block.kind == "answer")
        span = next((s for s in self.quotes if s[0] <= a.start < s[1]), None)
        if a.sort == "here":
            home = self.scene.home
            return ((home,), f"'here': {self._name(home)}, where the text was written") if home and span is None else None
        if span is None or (speaker := quote_speaker(self.scene, index, span)) is None:
            return None
        code = speaker.codes[0]
        if a.sort == "pair":
            return self._several(a, index, 2) if self.scene.pair is None or code in self.scene.pair else None
        if a.sort == "we" and a.word != "us":
            return (code,), f"'{words}': said by {speaker.text}"
        return None

    def _in_turn(self, a: Anaphor, words: str, *, answering: bool) -> Answer | None:
        assert self.interview is not None
        speaker, asker = self.interview.speaker, self.interview.asker
        me, you = (speaker, asker) if answering else (asker, speaker)
        if a.sort == "pair" and asker is not None:
            return (speaker, asker), f"'{words}': the states of the two who talk; {self.interview.reason}"
        code = asker if a.sort == "here" else me if a.sort == "we" else you
        return ((code,), f"'{words}': {self._name(code)}; {self.interview.reason}") if code else None

    # --- words for reasons

    def _name(self, code: str) -> str:
        return self.gazetteer.display_name(code)

    def _names(self, codes: Sequence[str]) -> str:
        return " and ".join(self._name(c) for c in codes)


def _adverbial(word: str) -> bool:
    return word in load_context().function_words or word.endswith("ly")


def _is_person(m: Mention) -> bool:
    return m.kind in ("leader", "official") or m.person is not None


def _overlaps(spans: list[tuple[int, int]], a: Anaphor) -> bool:
    i = bisect_right(spans, (a.start, 1 << 60))
    return (i > 0 and spans[i - 1][1] > a.start) or (i < len(spans) and spans[i][0] < a.end)
