"""A user's typology: the YAML file, checked, with errors that name file, line and place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

from dragoman.codebook.loader import Loader, first_duplicate, line_of
from dragoman.model import DragomanError, Quad
from dragoman.plover.ontology import YIELD, load_ontology
from dragoman.plover.view import Span

MARK = re.compile(r"<(/?)([st])>")
NAMES = {"s": "source", "t": "target"}
NONE = "NONE"


class TypologyError(DragomanError):
    """A typology file that cannot be used: the file, the line, and what is wrong with it."""

    def __init__(self, path: str, line: int | None, reason: str) -> None:
        self.path, self.line, self.reason = path, line, reason
        super().__init__(f"{path}{f':{line}' if line else ''}: {reason}")


class Strict(BaseModel):
    """Base: unknown keys are errors, values cannot change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Marked(Strict):
    """A sentence with the phrases of its actors as (start, end) characters; one that the sentence does not name is None."""

    text: str
    source: Span | None = None
    target: Span | None = None


def unmarked(value: object) -> object:
    """A sentence in which <s> and <t> mark the actors, without the marks. ValueError for marks that do not fit together."""
    if not isinstance(value, str):
        if isinstance(value, dict):
            raise ValueError("must be a sentence; one with a colon in it needs quotes around the whole")
        return value
    text, spans, opened, end = "", dict[str, Span](), dict[str, int](), 0
    for mark in MARK.finditer(value):
        text += value[end : mark.start()]
        end = mark.end()
        closes, letter = mark.groups()
        if not closes and letter in (*opened, *spans):
            raise ValueError(f"marks two phrases as the {NAMES[letter]}; mark one with <{letter}>...</{letter}>")
        if closes and letter not in opened:
            raise ValueError(f"has </{letter}> without <{letter}> before it")
        if closes:
            spans[letter] = _phrase(text, opened.pop(letter), letter)
        else:
            opened[letter] = len(text)
    if opened:
        letter = next(iter(opened))
        raise ValueError(f"has <{letter}> without </{letter}> after it")
    text += value[end:]
    if not text.strip():
        raise ValueError("is empty; write a sentence")
    return Marked(text=text, source=spans.get("s"), target=spans.get("t"))


def _phrase(text: str, start: int, letter: str) -> Span:
    phrase = text[start:]
    if not phrase.strip():
        raise ValueError(f"marks nothing as the {NAMES[letter]}; put <{letter}>...</{letter}> around the actor's words")
    return start + len(phrase) - len(phrase.lstrip()), start + len(phrase.rstrip())


def _with_actor(value: Marked) -> Marked:
    if value.source is None and value.target is None:
        raise ValueError("marks no actor; put <s>...</s> around who does it and <t>...</t> around whom it is done to")
    return value


def _word(value: object) -> object:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be a word; a number or a sign needs quotes")
    if " " in value.strip():
        first, _, rest = value.strip().partition(" ")
        raise ValueError(f"'{value}' is several words; write it under pairs: {{first: [{first}], second: [{rest.split()[-1]}]}}")
    return value.strip().lower()


def _text(value: object) -> object:
    return str(value) if isinstance(value, int | float) else value


Sentence = Annotated[Marked, BeforeValidator(unmarked)]
Word = Annotated[str, BeforeValidator(_word)]
Text = Annotated[str, BeforeValidator(_text)]


class Pair(Strict):
    """Words that make the act together: one of ``first`` with one of ``second`` under it in the sentence's tree."""

    first: tuple[Word, ...] = Field(min_length=1)
    second: tuple[Word, ...] = Field(min_length=1)


