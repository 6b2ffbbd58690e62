"""The coder: documents and a codebook in, statements out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from dragoman.actors import Gazetteer, load_gazetteer
from dragoman.codebook import Codebook, Rule
from dragoman.codebook.loader import TriggerPos
from dragoman.coding.build import build
from dragoman.coding.consolidate import consolidate
from dragoman.coding.gate import Gate
from dragoman.coding.match import fit
from dragoman.coding.offices import code_offices
from dragoman.coding.scene import Scene, Setting, Topic, View
from dragoman.coding.verdicts import overruled
from dragoman.coding.view import build_view
from dragoman.model import Document, Statement
from dragoman.parse import Frame, frame_of, lemma, parse
from dragoman.parse.phrases import core_words
from dragoman.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

# Documents whose sentences are parsed together: enough to fill spaCy's batches, few enough to keep memory flat.
BATCH = 32
OPENING = re.compile(r"\W*(?:(?:In|On|By|Since|From|During|At|Until|Before|After|Under|Between)\s+[^,;:()]{0,40})?")
# A date that opens a later clause: "…, and on 3 May 1990 embassies were opened".
JOINED = re.compile(r"[,;:] (?:and|but|while|when|then)? ?(?:(?:in|on|by|since|from|during|until)) $")
SUBJECT = re.compile(r" (?!(?:and|or|but|to|until|of|in|at|by|on|for|with|from|when|the same)\b)(?:\w[\w'’-]* ){1,4}\w")
FOLLOWED = re.compile(r" (?:[A-Z]|(?:the|its|their|both|a|an|it|they|he|she|two)\b)")
POS: dict[str, tuple[TriggerPos, ...]] = {"VERB": ("verb",), "AUX": ("verb",), "NOUN": ("noun",), "PROPN": ("noun",), "ADJ": ("adj",)}


def code_document(doc: Document, codebook: Codebook) -> list[Statement]:
    """The statements of one document, in the order of the text. A document that is not in English yields none."""
    return next(iter(code_documents([doc], codebook)))[1]


def code_documents(docs: Iterable[Document], codebook: Codebook) -> Iterator[tuple[Document, list[Statement]]]:
    """Each document with its statements, in order; documents are read and parsed in small batches."""
    gazetteer = load_gazetteer()
    gate = Gate(codebook)
    stream = iter(docs)
    while batch := list(islice(stream, BATCH)):
        yield from code_batch(batch, codebook, gazetteer, gate)


def code_batch(batch: list[Document], codebook: Codebook, gazetteer: Gazetteer, gate: Gate) -> Iterator[tuple[Document, list[Statement]]]:
    """Code documents whose chosen sentences are parsed in one go."""
    views: list[View | None] = [build_view(doc, gazetteer) if doc.language == "en" else None for doc in batch]
    chosen = [[s for s in view.settings if gate.passes(s, view)] if view else [] for view in views]
    texts = (to_parse(doc, s) for doc, settings in zip(batch, chosen, strict=True) for s in settings)
    parses = parse(texts)
    for doc, view, settings in zip(batch, views, chosen, strict=True):
        found: list[Statement] = code_offices(view) if view is not None and "office" in codebook.kinds else []
        topic: Topic | None = None
        memory: dict[str, Topic] = {}
        for setting in settings:
            tree = next(parses)
            if view is not None:
                statements, topic = code_scene(Scene(view, setting, tree, topic, memory), codebook)
                if topic is not None:
                    memory.update(dict.fromkeys(topic.heads, topic))
                found += overruled(statements, setting, view)
        yield doc, consolidate(found)


def to_parse(doc: Document, setting: Setting) -> tuple[str, tuple[int, ...]]:
    """A sentence's text, and where a comma belongs: after a date that opens a clause, if its subject follows at once."""
    start, end = setting.sentence.start, setting.sentence.end
    text = doc.text[start:end]
    pauses = []
    for time in setting.times:
        before, after = text[: time.start - start], text[time.end - start :]
        opens = OPENING.fullmatch(before) and FOLLOWED.match(after)
        if opens or (JOINED.search(before) and SUBJECT.match(after)):
            pauses.append(time.end - start)
    return text, tuple(pauses)


def triggered(token: Token, codebook: Codebook) -> list[Rule]:
    """The rules whose trigger the token may be."""
    if modifies(token):
        return []
    return [
        rule
        for pos in POS.get(token.pos_, ())
        for form in dict.fromkeys((lemma(token), token.lower_))
        for rule in codebook.rules[pos].get(form, ())
    ]


def modifies(token: Token) -> bool:
    """Whether a noun only qualifies another ("the *investment* board", "*trade* unions"), which is then what is spoken of; or a noun was
    taken for a verb ("criticises *calls* for his ouster")."""
    if token.tag_ == "VBZ" and token.dep_ in ("dobj", "pobj"):
        return True
    if token.i and token.nbor(-1).text in ("-", "–") and token.dep_ in ("amod", "compound", "nmod"):
        return True  # "the US-*led* force"
    return token.dep_ == "compound" and token.head.pos_ == "NOUN" and lemma(token.head) not in words("coding/standing", "carriers")


def is_name(token: Token, scene: Scene) -> bool:
    """Whether a noun is only part of a state's mention: "the Uzbek *capital*", "both *governments*"."""
    mention = scene.mention_at.get(token.i)
    return mention is not None and token.pos_ in ("NOUN", "PROPN", "ADJ") and token.lower_ not in words("coding/standing", "telling")


def code_scene(scene: Scene, codebook: Codebook) -> tuple[list[Statement], Topic | None]:
    """The statements of one parsed sentence, and what later sentences may refer back to."""
    out: list[Statement] = []
    topic = scene.topic
    rivals: list[Frame] | None = None
    for token in scene.parse:
        rules = triggered(token, codebook)
        if not rules or is_name(token, scene):
            continue
        if rivals is None:
            rivals = [frame_of(t) for t in scene.parse if t.pos_ == "VERB"]
        frame = frame_of(token)
        for rule in rules:
            fitted = fit(rule.pattern, frame, scene)
            if fitted is not None:
                found = build(rule, codebook.kinds[rule.kind], fitted, scene, rivals)
                out += found
                topic = topic_of(found, fitted, scene) or topic
    return out, topic


def names_state(token: Token, scene: Scene) -> bool:
    """Whether a phrase is a mention of a state itself, not of something of its own ("the *Swedish legation*")."""
    mention = scene.mention_at.get(token.i)
    if mention is None:
        return False
    return mention.kind != "organisation" or any(scene.view.gazetteer.organisation(c) is not None for c in mention.codes)


def topic_of(found: list[Statement], frame: Frame, scene: Scene) -> Topic | None:
    """What was just told: the thing that the frame is about, and whose it is."""
    if not found:
        return None
    things = [frame.head] if frame.pos == "noun" else frame.theme
    nouns = [t for t in things if t.pos_ in ("NOUN", "PROPN") and not names_state(t, scene)]
    if not nouns:
        return None
    heads = frozenset(lemma(t) for t in nouns) | frozenset(t.lower_ for t in nouns)
    core = frozenset(w for t in nouns for w in core_words(t))
    s = found[0]
    return Topic(heads, core, s.source, s.target, s.parties or (), scene.setting.index, s.kind)
