"""From a pattern that fits to statements: who, what, when, whether, how much and who says so, with a trace of each."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from dragoman.codebook import Kind, Rule
from dragoman.coding.attribution import find_attribution
from dragoman.coding.confidence import find_signs, score
from dragoman.coding.dates import NO_DATE, Dated, each_of_list, find_date, listed_times
from dragoman.coding.interaction import find_plover
from dragoman.coding.modality import Reading, as_status, has, read_status
from dragoman.coding.names import find_detail, find_object, find_place
from dragoman.coding.narrative import is_of_the_day
from dragoman.coding.parts import Parts
from dragoman.coding.quantities import find_amounts_for
from dragoman.coding.roles import is_business, phrase_objects
from dragoman.coding.scene import Scene, clause_of
from dragoman.coding.who import Roles, find_roles
from dragoman.model import Amount, AmountMention, DateBasis, Evidence, Statement, Status, Trace
from dragoman.parse import Frame, frame_of
from dragoman.times.edtf import bounds
from dragoman.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

# What a private company may do in its state's name.
BUSINESS_KINDS = {"investment", "trade", "export", "project", "agreement-signed", "arms-transfer", "loan"}
# PLOVER's quad classes of what is done by words.
VERBAL = (1, 3)


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
    reading = read_status(frame, p.status or kind.status, kind)
    if p.status_fixed:
        reading = Reading(p.status or kind.status, "the pattern's own")
    if reading.advice or reading.status in kind.skip_status:
        return []
    carry = kind.status == "happened" and reading.status == "happened"
    dated = (
        NO_DATE
        if p.date == "none"
        else find_date(
            frame,
            scene,
            conflicting=rivals,
            own=p.date == "own",
            carry=carry,
            standing=kind.durative,
            pointing=rule.kind in words("coding/precedence", "bringing_about"),
        )
    )
    if p.date in ("required", "own") and dated.edtf is None:
        return []
    if dated.edtf is None and any(told_of(t, rule.kind, scene) for t in frame.theme):
        return []  # "The treaty was signed by the two ministers": told with its date a sentence ago
    if dated.edtf is None and rule.kind in words("coding/precedence", "bringing_about") and any_such(frame):
        return []
    if reading.status == "happened" and not p.status_fixed and lies_ahead(dated.edtf, scene):
        reading = Reading("planned", "its date comes after the document's")
    amounts = find_amounts_for(p, frame, scene)
    if p.amount in ("required", "each") and not amounts:
        return []
    objects = find_object(p, frame, scene)
    attribution = find_attribution(frame, scene)
    chosen: list[AmountMention | None] = [*amounts] if p.amount == "each" else [*amounts[:1]] or [None]
    out = []
    for (name, thing), amount in product(objects, chosen):
        detail = find_detail(p, kind, frame, scene, thing)
        if dated.every:
            detail["every"] = dated.every
        when, said = dated, reading
        if p.amount == "each" and amount is not None and len(amounts) > 1:
            when, said = date_of_amount(amount, dated, scene), reading_of_amount(amount, reading, kind, frame, scene)
        for who in combinations(kind, roles):
            place = find_place(who.get("target"), frame, scene) if "mission" in p.detail else None
            placed = {**detail, "place": place} if place else detail
            for at in each_with_its_time(who, kind, frame, scene) or each_of_list(when, rule.kind, scene) or [when]:
                out.append(statement(rule, kind, frame, scene, Parts(who, roles, said, at, name, placed, amount, attribution)))
    return out


def told_of(token: Token, kind: str, scene: Scene) -> bool:
    """Whether a phrase points at something told before, whose coming about ``kind`` is: "the treaty", "this embassy"."""
    topic = scene.meant(token)
    if topic is not None and topic.kind == kind:
        return True
    return kind in words("coding/precedence", "bringing_about") and any(c.lower_ in ("this", "these") for c in token.children)


def each_with_its_time(who: dict[str, Any], kind: Kind, frame: Frame, scene: Scene) -> list[Dated]:
    """The times of a list in brackets ("in Oslo (1971) and Bergen (1983)") that stand after the states of one statement; else none."""
    if kind.arity == "mutual" or kind.durative:
        return []
    told = listed_times(scene)
    things = {t.i for objects in (frame.theme, *frame.preps.values()) for t in objects}
    things |= {o.i for t in frame.theme for name in ("in", "at", "to", "with") for o in phrase_objects(t, name)}
    named = [m for i, m in scene.mention_at.items() if i in told and i in things]
    if len(named) < 2:
        return []
    codes = {who.get("source"), who.get("target")}
    mine = [t for i, t in told.items() if i in things and i in scene.mention_at and codes & set(scene.mention_at[i].codes)]
    return [Dated(t.edtf, t.basis, t, f"'{t.text}', in brackets after its place") for t in mine]


def any_such(frame: Frame) -> bool:
    """Whether a participle only says which things are meant, whatever they be: "kept to treaties concluded with Baden"."""
    bare = frame.passive and frame.head.dep_ == "acl" and frame.head.head.tag_ in ("NNS", "NNPS")
    return bare and not any(c.dep_ in ("det", "nummod", "poss", "amod") for c in frame.head.head.children)


def lies_ahead(edtf: str | None, scene: Scene) -> bool:
    """Whether a date begins after the day on which the document was published."""
    published = scene.view.doc.published
    if edtf is None or published is None:
        return False
    first, last = bounds(edtf)[0], bounds(published)[1]
    return first is not None and last is not None and first > last


def combinations(kind: Kind, roles: Roles) -> list[dict[str, Any]]:
    """Who does what to whom: one for each pair of a directed kind, all parties at once for a mutual one."""
    if kind.arity == "mutual" and not roles.parties:
        both = {(min(s.code, t.code), max(s.code, t.code)) for s in roles.source for t in roles.target if s.code != t.code}
        return [{"parties": pair} for pair in sorted(both)]
    if kind.arity == "mutual":
        return [{"parties": tuple(sorted({f.code for f in roles.parties})), "source": roles.source[0].code if roles.source else None}]
    if kind.arity == "single":
        target = roles.target[0].code if roles.target else None
        return [{"source": code, "target": target} for code in dict.fromkeys(f.code for f in roles.source)]
    pairs = [(s.code, t.code) for s in roles.source[:4] for t in roles.target[:4] if s.code != t.code]
    return [{"source": s, "target": t} for s, t in dict.fromkeys(pairs)]


def reading_of_amount(amount: AmountMention, reading: Reading, kind: Kind, frame: Frame, scene: Scene) -> Reading:
    """The status of one of several amounts, where it stands in a clause of its own: "turnover, which was 3 million, is to reach 9"."""
    root = scene.root_of(amount)
    verb = clause_of(root) if root is not None else None
    if verb is None or verb.pos_ not in ("VERB", "AUX") or verb.i == clause_of(frame.head).i:
        return reading
    wanted = next((status for status in ("proposed", "planned") if has(status, verb)), None)
    if wanted is not None:
        return Reading(as_status(wanted), f"'{verb.text}'", plain=False)  # "… and they would like it to be six by 2035"
    own = read_status(frame_of(verb), kind.status, kind)
    return reading if own.advice else own


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


def dates_for(kind: Kind, frame: Frame, p_status: Status, dated: Dated, scene: Scene) -> tuple[str | None, DateBasis | None]:
    """The statement's date: a beginning stays open for what goes on; a fact without a time in news of the day has the day's."""
    edtf, basis = dated.edtf, dated.basis
    if edtf and p_status == "ongoing" and dated.time is not None and dated.time.role == "at" and "/" not in edtf and kind.durative:
        edtf = f"{edtf}/.."
    if edtf and "/" in edtf and not kind.durative and dated.time is not None and dated.time.role == "since" and edtf.endswith("/.."):
        edtf = edtf if p_status == "ongoing" else edtf.removesuffix("/..")
    if edtf is None and kind.plover is not None and not kind.durative and p_status == "happened":
        speech = kind.arity == "directed" and kind.plover.quad in VERBAL
        if is_of_the_day(frame, scene, speech=speech):
            return scene.view.doc.published, "document"
    return edtf, basis


def statement(rule: Rule, kind: Kind, frame: Frame, scene: Scene, parts: Parts) -> Statement:
    """Put one statement together."""
    status = parts.reading.status
    if status == "happened" and kind.durative and parts.dated.time is not None and parts.dated.time.role == "since":
        status = "ongoing"
    date, basis = dates_for(kind, frame, status, parts.dated, scene)
    signs = find_signs(rule, frame, scene, parts, status)
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
        plover=find_plover(rule, kind, frame, status),
        confidence=score(signs),
        rule=rule.name,
        trace=(*explain(frame, scene, parts), signs.told()),
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
