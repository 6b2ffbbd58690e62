"""Who "we" and "you" are: in the turns of an interview with somebody who speaks for a state, and in quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dragoman.actors.anaphors import Anaphor
from dragoman.actors.antecedents import Answer, Scene
from dragoman.actors.lexicon import alternation, load_coreference, load_offices
from dragoman.actors.plurals import several
from dragoman.actors.topic import dyad
from dragoman.model import Document, Mention

if TYPE_CHECKING:
    from dragoman.actors.gazetteer import Gazetteer

_IN_PLACE = re.compile(r"(?:,? (?:to|in|at)) (?:the )?$")
_QUOTE = re.compile(r"[“\"]([^“”\"]{4,1500})[”\"]")
_WORD = re.compile(r"\w+")
_TURNS = ("question", "answer")
_OURS = ("our", "your", "between us", "the two of us", "both of us")
_MINE = re.compile(r"\b(?:[Oo]ur|[Mm]y|I)\b")
#: Who tells a text is named within so many characters of its beginning, and says "I", "my" or "our" at least so often.
HEAD, MINE_MIN = 400, 5
#: Quotations of fewer words are titles and terms, not speech.
QUOTE_WORDS_MIN = 4


@dataclass(frozen=True, slots=True)
class Interview:
    """The state for which the person asked speaks, that of the one who asks (None where nothing tells), and why."""

    speaker: str
    asker: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Speech:
    """Everything in a document that somebody says in the first person."""

    scene: Scene
    interview: Interview | None
    quotes: list[tuple[int, int]]
    narrator: Mention | None

    @classmethod
    def of(cls, scene: Scene, mentions: Sequence[Mention]) -> Speech:
        """Find the interview and the quotations of a document."""
        quotes = quoted_spans(scene.plain)
        return cls(scene, find_interview(scene, mentions), quotes, find_narrator(scene, mentions, quotes))

    @property
    def anywhere(self) -> bool:
        """Whether anybody speaks at all, or a dateline tells where "here" is."""
        return self.interview is not None or self.narrator is not None or bool(self.quotes)

    def concerns(self, a: Anaphor) -> bool:
        """Whether the words are the speaker's own: "we", "your government", "our two countries", "here"."""
        return a.sort in ("we", "you", "here") or (a.sort == "pair" and a.word.startswith(_OURS))

    def resolve(self, a: Anaphor, index: int) -> Answer | None:
        """Whom such words mean, by who speaks there."""
        block = self.scene.blocks[self.scene.lines[index].block]
        if self.interview is not None and block.kind in _TURNS:
            return self._in_turn(self.interview, a, index, answering=block.kind == "answer")
        span = next((s for s in self.quotes if s[0] <= a.start < s[1]), None)
        if a.sort == "here":
            home = self.scene.home
            return ((home,), f"'here': {self.scene.name(home)}, where the text was written") if home and span is None else None
        speaker = quote_speaker(self.scene, index, span) if span else self.narrator
        if speaker is None:
            return None
        code = speaker.codes[0]
        if a.sort == "pair":
            return several(self.scene, a, index) if self.scene.pair is None or code in self.scene.pair else None
        return ((code,), f"'{self.scene.words(a)}': said by {speaker.text}") if a.sort == "we" and a.word != "us" else None

    def _in_turn(self, interview: Interview, a: Anaphor, index: int, *, answering: bool) -> Answer | None:
        speaker, asker, words = interview.speaker, interview.asker, self.scene.words(a)
        if a.sort == "pair" and asker is None:
            return several(self.scene, a, index)
        if a.sort == "pair" and asker is not None:
            return (speaker, asker), f"'{words}': the states of the two who talk; {interview.reason}"
        me, you = (speaker, asker) if answering else (asker, speaker)
        code = asker if a.sort == "here" else me if a.sort == "we" else you
        return ((code,), f"'{words}': {self.scene.name(code)}; {interview.reason}") if code else None


def interview_pair(doc: Document, mentions: Sequence[Mention], gazetteer: Gazetteer) -> tuple[str, str] | None:
    """The states of the two who talk in an interview, or None where a document is none or does not tell both."""
    scene = Scene.of(doc, mentions, gazetteer, (), dyad(doc, mentions))
    interview = find_interview(scene, mentions)
    return (interview.speaker, interview.asker) if interview is not None and interview.asker is not None else None


