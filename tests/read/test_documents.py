"""Batches: ids, limits, standard input, and that one bad file costs only itself."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dragoman.read import content_hash

Read = Callable[..., Any]
MakePdf = Callable[..., Any]

STORY = "The governments of Peru and Chile signed a treaty on the lake that lies between them, and on the fish in it."


def test_ids_are_hashes_by_default_and_names_on_request(tmp_path: Path, read: Read) -> None:
    (tmp_path / "lake.txt").write_text(STORY)
    assert read(tmp_path / "lake.txt")[0][0].id == content_hash(STORY)
    assert read(tmp_path / "lake.txt", ids="name")[0][0].id == "lake"


def test_same_name_with_other_content_is_told_apart(tmp_path: Path, read: Read) -> None:
    for part, text in {"a": STORY, "b": STORY + " More.", "c": STORY}.items():
        (tmp_path / part).mkdir()
        (tmp_path / part / "lake.txt").write_text(text)
    docs, _ = read(tmp_path, ids="name")
    assert [doc.id for doc in docs] == ["lake", f"lake-{content_hash(STORY + ' More.')[:8]}", "lake"]


def test_one_line_of_200_megabytes_is_refused_without_being_held(tmp_path: Path, read: Read) -> None:
    with (tmp_path / "a.txt").open("w") as out:
        for _ in range(200):
            out.write("x" * (1 << 20))
    (tmp_path / "b.txt").write_text(STORY)
    tracemalloc.start()
    docs, [error] = read(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [doc.text for doc in docs] == [STORY]
    assert error.path.endswith("a.txt")
    assert "10,000,000 characters" in str(error)
    assert peak < 100 << 20


def test_limit_counts_characters_and_is_an_option(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_text("ü" * 1000)
    assert len(read(tmp_path / "a.txt", max_chars=1000)[0]) == 1
    docs, [error] = read(tmp_path / "a.txt", max_chars=999)
    assert not docs
    assert "1,000 characters" in str(error)


def test_standard_input() -> None:
    code = ("from dragoman.read import read_documents\n"
            "for d in read_documents(['-'], on_error=lambda e: print('error', e), ids='name'): print(d.id, d.path, d.title, len(d.text))")

    def run(data: bytes) -> str:
        return subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True).stdout.decode().strip()

    assert run(f"A lake\n\n{STORY}".encode()) == f"stdin - A lake {len(STORY) + 8}"
    assert run(b'{"id": "d1", "title": "A lake", "text": "Peru."}\n{"id": "d2", "text": "Chile."}') == "d1 - A lake 5\nd2 - None 6"
    assert run(b"id,title,text\nd1,A lake,Peru and Chile signed it.\n") == "d1 - A lake 25"
    assert run(b"").startswith("error -: empty")


def test_one_bad_file_costs_only_itself(tmp_path: Path, read: Read, make_pdf: MakePdf) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "c.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "d.warc.gz").write_bytes(b"\x1f\x8b broken")
    (tmp_path / "e.parquet").write_bytes(b"PAR1 broken PAR1")
    (tmp_path / "f.warc").write_bytes(b"WARC/1.0\r\nbroken")
    make_pdf(tmp_path / "g.pdf", [[STORY]])
    docs, errors = read(tmp_path)
    assert [Path(doc.path).name for doc in docs] == ["a.txt", "g.pdf"]
    assert [Path(error.path).name for error in errors] == ["b.pdf", "c.docx", "d.warc.gz", "e.parquet", "f.warc"]


def test_importing_loads_no_large_library() -> None:
    code = ("import sys, dragoman.read, dragoman.segment\n"
            "print([m for m in "
            "('yaml', 'trafilatura', 'pypdf', 'docx', 'duckdb', 'warcio', 'lxml', 'py3langid', 'numpy') if m in sys.modules])")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.decode().strip() == "[]"
