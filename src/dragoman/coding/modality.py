"""Whether what a predicate says happened, goes on, is planned, proposed, denied or ended: read from the words over and around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, get_args

from dragoman.coding.scene import clause_of, clauses_on
from dragoman.model import Status
from dragoman.parse import Frame, lemma
from dragoman.parse.phrases import modifiers
from dragoman.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

# Relations through which what is over a verb, or over a noun, still speaks of it.
UP_VERB = {"xcomp", "ccomp", "acl", "pcomp", "conj", "advcl", "csubj", "csubjpass", "dep", "parataxis", "prep"}
UP_NOUN = {"dobj", "nsubj", "nsubjpass", "pobj", "attr", "conj", "acomp", "appos", "oprd", "compound", "dative", "prep"}
COMPLEMENT = {"xcomp", "ccomp", "dobj", "nsubjpass", "pobj", "prep", "acl", "pcomp"}
RANK = {status: n for n, status in enumerate(("happened", "ongoing", "planned", "proposed", "ended", "denied"))}


@dataclass(frozen=True, slots=True)
class Reading:
    """A status with the words that gave it. ``advice`` marks recommendations and conditions, which are not coded; ``plain`` that
    nothing over or in the clause qualifies it."""

    status: Status
    reason: str
    advice: bool = False
    plain: bool = True


class Nature(Protocol):
    """What of a kind bears on how a clause is read: it lasts, is done by saying it, or consists in leave to do something."""

    @property
    def durative(self) -> bool: ...
    @property
    def performative(self) -> bool: ...
    @property
    def permits(self) -> bool: ...


def read_status(frame: Frame, default: Status, kind: Nature) -> Reading:
    """The status of what the frame says. ``default`` is the kind's, or the pattern's, own for a plain assertion."""
    verb = frame.head if frame.pos == "verb" else frame.governor
    reading = own_reading(frame.head, verb, default, kind)
    if reading.advice:
        return reading
    below = frame.head
    for above, relation in chain(frame.head):
        beside = relation == "conj" or (relation == "advcl" and below.tag_ == "VBG")  # "announced X, warning Y": each for itself
        cue = None if beside else cue_of(above, relation, below, verb)
        if cue is not None and cue[0] == "denied" and relation in ("dobj", "nsubjpass") and made_by_another(below):
            cue = None
        below = above
        if cue is None:
            continue
        status, why = cue
        if status == "advice":
            return Reading(reading.status, why, advice=True)
        if status == "ended" and relation == "nsubj" and not kind.durative:
            continue  # "the visit ended on Tuesday" took place
        if kind.performative and status == "planned" and above.pos_ == "VERB":
            if reading.status == "planned" and relation in ("xcomp", "acl") and above.tag_ == "VBD" and reading.reason.startswith("'to "):
                reading = Reading(default, f"'{above.text} to', which does it")
            continue
        if status == "denied" and reading.status == "denied":
            reading = Reading(default, f"{why} takes back {reading.reason}", plain=False)
        elif RANK[status] > RANK[reading.status]:
            reading = Reading(as_status(status), why, plain=False)
    things = [frame.head] if frame.pos == "noun" else frame.theme
    if RANK[reading.status] > 1 and reading.status != "denied" and any(realised(t) for t in things):
        return Reading(default, "what follows tells that it came about", plain=False)
    if frame.pos == "noun" and RANK[reading.status] < RANK["planned"] and (found := intended(frame.head)) is not None:
        reading = Reading(*found, plain=False)
    verdict = judged(frame.head)
    return Reading("denied", verdict, plain=False) if verdict else reading


def made_by_another(noun: Token) -> bool:
    """Whether what is rejected is somebody's decision or act, which stands whoever rejects it: "rejected Peru's decision to recall"."""
    if lemma(noun) not in words("coding/modality", "decisions"):
        return False
    return any(c.dep_ == "poss" and c.lower_ not in ("its", "their", "his", "her") for c in noun.children)


def realised(noun: Token) -> bool:
    """Whether a clause on the noun tells that it came about: "promised a railway, which was opened in 1913", "arranged a visit to the
    islands, which took place in 1920"."""
    for child in (*clauses_on(noun), *(t for t in noun.subtree if occurs(t))):
        if lemma(child) in words("coding/modality", "realising") and negated(child) is None:
            unreal = words("coding/modality", "future_modals") | words("coding/modality", "possible_modals") | {"to"}
            if child.tag_ in ("VBD", "VBN") and not unreal & {a.lower_ for a in auxiliaries(child)}:
                return True
    return False


