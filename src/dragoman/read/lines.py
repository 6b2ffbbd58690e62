"""Lines, paragraphs and headings: where the text breaks, and whether its lines were wrapped at a fixed width."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_FINAL = ".!?…:;\"”’)]»"
_CLOSERS = "\"'”’»)]*_ "
Span = tuple[int, int]

# Typeset lines fall short of the column by up to this share of it.
_RAGGED = 0.15
#: Lines longer than this are paragraphs, not wrapped lines; shorter ones are lists or verse.
WRAP_WIDTH_MIN, WRAP_WIDTH_MAX = 40, 110
#: A heading is no longer than this, in words and in characters.
HEADING_WORDS_MAX, HEADING_LENGTH_MAX = 18, 120


def line_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Offsets of every line of ``text[start:end]`` that is not blank, without the space around it."""
    out: list[Span] = []
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        piece = match.group()
        stripped = piece.strip()
        if stripped:
            first = match.start() + len(piece) - len(piece.lstrip())
            out.append((first, first + len(stripped)))
    return out


def blank_between(text: str, end: int, start: int) -> bool:
    """Whether an empty line (or a page's end) stands between two lines that end and start there."""
    between = text[end:start]
    return between.count("\n") >= 2 or "\f" in between or ("\n" not in between and between.count("\r") >= 2)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a text's lines were wrapped: the column, and by how much a full line may fall short of it."""

    width: int
    grace: int


def paragraph_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Offsets of the paragraphs of ``text[start:end]``.

    A paragraph is a line, or, where lines were wrapped at a fixed width, as many lines as it has.
    """
    lines = line_spans(text, start, end)
    wrapping = find_wrapping(text, lines)
    if wrapping is None:
        return lines
    out: list[Span] = []
    for index, line in enumerate(lines):
        if index and _continues(text, lines[index - 1], line, wrapping):
            out[-1] = (out[-1][0], line[1])
        else:
            out.append(line)
    return out


def find_wrapping(text: str, lines: list[Span]) -> Wrapping | None:
    """How the lines were wrapped, or None where a line is a paragraph.

    Wrapped text is known by its lines: none is long, and nearly each is so full that the next line's first word would not have
    fitted; or, where a typesetter wrapped it, most lines go on in lower case.
    """
    if len(lines) < 3:
        return None
    lengths = sorted(end - start for start, end in lines)
    width = lengths[int(len(lengths) * 0.98) if len(lengths) > 50 else -1]
    if width > WRAP_WIDTH_MAX or width < WRAP_WIDTH_MIN:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if not blank_between(text, a[1], b[0])]
    if len(pairs) < 2:
        return None
    tight = Wrapping(width, 2)  # wrappers differ in whether they count the space
    full = [a for a, b in pairs if _full(text, a, b, tight)]
    open_ended = sum(text[end - 1] not in _FINAL for _, end in full)
    if len(full) >= 0.6 * len(pairs) and open_ended >= 0.5 * len(full):
        return tight
    lower = sum(text[b[0]].islower() for _, b in pairs)
    return Wrapping(width, int(_RAGGED * width)) if lower >= 0.5 * len(pairs) else None


def _full(text: str, line: Span, following: Span, wrapping: Wrapping) -> bool:
    word = following[0]
    while word < min(following[1], following[0] + WRAP_WIDTH_MAX) and not text[word].isspace():
        word += 1
    return line[1] - line[0] + 1 + word - following[0] > wrapping.width - wrapping.grace


_OPENS = re.compile(r"[-•*–—◦▪‣●]\s|\d{1,3}[.)]\s|\([a-z]{1,4}\)\s|[QA][.:]\s|#{1,6}\s")


def _continues(text: str, line: Span, following: Span, wrapping: Wrapping) -> bool:
    if blank_between(text, line[1], following[0]):
        return False
    if text[following[0]].islower() and text[line[1] - 1] not in ".!?:;":
        return True
    return _full(text, line, following, wrapping) and not _OPENS.match(text, following[0])


def is_heading(text: str, spans: list[Span], index: int) -> bool:
    """Whether paragraph ``index`` is a heading: short, followed by something, opened by a capital, without a sentence's end."""
    start, end = spans[index]
    if end - start > HEADING_LENGTH_MAX or index + 1 == len(spans):
        return False
    line = text[start:end]
    if not (line[0].isupper() or line[0].isdigit() or line[0] in "\"“‘'¿") or len(line.split()) > HEADING_WORDS_MAX:
        return False
    core = line.rstrip(_CLOSERS)
    alone = index == 0 or blank_between(text, spans[index - 1][1], start)
    if line.endswith(("...", "…")):  # some wires cut their headlines off
        return alone and not blank_between(text, end, spans[index + 1][0])
    if not core or core[-1] in ".:;,…" or line[-1] in ":;,":
        return False
    if core[-1] in "!?" or line[0] in "\"“‘'":
        # A question or a quotation may as well be a paragraph: as a heading it opens the text or has a blank line before it.
        return index == 0 or (alone and core[-1] != "!")
    return True
