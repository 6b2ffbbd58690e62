"""The journal in words: entries, what undid them, and where reviewers disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.brief.dates import date_words
from dragoman.brief.names import Names
from dragoman.brief.phrases import sentence
from dragoman.brief.text import one_line
from dragoman.review.fields import correction_words
from dragoman.store import Judgement
from dragoman.store.judging import active, opposed
from dragoman.store.serialise import claim_key

#: For the key of each entry, the other reviewers' last words that can't both hold with it.
Disagreements = Mapping[str, tuple[Judgement, ...]]


def disagreements(journal: Iterable[Judgement]) -> Disagreements:
    """Which entries contradict each other: of every claim, the last word of each reviewer counts, if nobody withdrew or undid it."""
    everywhere = ""
    last: defaultdict[str, dict[tuple[str, str, bool], Judgement]] = defaultdict(dict)
    for entry in active(journal):
        for target in entry.targets:
            words, places = last[claim_key(target.statement)], entry.verdict in ("merged", "split")
            if entry.verdict == "withdrawn":
                words.clear()
            else:
                words[entry.by, everywhere if entry.scope == "fact" else target.text, places] = entry
    found: defaultdict[str, dict[str, Judgement]] = defaultdict(dict)
    for words in last.values():
        for (by, text, places), entry in words.items():
            for (other_by, other_text, also), other in words.items():
                of_one_text = text == other_text or everywhere in (text, other_text)
                if by != other_by and places == also and of_one_text and opposed(entry, other):
                    found[entry.key][other.key] = other
    return {key: tuple(others.values()) for key, others in found.items() if others}


def entry_words(entry: Judgement, names: Names, *, against: Sequence[Judgement] = (), undone_by: Judgement | None = None) -> list[str]:
    """Lines on an entry: what it is about, what changed, the note, who says otherwise. Who and when stand elsewhere."""
    if entry.undoes is not None:
        lines = [f"takes back {entry.undoes}: {_about(entry, names)}"]
    elif entry.verdict in ("merged", "split"):
        sides = defaultdict[int, list[str]](list)
        for target in entry.targets:
            sides[target.side].append(f"“{one_line(target.statement.evidence.quote)}”")
        one = " and ".join(dict.fromkeys(q for quotes in sides.values() for q in quotes))
        apart = " from ".join(" and ".join(dict.fromkeys(quotes)) for _, quotes in sorted(sides.items(), reverse=True))
        lines = [_about(entry, names), f"as one: {one}" if entry.verdict == "merged" else f"apart: {apart}"]
    else:
        lines = [_about(entry, names)]
    if entry.correction:
        lines += correction_words(entry.correction, entry.statement, names)
    if entry.note:
        lines.append(f"note: {entry.note}")
    lines += [f"! {other.by} {other.verdict} it on {other.at[:10]}{f': {other.note}' if other.note else ''}" for other in against]
    if undone_by is not None:
        lines.append(f"taken back by {undone_by.by} on {undone_by.at[:10]}")
    return lines


def _about(entry: Judgement, names: Names) -> str:
    if not entry.targets:
        return "an entry that this record lacks"
    said = entry.statement
    where = "" if entry.scope == "fact" else f", in {said.evidence.doc} alone"
    return f"{sentence(said, names)} ({date_words(said.date)}){where}"