def occurs(clause: Token) -> bool:
    """Whether a relative clause says of an event that it took place; it may hang on any word of the event's phrase."""
    if clause.dep_ != "relcl" or not any(c.dep_ == "nsubj" and c.lower_ == "which" for c in clause.children):
        return False
    return lemma(clause) in words("coding/modality", "occurring") or any(c.lower_ == "place" and c.dep_ == "dobj" for c in clause.children)


def intended(noun: Token) -> tuple[Status, str] | None:
    """What a clause on the noun says of its coming about: "the corridor, which both hope to lay", "a bridge that would join them"."""
    for child in noun.children:
        if child.dep_ not in ("relcl", "acl") or child.pos_ not in ("VERB", "AUX"):
            continue
        low = {a.lower_ for a in auxiliaries(child)}
        infinitive = any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in child.children)
        if negated(child) is not None:
            continue
        for status in ("proposed", "planned"):
            if infinitive and has(status, child):
                return as_status(status), f"'{noun.text} … {child.text} to'"
        if low & words("coding/modality", "possible_modals"):
            return "proposed", f"'{noun.text} that {' '.join(sorted(low))} {child.text}'"
        if low & words("coding/modality", "future_modals"):
            return "planned", f"'{noun.text} that will {child.text}'"
    verb = noun.head if noun.dep_ in ("nsubj", "nsubjpass") else None
    places = {lemma(o) for c in verb.children if c.dep_ == "prep" for o in c.children} if verb is not None else set()
    if verb is not None and places & words("coding/modality", "unreal_places"):
        return "proposed", f"'{verb.text} on {', '.join(sorted(places))}'"
    return None


def as_status(name: str) -> Status:
    """A status by its name."""
    for status in get_args(Status):
        if status == name:
            return status  # type: ignore[no-any-return]
    raise ValueError(name)


def own_reading(head: Token, verb: Token | None, default: Status, kind: Nature) -> Reading:
    """What the predicate's own clause says: adjectives on a nominal, negation, modals, infinitives, tense."""
    if head.pos_ in ("NOUN", "PROPN"):
        for m in modifiers(head):
            if m.head.i != head.i or m.dep_ not in ("amod", "det"):
                continue
            for status in ("denied", "proposed", "planned"):
                if m.lower_ in words("coding/modality", f"{status}_adjectives"):
                    return Reading(as_status(status), f"'{m.text} {head.text}'", plain=False)
    if verb is None:
        return Reading(default, f"'{head.text}' told as a fact")
    auxes = auxiliaries(verb)
    low = {a.lower_ for a in auxes}
    if low & words("coding/modality", "advice_modals"):
        return Reading(default, "advice", advice=True)
    if any(c.dep_ == "mark" and c.lower_ in words("coding/modality", "conditions") for c in verb.children):
        return Reading(default, "a condition", advice=True)
    said = " ".join([*(a.text for a in auxes), verb.text])
    no = negated(verb)
    if no is not None and not until(verb):
        return Reading("denied", f"'{no.text} … {verb.text}'", plain=False)
    if no is None and low & words("coding/modality", "future_modals"):
        return Reading("planned", f"'{said}'", plain=False)
    if low & words("coding/modality", "possible_modals") and not (kind.permits and low & words("coding/modality", "permitting_modals")):
        return Reading("proposed", f"'{said}'", plain=False)
    if "to" in low and lemma(verb.head) == "have" and any(c.lower_ == "yet" for c in verb.head.children):
        return Reading("planned" if default == "ongoing" else "denied", f"'yet to {verb.text}'", plain=False)
    if "to" in low and verb.dep_ in ("xcomp", "acl", "advcl", "ROOT", "ccomp", "relcl") and not done_infinitive(verb):
        return Reading("planned", f"'to {verb.text}'", plain=False)
    if kind.durative and is_present(verb, low):
        return Reading("ongoing", f"the present tense of '{verb.text}'")
    return Reading(default, f"'{said}' told as a fact")


def is_present(verb: Token, auxes: set[str]) -> bool:
    """Whether the clause is in the present tense (not the perfect)."""
    if verb.tag_ in ("VBZ", "VBP"):
        return "have" not in auxes
    return verb.tag_ in ("VBG", "VBN") and bool(auxes & {"is", "are", "am", "'s", "'re"})


def has(name: str, token: Token) -> bool:
    """Whether a token's lemma (or lemma with particle) is in one of the lists of modality.yaml."""
    known = words("coding/modality", name)
    base = lemma(token)
    return base in known or any(f"{base}_{c.lower_}" in known for c in token.children if c.dep_ in ("prt", "advmod"))


