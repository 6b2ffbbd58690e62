"""Types of events of a user's own: read from a YAML file, learned from its words and examples, and told in parsed sentences."""


from dragoman.typology.schema import Marked, Typology, TypologyError, UserType, load_typology
from dragoman.typology.typer import Typer, TypedView, load_typer

__all__ = ["Marked", "TypedView", "Typer", "Typology", "TypologyError", "UserType", "load_typer", "load_typology"]
