"""What is weak in a typology: each sentence that it learns from, typed by what is learned from all the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.typology.schema import Typology
from dragoman.typology.typer import Typer, learned


@dataclass(frozen=True, slots=True)
class Problem:
    """``type`` is None for what concerns the whole; ``text`` is the sentence or word that it is about; ``message`` says what and what to do."""

    type: str | None
    text: str
    message: str
