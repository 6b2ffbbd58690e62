"""Finding what a user named."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Read = Callable[..., Any]

STORY = "The governments of Peru and Chile signed treaty {} on the lake that lies between them, and on the fish in it."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for n, name in enumerate(["b.txt", "a.txt", "sub/c.md", "sub/deeper/d.txt", ".hidden/e.txt", ".f.txt", "picture.png", "README.md",
                              "style.css"]):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(STORY.format(n))
    return tmp_path


def names(docs: list[Any]) -> list[str]:
    return [Path(doc.path).name for doc in docs]


def test_folders_are_walked_in_order_without_what_is_no_document(folder: Path, read: Read) -> None:
    docs, errors = read(folder)
    assert names(docs) == ["a.txt", "b.txt", "c.md", "d.txt"]
    assert not errors


def test_files_left_out_of_folders_are_read_by_name(folder: Path, read: Read) -> None:
    assert names(read(folder / "README.md", folder / ".f.txt")[0]) == ["README.md", ".f.txt"]


def test_patterns(folder: Path, read: Read) -> None:
    assert names(read(folder / "*.txt")[0]) == ["a.txt", "b.txt"]
    assert names(read(folder / "**/*.txt")[0]) == ["a.txt", "b.txt", "d.txt"]
    docs, [error] = read(folder / "*.warc")
    assert not docs
    assert "no file matches" in str(error)


def test_a_file_named_twice_is_read_once(folder: Path, read: Read) -> None:
    assert names(read(folder / "a.txt", folder, folder / "a.*")[0]) == ["a.txt", "b.txt", "c.md", "d.txt"]


def test_a_name_with_pattern_characters_is_a_name_first(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a[1].txt").write_text(STORY)
    assert names(read(tmp_path / "a[1].txt")[0]) == ["a[1].txt"]


def test_what_is_missing_or_empty_is_reported_and_the_rest_read(folder: Path, read: Read) -> None:
    (folder / "empty").mkdir()
    (folder / "loose.txt").symlink_to(folder / "nowhere")
    docs, errors = read(folder / "nope.txt", folder / "empty", "bad\0name", folder)
    assert names(docs) == ["a.txt", "b.txt", "c.md", "d.txt"]
    reasons = [error.reason for error in errors]
    assert len(reasons) == 4
    assert "no such file" in reasons[0]
    assert "no documents" in reasons[1]
    assert errors[3].path.endswith("loose.txt")


def test_links_that_go_round_are_not_followed_for_ever(folder: Path, read: Read) -> None:
    (folder / "sub" / "loop").symlink_to(folder)
    assert names(read(folder)[0]) == ["a.txt", "b.txt", "c.md", "d.txt"]


@pytest.fixture
def without_rights() -> Iterator[Path]:
    """A folder of two files and two folders, of which one each may not be read; root gives its rights up for the test."""
    uid = os.geteuid()
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        base.chmod(0o755)
        for n, path in enumerate(["open/a.txt", "open/secret.txt", "closed/b.txt"]):
            (base / path).parent.mkdir(exist_ok=True)
            (base / path).write_text(STORY.format(n))
        (base / "open" / "secret.txt").chmod(0)
        (base / "closed").chmod(0)
        if uid == 0:
            os.seteuid(65534)
        yield base
        os.seteuid(uid)
        (base / "closed").chmod(0o755)


def test_folders_and_files_without_rights(without_rights: Path, read: Read) -> None:
    docs, errors = read(without_rights)
    assert names(docs) == ["a.txt"]
    assert sorted(Path(error.path).name for error in errors) == ["closed", "secret.txt"]
    assert all("permission denied" in error.reason for error in errors)
    docs, [error] = read(without_rights / "closed")
    assert not docs
    assert "permission denied" in error.reason