def negated(token: Token) -> Token | None:
    """The word that negates a predicate, or the "no" of its subject or object."""
    negators = words("coding/modality", "negators")
    for child in token.children:
        if child.dep_ in ("neg", "preconj", "cc", "advmod", "det", "intj") and child.lower_ in negators:
            return child
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"):
            if child.lower_ in words("coding/modality", "negative_pronouns"):
                return child
            for inner in child.children:
                if inner.dep_ in ("det", "neg", "preconj") and inner.lower_ in ("no", "neither"):
                    return inner
    return None


def until(verb: Token) -> bool:
    """ "Did not ratify it until 1992" says that it did, in 1992."""
    return any(c.lower_ in ("until", "till") for c in verb.subtree if c.head.i == verb.i or c.head.head.i == verb.i)


def auxiliaries(verb: Token) -> list[Token]:
    """The verb's own auxiliaries, or those that it shares as a conjunct."""
    own = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and not is_no_auxiliary(c)]
    if not own and verb.dep_ == "conj" and verb.tag_ in ("VB", "VBN", "VBG") and verb.head.pos_ in ("VERB", "AUX"):
        return [a for a in auxiliaries(verb.head) if verb.tag_ == "VB" or a.lower_ != "to"]
    return own


def is_no_auxiliary(token: Token) -> bool:
    """Whether what the parser takes for an auxiliary is the month of May, or somebody's good will."""
    if token.text == "May":
        return token.i > 0
    return token.lower_ == "will" and token.i > 0 and token.doc[token.i - 1].lower_ in words("coding/modality", "kinds_of_will")


def chain(head: Token) -> list[tuple[Token, str]]:
    """The predicates and nouns over a token, nearest first, each with the relation that leads up to it."""
    out: list[tuple[Token, str]] = []
    token = head
    while token.head.i != token.i and len(out) < 8:
        relation, above = token.dep_, token.head
        if relation in ("pobj", "pcomp") and above.pos_ in ("ADP", "SCONJ"):
            if relation == "pcomp" and token.tag_ == "VBD":
                break  # "a bloc, to whose charter the two subscribed": a relative clause
            preposition, above = above, above.head
            if preposition.lower_ not in words("coding/modality", "transparent" if relation == "pobj" else "transparent_to_clauses"):
                break
        elif token.pos_ in ("VERB", "AUX") and relation not in ("nsubj", "nsubjpass"):
            if relation not in UP_VERB or not speaks_on(token) or beside(token):
                break
        elif relation not in UP_NOUN:
            break
        out.append((above, relation))
        token = above
    return out


def beside(verb: Token) -> bool:
    """Whether a clause only stands before its head as its equal, though the parser makes it a complement: "X agreed; Y did not"."""
    if verb.dep_ not in ("ccomp", "parataxis") or verb.i > verb.head.i:
        return False
    return any(t.text == ";" and t.head.i in (verb.i, verb.head.i) for t in verb.doc[verb.i : verb.head.i])


def speaks_on(verb: Token) -> bool:
    """Whether what is over a verb qualifies it: not for finite adverbial clauses and participles that describe a noun."""
    if verb.dep_ == "ccomp" and verb.i < verb.head.i:  # "X had gone, he said", but not "X had gone; he would not hear of it"
        between = verb.doc[verb.i : verb.head.i]
        speech = words("coding/attribution", "reporting") | words("coding/attribution", "denying")
        return lemma(verb.head) in speech and not any(t.text == ";" for t in between)
    if verb.dep_ in ("advcl", "parataxis"):  # "promised to talk once relations were restored"
        return verb.tag_ in ("VB", "VBG") or (verb.dep_ == "advcl" and verb.head.tag_ == "VB" and verb.head.dep_ == "xcomp")
    return verb.dep_ != "acl" or verb.tag_ == "VB" or lemma(verb.head) in words("coding/modality", "reports")


def done_infinitive(verb: Token) -> bool:
    """Infinitives that tell a fact: "the first to recognise", "came to recognise", "helped to build"."""
    ordinals = words("coding/modality", "ordinals")
    head = verb.head
    if head.pos_ in ("NOUN", "PROPN", "ADJ"):
        return head.lower_ in ordinals or any(c.lower_ in ordinals for c in head.children)
    if lemma(head) in ("become", "be"):
        return any(t.lower_ in ordinals for t in head.subtree if t.i < verb.i)
    if lemma(head) == "have" and head.tag_ == "VBD" and not any(c.dep_ in ("neg", "aux") for c in head.children):
        return True  # "had to close its embassy"
    return lemma(head) in words("coding/modality", "implicative")


