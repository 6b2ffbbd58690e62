"""Makes a document of a text: what is not given, the text's own lines may tell. Nothing is invented."""

from __future__ import annotations

import hashlib
import importlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dragoman.model import Document, PublishedBasis
from dragoman.read.dates import WrittenDate, parse_given
from dragoman.read.headlines import front_matter, read_dateline, read_line
from dragoman.read.language import detect_language, normalise_language
from dragoman.read.lines import Span, is_heading, paragraph_spans
from dragoman.read.shapes import HeadLine, Shapes, load_shapes

#: How much of a text's beginning and end is looked at, in characters, and how many of its first paragraphs.
HEAD, TAIL, HEAD_PARAGRAPHS = 8000, 1500, 12
#: So many paragraphs of the text proper may stand before a byline or a date that still belongs to the head.
STRAY_PARAGRAPHS = 2

_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)[\s,]*(?:©|\(c\))?\s*(?:[^\d\n]{0,40}\s)?((?:1[89]|20)\d\d)\b", re.IGNORECASE)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?=/|[-_.]|$)|[/-]((?:19|20)\d\d)-(\d\d)-(\d\d)(?=/|[-_.]|$)")
_NAME = r"[^\W\d_a-z][\w-]*"
_REPORTS = re.compile(rf"(?<![\w.])(?P<site>[^\W\d_][\w-]{{2,}}\.[A-Za-z]{{2,4}})\s+reports?\b|"
                      rf"(?:^|[,.]\s+)(?P<name>{_NAME}(?:\s{_NAME}){{0,3}})\s+reports,?\s(?:citing|referring|with reference|quoting|via)\b")
_TALKS_TO = re.compile(rf"\b(?:talk(?:s|ed)?|spoke|speaks?|speaking)\s+(?:to|with)\s+(?P<name>{_NAME}(?:\s(?:of\s)?{_NAME}){{0,4}})")
_SIGNED = re.compile(r"(?:[-–—]{1,2}\s*(?P<dashed>[^\W\d_][^.!?\n]{1,60})|\((?P<bracketed>[^()\n]{2,60})\))")
_TITLE_SUFFIX = re.compile(r"\s+[-|–—]\s+(?P<name>[^-|–—]{2,40})$")


def content_hash(text: str) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of a text: the id of a document that was given none, and how its content is compared."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(slots=True)
class _Found:
    """What the lines around a text tell, filled in line by line."""

    title: str | None = None
    place: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    body_start: int = 0
    # Dates by where they were written: a "Published:" line outranks a dateline, that an "Updated:" line.
    dates: dict[Literal["published", "dateline", "updated"], tuple[WrittenDate, str]] = field(default_factory=dict)


def document_from_text(text: str, *, id: str | None = None, title: str | None = None, published: Any = None, outlet: str | None = None,
                       author: str | None = None, url: str | None = None, language: str | None = None, path: str | None = None,
                       extra: Mapping[str, Any] | None = None) -> Document:
    """A document of ``text``, which is kept as it is. Arguments are what is known from outside; they outrank the text.

    ``id`` defaults to ``content_hash(text)``. ``published`` may be a string in any usual form, EDTF, a ``date`` or a year;
    what cannot be read as a date is kept under ``extra["published"]`` and not used. Without it, the date is the one that a
    "Published:" line or a dateline states, or else what anniversaries in the text imply; or None.
    """
    shapes = load_shapes()
    given = parse_given(published, shapes.months)
    details = dict(extra or {})
    if given is None and published not in (None, ""):
        details["published"] = str(published)
    found = _read_head(text, title, shapes)
    _read_tail(text, found, shapes)
    tongue = normalise_language(language) or detect_language(text, found.body_start)
    date, basis, note = _published(text, given, found, url, tongue)
    return Document(
        id=id or content_hash(text), text=text, title=title or found.title, published=date, published_basis=basis, published_note=note,
        outlet=outlet or found.outlet or _outlet(text, title or found.title, found.body_start, shapes), author=author or found.author,
        url=url or found.url, language=tongue, place=found.place, path=path, body_start=found.body_start, extra=details)


def _read_head(text: str, title: str | None, shapes: Shapes) -> _Found:
    """Walk down the first paragraphs: title, then datelines, bylines and labels, until the text proper begins."""
    found = _Found()
    begin = front_matter(text)[1]
    found.body_start = begin
    spans = paragraph_spans(text, begin, min(len(text), begin + HEAD))
    wanted = " ".join(title.split()) if title else None
    in_head, stray = True, 0
    for index, (start, end) in enumerate(spans[:HEAD_PARAGRAPHS]):
        line = read_line(text, start, end, shapes)
        if line is not None and (in_head or line.kind != "dateline" or line.date is not None):
            _take(found, line, text[start:end])
            if in_head:
                found.body_start = _next(spans, index, end)
            continue
        if in_head and found.title is None and (heading := _title(text, spans, index, wanted, shapes)):
            found.title = heading
            found.body_start = _next(spans, index, end)
            continue
        if in_head:
            in_head = False
            found.body_start = start
            if dateline := read_dateline(text, start, end, shapes):
                _take(found, dateline, text[start:dateline.end].rstrip())
                found.body_start = dateline.end
                break
        stray += 1
        if stray > STRAY_PARAGRAPHS:
            break
    return found


