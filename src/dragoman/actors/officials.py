"""People by their titles: "Togo's new president, X", "the king of Tonga", the bodies of a state, and who holds which office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.actors.context import Judge, Named
from dragoman.actors.lexicon import load_context, load_offices
from dragoman.actors.titles import clean_name, load_titles
from dragoman.model import Document, Mention

_SPACE_NAME = re.compile(r"(?:, | |,? \(?)(?=[A-ZÀ-Ž])")
_TO_NAME = re.compile(r",? (?=[A-ZÀ-Ž])")
#: How far before a name an office or a person in apposition may begin.
REACH = 90


@dataclass(frozen=True, slots=True)
class OfficeHolding:
    """A named person with a state's office, as one stretch of text says.

    ``current``: True where the words say so ("current", "incumbent"), False where they say that it is past ("former", "late", "then",
    "predecessor"), None where they say neither.
    """

    start: int
    end: int
    quote: str
    person: str
    office: str
    code: str
    current: bool | None


def with_offices(judge: Judge, named: Sequence[Named]) -> list[Mention]:
    """Mentions for judged names, each widened by the office, body or person that its words go on to tell."""
    starts = {n.hit.start: n for n in named}
    return _counterparts(judge, drop_overlaps([_widen(judge, n, starts) for n in named]))


def _counterparts(judge: Judge, mentions: list[Mention]) -> list[Mention]:
    """Give "his Omani counterpart" the office of the one whose counterpart he is, if the line names him before."""
    out: list[Mention] = []
    for m in mentions:
        if m.office and load_offices().office_of.get(m.office.lower()) == "counterpart":
            peer = next(
                (p for p in reversed(out) if p.office and judge.line(p.start)[0] == judge.line(m.start)[0] and p.codes != m.codes), None
            )
            m = replace(
                m,
                office=peer.office if peer else None,
                reason=f"{peer.office if peer and peer.office else 'counterpart'} of {m.codes[0]}, as {m.text}",
            )
        out.append(m)
    return out


def drop_overlaps(mentions: list[Mention]) -> list[Mention]:
    """Sorted, and of those that overlap the longest."""
    kept: list[Mention] = []
    for m in sorted(mentions, key=lambda m: (m.start, m.start - m.end)):
        if kept and m.start < kept[-1].end:
            if m.end - m.start > kept[-1].end - kept[-1].start:
                kept[-1] = m
            continue
        kept.append(m)
    return kept


def _plain(judge: Judge, n: Named) -> Mention:
    return Mention(n.hit.start, n.end, judge.doc.text[n.hit.start : n.end], (n.code,), n.kind, n.reason)


def _widen(judge: Judge, n: Named, starts: dict[int, Named]) -> Mention:
    """The mention of one name: with the office that follows, or that comes before with "of", or as the name stands."""
    mention = _plain(judge, n)
    if n.kind in ("company", "official") or _is_region(judge, n):
        return mention
    for step in (_after, _of, _in_capital):
        if (wider := step(judge, n, mention, starts)) is not None:
            return wider
    return mention


def _is_region(judge: Judge, n: Named) -> bool:
    """Whether the name is a part's of a state ("Texas"), whose bodies and officials are not the state's."""
    return n.kind == "territory" and judge.gazetteer.get(n.code).kind != "territory"


def _after(judge: Judge, n: Named, mention: Mention, starts: dict[int, Named]) -> Mention | None:
    """Reads "X's foreign minister", "the Xian parliament", each with the person whom it names."""
    plain, text = judge.scan.plain, judge.doc.text
    match = load_titles().after_state.match(plain, n.end)
    if match is None or text[n.end] == "\n" or (n.kind in ("city", "capital") and not match[0].startswith("'s")):
        return None
    if match["body"] is not None:
        body = match["body"]
        if not _is_body(body):
            return None
        end = match.end()
        return replace(
            mention,
            end=end,
            text=text[mention.start : end],
            kind="organisation" if n.kind != "capital" else n.kind,
            reason=f"{' '.join(body.split())} of {n.code}",
        )
    if plain[match.end("office") : match.end("office") + 1] == "-" or not _is_office(judge, n, match):
        return None
    return _with_person(judge, n, replace(mention, end=match.end("office")), match["office"], match["qualifiers"], starts)


def _is_body(body: str) -> bool:
    """Whether words after a state's name are a body of it; some nouns are only with a capital."""
    last, o = body.split()[-1], load_offices()
    if body.lower() in o.bodies_capital_only or (last.lower() in o.bodies_capital_only and " " not in body):
        return last[0].isupper()
    return True


