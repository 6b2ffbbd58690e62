"""Reads the gazetteer's tables into typed values. Each table lies in ``dragoman/data/gazetteer`` with its sources in README.md."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files
from typing import cast

from dragoman.actors.entries import (
    Capital,
    ContextRule,
    NameEntry,
    NameForm,
    NameKind,
    Organisation,
    OrganisationKind,
    Period,
    State,
    StateKind,
)


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the gazetteer's CSV files, comment lines skipped."""
    text = (files("dragoman") / "data" / "gazetteer" / name).read_text(encoding="utf-8")
    return csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


def listed(cell: str) -> tuple[str, ...]:
    """A cell's items, which ``;`` separates."""
    return tuple(item.strip() for item in cell.split(";") if item.strip()) if cell else ()


def _float(cell: str) -> float | None:
    return float(cell) if cell else None


def load_states() -> dict[str, State]:
    """Every state and territory by its code, with its periods and capitals."""
    periods: dict[str, list[Period]] = {}
    basis: dict[str, str] = {}
    for r in table("periods.csv"):
        basis[r["code"]] = r["basis"]
        periods.setdefault(r["code"], []).append(Period(r["start"] or None, r["end"] or None))
    capitals: dict[str, list[Capital]] = {}
    for r in table("capitals.csv"):
        coordinates = _float(r["lat"]), _float(r["lng"])
        capital = Capital(r["text"], Period(r["start"] or None, r["end"] or None), r["of"], *coordinates, chief=not r["role"],
                          seat=r["role"] == "seat", source=r["source"])
        capitals.setdefault(r["code"], []).append(capital)
    states = {}
    for r in table("states.csv"):
        code, spans = r["code"], periods.get(r["code"], [])
        cow, gw = [int(n) for n in listed(r["cow"])], [int(n) for n in listed(r["gw"])]
        abbreviations = listed(r["cow_abb"])
        states[code] = State(
            code=code, name=r["name"], iso2=r["iso2"] or None, iso_numeric=r["iso_numeric"] or None,
            cow=cow[0] if cow else None, cow_abbreviation=abbreviations[0] if abbreviations else None, gw=gw[0] if gw else None,
            kind=cast(StateKind, r["kind"]), sovereign=r["sovereign"] or None,
            start=spans[0].start if spans else None, end=spans[-1].end if spans else None, periods=tuple(spans),
            successors=listed(r["successors"]), predecessors=listed(r["predecessors"]), polity=listed(r["polity"]),
            capitals=tuple(capitals.get(code, ())), cow_also=tuple(cow[1:]), gw_also=tuple(gw[1:]),
            cow_abbreviations_also=abbreviations[1:], basis=basis.get(code, ""))
    return states


_COLUMNS: tuple[tuple[str, NameKind, NameForm], ...] = (
    ("names", "name", "common"), ("official", "name", "official"), ("abbreviations", "name", "abbreviation"),
    ("adjectives", "demonym", "adjective"), ("nouns", "demonym", "noun"), ("nicknames", "nickname", ""))
_DATED: dict[str, tuple[NameKind, NameForm]] = {
    "name": ("name", "common"), "former": ("name", "former"), "demonym": ("demonym", "adjective"), "abbreviation": ("name", "abbreviation")}


def load_state_names(states: dict[str, State]) -> Iterator[NameEntry]:
    """The names, demonyms, nicknames and capitals of states and territories, without context rules."""
    for r in table("names.csv"):
        state = states[r["code"]]
        # A former state's names speak of its own days only; a living state's names are used of any of its past.
        start, end = (state.start, state.end) if state.kind == "former" else (None, None)
        for column, kind, form in _COLUMNS:
            for text in listed(r[column]):
                if kind == "name" and state.kind == "territory":
                    yield NameEntry(text, state.code, "territory", form, form == "abbreviation", start, end)
                else:
                    yield NameEntry(text, state.code, kind, form, form == "abbreviation", start, end)
    for r in table("names-dated.csv"):
        kind, form = _DATED[r["kind"]]
        yield NameEntry(r["text"], r["code"], kind, form, form == "abbreviation", r["start"] or None, r["end"] or None)
    for state in states.values():
        for c in state.capitals:
            yield NameEntry(c.name, state.code, "capital", "", False, c.period.start, c.period.end, None, c.city)


def load_shared_names() -> dict[str, str]:
    """Names that several states bear at one time, each with the code of the state that is meant where nothing else decides."""
    return {r["text"]: r["default"] for r in table("shared-names.csv")}


def load_organisations() -> dict[str, Organisation]:
    """Every international organisation by its code."""
    return {r["code"]: Organisation(r["code"], r["name"], cast(OrganisationKind, r["kind"]), r["start"] or None, r["end"] or None)
            for r in table("organisations.csv")}


def load_organisation_names() -> Iterator[NameEntry]:
    """The names of organisations and of their organs, and of the bodies that stand for states."""
    for r in table("organisations.csv"):
        code, acronyms = r["code"], listed(r["abbreviations"])
        for text in (r["name"], *listed(r["names"])):
            if text not in acronyms:
                yield NameEntry(text, code, "organisation", "common")
        for text in acronyms:
            yield NameEntry(text, code, "organisation", "abbreviation", True)
        for text in listed(r["organs"]):
            yield NameEntry(text, code, "organisation", "", note="organ")
    for r in table("bodies.csv"):
        kind = cast(NameKind, r["kind"])
        for text in listed(r["names"]):
            yield NameEntry(text, r["code"], kind, note=r["type"])
        for text in listed(r["abbreviations"]):
            yield NameEntry(text, r["code"], kind, "abbreviation", True, note=r["type"])


_NEEDS_STATE = ContextRule(needs_state=True, note="other places, or persons, are called so too")


def load_places() -> Iterator[NameEntry]:
    """Regions of states, and cities; a city whose name is also another's carries a rule that its state be named."""
    for r in table("regions.csv"):
        for text in listed(r["names"]):
            yield NameEntry(text, r["code"], "territory", note="region")
    for line in (files("dragoman") / "data" / "gazetteer" / "cities.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, code, flag, others = line.split("\t")
            yield NameEntry(name, code, "city", rule=_NEEDS_STATE if flag or others else None)
            for other in listed(others):
                yield NameEntry(name, other, "city", rule=_NEEDS_STATE, note="a smaller city of that name")
