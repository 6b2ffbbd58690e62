"""Who does what to whom: from the pattern's paths, then from the sentence, then from what the document is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dragoman.codebook import Kind, Rule
from dragoman.coding.bystanders import is_bystander, lends_help, told_aside
from dragoman.coding.roles import Found, is_business, is_private, path_tokens, phrase_states, states_at
from dragoman.coding.scene import Scene, appositions, clause_of, clauses_on
from dragoman.model import Mention
from dragoman.parse import Frame, lemma
from dragoman.parse.frames import nouns, only_when, own_subjects
from dragoman.parse.phrases import modifiers
from dragoman.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

# Prepositions whose object is the other party, if it is anybody.
# Of a work "from A to B", places that no state is known for say nothing of whose it is.
ROUTES = {"between+from+to", "from+to", "from", "to"}
SOCIAL = {"with", "to", "from", "between", "against", "towards"}
EACH_OTHER = re.compile(
    r"\b(?:each other|one another|mutual(?:ly)?|both|reciprocal(?:ly)?|traded|exchanged|tit-for-tat|each side|"
    r"(?:each|either|neither)\b[^.;]{0,60}\bthe other)\b",
    re.IGNORECASE,
)
# A sentence opens with a state that stands so near its beginning.
OPENS = 30
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


def others(scene: Scene, taken: set[str], head: Token) -> list[Found]:
    """The states named in the sentence (as far as the next semicolon; not by a reference back to several) that no role has taken."""
    out: dict[str, Found] = {}
    first, last = scene.stretch(head)
    for m in dict.fromkeys(scene.mention_at[i] for i in range(first, last) if i in scene.mention_at):
        for code in m.codes:
            if code not in taken and scene.view.gazetteer.organisation(code) is None and not (m.kind == "coreference" and len(m.codes) > 1):
                out.setdefault(code, Found(code, m, "the sentence's other state"))
    return list(out.values())


def directed_roles(rule: Rule, frame: Frame, scene: Scene, *, reciprocal: bool) -> Roles | None:
    """Source and target, by the pattern's paths; then from the sentence, from the document's dyad, or each way between two."""
    p = rule.pattern
    roles = Roles()
    acting = [t for t in frame.agent if lemma(t) not in words("coding/standing", "documents")]
    by_paper = bool(frame.agent) and not acting and named_alone(replace(frame, theme=frame.agent), scene)
    frame = replace(frame, agent=acting)
    if scene.pair is not None and each_the_other(frame):
        both = [Found(c, None, "each of the two that the document is about, to the other") for c in scene.pair]
        return Roles(source=both, target=both, cost=CONTEXT)
    roles.source = first_of(p.source, frame, scene, set(), acting=not p.anyone)
    if not roles.source and not p.anyone and "mission" not in p.detail and private_agent(p.source, frame, scene):
        return None  # who opens or closes "the legation" does so for its state
    roles.target = first_of(p.target, frame, scene, {f.code for f in roles.source} if len(roles.source) == 1 else set())
    if not roles.source and roles.target and p.source:
        roles.source = first_of(p.source, frame, scene, {f.code for f in roles.target}, acting=True)
    if len(roles.source) > 1 and len(roles.target) > 1 and {f.code for f in roles.source} == {f.code for f in roles.target}:
        return roles
    if not roles.source and not roles.target and "mission" in p.detail:
        roles.source = envoys(scene)
    known = {f.code for f in (*roles.source, *roles.target)}
    if len(roles.source) == 2 and not roles.target and (reciprocal or EACH_OTHER.search(scene.text)):
        return replace(roles, target=roles.source)
    if len(roles.target) == 2 and not roles.source and not (frame.passive and named_apart(roles.target, scene)):
        return replace(roles, source=roles.target)
    if reciprocal and not known and each_way(frame, scene):
        both = [Found(c, None, "the two states that the document is about, each with the other") for c in scene.pair or ()]
        roles.source = roles.target = both
        roles.cost = CONTEXT
        return roles
    for role in ("source", "target"):
        if not getattr(roles, role):
            outsider = names_outsider(getattr(p, role), frame, scene)
            found, cost = recalled(role, frame, scene, known), MISSING
            pronoun = next((t for part in getattr(p, role)[:1] for t in path_tokens(part, frame) if t.lower_ in ("it", "them")), None)
            if not found and pronoun is not None:
                found = told_earlier(pronoun, scene, known) or told_before(scene, known)
            if not found and official(getattr(p, role), frame):
                found, cost = fill(["focus"], scene, known, frame.head)
            if not found:
                usable = [f for f in p.fallback if (pronoun is None or f == "focus") and not (by_paper and f == "focus")]
                found, cost = fill([] if outsider else usable, scene, known, frame.head)
            if not found:
                return None
            setattr(roles, role, found)
            known |= {f.code for f in found}
            roles.cost *= cost
    return roles


def each_the_other(frame: Frame) -> bool:
    """Whether a bare "each" acts, and on "the other": "each promised not to march against the other"."""
    if not any(t.lower_ == "each" and t.pos_ in ("DET", "PRON") for t in frame.agent):
        return False
    return any(t.lower_ == "other" and t.nbor(-1).lower_ == "the" for t in frame.head.subtree if t.i > frame.head.i)


def each_way(frame: Frame, scene: Scene) -> bool:
    """Whether a deed with nobody named is told of both: "embassies were opened", "each side named an ambassador"."""
    if not only_dyad([], scene, frame):
        return False
    both = any(c.lower_ in ("each", "both", "either") for t in (*frame.agent, *frame.theme) for c in (t, *t.children))
    things = frame.theme if frame.passive else [] if frame.theme else frame.agent  # "embassies came back to life"
    return both or any(t.tag_ == "NNS" and not is_private(t, True) for t in things)


def envoys(scene: Scene) -> list[Found]:
    """Whose "the legation" is, where the sentence tells of it and of one state's envoys only: "Minister Silva left, and the legation …"."""
    found = {c: m for m in scene.setting.mentions if (m.office or "").lower() in words("coding/standing", "envoys") for c in m.codes}
    return [Found(code, m, f"whose envoy the sentence names, '{m.text}'") for code, m in found.items()] if len(found) == 1 else []


