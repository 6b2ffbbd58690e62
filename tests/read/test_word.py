"""DOCX files, and archives that are none."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx

Read = Callable[..., Any]

STORY = "The governments of Peru and Chile signed a treaty on the lake that lies between them, and on the fish in it."


def make_docx(path: Path) -> Path:
    word = docx.Document()
    word.add_heading("Lake treaty signed", 0)
    word.add_paragraph("By Rosa Quispe")
    word.add_paragraph(STORY)
    word.add_paragraph("9 May 1988: Relations are restored.", style="List Bullet")
    table = word.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Trade", "4 billion dollars"
    word.add_paragraph("The end of it.")
    word.save(str(path))
    return path


def test_paragraphs_items_and_tables_in_order(tmp_path: Path, read: Read) -> None:
    make_docx(tmp_path / "a.docx")
    [doc], errors = read(tmp_path / "a.docx")
    assert not errors
    assert doc.text.split("\n\n") == ["Lake treaty signed", "By Rosa Quispe", STORY, "- 9 May 1988: Relations are restored.",
                                      "Trade | 4 billion dollars", "The end of it."]
    assert (doc.title, doc.author, doc.published) == ("Lake treaty signed", "Rosa Quispe", None)


def test_empty_docx_other_zip_and_damage(tmp_path: Path, read: Read) -> None:
    docx.Document().save(str(tmp_path / "empty.docx"))
    with zipfile.ZipFile(tmp_path / "other.docx", "w") as archive:
        archive.writestr("a.txt", STORY)
    data = make_docx(tmp_path / "good.docx").read_bytes()
    (tmp_path / "cut.docx").write_bytes(data[:len(data) // 2])
    docs, errors = read(tmp_path)
    assert [Path(doc.path or "").name for doc in docs] == ["good.docx"]
    reasons = {Path(error.path).name: error.reason for error in errors}
    assert "without text" in reasons["empty.docx"]
    assert "zip archive" in reasons["other.docx"]
    assert "damaged" in reasons["cut.docx"]


def test_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, read: Read) -> None:
    make_docx(tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx", "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/more.xml", "w") as part:
        for _ in range(65):
            part.write(b" " * (1 << 20))
    docs, [error] = read(tmp_path / "a.docx")
    assert not docs
    assert (tmp_path / "a.docx").stat().st_size < 1 << 20
    assert "unpack" in str(error)
