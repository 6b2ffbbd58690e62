"""People who act for a state: by title alone, by the name under which the text introduced them, by the dated table of leaders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.actors.context import Judge
from dragoman.actors.folding import fold
from dragoman.actors.lexicon import load_context, load_offices
from dragoman.actors.tabled import Table, Taken, codes_between, with_department
from dragoman.actors.titles import clean_name, load_titles, parts
from dragoman.model import Mention

if TYPE_CHECKING:
    pass

_TITLE_TAIL = re.compile(r"(?:, | )(?=[A-ZÀ-Ž])")
_PREDECESSOR = re.compile(r"'s? (?:late |immediate )?(?P<word>predecessor|successor)s?,? ")
_POSSESSED = re.compile(r"\b(?:[Hh]is|[Hh]er) (?:late |immediate )?(?P<word>predecessor|successor),? (?=[A-ZÀ-Ž])")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known to act for a state, and how that is known."""

    name: str
    code: str
    office: str | None
    reason: str


@dataclass(slots=True)
class _People:
    """The people of one document by the words with which it may call them; two bearers of one word make it nobody's."""

    by_part: dict[str, Person | None] = field(default_factory=dict)

    def add(self, person: Person) -> None:
        for part in parts(person.name):
            known = self.by_part.get(fold(part), person)
            self.by_part[fold(part)] = person if known is not None and known.code == person.code else None

    def get(self, word: str) -> Person | None:
        return self.by_part.get(fold(word))


