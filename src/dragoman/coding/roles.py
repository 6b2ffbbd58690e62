"""From a path of the codebook to tokens, and from tokens to the states that they name or stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.coding.scene import Scene, appositions, clause_of, modifier_mentions
from dragoman.model import Mention
from dragoman.parse import Frame, frame_of, lemma
from dragoman.parse.frames import nouns, own_subjects, understood_subject
from dragoman.parse.phrases import complements, modifiers
from dragoman.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

FORMER = ("former", "ex", "late", "retired", "deposed", "ousted", "would-be")
ARGUMENTS = ("agent", "theme", "dative", "attr", "comp")


@dataclass(frozen=True, slots=True)
class Found:
    """A state in a role, with the mention that gave it and how it was reached."""

    code: str
    mention: Mention | None
    how: str


def path_tokens(path: str, frame: Frame) -> list[Token]:
    """The head tokens of the phrases at a simple path (no ``+``, no ``.mod``)."""
    first, _, rest = path.partition(".")
    if first == "self":
        base = [frame.head]
    elif first == "subject":
        base = subject_of_clause(frame)
    elif first == "beside":
        base = [frame.head.head] if frame.head.dep_ == "conj" and frame.head.head.pos_ in ("NOUN", "PROPN") else []
    elif first == "governor":
        base = [frame.governor] if frame.governor is not None else []
    elif first in ARGUMENTS:
        base = list(getattr(frame, first))
    else:
        base = preposition(first, frame)
    if not rest or rest == "mod":
        return base
    if first == "comp" and rest in ("agent", "theme"):
        return [t for c in base if c.pos_ in ("VERB", "AUX", "NOUN") for t in getattr(frame_of(c), rest)]
    if first == "comp":  # "wants to deepen ties with X": with may hang on what is deepened
        return [t for c in base for t in preposition(rest, frame_of(c))]
    return [t for b in base for t in phrase_objects(b, rest)]


def subject_of_clause(frame: Frame) -> list[Token]:
    """The subject of the clause that the frame's head stands in."""
    verb = clause_of(frame.head)
    active, passive = own_subjects(verb)
    return active or passive or understood_subject(verb)


def preposition(name: str, frame: Frame) -> list[Token]:
    """Objects of a preposition anywhere in the frame: on the predicate, on its light verb or on its theme."""
    out = list(frame.preps.get(name, []))
    for theme in frame.theme:
        out += [t for t in phrase_objects(theme, name) if t not in out]
    return out


def phrase_objects(head: Token, name: str) -> list[Token]:
    """Objects of a preposition that hangs on a noun phrase, or on what its of-phrase names."""
    objects = [o for c in head.children if c.dep_ == "prep" and c.lower_ == name for o in c.children if o.dep_ in ("pobj", "pcomp")]
    if not objects and name != "of":
        objects = [
            o
            for t in complements(head)
            for c in t.children
            if c.dep_ == "prep" and c.lower_ == name
            for o in c.children
            if o.dep_ == "pobj"
        ]
    return nouns(objects)


def states_at(path: str, frame: Frame, scene: Scene, *, acting: bool = False) -> list[Found]:
    """The states at a path; ``a+b`` gives both. ``acting`` leaves out phrases of private persons and the like."""
    out: list[Found] = []
    for part in path.split("+"):
        for found in simple_states(part, frame, scene, acting):
            if found.code not in {f.code for f in out}:
                out.append(found)
    return out


def simple_states(path: str, frame: Frame, scene: Scene, acting: bool) -> list[Found]:
    """The states at one simple path."""
    if path == "dyad":
        return [Found(code, None, "the two states that the document is about") for code in scene.pair or ()]
    if path == "sentence":
        return [Found(code, m, "named in the sentence") for m in scene.setting.mentions for code in m.codes]
    tokens = [t for t in path_tokens(path, frame) if t.i not in frame.topical]
    if path.endswith(".mod"):
        tokens = [t for t in tokens if not is_private(t, acting)]
        return [Found(code, m, f"modifies '{t.text}'") for t in tokens for m in modifier_mentions(scene, t) for code in m.codes]
    return [found for token in tokens for found in phrase_states(token, scene, acting=acting)]


