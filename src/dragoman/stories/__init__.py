"""Which documents are near-copies of one story, and how many sources of a fact are independent of each other."""

from dragoman.stories.copies import group, is_copy
from dragoman.stories.limits import load_limits
from dragoman.stories.sketches import VERSION, Sketch, band_keys, sketch

__all__ = ["VERSION", "Sketch", "band_keys", "group", "is_copy", "load_limits", "sketch"]
