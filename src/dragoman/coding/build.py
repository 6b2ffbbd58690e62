"""From a pattern that fits to statements: who, what, when, whether, how much and who says so, with a trace of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING, Any

from dragoman.codebook import Kind, Rule
from dragoman.coding.attribution import find_attribution
from dragoman.coding.dates import Dated, find_date
from dragoman.coding.modality import Reading, read_status
from dragoman.coding.names import find_detail, find_object
from dragoman.coding.quantities import find_amounts_for
from dragoman.coding.roles import Found, is_business, path_tokens, states_at
from dragoman.coding.scene import Scene
from dragoman.model import Amount, AmountMention, DateBasis, Evidence, Plover, Statement, Status, Trace
from dragoman.parse import Frame

if TYPE_CHECKING:
    pass

# What a private company may do in its state's name.
BUSINESS_KINDS = {"investment", "trade", "export", "project", "agreement-signed", "arms-transfer", "loan"}
MISSING = 0.8  # a state taken from the rest of the sentence
CONTEXT = 0.75  # a state taken from what the document is about


@dataclass(slots=True)
class Roles:
    """The states of a statement to be, with what finding them cost in confidence."""

    source: list[Found] = field(default_factory=list)
    target: list[Found] = field(default_factory=list)
    parties: list[Found] = field(default_factory=list)
    via: list[Found] = field(default_factory=list)
    cost: float = 1.0


def first_of(paths: list[str], frame: Frame, scene: Scene, taken: set[str], *, acting: bool = False) -> list[Found]:
    """The states at the first path that has any which are not taken."""
    for path in paths:
        found = [f for f in states_at(path, frame, scene, acting=acting) if f.code not in taken]
        if found:
            return found
    return []


def others(scene: Scene, taken: set[str]) -> list[Found]:
    """The states named in the sentence (not by a reference back to several) that no role has taken."""
    out: dict[str, Found] = {}
    for m in scene.setting.mentions:
        for code in m.codes:
            if code not in taken and not (m.kind == "coreference" and len(m.codes) > 1):
                out.setdefault(code, Found(code, m, "the sentence's other state"))
    return list(out.values())


def directed_roles(rule: Rule, frame: Frame, scene: Scene) -> Roles | None:
    """Source and target, by the pattern's paths; then from the sentence, from the document's dyad, or each way between two."""
    p = rule.pattern
    roles = Roles()
    roles.source = first_of(p.source, frame, scene, set(), acting=True)
    if not roles.source and private_agent(p.source, frame, scene):
        return None
    roles.target = first_of(p.target, frame, scene, {f.code for f in roles.source} if len(roles.source) == 1 else set())
    if not roles.source and roles.target and p.source:
        roles.source = first_of(p.source, frame, scene, {f.code for f in roles.target}, acting=True)
    if len(roles.source) > 1 and len(roles.target) > 1 and {f.code for f in roles.source} == {f.code for f in roles.target}:
        return roles
    known = {f.code for f in (*roles.source, *roles.target)}
    if len(roles.source) == 2 and not roles.target:
        return replace(roles, target=roles.source)
    if len(roles.target) == 2 and not roles.source:
        return replace(roles, source=roles.target)
    for role in ("source", "target"):
        if not getattr(roles, role):
            found, cost = fill(p.fallback, scene, known)
            if not found:
                return None
            setattr(roles, role, found)
            known |= {f.code for f in found}
            roles.cost *= cost
    return roles


def fill(fallback: Sequence[str], scene: Scene, known: set[str]) -> tuple[list[Found], float]:
    """A missing state: the only other one of the sentence, else the other of the document's dyad."""
    if "sentence" in fallback:
        rest = others(scene, known)
        if len(rest) == 1 and known:
            return rest, MISSING
        if len(rest) > 1 and scene.view.dyad and known & set(scene.view.dyad):
            rest = [f for f in rest if f.code in (scene.view.dyad or ())]
            if len(rest) == 1:
                return rest, MISSING * 0.9
        if rest and known:
            return [], 0.0
    if "focus" in fallback and scene.view.dyad and len(known) == 1 and known <= set(scene.view.dyad):
        return [Found(c, None, "the other state that the document is about") for c in scene.view.dyad if c not in known], CONTEXT
    return [], 0.0


def private_agent(paths: list[str], frame: Frame, scene: Scene) -> bool:
    """Whether the one who acts is named and is somebody who does not stand for a state."""
    for path in paths:
        tokens = [t for part in path.split("+") if part not in ("dyad", "sentence") for t in path_tokens(part, frame)]
        if tokens and path.split(".")[0] in ("agent", "by"):
            return bool(states_at(path, frame, scene)) or all(t.pos_ == "PROPN" for t in tokens)
    return False


