"""Who a text speaks of: states, organisations, their capitals, bodies, cities and leaders."""

from dragoman.actors.coreference import resolve_coreference
from dragoman.actors.gazetteer import Gazetteer, load_gazetteer
from dragoman.actors.mentions import find_mentions
from dragoman.actors.officials import OfficeHolding, find_offices
from dragoman.actors.speech import interview_pair
from dragoman.actors.topic import dyad, focus

__all__ = [
    "Gazetteer", "OfficeHolding", "dyad", "find_mentions", "find_offices", "focus", "interview_pair", "load_gazetteer",
    "resolve_coreference",
]  # fmt: skip
