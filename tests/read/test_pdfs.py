"""PDF files: text over page ends, and what is no text."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter

from dragoman.read.pdfs import reflow

Read = Callable[..., Any]
MakePdf = Callable[..., Any]

LINES = ["Peru and Chile settle on a lake", "",
         "The governments of Peru and Chile signed a treaty on the waters of the lake",
         "that lies between them, and on the fish in it. It is to be laid before both par-",
         "liaments in the autumn.",
         "Fishermen on either shore have been asking for such a settlement since the"]
MORE = ["boundary was drawn, a century ago.", "Nobody objected."]


def test_paragraphs_go_on_over_line_and_page_ends(tmp_path: Path, read: Read, make_pdf: MakePdf) -> None:
    make_pdf(tmp_path / "a.pdf", [LINES, MORE])
    [doc], errors = read(tmp_path / "a.pdf")
    assert not errors
    assert doc.title == "Peru and Chile settle on a lake"
    assert "waters of the lake that lies between them" in doc.text
    assert "both parliaments in the autumn." in doc.text
    assert "settlement since the boundary was drawn" in doc.text


def test_running_heads_and_page_numbers_are_dropped() -> None:
    body = "Sentence number {} goes on and on until the line is full, and then it simply ends."
    pages = [["Andes Courier, page " + str(n), body.format(n), str(n)] for n in range(1, 5)]
    assert reflow(pages).replace("\n\n", " ") == " ".join(body.format(n) for n in range(1, 5))


def test_broken_words_before_capitals_keep_their_hyphen() -> None:
    assert reflow([["A long line about the treaty between Peru and Chile and Peruvian-",
                    "Chilean ties."]]).endswith("Peruvian-Chilean ties.")


def test_bullets_begin_paragraphs() -> None:
    assert reflow([["A full line of text that leads up to what is listed below, item after item", "- first item of the list",
                    "- second"]]).count("\n\n") == 2


def test_pdf_without_text(tmp_path: Path, read: Read) -> None:
    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(200, 200)
    writer.write(tmp_path / "scan.pdf")
    docs, [error] = read(tmp_path / "scan.pdf")
    assert not docs
    assert "scan.pdf" in str(error)
    assert "without text (3 pages)" in str(error)
    assert "OCR" in str(error)


def test_damaged_and_locked_pdfs(tmp_path: Path, read: Read, make_pdf: MakePdf) -> None:
    good = make_pdf(tmp_path / "good.pdf", [LINES]).read_bytes()
    (tmp_path / "head.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    noise = random.Random(7)
    for n in range(8):
        data = bytearray(good)
        for _ in range(40):
            data[noise.randrange(9, len(data))] = noise.randrange(256)
        (tmp_path / f"noise{n}.pdf").write_bytes(bytes(data))
    writer = PdfWriter(clone_from=PdfReader(tmp_path / "good.pdf"))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    docs, errors = read(tmp_path)
    assert "good.pdf" in {Path(doc.path or "").name for doc in docs}
    assert len(docs) + len(errors) == 11
    reasons = {Path(error.path).name: error.reason for error in errors}
    assert "password" in reasons["locked.pdf"]
    assert "head.pdf" in reasons
