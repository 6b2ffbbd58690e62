"""Types of events of a user's own: read from a YAML file, learned from its words and examples, and told in parsed sentences."""

from dragoman.typology.check import Problem, Strength, check, strengths
from dragoman.typology.schema import Marked, Typology, TypologyError, UserType, load_typology
from dragoman.typology.typer import TypedView, Typer, learned, load_typer

__all__ = [
    "Marked", "Problem", "Strength", "TypedView", "Typer", "Typology", "TypologyError", "UserType", "check", "learned", "load_typer",
    "load_typology", "strengths",
]