def named_apart(found: list[Found], scene: Scene) -> bool:
    """Whether states are named one by one ("imposed on India and Pakistan"), with no word that they did it to each other."""
    return len({f.mention for f in found if f.mention is not None}) > 1 and not EACH_OTHER.search(scene.text)


def recalled(role: str, frame: Frame, scene: Scene, known: set[str]) -> list[Found]:
    """A role's states from what the sentence refers back to: "It was ratified in May", "the mission was closed"."""
    things = [frame.head, *frame.theme] if frame.pos == "noun" else frame.theme or frame.agent
    things = [*things, *(t for t in frame.agent if t.i in frame.topical and t.pos_ != "PRON")]  # "the mission suspended its work"
    topic = next((t for t in map(scene.meant, things) if t is not None), None)
    if topic is None:
        return []
    codes = topic.parties or tuple(c for c in ((topic.source, topic.target) if role == "parties" else (getattr(topic, role),)) if c)
    if known and not known & set(topic.parties or (topic.source, topic.target)):
        return []
    return [Found(c, None, "of what the sentence refers back to") for c in codes if c not in known]


def told_earlier(pronoun: Token, scene: Scene, known: set[str]) -> list[Found]:
    """What "it" means where a clause before it in the sentence has one other state for its subject: "When Fiji declared its
    independence, Peru recognised it"."""
    subjects = [t for t in scene.parse[: pronoun.i] if t.dep_ in ("nsubj", "nsubjpass") and t.i in scene.mention_at]
    found = {c: m for t in subjects for m in [scene.mention_at[t.i]] if len(m.codes) == 1 for c in m.codes if c not in known}
    return [Found(c, m, f"'{pronoun.text}' is '{m.text}'") for c, m in found.items()] if len(found) == 1 else []


def official(paths: Sequence[str], frame: Frame) -> bool:
    """Whether the one in a role holds an office or bears arms, so that some state must stand behind: "the envoy called in Lima"."""
    plain = [part for p in paths for part in p.split("+") if "." not in part and part not in ("dyad", "sentence")]
    tokens = [t for part in plain for t in path_tokens(part, frame)]
    return any(lemma(x) in words("coding/standing", "servants") or state_owned(x) for t in tokens for x in (t, *appositions(t)))


def state_owned(head: Token) -> bool:
    """Whether a phrase calls a business the state's own: "Invest North, a state company"."""
    owner = any(t.lower_ in words("coding/standing", "state_owned") for t in modifiers(head))
    return owner and (lemma(head) in words("coding/standing", "business") or lemma(head) in ("agency", "fund"))


