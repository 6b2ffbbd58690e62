"""From facts to a sourced brief on two states, and its renderings: terminal, Markdown, one HTML file, JSON."""

from dragoman.brief.build import build_brief
from dragoman.brief.material import FromStore, InHand, Material
from dragoman.brief.model import Brief, CheckNote, Dispute, KnownPair, Line, Note, Party, Position, Quote, Scope, Section, Source
from dragoman.brief.render import Format, render

__all__ = [
    "Brief",
    "CheckNote",
    "Dispute",
    "Format",
    "FromStore",
    "InHand",
    "KnownPair",
    "Line",
    "Material",
    "Note",
    "Party",
    "Position",
    "Quote",
    "Scope",
    "Section",
    "Source",
    "build_brief",
    "render",
]
