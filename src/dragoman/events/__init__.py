"""Who does what to whom in a text, states or not: participants of sentences, the pairs that they make, and the events that these are."""

from dragoman.events.coder import MIN_CONFIDENCE, Plover, code_events
from dragoman.events.event import Event
from dragoman.events.tables import COLUMNS

__all__ = ["COLUMNS", "MIN_CONFIDENCE", "Event", "Plover", "code_events"]
