"""The names of things (treaties, projects, wars, phrases), of persons, and of missions, as the text has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.codebook import Kind, Pattern
from dragoman.coding.match import holds
from dragoman.coding.roles import path_tokens
from dragoman.coding.scene import Scene
from dragoman.parse import Frame, lemma
from dragoman.parse.phrases import complements, modifiers, name_span
from dragoman.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

QUOTES = {'"': '"', "“": "”", "‘": "’", "«": "»"}


def name_of(head: Token, scene: Scene) -> str | None:
    """The phrase as a name: without article, number or date; what stands in quotation marks within it, if anything does."""
    start, end = name_span(head)
    if start >= end:
        return None
    first, last = scene.offsets(scene.parse[start], scene.parse[end - 1])
    text = " ".join(scene.view.doc.text[first:last].split())
    for opening, closing in QUOTES.items():
        inside = text.partition(opening)[2].partition(closing)[0].strip(" ,.")
        if len(inside) > 3:
            return inside
    return text.strip(' "“”,;:') or None


def quoted(scene: Scene) -> str | None:
    """The sentence's first quoted phrase."""
    for opening, closing in QUOTES.items():
        _, mark, rest = scene.text.partition(opening)
        if mark and closing in rest:
            return rest.partition(closing)[0].strip(" ,.")
    return None


def find_object(pattern: Pattern, frame: Frame, scene: Scene) -> list[tuple[str | None, Token | None]]:
    """The things that the pattern's ``object`` path names, one for each conjunct; [(None, None)] where it has none.
    A path that starts with ``=`` is a constant; ``quoted`` takes the quoted phrase."""
    path = pattern.object
    if path is None:
        return [(None, None)]
    if path.startswith("="):
        return [(path[1:], None)]
    if path == "quoted":
        return [(quoted(scene), None)]
    things = [t for t in path_tokens(path, frame) if t.pos_ in ("NOUN", "PROPN") and t.i not in scene.time_at]
    things = [t for t in things if lemma(t) not in words("parse/verbs", "measures")] or things
    found = [(name_of(t, scene), t) for t in things]
    return [(name, t) for name, t in found if name] or [(None, None)]


def find_detail(pattern: Pattern, kind: Kind, frame: Frame, scene: Scene, thing: Token | None) -> dict[str, Any]:
    """The kind's details: constants, ``=path`` for a phrase's head lemma with its defining modifier, the class of the thing that the
    object names, and named persons."""
    out: dict[str, Any] = {}
    for key, value in pattern.detail.items():
        if isinstance(value, str) and value.startswith("="):
            for token in path_tokens(value[1:], frame)[:1]:
                token = next(iter(complements(token)), token) if lemma(token) in words("coding/standing", "ranks") else token
                out[key] = mission_name(token) if key in ("mission", "from") else lemma(token)
        else:
            out[key] = value
    things = [thing if thing is not None else frame.head]
    for key, values in kind.classes.items():
        named = next((value for value, held in values.items() if any(holds(t, held, False, scene) for t in things)), None)
        if key not in out and named is not None:
            out[key] = named
    for key, values in kind.acts.items():
        told = next((value for value, lemmas in values.items() if lemma(frame.head) in lemmas), None)
        if key not in out and told is not None:
            out[key] = told
    if kind.ranked and is_first(frame):
        out["rank"] = "first"
    if pattern.persons:
        people = [p for path in pattern.persons.split("+") for p in persons_at(path, frame, scene)]
        if people:
            out["persons"] = list(dict.fromkeys(people))
    return out


def find_place(code: str | None, frame: Frame, scene: Scene) -> str | None:
    """The city of that state in which a mission is, where the clause says it ("a consulate in Ganja", "the Ganja consulate").

    A capital is called by its usual name, whichever the text has.
    """
    clause = {t.i for t in frame.head.subtree}
    for i, mention in scene.mention_at.items():
        token = scene.parse[i]
        if mention.kind not in ("capital", "city") or code not in mention.codes or i not in clause:
            continue
        placed = token.dep_ == "pobj" and token.head.lower_ in ("in", "at") and token.head.head.i in clause
        if placed or (token.dep_ in ("compound", "nmod") and lemma(token.head) in words("coding/standing", "ranks")):
            name = scene.view.doc.text[mention.start:mention.end]
            state = scene.view.gazetteer.find(code or "")
            return next((capital.city for capital in state.capitals if capital.name == name), name) if state else name
    return None


def is_first(frame: Frame) -> bool:
    """Whether the text says that it was the first: "became the first country to recognise", "its first ambassador"."""
    near = [frame.head, *frame.theme]
    if frame.head.dep_ in ("xcomp", "acl", "relcl"):
        near += [frame.head.head, *(c for c in frame.head.head.children if c.dep_ in ("attr", "acomp"))]
    return any(t.lower_ == "first" or any(c.lower_ == "first" for c in t.children) for t in near)


def mission_name(head: Token) -> str:
    """ "consulate general", "trade office", "embassy"."""
    before = [t.lower_ for t in modifiers(head) if t.lower_ in ("trade", "liaison", "representative", "interests", "honorary", "consular")]
    after = [t.lower_ for t in head.rights if t.lower_ == "general"]
    if head.lower_ == "general" and head.i and head.doc[head.i - 1].lower_ == "consulate":
        return "consulate general"
    return " ".join([*before, lemma(head), *after])


def persons_at(path: str, frame: Frame, scene: Scene) -> list[str]:
    """The persons whom the phrases at a path name."""
    out = []
    for token in path_tokens(path, frame):
        for t in (token, *modifiers(token), *complements(token)):
            mention = scene.mention_at.get(t.i)
            if mention is not None and mention.person:
                out.append(mention.person)
    return list(dict.fromkeys(out))
