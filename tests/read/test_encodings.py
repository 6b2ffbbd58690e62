"""Bytes that contradict their encoding are refused with their place; nothing is guessed unsaid."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Read = Callable[..., Any]

STORY = "The governments of Peru and Chile signed a treaty on the lake that lies between them. "


def test_latin1_bytes_in_a_utf8_file(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_bytes(STORY.encode() + b"\n\nThe minist\xe8re in Bogot\xe1 said so.")
    (tmp_path / "b.txt").write_text(STORY)
    docs, [error] = read(tmp_path)
    assert [doc.text for doc in docs] == [STORY]
    assert error.path.endswith("a.txt")
    assert f"byte {len(STORY) + 12}, line 3" in str(error)
    assert "0xE8" in str(error)
    assert "iconv" in str(error) or "convert" in str(error)


def test_binary_files_are_refused(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_bytes(b"abc\0def" * 10)
    (tmp_path / "b.txt").write_bytes(bytes(range(1, 9)) * 100)
    docs, errors = read(tmp_path)
    assert not docs
    assert all("binary" in str(error) for error in errors)
    assert len(errors) == 2


def test_hostile_characters_are_kept(tmp_path: Path, read: Read) -> None:
    text = f"\u202e{STORY}\u202c\u2066\x07 \u200f\ufeff a\u0301 \U0001f1f5\U0001f1ea {STORY}"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    [doc], errors = read(tmp_path / "a.txt")
    assert not errors
    assert doc.text == text


PAGE = "<html><head>{meta}<title>Bogotá</title></head>" \
       "<body><article><p>{story}Ministère à Bogotá, à côté de Potosí.</p></article></body></html>"


@pytest.mark.parametrize(("meta", "encoding"), [
    ('<meta charset="iso-8859-1">', "latin-1"), ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
    ("", "utf-8"), ('<meta charset="utf-8">', "utf-8"), ("", "utf-16"),
])
def test_html_is_read_in_its_declared_encoding(tmp_path: Path, read: Read, meta: str, encoding: str) -> None:
    (tmp_path / "a.html").write_bytes(PAGE.format(meta=meta, story=STORY * 5).encode(encoding))
    [doc], errors = read(tmp_path / "a.html")
    assert not errors
    assert "Ministère à Bogotá, à côté de Potosí." in doc.text


def test_html_without_declaration_is_detected(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.html").write_bytes(PAGE.format(meta="", story=STORY * 5).encode("cp1252"))
    [doc], errors = read(tmp_path / "a.html")
    assert not errors
    assert "Bogotá" in doc.text


def test_html_that_breaks_its_declaration_is_refused(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.html").write_bytes(PAGE.format(meta='<meta charset="utf-8">', story=STORY * 5).encode("latin-1"))
    docs, [error] = read(tmp_path / "a.html")
    assert not docs
    assert "the page declares utf-8" in str(error)
    assert "byte" in str(error)
