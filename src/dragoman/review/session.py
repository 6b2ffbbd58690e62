"""A review: one fact after another is shown, and what the reviewer says of it is stored at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.brief.dates import date_words
from dragoman.brief.names import Names
from dragoman.brief.phrases import sentence
from dragoman.codebook import Codebook
from dragoman.merge import Fact
from dragoman.merge.succession import load_succession
from dragoman.model import Document, DragomanError, StoreError
from dragoman.review.card import Shown, card
from dragoman.review.fields import FIELDS, correction_of, field_value, split_assignments
from dragoman.store import Judgement

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.store.store import Store

Reader = Callable[[str], str | None]
"""Gives the reviewer's next line for a prompt; None where there are no more."""
Writer = Callable[["Sequence[RenderableType]"], None]
"""Shows rich renderables, one below the other."""
Checks = Callable[[Fact, dict[str, Document]], Sequence[str]]
"""What reference data say of a fact, a line each."""

COMMANDS = {
    "c": ("confirm", "it is so; a note may follow: c seen in the treaty series"),
    "e": ("edit", "correct fields: e date=1992-01-14 status=ended, or e alone to be asked"),
    "r": ("reject", "the sources do not say so; a note may follow"),
    "m": ("merge", "it is the same as another: m to choose, m 2 or m ID at once; a note may follow"),
    "s": ("split", "some of its statements are of something else: s 2 3; a note may follow"),
    "n": ("note", "a note that goes with the next decision on this fact"),
    "u": ("undo", "take back the last decision of this review"),
    "k": ("skip", "leave it for another time"),
    "o": ("open", "all quotes, with the words around them"),
    "?": ("help", "this list"),
    "q": ("quit", "end; all that was decided is stored"),
}
_WORDS = {name: key for key, (name, _) in COMMANDS.items()} | {"h": "?"}
_MOST_CANDIDATES = 9
_ID = re.compile(r"[0-9a-f]{4,12}")


@dataclass(slots=True)
class Tally:
    """How many facts were judged each way and left, and how many lines were not understood or could not be done."""

    decided: Counter[str] = field(default_factory=Counter)
    skipped: int = 0
    failed: int = 0

    def words(self) -> str:
        """``3 decided (2 confirmed, 1 rejected), 1 skipped``."""
        each = ", ".join(f"{n} {verdict}" for verdict, n in sorted(self.decided.items()) if n)
        return f"{self.decided.total()} decided{f' ({each})' if each else ''}, {self.skipped} skipped"


