"""What a codebook file holds. Each family of kinds is one YAML file; these classes mirror it and refuse what they don't know.

A *path* names a place in a predicate's frame (see ``dragoman.parse.frames``):

``agent`` ``theme`` ``dative`` ``attr``   the argument's phrase: the states it names or stands for
``self``                                  the trigger word's own phrase ("a Turkish visit")
``in`` ``to`` ``with`` …                  the object of that preposition, wherever in the frame it hangs
``theme.mod`` ``self.mod`` ``agent.mod``  only the modifiers of that phrase ("the *Turkish* embassy")
``theme.in`` ``self.with`` …              the object of a preposition that hangs on that phrase
``comp``                                  the head of the complement clause, and ``comp.agent``, ``comp.theme`` its arguments
``subject``                               of the clause that the trigger stands in, whatever its role
``beside``                                the noun that the trigger is coordinated with ("*recognition by X* and the opening of relations")
``sentence``                              every state of the sentence that no other role has taken
``dyad``                                  the two states that the document is about
``a+b``                                   both together

The first path of a list that yields a state is taken; for ``parties``, paths are taken until there are two states.
"""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from dragoman.model import Plover, Quad, Status
from dragoman.plover.ontology import YIELD, YIELDS, load_ontology

Arity = Literal["mutual", "directed", "single"]
PATH = re.compile(r"^(?:[a-z-]+)(?:\.[a-z-]+)?(?:\+[a-z-]+(?:\.[a-z-]+)?)*$")


def worded(value: Any) -> Any:
    """A list of words as YAML gives it: one word may stand for a list, and "null" is a word ("null and void")."""
    values = value if isinstance(value, list) else [value]
    return ["null" if v is None else v for v in values]


