"""Who is said to have said it: reporting clauses, "according to", interview turns and outlets cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.coding.scene import Scene
from dragoman.parse import Frame, lemma
from dragoman.parse.frames import nouns, own_subjects, understood_subject
from dragoman.parse.phrases import modifiers
from dragoman.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_attribution(frame: Frame, scene: Scene) -> tuple[str, ...]:
    """The speakers, nearest first; empty where the document speaks for itself."""
    out: list[str] = []
    token = frame.head
    while True:
        for child in token.children:
            if child.dep_ in ("ccomp", "parataxis") and child.i != frame.head.i and reports(child) and is_inserted(child, frame.head):
                add(out, speaker_of(child, scene))
        if token.head.i == token.i:
            break
        above = token.head
        if token.dep_ in ("ccomp", "parataxis", "xcomp") and above.pos_ == "VERB" and reports(above) and token.dep_ != "advcl":
            add(out, speaker_of(above, scene))
        if token.dep_ in ("acl", "ccomp") and above.pos_ == "NOUN" and lemma(above) in words("coding/attribution", "report_nouns"):
            add(out, owner_of(above, scene))
            verb = above.head
            if verb.pos_ == "VERB" and lemma(verb) in words("coding/attribution", "denying"):
                add(out, denier_of(verb, scene))
        token = above
    for word in scene.parse:
        if word.lower_ == "according":
            for inner in word.children:
                if inner.lower_ == "to":
                    for obj in nouns([x for x in inner.children if x.dep_ == "pobj"]):
                        add(out, phrase(obj, scene))
        elif (
            word.lower_ in ("say", "says", "said", "show", "shows", "reckons", "reports", "reported")
            and word.dep_ in ("ROOT", "parataxis", "ccomp")
            and not out
            and (word.i > frame.head.i and word.head.i != word.i and frame.head.is_ancestor(word))
        ):
            add(out, speaker_of(word, scene))
    if scene.setting.block.kind == "answer":
        add(out, scene.view.interviewee)
    return tuple(out)


def add(out: list[str], name: str | None) -> None:
    """Append a speaker once."""
    if name and name not in out:
        out.append(name)


def reports(verb: Token) -> bool:
    """Whether a verb reports speech."""
    return verb.pos_ == "VERB" and lemma(verb) in words("coding/attribution", "reporting")


def is_inserted(verb: Token, head: Token) -> bool:
    """A reporting clause without an object of its own: ", the agency reported,"."""
    return not any(c.dep_ in ("dobj", "ccomp") and c.i > verb.i for c in verb.children) and verb.i != head.i


def speaker_of(verb: Token, scene: Scene) -> str | None:
    """The subject of a reporting verb as text; nothing for "it is said"."""
    active, passive = own_subjects(verb)
    subjects = active or ([] if passive else understood_subject(verb))
    if not subjects:
        return None
    subject = subjects[0]
    if subject.pos_ == "PRON":
        mention = scene.mention_at.get(subject.i)
        return mention.person if mention is not None and mention.person else None
    return phrase(subject, scene)


def denier_of(verb: Token, scene: Scene) -> str | None:
    """Who denied it, in "was denied by his office"."""
    for child in verb.children:
        if child.dep_ == "agent":
            for obj in child.children:
                if obj.dep_ == "pobj":
                    return phrase(obj, scene)
    return speaker_of(verb, scene)


def owner_of(report: Token, scene: Scene) -> str | None:
    """Whose a report is, where a state's name or an official's tells: "the *Chilean government's* charge that", "*Lima's* claim that"."""
    for child in report.children:
        if child.dep_ in ("poss", "compound", "nmod", "amod") and child.i in scene.mention_at:
            return phrase(child, scene)
        if child.dep_ == "poss" and child.lower_ in ("its", "their"):  # "challenged Lima to prove its charges": the last one named
            named = [t for t in scene.parse[: child.i] if t.i in scene.mention_at and t.pos_ == "PROPN"]
            return phrase(named[-1], scene) if named else None
    return None


def phrase(head: Token, scene: Scene) -> str:
    """A speaker's phrase as written, without a leading article and without clauses."""
    tokens = {head.i, *(t.i for t in modifiers(head))}
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "for", "in", "at"):
            tokens |= {t.i for t in child.subtree if t.dep_ not in ("relcl", "punct")}
    mention = scene.mention_at.get(head.i)
    if mention is not None and mention.person:
        return mention.text
    run = sorted(tokens)
    first = run[0]
    while first < head.i and scene.parse[first].dep_ in ("det", "predet", "punct") and scene.parse[first].lower_ in ("the", "a", "an", ","):
        first += 1
    last = first
    while last + 1 in tokens:
        last += 1
    start, end = scene.offsets(scene.parse[first], scene.parse[max(last, head.i)])
    return scene.view.doc.text[start:end]
