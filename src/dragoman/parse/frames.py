"""A predicate and its arguments in one normal form.

"Turkey opened an embassy in Baku", "an embassy was opened in Baku by Turkey", "Turkey's opening of an embassy in Baku",
"the embassy that Turkey opened in Baku" all give agent Turkey, theme embassy, in Baku. The codebook's patterns are
written against this form, so that each says a thing once. Labels are ClearNLP's, as spaCy's English models use them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.parse.pipeline import lemma
from dragoman.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
RELATIVE = {"which", "that", "who", "whom", "whose"}


@dataclass(slots=True)
class Frame:
    """One predicate with its arguments, each a list of the head tokens of noun phrases (conjuncts included).

    ``agent`` does, ``theme`` is what it is done to or what comes about, ``dative`` the receiver, ``attr`` a predicate noun or
    adjective, ``comp`` the heads of complement clauses; ``preps`` maps a preposition to its objects. ``governor`` is the
    light verb over a nominal predicate. ``inherited`` names arguments that the syntax only implies;
    ``topical`` holds the indices of phrases that were matched as meaning what an earlier sentence was about.
    """

    head: Token
    lemma: str
    pos: str
    passive: bool = False
    governor: Token | None = None
    agent: list[Token] = field(default_factory=list)
    theme: list[Token] = field(default_factory=list)
    dative: list[Token] = field(default_factory=list)
    attr: list[Token] = field(default_factory=list)
    comp: list[Token] = field(default_factory=list)
    preps: dict[str, list[Token]] = field(default_factory=dict)
    particles: set[str] = field(default_factory=set)
    inherited: set[str] = field(default_factory=set)
    topical: frozenset[int] = frozenset()


def conjuncts(token: Token) -> Iterator[Token]:
    """The token and everything coordinated with it to its right; a list of names that the parser reads as appositions too."""
    yield token
    for child in token.children:
        listed = child.dep_ == "appos" and child.pos_ == token.pos_ == "PROPN" and any(c.dep_ == "conj" for c in child.children)
        if child.dep_ == "conj" or listed:
            yield from conjuncts(child)


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for, also in "it was Chile that asked"; any other token is its own."""
    if token.lower_ in ("that", "who") and token.head.dep_ == "ccomp" and lemma(token.head.head) == "be":
        told = [c for c in token.head.head.children if c.dep_ == "attr"]
        if told and any(c.lower_ == "it" and c.dep_ == "nsubj" for c in token.head.head.children):
            return told[0]
    if token.lower_ in RELATIVE and token.tag_ in ("WDT", "WP", "WP$", "IN", "DT"):
        for clause in token.ancestors:
            if clause.dep_ in ("relcl", "acl") and clause.head.i < token.i:
                return clause.head
    return token


def nouns(tokens: list[Token]) -> list[Token]:
    """Relative pronouns resolved, conjuncts spread, each once, in order."""
    seen: dict[int, Token] = {}
    for token in tokens:
        for one in conjuncts(antecedent(token)):
            seen.setdefault(one.i, one)
    return list(seen.values())


def with_substance(tokens: list[Token]) -> list[Token]:
    """The phrases, and for those that only measure ("20 tonnes of wheat") also what is measured."""
    out: list[Token] = []
    for token in tokens:
        out.append(token)
        if lemma(token) in words("parse/verbs", "measures") or token.text == "%":
            for child in token.rights:
                if child.dep_ == "prep" and child.lower_ == "of":
                    out += [x for x in nouns([o for o in child.children if o.dep_ == "pobj"]) if x not in out]
    return out


def clause_between(verb: Token, preposition: Token) -> bool:
    """Whether a whole clause stands between a verb and its "as": "recognised X in May, when Y met Z, as envoy" says who Z is."""
    between = verb.doc[verb.i + 1 : preposition.i]
    return any(t.dep_ in ("relcl", "advcl") and t.pos_ == "VERB" and any(c.dep_ in SUBJECTS for c in t.children) for t in between)


