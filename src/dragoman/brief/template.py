"""The small language of the phrases: ``{slot}``, ``[left out when a slot in it is empty]``, ``[first|that can be filled]``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_TOKEN = re.compile(r"\{(?P<slot>[a-z_']+)\}|(?P<mark>[\[\]|])|(?P<text>[^{}\[\]|]+)|(?P<bad>.)", re.DOTALL)
Slots = Mapping[str, Callable[[], str]]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to fill."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A bracket: its alternatives, in order."""

    options: tuple[tuple[Part, ...], ...]


Part = str | Slot | Choice


def parse_template(text: str) -> tuple[Part, ...]:
    """Parse a phrase. Raises ValueError naming the first place that is wrong."""
    tokens = list(_TOKEN.finditer(text))
    options, at = _parse(tokens, 0, text, inside=False)
    if at != len(tokens):
        raise ValueError(f"a ']' without its '[' in the phrase: {text}")
    return options[0]


def _parse(tokens: list[re.Match[str]], at: int, text: str, *, inside: bool) -> tuple[tuple[tuple[Part, ...], ...], int]:
    options: list[list[Part]] = [[]]
    while at < len(tokens):
        token = tokens[at]
        if token["bad"]:
            raise ValueError(f"a brace out of place at character {token.start() + 1} of the phrase: {text}")
        at += 1
        if token["slot"]:
            options[-1].append(Slot(token["slot"]))
        elif token["text"]:
            options[-1].append(token["text"])
        elif token["mark"] == "[":
            inner, at = _parse(tokens, at, text, inside=True)
            options[-1].append(Choice(inner))
        elif token["mark"] == "|" and inside:
            options.append([])
        elif token["mark"] == "]" and inside:
            return tuple(tuple(option) for option in options), at
        else:
            raise ValueError(f"a '{token['mark']}' outside brackets in the phrase: {text}")
    if inside:
        raise ValueError(f"a '[' that nothing closes in the phrase: {text}")
    return tuple(tuple(option) for option in options), at


def slots_of(parts: tuple[Part, ...]) -> set[str]:
    """The names of all slots in a phrase."""
    found: set[str] = set()
    for part in parts:
        if isinstance(part, Slot):
            found.add(part.name)
        elif isinstance(part, Choice):
            found.update(*(slots_of(option) for option in part.options))
    return found


def fill(parts: tuple[Part, ...], slots: Slots) -> str | None:
    """The phrase filled; None where a slot outside brackets is empty. A slot's value is asked for only when it is met."""
    out: list[str] = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
        elif isinstance(part, Slot):
            value = slots[part.name]()
            if not value:
                return None
            out.append(value)
        else:
            out.append(next((done for option in part.options if (done := fill(option, slots)) is not None), ""))
    return "".join(out)
