"""One plain-English sentence for a fact or a statement, from the templates in ``dragoman/data/brief/phrases.yaml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Protocol, get_args

from dragoman.brief.amounts import amount_words
from dragoman.brief.names import Names, a_or_the, name_key, possessive, the, work_name
from dragoman.brief.template import Part, fill, parse_template, slots_of
from dragoman.brief.words import article, join_words, load_words, load_yaml
from dragoman.model import Amount, Status
from dragoman.standing.rules import known_rank, load_rules, real_name

_BRACKET = re.compile(r" \(([^()]*)\)")
STATUSES: tuple[Status, ...] = get_args(Status)
SLOTS = (
    "kind",
    "source",
    "target",
    "source's",
    "target's",
    "parties",
    "others",
    "via",
    "object",
    "the_object",
    "an_object",
    "money",
    "number",
    "amount",
    "persons",
    "office",
    "rank",
    "a_rank",
    "every",
    "mission",
    "a_mission",
    "from",
    "a_from",
    "place",
    "work",
    "counted",
    "documents",
)


class Claim(Protocol):
    """What facts and statements have in common, as far as a sentence goes."""

    @property
    def kind(self) -> str: ...
    @property
    def source(self) -> str | None: ...
    @property
    def target(self) -> str | None: ...
    @property
    def parties(self) -> Sequence[str] | None: ...
    @property
    def via(self) -> Sequence[str]: ...
    @property
    def date(self) -> str | None: ...
    @property
    def status(self) -> Status: ...
    @property
    def object(self) -> str | None: ...
    @property
    def detail(self) -> Mapping[str, Any]: ...
    @property
    def amount(self) -> Amount | None: ...


@dataclass(frozen=True, slots=True)
class Phrases:
    """The parsed templates of one kind, by status, and its short label."""

    label: str
    by_status: dict[Status, tuple[Part, ...]]


@cache
def load_phrases() -> dict[str, Phrases]:
    """Every kind's templates; the key ``""`` holds those for kinds that have none of their own.

    Raises ValueError naming the kind, the status and what is wrong, so that a bad template cannot ship.
    """
    data = load_yaml("phrases.yaml")
    return {kind: _phrases(kind or "fallback", entry) for kind, entry in [("", data["fallback"]), *data["kinds"].items()]}


def _phrases(kind: str, entry: dict[str, str]) -> Phrases:
    by_status: dict[Status, tuple[Part, ...]] = {}
    for status in STATUSES:
        if status not in entry:
            raise ValueError(f"phrases.yaml, {kind}: no phrase for the status '{status}'")
        try:
            by_status[status] = parse_template(entry[status])
        except ValueError as error:
            raise ValueError(f"phrases.yaml, {kind}, {status}: {error}") from error
        unknown = slots_of(by_status[status]) - set(SLOTS)
        if unknown:
            raise ValueError(f"phrases.yaml, {kind}, {status}: no such slot: {', '.join(sorted(unknown))}")
    return Phrases(entry["label"], by_status)


def label(kind: str) -> str:
    """A kind in a word or two, for the timeline picture; a user's own kind by its name."""
    phrases = load_phrases().get(kind)
    return phrases.label if phrases else kind.replace("-", " ")


def sentence(claim: Claim, names: Names, *, status: Status | None = None) -> str:
    """The claim as a sentence without its date and full stop. ``status`` words it as if it had another one ("has an embassy").

    What has happened since some time, without an end, is worded as going on.
    """
    phrases, slots = load_phrases(), _slots(claim, names)
    status = status or ("ongoing" if claim.status == "happened" and (claim.date or "").endswith("/..") else claim.status)
    own = phrases.get(claim.kind)
    filled = fill(own.by_status[status], slots) if own else None
    if not filled:
        filled = fill(phrases[""].by_status[status], slots) or claim.kind
    filled = _BRACKET.sub(_unless_said, " ".join(filled.split())).rstrip(" :,")
    return filled[:1].upper() + filled[1:]