def find_interview(scene: Scene, mentions: Sequence[Mention]) -> Interview | None:
    """The interview that a document is, if it has turns of question and answer and names an office holder of a state before them."""
    first = next((b.start for b in scene.blocks if b.kind in _TURNS), None)
    heading = [m for m in mentions if first is not None and m.start < first]
    speaker = next((m for m in heading if m.kind in ("official", "leader") and _speaks(m)), None)
    speaker = speaker or next((m for m in heading if m.kind == "demonym" and _diplomat().match(scene.plain, m.end)), None)
    named = (m for m in heading if m.kind == "name" and _voice().search(scene.plain, max(0, m.start - 40), m.start))
    speaker = speaker or next(named, None)
    if speaker is None:
        return None
    code = speaker.codes[0]
    asker = next((c for c in (_host(scene, heading, speaker), scene.home, *(scene.pair or ())) if c and c != code), None)
    return Interview(code, asker, f"{speaker.text} is interviewed")


@cache
def _diplomat() -> re.Pattern[str]:
    return re.compile(rf" (?:[a-z]+ ){{0,2}}{alternation(load_coreference().speaking_for)}(?![\w-])")


@cache
def _voice() -> re.Pattern[str]:
    """Words before a state's name that say whose voice somebody is: "the woman who speaks for Malta", "our guest represents Malta"."""
    return re.compile(rf"\b{alternation(load_coreference().voices)} (?:the )?$")


def _speaks(m: Mention) -> bool:
    office, c = (m.office or "").lower(), load_coreference()
    return (
        office in c.speakers
        or load_offices().office_of.get(office, "") in c.speakers
        or any(office.startswith(w + " ") or office.endswith(" " + w) for w in c.speakers)
    )


def _host(scene: Scene, heading: Sequence[Mention], speaker: Mention) -> str | None:
    """The state in which the interview takes place: where the speaker is posted, or else what place is named."""
    others = [m for m in heading if m.codes[0] != speaker.codes[0]]
    for m in others:
        if m.start >= speaker.end and _IN_PLACE.search(scene.plain, speaker.end - 1, m.start):
            return m.codes[0]
    cues = load_coreference().asker_cues
    lines = [line for line in scene.lines if any(line.start <= m.start < line.end for m in others)]
    told = [line for line in lines if any(w.lower() in cues for w in _WORD.findall(scene.plain[line.start : line.end]))]
    return next((m.codes[0] for line in told for m in others if line.start <= m.start < line.end), None)


def find_narrator(scene: Scene, mentions: Sequence[Mention], quotes: Sequence[tuple[int, int]]) -> Mention | None:
    """The state's servant who tells a text in the first person: named at its head, and "our" and "my" stand outside all quotations."""
    if any(b.kind in _TURNS for b in scene.blocks):
        return None
    heading = [m for m in mentions if m.start < HEAD and len(m.codes) == 1]
    author = next((m for m in heading if m.kind == "demonym" and _diplomat().match(scene.plain, m.end)), None)
    if author is None:
        return None
    told = [w.start() for w in _MINE.finditer(scene.plain) if not any(low <= w.start() < high for low, high in quotes)]
    return author if len(told) >= MINE_MIN else None


def quoted_spans(plain: str) -> list[tuple[int, int]]:
    """Offsets of what stands in double quotation marks and is long enough to be speech."""
    if '"' not in plain and "“" not in plain:
        return []
    return [match.span(1) for match in _QUOTE.finditer(plain) if match[1].count(" ") >= QUOTE_WORDS_MIN - 1]


def quote_speaker(scene: Scene, index: int, span: tuple[int, int]) -> Mention | None:
    """Who says a quotation: the office holder named nearest outside it in its sentence, else in the sentence before, of its block."""
    for i in (index, *(j for j in scene.previous(index) if scene.lines[j].block == scene.lines[index].block)):
        people = [m for m in scene.lines[i].mentions if m.kind in ("leader", "official") and not span[0] <= m.start < span[1]]
        if people:
            return min(people, key=lambda m: min(abs(m.start - span[1]), abs(m.end - span[0])))
    return None
