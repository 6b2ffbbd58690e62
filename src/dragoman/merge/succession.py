"""Which of a state's successive forms a claim is about, by the time that it tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from dragoman.merge.dates import days_of

if TYPE_CHECKING:
    from dragoman.actors.entries import Period

_TABLES_BEGIN = date(1816, 1, 1)


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a state, with the days on which it existed; None where open."""

    code: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Succession:
    """The forms of each state that has had several, by any of their codes."""

    forms: Mapping[str, tuple[Form, ...]]

    def line(self, code: str) -> tuple[str, ...]:
        """The codes of all forms of a state, its own first."""
        others = {form.code for form in self.forms.get(code, ())} - {code}
        return (code, *sorted(others))

    def then(self, code: str, edtf: str | None) -> str:
        """The form that existed when something happened: ``then("RUS", "1950")`` is ``SUN``. Without a date the code itself.

        So is a code whose own form existed then, and one of whose forms none did: a text may have its dates wrong.
        """
        forms = self.forms.get(code)
        if forms is None or edtf is None:
            return code
        first, last = days_of(edtf)
        begun, over = first or last, last or first
        if begun is None or over is None or edtf.startswith("../"):
            return code
        if edtf.endswith("/.."):
            over = days_of(edtf.partition("/")[0])[1] or begun
        alive = [f.code for f in forms if (f.first is None or f.first <= over) and (f.last is None or begun <= f.last)]
        return code if code in alive or not alive else alive[0]


@cache
def load_succession() -> Succession:
    """The shipped lines with the gazetteer's periods. Loads the gazetteer."""
    from dragoman.actors import load_gazetteer

    text = files("dragoman").joinpath("data", "merge", "succession.yaml").read_text("utf-8")
    raw: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    gazetteer = load_gazetteer()
    forms: dict[str, tuple[Form, ...]] = {}
    for line in raw["lines"]:
        periods = tuple(_form(code, period) for code in line for period in gazetteer.get(code).periods)
        forms.update(dict.fromkeys(line, periods))
    return Succession(forms)


def _form(code: str, period: Period) -> Form:
    """The tables begin in 1816; what existed then had existed before."""
    first = _day(period.start)
    return Form(code, None if first is not None and first <= _TABLES_BEGIN else first, _day(period.end))


def _day(text: str | None) -> date | None:
    return days_of(text)[0] if text else None