def told_before(scene: Scene, known: set[str]) -> list[Found]:
    """What "it" means where nothing nearer does: the state that the sentence before opens with, if it is another."""
    index = scene.setting.index
    before = scene.view.settings[index - 1] if index else None
    if before is None or before.block is not scene.setting.block or not before.mentions:
        return []
    first = before.mentions[0]
    if len(first.codes) != 1 or first.codes[0] in known or first.start - before.sentence.start > OPENS:
        return []
    return [Found(first.codes[0], first, f"'it' is '{first.text}', which the sentence before opens with")]


def heir(code: str, pair: Sequence[str], scene: Scene) -> str:
    """Which of the document's pair a state of the past became ("the Mali Federation" in a text on Mali); any other is itself."""
    state = scene.view.gazetteer.find(code)
    heirs = [p for p in pair if state is not None and state.kind == "former" and p in state.successors]
    return heirs[0] if code not in pair and len(heirs) == 1 else code


def fill(fallback: Sequence[str], scene: Scene, known: set[str], head: Token) -> tuple[list[Found], float]:
    """A missing state: the only other one of the sentence, else the other of the document's dyad."""
    pair = scene.pair
    rest = others(scene, known, head)
    third = {f.code for f in rest if not told_aside(f, scene, head)} - set(pair or ())
    if pair and set(scene.setting.codes) <= known | set(pair):
        known = {heir(c, pair, scene) for c in known}
    if fallback[:1] == ["focus"] and pair and len(known) == 1 and known <= set(pair) and (len(fallback) > 1 or not third):
        return [Found(c, None, "the other state that the document is about") for c in pair if c not in known], CONTEXT
    if "sentence" in fallback:
        if len(rest) == 1 and known:
            return rest, MISSING
        if len(rest) > 1 and scene.pair and known & set(scene.pair):
            rest = [f for f in rest if f.code in (scene.pair or ())]
            if len(rest) == 1:
                return rest, MISSING * 0.9
        if rest and known:
            return [], 0.0
    if "focus" in fallback and fallback[:1] != ["focus"] and pair and len(known) == 1 and known <= set(pair):
        return [Found(c, None, "the other state that the document is about") for c in pair if c not in known], CONTEXT
    return [], 0.0


def names_outsider(paths: Sequence[str], frame: Frame, scene: Scene) -> bool:
    """Whether the text names somebody in the role who is no state, so that no other state may be put in the place:
    the object of "with", "to", "from", "between", "against", or a person or private group as the one acted upon."""
    for path in (part for p in paths for part in p.split("+")):
        first, _, rest = path.partition(".")
        if path in ("dyad", "sentence") or rest == "mod":
            continue
        social = (rest or first) in SOCIAL
        for token in path_tokens(path, frame):
            if token.i in scene.time_at or token.i in scene.amount_at or token.pos_ not in ("NOUN", "PROPN") or in_charge(token):
                continue
            if lemma(token) in words("coding/standing", "servants") and not is_private(token, True):
                continue  # "lodged a protest with the ambassador": some state stands behind
            states = {f.code for f in phrase_states(token, scene)}
            if states and not (social and states <= {f.code for f in states_at("agent", frame, scene)}):
                continue
            somebody = (
                token.pos_ == "PROPN" or is_private(token, True) or is_business(token) or lemma(token) in words("coding/standing", "bodies")
            )
            nobodys = is_private(token, True) or (first == "agent" and is_business(token) and not state_owned(token))
            if (social and somebody and first != "comp") or (first in ("theme", "dative", "agent") and not rest and nobodys):
                return True
    return False


def outsider_with(paths: Sequence[str], frame: Frame, scene: Scene) -> bool:
    """Whether the one with whom it is done is named and is no state."""
    withs = [part for path in paths for part in path.split("+") if part in ("with", "against", "theme.with")]
    return bool(withs) and names_outsider(withs, frame, scene) and not any(states_at(part, frame, scene) for part in withs)


def in_charge(token: Token) -> bool:
    """Whether a person is named as holding the post: "was opened, with Ana Silva as consul"."""
    doc, n = token.doc, token.i + 1
    return token.pos_ == "PROPN" and n < len(doc) and doc[n].lower_ in ("as", "in", "at", "presiding", "serving", "acting")


