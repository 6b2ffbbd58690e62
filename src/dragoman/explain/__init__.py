"""How a statement came about: its sentence with the parts marked, its rule, and what each part was resolved from."""

from dragoman.explain.explanation import Explanation, Mark, Passage, explain
from dragoman.explain.show import as_dict, as_text

__all__ = ["Explanation", "Mark", "Passage", "as_dict", "as_text", "explain"]
