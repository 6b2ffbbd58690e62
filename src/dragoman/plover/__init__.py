"""PLOVER: its ontology (types, modes, contexts, CAMEO codes), the coding of an action by it, and the classifier that types acts.

``classify`` and ``classify_many`` are fetched when they are first used: they load numpy and the weights, the ontology doesn't.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dragoman.plover.coding import Action, code_action, which_yield
from dragoman.plover.ontology import CameoCode, Context, EventType, Mode, Ontology, load_ontology

if TYPE_CHECKING:
    from dragoman.plover.classifier import Classification, classify, classify_many, classify_sentence

__all__ = [
    "Action",
    "CameoCode",
    "Classification",
    "Context",
    "EventType",
    "Mode",
    "Ontology",
    "classify",
    "classify_many",
    "classify_sentence",
    "code_action",
    "load_ontology",
    "which_yield",
]

_OF_THE_CLASSIFIER = ("Classification", "classify", "classify_many", "classify_sentence")


def __getattr__(name: str) -> Any:
    if name in _OF_THE_CLASSIFIER:
        return getattr(import_module("dragoman.plover.classifier"), name)
    raise AttributeError(f"module 'dragoman.plover' has no attribute {name!r}")
