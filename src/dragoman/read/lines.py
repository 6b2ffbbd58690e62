"""Lines, paragraphs and headings: where the text breaks, and whether its lines were wrapped at a fixed width."""

from __future__ import annotations

import re
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_FINAL = tuple(".!?…:;\"”’)]»")
_CLOSERS = "\"'”’»)]*_ "
Span = tuple[int, int]

#: Lines longer than this are paragraphs, not wrapped lines.
WRAP_WIDTH_MAX = 110
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


def paragraph_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Offsets of the paragraphs of ``text[start:end]``.

    A paragraph is a line, or, where lines were wrapped at a fixed width, as many lines as it has.
    """
    lines = line_spans(text, start, end)
    width = wrap_width(text, lines)
    if width is None:
        return lines
    out: list[Span] = []
    for index, line in enumerate(lines):
        if index and _continues(text, lines[index - 1], line, width):
            out[-1] = (out[-1][0], line[1])
        else:
            out.append(line)
    return out


def wrap_width(text: str, lines: list[Span]) -> int | None:
    """The column at which the text was wrapped, or None where a line is a paragraph.

    Wrapped text is known by its lines: none is long, and nearly each is so full that the next line's first word would not have fitted.
    """
    if len(lines) < 3:
        return None
    lengths = sorted(end - start for start, end in lines)
    width = lengths[int(len(lengths) * 0.98) if len(lengths) > 50 else -1]
    if width > WRAP_WIDTH_MAX or width < 40:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if not blank_between(text, a[1], b[0])]
    full = sum(_full(text, a, b, width) for a, b in pairs)
    open_ended = sum(not text[a[1] - 1:a[1]].endswith(_FINAL) for a, b in pairs if _full(text, a, b, width))
    return width if len(pairs) >= 2 and full >= 0.6 * len(pairs) and open_ended >= 0.5 * full else None


def _full(text: str, line: Span, following: Span, width: int) -> bool:
    word = 0
    while following[0] + word < following[1] and not text[following[0] + word].isspace():
        word += 1
    # Two columns of grace: wrappers differ in whether they count the space, and double spaces get lost.
    return line[1] - line[0] + 1 + word > width - 2


_OPENS = re.compile(r"[-•*–—◦▪‣●]\s|\d{1,3}[.)]\s|\([a-z]{1,4}\)\s|[QA][.:]\s|#{1,6}\s")


def _continues(text: str, line: Span, following: Span, width: int) -> bool:
    if blank_between(text, line[1], following[0]):
        return False
    if text[line[1] - 1] == "-" and text[following[0]].islower():
        return True
    return _full(text, line, following, width) and not _OPENS.match(text, following[0])


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
