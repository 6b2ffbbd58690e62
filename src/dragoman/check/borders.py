"""Who borders on whom: a border that a text claims or denies, and its length."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.actors import Gazetteer
from dragoman.actors.geography import Border
from dragoman.check.model import Check, Verdict
from dragoman.check.wording import called, finder, reference, rules, say, source, span
from dragoman.merge import Fact
from dragoman.model import Statement


def check_border(fact: Fact, gazetteer: Gazetteer) -> Iterator[Check]:
    """Whether two states share a land border as the fact says, and whether its length is the one told."""
    if fact.kind != "border" or fact.parties is None or len(fact.parties) != 2:
        return
    a, b = fact.parties
    if not all((state := gazetteer.find(code)) is not None and state.kind in ("state", "former", "territory") for code in (a, b)):
        return
    on = (fact.date or "").split("/")[0].strip("~?%.X") or None
    border = _border(a, b, on, gazetteer)
    if fact.status == "denied":
        yield from _denied(a, b, border, on, gazetteer)
    elif fact.status in rules("border")["claimed"]:
        if border is None:
            yield from _unknown_border(fact, a, b, on, gazetteer)
        else:
            yield _shared("confirmed", border, a, b, gazetteer)
            yield from _length(fact, border, a, b, gazetteer)


def _border(a: str, b: str, on: str | None, gazetteer: Gazetteer) -> Border | None:
    """The border of two states at a day, else of today, else of the last days of one that is no more."""
    found = [x for x in gazetteer.borders(a, b) if on is None or x.period.covers(on)]
    # Of a former state's days the present one's neighbours tell nothing, the former one's all.
    standing = [x for x in found if b in gazetteer.neighbours(a, on=on) or a in gazetteer.neighbours(b, on=on)]
    return max(standing, key=lambda x: (x.km is not None, x.period.start or ""), default=None)


def _shared(verdict: Verdict, border: Border, a: str, b: str, gazetteer: Gazetteer) -> Check:
    names = {"a": called(a, gazetteer), "b": called(b, gazetteer)}
    length = _length_words(border)
    part = say("border", "part", part=border.part) if border.part else ""
    if border.km is None and border.period.end is not None:
        text = say("border", "shared_then", **names, period=span(border.period.start, border.period.end))
    else:
        text = say("border", "shared", **names, length=length, part=part)
    looked_up = reference("border", a=a, b=b, length=length)
    return Check("border", verdict, text, looked_up, source("border_project" if border.source == "project" else border.source))


def _length_words(border: Border) -> str:
    return reference("border", "length", km=_km(border.km)) if border.km is not None else ""


def _denied(a: str, b: str, border: Border | None, on: str | None, gazetteer: Gazetteer) -> Iterator[Check]:
    names = {"a": called(a, gazetteer), "b": called(b, gazetteer)}
    if border is not None:
        # A border that was drawn later is no answer to what a text denies of the past.
        if on is None or border.period.start is not None or border.km is None or _stands_today(a, b, gazetteer):
            yield _shared("contradicted", border, a, b, gazetteer)
    elif (territory := _through(a, b, gazetteer)) is not None:
        text = say("border", "through", **names, territory=called(territory, gazetteer))
        yield Check("border", "unknown", text, reference("border", a=a, b=b, length=""), source("borders"))
    elif not gazetteer.borders(a, b) and _known(a, b, gazetteer):
        text, looked_up = say("border", "none", **names), reference("border", "reference_none", a=a, b=b)
        yield Check("border", "confirmed", text, looked_up, source("borders"))


def _unknown_border(fact: Fact, a: str, b: str, on: str | None, gazetteer: Gazetteer) -> Iterator[Check]:
    """A border that the tables don't have at the date: at another, through a territory, over water, or none."""
    names = {"a": called(a, gazetteer), "b": called(b, gazetteer)}
    if gazetteer.borders(a, b):
        return
    if (territory := _through(a, b, gazetteer)) is not None:
        text = say("border", "through", **names, territory=called(territory, gazetteer))
        yield Check("border", "confirmed", text, reference("border", a=a, b=b, length=""), source("borders"))
    elif not any(finder("border", "words").search(s.evidence.quote) for s in fact.statements):
        return  # "neighbours" may be so in a wider sense
    elif (miles := gazetteer.water_between(a, b)) is not None:
        text = say("border", "water", **names, miles=miles)
        yield Check("border", "unknown", text, reference("border", "reference_water", a=a, b=b, miles=miles), source("COW"))
    elif _known(a, b, gazetteer) and on is None:
        verdict: Verdict = "contradicted" if all(_on_land(s) for s in fact.statements) else "unknown"
        text, looked_up = say("border", "none", **names), reference("border", "reference_none", a=a, b=b)
        yield Check("border", verdict, text, looked_up, source("borders"))


def _on_land(statement: Statement) -> bool:
    """Whether a sentence speaks of a border, and of no sea."""
    quote = statement.evidence.quote
    return bool(finder("border", "words").search(quote)) and not finder("border", "sea_words").search(quote)


def _known(a: str, b: str, gazetteer: Gazetteer) -> bool:
    """Whether both are states of today: the tables have every land border of theirs."""
    return all(gazetteer.get(code).kind == "state" and gazetteer.get(code).end is None for code in (a, b))


def _stands_today(a: str, b: str, gazetteer: Gazetteer) -> bool:
    return b in gazetteer.neighbours(a)


def _through(a: str, b: str, gazetteer: Gazetteer) -> str | None:
    """The territory of one through which it borders on the other, or on a territory of the other's."""
    ends = {code: {code, *_territories(code, gazetteer)} for code in (a, b)}
    for mine in sorted(ends[a]):
        for theirs in sorted(ends[b]):
            if (mine, theirs) != (a, b) and mine != theirs and theirs in gazetteer.neighbours(mine):
                return mine if mine != a else theirs
    sovereigns = {code: gazetteer.get(code).sovereign or code for code in (a, b)}
    beside = sovereigns[a] != a or sovereigns[b] != b
    return sovereigns[a] if beside and sovereigns[b] in gazetteer.neighbours(sovereigns[a]) else None


def _territories(code: str, gazetteer: Gazetteer) -> set[str]:
    return {s.code for s in gazetteer.states() if s.sovereign == code and s.kind == "territory"}


def _length(fact: Fact, border: Border, a: str, b: str, gazetteer: Gazetteer) -> Iterator[Check]:
    """Whether a length that a text tells is that of the border."""
    told = rules("border")
    for statement in fact.statements:
        amount, km = statement.amount, border.km
        if amount is None or amount.unit != "km" or not km or finder("border", "sea_words").search(statement.evidence.quote):
            continue
        if _same_length(amount.value, km, told):
            continue
        longer = amount.value > km * told["other_share"] and amount.comparator not in ("<", "<=")
        if amount.value > km and not longer:
            continue
        verdict: Verdict = "contradicted" if longer else "unknown"
        if not longer and amount.comparator in (">", ">="):
            continue
        text = say("border", "longer" if longer else "shorter", a=called(a, gazetteer), b=called(b, gazetteer), km=_km(km),
                   told=_km(amount.value))
        looked_up = reference("border", a=a, b=b, length=_length_words(border))
        yield Check("border", verdict, text, looked_up, source(border.source), (statement.id,))
        return


def _same_length(told: float, km: float, limits: dict[str, float]) -> bool:
    return abs(told - km) <= max(limits["least_km"], limits["same_share"] * km)


def _km(km: float | None) -> str:
    return f"{km:,.0f}" if km is not None and km >= 100 else f"{km:g}"