def cue_of(above: Token, relation: str, below: Token, verb: Token | None) -> tuple[str, str] | None:
    """What a word over the predicate makes of it: (status or "advice", the words), or None."""
    if above.pos_ in ("VERB", "AUX"):
        return verb_cue(above, relation, below, already=verb is not None and above.i == verb.i)
    if above.pos_ in ("NOUN", "PROPN") and relation in ("acl", "pobj", "pcomp", "prep", "ccomp"):
        if relation == "pobj" and above.dep_ == "dobj" and lemma(above) in words("coding/modality", "openings"):
            return "proposed", f"'{above.head.text} the {above.text} for'"
        for status in ("denied", "proposed", "planned"):
            if lemma(above) in words("coding/modality", f"{status}_nouns"):
                return status, f"'{above.text}'"
    if above.pos_ == "ADJ":
        for status in ("denied", "proposed", "planned"):
            if above.lower_ in words("coding/modality", f"{status}_adjectives"):
                return status, f"'{above.text}'"
    return None


def verb_cue(above: Token, relation: str, below: Token, *, already: bool) -> tuple[str, str] | None:
    """What a verb over the predicate makes of it. ``already``: its own negation and modals have been read, as the light verb of a noun."""
    cue = next((status for status in ("denied", "ended", "proposed", "planned") if has(status, above)), None)
    if cue == "denied" and relation == "nsubj" and lemma(above) == "fail":
        return None  # "the talks failed" were held
    if cue == "proposed" and relation in ("xcomp", "advcl") and lemma(above) == "call" and any(c.dep_ == "dobj" for c in above.children):
        return None  # "called her to congratulate her"
    finite = relation == "ccomp" and below.tag_ in ("VBD", "VBZ", "VBP", "VBN") and lemma(above) not in words("coding/modality", "unreal")
    if finite and cue in ("planned", "proposed"):
        cue = None  # "announced that relations were severed"
    if relation == "pobj" and any(c.dep_ == "dobj" and lemma(c) in words("coding/modality", "openings") for c in above.children):
        return "proposed", f"'{above.text} the way for'"
    if already:
        return (cue, f"'{above.text}'") if cue else None
    auxes = {a.lower_ for a in auxiliaries(above)}
    if auxes & words("coding/modality", "advice_modals") and relation in COMPLEMENT:
        return "advice", f"'{above.text}'"
    no = negated(above)
    if no is not None and not until(above) and relation in COMPLEMENT and lemma(above) not in words("coding/modality", "factive"):
        return "denied", f"'{no.text} {above.text}'"
    if cue:
        return cue, f"'{above.text}'"
    if relation == "pcomp" and below.tag_ == "VBG" and lemma(above) in words("coding/modality", "musing"):
        return "proposed", f"'{above.text} of {below.text}'"
    if relation == "xcomp" and lemma(above) == "be" and below.tag_ == "VB":
        return "planned", f"'{above.text} to {below.text}'"
    if relation in ("dobj", "nsubjpass", "xcomp", "pobj"):
        if auxes & words("coding/modality", "future_modals"):
            return "planned", f"'will {above.text}'"
        if auxes & words("coding/modality", "possible_modals"):
            return "proposed", f"'{above.text}'"
    return None


def judged(head: Token) -> str | None:
    """A verdict on a report of the predicate: "Reports that … have been denied", "a report that … was called false"; or on the clause
    itself: "That … is untrue"."""
    untrue = called_untrue(clause_of(head))
    if untrue is not None:
        return f"'that …' {untrue.text}"
    for above, relation in chain(head):
        nominal = above.pos_ in ("NOUN", "PROPN") or above.dep_ in ("nsubj", "nsubjpass")
        is_report = nominal and lemma(above) in words("coding/modality", "reports")
        if not is_report or relation not in ("acl", "ccomp", "pobj", "prep"):
            continue
        for over, _ in chain(above):
            if over.pos_ == "VERB" and has("denied", over):
                return f"'{above.text} … {over.text}'"
        if any(c.lower_ in words("coding/modality", "denied_adjectives") for c in above.head.subtree):
            return f"'{above.text}' called untrue"
    return None


def called_untrue(verb: Token) -> Token | None:
    """What a clause that opens with "that" is said to be, where that denies it: as the subject of a "be", or with the "be" as its equal."""
    opening = verb.left_edge  # "That troops …": the parser may take the conjunction for "those"
    if opening.lower_ != "that" or (opening.dep_ == "det" and opening.head.tag_ not in ("NNS", "NNP", "NNPS")):
        return None
    over = [verb.head] if verb.dep_ in ("csubj", "csubjpass") else list(verb.conjuncts)
    for being in over:
        for child in being.children if lemma(being) == "be" else ():
            if child.dep_ in ("acomp", "attr") and child.lower_ in words("coding/modality", "denied_adjectives"):
                return child
    return None
