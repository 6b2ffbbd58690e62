"""Who a noun phrase speaks of: ``describe`` for one in a parsed sentence, ``describe_phrase`` for a bare one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dragoman.sectors.country import find_country
from dragoman.sectors.phrases import Phrase, phrase_of, text_of
from dragoman.sectors.sector import OF_ORGANISATIONS, Finding, doer, find_sector
from dragoman.sectors.spotting import Spotter, TextSpotter, sight

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody who acts or is acted upon.

    ``name``: the phrase without a leading article. ``country``: ISO 3166-1 alpha-3, a former state's code, an organisation's short
    name, or None where the phrase tells none. ``sector``: PLOVER's primary sector (``sectors.yaml``), or None. ``sectors``: that one
    first, then the marks beside it (an organisation's soldiers are IGO and MIL).
    """

    name: str
    country: str | None
    sector: str | None
    sectors: tuple[str, ...] = ()


def describe(doc: Doc, start: int, end: int, spotter: Spotter) -> Agent:
    """Who characters ``start`` to ``end`` of a parsed sentence's text speak of.

    What the sentence names is looked up once a parse. A span without words gives an agent without anything.
    """
    seen = sight(doc, spotter)
    phrase = phrase_of(seen, start, end)
    if phrase is None:
        return Agent("", None, None)
    whose = doer(phrase)
    finding = find_sector(whose)
    country = finding.country or find_country(whose, person=_personal(whose, finding))
    sectors = _ordered(finding, country, spotter)
    return Agent(text_of(seen, phrase), country, sectors[0] if sectors else None, sectors)


def describe_phrase(text: str, *, date: str | None = None) -> Agent:
    """Who a bare noun phrase speaks of; ``date`` (``YYYY[-MM[-DD]]``) is the day that it is of."""
    from dragoman.parse import parse

    (doc,) = parse([text])
    return describe(doc, 0, len(text), _spotter(date))


@cache
def _spotter(date: str | None) -> TextSpotter:
    from dragoman.actors import load_gazetteer

    return TextSpotter(load_gazetteer(), date)


def _personal(phrase: Phrase, finding: Finding) -> bool:
    """Whether the head seems to be somebody's own name: one without a sector, after another name."""
    before = phrase.head.doc[phrase.head.i - 1] if phrase.head.i > phrase.first else None
    return phrase.head.pos_ == "PROPN" and finding.sector is None and before is not None and before.pos_ == "PROPN"


def _ordered(finding: Finding, country: str | None, spotter: Spotter) -> tuple[str, ...]:
    """The primary sector and the marks: who acts for an organisation of states is IGO first."""
    own = (finding.sector, *finding.also) if finding.sector else ()
    if country is not None and spotter.gazetteer.find(country) is None and finding.sector in (None, "GOV", "IGO", *OF_ORGANISATIONS):
        own = ("IGO", *(s for s in own if s not in ("GOV", "IGO")))
    return tuple(dict.fromkeys(own))
