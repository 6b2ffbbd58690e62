"""Documents in, events out: every pair of actors that a sentence relates, typed, dated, with who they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from dragoman.actors import Gazetteer, load_gazetteer
from dragoman.coding.attribution import find_attribution
from dragoman.coding.coder import BATCH, to_parse
from dragoman.coding.dates import NO_DATE, find_date
from dragoman.coding.modality import Reading, read_status
from dragoman.coding.narrative import is_of_the_day
from dragoman.coding.scene import Scene, Setting
from dragoman.coding.scene import View as DocumentView
from dragoman.coding.view import build_view
from dragoman.events.event import Event
from dragoman.events.pairs import Pair, pairs
from dragoman.events.participants import Participant
from dragoman.events.typers import Plover, Typer
from dragoman.model import Document, Mention, Status, TimeExpression
from dragoman.parse import Frame, frame_of, parse, span_of, text_of
from dragoman.parse.frames import PASSIVE_SUBJECTS, SUBJECTS
from dragoman.plover.classifier import Typed
from dragoman.plover.coding import Action, Reality
from dragoman.plover.view import Span, words_of
from dragoman.sectors import Agent, DocumentSpotter, describe

if TYPE_CHECKING:
    from spacy.tokens import Doc

MIN_CONFIDENCE = 0.5
"""Events less sure are left out unless they are asked for."""
SAYING = ("AGREE", "REJECT", "REQUEST", "THREATEN")
"""Types that are done by saying what one will, won't or would have done: the modals and the "not" are the act, not its status."""
NOT_PLOVER = Action("", None, (), None, None)
REALITY: dict[Status, Reality] = {"planned": "intended", "proposed": "intended", "denied": "denied"}


@dataclass(frozen=True, slots=True)
class Act:
    """How an event's clause is read: an event happens once, and saying it doesn't make it so."""

    durative: bool = False
    performative: bool = False
    permits: bool = False


def code_events(
    docs: Iterable[Document], *, typer: Typer | None = None, least: float = MIN_CONFIDENCE
) -> Iterator[tuple[Document, list[Event]]]:
    """Each document with its events, in the order of the text. A document that is not in English yields none.

    ``least`` is the confidence below which an event is left out.
    """
    gazetteer = load_gazetteer()
    stream = iter(docs)
    while batch := list(islice(stream, BATCH)):
        yield from code_batch(batch, gazetteer, typer or Plover(), least)


def code_batch(batch: Sequence[Document], gazetteer: Gazetteer, typer: Typer, least: float) -> Iterator[tuple[Document, list[Event]]]:
    """Documents whose sentences are parsed in one go."""
    views = [build_view(doc, gazetteer) if doc.language == "en" else None for doc in batch]
    parses = parse(to_parse(view.doc, setting) for view in views if view for setting in view.settings)
    for doc, view in zip(batch, views, strict=True):
        found: list[Event] = []
        if view is not None:
            mentions = [m for s in view.settings for m in s.mentions]
            for setting in view.settings:
                found += sentence_events(view, setting, next(parses), mentions, typer, least)
        yield doc, found


def sentence_events(
    view: DocumentView, setting: Setting, tree: Doc, mentions: Sequence[Mention], typer: Typer, least: float
) -> list[Event]:
    """The events of one parsed sentence, one for each that happened, however many words tell it."""
    found = pairs(tree, typer.acts, typer.deeds)
    if not found:
        return []
    scene = Scene(view, setting, tree)
    spotter = DocumentSpotter(view.gazetteer, mentions, setting.sentence.start, view.doc.published)
    words = words_of(tree)
    # Every clause counts when times are shared out, also those that tell no event: "accused …, and the ministers will meet in June".
    clauses = [t.i for t in tree if t.pos_ == "VERB" and any(c.dep_ in SUBJECTS + PASSIVE_SUBJECTS for c in t.children)]
    frames = {i: frame_of(tree[i]) for i in (*clauses, *(pair.predicate for pair in found))}
    out: dict[tuple[object, ...], Event] = {}
    for pair in found:
        span = (pair.target.start, pair.target.end) if pair.target else None
        typed = typer.type(tree, (pair.source.start, pair.source.end), span, words, pair.predicate)
        if typed is None or typed.root is None:
            continue
        event = build(scene, pair, typed, typed.root, frames, spotter, typer)
        if event is None or event.confidence < least:
            continue
        # The same two, called otherwise, in the same act: "Peru … its army … attacked".
        key = (event.source, event.target, event.root)
        if key not in out or out[key].confidence < event.confidence:
            out[key] = event
    return list(out.values())


