"""Which documents are near-copies of one story, and how many sources of a fact are independent of each other."""

from dragoman.stories.copies import group, is_copy
from dragoman.stories.limits import load_limits
from dragoman.stories.sketches import VERSION, Sketch, band_keys, sketch
from dragoman.stories.sources import Source, independent_sources

__all__ = ["VERSION", "Sketch", "Source", "band_keys", "group", "independent_sources", "is_copy", "load_limits", "sketch"]