def add_preps(frame: Frame, token: Token) -> None:
    """Collect the prepositional phrases that hang on ``token``, or on its particle ("away from"), into the frame; "out of", "because of"
    go under both words."""
    particles = [c for c in token.children if c.dep_ in ("prt", "advmod") and c.i > token.i]
    for child in (*token.children, *(x for p in particles for x in p.children)):
        if child.lower_ == "as" and clause_between(token, child):
            continue
        if child.dep_ in ("prep", "dative") and child.pos_ in ("ADP", "SCONJ", "VERB"):
            objects = [x for x in child.children if x.dep_ in ("pobj", "pcomp")]
            for inner in child.children:
                if inner.dep_ == "prep":
                    objects += [x for x in inner.children if x.dep_ == "pobj"]
            if child.lower_ == "on" and any(x.lower_ == "part" for x in objects):  # "on Russia's part", "on the part of Russia"
                doers = [o for x in objects for o in x.subtree if o.dep_ == "poss" or (o.dep_ == "pobj" and o.head.lower_ == "of")]
                frame.preps.setdefault("by", []).extend(nouns(doers))
            hollow = words("parse/verbs", "hollow")
            objects = [x for x in objects if lemma(x) not in hollow or any(c.dep_ == "compound" for c in x.children)]
            name = "according" if child.lower_ == "according" else child.lower_
            known = frame.preps.setdefault(name, [])
            known += [x for x in nouns(objects) if x.i not in {k.i for k in known}]


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive: with its auxiliary, as a reduced relative ("the treaty signed in Rome"), or as a conjunct of one."""
    if any(child.dep_ in ("auxpass", *PASSIVE_SUBJECTS) for child in verb.children):
        return True
    if taken_for_past(verb) or (verb.tag_ in ("VBD", "VBN") and done_by(verb)):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "ccomp" and lemma(verb.head) in words("parse/verbs", "witness"):
        return not any(c.dep_ in ("aux", "dobj", "mark") for c in verb.children)  # "saw its envoy sent home", "had its consulate closed"
    if verb.tag_ == "VBD" and verb.dep_ == "acl":  # a participle that the tagger took for a past tense: "the treaty, signed in Rome"
        return not any(child.dep_ in ("aux", "dobj", *SUBJECTS) for child in verb.children)
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl", "amod", "relcl"):
        return not any(child.dep_ in ("aux", "dobj", *SUBJECTS) for child in verb.children)
    if verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and not any(c.dep_ in (*SUBJECTS, "aux", "dobj") for c in verb.children):
        return verb.head.pos_ in ("VERB", "AUX") and is_passive(verb.head)
    return False


def taken_for_past(verb: Token) -> bool:
    """Whether a participle after its noun and a comma was read as the sentence's verb, which then comes later: "A treaty, *concluded* in
    2013 and ratified in 2014, altered little"."""
    if verb.tag_ != "VBD" or lemma_of_participle(verb) is None or verb.i == 0 or verb.nbor(-1).text != ",":
        return False
    if any(c.dep_ in ("aux", "dobj", "attr", "acomp", "oprd", "xcomp") for c in verb.children):
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN"):
        return False
    return any(
        c.dep_ in ("conj", "ccomp", "dep")
        and c.pos_ in ("VERB", "AUX")
        and c.tag_ in ("VBD", "VBZ", "VBP", "VBN")
        and not any(x.dep_ in (*SUBJECTS, *PASSIVE_SUBJECTS) for x in c.children)
        and any(t.text == "," for t in verb.doc[verb.i : c.i])
        for c in verb.children
    )


def lemma_of_participle(verb: Token) -> str | None:
    """The lemma of a past tense that is also the participle ("concluded", "built"), None for one that is not ("began")."""
    return lemma(verb) if verb.lower_.endswith("ed") or verb.lower_ in words("parse/verbs", "same_participle") else None


