"""What all renderings must hold: every line, every quote; and nothing that a hostile text could do."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import fields
from html.parser import HTMLParser
from importlib.resources import files
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from dragoman.brief import Brief, render
from dragoman.brief.model import (
    CheckNote,
    Dispute,
    Header,
    KnownPair,
    Line,
    Note,
    Party,
    Position,
    Quote,
    QuotedClaim,
    Scope,
    Section,
    Source,
)
from dragoman.brief.render import Format
from dragoman.brief.render_json import brief_from_json, json_schema
from dragoman.brief.render_terminal import print_brief
from dragoman.model import MIN_CONFIDENCE, Review
from tests.brief.made import BOTH, Page, brief_of, dyad

EVIL = (
    '<script>alert(1)</script>"><img src=x onerror=alert(2)> [x](javascript:alert(3)) **bold** `code` {{ 7*7 }} '
    "\x1b[31mred\x1b[0m \u202etxet"
)


@pytest.fixture(scope="module")
def made() -> Brief:
    return brief_of(*dyad())


@pytest.fixture(scope="module")
def hostile() -> Brief:
    """Everything that a document can bring into a brief is hostile."""
    page = Page("d<b>", outlet=EVIL, title=EVIL, author=EVIL, url='javascript:alert("x")', published_note=EVIL, published_basis="inferred")
    page.says(
        f"They signed {EVIL}", "agreement-signed", after=f", {EVIL}", parties=BOTH, date="2001", object=EVIL, attribution=(EVIL, EVIL)
    )
    page.says("Kari", "office", source="NOR", detail={"persons": [EVIL], "office": EVIL})
    page.says("no", "border", parties=BOTH, status="denied")
    return brief_of(page)


class Reader(HTMLParser):
    """What a browser would see: elements with their attributes, ids, links, and the text that is shown."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.shown.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.shown).split())

    @property
    def ids(self) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get("id"))]


class TestHtml:
    def test_it_holds_every_line_and_every_quote(self, made: Brief) -> None:
        text = Reader(render(made, "html")).text
        for line in made.lines():
            assert line.text in text
        for source in made.sources:
            assert all(quote.text in text for quote in source.quotes)
            assert all(claim.statement in text for quote in source.quotes for claim in quote.claims)

    def test_links_lead_to_quotes_and_back_and_ids_are_unique(self, made: Brief) -> None:
        page = Reader(render(made, "html"))
        assert len(set(page.ids)) == len(page.ids)
        links = [href for attributes in page.of("a") if (href := attributes.get("href"))]
        assert {href[1:] for href in links if href.startswith("#")} <= set(page.ids)
        for source in made.sources:
            for quote in source.quotes:
                assert f"#s{quote.number}" in links
                assert f"s{quote.number}" in page.ids
        assert {f"#{line.id}" for line in made.timeline} <= set(links)

    def test_it_loads_nothing(self, made: Brief) -> None:
        html = render(made, "html")
        page = Reader(html)
        assert not [
            tag
            for tag, _ in page.elements
            if tag in ("script", "link", "img", "iframe", "object", "embed", "source", "video", "audio", "base")
        ]
        assert not any({"src", "srcset", "data", "background", "poster"} & attributes.keys() for _, attributes in page.elements)
        assert not re.search(r"@import|@font-face|url\((?!#)", html)
        policy = next(a["content"] for a in page.of("meta") if a.get("http-equiv") == "Content-Security-Policy")
        assert policy is not None
        assert policy.startswith("default-src 'none'")

    def test_a_documents_own_address_is_a_link_but_only_on_the_web(self) -> None:
        for url, linked in (("https://news.example/a?b=1&c=2", True), ("javascript:alert(1)", False), ("file:///etc/passwd", False)):
            page = Page("a", url=url)
            page.says("They met", "meeting", parties=BOTH)
            assert (url in [a.get("href") for a in Reader(render(brief_of(page), "html")).of("a")]) is linked

    def test_it_is_made_for_phones_paper_dark_rooms_and_screen_readers(self, made: Brief) -> None:
        html = render(made, "html")
        page = Reader(html)
        for query in ("@media print", "prefers-color-scheme: dark", "max-width: 44rem", "prefers-reduced-motion"):
            assert query in html
        assert any(a.get("name") == "viewport" for a in page.of("meta"))
        assert page.of("html") == [{"lang": "en"}]
        assert len(page.of("h1")) == 1
        assert len(page.of("main")) == 1
        assert page.of("a")[0] == {"class": "skip", "href": "#main"}
        assert "main" in page.ids
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
        assert {a["aria-labelledby"] for a in page.of("section")} <= set(page.ids)

    def test_hostile_text_is_shown_and_never_obeyed(self, hostile: Brief) -> None:
        html = render(hostile, "html")
        page = Reader(html)
        assert not page.of("script")
        assert not page.of("img")
        assert not [a for _, attributes in page.elements for a in attributes if a.startswith("on")]
        assert not [h for a in page.of("a") if (h := a.get("href")) and "javascript" in h]
        assert "<script>alert(1)</script>" in page.text
        assert "{{ 7*7 }}" in page.text
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", html)

    def test_a_timeline_without_dates_has_no_picture(self) -> None:
        page = Page("a")
        page.says("They met", "meeting", parties=BOTH)
        assert not Reader(render(brief_of(page), "html")).of("svg")

    def test_the_order_of_sections(self, made: Brief) -> None:
        ids = [i for i in Reader(render(made, "html")).ids if not i.startswith("h-")]
        order = [
            ids.index(i)
            for i in ("standing", "timeline", "relations", "people", "touches", "plans", "denied", "undated", "disputed", "sources")
        ]
        assert order == sorted(order)


