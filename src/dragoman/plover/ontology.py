"""The ontology as data: ``data/plover/*.yaml`` and ``cameo.csv``, checked against each other when they are first read."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dragoman.model import DragomanError, Quad
from dragoman.wordlists import table

Origin = Literal["plover", "project"]
#: What PLOVER was before its YIELD was split in two; public gold data still have it.
YIELD = "YIELD"
YIELDS = ("CONCEDE", "RETREAT")
M = TypeVar("M", bound=BaseModel)


class Strict(BaseModel):
    """Base: unknown keys are errors, values cannot change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Mode(Strict):
    """How an action of a type is done. ``general`` modes are found only where no other is; ``contexts`` are those that it implies."""

    name: str
    origin: Origin
    definition: str = Field(min_length=1)
    triggers: tuple[str, ...] = Field(min_length=1)
    contexts: tuple[str, ...] = ()
    general: bool = False


class EventType(Strict):
    """One of the sixteen types. ``quad``: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict.

    ``cameo`` is the code where nothing finer is warranted; ``intent`` the one under which it is found while only intended or threatened,
    None for what is done by words at once.
    """

    name: str
    definition: str = Field(min_length=1)
    not_: str = Field(alias="not", min_length=1)
    quad: Quad
    cameo: str
    intent: str | None = None
    modes: dict[str, Mode]


class Context(Strict):
    """What an action is about, beside what was done."""

    name: str
    origin: Origin
    definition: str = Field(min_length=1)
    triggers: tuple[str, ...] = Field(min_length=1)


class CameoCode(Strict):
    """One code of CAMEO with its Goldstein score (-10 to 10), its PLOVER type (None for CAMEO's comments), and what warrants it.

    Of each of ``modes``, ``contexts`` and ``words`` (names of lists) that is not empty, one must hold of the action.
    """

    code: str = Field(pattern=r"^\d{2,4}$")
    name: str = Field(min_length=1)
    goldstein: float = Field(ge=-10, le=10)
    type: str | None
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def conditions(self) -> int:
        """How many of the three kinds of condition it sets."""
        return sum(map(bool, (self.modes, self.contexts, self.words)))


class Ontology(Strict):
    """Types, contexts and CAMEO codes by name, in the order of the files; ``lists`` are the words that they share."""

    types: dict[str, EventType]
    contexts: dict[str, Context]
    cameo: dict[str, CameoCode]
    lists: dict[str, tuple[str, ...]]

    def quad(self, root: str) -> Quad:
        """The quad class of a type, or of YIELD. KeyError for what is neither."""
        return self.types[YIELDS[0] if root == YIELD else root].quad


@cache
def load_ontology() -> Ontology:
    """The ontology. DragomanError, naming file and place, where a file does not fit its form or names what no other has."""
    lists = {name: tuple(words) for name, words in table("plover/words").items()}
    types = {name: _made("types.yaml", EventType, name, _with_modes(data)) for name, data in table("plover/types")["types"].items()}
    contexts = {name: _made("contexts.yaml", Context, name, data) for name, data in table("plover/contexts")["contexts"].items()}
    cameo = {row["code"]: _made("cameo.csv", CameoCode, row["code"], _cells(row), key="code") for row in _rows()}
    ontology = Ontology(types=types, contexts=contexts, cameo=cameo, lists=lists)
    _check(ontology)
    return ontology


def _with_modes(data: dict[str, Any]) -> dict[str, Any]:
    """The type with each mode's name within it, and true for "true": words lists are read without YAML's own truth values."""
    modes = {name: {**mode, "name": name, "general": mode.get("general") == "true"} for name, mode in data["modes"].items()}
    return {**data, "quad": int(data["quad"]), "modes": modes}


def _made(file: str, model: type[M], name: str, data: dict[str, Any], *, key: str = "name") -> M:
    try:
        return model.model_validate({**data, key: name})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in (name, *first["loc"]))
        raise DragomanError(f"data/plover/{file}: {where}: {first['msg']}; correct the file or install Dragoman anew") from error


def _rows() -> list[dict[str, str]]:
    text = (files("dragoman") / "data" / "plover" / "cameo.csv").read_text("utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def _cells(row: dict[str, str]) -> dict[str, Any]:
    several = {name: tuple(filter(None, row[name].split(";"))) for name in ("modes", "contexts", "words")}
    return {**row, **several, "type": row["type"] or None}


def _check(ontology: Ontology) -> None:
    """Every name that one file takes from another is there."""
    wrong: list[str] = []
    for kind in ontology.types.values():
        codes = [code for code in (kind.cameo, kind.intent) if code is not None]
        wrong += [f"types.yaml: {kind.name}: no CAMEO code {code}" for code in codes if code not in ontology.cameo]
        for mode in kind.modes.values():
            wrong += [f"types.yaml: {kind.name}.{mode.name}: no context {c}" for c in mode.contexts if c not in ontology.contexts]
    for row in ontology.cameo.values():
        if row.type is None:
            continue
        if row.type not in ontology.types:
            wrong.append(f"cameo.csv: {row.code}: no type {row.type}")
            continue
        wrong += [f"cameo.csv: {row.code}: {row.type} has no mode {m}" for m in row.modes if m not in ontology.types[row.type].modes]
        wrong += [f"cameo.csv: {row.code}: no context {c}" for c in row.contexts if c not in ontology.contexts]
        wrong += [f"cameo.csv: {row.code}: words.yaml has no list {w}" for w in row.words if w not in ontology.lists]
    if wrong:
        raise DragomanError(f"data/plover/{wrong[0]}; correct the file or install Dragoman anew")