class Session:
    """One reviewer's way through a queue of facts. ``checks`` may tell what reference data say of a fact."""

    def __init__(
        self, record: Store, queue: Sequence[Fact], by: str, *, write: Writer, read: Reader, names: Names, codebook: Codebook,
        checks: Checks | None = None,
    ) -> None:
        self.tally = Tally()
        self._record, self._queue, self._by = record, [fact.id for fact in queue], by
        self._write, self._read, self._names, self._book, self._checks = write, read, names, codebook, checks
        self._at, self._note, self._over = 0, "", False
        self._done: list[tuple[int, list[str], Judgement]] = []  # where the queue stood, and what it was, before each decision
        self._commands: dict[str, Callable[[Fact, str], bool]] = {
            "c": self._confirm, "e": self._edit, "r": self._reject, "m": self._merge, "s": self._split, "n": self._set_note,
            "u": self._undo, "k": self._skip, "o": self._open, "?": self._help, "q": self._quit,
        }

    def run(self) -> Tally:
        """Shows fact after fact until the queue, or the reviewer's lines, end. KeyboardInterrupt passes through; nothing is lost by it."""
        while self._at < len(self._queue) and not self._over:
            try:
                fact = self._record.fact(self._queue[self._at])
            except StoreError:  # it became part of another, or was rejected by what was decided since
                self._at += 1
                continue
            self._note = ""
            self._show(fact)
            while not self._over and not self._obey(fact):
                pass
        return self.tally

    # What is shown

    def _show(self, fact: Fact, *, every_quote: bool = False) -> None:
        others = {other.id: other for other in self._record.facts(ids=fact.conflicts_with)} if fact.conflicts else {}
        quoted = {s.evidence.doc for known in (fact, *others.values()) for s in known.statements}
        documents = {document.id: document for document in self._record.documents(quoted)}
        checks = tuple(self._checks(fact, documents)) if self._checks else ()
        place = f"{self._at + 1} of {len(self._queue)} · {self.tally.decided.total()} decided"
        self._write(card(Shown(fact, documents, others, checks), self._names, place=place, every_quote=every_quote))

    def _say(self, text: str, style: str = "") -> None:
        from rich.text import Text

        self._write([Text(text, style=style)])

    def _ask(self, prompt: str) -> str:
        """The reviewer's answer; empty where there are no more lines, which also ends the review."""
        line = self._read(prompt)
        if line is None:
            self._over = True
            return ""
        return line.strip()

    # Commands: each tells whether the fact is done with

    def _obey(self, fact: Fact) -> bool:
        line = self._ask("c e r m s n u k o ? q > ")
        word, _, rest = line.partition(" ")
        key = _WORDS.get(word.casefold(), word.casefold())
        if not line:
            return False
        if key not in self._commands:
            return self._fail(f"there is no command {word!r}; ? lists them")
        try:
            return self._commands[key](fact, rest.strip())
        except DragomanError as problem:
            return self._fail(str(problem))

    def _fail(self, message: str) -> bool:
        self.tally.failed += 1
        self._say(message, "red")
        return False

    def _confirm(self, fact: Fact, note: str) -> bool:
        entry = self._record.judge_fact(fact, "confirmed", by=self._by, note=self._noted(note))
        return self._decided(entry)

    def _reject(self, fact: Fact, note: str) -> bool:
        entry = self._record.judge_fact(fact, "rejected", by=self._by, note=self._noted(note))
        return self._decided(entry)

    def _edit(self, fact: Fact, given: str) -> bool:
        asked = "=" not in given
        values = self._ask_fields(fact, given) if asked else split_assignments(given)
        if not values:
            self._say("nothing was changed")
            return False
        correction = correction_of(fact, values, self._book)
        entry = self._record.judge_fact(fact, "corrected", by=self._by, note=self._noted(""), correction=correction)
        return self._decided(entry)

    def _ask_fields(self, fact: Fact, field: str) -> dict[str, str]:
        """Which fields, and what they should hold; an empty field ends it, an empty value keeps what there is."""
        values: dict[str, str] = {}
        while True:
            field = field or self._ask(f"which field ({', '.join(FIELDS[:-1])}, detail.KEY; Enter when done)? ")
            if not field or self._over:
                return {} if self._over else values
            try:
                present = field_value(fact, field, self._names) if field.partition(".")[0] in FIELDS else ""
                value = self._ask(f"{field} is {present or 'empty'}; new value (Enter keeps it, - empties it): ")
                if value:
                    correction_of(fact, {**values, field: value}, self._book)
                    values[field] = value
            except DragomanError as problem:
                self._say(str(problem), "red")
            field = ""

    def _merge(self, fact: Fact, given: str) -> bool:
        candidates = self._candidates(fact)
        if not given:
            for number, other in enumerate(candidates, 1):
                self._say(f"  {number}  {sentence(other, self._names)} ({date_words(other.date)})  {other.id}")
            given = self._ask(f"{'the same as which' if candidates else 'none is alike; the same as'} (number or id; Enter for none)? ")
        which, _, note = given.partition(" ")
        if not which:
            return False
        if which.isdigit() and len(which) < 4:
            if not 1 <= int(which) <= len(candidates):
                return self._fail(f"there is no candidate {which}; m lists them")
            which = candidates[int(which) - 1].id
        elif not _ID.fullmatch(which):
            return self._fail(f"{which!r} is neither a number of the list nor a fact's id")
        entry = self._record.merge_facts([fact.id, which], by=self._by, note=self._noted(note))
        return self._decided(entry, again={s.id for s in fact.statements})

    def _candidates(self, fact: Fact) -> list[Fact]:
        """Facts of the same kind and states, those that contradict it first, then the nearest in time."""
        lines = [load_succession().line(state) for state in fact.states[:2]]
        found = self._record.facts(lines or None, [fact.kind], quotes=0)
        alike = [other for other in found if other.id != fact.id and _forms(other) == _forms(fact)]
        first = fact.bounds[0] or fact.bounds[1]

        def far(other: Fact) -> tuple[bool, int]:
            day = other.bounds[0] or other.bounds[1]
            return other.id not in fact.conflicts_with, abs((day - first).days) if day and first else 10**6

        return sorted(alike, key=far)[:_MOST_CANDIDATES]

    def _split(self, fact: Fact, given: str) -> bool:
        if len(fact.statements) < 2:
            return self._fail("it rests on one statement; there is nothing to split")
        if not given:
            self._show(fact, every_quote=True)
            given = self._ask("which statements are of something else (numbers; Enter for none)? ")
        found = re.match(r"[\d\s,]*", given)
        numbers = {int(n) for n in re.findall(r"\d+", found[0] if found else "")}
        if not numbers:
            return self._fail("name the statements by number: s 2 3") if given else False
        if not numbers <= set(range(1, len(fact.statements) + 1)) or len(numbers) == len(fact.statements):
            return self._fail(f"choose some, not all, of 1 to {len(fact.statements)}")
        apart = [fact.statements[n - 1].id for n in sorted(numbers)]
        note = given[found.end():] if found else ""
        entry = self._record.split_fact(fact, apart, by=self._by, note=self._noted(note))
        return self._decided(entry, again={s.id for s in fact.statements})

    def _set_note(self, _: Fact, note: str) -> bool:
        self._note = note or self._ask("note: ")
        return False

    def _noted(self, note: str) -> str:
        return "; ".join(filter(None, (self._note, note.strip())))

    def _undo(self, _: Fact, note: str) -> bool:
        if not self._done:
            return self._fail("nothing was decided in this review yet; `dragoman journal undo` takes back earlier decisions")
        at, queue, entry = self._done[-1]
        self._record.undo(entry.key, by=self._by, note=self._noted(note))
        self._done.pop()
        self.tally.decided[entry.verdict] -= 1
        self._say(f"taken back: entry {entry.number}, {entry.verdict}", "green")
        self._at, self._queue = at, queue
        return True

    def _skip(self, *_: object) -> bool:
        self.tally.skipped += 1
        self._at += 1
        return True

    def _open(self, fact: Fact, _: str) -> bool:
        self._show(fact, every_quote=True)
        return False

    def _help(self, *_: object) -> bool:
        for key, (name, meaning) in COMMANDS.items():
            self._say(f"  {key}  {name:<8} {meaning}")
        return False

    def _quit(self, *_: object) -> bool:
        self._over = True
        return True

    def _decided(self, entry: Judgement, *, again: frozenset[str] | set[str] = frozenset()) -> bool:
        """Tells what is stored, and goes on: to the next fact, or to what the fact has become, which holds the statements ``again``."""
        self.tally.decided[entry.verdict] += 1
        self._say(f"stored as entry {entry.number}: {entry.verdict} by {entry.by}{f' ({entry.note})' if entry.note else ''}", "green")
        self._done.append((self._at, list(self._queue), entry))
        if again:
            self._queue[self._at : self._at + 1] = self._holding(entry, again)
        else:
            self._at += 1
        return True

    def _holding(self, entry: Judgement, statements: frozenset[str] | set[str]) -> list[str]:
        """The ids of the facts that now rest on these statements."""
        said = entry.statement
        lines = [load_succession().line(state) for state in said.states[:2]]
        return [f.id for f in self._record.facts(lines or None) if statements & {s.id for s in f.statements}]


def _forms(fact: Fact) -> set[frozenset[str]]:
    """Its states, each as all the forms that it has had."""
    return {frozenset(load_succession().line(state)) for state in fact.states}
