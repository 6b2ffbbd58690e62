"""An action of known type, where it stands in a parsed sentence: its mode, its contexts, its CAMEO code and Goldstein score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from dragoman.plover.nearby import Lexicon, Nearby, Rank
from dragoman.plover.ontology import YIELD, YIELDS, CameoCode, load_ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Whether the action was done, is only intended or threatened, or did not take place.
Reality = Literal["done", "intended", "denied"]
# What a mode implies stands nearer than anything that is said.
IMPLIED = Rank(-1, 0, 0)


@dataclass(frozen=True, slots=True)
class Action:
    """An action coded. ``type`` is one of the sixteen; ``contexts`` are in the order of the ontology; ``goldstein`` is -10 to 10.

    ``cameo`` and ``goldstein`` are None for what did not take place.
    """

    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    goldstein: float | None


def code_action(
    doc: Doc, triggers: Sequence[int], root: str, *, reality: Reality = "done", mode: str | None = None, cameo: str | None = None
) -> Action:
    """Codes the action of type ``root`` (or YIELD) that the tokens at ``triggers`` of a parsed sentence tell of.

    ``mode`` and ``cameo`` may be known beforehand. KeyError for a root, mode or code that the ontology does not have.
    """
    ontology = load_ontology()
    nearby = Nearby(doc, triggers)
    name = _yielding(nearby) if root == YIELD else root
    kind = ontology.types[name]
    modes = {mode: IMPLIED} if mode is not None else _modes(name).found(nearby)
    chosen = _first_mode(name, modes)
    contexts = _contexts().found(nearby)
    if chosen is not None:
        contexts |= dict.fromkeys(kind.modes[chosen].contexts, IMPLIED)
    code: str | None = None
    if reality != "denied":
        found = Found(chosen, modes[chosen] if chosen else None, contexts, _things().found(nearby))
        intent = kind.intent if reality == "intended" else None
        code = finest(found, intent or starting_code(found, name)) if cameo is None or intent else cameo
    named = tuple(c for c in ontology.contexts if c in contexts)
    return Action(name, chosen, named, code, ontology.cameo[code].goldstein if code else None)


def which_yield(doc: Doc, triggers: Sequence[int]) -> Literal["CONCEDE", "RETREAT"]:
    """Which of the two a YIELD is, by whose modes the words about it fit better.

    RETREAT: forces, persons, goods, land and access (withdraw, disarm, cease fire, free, give back, let in). CONCEDE: rules and
    offices (ease, lift, pardon, give in, resign), and where the words tell neither.
    """
    return _yielding(Nearby(doc, triggers))


def _yielding(nearby: Nearby) -> Literal["CONCEDE", "RETREAT"]:
    found = {name: _modes(name).found(nearby) for name in YIELDS}
    concede, retreat = (min((r[:2] for r in found[name].values()), default=None) for name in YIELDS)
    return "RETREAT" if retreat is not None and (concede is None or retreat < concede) else "CONCEDE"


def _first_mode(name: str, found: dict[str, Rank]) -> str | None:
    """The mode that fits best; a general one only where there is no other."""
    modes = load_ontology().types[name].modes
    return min(found, key=lambda m: (modes[m].general, found[m]), default=None)


@dataclass(frozen=True, slots=True)
class Found:
    """What holds of an action: its mode, and contexts and lists of words with how near they stand."""

    mode: str | None
    mode_rank: Rank | None
    contexts: dict[str, Rank]
    words: dict[str, Rank]

    def fit(self, row: CameoCode) -> tuple[int, Rank] | None:
        """How well a code's own conditions hold: how many they are (negative: more come first), and how near. None if not all do."""
        ranks: list[Rank] = []
        if row.modes:
            if self.mode not in row.modes or self.mode_rank is None:
                return None
            ranks.append(self.mode_rank)
        for wanted, held in ((row.contexts, self.contexts), (row.words, self.words)):
            if wanted:
                hits = [held[w] for w in wanted if w in held]
                if not hits:
                    return None
                ranks.append(min(hits))
        return (-len(ranks), min(ranks)) if ranks else None


def finest(found: Found, start: str) -> str:
    """The most specific code that is warranted, from the code ``start`` down to what still fits.

    Where no refinement fits, a code of two digits stands for its general code of three ("07" → "070"), as in published event data.
    """
    at = start
    while (finer := _best(found, _refinements(at))) is not None:
        at = finer
    general = f"{at}0"
    return general if len(at) == 2 and general in load_ontology().cameo else at


def starting_code(found: Found, name: str) -> str:
    """Where to look for a type's code: the conditional root that fits (10 for a demand), else the type's plain root, else its default."""
    ontology = load_ontology()
    roots = _roots(name)
    plain = next((r.code for r in roots if not r.conditions and len(r.code) == 2), None)
    return _best(found, roots) or plain or ontology.types[name].cameo


def _best(found: Found, rows: Sequence[CameoCode]) -> str | None:
    fits = [(fit, row.code) for row in rows if (fit := found.fit(row)) is not None]
    return min(fits)[1] if fits else None


@cache
def _roots(name: str) -> tuple[CameoCode, ...]:
    """The codes of a type that refine no other code of that type."""
    own = {code: row for code, row in load_ontology().cameo.items() if row.type == name}
    return tuple(row for code, row in own.items() if not any(code[:n] in own for n in range(2, len(code))))


@cache
def _refinements(code: str) -> tuple[CameoCode, ...]:
    """The codes of the same type that are one digit longer."""
    rows = load_ontology().cameo
    return tuple(r for r in rows.values() if r.code[:-1] == code and r.type == rows[code].type)


@cache
def _modes(name: str) -> Lexicon:
    ontology = load_ontology()
    return Lexicon.of(((m.name, m.triggers) for m in ontology.types[name].modes.values()), ontology.lists)


@cache
def _contexts() -> Lexicon:
    ontology = load_ontology()
    return Lexicon.of(((c.name, c.triggers) for c in ontology.contexts.values()), ontology.lists)


@cache
def _things() -> Lexicon:
    """The lists that CAMEO codes ask for."""
    ontology = load_ontology()
    wanted = {w for row in ontology.cameo.values() for w in row.words}
    return Lexicon.of(((name, ontology.lists[name]) for name in ontology.lists if name in wanted), ontology.lists)
