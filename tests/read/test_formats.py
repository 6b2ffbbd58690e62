"""Formats are told by content; names that lie are seen through."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Read = Callable[..., Any]
MakePdf = Callable[..., Any]

STORY = "The governments of Peru and Chile signed a treaty on the lake that lies between them, and on the fish in it."
PAGE = f"<!doctype html><html><head><title>Lake treaty</title></head><body><article><p>{STORY}</p></article></body></html>"


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.txt", "a", "a.md", "a.jpg.txt"])
def test_html_under_another_name(tmp_path: Path, read: Read, name: str) -> None:
    (tmp_path / name).write_text(PAGE)
    [doc], errors = read(tmp_path / name)
    assert not errors
    assert doc.text == STORY


def test_pdf_under_another_name(tmp_path: Path, read: Read, make_pdf: MakePdf) -> None:
    make_pdf(tmp_path / "a.html", [[STORY]])
    [doc], errors = read(tmp_path / "a.html")
    assert not errors
    assert doc.text == STORY


@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a.docx"])
def test_plain_text_under_another_name(tmp_path: Path, read: Read, name: str) -> None:
    (tmp_path / name).write_text(STORY)
    [doc], errors = read(tmp_path / name)
    assert not errors
    assert doc.text == STORY


def test_markdown_may_hold_html(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.md").write_text(f"<h1>Lake</h1>\n\n{STORY}")
    [doc], _ = read(tmp_path / "a.md")
    assert doc.text.startswith("<h1>")


def test_gzipped_text_and_html(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(STORY.encode()))
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    docs, errors = read(tmp_path, ids="name")
    assert not errors
    assert [(doc.id, doc.text) for doc in docs] == [("a", STORY), ("b", STORY)]


def test_empty_files(tmp_path: Path, read: Read) -> None:
    for name, data in {"a.txt": b"", "b.html": b"", "c.jsonl": b"", "d.txt": b" \n\t\n", "e.txt.gz": gzip.compress(b""), "f.csv": b"",
                       "g.pdf": b""}.items():
        (tmp_path / name).write_bytes(data)
    docs, errors = read(tmp_path)
    assert not docs
    assert len(errors) == 7
    assert all("empty" in str(error) for error in errors)


@pytest.mark.parametrize(("data", "word"), [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "DOCX"), (b"{\\rtf1 text}", "rich-text"),
    (b"SQLite format 3\0" + b"\0" * 100, "--store"),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "picture"), (b"BZh91AY&SY", "bzip2"), (b"\x7fELF\x02\x01\x01" + b"\0" * 60, "binary"),
])
def test_other_formats_are_refused_with_advice(tmp_path: Path, read: Read, data: bytes, word: str) -> None:
    (tmp_path / "a.doc").write_bytes(data)
    docs, [error] = read(tmp_path / "a.doc")
    assert not docs
    assert word in str(error)


def test_comments_before_a_page_do_not_hang(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_text("<!---->" * 2000 + STORY)
    [doc], errors = read(tmp_path / "a.txt")
    assert STORY in doc.text
    assert not errors
