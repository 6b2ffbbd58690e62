"""One call for every form that a brief can take."""

from __future__ import annotations

from typing import Literal

from dragoman.brief.model import Brief
from dragoman.brief.scope import Which

Format = Literal["terminal", "markdown", "html", "json"]


def render(brief: Brief, format: Format, *, width: int | None = None, color: bool = False, checks: Which = "known") -> str:
    """The brief as text.

    ``width``, in columns, and ``color`` (with a terminal's escape codes) are for the terminal form; by default it is as wide as the
    window, and 100 columns where there is none. ``checks`` tells which footnotes of checks to show: those whose outcome is known, all or
    none; JSON always has all. Raises ValueError for a format that there is not.
    """
    if format == "terminal":
        from dragoman.brief.render_terminal import render_terminal

        return render_terminal(brief, width, color=color, checks=checks)
    if format == "markdown":
        from dragoman.brief.render_markdown import render_markdown

        return render_markdown(brief, checks)
    if format == "html":
        from dragoman.brief.render_html import render_html

        return render_html(brief, checks)
    if format == "json":
        from dragoman.brief.render_json import render_json

        return render_json(brief)
    raise ValueError(f"no format is called {format!r}; there are terminal, markdown, html and json")
