"""``dragoman brief``: what the record knows about two states."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from dragoman.cli.options import DEFAULT_STORE, MinConfidence, Out, ReviewedOnly, Store
from dragoman.cli.scope import kinds_of
from dragoman.cli.streams import say, show, write_whole
from dragoman.model import MIN_CONFIDENCE


class Format(StrEnum):
    """How a brief is written."""

    terminal = "terminal"
    markdown = "markdown"
    html = "html"
    json = "json"


class Footnotes(StrEnum):
    """Which checks against reference data are shown."""

    known = "known"
    all = "all"
    none = "none"


_BY_ENDING = {".html": Format.html, ".htm": Format.html, ".md": Format.markdown, ".markdown": Format.markdown, ".json": Format.json}


def brief(
    a: Annotated[str, typer.Argument(metavar="A", help="A state: any name or code (Türkiye, Turkey, TR, TUR, 640).", show_default=False)],
    b: Annotated[str, typer.Argument(metavar="B", help="The other state.", show_default=False)],
    store: Store = DEFAULT_STORE,
    format: Annotated[
        Format | None, typer.Option("--format", "-f", help="By default as --out ends, else for the terminal.", show_default=False)
    ] = None,
    out: Out = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="What was known to stand then: 2013, 2013-06, 2013-06-30.")
    ] = None,
    date_from: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Leave out of the timeline what was over before.")] = None,
    date_to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Leave out what began later.")] = None,
    kinds: Annotated[
        str | None, typer.Option("--kinds", metavar="KIND,...", help="Only these kinds; `dragoman codebook` lists them.")
    ] = None,
    min_confidence: MinConfidence = MIN_CONFIDENCE,
    reviewed_only: ReviewedOnly = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Say first what is new in the record since that day.", show_default=False)
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show every line and quote, however long the record is.")] = False,
    checks: Annotated[
        Footnotes, typer.Option("--checks", help="Footnotes of checks: those with an outcome, all, or none.")
    ] = Footnotes.known,
) -> None:
    """What the record knows about two states, every line quoted.

    First what stands, then a timeline, the facts by family, plans and denials, what is disputed, checks against reference data, and the
    sources with their words. What people confirmed comes first in each part. Of a long record the weightiest lines are shown.

    \b
    Examples:
      dragoman brief Türkiye Azerbaijan
      dragoman brief TUR 373 --as-of 2013-06 --min-confidence 0.8
      dragoman brief Türkiye Azerbaijan --since 2026-11-01
      dragoman brief Turkey Azerbaijan --kinds visit,meeting,call --from 2020 --out contacts.html
    """
    from dragoman.api import brief_on
    from dragoman.brief import render
    from dragoman.store import open_store

    with open_store(store) as record:
        chosen = kinds_of(kinds, record)
        made = brief_on(
            record, a, b, as_of=as_of, date_from=date_from, date_to=date_to, kinds=chosen, min_confidence=min_confidence,
            reviewed_only=reviewed_only, since=since, everything=everything)
    how = format or (_BY_ENDING.get(out.suffix.lower(), Format.terminal) if out else Format.terminal)
    text = render(made, how.value, checks=checks.value)
    if out is None:
        show(text if text.endswith("\n") else text + "\n")
        return
    write_whole(out, text)
    say(f"{out}: the brief on {made.title}")