class Strict(BaseModel):
    """Base: unknown keys are errors, values cannot change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PloverCode(Strict):
    """PLOVER type, mode and quad class of an interaction, and its CAMEO code where the kind settles it.

    A mode or code that is null is found from the words of the clause; the type YIELD is CONCEDE or RETREAT by them.
    """

    type: str
    mode: str | None = None
    quad: Quad
    cameo: str | None = None

    @model_validator(mode="after")
    def known(self) -> PloverCode:
        """Refuse what the ontology does not have."""
        ontology = load_ontology()
        if self.type not in (*ontology.types, YIELD):
            raise ValueError(f"'{self.type}' is not a PLOVER type; the types are {' '.join(ontology.types)}, and {YIELD} for either of two")
        if self.quad != ontology.quad(self.type):
            raise ValueError(f"{self.type} is of quad class {ontology.quad(self.type)}, not {self.quad}")
        modes = ontology.types[self.type].modes if self.type != YIELD else {}
        if self.mode is not None and self.mode not in modes:
            raise ValueError(f"'{self.mode}' is not a mode of {self.type}; its modes are {', '.join(modes) or 'none'}")
        if self.cameo is not None and self.cameo not in ontology.cameo:
            raise ValueError(f"'{self.cameo}' is not a CAMEO code; write it in quotes with its zero, as \"057\"")
        return self

    def unread(self) -> Plover:
        """What the kind alone settles, where there are no words to read."""
        kind = YIELDS[0] if self.type == YIELD else self.type
        goldstein = load_ontology().cameo[self.cameo].goldstein if self.cameo else None
        return Plover(kind, self.mode, self.quad, (), self.cameo, goldstein)


class Pattern(Strict):
    """One way in which a kind is said. Exactly one of ``verb``, ``noun``, ``adj`` holds the trigger lemmas (a verb may have a particle:
    "break off"). Words in ``where`` and ``unless`` match any word or lemma of the phrase at that path; ``^word`` only its head;
    ``$name`` stands for a shared list, ``@state`` and ``@organisation`` for any mention of one; a phrase of several words matches its text.
    """

    id: str
    verb: list[str] = Field(default_factory=list)
    noun: list[str] = Field(default_factory=list)
    adj: list[str] = Field(default_factory=list)
    voice: Literal["any", "active", "passive"] = "any"
    where: dict[str, list[str]] = Field(default_factory=dict)
    unless: dict[str, list[str]] = Field(default_factory=dict)
    words: list[str] = Field(default_factory=list, description="at least one of these words stands in the sentence")
    without: list[str] = Field(default_factory=list, description="none of these words stands in the sentence")
    source: list[str] = Field(default_factory=list)
    target: list[str] = Field(default_factory=list)
    parties: list[str] = Field(default_factory=list)
    via: list[str] = Field(default_factory=list)
    theme: str | None = Field(None, description="another path that plays the theme, as in 'put their names to a pact'")
    object: str | None = Field(None, description="path of the phrase that names the thing")
    detail: dict[str, Any] = Field(default_factory=dict, description="constants, or '=path' for that phrase's head lemma")
    persons: str | None = Field(None, description="path whose named persons go into detail.persons")
    status: Status | None = Field(None, description="status where the clause asserts it; the kind's own otherwise")
    status_fixed: bool = Field(False, description="the pattern's status holds whatever the words around it say")
    indefinite: bool = Field(False, description="only where the noun is brought up anew: 'a treaty', 'four protocols', not 'the treaty'")
    anyone: bool = Field(False, description="private persons and bodies (students, universities) count as of their state")
    ends: bool = Field(False, description="of places in the thing's name, the first and last are the parties, the rest via")
    pairwise: bool = Field(False, description="each state of the first path of parties with each of the second, instead of all together")
    amount: Literal["none", "any", "money", "count", "required", "each"] = "none"
    units: list[str] = Field(default_factory=list, description="for counts: the units that fit, e.g. km")
    date: Literal["optional", "required", "own", "none"] = Field("optional", description="own: it must stand in the trigger's phrase")
    fallback: list[str] = Field(default_factory=lambda: ["sentence", "focus"], description="where a missing state may come from")
    plover: PloverCode | None = None
    weight: float = Field(0.8, ge=0.05, le=1.0)

    @field_validator("verb", "noun", "adj", "source", "target", "parties", "via", "words", "without", "units", mode="before")
    @classmethod
    def listed(cls, value: Any) -> Any:
        """A single word may stand for a list of one."""
        return worded(value)

    @field_validator("where", "unless", mode="before")
    @classmethod
    def lists(cls, value: Any) -> Any:
        """A single word may stand for a list of one, at every path."""
        return {k: worded(v) for k, v in value.items()} if isinstance(value, dict) else value

    @field_validator("fallback")
    @classmethod
    def known_fallback(cls, value: list[str]) -> list[str]:
        """Refuse a fallback that there is none of."""
        for name in value:
            if name not in ("sentence", "focus"):
                raise ValueError(f"'{name}' is not a fallback; they are sentence and focus")
        return value

    @field_validator("source", "target", "parties", "via")
    @classmethod
    def paths(cls, value: list[str]) -> list[str]:
        """Refuse what cannot be a path."""
        for path in value:
            if not PATH.match(path):
                raise ValueError(f"'{path}' is not a path like theme, theme.mod, with or agent+with")
        return value

    @model_validator(mode="after")
    def one_trigger(self) -> Pattern:
        """A pattern is triggered by a verb, a noun or an adjective, not by several."""
        if sum(map(bool, (self.verb, self.noun, self.adj))) != 1:
            raise ValueError(f"pattern '{self.id}' must have exactly one of verb, noun, adj")
        return self


class Example(Strict):
    """A text that must yield statements, each with the fields of one entry of ``expect``, and, if ``only``, no others of the kind."""

    text: str
    published: str | None = None
    title: str | None = None
    expect: list[dict[str, Any]]
    only: bool = False

    @field_validator("expect", mode="before")
    @classmethod
    def listed(cls, value: Any) -> Any:
        """One expectation may stand without a list."""
        return [value] if isinstance(value, dict) else value


class CounterExample(Strict):
    """A text that must not yield the kind (or nothing that has the fields of ``never``), and why."""

    text: str
    why: str
    published: str | None = None
    title: str | None = None
    never: dict[str, Any] = Field(default_factory=dict)


class Kind(Strict):
    """One kind of statement."""

    arity: Arity
    definition: str
    not_: str = Field(alias="not")
    plover: PloverCode | None = None
    status: Status = Field("happened", description="of a plain assertion in a past or undated clause")
    durative: bool = Field(False, description="a state of affairs: in the present tense, or with 'since', it is ongoing")
    ranked: bool = Field(False, description="being the first to do it is worth keeping, as detail.rank")
    each: bool = Field(False, description="several who do it with one are as many statements: four states that break with a fifth")
    reciprocal: bool = Field(False, description="two who do it with nobody named do it to each other: 'both pledged'")
    between_states: bool = Field(False, description="no organisation can be a party")
    permits: bool = Field(False, description="being allowed to do it is the fact: \"may travel without visas\" is no mere possibility")
    performative: bool = Field(False, description="agreeing, deciding or announcing to do it is doing it")
    acts: dict[str, dict[str, list[str]]] = Field(
        default={}, description="Details that the verb or noun of the deed gives: ``{stage: {opened: [open, inaugurate]}}``."
    )
    classes: dict[str, dict[str, list[str]]] = Field(
        default_factory=dict, description="detail key → value → words: the first value whose words the object's phrase holds"
    )
    skip_status: list[Status] = Field(default_factory=list, description="statuses in which a claim of the kind says nothing worth writing")
    family: str = ""
    patterns: list[Pattern] = Field(default_factory=list)
    examples: list[Example] = Field(default_factory=list)
    counter_examples: list[CounterExample] = Field(default_factory=list)

    @model_validator(mode="after")
    def roles_fit(self) -> Kind:
        """Each pattern says where the states of the kind's arity come from."""
        for p in self.patterns:
            wanted, wrong = {"mutual": ("parties", "target"), "directed": ("source or target", "parties"), "single": ("source", "parties")}[
                self.arity
            ]
            if self.arity == "mutual" and (not p.parties or p.target):
                raise ValueError(f"pattern '{p.id}': a mutual kind needs {wanted} and takes no {wrong}")
            if self.arity != "mutual" and (p.parties or not (p.source or p.target)):
                raise ValueError(f"pattern '{p.id}': a {self.arity} kind needs {wanted} and takes no {wrong}")
        return self


class Family(Strict):
    """One codebook file."""

    family: str
    title: str
    source: str
    licence: str
    date: str
    lists: dict[str, list[str]] = Field(default_factory=dict)
    kinds: dict[str, Kind]
