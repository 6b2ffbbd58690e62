"""Decides, from the words around it, whether a name that was found is the state's: not an outlet's, a river's, a person's, a dateline's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from dragoman.actors.entries import NameEntry
from dragoman.actors.lexicon import Sense, alternation, load_ambiguous, load_context, load_offices
from dragoman.actors.scan import Hit
from dragoman.actors.surroundings import Surroundings
from dragoman.model import MentionKind

if TYPE_CHECKING:
    from dragoman.actors.gazetteer import Gazetteer

_RUN = re.compile(r"(?: (?:(?:of|for|and|de|the|on|in) (?:the )?)?[A-Z][\w'&-]*)+")
_CAPITALISED = re.compile(r"[A-Z][\w'&-]*")
_OF = re.compile(r"([A-Z][\w'-]*(?: [A-Z][\w'-]*)?) of (?:the )?(?:[A-Z][\w'-]+ern )?$")
_SITED = re.compile(r"\b(?:in|at|near|outside|around|from) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A hit that was judged to speak of ``code``. ``end`` may lie beyond the hit where the name goes on, as a firm's may."""

    hit: Hit
    code: str
    kind: MentionKind
    reason: str
    end: int


@dataclass(slots=True)
class Judge(Surroundings):
    """Judges the hits of one document.

    ``persons`` counts the names that turned out to be persons'; ``places`` holds the states of the datelines' places, by offset.
    """

    gazetteer: Gazetteer = field(kw_only=True)
    persons: dict[str, int] = field(default_factory=dict)
    places: list[tuple[int, str]] = field(default_factory=list)

    def home(self, at: int) -> str | None:
        """The state of the place where the text, or the report that an offset lies in, was written, by its dateline."""
        return next((code for start, code in reversed(self.places) if start <= at), None)

    # --- which sense

    def sense(self, hit: Hit) -> tuple[NameEntry | None, str]:
        """The entry that a hit means here, and why; None where it means no state."""
        ambiguous = load_ambiguous()
        entries = [e for e in hit.entries if self._rule_allows(e, hit)]
        if hit.text in ambiguous.only_then and not any(e.period.covers(str(y)) for e in entries for y in self.years(hit.start)):
            entries = []
        if not entries:
            return None, "the words around it make it something else"
        if (dated := ambiguous.dated.get(hit.text)) and (years := self.years(hit.start)) and max(years) <= dated[0]:
            entries = [e for e in hit.entries if e.code == dated[1]] or [NameEntry(hit.text, dated[1], "name")]
        if (sense := ambiguous.senses.get(hit.text)) is not None:
            code, reason = self._by_cues(sense, hit)
            if code is None:
                return None, reason or "a name of many things"
            living = [e for e in entries if e.code == code and e.end is None] or [
                NameEntry(hit.text, code, entries[0].kind, entries[0].form)
            ]
            entries = [*living[:1], *(e for e in entries if e.end is not None)]
            entry, when = self._by_date(entries, hit)
            return entry, when or reason
        return self._by_date(entries, hit)

    def _rule_allows(self, entry: NameEntry, hit: Hit) -> bool:
        rule = entry.rule
        if rule is None:
            return True
        after, before = self.next_word(hit.end), self.word_before(hit.start)[0]
        if after in rule.not_before or before in rule.not_after:
            return False
        return (not rule.only_before or after in rule.only_before) and (not rule.only_after or before in rule.only_after)

    def _by_cues(self, sense: Sense, hit: Hit) -> tuple[str | None, str]:
        scores = {code: self.cue(words, hit.start) for code, words in sense.cues.items()}
        best = max(scores, key=lambda code: (scores[code], code == sense.default), default=sense.default)
        if not scores.get(best) or scores[best] == scores.get(sense.default, 0):
            best = sense.default
        if not scores.get(best):
            return best, ""
        return best, f"{hit.text}: what else the text names speaks for {best or 'no state'}"

    def _by_date(self, entries: list[NameEntry], hit: Hit) -> tuple[NameEntry | None, str]:
        if len({e.code for e in entries}) == 1 and not any(e.start for e in entries):
            return min(entries, key=_preference), ""
        years = self.years(hit.start)
        dated = [e for e in entries if e.end is not None and years and all(e.period.covers(f"{y:04d}") for y in years)]
        if dated:
            return min(dated, key=_preference), f"what {hit.text} was in {years[0]}"
        living = [e for e in entries if e.end is None] or entries
        return min(living, key=_preference), ""

    # --- whether it is part of something else

    def judge(self, hit: Hit) -> Named | str:
        """What a hit speaks of, or, where it is no state's name, why not."""
        entry, why = self.sense(hit)
        if entry is None:
            return why
        for test in (self._mechanical, self._hyphens, self._money_or_tongue, self._belongs, self._before, self._after):
            if (objection := test(hit, entry)) is not None:
                return objection
        kind, reason = entry.mention_kind, why
        end = hit.end
        if entry.kind in ("name", "demonym") and (firm := self._firm(hit)):
            return Named(hit, entry.code, "company", "a firm that is called after its state", firm)
        if entry.kind in ("capital", "seat"):
            return self._capital(hit, entry, why)
        return Named(hit, entry.code, kind, reason or _PLAIN_REASON.get(kind, ""), end)

    def _capital(self, hit: Hit, entry: NameEntry, why: str) -> Named | str:
        place = self.as_place(hit.start)
        seat = load_ambiguous().seats.get(hit.text.title())
        if (
            seat
            and not _SITED.search(self.scan.plain, max(0, hit.start - 12), hit.start)
            and self.cue(tuple(seat["organisation_cues"]), hit.start)
            and not self.cue(tuple(seat["state_cues"]), hit.start)
        ):
            return Named(hit, seat["organisation"], "capital", f"seat of the {seat['organisation']}, which the text names", hit.end)
        return Named(
            hit,
            entry.code,
            "capital",
            why or ("the capital, as a place" if place else "the capital, which may stand for its government"),
            hit.end,
        )

    def as_place(self, at: int) -> bool:
        """Whether what stands before an offset makes a place of the city named there: "in", "a visit to"."""
        return _before_place().search(self.scan.plain, max(0, at - 30), at) is not None

    def _mechanical(self, hit: Hit, _: NameEntry) -> str | None:
        plain, words = self.scan.plain, load_context()
        tail = plain[hit.end : hit.end + 2]
        if tail[:1] in ("$", "€", "£") or (tail[:1] == "." and tail[1:].isalpha() and tail[1:].islower() and not hit.text.endswith(".")):
            return "a currency sign or an address"
        if hit.start > 1 and plain[hit.start - 1] == "." and plain[hit.start - 2].isalnum() and not plain[hit.start - 2].isupper():
            return "an address"
        if hit.text in words.words_in_capitals and self.line(hit.start)[3]:
            return "a word in a line of capitals"
        if hit.prefix and (not tail[:1].isupper() or _following(plain, hit.end) in words.prefix_drop):
            return "a prefix of something else"
        return None

    def _hyphens(self, hit: Hit, entry: NameEntry) -> str | None:
        plain, words = self.scan.plain, load_context()
        if (
            plain[hit.end : hit.end + 1] == "-"
            and (match := re.compile(r"-([\w']+)").match(plain, hit.end))
            and match[1] in words.hyphen_drop
        ):
            return f"only qualifies: -{match[1]}"
        if hit.start > 2 and plain[hit.start - 1] == "-":
            before = plain[max(0, hit.start - 25) : hit.start - 1].rsplit(" ", 1)[-1]
            if before.lower() in ("al", "el", "abu", "ul", "bin", "trans", "cis") and entry.kind != "demonym":
                return "part of a person's or a region's name"
            joined = hit.start in self.ends or hit.start - 1 in self.ends  # "Anglo-Irish", "Peru-Ecuador"
            if hit.text in load_ambiguous().also_surname and before[:1].isupper() and not joined and before.isalpha():
                return self._person(hit)
        return None

    def _money_or_tongue(self, hit: Hit, entry: NameEntry) -> str | None:
        words, after = load_context(), self.next_word(hit.end)
        if after in words.currency and (entry.kind == "demonym" or after in ("dollar", "dollars")):
            sure = after not in words.currency_or_word or re.search(r"(?:\d|illion|[Ii]n|[Tt]he) $", self.just_before(hit.start))
            if sure:
                return "a currency"
        if entry.kind == "demonym" and hit.text in words.language_names:
            if after in words.language:
                return "a language"
            if not after or after in ("and", "or", "but", "as", "at", "than"):
                before = self.word_before(hit.start)[0]
                if before in words.language_before and hit.start - 1 not in self.ends:
                    return "a language"
        return None

    def _belongs(self, hit: Hit, _: NameEntry) -> str | None:
        """Reads "Bay of Bengal", "University of Oslo": what stands before "of" owns the name."""
        if " of " not in self.scan.plain[max(0, hit.start - 20) : hit.start]:
            return None
        match = _OF.search(self.scan.plain, max(0, hit.start - 60), hit.start)
        words = load_context()
        if match is None or match[1].split()[-1] not in words.of_drop:
            return None
        whole = f"{match[1]} of {hit.text}"
        if any(match[1].endswith(keep) or keep.endswith(whole) for keep in words.of_keep):
            return None
        return f"belongs to another name: {match[1]} of"

    def _before(self, hit: Hit, entry: NameEntry) -> str | None:
        """A capitalised word before it: "Michael Jordan", "Radio Sweden", "South American"."""
        before, begin = self.word_before(hit.start)
        if not before or not before[0].isupper() or before[-1] in ',;:)]!?"”':
            return None
        if before[-1] == "." and before not in load_offices().honorifics and len(before) > 2:
            return None
        words, ambiguous, offices = load_context(), load_ambiguous(), load_offices()
        if (
            entry.kind == "demonym"
            and hit.text in ambiguous.also_surname
            and hit.start - 1 not in self.ends
            and not self.opens(begin)
            and not self.next_word(hit.end)[:1].isupper()
        ):
            return self._person(hit)
        if entry.kind == "demonym" or (entry.kind == "organisation" and not self._opaque(hit)):
            return "another people" if before in words.before_demonym_drop and hit.text in words.before_demonym_drop_for else None
        if before in offices.honorifics:
            return self._person(hit)
        if before in words.before_keep or hit.start - 1 in self.ends or before.endswith(("'s", "s'")) or before in offices.not_person:
            return None
        personal = hit.text in ambiguous.also_surname or hit.text in ambiguous.also_given
        if self.opens(begin):
            lower = before[0].lower() + before[1:]
            return self._person(hit) if personal and not _ordinary(lower) else None
        if self.line(hit.start)[2]:
            return self._person(hit) if personal and not _ordinary(before.lower()) and hit.text in ambiguous.also_surname else None
        if personal:
            return self._person(hit)
        return f"part of a longer name: {before} {hit.text}"

    def _opaque(self, hit: Hit) -> bool:
        return hit.text.isupper() and len(hit.text) <= 4

    def _person(self, hit: Hit) -> str:
        self.persons[hit.text] = self.persons.get(hit.text, 0) + 1
        return "a person's name"

    def _after(self, hit: Hit, entry: NameEntry) -> str | None:
        """A capitalised word after it: "Bolivia Times", "Jordan Peterson", "Geneva Conventions"."""
        plain, words = self.scan.plain, load_context()
        if plain[hit.end : hit.end + 2] == ", " and entry.kind in ("city", "capital", "name"):
            tail = plain[hit.end + 2 : hit.end + 20]
            if any(tail.startswith(s) and not tail[len(s) : len(s) + 1].isalpha() for s in words.us_states):
                return "a place in another country"
        after = self.next_word(hit.end)
        if not after or not after[0].isupper() or entry.kind == "body":
            return None
        if entry.kind == "company":
            ordinary = (
                " " in hit.text or hit.text.isupper() or hit.end + 1 in self.starts or self.line(hit.start)[2] or after in words.after_firm
            )
            return None if ordinary else f"part of a longer name: {hit.text} {after}"
        if hit.end + 1 in self.starts or after in load_offices().not_person - words.after_drop:
            return None
        title_case = self.line(hit.start)[2]
        run = [after] if title_case else _run(plain, hit.end)
        if after in words.after_drop or (
            entry.kind in ("name", "demonym", "territory")
            and any(w in words.after_drop for w in run[:5])
            and not any(w in words.after_firm for w in run)
        ):
            return f"part of a longer name: {hit.text} {' '.join(run[:5])}"
        if entry.kind in ("demonym", "organisation") or entry.form == "abbreviation":
            return None
        if entry.kind in ("capital", "city", "seat") and after in words.after_place:
            return f"part of a longer name: {hit.text} {after}"
        if title_case or after.isupper() or any(w in words.after_firm for w in run[:4]):
            return None
        if _posted_to().search(plain, max(0, hit.start - 40), hit.start):
            return None  # "ambassador to Chile Juan Pérez"
        if hit.text in load_ambiguous().also_given:
            return self._person(hit)
        return f"part of a longer name: {hit.text} {after}"

    def _firm(self, hit: Hit) -> int | None:
        """Where the name of a firm that begins with a state's ends; None where it is no firm's."""
        match = _RUN.match(self.scan.plain, hit.end)
        if match is None or self.line(hit.start)[2] or self.doc.text[hit.end] == "\n":
            return None
        words, end = load_context().after_firm, None
        for word in _CAPITALISED.finditer(self.scan.plain, match.start(), match.end()):
            if word[0] in words:
                end = word.end()
            elif end is not None or word.start() > hit.end + 60:
                break
        return end