def mutual_roles(rule: Rule, frame: Frame, scene: Scene) -> Roles | None:
    """The parties: paths in turn until there are two; then from the sentence, then the dyad."""
    p = rule.pattern
    roles = Roles()
    for path in p.parties:
        roles.parties += [f for f in states_at(path, frame, scene, acting=True) if f.code not in {p.code for p in roles.parties}]
        if len(roles.parties) > 1:
            break
    known = {f.code for f in roles.parties}
    if len(known) == 1:
        found, cost = fill(p.fallback, scene, known)
        if not found:
            return None
        roles.parties += found
        roles.cost *= cost
    elif not known:
        if "focus" not in p.fallback or scene.view.dyad is None:
            return None
        named = {c for m in scene.setting.mentions for c in m.codes}
        if named - set(scene.view.dyad):
            return None
        roles.parties = [Found(c, None, "the two states that the document is about") for c in scene.view.dyad]
        roles.cost *= CONTEXT
    roles.source = first_of(p.source, frame, scene, set(), acting=True)
    if len(roles.source) != 1:
        roles.source = []
    return roles


def find_roles(rule: Rule, kind: Kind, frame: Frame, scene: Scene) -> Roles | None:
    """The states of the statement, or None where the text does not give enough of them."""
    p = rule.pattern
    if kind.arity == "mutual":
        roles = mutual_roles(rule, frame, scene)
    elif kind.arity == "directed":
        roles = directed_roles(rule, frame, scene)
    else:
        source = first_of(p.source, frame, scene, set(), acting=True)
        if not source and scene.view.dyad is None:
            return None
        roles = Roles(source=source) if source else None
        if roles is not None:
            roles.target = first_of(p.target, frame, scene, {f.code for f in source})
    if roles is None:
        return None
    taken = {f.code for f in (*roles.source, *roles.target, *roles.parties)}
    roles.via = [f for path in p.via for f in states_at(path, frame, scene) if f.code not in taken]
    return roles


def business_only(rule: Rule, frame: Frame) -> bool:
    """Whether a company acts where only business kinds let it."""
    return rule.kind not in BUSINESS_KINDS and any(is_business(t) for t in frame.agent if t.pos_ == "NOUN")


def build(rule: Rule, kind: Kind, frame: Frame, scene: Scene, rivals: list[Frame]) -> list[Statement]:
    """The statements that a fitting pattern makes; an empty list where who, or what the pattern requires, is not in the text."""
    p = rule.pattern
    if business_only(rule, frame):
        return []
    roles = find_roles(rule, kind, frame, scene)
    if roles is None:
        return []
    reading = read_status(frame, scene, p.status or kind.status, kind.durative)
    if reading.advice:
        return []
    dated = find_date(frame, scene, conflicting=rivals)
    if p.date == "required" and dated.edtf is None:
        return []
    amounts = find_amounts_for(p, frame, scene)
    if p.amount in ("required", "each") and not amounts:
        return []
    objects = find_object(p, frame, scene)
    attribution = find_attribution(frame, scene)
    detail = find_detail(p, frame, scene)
    if dated.every:
        detail["every"] = dated.every
    chosen: list[AmountMention | None] = [*amounts] if p.amount == "each" else [*amounts[:1]] or [None]
    out = []
    for (name, _), amount in product(objects, chosen):
        when = date_of_amount(amount, dated, scene) if p.amount == "each" and len(amounts) > 1 else dated
        for who in combinations(kind, roles):
            out.append(statement(rule, kind, frame, scene, Parts(who, roles, reading, when, name, detail, amount, attribution)))
    return out


@dataclass(slots=True)
class Parts:
    """What a statement is put together from."""

    who: dict[str, Any]
    roles: Roles
    reading: Reading
    dated: Dated
    name: str | None
    detail: dict[str, Any]
    amount: AmountMention | None
    attribution: tuple[str, ...]


def combinations(kind: Kind, roles: Roles) -> list[dict[str, Any]]:
    """Who does what to whom: one for each pair of a directed kind, all parties at once for a mutual one."""
    if kind.arity == "mutual":
        return [{"parties": tuple(sorted({f.code for f in roles.parties})), "source": roles.source[0].code if roles.source else None}]
    if kind.arity == "single":
        target = roles.target[0].code if roles.target else None
        return [{"source": code, "target": target} for code in dict.fromkeys(f.code for f in roles.source)]
    pairs = [(s.code, t.code) for s in roles.source[:4] for t in roles.target[:4] if s.code != t.code]
    return [{"source": s, "target": t} for s, t in dict.fromkeys(pairs)]


