"""Reads the lines around a text: datelines, bylines, "Published: ..." and the like. Also the front matter of Markdown."""

from __future__ import annotations

import re

from dragoman.read.dates import WrittenDate, parse_written
from dragoman.read.shapes import LINE_LENGTH_MAX, HeadLine, Shapes

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<yaml>(?:(?!---[ \t]*\r?$).*\n){0,400}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_SEPARATOR = re.compile(r"\s+[|·•]\s+|\s*\|\s*")
_DATELINE_WINDOW = 220
#: What follows a bare "PLACE:" must be this long to be the story that it opens, not a heading's second half.
_STORY_LENGTH_MIN = 40


def front_matter(text: str) -> tuple[str, int]:
    """The YAML between the ``---`` lines that open a text, and the offset after it; ("", 0) where there is none."""
    if not text.startswith("---"):
        return "", 0
    match = _FRONT_MATTER.match(text)
    if match is None or not re.search(r"^[\w-]+\s*:", match["yaml"], re.MULTILINE):
        return "", 0
    return match["yaml"], match.end()


def read_line(text: str, start: int, end: int, shapes: Shapes) -> HeadLine | None:
    """What ``text[start:end]``, one line, tells as a whole about the document; None for a line of the text itself."""
    if end - start > LINE_LENGTH_MAX:
        return None
    line = text[start:end].strip("*_ ")
    if not line:
        return None
    if "|" in line or "·" in line or "•" in line:
        parts = [p for p in _SEPARATOR.split(line) if p]
        return _joined([_one(part, end, shapes) for part in parts], end) if len(parts) > 1 else None
    return _one(line, end, shapes)


def _joined(parts: list[HeadLine | None], end: int) -> HeadLine | None:
    """A byline and a date or place on one line ("By Jane Doe | Paris"): one of the parts must be a byline or a label."""
    known = [part for part in parts if part is not None]
    if not known or (len(known) < len(parts) and known[0] is not parts[0] and not any(part.kind == "label" for part in known)):
        return None
    kind = "byline" if any(part.kind == "byline" for part in known) else known[0].kind
    return HeadLine(
        kind, end,
        role=next((p.role for p in known if p.role), ""), value=next((p.value for p in known if p.value), ""),
        date=next((p.date for p in known if p.date), None), place=next((p.place for p in known if p.place), None),
        outlet=next((p.outlet for p in known if p.outlet), None), author=next((p.author for p in known if p.author), None))


def _one(line: str, end: int, shapes: Shapes) -> HeadLine | None:
    if match := shapes.label.fullmatch(line):
        return _label(match, end, shapes)
    if match := shapes.byline.fullmatch(line):
        return _byline(match, end, shapes)
    if match := shapes.date_line.fullmatch(line):
        return HeadLine("dateline", end, date=parse_written(match["date"], shapes.months))
    for pattern in shapes.dateline_lines:
        if match := pattern.fullmatch(line):
            return _dateline(match, end, shapes)
    return None


def _label(match: re.Match[str], end: int, shapes: Shapes) -> HeadLine | None:
    role, value = shapes.roles[" ".join(match["label"].lower().split())], match["value"].strip("*_ ")
    if role in ("published", "updated"):
        date = parse_written(value, shapes.months)
        return HeadLine("label", end, role, value, date=date) if date else None
    if role == "author":
        named = shapes.byline.fullmatch("By " + value)
        return HeadLine("byline", end, role, value, author=named["author"] if named else None)
    if role == "outlet":
        # "Source: close to the talks" is no outlet; names begin with a capital.
        return HeadLine("label", end, role, value, outlet=value) if value[0].isupper() and len(value) <= 80 else None
    return HeadLine("label", end, role, value, place=value if role == "place" else None)


def _byline(match: re.Match[str], end: int, shapes: Shapes) -> HeadLine | None:
    if match["nobody"]:
        return HeadLine("byline", end)
    names = re.split(r",?\s+and\s+|,\s+|\s*&\s*", match["author"])
    rest = (match["rest"] or "").strip(" ,").removeprefix("for ").removeprefix("of ")
    first = names[0].split()
    if first[0] in shapes.months or first[0] in shapes.weekdays or (len(first) == 1 and first[0] not in shapes.agencies):
        return None
    outlet = next((name for name in names if name in shapes.agencies or name.split()[0] in shapes.agencies or shapes.is_outlet(name)), None)
    if outlet is None and rest and rest[0].isupper() and shapes.is_outlet(rest):
        outlet = rest
    # What is no outlet and has two words or more is a person; "Diplomatic Editor" and "Paris" are not.
    authors = [n for n in names if n != outlet and " " in n and not any(w.lower() in shapes.affiliation_words for w in n.split())]
    return HeadLine("byline", end, author=", ".join(authors) or None, outlet=outlet)


def read_dateline(text: str, start: int, end: int, shapes: Shapes) -> HeadLine | None:
    """The dateline that a paragraph opens with ("LAGOS, May 28 (Xinhua) -- "), or None. Its ``end`` is where the story goes on."""
    first = text[start]
    if not (first.isupper() or first in "(*"):
        return None
    stop = min(end, start + _DATELINE_WINDOW)
    at = start
    while text[at] == "*" and at < start + 2:
        at += 1
    if match := shapes.agency_first.match(text, at, stop):
        outlet = match["agency"] or match["slashed"]
        return HeadLine("dateline", match.end(), outlet=outlet) if outlet[0].isupper() and match.end() < end else None
    match = shapes.dateline.match(text, at, stop)
    if match is None or match.end() >= end:
        return None
    found = _dateline(match, match.end(), shapes)
    if found is None:
        return None
    place, dash = match["place"], match["dash"].strip()
    capitals = place.split(",")[0].isupper()
    signed = bool(found.outlet)
    if dash == "." and not (capitals and found.date):
        return None
    if not capitals and not (signed or found.date):
        return None
    if capitals and not (signed or found.date):
        letters = sum(c.isalpha() for c in place)
        if letters < 4 or (dash in (":", "-") and end - match.end() < _STORY_LENGTH_MIN):
            return None
    return found


def _dateline(match: re.Match[str], end: int, shapes: Shapes) -> HeadLine | None:
    groups = match.groupdict()
    place = ", ".join(part for part in groups["place"].split(", ") if part not in shapes.weekdays)
    opener = place.split(" ")[0].rstrip(".,")
    if not place or {place, opener} & shapes.not_places or opener in shapes.not_dateline_openers or opener in shapes.months:
        return None
    date: WrittenDate | None = None
    if groups.get("date"):
        date = parse_written(groups["date"], shapes.months)
        if date is None:
            return None
    outlet = groups.get("agency") or groups.get("slashed")
    town, _, house = place.partition(". ")
    if house in shapes.agencies:  # "ASTANA. KAZINFORM -"
        place, outlet = town, house
    if len(place.rstrip(".").split(" ")[-1]) > 4:
        place = place.rstrip(".")
    if outlet and (not outlet[0].isupper() or outlet.split()[0] in shapes.weekdays or outlet.split()[0] in shapes.months):
        outlet = None
    return HeadLine("dateline", end, date=date, place=place, outlet=outlet)
