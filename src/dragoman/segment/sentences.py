"""Splits a stretch of text into sentences by where full stops, question marks and exclamation marks end one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.segment.rules import Rules, load_rules

# A stop with what closes after it, then space (or none, between a closing quote and a capital), then the next word.
# Every repetition is possessive, and no match begins within a run of stops, so that a million of them in a row take no longer
# than a million letters. The pattern begins with a plain set of characters: re then finds candidates at full speed.
_STOP = re.compile(
    r"""(?P<stop>[.!?…](?<![.!?…]{2})[.!?…]*+)(?P<closers>["'”’»)\]]*+(?:\[\d{1,3}\])*+)(?:\s++|(?<=[.!?]["”])(?=[A-Z“]))
    (?=["'“‘«(\[]*+(?P<next>\w++))""", re.VERBOSE)

# No abbreviation is longer.
_TOKEN_WINDOW = 40


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: offsets into the document's text, without space around it."""

    start: int
    end: int


def split_sentences(text: str, start: int, end: int, rules: Rules) -> tuple[Sentence, ...]:
    """Split ``text[start:end]``, one paragraph that begins and ends with a non-space, into sentences.

    A stop ends a sentence when a capital or a digit follows and what stands before it is no abbreviation, initial or
    number that the next word belongs to.
    """
    out: list[Sentence] = []
    begin = start
    for match in _STOP.finditer(text, start, end):
        first = match["next"][0]
        if not (first.isupper() or first.isdigit()):
            continue
        if not _ends(text, begin, match, rules):
            continue
        stop = match.end("closers")
        out.append(Sentence(begin, stop))
        begin = match.end()
    if begin < end:
        out.append(Sentence(begin, end))
    return tuple(out)


def sentences_in(text: str) -> tuple[Sentence, ...]:
    """The sentences of a bare text, each line read as a paragraph: for excerpts, where no title, dateline or list is to be told apart."""
    rules, out, start = load_rules(), list[Sentence](), 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            begin = start + len(line) - len(line.lstrip())
            out.extend(split_sentences(text, begin, begin + len(line.strip()), rules))
        start += len(line)
    return tuple(out)


def _ends(text: str, begin: int, match: re.Match[str], rules: Rules) -> bool:
    """Whether the stop that ``match`` found ends the sentence that began at ``begin``."""
    stop, following = match["stop"], match["next"]
    at = match.start()
    if stop != ".":
        if match["closers"] and stop[0] in "?!" and match["closers"][0] in "\"'”’»":
            return rules.speech.match(text, match.start("next")) is None or following in rules.openers
        return True
    window = max(begin, at - _TOKEN_WINDOW)
    token = text[max(text.rfind(" ", window, at), text.rfind("\n", window, at), window - 1) + 1:at].lstrip("\"'“‘«([")
    if not token:
        return True
    if "-" in token and token not in rules.before_name:
        token = token.rsplit("-", 1)[1]
    return _token_ends(token, following, bool(match["closers"]), rules)


def _token_ends(token: str, following: str, closed: bool, rules: Rules) -> bool:
    if token in rules.before_name:
        return closed
    if token in rules.inside:
        return False
    if token in rules.before_number:
        return not following[0].isdigit() and (len(token) > 1 or following in rules.openers)
    if token in rules.clock:
        return following not in rules.after_clock and following not in rules.before_number
    if len(token) == 1 and token.isupper():
        return following in rules.openers or closed
    if token in rules.may_end or (len(token) >= 3 and "." in token and all(len(part) == 1 for part in token.split("."))):
        return following in rules.openers or (closed and following[0].isupper())
    return True