def date_of_amount(amount: AmountMention | None, dated: Dated, scene: Scene) -> Dated:
    """The time nearest to one of several amounts: "4.4 billion last year, against 2.7 billion in 2020"."""
    if amount is None:
        return dated
    later = [a for a in scene.setting.amounts if a.start > amount.start]
    end = later[0].start if later else scene.setting.sentence.end
    near = [t for t in scene.setting.times if amount.end <= t.start < end and t.edtf]
    if not near and not [a for a in scene.setting.amounts if a.start < amount.start]:
        near = [t for t in scene.setting.times if t.end <= amount.start and t.edtf]
    return Dated(near[0].edtf, near[0].basis, near[0], near[0].reason) if near else dated


def dates_for(kind: Kind, p_status: Status, dated: Dated, scene: Scene) -> tuple[str | None, DateBasis | None]:
    """The statement's date: a beginning stays open for what goes on; a fact without a time in news of the day has the day's."""
    edtf, basis = dated.edtf, dated.basis
    if edtf and p_status == "ongoing" and dated.time is not None and dated.time.role == "at" and "/" not in edtf and kind.durative:
        edtf = f"{edtf}/.."
    if edtf and "/" in edtf and not kind.durative and dated.time is not None and dated.time.role == "since" and edtf.endswith("/.."):
        edtf = edtf if p_status == "ongoing" else edtf.removesuffix("/..")
    if (
        edtf is None
        and scene.view.is_news
        and not kind.durative
        and p_status == "happened"
        and kind.plover is not None
        and not scene.setting.times
    ):
        return scene.view.doc.published, "document"
    return edtf, basis


def statement(rule: Rule, kind: Kind, frame: Frame, scene: Scene, parts: Parts) -> Statement:
    """Put one statement together."""
    status = parts.reading.status
    if status == "happened" and kind.durative and parts.dated.time is not None and parts.dated.time.role == "since":
        status = "ongoing"
    date, basis = dates_for(kind, status, parts.dated, scene)
    code = rule.pattern.plover or kind.plover
    plover = Plover(code.type, code.mode, code.quad) if code else None
    if plover is not None and status in ("planned", "proposed") and plover.type == "SUPPORT":
        plover = Plover("AGREE", None, 1)
    confidence = rule.pattern.weight * parts.roles.cost * (0.97 if parts.dated.time is not None else 0.9)
    amount: Amount | None = parts.amount.amount if parts.amount is not None else None
    s = scene.setting.sentence
    return Statement(
        kind=rule.kind,
        evidence=Evidence(scene.view.doc.id, s.start, s.end, scene.text),
        via=tuple(dict.fromkeys(f.code for f in parts.roles.via)),
        date=date,
        date_basis=basis,
        status=status,
        object=parts.name,
        detail=dict(parts.detail),
        amount=amount,
        attribution=parts.attribution,
        plover=plover,
        confidence=round(confidence, 3),
        rule=rule.name,
        trace=tuple(explain(frame, scene, parts)),
        **parts.who,
    )


def explain(frame: Frame, scene: Scene, parts: Parts) -> list[Trace]:
    """The trace: each part with its words and why."""
    start, end = scene.offsets(frame.head, frame.head)
    out = [Trace("trigger", start, end, frame.head.text, f"'{frame.lemma}' as a {frame.pos}")]
    for part, found in (
        ("source", parts.roles.source),
        ("target", parts.roles.target),
        ("parties", parts.roles.parties),
        ("via", parts.roles.via),
    ):
        for f in found:
            m = f.mention
            reason = f"{f.code}: {f.how}" + (f"; {m.reason}" if m is not None and m.reason else "")
            out.append(Trace(part, m.start if m else None, m.end if m else None, m.text if m else f.code, reason))
    time = parts.dated.time
    out.append(Trace("date", time.start if time else None, time.end if time else None, time.text if time else "", parts.dated.reason))
    out.append(Trace("status", None, None, parts.reading.status, parts.reading.reason))
    if parts.amount is not None:
        out.append(Trace("amount", parts.amount.start, parts.amount.end, parts.amount.text, "nearest amount that the kind takes"))
    out += [Trace("attribution", None, None, name, "who is said to have said it") for name in parts.attribution]
    return out
