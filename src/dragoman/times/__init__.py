"""Finds the times that a text tells and works them out as EDTF dates (ISO 8601-2), with what each was worked out from."""

from dragoman.times.anniversary import anniversary_counts, infer_published
from dragoman.times.edtf import add_duration, bounds, compatible, finer, is_valid, precision, sort_key
from dragoman.times.find import ANNIVERSARY, HEAD, OWN_DATE, find_times
from dragoman.times.offsets import OF_WHAT_FOLLOWS

__all__ = ["ANNIVERSARY", "HEAD", "OF_WHAT_FOLLOWS", "OWN_DATE", "add_duration", "anniversary_counts", "bounds", "compatible", "find_times",
           "finer", "infer_published", "is_valid", "precision", "sort_key"]
