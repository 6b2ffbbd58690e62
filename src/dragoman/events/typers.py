"""What types the acts of events: PLOVER, or a user's own typology."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dragoman.plover import code_action
from dragoman.plover.classifier import Engine, Typed, type_act
from dragoman.plover.coding import Action, Reality
from dragoman.plover.roots import quad_of
from dragoman.plover.view import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dragoman.typology import Typer as Learned


@dataclass(frozen=True, slots=True)
class Coded:
    """An act with its type's name, its quad class if it has one, and mode, contexts, CAMEO code and Goldstein score if it is PLOVER's."""

    root: str
    quad: int | None
    action: Action | None


class Typer(Protocol):
    """Types acts. ``acts`` and ``deeds`` are lemmas of verbs and nouns that tell one of its types besides those that tell PLOVER's."""

    @property
    def acts(self) -> frozenset[str]: ...
    @property
    def deeds(self) -> frozenset[str]: ...

    def type(self, doc: Doc, source: Span, target: Span | None, words: tuple[str, ...], predicate: int) -> Typed | None:
        """What the one phrase of a parsed sentence does to the other; None where it is of no type."""
        ...

    def code(self, typed: Typed, root: str, reality: Reality) -> Coded:
        """All that is to be said of an act of type ``root``."""
        ...


@dataclass(frozen=True, slots=True)
class Plover:
    """PLOVER's own types, as an engine of ``dragoman.plover.classify`` tells them."""

    engine: Engine = "linear"
    acts: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()

    def type(self, doc: Doc, source: Span, target: Span | None, words: tuple[str, ...], predicate: int) -> Typed | None:
        """See ``Typer``."""
        return type_act(doc, source, target, words, predicate, engine=self.engine)

    def code(self, typed: Typed, root: str, reality: Reality) -> Coded:
        """See ``Typer``."""
        action = code_action(typed.view.doc, typed.triggers, root, reality=reality)
        return Coded(action.type, quad_of(action.type), action)


@dataclass(frozen=True, slots=True)
class Own:
    """A user's types."""

    learned: Learned

    @property
    def acts(self) -> frozenset[str]:
        """See ``Typer``."""
        return self.learned.acts

    @property
    def deeds(self) -> frozenset[str]:
        """See ``Typer``."""
        return self.learned.deeds

    def type(self, doc: Doc, source: Span, target: Span | None, words: tuple[str, ...], predicate: int) -> Typed | None:
        """See ``Typer``."""
        return self.learned.type(doc, source, target, words, predicate)

    def code(self, typed: Typed, root: str, reality: Reality) -> Coded:
        """See ``Typer``."""
        return Coded(root, self.learned.quad(root), self.learned.code(typed, reality))
