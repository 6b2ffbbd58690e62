"""Who a noun phrase speaks of: name, country and PLOVER sector."""

from dragoman.sectors.describe import Agent, describe, describe_phrase
from dragoman.sectors.spotting import DocumentSpotter, Spotter, TextSpotter
from dragoman.sectors.tables import Sector, load_sectors

__all__ = ["Agent", "DocumentSpotter", "Sector", "Spotter", "TextSpotter", "describe", "describe_phrase", "load_sectors"]