def done_by(verb: Token) -> bool:
    """A participle that the parser took for the main verb: "The pact signed in May by both states laid down rules"."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    if not any(lemma(s) in words("parse/verbs", "papers") for s in subjects) or any(c.dep_ in ("aux", "dobj") for c in verb.children):
        return False
    return any(c.lower_ == "by" and any(o.pos_ in ("NOUN", "PROPN") for o in c.children) for c in verb.children)


def stranded_subject(verb: Token) -> list[Token]:
    """The subject of a passive that the parser left none: the phrase between a comma and the auxiliary, taken for an apposition."""
    auxiliary = next((c for c in verb.children if c.dep_ == "auxpass" and c.i < verb.i), None)
    if auxiliary is None or verb.dep_ != "ROOT":
        return []
    for token in verb.doc[: auxiliary.i]:
        if token.dep_ == "appos" and token.right_edge.i == auxiliary.i - 1 and verb.doc[token.left_edge.i - 1].text == ",":
            return [token]
    return []


def own_subjects(verb: Token) -> tuple[list[Token], list[Token]]:
    """(active subjects, passive subjects) that stand on the verb itself, or that the parser hung on its auxiliary."""
    active = [c for c in verb.children if c.dep_ in SUBJECTS and c.i != verb.i]
    passive = [c for c in verb.children if c.dep_ in PASSIVE_SUBJECTS]
    if not active and not passive:
        passive = [c for a in verb.children if a.dep_ == "auxpass" for c in a.children if c.dep_ in SUBJECTS + PASSIVE_SUBJECTS]
    if not active and not passive:
        active = after_adverbial(verb)
    elif len(active) == 1:
        active = beyond_adverbial(active[0]) or active
    return nouns(active), nouns(passive)


def beyond_adverbial(subject: Token) -> list[Token]:
    """The true subject where the parser took the object of the preposition before it for the subject: "By Lima's count *Chile* has put"."""
    start = subject.left_edge.i
    before = subject.doc[start - 1] if start else subject
    if before.dep_ != "prep" or any(True for _ in before.children):
        return []
    return [c for c in subject.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i == c.left_edge.i == subject.i + 1]


def after_adverbial(verb: Token) -> list[Token]:
    """The subject that the parser read as going on with the adverbial before it: "At Oslo, *Chile* and Peru signed"."""
    auxiliaries = [c for c in verb.children if c.dep_ == "aux" and c.i < verb.i]
    if verb.dep_ != "ROOT" or not (auxiliaries or verb.tag_ in ("VBD", "VBZ", "VBP")) or any(c.dep_ == "auxpass" for c in verb.children):
        return []
    first = min(c.i for c in (verb, *auxiliaries))
    for token in verb.doc[:first]:
        if token.dep_ in ("conj", "appos") and token.pos_ in ("NOUN", "PROPN") and token.head.dep_ in ("pobj", "npadvmod", "nsubj", "dobj"):
            start = token.left_edge.i
            if token.right_edge.i == first - 1 and verb.doc[start - 1].text == "," and token.head.i < start - 1:
                return [token]
    return []


def understood_subject(verb: Token, depth: int = 0) -> list[Token]:
    """The subject of a verb that has none of its own: of the verb it is coordinated with, controlled by, or adverbial to."""
    head, relation = verb.head, verb.dep_
    if depth > 6 or head.i == verb.i:
        return []
    if relation == "conj" and head.dep_ == "acl" and head.tag_ in ("VBN", "VBD"):
        return nouns([head.head])  # "built by both and opened in 1979"
    if relation in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        if verb.tag_ == "VBG" or relation == "relcl":
            return nouns([head])
        owners = [c for c in head.children if c.dep_ == "poss"]
        if owners:
            return nouns(owners)
        return understood_subject_of_noun(head, depth)
    if relation == "pcomp":
        preposition, head = head, head.head
        if preposition.lower_ in ("of", "for", "from", "with") and lemma(head) in words("parse/verbs", "object_deeds"):
            return nouns([c for c in head.children if c.dep_ in ("dobj", "nsubjpass")]) or own_subjects(head)[1]
        if head.pos_ not in ("VERB", "AUX"):
            return understood_subject_of_noun(head, depth) if head.pos_ == "NOUN" else []
    if head.pos_ not in ("VERB", "AUX", "ADJ"):
        return []
    active, passive = own_subjects(head)
    if relation == "ccomp" and lemma(head) == "be" and [t.lower_ for t in active] == ["it"]:
        return nouns([c for c in head.children if c.dep_ == "attr"])  # "it was Chile that asked"
    if relation == "xcomp" and lemma(head) in words("parse/verbs", "object_control"):
        objects = [c for c in head.children if c.dep_ in ("dobj", "dative") and c.i < verb.i]
        return nouns(objects) or passive or active
    if relation == "ccomp" and not (active or passive):
        return []
    return active or passive or understood_subject(head, depth + 1)


def understood_subject_of_noun(noun: Token, depth: int) -> list[Token]:
    """Whose "decision to …" it is, where only the verb above the noun tells."""
    owners = [c for c in noun.children if c.dep_ == "poss"]
    if not owners and lemma(noun) in words("parse/verbs", "decisions"):  # "condemned a Swiss court decision to …"
        owners = [c for c in noun.children if c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN"]
    if owners:
        return nouns(owners)
    verb = noun.head
    if verb.pos_ in ("VERB", "AUX") and noun.dep_ in ("dobj", "attr", "nsubjpass"):
        active, _ = own_subjects(verb)
        return active or understood_subject(verb, depth + 1)
    return []


def frame_of(head: Token) -> Frame:
    """The frame of a verb, noun or adjective."""
    frame = verb_frame(head) if head.pos_ in ("VERB", "AUX") else noun_frame(head)
    frame.theme, frame.agent = with_substance(frame.theme), with_substance(frame.agent)
    return frame


def verb_frame(verb: Token) -> Frame:
    """The frame of a verb, with what coordination, control and relative clauses leave unsaid."""
    frame = Frame(verb, lemma(verb), "verb", passive=is_passive(verb))
    active, passive = own_subjects(verb)
    objects, home = sent_home(nouns([c for c in verb.children if c.dep_ == "dobj"]))
    frame.dative = nouns([c for c in verb.children if c.dep_ == "dative" and c.pos_ not in ("ADP", "SCONJ")])
    frame.attr = nouns([c for c in verb.children if c.dep_ in ("attr", "acomp", "oprd")])
    frame.comp = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp")]
    frame.particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod") or is_bare_adverb(c)} | home
    add_preps(frame, verb)
    for child in verb.children:
        if child.dep_ == "agent":
            frame.preps["by"] = nouns([x for x in child.children if x.dep_ in ("pobj", "pcomp")])
    if done_by(verb):
        frame.comp = []  # they are the main verb's, which the parser lost
    if frame.passive:
        frame.agent = list(frame.preps.get("by", []))
        frame.theme = passive or active
        if not frame.theme:
            frame.theme = nouns([verb.head]) if verb.dep_ in ("acl", "relcl", "amod") else understood_subject(verb)
            frame.theme = frame.theme or nouns(stranded_subject(verb))
            frame.inherited.add("theme")
        if objects:  # "was given an ultimatum": the subject receives, the object is the theme
            frame.dative, frame.theme = frame.theme + frame.dative, objects
    else:
        frame.agent, frame.theme = active or passive, objects
        if not frame.agent:
            frame.agent = understood_subject(verb)
            frame.inherited.add("agent")
        if not objects and not frame.attr:
            objects, frame.attr = small_clause(verb)
            frame.theme = objects = objects or nouns(taken_for_adverb(verb))
        if not objects:
            frame.theme = shared_object(verb) or relative_object(verb, active)
            if frame.theme:
                frame.inherited.add("theme")
        elif len(objects) > 1 and frame.dative:
            frame.theme = [o for o in objects if o not in frame.dative]
    return frame


def taken_for_adverb(verb: Token) -> list[Token]:
    """A place's name right after its verb that the parser read as an adverb: "toured *Java*"."""
    return [c for c in verb.children if c.dep_ == "advmod" and c.pos_ == "PROPN" and c.i == verb.i + 1]


