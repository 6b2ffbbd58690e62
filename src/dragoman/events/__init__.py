"""Who does what to whom in a text, states or not: participants of sentences, the pairs that they make, and the events that these are."""

from dragoman.events.coder import MIN_CONFIDENCE, code_events
from dragoman.events.event import Event
from dragoman.events.participants import Participant, participants_in
from dragoman.events.tables import COLUMNS
from dragoman.events.tokens import tag_tokens
from dragoman.events.typers import Plover

__all__ = ["COLUMNS", "MIN_CONFIDENCE", "Event", "Participant", "Plover", "code_events", "participants_in", "tag_tokens"]