def _next(spans: list[Span], index: int, end: int) -> int:
    return spans[index + 1][0] if index + 1 < len(spans) else end


def _title(text: str, spans: list[Span], index: int, wanted: str | None, shapes: Shapes) -> str | None:
    """The title, where paragraph ``index`` is one: the given title, or the first line that looks like a heading."""
    start, end = spans[index]
    line = " ".join(text[start:end].split())
    bare = line.lstrip("#= ").strip("*_ ") if line[0] in "#=*_" else line
    if wanted is not None:
        return bare if bare == wanted else None
    if line.startswith("# "):
        return bare
    if is_heading(text, spans, index) and read_dateline(text, start, end, shapes) is None:
        return bare
    return None


def _take(found: _Found, line: HeadLine, words: str) -> None:
    found.place = found.place or line.place
    found.author = found.author or line.author
    found.outlet = found.outlet or line.outlet
    if line.role == "url":
        found.url = found.url or line.value
    if line.role == "title":
        found.title = found.title or line.value
    if line.date is not None:
        where: Literal["published", "updated", "dateline"] = "dateline"
        if line.role in ("published", "updated"):
            where = "published" if line.role == "published" else "updated"
        found.dates.setdefault(where, (line.date, " ".join(words.split())))


def _read_tail(text: str, found: _Found, shapes: Shapes) -> None:
    """The last lines: a byline, "Source: ...", an agency that signs."""
    begin = max(found.body_start, len(text) - TAIL)
    for start, end in paragraph_spans(text, begin)[-4:]:
        line = read_line(text, start, end, shapes)
        if line is not None:
            if line.kind == "byline" or line.role in ("outlet", "published", "updated", "url"):
                _take(found, line, text[start:end])
        elif (match := _SIGNED.fullmatch(text, start, end)) and found.outlet is None:
            name = (match["dashed"] or match["bracketed"]).strip()
            if name[0].isupper() and shapes.is_outlet(name):
                found.outlet = name


def _outlet(text: str, title: str | None, body_start: int, shapes: Shapes) -> str | None:
    """The outlet that a text names as its own: "Example.Az reports", a headline's " - Agency", an interview's "talks to Radio X"."""
    opening = text[body_start:body_start + HEAD // 2]
    if match := _REPORTS.search(opening):
        return str(match["site"] or match["name"])
    if title and (match := _TITLE_SUFFIX.search(title)) and shapes.is_outlet(match["name"]):
        return str(match["name"])
    first = opening.split("\n", 1)[0][:600]
    if (match := _TALKS_TO.search(first)) and shapes.is_outlet(match["name"]):
        return str(match["name"])
    return None


def _published(text: str, given: str | None, found: _Found, url: str | None,
               language: str) -> tuple[str | None, PublishedBasis | None, str | None]:
    """The date of publication with how it is known and the words it rests on."""
    stated = _stated(text, given, found, url)
    if given is not None:
        if stated is not None and len(stated[0]) > len(given) and stated[0].startswith(f"{given}-"):
            return stated[0], "stated", f"{stated[1]}; {given} is given"
        return given, "given", None
    if stated is not None:
        return stated[0], "stated", stated[1]
    if match := _URL_DATE.search(url or ""):
        year, month, day = (part for part in match.groups() if part)
        if date := WrittenDate(0, int(month), int(day)).with_year(int(year)):
            return date.edtf, "given", "the date in the document's URL"
    inferred = _infer(text) if language == "en" else None
    return (inferred[0], "inferred", inferred[1]) if inferred else (None, None, None)


def _stated(text: str, given: str | None, found: _Found, url: str | None) -> tuple[str, str] | None:
    """The best date in the text and its words. A day without a year counts only where the year is told elsewhere, in so many digits."""
    for where in ("published", "dateline", "updated"):
        if where in found.dates and (edtf := found.dates[where][0].edtf):
            return edtf, found.dates[where][1]
    if "dateline" not in found.dates:
        return None
    date, words = found.dates["dateline"]
    if given and re.match(r"\d{4}", given):
        year, source = int(given[:4]), given
    elif match := _URL_DATE.search(url or ""):
        year, source = int(match[1] or match[4]), "the URL"
    elif match := _COPYRIGHT.search(text[-TAIL:]) or _COPYRIGHT.search(text[:found.body_start]):
        year, source = int(match[1]), " ".join(match[0].split())
    else:
        return None
    full = date.with_year(year)
    return (full.edtf, f"{words}; the year after {source}") if full and full.edtf else None


def _infer(text: str) -> tuple[str, str] | None:
    """The date that anniversaries imply: the times room's reading, imported late because it reads documents itself."""
    infer = getattr(importlib.import_module("dragoman.times"), "infer_published", None)
    found: tuple[str, str] | None = infer(text) if infer else None
    return found