def private_agent(paths: list[str], frame: Frame, scene: Scene) -> bool:
    """Whether the one who acts is named and is somebody who does not stand for a state."""
    for path in paths:
        tokens = [t for part in path.split("+") if part not in ("dyad", "sentence") for t in path_tokens(part, frame)]
        if tokens and path.split(".")[0] in ("agent", "by"):
            if official([path], frame):
                return False
            return bool(states_at(path, frame, scene)) or ("." not in path and all(t.pos_ == "PROPN" for t in tokens))
    return False


def only_dyad(known: list[Found], scene: Scene, frame: Frame) -> bool:
    """Whether the document's pair may be understood: neither what is known nor, where nothing is, the sentence names a third state."""
    pair = set(scene.pair or ())
    clause = clause_of(frame.head)
    aside = {i for i, m in scene.mention_at.items() if is_bystander(scene.parse[i], m)}
    own = {i: m for i, m in scene.mention_at.items() if i not in aside and clause_of(scene.parse[i]) == clause}
    named = {r.code for r in known} or {c for m in (own | acting_before(clause, scene)).values() for c in m.codes}
    both = pair <= set(scene.setting.codes) and not only_when(frame.head)
    return named <= pair and (both or not named_alone(frame, scene))


def acting_before(clause: Token, scene: Scene) -> dict[int, Mention]:
    """Who acts in the clause that a clause is coordinated with: "*Chile* gave way, and a treaty was signed"."""
    if clause.dep_ != "conj" or clause.head.pos_ not in ("VERB", "AUX"):
        return {}
    active, passive = own_subjects(clause.head)
    return {t.i: scene.mention_at[t.i] for t in (*active, *passive) if t.i in scene.mention_at}


def named_alone(frame: Frame, scene: Scene) -> bool:
    """Whether a document is called by a name of its own ("the Convention of Berne", "the Amiens Treaty"), which says nothing of whose it
    is; "the Treaty of Friendship and Commerce" only tells what it is about."""
    papers = [t for t in (frame.head, *frame.theme) if lemma(t) in words("coding/standing", "documents")]
    for paper in papers if all(t.pos_ == "PROPN" for t in papers) else ():
        whose = [o for c in paper.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children]
        if any(t.i in scene.mention_at and scene.mention_at[t.i].kind == "coreference" for t in whose):
            continue  # "of the two governments"
        name = [t for t in (*modifiers(paper), *whose) if t.pos_ == "PROPN" and t.i not in scene.time_at]
        if any(lemma(t) not in words("coding/standing", "subjects") and t.i not in scene.mention_at for t in name):
            return True
    return False


def subscribers(frame: Frame, scene: Scene) -> list[Found]:
    """The states that act in a clause on a paper: "an accord to which the *Indonesian* and *Portuguese* ministers set their names"."""
    if frame.pos != "noun" or frame.lemma not in words("coding/standing", "documents"):
        return []
    subjects = [t for verb in clauses_on(frame.head) for t in verb.children if t.dep_ == "nsubj" and t.pos_ in ("NOUN", "PROPN")]
    found = {f.code: f for t in nouns(subjects) for f in phrase_states(t, scene, acting=True)}
    return list(found.values()) if len(found) > 1 else []


def mutual_roles(rule: Rule, kind: Kind, frame: Frame, scene: Scene) -> Roles | None:
    """The parties: paths in turn until there are two; then from the sentence, then the dyad."""
    p = rule.pattern
    roles = Roles()
    if p.pairwise:
        roles.source, roles.target = (first_of([path], frame, scene, set()) for path in p.parties[:2])
        return roles if roles.source and roles.target else None
    blocked = names_outsider([path for path in p.parties if path not in ROUTES], frame, scene)
    if blocked and outsider_with(p.parties, frame, scene):
        return None  # "Kenya and Uganda held talks with the rebels" is no tie of the two
    if kind.each:
        one, other = states_at("agent", frame, scene, acting=True), states_at("with+theme.with", frame, scene)
        if len(one) > 1 and other:
            return Roles(source=one, target=other)
    roles.parties = subscribers(frame, scene)
    for path in p.parties if len(roles.parties) < 2 else ():
        if path == "subject" and only_when(frame.head):
            continue
        found = [f for f in states_at(path, frame, scene, acting=not p.anyone) if f.code not in {r.code for r in roles.parties}]
        found = [f for f in found if not lends_help(f, scene)]
        if path == "dyad" and (blocked or not only_dyad(roles.parties, scene, frame)):
            continue
        roles.parties += found
        if len(roles.parties) > 1:
            break
    if len(roles.parties) < 2:
        roles.parties += recalled("parties", frame, scene, {f.code for f in roles.parties})
    known = {f.code for f in roles.parties}
    fallback = [] if blocked else p.fallback
    if len(known) == 1:
        found, cost = fill(fallback, scene, known, frame.head)
        if not found:
            return None
        roles.parties += found
        roles.cost *= cost
    elif not known:
        if "focus" not in fallback or scene.pair is None:
            return None
        if not only_dyad([], scene, frame):
            return None
        roles.parties = [Found(c, None, "the two states that the document is about") for c in scene.pair]
        roles.cost *= CONTEXT
    roles.source = first_of(p.source, frame, scene, set(), acting=True)
    if len(roles.source) != 1:
        roles.source = []
    return roles


