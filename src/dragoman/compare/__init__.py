"""What changed between two records of the same states."""

from dragoman.compare.changes import Change, Difference, compare
from dragoman.compare.words import change_lines, title_of

__all__ = ["Change", "Difference", "change_lines", "compare", "title_of"]
