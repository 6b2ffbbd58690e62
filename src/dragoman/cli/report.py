"""What became of the documents of one run: a bar while it takes long, a line for each error, the sums at the end."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from threading import Lock, Timer
from types import TracebackType
from typing import TYPE_CHECKING, Self

from dragoman.cli.streams import say
from dragoman.model import Document, ReadError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

#: Seconds before a bar is shown: most runs are over by then.
DELAY = 2.0


class Bar:
    """A bar on standard error, begun only once the run takes long. Counts files, documents and words."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        self._seen: set[str | None] = set()
        self._documents = self._words = 0
        self._closed = False
        self._lock = Lock()
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._timer = Timer(DELAY, self._begin)
        self._timer.daemon = True
        self._timer.start()

    def _begin(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        from dragoman.read.source import find_sources

        files = sum(1 for _ in find_sources(self._paths, lambda _: None))
        with self._lock:
            if self._closed:
                return
            counts = "{task.completed:.0f} of {task.total:.0f} files, {task.fields[documents]:,} documents, {task.fields[words]:,} words"
            columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn(counts), TimeElapsedColumn())
            self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._progress.add_task("Coding", total=files, documents=self._documents, words=self._words)
            self._progress.start()

    def advance(self, document: Document) -> None:
        """One more document is done."""
        self._seen.add(document.path)
        self._documents += 1
        self._words += document.text.count(" ") + 1
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, completed=len(self._seen), documents=self._documents, words=self._words)

    def tell(self, message: str) -> None:
        """A line above the bar."""
        with self._lock:
            if self._progress is None:
                say(message)
            else:
                self._progress.console.print(f"dragoman: {message}", markup=False, highlight=False, soft_wrap=True)

    def close(self) -> None:
        """Take the bar away."""
        self._timer.cancel()
        with self._lock:
            self._closed = True
            if self._progress is not None:
                self._progress.stop()
                self._progress = None


class Report:
    """Counts what happens to documents. As a context manager it tells the sums at the end, also when the run is cut short.

    ``summary`` makes the line from the counts; ``quiet`` leaves out bar and sums, never errors. The bar shows only where standard
    error is a terminal and ``streaming`` results don't fill the same one.
    """

    def __init__(self, paths: Sequence[str], summary: Callable[[Report], str], *, quiet: bool = False, streaming: bool = False) -> None:
        self.counts: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()
        self._summary, self._quiet = summary, quiet
        shared = streaming and sys.stdout is not None and sys.stdout.isatty()
        watched = sys.stderr is not None and sys.stderr.isatty() and not quiet and not shared
        self._bar = Bar(paths) if watched else None

    def error(self, problem: ReadError) -> None:
        """Something could not be read: told at once, and counted."""
        self.failed(str(problem))

    def failed(self, message: str) -> None:
        """As ``error``, for any message."""
        self.counts["failed"] += 1
        (self._bar.tell if self._bar else say)(message)

    def done(self, document: Document, statements: int) -> None:
        """A document is coded, or passed over because of its language."""
        self.counts["documents"] += 1
        self.counts["statements"] += statements
        if document.language != "en":
            self.languages[document.language] += 1
        if self._bar:
            self._bar.advance(document)

    @property
    def other_languages(self) -> str:
        """``; 2 not in English (1 fr, 1 de): not coded``, or nothing."""
        if not self.languages:
            return ""
        named = ", ".join(f"{n} {language}" for language, n in sorted(self.languages.items()))
        return f"; {self.languages.total()} not in English ({named}): not coded"

    @property
    def failures(self) -> str:
        """``; 1 failed``, or nothing."""
        return f"; {self.counts['failed']} failed" if self.counts["failed"] else ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar:
            self._bar.close()
        if not self._quiet and not isinstance(error, BrokenPipeError):
            how = "" if error is None else "stopped: " if isinstance(error, Exception) else "interrupted: "
            say(how + self._summary(self))


def counted(number: int, thing: str) -> str:
    """``1 document``, ``2 documents``."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