def _unless_said(bracket: re.Match[str]) -> str:
    """A bracket, or nothing where the sentence has said all of its words already ("an exercise (exercise)")."""
    rest = bracket.string[: bracket.start()] + bracket.string[bracket.end() :]
    said = {word.rstrip("s") for word in name_key(rest)}
    return "" if {word.rstrip("s") for word in name_key(bracket[1])} <= said else bracket[0]


def _slots(claim: Claim, names: Names) -> dict[str, Callable[[], str]]:
    """What can be filled in, each computed when a template asks for it."""
    detail = claim.detail
    parties = list(claim.parties or ())

    def state(code: str | None) -> str:
        return names.called(code) if code else ""

    def text(key: str) -> str:
        value = detail.get(key)
        return join_words([str(v) for v in value]) if isinstance(value, (list, tuple)) else str(value) if value else ""

    name = real_name(claim.object)

    def named(how: Callable[[str], str]) -> str:
        return how(name) if name else ""

    def mission() -> str:
        rank = text("mission")
        return rank if known_rank(rank) else load_rules().missions.of_kind.get(claim.kind, "")

    return {
        "kind": lambda: claim.kind.replace("-", " "),
        "source": partial(state, claim.source),
        "target": partial(state, claim.target),
        "source's": lambda: possessive(state(claim.source)) if claim.source else "",
        "target's": lambda: possessive(state(claim.target)) if claim.target else "",
        "parties": lambda: names.joined(parties),
        "others": lambda: names.joined([p for p in parties if p != claim.source]),
        "via": lambda: names.joined(list(claim.via)),
        "object": lambda: name or "",
        "the_object": partial(named, the),
        "an_object": partial(named, a_or_the),
        "money": partial(_amount, claim, money=True, number=False),
        "number": partial(_amount, claim, money=False, number=True),
        "amount": partial(_amount, claim, money=True, number=True),
        "persons": partial(text, "persons"),
        "office": partial(text, "office"),
        "rank": partial(text, "rank"),
        "a_rank": lambda: _with_article(text("rank")),
        "every": lambda: _every(text("every")),
        "mission": mission,
        "a_mission": lambda: _with_article(mission()),
        "from": lambda: text("from") if known_rank(text("from")) else "",
        "a_from": lambda: _with_article(text("from")) if known_rank(text("from")) else "",
        "place": lambda: text("place") or text("city"),
        "work": lambda: work_name(name, text("project") or "other"),
        "counted": partial(_counted, claim),
        "documents": lambda: _counted(claim) if _counts_documents(claim) else "",
    }


def _with_article(noun: str) -> str:
    return f"{article(noun)} {noun}" if noun else ""


def _amount(claim: Claim, *, money: bool, number: bool) -> str:
    """The claim's amount where it is of the sort asked for; a bare ``detail.count`` counts the kind's own label ("21 agreements")."""
    amount, count = claim.amount, claim.detail.get("count")
    if amount is not None and (money if amount.currency else number):
        per = claim.detail.get("per")
        return amount_words(amount, str(per) if per else None)
    return f"{count} {label(claim.kind)}s" if number and count and amount is None else ""


def _counted(claim: Claim) -> str:
    """A number of things and their name in one: "94 tanks", "7 memoranda of understanding", "8 submarines (Hangor-class)"."""
    number, name = _amount(claim, money=False, number=True), real_name(claim.object)
    if not number or not name or name_key(name) <= name_key(number):
        return number
    unit = claim.amount.unit if claim.amount else None
    if unit and name.startswith(f"{unit} "):
        return number.removesuffix(unit) + name
    return f"{number} ({name})"


def _counts_documents(claim: Claim) -> bool:
    unit = claim.amount.unit if claim.amount else None
    return unit in load_words().document_units if claim.amount else bool(claim.detail.get("count"))


def _every(every: str) -> str:
    words = load_words()
    return words.every.get(every) or (words.every_other.format(period=every) if every else "")
