"""The brief as one HTML file that loads nothing: styles and picture are inside, hostile text is escaped, there are no scripts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman import __version__
from dragoman.brief.dates import date_words
from dragoman.brief.layout import load_layout
from dragoman.brief.model import Brief, Line
from dragoman.brief.picture import NARROW, WIDE, draw
from dragoman.brief.scope import (
    Which,
    check_words,
    codes_words,
    empty_words,
    key_words,
    more_words,
    news_title,
    pair_words,
    rests_words,
    scope_words,
    shown_checks,
    source_words,
)
from dragoman.brief.text import safe

if TYPE_CHECKING:
    from jinja2 import Environment


def render_html(brief: Brief, checks: Which = "known") -> str:
    """The page. Works offline, on a phone and on paper, in light and dark, without scripts."""
    return safe(_environment().get_template("brief.html.j2").render(**_context(brief, checks)))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("dragoman.brief", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(date_words=date_words, source_words=source_words, more_words=more_words, check_words=check_words)
    return environment


def _context(brief: Brief, checks: Which) -> dict[str, Any]:
    layout = load_layout()
    rest: list[tuple[str, tuple[Line, ...]]] = [
        (key, lines)
        for key, lines in (("touches", brief.touches), ("plans", brief.plans), ("denied", brief.denied), ("undated", brief.undated))
        if lines
    ]
    footnotes = shown_checks(brief, checks)
    sections: list[tuple[str, str, int]] = [("news", news_title(brief), len(brief.news))] if brief.scope.since else []
    sections.append(("standing", brief.standing_title, sum(len(g.lines) for g in brief.standing)))
    if brief.timeline:
        sections.append(("timeline", layout.titles["timeline"], len(brief.timeline)))
    sections += [(s.key, s.title, len(s.lines)) for s in brief.families]
    sections += [(key, layout.titles[key], len(lines)) for key, lines in rest]
    if brief.disputed:
        sections.append(("disputed", layout.titles["disputed"], len(brief.disputed)))
    if footnotes:
        sections.append(("checks", layout.titles["checks"], len(footnotes)))
    sections.append(("sources", layout.titles["sources"], len(brief.sources)))
    return {
        "brief": brief,
        "contents": sections,
        "keys": {key: title for key, title, _ in sections},
        "rest": rest,
        "leads": layout.leads,
        "titles": layout.titles,
        "badges": layout.badge_meanings,
        "checks": footnotes,
        "marks": {check.mark: check for check in footnotes},
        "news_title": news_title(brief),
        "forms": codes_words(brief)[len(brief.pair) :],
        "dispute_more": layout.notes["dispute_more"],
        "scope": scope_words(brief),
        "rests": rests_words(brief),
        "empty": empty_words(brief),
        "pairs": tuple(zip(pair_words(brief), brief.known_pairs, strict=True)),
        "key": key_words(),
        "quotes": {q.number: (s, q) for s in brief.sources for q in s.quotes},
        "wide": draw(brief.timeline, WIDE),
        "narrow": draw(brief.timeline, NARROW),
        "version": __version__,
    }