class TestTerminal:
    def test_through_a_pipe_it_is_plain_and_keeps_its_width(self, made: Brief) -> None:
        for width in (40, 60, 80, 120):
            text = render(made, "terminal", width=width)
            assert "\x1b" not in text
            assert max(len(row) for row in text.splitlines()) <= width

    def test_on_a_terminal_it_has_colours(self, made: Brief) -> None:
        assert "\x1b[" in render(made, "terminal", color=True)
        out = StringIO()
        print_brief(made, Console(file=out, force_terminal=True, color_system="standard", width=90))
        assert "\x1b[" in out.getvalue()

    def test_each_line_has_its_numbers_and_each_number_its_quote(self, made: Brief) -> None:
        text = " ".join(render(made, "terminal", width=110).split())
        for line in made.lines():
            assert line.text in text
            assert "".join(f"[{n}]" for n in line.refs) in text
        for source in made.sources:
            assert all(f"[{q.number}]" in text and q.claims[0].statement in text for q in source.quotes)

    def test_hostile_text_cannot_steer_it(self, hostile: Brief) -> None:
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", render(hostile, "terminal"))
        assert "[x](javascript:alert(3))" in " ".join(render(hostile, "terminal", width=110).split())


class TestMarkdown:
    def test_each_footnote_is_used_and_defined_once(self, made: Brief) -> None:
        text = render(made, "markdown")
        defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
        used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
        assert len(defined) == len(set(defined))
        assert set(defined) == used

    def test_headings_are_in_order(self, made: Brief) -> None:
        text = render(made, "markdown")
        headings = [
            "# Norway and Portugal",
            "## What stands today",
            "### Relations",
            "## Timeline",
            "## Recognition and relations",
            "## Plans and proposals",
            "## Denied",
            "## Undated",
            "## Disputed",
            "## Sources",
        ]
        places = [text.index(f"{heading}\n") for heading in headings]
        assert places == sorted(places)

    def test_hostile_text_is_no_markup(self, hostile: Brief) -> None:
        text = render(hostile, "markdown")
        assert "<script" not in text
        assert "<img" not in text
        assert "[x](javascript" not in text
        assert r"\*\*bold\*\*" in text
        assert "\x1b" not in text


class TestJson:
    def test_it_comes_back_as_the_same_brief(self, made: Brief) -> None:
        assert brief_from_json(render(made, "json")) == made

    def test_its_form_is_described(self, made: Brief) -> None:
        data = json.loads(render(made, "json"))
        assert data["format"] == "dragoman-brief/2"
        described = json_schema()
        assert set(data) - {"title"} == set(described["properties"])
        assert set(data["timeline"][0]) == set(described["$defs"]["Line"]["properties"])

    def test_quotes_are_exact_and_controls_escaped(self, hostile: Brief) -> None:
        text = render(hostile, "json")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
        assert json.loads(text)["sources"][0]["quotes"][0]["text"] == f"They signed {EVIL}"


@pytest.mark.parametrize("format", ["terminal", "markdown", "html"])
def test_a_pair_of_which_nothing_is_known(format: Format) -> None:
    text = render(brief_of(a="GBR", b="JPN", min_confidence=0, known_pairs=[("NOR", "PRT", 12), ("JPN", "KOR", 1)]), format)
    told = Reader(text).text if format == "html" else " ".join(text.split())
    assert "Nothing is known about this pair" in told
    assert "No statement concerns both the United Kingdom and Japan." in told
    assert told.index("Japan – South Korea (JPN KOR, 1 statement)") < told.index("Norway – Portugal (NOR PRT, 12 statements)")
    assert "Sources" not in told


def test_a_brief_says_from_which_confidence_it_shows() -> None:
    assert f"confidence of {MIN_CONFIDENCE:g} or more" in render(brief_of(*dyad()), "terminal")
    assert "No statement within what was asked for concerns both" in render(brief_of(a="GBR", b="JPN"), "markdown")


def test_what_was_asked_for_is_told() -> None:
    text = render(brief_of(*dyad(), as_of="2020-06", kinds=["project"], min_confidence=0.5), "terminal")
    assert "as of June 2020 · only project · confidence of 0.5 or more" in text


def test_a_format_that_there_is_not_is_refused(made: Brief) -> None:
    with pytest.raises(ValueError, match="no format is called 'pdf'"):
        render(made, "pdf")  # type: ignore[arg-type]


def test_the_form_of_the_json_is_documented() -> None:
    page = Path(str(files("dragoman").joinpath("data/brief/README.md"))).read_text(encoding="utf-8")
    parts = (Party, Scope, Header, Section, Line, Note, Dispute, Position, CheckNote, Review, Source, Quote, QuotedClaim, KnownPair)
    for kind in (Brief, *parts):
        for field in fields(kind):
            assert f"`{field.name}`" in page, f"{kind.__name__}.{field.name} is not documented"
