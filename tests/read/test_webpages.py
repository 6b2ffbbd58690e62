"""Web pages: main text and metadata; no text is an error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Read = Callable[..., Any]

PARAGRAPHS = [
    "The governments of Peru and Chile signed a treaty on the waters of the lake that lies between them on Thursday.",
    "The treaty, which is to last for ten years, will be laid before the parliaments of both countries in the autumn.",
    "Fishermen on either shore have been asking for such a settlement since the boundary was drawn in the last century.",
]
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Lake treaty signed | Andes Courier</title>
<meta property="og:title" content="Lake treaty signed"><meta property="og:site_name" content="Andes Courier">
<meta name="author" content="Rosa Quispe"><meta property="article:published_time" content="2024-05-02T08:00:00Z">
<link rel="canonical" href="https://andes.example.org/lake"><style>p {{color: red}}</style></head>
<body><nav><a href="/">Home</a> <a href="/x">Brazil news</a></nav><article><h1>Lake treaty signed</h1><p>{PARAGRAPHS[0]}</p>
<h2>What follows</h2>
<p>{PARAGRAPHS[1]}</p><ul><li>May 2024: the treaty is signed.</li><li>June 2024: the committee meets.</li></ul>
<p>{PARAGRAPHS[2]}</p></article>
<footer>Copyright 2019 Andes Courier</footer><script>track("Cuba")</script></body></html>"""


def test_main_text_and_metadata(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    [doc], errors = read(tmp_path / "a.html")
    assert not errors
    assert (doc.title, doc.author, doc.outlet, doc.url) == ("Lake treaty signed", "Rosa Quispe", "Andes Courier",
                                                            "https://andes.example.org/lake")
    assert (doc.published, doc.published_basis) == ("2024-05-02", "given")
    for paragraph in PARAGRAPHS:
        assert paragraph in doc.text
    for noise in ("Brazil", "Cuba", "color", "<p>"):
        assert noise not in doc.text


def test_blocks_stand_apart_and_list_items_are_marked(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    [doc], _ = read(tmp_path / "a.html")
    blocks = doc.text.split("\n\n")
    assert "What follows" in blocks
    assert "- May 2024: the treaty is signed.\n- June 2024: the committee meets." in blocks


def test_a_page_without_a_date_gets_none_from_its_copyright_line(tmp_path: Path, read: Read) -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2024-05-02T08:00:00Z">', "")
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    [doc], _ = read(tmp_path / "a.html")
    assert doc.published is None


def test_only_scripts_is_no_text(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.html").write_text("<html><head><title>App</title><script>var a = 'Peru';</script></head><body><div id=app></div>"
                                     "<script>render()</script></body></html>")
    docs, [error] = read(tmp_path / "a.html")
    assert not docs
    assert "a.html" in str(error)
    assert "no text" in str(error)


def test_a_short_page_is_read(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.html").write_text("<html><body><p>Peru and Chile signed a treaty.</p></body></html>")
    [doc], _ = read(tmp_path / "a.html")
    assert doc.text == "Peru and Chile signed a treaty."


def test_deeply_nested_markup_does_not_break_the_batch(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.html").write_text("<html><body>" + "<div>" * 20000 + "Peru" + "</div>" * 20000 + "</body></html>")
    (tmp_path / "b.html").write_text(PAGE)
    docs, _ = read(tmp_path)
    assert docs[-1].title == "Lake treaty signed"