class UserType(Strict):
    """One type. ``plover`` is the PLOVER type that it is a case of, ``quad`` its class where it is of none: 1 verbal, 2 material
    cooperation, 3 verbal, 4 material conflict. ``definition`` and ``not`` are for people; nothing is learned from them."""

    name: str = Field(pattern=r"^[^\s,;\"']+$")
    definition: str = Field(min_length=1)
    not_: str = Field("", alias="not")
    quad: Quad | None = None
    plover: str | None = None
    verbs: tuple[Word, ...] = ()
    nouns: tuple[Word, ...] = ()
    pairs: tuple[Pair, ...] = ()
    examples: tuple[Sentence, ...] = ()
    counter_examples: tuple[Sentence, ...] = ()

    @field_validator("name")
    @classmethod
    def _named(cls, name: str) -> str:
        if name.upper() == NONE:
            raise ValueError("is what sentences of no type are called; choose another name")
        return name

    @field_validator("plover")
    @classmethod
    def _known(cls, plover: str | None) -> str | None:
        known = (*load_ontology().types, YIELD)
        if plover is not None and plover not in known:
            raise ValueError(f"there is no PLOVER type {plover}; the types are {', '.join(known)}")
        return plover

    @field_validator("examples", "counter_examples")
    @classmethod
    def _marked(cls, examples: tuple[Marked, ...]) -> tuple[Marked, ...]:
        return tuple(map(_with_actor, examples))

    @model_validator(mode="after")
    def _told_somehow(self) -> UserType:
        if not (self.verbs or self.nouns or self.pairs or self.examples):
            raise ValueError("has neither examples nor verbs, nouns or pairs, so no sentence could be of it; give about a dozen examples")
        quad = load_ontology().quad(self.plover) if self.plover else None
        if quad and self.quad and self.quad != quad:
            raise ValueError(f"has quad {self.quad}, but its PLOVER type {self.plover} has {quad}; leave out one of the two")
        return self

    @property
    def quad_class(self) -> Quad | None:
        """The quad class that is given, or that of its PLOVER type."""
        return self.quad or (load_ontology().quad(self.plover) if self.plover else None)


class Typology(Strict):
    """Types in the order of the file; ``none`` are sentences of no type."""

    name: str = Field(min_length=1)
    version: Text = ""
    source: Text = ""
    licence: Text = ""
    types: tuple[UserType, ...] = Field(min_length=1)
    none: tuple[Sentence, ...] = ()

    @field_validator("types")
    @classmethod
    def _once(cls, types: tuple[UserType, ...]) -> tuple[UserType, ...]:
        twice = [name for name, n in Counter(t.name for t in types).items() if n > 1]
        if twice:
            raise ValueError(f"two types are called {twice[0]}; rename one, or put their examples together")
        return types

    def type(self, name: str) -> UserType:
        """The type of that name. KeyError for a name that none has."""
        return {t.name: t for t in self.types}[name]


def load_typology(path: Path | str) -> Typology:
    """Reads and checks a typology. TypologyError, with file, line and place, for one that cannot be used."""
    name = str(path)
    try:
        text = Path(path).read_bytes().decode("utf-8")
        node, data = yaml.compose(text, Loader=Loader), yaml.load(text, Loader=Loader)
    except OSError as error:
        raise TypologyError(name, None, f"cannot be read: {error.strerror}; check the path") from error
    except UnicodeDecodeError as error:
        raise TypologyError(name, None, "is not UTF-8; save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise TypologyError(name, line, f"is not YAML: {error.problem}; put quotes around a sentence with a colon or a '#'") from error
    if not isinstance(data, dict):
        raise TypologyError(name, 1, "must be a mapping with at least name and types")
    duplicate = first_duplicate(node)
    if duplicate:
        raise TypologyError(name, duplicate[1], f"the key '{duplicate[0]}' stands twice; leave one")
    try:
        return Typology.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise TypologyError(name, line_of(node, first["loc"]), f"{_place(data, first['loc'])}{_reason(first)}") from error


def _place(data: Any, loc: Iterable[int | str]) -> str:
    """Where in the file, in the file's own terms: "SEIZE, example 3: "."""
    parts: list[str] = []
    key = ""
    for step in loc:
        if isinstance(step, int):
            named = data[step].get("name") if isinstance(data, list) and isinstance(data[step], dict) else None
            parts[-1:] = [str(named) if named else f"{key.removesuffix('s').replace('_', '-')} {step + 1}"]
        else:
            key = step
            parts.append(step)
        steps: dict[Any, Any] = data if isinstance(data, dict) else dict(enumerate(data)) if isinstance(data, list) else {}
        data = steps.get(step)
    return ", ".join(parts) + (": " if parts else "")


KEYS = (
    "a type has name, definition, not, quad, plover, verbs, nouns, pairs, examples, counter_examples; "
    "the file has name, version, source, licence, types, none"
)


def _reason(error: Any) -> str:
    kind: str = error["type"]
    if kind == "extra_forbidden":
        return f"is no key of a typology; {KEYS}"
    if kind == "missing":
        return "is missing; write it"
    if kind == "string_pattern_mismatch":
        return "must be one word, without commas or quotes: it becomes a column's value"
    return str(error["msg"]).removeprefix("Value error, ")


def background() -> tuple[Marked, ...]:
    """Sentences of what news tells of otherwise (``data/typology/background.yaml``)."""
    text = files("dragoman").joinpath("data/typology/background.yaml").read_text("utf-8")
    return tuple(Marked.model_validate(unmarked(line)) for line in yaml.load(text, Loader=Loader)["sentences"])


Sort = Literal["example", "counter-example", "none", "background"]
