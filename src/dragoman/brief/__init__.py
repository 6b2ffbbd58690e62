"""From statements to a sourced brief on two states, and its renderings: terminal, Markdown, one HTML file, JSON."""

from dragoman.brief.build import build_brief
from dragoman.brief.model import Brief, Dispute, KnownPair, Line, Note, Party, Position, Quote, Section, Source
from dragoman.brief.render import Format, render

__all__ = [
    "Brief",
    "Dispute",
    "Format",
    "KnownPair",
    "Line",
    "Note",
    "Party",
    "Position",
    "Quote",
    "Section",
    "Source",
    "build_brief",
    "render",
]