def predecessor(source: list[Found], scene: Scene, frame: Frame) -> list[Found]:
    """The state that the source came out of, where the sentence names it."""
    if len(source) != 1:
        return []
    before = scene.view.gazetteer.get(source[0].code).predecessors
    return [f for f in others(scene, {source[0].code}, frame.head) if f.code in before][:1]


def crossed(frame: Frame, scene: Scene) -> list[Found]:
    """The states that a work passes, told in a clause on it: "a corridor … passing through Armenia"."""
    through = [t for t in frame.head.subtree if t.dep_ == "prep" and t.lower_ in ("through", "across", "via") and t.i > frame.head.i]
    return [f for t in through for c in t.children if c.dep_ == "pobj" for f in phrase_states(c, scene)]


def sovereign(found: Found, scene: Scene) -> Found:
    """A dependent territory stands for its sovereign, unless the document is about it."""
    state = scene.view.gazetteer.find(found.code)
    dyad = scene.view.dyad or ()
    if found.code in dyad or state is None or not state.sovereign or (state.kind != "territory" and state.sovereign not in dyad):
        return found
    return replace(found, code=state.sovereign, how=f"{found.how}, a territory of {state.sovereign}")


def keep_ends(roles: Roles) -> None:
    """Of a work named after places, the first and the last are whose it is; those between are passed through."""
    places = [f for f in roles.parties if f.mention is not None and f.mention.kind in ("city", "capital")]
    if len(places) > 2 and len(places) == len(roles.parties):
        roles.via = places[1:-1]
        roles.parties = [places[0], places[-1]]


def of_organisations(kind: Kind, roles: Roles, scene: Scene) -> bool:
    """Whether no state has a part in it, or, of what only states share, an organisation has."""
    known = [scene.view.gazetteer.organisation(f.code) is not None for f in (*roles.source, *roles.target, *roles.parties)]
    return bool(known) and (all(known) or (kind.between_states and any(known)))


def find_roles(rule: Rule, kind: Kind, frame: Frame, scene: Scene) -> Roles | None:
    """The states of the statement, or None where the text does not give enough of them."""
    p = rule.pattern
    if kind.arity == "mutual":
        roles = mutual_roles(rule, kind, frame, scene)
    elif kind.arity == "directed":
        roles = directed_roles(rule, frame, scene, reciprocal=kind.reciprocal)
    else:
        source = [f for f in first_of(p.source, frame, scene, set(), acting=True) if scene.view.gazetteer.organisation(f.code) is None]
        if not source and scene.pair is None:
            return None
        roles = Roles(source=source) if source else None
        if roles is not None:
            roles.target = first_of(p.target, frame, scene, {f.code for f in source}) or (
                predecessor(source, scene, frame) if p.target else []
            )
    if roles is None:
        return None
    if of_organisations(kind, roles, scene):
        return None
    if p.ends:
        keep_ends(roles)
    for role in (roles.source, roles.target, roles.parties):
        role[:] = [sovereign(f, scene) for f in role]
    taken = {f.code for f in (*roles.source, *roles.target, *roles.parties)}
    if kind.arity == "mutual" and not p.pairwise and len({f.code for f in roles.parties}) < 2:
        return None  # a territory and its own sovereign are one
    if p.via and frame.pos == "noun":
        roles.via += [f for f in crossed(frame, scene) if f.code not in taken]
    roles.via += [f for path in p.via for f in states_at(path, frame, scene) if f.code not in taken]
    return roles
