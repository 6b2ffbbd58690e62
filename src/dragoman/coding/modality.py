"""Whether what a predicate says happened, goes on, is planned, proposed, denied or ended: read from the words over and around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.coding.scene import Scene
from dragoman.coding.vocabulary import words
from dragoman.model import Status
from dragoman.parse import Frame, lemma
from dragoman.parse.phrases import modifiers

if TYPE_CHECKING:
    from spacy.tokens import Token

UP_VERB = {"xcomp", "ccomp", "acl", "pcomp", "conj", "advcl", "relcl", "csubj", "csubjpass", "dep", "parataxis"}
UP_NOUN = {"dobj", "nsubj", "nsubjpass", "pobj", "attr", "conj", "acomp", "appos", "oprd", "compound", "dative"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A status with the words that gave it; ``advice`` marks recommendations and conditions, which are not coded."""

    status: Status
    reason: str
    advice: bool = False
    present: bool = False
    asserted: bool = True


def has(name: str, token: Token) -> bool:
    """Whether a token's lemma (with its particle) is in one of the lists of modality.yaml."""
    known = words("modality", name)
    base = lemma(token)
    return base in known or any(f"{base}_{c.lower_}" in known for c in token.children if c.dep_ in ("prt", "advmod"))


def negated(token: Token) -> Token | None:
    """The word that negates a predicate, or the "no" of its subject or object."""
    negators = words("modality", "negators")
    for child in token.children:
        if child.dep_ in ("neg", "preconj", "cc", "advmod", "det", "intj") and child.lower_ in negators:
            return child
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"):
            if child.lower_ in ("nobody", "nothing", "none", "neither"):
                return child
            for inner in child.children:
                if inner.dep_ in ("det", "neg", "preconj") and inner.lower_ in ("no", "neither"):
                    return inner
    return None


def auxiliaries(verb: Token) -> list[Token]:
    """The verb's own auxiliaries, or those it shares as a conjunct."""
    own = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if not own and verb.dep_ == "conj" and verb.tag_ in ("VB", "VBN", "VBG") and verb.head.pos_ in ("VERB", "AUX"):
        return auxiliaries(verb.head)
    return own


def chain(head: Token) -> list[tuple[Token, str]]:
    """The predicates over a token, nearest first, each with the relation that leads up to it."""
    out: list[tuple[Token, str]] = []
    token = head
    while token.head.i != token.i and len(out) < 8:
        relation, above = token.dep_, token.head
        if relation == "prep" or (relation == "pobj" and above.dep_ in ("prep", "agent", "dative")):
            if relation == "pobj":
                above = above.head
                if above.pos_ in ("VERB", "AUX") and token.head.lower_ not in (
                    "of",
                    "for",
                    "on",
                    "about",
                    "to",
                    "over",
                    "in",
                    "with",
                    "into",
                    "from",
                ):
                    break
        elif token.pos_ in ("VERB", "AUX"):
            if relation not in UP_VERB:
                break
            if (
                relation == "relcl"
                or (relation in ("advcl", "parataxis") and token.tag_ not in ("VB", "VBG"))
                or (relation == "acl" and token.tag_ != "VB")
            ):
                break
        elif relation not in UP_NOUN:
            break
        out.append((above, relation))
        token = above
    return out


def read_status(frame: Frame, scene: Scene, default: Status, durative: bool) -> Reading:
    """The status of what the frame says. ``default`` is the kind's own for a plain assertion."""
    head = frame.head
    verb = head if frame.pos == "verb" else frame.governor
    found = own_reading(head, verb, default, durative)
    if found.advice:
        return found
    status, reason, asserted = found.status, found.reason, found.asserted
    below = head
    for above, relation in chain(head):
        step = step_up(above, relation, below, verb)
        if step is not None:
            new, why = step
            if new == "advice":
                return Reading(status, why, advice=True)
            if new == "denied" and status == "denied" and not asserted:
                status, reason = default, f"{why} takes back '{reason}'"
            elif rank(new) > rank(status):
                status, reason, asserted = new, why, False
        below = above
    verdict = judged(scene, head)
    if verdict:
        return Reading("denied", verdict, asserted=False)
    return Reading(status, reason, present=found.present, asserted=asserted)


def rank(status: str) -> int:
    """Which reading wins where two words over a predicate differ."""
    return {"happened": 0, "ongoing": 0, "planned": 1, "proposed": 2, "ended": 3, "denied": 4}[status]


