"""Codebook files to a ``Codebook``: the project's own, and then a user's, which may add kinds or override them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import ValidationError

from dragoman.codebook.schema import Family, Kind, Pattern
from dragoman.model import CodebookError
from dragoman.wordlists import PlainLoader


class Loader(PlainLoader):
    """Plain YAML that also knows ``true`` and ``false``."""


Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))

TriggerPos = Literal["verb", "noun", "adj"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with the kind that it codes; ``name`` is what a statement's ``rule`` shows."""

    kind: str
    pattern: Pattern

    @property
    def name(self) -> str:
        """For example ``embassy-opened/open``."""
        return f"{self.kind}/{self.pattern.id}"


@dataclass(frozen=True)
class Codebook:
    """All kinds, and their patterns by trigger: ``rules[pos][lemma]``. ``version`` is a hash of the files that made it."""

    kinds: dict[str, Kind]
    lists: dict[str, tuple[str, ...]]
    version: str
    rules: dict[TriggerPos, dict[str, tuple[Rule, ...]]] = field(repr=False, default_factory=dict)

    def rule(self, name: str) -> Rule:
        """The rule that a statement names. Raises KeyError where the codebook has no such rule."""
        kind, _, pattern = name.partition("/")
        for p in self.kinds[kind].patterns:
            if p.id == pattern:
                return Rule(kind, p)
        raise KeyError(name)


def data_files() -> list[Path]:
    """The project's own codebook files."""
    return sorted(Path(str(files("dragoman") / "data" / "codebook")).glob("*.yaml"))


def load_codebook(extra: Sequence[Path | str] = ()) -> Codebook:
    """The project's codebook, with a user's files or folders of files over it.

    A kind of the same name in ``extra`` replaces the project's. Raises CodebookError with file, line and reason.
    """
    return _load(tuple(str(p) for p in extra))


@cache
def _load(extra: tuple[str, ...]) -> Codebook:
    digest = hashlib.sha256()
    kinds: dict[str, Kind] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for path in [*data_files(), *(p for e in extra for p in user_files(Path(e)))]:
        raw = path.read_bytes()
        digest.update(raw)
        family = read_family(path, raw)
        lists.update({name: tuple(words) for name, words in family.lists.items()})
        kinds.update({name: kind.model_copy(update={"family": family.family}) for name, kind in family.kinds.items()})
    kinds = {name: expand(kind, lists) for name, kind in kinds.items()}
    return Codebook(kinds, lists, digest.hexdigest()[:12], index(kinds))


def user_files(path: Path) -> list[Path]:
    """The YAML files that a ``--codebook`` argument means."""
    if path.is_dir():
        found = sorted([*path.glob("*.yaml"), *path.glob("*.yml")])
        if not found:
            raise CodebookError(str(path), None, "the folder holds no .yaml file; see docs/codebook.md for what one looks like")
        return found
    if not path.exists():
        raise CodebookError(str(path), None, "no such file or folder")
    return [path]


def read_family(path: Path, raw: bytes) -> Family:
    """Parse and check one file. Raises CodebookError."""
    try:
        text = raw.decode("utf-8")
        node = yaml.compose(text, Loader=Loader)
        data = yaml.load(text, Loader=Loader)
    except UnicodeDecodeError as error:
        raise CodebookError(str(path), raw[: error.start].count(b"\n") + 1, "is not UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise CodebookError(str(path), line, f"is not YAML: {error.problem}") from error
    if not isinstance(data, dict):
        raise CodebookError(str(path), 1, "must be a mapping with family, title, source, licence, date and kinds")
    duplicate = first_duplicate(node)
    if duplicate:
        raise CodebookError(str(path), duplicate[1], f"the key '{duplicate[0]}' stands twice")
    try:
        return Family.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        message = first["msg"].removeprefix("Value error, ")
        if first["type"] == "extra_forbidden":
            message = "is not a key that a codebook knows"
        raise CodebookError(str(path), line_of(node, first["loc"]), f"{where}: {message}") from error


def first_duplicate(node: yaml.Node | None) -> tuple[str, int] | None:
    """The first key that a mapping holds twice, with its line; YAML itself would silently keep the last."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                return key.value, key.start_mark.line + 1
            seen.add(key.value)
            found = first_duplicate(value)
            if found:
                return found
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            found = first_duplicate(value)
            if found:
                return found
    return None


def line_of(node: yaml.Node | None, loc: tuple[Any, ...]) -> int | None:
    """The line of the deepest part of ``loc`` that the file has."""
    line = node.start_mark.line + 1 if node else None
    for part in loc:
        step: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(part):
                    line, step = key.start_mark.line + 1, value
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            step = node.value[part]
            line = step.start_mark.line + 1
        if step is None:
            break
        node = step
    return line


def expand(kind: Kind, lists: dict[str, tuple[str, ...]]) -> Kind:
    """The kind with every ``$name`` replaced by its list."""

    def words(values: list[str]) -> list[str]:
        out: list[str] = []
        for value in values:
            head = value.startswith("^$")
            name = value.removeprefix("^").removeprefix("$")
            if value != name and "$" in value[:2] and name[:1].isalpha():
                if name not in lists:
                    raise CodebookError(kind.family, None, f"no list is called '{name}'; the lists are {', '.join(sorted(lists))}")
                out += [f"^{w}" if head else w for w in words(list(lists[name]))]
            else:
                out.append(value)
        return out

    patterns = [
        p.model_copy(
            update={
                "verb": words(p.verb),
                "noun": words(p.noun),
                "adj": words(p.adj),
                "words": words(p.words),
                "without": words(p.without),
                "units": words(p.units),
                "where": {k: words(v) for k, v in p.where.items()},
                "unless": {k: words(v) for k, v in p.unless.items()},
            }
        )
        for p in kind.patterns
    ]
    classes = {key: {value: words(held) for value, held in table.items()} for key, table in kind.classes.items()}
    acts = {key: {value: words(held) for value, held in table.items()} for key, table in kind.acts.items()}
    return kind.model_copy(update={"patterns": patterns, "classes": classes, "acts": acts})


def index(kinds: dict[str, Kind]) -> dict[TriggerPos, dict[str, tuple[Rule, ...]]]:
    """Patterns by the first word of their triggers; a particle verb is found by its verb."""
    out: dict[TriggerPos, dict[str, list[Rule]]] = {"verb": {}, "noun": {}, "adj": {}}
    for name, kind in kinds.items():
        for pattern in kind.patterns:
            groups: tuple[tuple[TriggerPos, list[str]], ...] = (("verb", pattern.verb), ("noun", pattern.noun), ("adj", pattern.adj))
            for pos, lemmas in groups:
                for trigger in dict.fromkeys(t.split()[0] if pos == "verb" else t.split()[-1] for t in lemmas):
                    out[pos].setdefault(trigger, []).append(Rule(name, pattern))
    return {pos: {trigger: tuple(rules) for trigger, rules in found.items()} for pos, found in out.items()}
