"""JSON lines and JSON lists: streamed, with an error for each broken record."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

Read = Callable[..., Any]

STORY = "The governments of Peru and Chile signed a treaty on the lake that lies between them, and on the fish in it."


def record(n: int, **more: object) -> dict[str, object]:
    return {"id": f"d{n}", "title": f"Lake {n}", "text": STORY, "published": "2024-05-02", **more}


def test_all_columns(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(record(1, url="https://example.org", outlet="Andes Courier",
                                                        author=["R. Quispe", "J. Mamani"],
                                                        language="eng", section="world", body={"x": 1})))
    [doc], errors = read(tmp_path / "a.jsonl")
    assert not errors
    assert (doc.id, doc.title, doc.text, doc.published, doc.published_basis) == ("d1", "Lake 1", STORY, "2024-05-02", "given")
    assert (doc.url, doc.outlet, doc.author, doc.language) == ("https://example.org", "Andes Courier", "R. Quispe, J. Mamani", "en")
    assert doc.extra == {"section": "world"}
    assert doc.path is not None


def test_a_broken_line_is_reported_and_the_rest_goes_on(tmp_path: Path, read: Read) -> None:
    lines = [json.dumps(record(1)), '{"id": "d2", "text": "cut o', "", json.dumps(record(3))]
    (tmp_path / "a.jsonl").write_text("\n".join(lines) + "\n")
    docs, [error] = read(tmp_path / "a.jsonl")
    assert [doc.id for doc in docs] == ["d1", "d3"]
    assert str(error).startswith(f"{tmp_path / 'a.jsonl'}, line 2: no valid JSON")


def test_every_kind_of_bad_line_is_named(tmp_path: Path, read: Read) -> None:
    bad = ['{"id": "x", "body": "no text"}', '{"text": null}', '{"text": 5}', '{"text": "  "}', "[1, 2]", '"a string"',
           '{"text": "\\ud800 half"}',
           '{"text": "a\\u0000b"}', "[" * 100_000]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([*(line.encode() for line in bad), b'{"text": "Potos\xed"}',
                                                   json.dumps(record(1)).encode()]))
    docs, errors = read(tmp_path / "a.jsonl")
    assert [doc.id for doc in docs] == ["d1"]
    assert [error.place for error in errors] == [f"line {n}" for n in range(1, 11)]
    assert "found: id, body" in errors[0].reason
    assert "UTF-8" in errors[9].reason


def test_missing_id_is_the_hash_also_where_files_give_names(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": STORY}) + "\n" + json.dumps({"id": "", "text": STORY + " More."}))
    docs, _ = read(tmp_path / "a.jsonl", ids="name")
    assert [len(doc.id) for doc in docs] == [16, 16]


def test_a_line_over_the_limit_is_passed_over_without_holding_it(tmp_path: Path, read: Read) -> None:
    with (tmp_path / "a.jsonl").open("w") as out:
        out.write(json.dumps(record(1)) + '\n{"text": "')
        for _ in range(50):
            out.write("x" * (1 << 20))
        out.write('"}\n' + json.dumps(record(3)) + "\n")
    tracemalloc.start()
    docs, [error] = read(tmp_path / "a.jsonl", max_chars=100_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [doc.id for doc in docs] == ["d1", "d3"]
    assert error.place == "line 2"
    assert "100,000 characters" in error.reason
    assert peak < 20 << 20


def test_a_large_file_is_not_loaded_whole(tmp_path: Path) -> None:
    from dragoman.read import read_documents

    line = json.dumps(record(1, text=STORY * 200)) + "\n"
    with (tmp_path / "a.jsonl").open("w") as out:
        for _ in range(1600):
            out.write(line)
    assert (tmp_path / "a.jsonl").stat().st_size > 30 << 20
    tracemalloc.start()
    documents = read_documents([str(tmp_path / "a.jsonl")], on_error=lambda _: None)
    assert sum(1 for _ in islice(documents, 200)) == 200
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 << 20


def test_json_list_and_single_object(tmp_path: Path, read: Read) -> None:
    (tmp_path / "list.json").write_text(json.dumps([record(1), {"id": "no text"}, 7, record(2)], indent=2))
    (tmp_path / "one.json").write_text(json.dumps(record(3), indent=2))
    (tmp_path / "empty.json").write_text("[]")
    docs, errors = read(tmp_path / "list.json", tmp_path / "one.json", tmp_path / "empty.json")
    assert [doc.id for doc in docs] == ["d1", "d2", "d3"]
    assert [error.place for error in errors] == ["item 2", "item 3"]


def test_json_list_that_breaks_off_keeps_what_came_before(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.json").write_text(json.dumps([record(1), record(2)])[:-30])
    docs, [error] = read(tmp_path / "a.json")
    assert [doc.id for doc in docs] == ["d1"]
    assert error.place == "item 2"


def test_json_lines_are_known_under_other_names(tmp_path: Path, read: Read) -> None:
    text = "\n".join(json.dumps(record(n)) for n in (1, 2))
    for name in ("a.json", "a.txt", "a"):
        (tmp_path / name).write_text(text)
        docs, errors = read(tmp_path / name)
        assert [doc.id for doc in docs] == ["d1", "d2"], name
        assert not errors


def test_gzipped_json_lines(tmp_path: Path, read: Read) -> None:
    data = gzip.compress("\n".join(json.dumps(record(n, text=f"{STORY} {n * 7919}")) for n in range(1, 2000)).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(data)
    docs, errors = read(tmp_path / "a.jsonl.gz")
    assert len(docs) == 1999
    assert not errors
    (tmp_path / "cut.jsonl.gz").write_bytes(data[:len(data) // 2])
    docs, errors = read(tmp_path / "cut.jsonl.gz")
    assert 0 < len(docs) < 1999
    assert "cut off" in str(errors[-1])
