"""The fields of a fact that a person may correct: what they type, checked, in the contract's form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from dragoman.actors import load_gazetteer
from dragoman.amounts import find_amounts
from dragoman.brief.amounts import amount_words
from dragoman.brief.names import Names
from dragoman.brief.phrases import STATUSES
from dragoman.codebook import Codebook
from dragoman.merge import Fact
from dragoman.model import Amount, DragomanError, Statement
from dragoman.times.edtf import is_valid

Claim = Fact | Statement
#: In the order in which they are offered. ``detail`` is written with its key: ``detail.mission``.
FIELDS = ("date", "status", "kind", "source", "target", "parties", "via", "object", "amount", "detail")
CLEARED = ("", "-", "none")
_ASSIGNED = re.compile(rf"(?:^|\s)(?P<field>(?:{'|'.join(FIELDS)})(?:\.[\w-]+)?)\s*=")
_COMPARED = re.compile(r"(?P<sign>>=|<=|[><~=])\s*(?P<rest>.+)")


def split_assignments(text: str) -> dict[str, str]:
    """``date=1992-01-14 object=Treaty of Kars`` as a mapping. DragomanError where something stands before the first field."""
    found = list(_ASSIGNED.finditer(text))
    if not found or text[: found[0].start()].strip():
        raise DragomanError(f"{text.strip()!r} is no correction: write FIELD=VALUE, as date=1992-01-14. Fields: {', '.join(FIELDS)}")
    ends = [match.start() for match in found[1:]] + [len(text)]
    return {match["field"]: text[match.end() : end].strip() for match, end in zip(found, ends, strict=True)}


def field_value(claim: Claim, field: str, names: Names) -> str:
    """What a field holds, to read; empty where nothing."""
    name, _, key = field.partition(".")
    if name == "detail":
        held = {key: claim.detail.get(key)} if key else claim.detail
        return "; ".join(f"{k}: {', '.join(map(str, v)) if isinstance(v, list | tuple) else v}" for k, v in held.items() if v is not None)
    value = getattr(claim, name)
    if name == "amount":
        return amount_words(value, None) if value else ""
    if name in ("source", "target", "parties", "via"):
        codes = [value] if isinstance(value, str) else list(value or ())
        return ", ".join(f"{names.plain(code)} ({code})" for code in codes)
    return str(value or "")


def correction_of(claim: Claim, given: Mapping[str, str], book: Codebook) -> dict[str, Any]:
    """The fields that change, in the contract's form, from what a person typed for each. An empty value, ``-`` or ``none`` clears.

    States are given by any name or code, amounts as in a text ("more than 20 billion dollars", "~46 km"), dates in EDTF. A kind that
    takes its states otherwise needs them said as well. DragomanError, saying what is wrong and how to write it.
    """
    out: dict[str, Any] = {}
    for field, text in given.items():
        name, _, key = field.partition(".")
        if name == "detail":
            out["detail"] = _detail(out.get("detail", claim.detail), key, text.strip())
        elif name in _READ and not key:
            out[name] = None if text.strip().casefold() in CLEARED else _READ[name](text.strip(), book)
        else:
            raise DragomanError(f"no field {field!r} to correct; there are {', '.join(FIELDS)} (detail with its key: detail.mission)")
    for name in ("kind", "status"):
        if name in out and out[name] is None:
            raise DragomanError(f"the {name} can't be empty")
    if "via" in out:
        out["via"] = out["via"] or []
    if "date" in out:
        out["date_basis"] = "stated" if out["date"] else None
    if {"kind", "source", "target", "parties"} & out.keys():
        out |= _states_fit(claim, out, book)
    if not out:
        raise DragomanError("nothing to correct was given")
    return out


def _kind(text: str, book: Codebook) -> str:
    from difflib import get_close_matches

    if text in book.kinds:
        return text
    near = get_close_matches(text, book.kinds, n=3)
    hint = f"did you mean {', '.join(near)}?" if near else "`dragoman codebook` lists them"
    raise DragomanError(f"the codebook has no kind {text!r}: {hint}")


def _date(text: str, _: Codebook) -> str:
    if not is_valid(text):
        raise DragomanError(
            f"{text!r} is no EDTF date: write 1992, 1992-01, 1992-01-14, about: 1990~, since: 2013/.., from and to: 1995/2001, by: ../1992"
        )
    return text


def _status(text: str, _: Codebook) -> str:
    if text not in STATUSES:
        raise DragomanError(f"no status {text!r}: it is one of {', '.join(STATUSES)}")
    return text


def _state(text: str, _: Codebook) -> str:
    return load_gazetteer().resolve_actor(text).code


def _states(text: str, book: Codebook) -> list[str]:
    parts = text.split(";" if ";" in text else ",")
    return sorted({_state(part.strip(), book) for part in parts if part.strip()})


def _amount(text: str, _: Codebook) -> dict[str, Any]:
    compared = _COMPARED.fullmatch(text)
    found = find_amounts(compared["rest"] if compared else text)
    if len(found) != 1:
        raise DragomanError(f"{text!r} is not one amount: write it with its currency or unit, as 20 billion USD, > 46 km, about 12 tanks")
    amount = found[0].amount.as_dict()
    return {**amount, "comparator": compared["sign"]} if compared else amount


def _text(text: str, _: Codebook) -> str:
    return text


def _detail(detail: Mapping[str, Any], key: str, text: str) -> dict[str, Any]:
    if not key:
        raise DragomanError("say which detail: detail.mission=embassy, detail.persons=Ana Lopes; Bo Lund")
    out = {name: value for name, value in detail.items() if name != key}
    if text.casefold() in CLEARED:
        return out
    several = key == "persons" or isinstance(detail.get(key), list | tuple)
    return {**out, key: [part.strip() for part in text.split(";") if part.strip()] if several else text}


_READ: dict[str, Callable[[str, Codebook], Any]] = {
    "kind": _kind, "date": _date, "status": _status, "source": _state, "target": _state, "parties": _states, "via": _states,
    "object": _text, "amount": _amount,
}


def _states_fit(claim: Claim, changed: Mapping[str, Any], book: Codebook) -> dict[str, Any]:
    """The states as the kind takes them, and its PLOVER code; refused where they don't tell."""
    kind = book.kinds.get(changed.get("kind", claim.kind))
    if kind is None:  # a kind of a codebook that is not at hand: nothing is known of its states
        return {}
    name = changed.get("kind", claim.kind)
    source, target = (changed.get(role, getattr(claim, role)) for role in ("source", "target"))
    parties = changed.get("parties", list(claim.parties) if claim.parties else None)
    if kind.arity == "mutual":
        if claim.parties is None and "parties" not in changed:
            parties, source, target = sorted({code for code in (source, target) if code}), None, None
        if not parties or len(parties) < 2:
            raise DragomanError(f"{name} is between two states or more: give parties=A, B")
        states: dict[str, Any] = {"parties": parties, "source": source, "target": target}
    else:
        if not source or (kind.arity == "directed" and not target):
            wanted = "source=A target=B, who acts and on whom" if kind.arity == "directed" else "source=A"
            raise DragomanError(f"{name} needs {wanted}")
        states = {"parties": None, "source": source, "target": target}
    before = {"parties": list(claim.parties) if claim.parties else None, "source": claim.source, "target": claim.target}
    out = {role: value for role, value in states.items() if value != before[role]}
    if "kind" in changed:
        out["plover"] = kind.plover.unread().to_dict() if kind.plover else None
    return out


def correction_words(correction: Mapping[str, Any], before: Claim, names: Names) -> list[str]:
    """``date: 1907 → 1908`` for each field that a correction changes."""
    data = {name: value for name, value in correction.items() if name not in ("date_basis", "plover", "evidence", "attribution")}
    shown = Statement.from_dict({**_bare(before), **data})
    out = []
    for name in data:
        was, now = field_value(before, name, names) or "none", field_value(shown, name, names) or "none"
        out.append(f"{name}: {was} → {now}")
    return out


def _bare(claim: Claim) -> dict[str, Any]:
    return {
        "kind": claim.kind, "evidence": {"doc": "", "start": 0, "end": 0, "quote": ""}, "source": claim.source, "target": claim.target,
        "parties": claim.parties, "via": claim.via, "date": claim.date, "status": claim.status, "object": claim.object,
        "detail": claim.detail, "amount": claim.amount.as_dict() if isinstance(claim.amount, Amount) else None,
    }