_PLAIN_REASON: dict[str, str] = {
    "name": "the state's name",
    "demonym": "its demonym, which only modifies",
    "city": "a city of the state",
    "territory": "a territory",
    "nickname": "a nickname of the state",
    "organisation": "the organisation's name",
    "company": "a company that the state owns",
    "official": "a body of the state",
}
_KIND_ORDER = {
    "organisation": 0,
    "name": 1,
    "territory": 2,
    "demonym": 3,
    "capital": 4,
    "seat": 5,
    "body": 6,
    "company": 7,
    "nickname": 8,
    "city": 9,
    "leader": 10,
}


def _following(plain: str, at: int) -> str:
    match = re.compile(r"\w+").match(plain, at)
    return match[0] if match else ""


def _preference(entry: NameEntry) -> tuple[int, bool]:
    return _KIND_ORDER[entry.kind], entry.end is not None


def _ordinary(word: str) -> bool:
    """Whether a word that may be capitalised only because it opens a sentence looks like no name: a preposition, an adjective."""
    return word in load_context().function_words or word.endswith(
        ("ing", "ed", "ern", "ly", "ous", "ish", "ful", "less", "able", "al", "ic")
    )


@cache
def _before_place() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{alternation(load_context().before_place)}) (?:the )?$")


@cache
def _posted_to() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{alternation(load_context().posted)}) (?:to|in|at) (?:the )?$")


def _run(plain: str, at: int) -> list[str]:
    """The capitalised words that follow an offset without a stop between them."""
    match = _RUN.match(plain, at)
    return [w.rstrip(".'-") for w in match[0].split() if w[0].isupper()] if match else []