def phrase_states(head: Token, scene: Scene, *, acting: bool = False, depth: int = 0) -> list[Found]:
    """The states that a noun phrase names: its head first, else its modifiers, its of-phrase, what stands in apposition,
    and the place of an institution ("the authorities in Baku")."""
    own = scene.mention_at.get(head.i)
    if acting and own is not None and (is_one_person(head, own) or once_in_office(head, own)):
        return []
    if own is not None and not (own.kind == "demonym" and is_private(head, acting)):
        found = [Found(code, own, f"'{own.text}'") for code in own.codes]
        if (own.office or own.kind == "organisation") and not own.person and depth < 2:  # "the ministers of Ghana and Togo"
            found += [f for t in complements(head) for f in phrase_states(t, scene, depth=depth + 1) if f.code not in own.codes]
            others = [m for m in modifier_mentions(scene, head) if m is not own]  # "the Polish and Lithuanian presidents"
            found = [Found(c, m, f"'{m.text}' modifies '{head.text}'") for m in others for c in m.codes if c not in own.codes] + found
        return found
    if acting and is_private(head, acting):
        return []
    qualifying = [m for m in modifier_mentions(scene, head) if not (acting and m.kind == "city")]  # "Milan launchers" are nobody's
    found = [Found(code, m, f"'{m.text}' modifies '{head.text}'") for m in qualifying for code in m.codes]
    found += [
        Found(f.code, f.mention, f"'{head.text} of {f.how}'")
        for t in complements(head, ("of", "for", "between"))
        for f in ([] if depth > 2 else phrase_states(t, scene, depth=depth + 1))
    ]
    if not found and depth < 2:
        for other in appositions(head):
            found += phrase_states(other, scene, acting=acting, depth=depth + 1)
    if not found and depth < 2:
        found = [f for t in stands_for(head) for f in phrase_states(t, scene, acting=acting, depth=depth + 1)]
    if not found and depth < 2 and head.pos_ in ("NOUN", "PROPN") and lemma(head) not in words("coding/standing", "irregulars"):
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("in", "at", "from"):
                for obj in nouns([x for x in child.children if x.dep_ == "pobj"]):
                    mention = scene.mention_at.get(obj.i)
                    if mention is not None:
                        found += [Found(code, mention, f"'{head.text}' in '{mention.text}'") for code in mention.codes]
    return found


def stands_for(head: Token) -> list[Token]:
    """What an apposition is said of ("Hungary, a country with …"), or what "it" resumes: "X eased its ban, and in May it lifted …"."""
    if head.dep_ == "appos" and head.head.i < head.i:
        return [head.head]
    if head.lower_ in ("it", "they") and head.dep_ == "nsubj" and head.head.dep_ in ("conj", "ccomp", "advcl", "relcl", "acl"):
        for above in head.head.ancestors:
            active, passive = own_subjects(above) if above.pos_ in ("VERB", "AUX") else ([], [])
            before = [s for s in active or passive if s.i < head.i and s.lower_ != head.lower_]
            if before:
                return before
    return []


def is_private(head: Token, acting: bool) -> bool:
    """Whether the phrase means private persons or media, who don't stand for their state; those who held an office once are private."""
    if not acting:
        return False
    private = words("coding/standing", "private")
    heads = [head, *appositions(head)]
    if any(lemma(t) in words("coding/standing", "communities") and t.dep_ in ("amod", "compound", "nmod") for t in modifiers(head)):
        return True
    return any(lemma(t) in private or t.lower_ in private or any(c.lower_ in FORMER for c in t.children) for t in heads)


def once_in_office(head: Token, mention: Mention) -> bool:
    """Whether it is somebody who held an office once: "former US president Barack Obama"."""
    return bool(mention.person or mention.office) and any(c.lower_ in ("former", "ex") for c in head.children)


def is_one_person(head: Token, mention: Mention) -> bool:
    """Whether a demonym means a single person ("the Mexican"), not the nation ("the Mexicans", "the Dutch")."""
    alone = head.i + 1 == len(head.doc) or head.nbor().pos_ not in ("NOUN", "PROPN", "VERB")
    return alone and mention.kind == "demonym" and head.tag_ in ("NN", "NNP") and head.lower_.endswith(("an", "er", "ian", "i", "k", "ard"))


def is_business(head: Token) -> bool:
    """Whether the phrase means companies, who act for their state in business only."""
    return lemma(head) in words("coding/standing", "business") or any(
        lemma(t) in words("coding/standing", "business") for t in modifiers(head)
    )
