"""What the command line writes and where: results to standard output or a file, everything else to standard error."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from dragoman.model import DragomanError

if TYPE_CHECKING:
    from rich.console import Console

_FULL = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your quota of disk space is used up",
    errno.EFBIG: "the file may not grow further",
}
#: How wide tables are where there is no terminal to ask.
PLAIN_WIDTH = 140


def say(message: str) -> None:
    """One line to standard error, prefixed with the program's name."""
    if sys.stderr is not None:
        line = " ".join(message.splitlines())
        sys.stderr.write(f"dragoman: {line}\n")
        sys.stderr.flush()


def why(problem: OSError) -> str:
    """What the system refused, in words that say what to do where that is plain."""
    return _FULL.get(problem.errno or 0) or problem.strerror or str(problem)


class Output:
    """Results as they come, to standard output or straight into a file. Writing raises DragomanError where the place takes no more."""

    def __init__(self, path: Path | None) -> None:
        self.name = str(path) if path else "standard output"
        self._owned = path is not None
        if path is not None:
            try:
                self._file: TextIO = path.open("w", encoding="utf-8", errors="backslashreplace")
            except OSError as problem:
                raise DragomanError(f"{self.name}: cannot be written: {why(problem)}") from problem
        elif sys.stdout is None:
            raise DragomanError("standard output is closed: name a file with --out")
        else:
            self._file = sys.stdout

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as problem:
            if not self._owned:
                abandon_stdout()
            raise DragomanError(f"{self.name}: {why(problem)}; what was written is incomplete") from problem

    def write(self, text: str) -> None:
        """Write it now, so that whoever reads along sees it and a full disk is noticed."""
        with self._told():
            self._file.write(text)
            self._file.flush()

    def __enter__(self) -> Output:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._owned:
            # After a failed write, closing would only fail again.
            with suppress(OSError) if kind else self._told():
                self._file.close()


def show(text: str) -> None:
    """Text to standard output as it is, colours and all."""
    with Output(None) as output:
        output.write(text)


def abandon_stdout() -> None:
    """Let what is still buffered for standard output go nowhere, since the interpreter would try to write it once more at its end."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all: what stood there before stays where the disk is full. Devices and pipes are written directly."""
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8")
            return
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False) as part:
            try:
                part.write(text)
                part.close()
                Path(part.name).chmod(_mode_for(path))
                Path(part.name).replace(path.resolve())
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise
    except OSError as problem:
        raise DragomanError(f"{path}: cannot be written: {why(problem)}; nothing was changed") from problem


def _mode_for(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def console(*, file: TextIO | None = None) -> Console:
    """A console on standard output: colours only on a terminal and without NO_COLOR, and no guesses about what to colour."""
    from rich.console import Console

    target = file or sys.stdout
    if target is None:
        raise DragomanError("standard output is closed")
    wide = None if target.isatty() or "COLUMNS" in os.environ else PLAIN_WIDTH
    return Console(file=target, highlight=False, width=wide)
