"""WARC archives, whole and cut."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

Read = Callable[..., Any]

PARAGRAPH = "The governments of Peru and Chile signed treaty number {} on the waters of the lake that lies between them."


def page(n: int) -> bytes:
    return (f"<html><head><title>Treaty {n} signed</title></head>"
            f"<body><article><p>{PARAGRAPH.format(n)}</p></article></body></html>").encode()


def make_warc(path: Path, *, packed: bool) -> Path:
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=packed)
        writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
        add = writer.write_record

        def response(url: str, body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", **headers: str) -> None:
            http = StatusAndHeaders(status, [("Content-Type", kind), *headers.items()], protocol="HTTP/1.1")
            add(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=http))

        response("https://example.org/2024/05/02/one", page(1))
        response("https://example.org/missing", page(9), status="404 Not Found")
        response("https://example.org/style.css", b"p {color: red}", "text/css")
        response("https://example.org/two.txt", PARAGRAPH.format(2).encode(), "text/plain")
        response("https://example.org/latin", page(3).replace(b"lake", "Potosí".encode("latin-1")), "text/html; charset=iso-8859-1")
        response("https://example.org/packed", gzip.compress(page(4)), **{"Content-Encoding": "gzip"})
        response("https://example.org/scripts", b"<html><body><script>x()</script></body></html>")
        add(writer.create_warc_record("https://example.org/res", "resource", payload=io.BytesIO(page(5)), warc_content_type="text/html"))
    return path


@pytest.mark.parametrize("packed", [False, True])
def test_pages_and_texts_are_documents(tmp_path: Path, read: Read, packed: bool) -> None:
    path = make_warc(tmp_path / ("a.warc.gz" if packed else "a.warc"), packed=packed)
    docs, [error] = read(path)
    assert [doc.url for doc in docs] == [f"https://example.org/{name}" for name in ("2024/05/02/one", "two.txt", "latin", "packed", "res")]
    assert docs[0].title == "Treaty 1 signed"
    assert docs[0].published == "2024-05-02"
    assert "Potosí" in docs[2].text
    assert "number 4" in docs[3].text
    assert error.place is not None
    assert error.place.startswith("record 8")
    assert "no text" in error.reason


def test_gzip_around_the_whole_archive(tmp_path: Path, read: Read) -> None:
    plain = make_warc(tmp_path / "a.warc", packed=False).read_bytes()
    (tmp_path / "whole.warc.gz").write_bytes(gzip.compress(plain))
    docs, _ = read(tmp_path / "whole.warc.gz")
    assert len(docs) == 5


@pytest.mark.parametrize("packed", [False, True])
def test_wherever_it_is_cut_the_records_before_are_kept(tmp_path: Path, read: Read, packed: bool) -> None:
    whole = make_warc(tmp_path / "whole", packed=packed).read_bytes()
    complete = {doc.text for doc in read(tmp_path / "whole")[0]}
    counts = []
    members = {i for i in range(len(whole)) if whole.startswith(b"\x1f\x8b\x08", i)}
    for size in range(len(whole) // 3, len(whole) - 20, len(whole) // 23):
        if size in members:
            continue  # cut between two records, it is a whole archive of fewer
        (tmp_path / "cut.warc").write_bytes(whole[:size])
        docs, errors = read(tmp_path / "cut.warc")
        assert {doc.text for doc in docs} <= complete, size
        counts.append(len(docs))
        assert errors, size
        assert packed is False or any("cut off" in str(error) for error in errors), size
    assert counts == sorted(counts)
    assert counts[-1] >= 4


def test_truncated_gzip_names_file_record_and_place(tmp_path: Path, read: Read) -> None:
    whole = make_warc(tmp_path / "a.warc.gz", packed=True).read_bytes()
    members = [i for i in range(len(whole)) if whole.startswith(b"\x1f\x8b\x08", i)]
    (tmp_path / "cut.warc.gz").write_bytes(whole[:members[4] + 60])  # in the middle of the fifth record
    docs, [error] = read(tmp_path / "cut.warc.gz")
    assert len(docs) == 1
    assert "cut.warc.gz" in str(error)
    assert error.place is not None
    assert "record 5" in error.place
    assert "byte" in error.place
    assert "cut off" in error.reason


def test_damage_in_the_middle_is_an_error(tmp_path: Path, read: Read) -> None:
    whole = bytearray(make_warc(tmp_path / "a.warc.gz", packed=True).read_bytes())
    at = [i for i in range(len(whole)) if whole.startswith(b"\x1f\x8b\x08", i)][4] + 40
    whole[at:at + 30] = b"\xff" * 30
    (tmp_path / "bad.warc.gz").write_bytes(bytes(whole))
    docs, errors = read(tmp_path / "bad.warc.gz")
    assert len(docs) == 1
    assert any("bad.warc.gz" in str(error) for error in errors)
