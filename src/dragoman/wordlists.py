"""Word lists that are data: YAML files in ``dragoman/data``, each with its source, licence and date."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


class PlainLoader(yaml.CSafeLoader):
    """YAML without its traps for word lists: "no" and "on" are words, dates are text."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


@cache
def table(name: str) -> dict[str, Any]:
    """One YAML file as it stands, by its room and stem: ``coding/modality``."""
    text = (files("dragoman") / "data" / f"{name}.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=PlainLoader)
    return data


@cache
def words(name: str, key: str) -> frozenset[str]:
    """One list of a file as a set."""
    return frozenset(table(name)[key])
