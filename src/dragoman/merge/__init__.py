"""Statements that claim the same become one fact: every statement kept, the best date, name and amount chosen, disputes told."""

from dragoman.merge.fact import Conflict, Counts, Fact
from dragoman.merge.merging import merge_statements

__all__ = ["Conflict", "Counts", "Fact", "merge_statements"]