def _is_office(judge: Judge, n: Named, match: re.Match[str]) -> bool:
    """After a bare state name ("Japan prime minister") an office is meant where a capital, a possessive or a person's name shows it."""
    if (
        n.kind in ("demonym", "nickname", "organisation")
        or n.hit.text.isupper()
        or match[0].startswith("'")
        or match["office"][0].isupper()
    ):
        return True
    return _SPACE_NAME.match(judge.scan.plain, match.end("office")) is not None and judge.scan.plain[match.end("office")] == " "


def _with_person(judge: Judge, n: Named, mention: Mention, office: str, qualifiers: str, starts: dict[int, Named]) -> Mention:
    plain, text = judge.scan.plain, judge.doc.text
    name = _SPACE_NAME.match(plain, mention.end)
    person = _person_at(judge, name.end(), starts, after_comma=name[0].startswith(",")) if name and not name[0].endswith("(") else None
    end, start, who = mention.end, mention.start, None
    if person is not None:
        end, who = person
    elif load_titles().apposition.match(plain, mention.end) and (before := _person_before(judge, mention.start)) is not None:
        start, who = before
    else:
        who = _posted(judge, mention.end, starts)
    tense = _tense(qualifiers, plain, mention.start)
    office = " ".join(office.split())
    reason = f"{tense + ' ' if tense else ''}{office.lower()} of {n.code}" + (f", {who}" if who else "")
    return replace(mention, start=start, end=end, text=text[start:end], kind="official", person=who, office=office, reason=reason)


def _person_at(judge: Judge, at: int, starts: dict[int, Named], *, after_comma: bool = False) -> tuple[int, str] | None:
    """The end and the name of the person whose name begins at an offset."""
    match = load_titles().person.match(judge.scan.plain, at)
    if match is None or at in starts:
        return None
    raw, end = match["name"], match.end("name")
    line_end = judge.doc.text.find("\n", at, end)
    if line_end >= 0:
        raw, end = raw[: line_end - match.start("name")].rstrip(), line_end
    for begin in starts:
        if match.start("name") < begin < end:
            raw, end = raw[: begin - match.start("name") - 1].rstrip(" -"), begin - 1
    if (stop := re.search(r"'s?(?= |$)", raw)) is not None:
        raw, end = raw[: stop.start()], match.start("name") + stop.start()
    name = clean_name(raw)
    if not name or len(name) < 2 or (after_comma and " " not in name and judge.scan.plain[end : end + 1] != ","):
        return None
    return match.start("name") + len(name), name


def _person_before(judge: Judge, at: int) -> tuple[int, str] | None:
    """The beginning and the name of the person whom what begins at an offset explains: "Li Qiang, the Chinese premier"."""
    plain, low = judge.scan.plain, max(0, at - REACH)
    if ", " not in plain[max(0, at - 40) : at] or "\n" in judge.doc.text[low:at][-30:]:
        return None
    match = load_titles().person_before.search(plain, low, at)
    if match is None:
        return None
    name = clean_name(match["name"])
    if " " not in name or not _looks_personal(name):
        return None
    return match.start("name"), name


def _looks_personal(name: str) -> bool:
    """Whether no word of a name says that it is an outlet's, a firm's, a meeting's or a body's."""
    words, c = name.split(), load_context()
    return not any(w in load_offices().not_person or w in c.after_drop or w in c.after_place or w in c.after_firm for w in words)


