"""The PLOVER ontology: event types, modes, contexts and their CAMEO codes; and the coding of an action in a parsed sentence by it."""

from dragoman.plover.coding import Action, code_action, which_yield
from dragoman.plover.ontology import CameoCode, Context, EventType, Mode, Ontology, load_ontology

__all__ = ["Action", "CameoCode", "Context", "EventType", "Mode", "Ontology", "code_action", "load_ontology", "which_yield"]
