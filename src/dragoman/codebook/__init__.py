"""The codebook: what each kind means, how it is said, and the examples that prove it. Data in ``dragoman/data/codebook``."""

from dragoman.codebook.loader import Codebook, Rule, load_codebook
from dragoman.codebook.schema import CounterExample, Example, Family, Kind, Pattern, PloverCode

__all__ = ["Codebook", "CounterExample", "Example", "Family", "Kind", "Pattern", "PloverCode", "Rule", "load_codebook"]
