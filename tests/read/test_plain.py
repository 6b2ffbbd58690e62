"""Text and Markdown: kept as they are, with front matter honoured."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Read = Callable[..., Any]

STORY = "The governments of Peru and Chile signed a treaty on the lake that lies between them, and on the fish in it."


def test_front_matter_is_honoured_and_stays_in_the_text(tmp_path: Path, read: Read) -> None:
    text = (f"---\ntitle: 'A lake: shared'\ndate: 2024-05-02\noutlet: Andes Courier\nauthor: [Rosa Quispe, Juan Mamani]\nurl: https://example.org/a\n"
            f"language: en-GB\nid: lake-1\n---\n\n# A lake: shared\n\n{STORY}\n")
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    [doc], errors = read(tmp_path / "a.md")
    assert not errors
    assert doc.text == text
    assert (doc.id, doc.title, doc.published, doc.published_basis) == ("lake-1", "A lake: shared", "2024-05-02", "given")
    assert (doc.outlet, doc.author, doc.url, doc.language) == ("Andes Courier", "Rosa Quispe, Juan Mamani", "https://example.org/a", "en")
    assert doc.text[doc.body_start:].startswith("The governments")


def test_broken_front_matter_is_reported_and_the_text_read(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: [unclosed\ndate: x\n---\n\n{STORY}\n")
    [doc], [error] = read(tmp_path / "a.md")
    assert STORY in doc.text
    assert "a.md" in str(error)
    assert "YAML" in str(error)


def test_impossible_date_in_front_matter_is_reported(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.md").write_text(f"---\ndate: 2024-02-31\n---\n\n{STORY}\n")
    [doc], [error] = read(tmp_path / "a.md")
    assert doc.published is None
    assert "front matter" in str(error)


def test_a_rule_of_dashes_is_no_front_matter(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.md").write_text(f"---\n\n{STORY}\n\n---\n")
    [doc], errors = read(tmp_path / "a.md")
    assert not errors
    assert doc.title is None


def test_byte_order_mark_is_no_character_of_the_text(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + STORY.encode())
    (tmp_path / "b.txt").write_bytes(STORY.encode("utf-16"))
    docs, errors = read(tmp_path)
    assert not errors
    assert [doc.text for doc in docs] == [STORY, STORY]


def test_line_ends_are_kept(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_bytes(f"A lake\r\n\r\n{STORY}\r\n".encode())
    [doc], _ = read(tmp_path / "a.txt")
    assert doc.text == f"A lake\r\n\r\n{STORY}\r\n"
    assert doc.title == "A lake"