def build(
    scene: Scene, pair: Pair, typed: Typed, root: str, frames: dict[int, Frame], spotter: DocumentSpotter, typer: Typer
) -> Event | None:
    """One event, or None for what is only recommended or a condition, or where nobody in particular acts."""
    frame = frames[pair.predicate]
    reading = read_status(frame, "happened", Act())
    if reading.advice:
        return None
    status = status_of(root, reading)
    source = describe(scene.parse, *timeless(scene, pair.source), spotter)
    target = describe(scene.parse, *timeless(scene, pair.target), spotter) if pair.target else Agent("", None, None)
    if not source.name or (pair.target and not target.name):
        return None
    triggers = typed.triggers or (pair.predicate,)
    coded = typer.code(replace(typed, triggers=triggers), root, REALITY.get(status, "done"))
    action = coded.action or NOT_PLOVER
    date, basis = date_of(frame, scene, frames, status, verbal=coded.quad in (1, 3))
    sentence = scene.setting.sentence
    return Event(
        date=date,
        source=as_written(scene, source.name), source_country=source.country, source_sector=source.sector,
        target=as_written(scene, target.name) or None, target_country=target.country, target_sector=target.sector,
        root=coded.root, mode=action.mode, contexts=action.contexts, quad=coded.quad, cameo=action.cameo, goldstein=action.goldstein,
        quote=scene.text, doc=scene.view.doc.id, start=sentence.start, end=sentence.end,
        confidence=round(typed.event * typed.scores[root] * pair.score**0.5, 3),
        status=status, date_basis=basis, attribution=find_attribution(frame, scene),
        triggers=tuple(scene.parse[i].text for i in triggers),
    )


def timeless(scene: Scene, phrase: Participant) -> Span:
    """Where a phrase stands in the sentence, without a time that the parser hangs on its end: "Peru's army on Wednesday"."""
    end = phrase.end
    for time in scene.setting.times:
        tokens = scene.tokens_of(time)
        start = time.start - scene.base
        if tokens and tokens[0].i > phrase.head and phrase.start < start < end:
            before = scene.parse[tokens[0].i - 1]
            end = span_of(before)[0] if before.dep_ == "prep" and before.i > phrase.head else start
    return phrase.start, end


def as_written(scene: Scene, name: str) -> str:
    """An actor's words as the text has them: the parse reads plain hyphens and apostrophes, each in the place of another."""
    at = text_of(scene.parse).find(name)
    return scene.text[at : at + len(name)] if at >= 0 else name


def of_another(time: TimeExpression, frame: Frame, scene: Scene) -> bool:
    """Whether a time hangs on a clause beside the act's, with a subject of its own: "accused …, and the ministers will meet in June"."""
    root = scene.root_of(time)
    verb = next((t for t in (root, *root.ancestors) if t.pos_ in ("VERB", "AUX")), None) if root is not None else None
    if verb is None or verb.dep_ != "conj" or verb.i == frame.head.i or verb.is_ancestor(frame.head):
        return False
    return any(c.dep_ in SUBJECTS + PASSIVE_SUBJECTS for c in verb.children)


def status_of(root: str, reading: Reading) -> Status:
    """What the clause says of the deed; of what is done by words, that it was said."""
    return "happened" if root in SAYING else reading.status


def date_of(frame: Frame, scene: Scene, frames: dict[int, Frame], status: Status, *, verbal: bool) -> tuple[str | None, str | None]:
    """When it happened, and how that is known; in news of the day without a time, the day of the document."""
    dated = find_date(frame, scene, conflicting=[f for i, f in frames.items() if i != frame.head.i], standing=False)
    if dated.time is not None and (dated.time.role in ("deadline", "until") or of_another(dated.time, frame, scene)):
        dated = NO_DATE  # "extended the mandate until 2006" was not done then
    if dated.edtf is None and status == "happened" and is_of_the_day(frame, scene, speech=verbal):
        return scene.view.doc.published, "document"
    return dated.edtf, dated.basis