def find_persons(judge: Judge, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions of kind "leader" for those who are named without their state."""
    taken = [(m.start, m.end) for m in mentions]
    named = [(m.start, c) for m in mentions for c in m.codes]
    people = _People()
    for m in mentions:
        if m.person and len(m.codes) == 1:
            people.add(Person(m.person, m.codes[0], m.office, "named with this office"))
    out: list[Mention] = []
    finder = _Finder(judge, named, people, Taken(taken))
    table = Table(judge, named, finder.taken)
    for step in (table.by_full_name, finder.titled, finder.predecessors, finder.by_name, table.by_surname, finder.by_name):
        found = step()
        out += found
        for m in found:
            finder.taken.add(m.start, m.end)
            if step in (table.by_full_name, table.by_surname) and m.person:
                people.add(Person(m.person, m.codes[0], m.office, "in the table of leaders"))
    return out


@dataclass(slots=True)
class _Finder:
    judge: Judge
    named: list[tuple[int, str]]
    people: _People
    taken: Taken
    codes: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.codes = {code for _, code in self.named}

    def _mention(self, start: int, end: int, person: Person, reason: str, office: str | None = None) -> Mention:
        return Mention(start, end, self.judge.doc.text[start:end], (person.code,), "leader", reason, person.name, office)

    # --- titles without a state

    def titled(self) -> list[Mention]:
        """Reads "President X": by the text's other mentions of the person, else by where the text was written."""
        out = []
        for start, end in self.judge.scan.titles:
            tail = _TITLE_TAIL.match(self.judge.scan.plain, end)
            if tail is None or not self.taken.free(start, end) or self.judge.doc.text[end] == "\n":
                continue
            match = load_titles().person.match(self.judge.scan.plain, tail.end())
            if match is None or tail.end() in self.judge.starts or not self.taken.free(match.start("name"), match.end("name")):
                continue
            name = clean_name(re.split(r"'s?(?= |$)", match["name"])[0])
            if not name or (tail[0] == ", " and " " not in name):
                continue
            office = self.judge.scan.plain[start:end]
            person = next((p for part in parts(name) if (p := self.people.get(part)) is not None), None) or self._at_home(
                name, office, start
            )
            if person is not None:
                start = with_department(self.judge, start)
                whole = match.start("name") + len(name)
                out.append(self._mention(start, whole, Person(name, person.code, office, person.reason), person.reason, office))
                self.people.add(Person(name, person.code, office, person.reason))
        return out

    def _at_home(self, name: str, office: str, at: int) -> Person | None:
        """A head of state or government, or a minister, whom a text names without a state is that of the place where it was written."""
        code, before = self.judge.home(at), self.judge.word_before(at)
        if code is None or office.lower() not in load_offices().at_home or self._foreign(at, code):
            return None
        if before[0][:1].isupper() and not self.judge.opens(before[1]) and before[0].lower() not in load_offices().departments:
            return None  # the president of a firm, a club, a university
        return Person(name, code, office, f"{office} named without a state, in a text from {self.judge.gazetteer.display_name(code)}")

    def _foreign(self, at: int, home: str) -> bool:
        """Whether the line around an offset, or the title, names another state than the text's own."""
        low, high = self.judge.line(at)[:2]
        head = len(self.judge.doc.title or "") if self.judge.doc.text.startswith(self.judge.doc.title or "\0") else 0
        return any(code != home for code in (*codes_between(self.named, low, high), *codes_between(self.named, 0, head)))

    def predecessors(self) -> list[Mention]:
        """Reads "X's predecessor, Y"."""
        out, plain = [], self.judge.scan.plain
        for match in _PREDECESSOR.finditer(plain) if ("predecessor" in plain or "successor" in plain) else ():
            begin = plain.rfind(" ", max(0, match.start() - 60), match.start()) + 1
            person = self.people.get(plain[begin : match.start()])
            name = load_titles().person.match(plain, match.end())
            if person is None or name is None:
                continue
            who = clean_name(name["name"])
            end = name.start("name") + len(who)
            tense = "former " if match["word"] == "predecessor" else ""
            office = person.office or "leader"
            out.append(
                self._mention(
                    begin, end, Person(who, person.code, office, ""), f"{tense}{office}, {match['word']} of {person.name}", office
                )
            )
            self.people.add(Person(who, person.code, office, ""))
        return out

    # --- names that the text has introduced

    def by_name(self) -> list[Mention]:
        """The people of the document, wherever a word of their name stands for them."""
        words = [w for w, p in self.people.by_part.items() if p is not None and len(w) > 1 and w not in load_offices().not_person]
        if not words:
            return []
        folded, out = fold(self.judge.scan.plain), []
        pattern = re.compile(r"(?<![\w-])(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + r")(?![\w-])")
        for match in pattern.finditer(folded):
            person = self.people.get(match[0])
            if person is None or not self.taken.free(match.start(), match.end()):
                continue
            start, end = self._whole(match.start(), match.end(), person, surname=fold(parts(person.name)[0]) == match[0])
            if start < 0:
                continue
            out.append(
                self._mention(start, end, person, f"known from the text: {person.name}, {person.office or 'leader'} of {person.code}")
            )
            self.taken.add(start, end)
        return out

    def _whole(self, start: int, end: int, person: Person, *, surname: bool) -> tuple[int, int]:
        """The words around a part of a name that belong to it; (-1, -1) where they make it somebody else's.

        A given name must stand alone.
        """
        judge, known = self.judge, {fold(w) for w in parts(person.name)} | {fold(w) for w in person.name.split()}
        title_case, whole = judge.line(start)[2], fold(person.name)
        at = whole.find(fold(judge.scan.plain[start:end]))
        if at >= 0 and fold(judge.scan.plain[start : start + len(whole) - at]) == whole[at:]:
            end = start + len(whole) - at  # the rest of the name stands there as it was first given, particles and all
        while (word := judge.next_word(end)) and word[0].isupper() and judge.doc.text[end] == " ":
            bare = word.removesuffix("'s").removesuffix("'")
            if fold(bare) in known:
                end += 1 + len(bare)
            elif (surname and (title_case or end + 1 in judge.starts)) or bare in load_offices().not_person:
                break
            else:
                return -1, -1
        while True:
            word, at = judge.word_before(start)
            if not word or not word[0].isupper() or (word[-1] in ".,;:)" and word not in load_offices().honorifics):
                break
            if fold(word) in known or word in load_offices().honorifics:
                start = at
            elif title_case or start - 1 in judge.ends or self._no_name(word, at):
                break
            else:
                return -1, -1
        return start, end

    def _no_name(self, word: str, at: int) -> bool:
        """Whether a capitalised word before a name is none itself: a possessive, a title, a word that opens the sentence."""
        opening = self.judge.opens(at) and word.lower() in load_context().function_words
        return opening or word.endswith("'s") or word in load_offices().not_person
