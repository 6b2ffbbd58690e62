"""The dated table of leaders: who is named in a text by full name, or by a surname that its states and dates bear out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from dragoman.actors.context import Judge
from dragoman.actors.entries import Leader
from dragoman.actors.folding import fold
from dragoman.actors.lexicon import load_context, load_offices
from dragoman.model import Mention

if TYPE_CHECKING:
    from dragoman.actors.gazetteer import Gazetteer

_GIVEN = re.compile(r"(?:(?:[A-ZÀ-Ž](?:[\w'‘`-]*\w|\.)|al|el|bin|ibn|ben|de|da|do|dos|van|von|la|le|der) ){1,4}$")
#: Years by which a term may be missed: tables and texts differ by that much, and leaders are named before they take office.
GRACE = 1
#: A surname shorter than this is too easily another word for a text's silence on the year to be overlooked.
SURNAME_MIN = 5


class Taken:
    """Stretches of text that already are a mention."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._cells: set[int] = set()
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Mark a stretch."""
        self._cells.update(range(start, end))

    def free(self, start: int, end: int) -> bool:
        """Whether neither end of a stretch is marked."""
        return start not in self._cells and end - 1 not in self._cells


@dataclass(frozen=True, slots=True)
class _Seen:
    """A surname of the table where it stands: its offsets, the given names before it and where they begin, the title before those."""

    start: int
    end: int
    begin: int
    given: tuple[str, ...]
    title: tuple[int, str] | None


@dataclass(slots=True)
class Table:
    """The table of leaders against one document. ``named`` holds the states that it names, by offset."""

    judge: Judge
    named: Sequence[tuple[int, str]]
    taken: Taken
    title_at: dict[int, int] = field(init=False)
    codes: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.codes = {code for _, code in self.named}
        self.title_at = {end: start for start, end in self.judge.scan.titles}

    def by_full_name(self) -> list[Mention]:
        """Leaders named with a given name that the table has too."""
        return [m for seen in self._all() if seen.given and (m := self._full(seen)) is not None]

    def by_surname(self) -> list[Mention]:
        """Leaders named by surname, where their state is named and the dates fit."""
        return [m for seen in self._all() if self.taken.free(seen.start, seen.end) and (m := self._bare(seen)) is not None]

    def _all(self) -> Iterator[_Seen]:
        for start, end in self.judge.scan.persons:
            after = self.judge.next_word(end)
            goes_on = after[:1].isupper() and not self.judge.line(start)[2] and after not in load_offices().not_person
            if goes_on and end + 1 not in self.judge.starts:
                continue  # the surname is only the beginning of a name
            begin, given = self._given(start)
            yield _Seen(start, end, begin, given, self._title_before(begin))

    def _given(self, start: int) -> tuple[int, tuple[str, ...]]:
        """The given names before a surname, and where they begin."""
        plain, o = self.judge.scan.plain, load_offices()
        match = _GIVEN.search(plain, max(0, start - 45), start)
        if match is None or "\n" in self.judge.doc.text[match.start() : start]:
            return start, ()
        words, begin = match[0].split(), match.start()
        for i in range(len(words) - 1, -1, -1):
            if words[i] in o.not_person or words[i] in o.honorifics or words[i].lower() in o.office_of:
                begin, words = begin + sum(len(w) + 1 for w in words[: i + 1]), words[i + 1 :]
                break
        opening = words and self.judge.opens(begin) and words[0].lower() in load_context().function_words
        while words and (opening or not words[0][0].isupper() or (len(words[0]) > 3 and words[0].endswith("."))):
            begin, words, opening = begin + len(words[0]) + 1, words[1:], False
        return begin, tuple(words)

    def _title_before(self, begin: int) -> tuple[int, str] | None:
        """The title that ends before an offset, and where it begins, its departments included."""
        end = begin - 2 if self.judge.scan.plain[max(0, begin - 2) : begin] == ", " else begin - 1
        if end in self.title_at:
            start = with_department(self.judge, self.title_at[end])
            return start, self.judge.scan.plain[start:end]
        word, at = self.judge.word_before(begin)
        return (at, word) if word in load_offices().honorifics else None

    def _leaders(self, seen: _Seen) -> tuple[Leader, ...]:
        return leaders_index(self.judge.gazetteer).get(fold(self.judge.scan.plain[seen.start : seen.end]), ())

    # --- by full name

    def _full(self, seen: _Seen) -> Mention | None:
        years, stated = self.judge.years(seen.start), self.judge.years(seen.start, stated=True)
        best: tuple[tuple[bool, bool, bool, int, str], Leader, int] | None = None
        for leader in self._leaders(seen):
            skipped = _skipped(seen.given, leader)
            if skipped is None or not self._plausible(leader, seen, skipped, years):
                continue
            if stated and not in_years(leader, stated, GRACE) and not seen.title:
                continue  # out of office then, he acted for himself
            order = (
                leader.code not in self.codes,
                not in_years(leader, years, 0),
                not in_years(leader, years, GRACE),
                _rank(leader),
                _reverse(leader.start),
            )
            if best is None or order < best[0]:
                best = order, leader, skipped
        if best is None:
            return None
        leader, skipped = best[1], best[2]
        if skipped and leader.name == leader.surname:
            skipped = 0  # the table has no given name, so that what stands there is one
        begin = seen.begin + sum(len(w) + 1 for w in seen.given[:skipped])
        title = seen.title if not skipped else None
        reason = f"full name in the table of leaders: {leader.name}, {leader.office} of {leader.code}"
        return self._mention(seen, begin, title, leader, reason)

    def _plausible(self, leader: Leader, seen: _Seen, skipped: int, years: Sequence[int]) -> bool:
        """Whether anything but the name speaks for a leader: his state, his title, or other states in the line and a date in his term."""
        if leader.code in self.codes:
            return True
        if skipped:
            return False
        if seen.title is not None and seen.title[1].lower() in load_offices().office_of:
            return True
        low, high = self.judge.line(seen.start)[:2]
        return bool(codes_between(self.named, low, high)) and (not years or in_years(leader, years, GRACE) or " " in leader.name)

    # --- by surname

    def _bare(self, seen: _Seen) -> Mention | None:
        """A given name that the table does not know is let pass only where the table has none for anybody of that surname."""
        years = self.judge.years(seen.start)
        bearers = [x for x in self._leaders(seen) if x.code in self.codes]
        fitting = [x for x in bearers if years and in_years(x, years, GRACE)] or self._of_the_past(seen, bearers)
        if seen.given:
            fitting = [x for x in fitting if " " not in x.name]
        if len({x.code for x in fitting}) != 1:
            return None
        leader = min(fitting, key=lambda x: (not in_years(x, years, 0), _rank(x), _reverse(x.start)))
        if seen.title is None and not seen.given and _is_common(leader.surname):
            return None
        reason = f"surname in the table of leaders, the state is named and the dates fit: {leader.name}, {leader.office} of {leader.code}"
        return self._mention(seen, seen.begin, seen.title, leader, reason)

    def _of_the_past(self, seen: _Seen, bearers: Sequence[Leader]) -> list[Leader]:
        """Those whom a text means that tells of the past without a year: heads of state or government before it was written, of a surname
        that nobody else in the table has and that opens a clause or owns something."""
        published = (self.judge.doc.published or "")[:4]
        dated = [str(y) for y in self.judge.years(seen.start)] != [published]
        if dated or not bearers or seen.given or len({x.code for x in self._leaders(seen)}) > 1:
            return []
        surname = bearers[0].surname
        acts = self.judge.opens(seen.begin) or self.judge.scan.plain.startswith("'s", seen.end)
        if not acts or len(surname) < SURNAME_MIN or _is_common(surname):
            return []
        return [x for x in bearers if x.end and x.end[:4] < published and _rank(x) == 1]

    def _mention(self, seen: _Seen, begin: int, title: tuple[int, str] | None, leader: Leader, reason: str) -> Mention:
        start = title[0] if title is not None and self.taken.free(title[0], title[0] + 1) else begin
        text = self.judge.doc.text
        given = text[begin : seen.end] if begin < seen.start else ""
        person = " ".join(given.split()) or leader.name
        office = title[1] if title is not None and title[1].lower() in load_offices().office_of else None
        return Mention(start, seen.end, text[start : seen.end], (leader.code,), "leader", reason, person, office)


def codes_between(named: Sequence[tuple[int, str]], low: int, high: int) -> list[str]:
    """The states named between two offsets; ``named`` is in order."""
    return [code for _, code in named[bisect_left(named, (low, "")) : bisect_left(named, (high, ""))]]


def with_department(judge: Judge, start: int) -> int:
    """Where a title begins with the departments before it: "Energy and Water Minister"."""
    departments = load_offices().departments
    word, at = judge.word_before(start)
    while word and (word.lower() in departments or (word == "and" and judge.word_before(at)[0].lower() in departments)):
        start = at
        word, at = judge.word_before(start)
    return start


def _skipped(given: Sequence[str], leader: Leader) -> int | None:
    """How many words at the beginning of ``given`` are none of a leader's names; None where not even the last is."""
    names = {w for name in (leader.name, *leader.aliases) if " " in name for w in fold(name).replace("-", " ").split()}
    known = [all(part in names or (len(part) == 2 and part[1] == ".") for part in fold(w).replace("-", " ").split()) for w in given]
    if not known or not known[-1] or all(w.endswith(".") for w in given):
        return None
    return len(known) - next((i for i, ok in enumerate(reversed(known)) if not ok), len(known))


def in_years(leader: Leader, years: Sequence[int], grace: int) -> bool:
    """Whether a term falls into one of the years, give or take ``grace``."""
    low, high = int((leader.start or "0001")[:4]) - grace, int((leader.end or "9999")[:4]) + grace
    return any(low <= y <= high for y in years)


def _rank(leader: Leader) -> int:
    o = load_offices()
    return o.rank.get(o.office_of.get(leader.office.lower(), ""), 2)


def _reverse(date: str | None) -> str:
    """A string that orders later dates first."""
    return "".join(chr(ord("9") - ord(c) + ord("0")) if c.isdigit() else c for c in date or "0000")


def _is_common(surname: str) -> bool:
    return len(surname) < 4 or surname in load_offices().common_surnames


@cache
def leaders_index(gazetteer: Gazetteer) -> dict[str, tuple[Leader, ...]]:
    """The table of leaders by surname, without diacritics."""
    out: dict[str, tuple[Leader, ...]] = {}
    for surname, leaders in gazetteer.leaders_by_surname().items():
        out[fold(surname)] = (*out.get(fold(surname), ()), *leaders)
    return out