def is_bare_adverb(token: Token) -> bool:
    """Whether a one-word complement is a particle in all but name: "was called *home*", "were sent *packing*"."""
    alone = next(token.children, None) is None
    return (token.dep_ in ("oprd", "acomp", "npadvmod") and token.pos_ == "ADV") or (token.dep_ == "xcomp" and alone)


def sent_home(objects: list[Token]) -> tuple[list[Token], set[str]]:
    """(objects, adverbs) where the parser compounds an object with "home": "ordered its *ambassador home*"."""
    out, adverbs = [], set()
    for token in objects:
        inner = [c for c in token.children if c.dep_ == "compound" and c.i == token.i - 1 and c.pos_ in ("NOUN", "PROPN")]
        if token.lower_ == "home" and inner:
            adverbs.add("home")
            out += inner
        else:
            out.append(token)
    return out, adverbs


def small_clause(verb: Token) -> tuple[list[Token], list[Token]]:
    """(objects, predicates) where the parser makes a clause of "declared *the envoy undesirable*", "considers *the treaty void*"."""
    for child in verb.children:
        if child.dep_ == "ccomp" and child.pos_ in ("ADJ", "NOUN") and not any(c.dep_ in ("aux", "cop", "mark") for c in child.children):
            subjects = [c for c in child.children if c.dep_ == "nsubj" and verb.i < c.i < child.i]
            if subjects:
                return nouns(subjects), nouns([child])
    return [], []