def own_reading(head: Token, verb: Token | None, default: Status, durative: bool) -> Reading:
    """What the predicate's own clause says: negation, modals, tense, and adjectives on a nominal."""
    for m in modifiers(head) if head.pos_ in ("NOUN", "PROPN") else []:
        for name, status in (("denied_adjectives", "denied"), ("proposed_adjectives", "proposed"), ("planned_adjectives", "planned")):
            if m.dep_ == "amod" and m.head.i == head.i and (m.lower_ in words("modality", name)) and m.lower_ != "next":
                return Reading(status, f"'{m.text}'", asserted=False)  # type: ignore[arg-type]
        if m.lower_ == "no" and m.dep_ == "det":
            return Reading("denied", f"'{m.text}'", asserted=False)
    if verb is None:
        return Reading(default, "plain mention", present=False)
    auxes = auxiliaries(verb)
    low = {a.lower_ for a in auxes}
    no = negated(verb)
    if low & words("modality", "advice_modals"):
        return Reading(default, "advice", advice=True)
    if any(c.dep_ == "mark" and c.lower_ in words("modality", "conditions") for c in verb.children):
        return Reading(default, "condition", advice=True)
    if no is not None:
        return Reading("denied", f"'{no.text} … {verb.text}'", asserted=False)
    if low & words("modality", "future_modals"):
        return Reading("planned", f"'{' '.join(a.text for a in auxes)} {verb.text}'", asserted=False)
    if low & words("modality", "possible_modals"):
        return Reading("proposed", f"'{' '.join(a.text for a in auxes)} {verb.text}'", asserted=False)
    if "to" in low and verb.dep_ in ("xcomp", "acl", "advcl", "ROOT", "ccomp", "relcl") and not is_done_infinitive(verb):
        return Reading("planned", f"'to {verb.text}'", asserted=False)
    present = (
        (verb.tag_ in ("VBZ", "VBP") and "have" not in low)
        or (verb.tag_ == "VBG" and bool(low & {"is", "are", "am", "'s", "'re"}))
        or (verb.tag_ == "VBN" and bool(low & {"is", "are"}))
    )
    if durative and present:
        return Reading("ongoing", f"present tense '{verb.text}'", present=True)
    return Reading(default, f"plain '{verb.text}'", present=present)


def is_done_infinitive(verb: Token) -> bool:
    """Infinitives that tell a fact: "the first to recognise", "came to recognise", "went on to sign", "helped to build"."""
    head = verb.head
    if head.pos_ in ("NOUN", "PROPN", "ADJ"):
        return any(c.lower_ in ("first", "second", "third", "last", "only", "latest") for c in head.children) or head.lower_ in (
            "first",
            "last",
            "second",
            "latest",
        )
    if lemma(head) in ("become", "be"):
        return any(t.lower_ in ("first", "second", "third", "last", "only", "latest") for t in head.subtree if t.i < verb.i)
    return lemma(head) in (
        "help",
        "come",
        "go",
        "continue",
        "manage",
        "proceed",
        "use",
        "serve",
        "begin",
        "start",
        "oblige",
        "force",
        "meet",
        "succeed",
    )


def step_up(above: Token, relation: str, below: Token, verb: Token | None) -> tuple[str, str] | None:
    """What a word over the predicate makes of it: (status or "advice", the words), or None."""
    if above.pos_ in ("VERB", "AUX"):
        no = negated(above)
        if verb is not None and above.i == verb.i:  # the light verb, already read
            cue = verb_class(above)
            return (
                None
                if cue in (None, "planned") and relation in ("nsubj", "nsubjpass", "dobj") and not cue
                else (cue, f"'{above.text}'")
                if cue
                else None
            )
        auxes = {a.lower_ for a in auxiliaries(above)}
        if auxes & words("modality", "advice_modals"):
            return "advice", f"'{above.text}'"
        cue = verb_class(above)
        if (
            no is not None
            and relation in ("xcomp", "ccomp", "dobj", "nsubjpass", "pobj")
            and lemma(above) not in words("modality", "factive")
        ):
            return "denied", f"'{no.text} {above.text}'"
        if cue:
            return cue, f"'{above.text}'"
        if above.lower_ in ("is", "are", "was", "were", "be") and relation == "xcomp" and below.tag_ == "VB":
            return "planned", f"'{above.text} to {below.text}'"
        if auxes & words("modality", "future_modals") and relation in ("dobj", "nsubjpass", "xcomp"):
            return "planned", f"'will {above.text}'"
        if auxes & words("modality", "possible_modals") and relation in ("dobj", "nsubjpass", "xcomp"):
            return "proposed", f"'{above.text}'"
        return None
    if above.pos_ in ("NOUN", "PROPN"):
        for name in ("denied", "proposed", "planned"):
            if lemma(above) in words("modality", f"{name}_nouns") and relation in ("acl", "pobj", "prep", "relcl", "ccomp"):
                return name, f"'{above.text}'"
    if above.pos_ == "ADJ":
        for name in ("denied", "proposed", "planned"):
            if above.lower_ in words("modality", f"{name}_adjectives"):
                return name, f"'{above.text}'"
    return None


def verb_class(verb: Token) -> str | None:
    """denied, ended, proposed or planned, by the verb's entry in modality.yaml."""
    for name in ("denied", "ended", "proposed", "planned"):
        if has(name, verb):
            return name
    return None


def judged(scene: Scene, head: Token) -> str | None:
    """A verdict on a report of the predicate: "Reports that … have been denied", "… . This is a lie"."""
    for above, relation in chain(head):
        if (
            above.pos_ in ("NOUN", "PROPN")
            and lemma(above) in words("modality", "reports")
            and relation in ("acl", "ccomp", "relcl", "pobj", "prep", "appos")
        ):
            for over, _ in chain(above):
                if over.pos_ == "VERB" and has("denied", over):
                    return f"'{above.text} … {over.text}'"
            verb = above.head
            if any(c.lower_ in words("modality", "denied_adjectives") for c in verb.subtree):
                return f"'{above.text}' called untrue"
    return None
