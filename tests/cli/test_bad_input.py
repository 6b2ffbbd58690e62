"""Whatever is wrong with the input: one clear line that names file and reason, the rest of the batch done, exit code 1, nothing lost."""

from __future__ import annotations

import ctypes
import gzip
import io
import json
import os
import resource
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from tests.cli.conftest import Command, Ran

GOOD = "Kenya and Ethiopia signed a defence pact in Nairobi on 22 November 1963.\n"
PAGE = "<html><body><article><p>{}</p></article><!-- {} --></body></html>"


def pdf_without_text(path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(width=200, height=200)
    writer.write(path)


def truncated_warc(path: Path) -> None:
    """Three pages in gzip members, the last of which is cut in the middle."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    for n in range(3):
        text = f"Peru and Chile signed the agreement that carries number {n} in Lima on 4 May 1971, their ministries announced. " * 3
        body = PAGE.format(text, os.urandom(400).hex()).encode()
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
        address, payload = f"http://news.example/{n}", io.BytesIO(body)
        writer.write_record(writer.create_warc_record(address, "response", payload=payload, http_headers=headers))
    path.write_bytes(buffer.getvalue()[:-200])


def one_long_line(path: Path) -> None:
    """200 MB without a line break."""
    piece = b"word " * 200_000
    with path.open("wb") as file:
        for _ in range(200):
            file.write(piece)


def broken_line_in_the_middle(path: Path) -> None:
    lines = [json.dumps({"id": "first", "text": GOOD}), '{"id": "second", "text": "cut off', json.dumps({"id": "third", "text": GOOD})]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


# What is wrong, how the file is made, and what the message must say besides the file's name.
BAD: dict[str, tuple[Callable[[Path], object], tuple[str, ...]]] = {
    "empty.txt": (Path.touch, ("empty",)),
    "one-line.txt": (one_long_line, ("10,000,000 characters",)),
    "no-text.pdf": (pdf_without_text, ("PDF without text",)),
    "cut.warc.gz": (truncated_warc, ("cut off", "record 3")),
    "latin-1.txt": (lambda p: p.write_bytes("\ufeff".encode() + "Perú, Côte d'Ivoire\n".encode("latin-1")), ("utf-8", "line 1")),
    "scripts.html": (lambda p: p.write_text("<html><script>a()</script><body><script>b()</script></body></html>"), ("no text",)),
    "lines.jsonl": (broken_line_in_the_middle, ("line 2",)),
    "table.csv": (lambda p: p.write_text("id,title\n1,A title\n"), ('"text"', "id, title")),
    "cut.txt.gz": (lambda p: p.write_bytes(gzip.compress(os.urandom(3000))[:1500]), ("gzip",)),
}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every bad file, and two good ones, before and after them in the order of reading."""
    folder = tmp_path_factory.mktemp("batch")
    for name, (make, _) in BAD.items():
        make(folder / name)
    (folder / "aa-good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "zz-good.txt").write_text(GOOD.replace("1963", "1964"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def ran(process: Command, batch: Path) -> Ran:
    return process("code", batch)


@pytest.mark.parametrize("name", BAD)
def test_each_bad_file_gets_one_line_with_its_name_and_the_reason(ran: Ran, batch: Path, name: str) -> None:
    said = [line for line in ran.stderr.splitlines() if line.startswith(f"dragoman: {batch / name}")]
    assert len(said) == 1
    assert all(words in said[0] for words in BAD[name][1]), said[0]


def test_the_rest_of_the_batch_is_done_and_the_exit_code_tells(ran: Ran) -> None:
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    done = {json.loads(line)["evidence"]["doc"] for line in ran.stdout.splitlines()}
    assert {"aa-good", "zz-good", "first", "third"} <= done
    assert ran.stderr.splitlines()[-1].endswith(f"; {len(BAD)} failed")


def test_pages_before_the_cut_of_an_archive_are_kept(ran: Ran) -> None:
    quotes = [json.loads(line)["evidence"]["quote"] for line in ran.stdout.splitlines()]
    assert any("number 0" in q for q in quotes)
    assert any("number 1" in q for q in quotes)
    assert not any("number 2" in q for q in quotes)


def give_up_reading_everything() -> None:
    """Take from root (whose process this then replaces) the right to read what its permissions forbid."""
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        if os.geteuid() == 0 and ctypes.CDLL(None, use_errno=True).prctl(24, capability, 0, 0, 0):  # PR_CAPBSET_DROP
            raise OSError(ctypes.get_errno(), "the capability cannot be given up")


def test_a_folder_and_a_file_without_rights(process: Command, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    secret = tmp_path / "secret.txt"
    secret.write_text(GOOD, encoding="utf-8")
    (tmp_path / "open.txt").write_text(GOOD, encoding="utf-8")
    secret.chmod(0)
    locked.chmod(0)
    try:
        ran = process("code", tmp_path, preexec_fn=give_up_reading_everything)
    finally:
        locked.chmod(0o700)
    assert ran.returncode == 1
    said = ran.stderr.splitlines()
    assert any(line.startswith(f"dragoman: {locked}: ") and "ermission" in line for line in said), said
    assert any(line.startswith(f"dragoman: {secret}: ") and "ermission" in line for line in said), said
    assert {json.loads(line)["evidence"]["doc"] for line in ran.stdout.splitlines()} == {"open"}


def small_files_only() -> None:
    """A disk with hardly any room: no file may grow beyond 800 kB."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (800_000, 800_000))


def test_a_disk_that_fills_up_keeps_what_was_stored(process: Command, dragoman: Command, tmp_path: Path) -> None:
    # After a batch that fits, one that doesn't. French costs no coding.
    texts = [GOOD, *(f"Le temps était beau dans le pays au jour {n}. " * (1 if n < 32 else 1000) for n in range(1, 64))]
    lines = "".join(json.dumps({"id": f"d{n}", "text": text, "language": "fr" if n else "en"}) + "\n" for n, text in enumerate(texts))
    store = tmp_path / "record.db"
    ran = process("add", "-", "--store", store, input=lines, preexec_fn=small_files_only)
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert any(line.startswith(f"dragoman: {store}: the disk") for line in ran.stderr.splitlines()), ran.stderr
    reported = next(line for line in ran.stderr.splitlines() if "stopped: stored" in line)
    told = json.loads(dragoman("status", "--store", store, "--format", "json").stdout)
    assert told["documents"] == 32
    assert "stored 32 documents" in reported
    again = dragoman("add", "-", "--store", store, input=lines)
    assert again.returncode == 0
    assert "stored 32 documents, 32 unchanged" in again.stderr


def test_a_store_that_another_process_writes_to(process: Command, dragoman: Command, record: Path, tmp_path: Path) -> None:
    store = shutil.copy(record, tmp_path / "record.db")
    with sqlite3.connect(store, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        ran = process("add", "-", "--store", store, "--wait", "0.1", input=GOOD)
        other.execute("ROLLBACK")
    other.close()
    assert ran.returncode == 1
    assert f"dragoman: {store}: the store is locked" in ran.stderr
    assert dragoman("add", "-", "--store", store, input=GOOD).returncode == 0


@pytest.mark.parametrize("command", ["add", "status", "brief"])
def test_what_is_no_store_is_refused_and_left_as_it_is(process: Command, tmp_path: Path, command: str) -> None:
    wrong = tmp_path / "notes.txt"
    wrong.write_text("Shopping list\n" * 100, encoding="utf-8")
    arguments = {"add": ["-"], "status": [], "brief": ["TUR", "AZE"]}[command]
    ran = process(command, *arguments, "--store", wrong, input=GOOD)
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"dragoman: {wrong}: not a Dragoman store")
    assert wrong.read_text(encoding="utf-8") == "Shopping list\n" * 100