def _posted(judge: Judge, at: int, starts: dict[int, Named]) -> str | None:
    """The person after "ambassador to Y": "Kenya's ambassador to Japan, Tabitha Wanjiru"."""
    match = load_titles().posting.match(judge.scan.plain, at)
    host = starts.get(match.end()) if match else None
    name = _TO_NAME.match(judge.scan.plain, host.end) if host else None
    person = _person_at(judge, name.end(), starts, after_comma=True) if name else None
    return person[1] if person else None


def _of(judge: Judge, n: Named, mention: Mention, starts: dict[int, Named]) -> Mention | None:
    """Reads "the president of X, Y", "Y, foreign minister of X", "the government of X"."""
    plain, text = judge.scan.plain, judge.doc.text
    words = plain[max(0, mention.start - 40) : mention.start].split(" ")[-4:-1]
    if (
        n.kind == "demonym"
        or "of" not in words[-2:]
        or words[-1] not in ("of", "the")
        or words[words.index("of") - 1].lower() not in load_titles().head_words
    ):
        return None
    low = max(0, mention.start - REACH)
    match = load_titles().of_state.search(plain, low, mention.start)
    if match is None or "\n" in text[match.start() : mention.start]:
        return None
    if match["body"] is not None:
        if match["body"].split()[-1].lower() in load_offices().bodies_capital_only and match["body"][0].islower():
            return None
        return replace(
            mention,
            start=match.start("body"),
            text=text[match.start("body") : mention.end],
            kind="organisation",
            reason=f"{match['body']} of {n.code}",
        )
    wide = replace(mention, start=match.start("office"))
    return _with_person(judge, n, wide, match["office"], match["qualifiers"], starts)


def _in_capital(judge: Judge, n: Named, mention: Mention, _: dict[int, Named]) -> Mention | None:
    """Reads "the government in X" where X is a capital."""
    plain, text = judge.scan.plain, judge.doc.text
    if n.hit.entries[0].kind not in ("capital", "seat") or not plain.endswith(" in ", 0, mention.start):
        return None
    if plain[max(0, mention.start - 25) : mention.start - 4].rsplit(" ", 1)[-1].lower() not in load_titles().seat_words:
        return None
    match = load_titles().in_capital.search(plain, max(0, mention.start - 60), mention.start)
    if match is None or plain[max(0, match.start() - 4) : match.start()].rstrip().rsplit(" ", 1)[-1] in ("two", "our"):
        return None
    return replace(
        mention,
        start=match.start(),
        text=text[match.start() : mention.end],
        kind="organisation",
        reason=f"sits in its capital {n.hit.text}",
    )


def _tense(qualifiers: str, plain: str, start: int) -> str:
    """The tense that a title has: "former" or "current" where the words before or within a title say so, else ""."""
    o = load_offices()
    words = {w for w in re.split(r"[ ,]+", qualifiers.lower()) if w}
    before = load_titles().qualifier_before.search(plain, max(0, start - 25), start)
    if before:
        words.add(before["q"].lower())
    words |= {w.rstrip("-") for w in words}
    if words & {"former", "late", "then", "ex", "ousted", "deposed", "previous", "erstwhile", "outgoing"} or words & (
        o.former - {"first", "second", "third", "last"}
    ):
        return "former"
    return "current" if words & {"current", "incumbent", "present", "sitting", "new", "reigning"} else ""


def find_offices(doc: Document, mentions: Sequence[Mention]) -> list[OfficeHolding]:
    """Who holds, or held, which office of which state, from the mentions of a document that give a person an office."""
    return [holding for m in mentions if m.person and m.office and len(m.codes) == 1 for holding in _holding(doc, m)]


def _holding(doc: Document, m: Mention) -> Iterator[OfficeHolding]:
    assert m.person is not None and m.office is not None
    if m.reason.startswith(("known", "the same")):  # a later mention by name alone says nothing of the office
        return
    end = m.end
    if m.person not in m.text.replace("’", "'").replace("\n", " "):
        after = doc.text[m.end : m.end + REACH].replace("’", "'")
        if m.person not in after:
            return
        end = m.end + after.index(m.person) + len(m.person)
    current = {"former": False, "current": True}.get(m.reason.split(" ", 1)[0])
    yield OfficeHolding(m.start, end, doc.text[m.start : end], m.person, m.office, m.codes[0], current)
