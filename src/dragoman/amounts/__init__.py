"""Finds sums of money and counts with their units, with what makes them more, less or about so much."""

from dragoman.amounts.find import find_amounts

__all__ = ["find_amounts"]