def shared_object(verb: Token) -> list[Token]:
    """The object of the last verb in "signed and ratified the treaty"."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and not any(c.dep_ in SUBJECTS + PASSIVE_SUBJECTS for c in child.children):
            between = [c for c in verb.children if c.dep_ in ("prep", "npadvmod", "advcl", "punct") and verb.i < c.i < child.i]
            if not between:
                return nouns([c for c in child.children if c.dep_ == "dobj"])
    return []


def relative_object(verb: Token, subjects: list[Token]) -> list[Token]:
    """The antecedent as object in "the dam [that] the two own", where the parser leaves the gap open."""
    when = any(c.tag_ == "WRB" for c in verb.children)  # "in 1907, when it opened": the year is not what opened
    complete = when or any(c.dep_ in ("attr", "acomp") for c in verb.children)
    if verb.dep_ == "relcl" and subjects and verb.head not in subjects and not complete:
        return nouns([verb.head])
    return []


def noun_frame(noun: Token) -> Frame:
    """The frame of a nominal predicate: possessor or by-phrase as agent, of-phrase as theme, and its light verb's arguments."""
    frame = Frame(noun, lemma(noun), "adj" if noun.pos_ == "ADJ" else "noun")
    add_preps(frame, noun)
    owners = nouns([c for c in noun.children if c.dep_ == "poss"])
    frame.theme = list(frame.preps.get("of", []))
    frame.comp = [c for c in noun.children if c.dep_ in ("acl", "relcl")]
    frame.agent = list(frame.preps.get("by", [])) or owners
    base = noun
    while base.dep_ == "conj" and base.head.pos_ in ("NOUN", "PROPN", "ADJ"):
        base = base.head
        add_preps(frame, base) if not frame.preps else None
    while base.dep_ == "pobj" and base.head.lower_ == "of" and lemma(base.head.head) in words("parse/verbs", "measures"):
        base = base.head.head  # "ten days of drills", "a round of talks"
    verb = base.head
    if base.dep_ == "pobj" and verb.head.pos_ in ("VERB", "AUX") and not only_when(base):  # "entered into negotiations"
        verb = verb.head
    if verb.pos_ in ("VERB", "AUX") and base.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "acomp", "pobj", "oprd"):
        join_governor(frame, base, verb)
    return frame


def only_when(noun: Token) -> bool:
    """Whether a noun only tells when something else was done: "after the signing of the accord, Togo opened …"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in words("parse/verbs", "when")


def join_governor(frame: Frame, noun: Token, verb: Token) -> None:
    """Lend a nominal predicate the arguments of the verb that carries it."""
    upper = verb_frame(verb)
    frame.governor = verb
    light = upper.lemma in words("parse/verbs", "light")
    does = light or (noun in upper.theme and upper.lemma not in words("parse/verbs", "attitude"))
    if not frame.agent and noun not in upper.agent and does:
        frame.agent = upper.agent
        if upper.agent:
            frame.inherited.add("agent")
    lends = light or noun in upper.theme
    for name, objects in upper.preps.items():
        if name == "by" and upper.passive and noun not in upper.theme:
            continue  # who does what the clause says, not what this noun says
        if lends or (name == "with" and noun.dep_ == "pobj"):
            known = frame.preps.setdefault(name, [])
            known += [x for x in objects if x.i not in {k.i for k in known} and x.i != noun.i]
    if lends:
        frame.dative = frame.dative or upper.dative
    if noun.dep_ in ("attr", "acomp"):
        frame.attr = upper.agent
