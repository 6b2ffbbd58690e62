"""The status of two states' ties at a day: relations, missions, agreements, alliances, works, and the facts that each rests on."""

from dragoman.standing.history import History, Seen, history_of
from dragoman.standing.pair import Pair, pair_of
from dragoman.standing.standing import Standing, standing_in, standing_of

__all__ = ["History", "Pair", "Seen", "Standing", "history_of", "pair_of", "standing_in", "standing_of"]
