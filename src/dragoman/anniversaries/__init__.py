"""Anniversaries of the record's facts in a year: found, and written as a calendar."""

from dragoman.anniversaries.calendar import calendar
from dragoman.anniversaries.find import Anniversary, anniversaries
from dragoman.anniversaries.marks import load_marks

__all__ = ["Anniversary", "anniversaries", "calendar", "load_marks"]
