"""Whether a pattern of the codebook fits a predicate's frame, and which of its phrases it fits by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.codebook import Pattern
from dragoman.coding.roles import path_tokens, phrase_states
from dragoman.coding.scene import Scene, modifier_mentions
from dragoman.model import Mention
from dragoman.parse import Frame, lemma
from dragoman.parse.phrases import core_text, core_words, modifiers
from dragoman.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def fit(pattern: Pattern, frame: Frame, scene: Scene) -> Frame | None:
    """The frame narrowed to the phrases by which the pattern fits, or None where it does not."""
    if not trigger_fits(pattern, frame, scene):
        return None
    if pattern.voice != "any" and frame.passive != (pattern.voice == "passive"):
        return None
    if pattern.indefinite and not brought_up(frame.head):
        return None
    if pattern.words and not any(stands(w, scene) for w in pattern.words):
        return None
    if any(stands(w, scene) for w in pattern.without):
        return None
    for path, wanted in pattern.where.items():
        kept = matching(path, wanted, frame, scene) or higher(path, wanted, frame, scene)
        if not kept:
            return None
        back = {t.i for t in kept if scene.refers_back(t)}
        if back:
            frame = replace(frame, topical=frame.topical | back)
        if path in ("theme", "agent", "dative", "attr"):
            frame = narrowed(frame, path, kept)
        elif path in frame.preps:
            frame = replace(frame, preps={**frame.preps, path: kept})
    for path, barred in pattern.unless.items():
        if any(not held_by_name(t, barred, scene) for t in matching(path, barred, frame, scene)):
            return None
    if pattern.theme:
        frame = replace(frame, theme=path_tokens(pattern.theme, frame))
    return frame


def brought_up(noun: Token) -> bool:
    """Whether a noun is told of for the first time: "a treaty", "four protocols", but not "the treaty", "their treaty", "no treaty"."""
    before = [c for c in noun.children if c.i < noun.i and c.dep_ in ("det", "poss", "nummod", "predet")]
    if any(c.dep_ == "poss" or c.lower_ in ("the", "this", "that", "these", "those", "no", "any", "every", "each", "such") for c in before):
        return False
    return bool(before)


def higher(path: str, wanted: list[str], frame: Frame, scene: Scene) -> list[Token]:
    """The noun that a relative clause or participle is truly said of, where the parser hung it on the last word before it: "a *contract*
    worth a billion that the two signed"."""
    if frame.pos != "verb" or frame.head.dep_ not in ("relcl", "acl"):
        return []
    near = frame.head.head
    if not any(t.i == near.i for part in path.split("+") if part in ("theme", "agent") for t in path_tokens(part, frame)):
        return []
    for above in near.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return []
        if above.pos_ in ("NOUN", "PROPN") and holds(above, wanted, False, scene):
            return [above]
    return []


def stands(start: str, scene: Scene) -> bool:
    """Whether some word of the sentence begins so; looked up once a sentence, since many patterns ask for the same words."""
    known = scene.starts.get(start)
    if known is None:
        known = scene.starts[start] = begins(start, scene.low)
    return known


def begins(start: str, text: str) -> bool:
    """Whether some word of the text begins so ("protest" for "protesters"); what is no word is looked for anywhere."""
    if not start.strip()[:1].isalpha():
        return start in text
    at = text.find(start.lstrip())
    while at > 0 and text[at - 1].isalpha():
        at = text.find(start.lstrip(), at + 1)
    return at >= 0


def narrowed(frame: Frame, argument: str, kept: list[Token]) -> Frame:
    """The frame with one argument cut down to the phrases that fit."""
    out = replace(frame)
    setattr(out, argument, kept)
    return out


def trigger_fits(pattern: Pattern, frame: Frame, scene: Scene) -> bool:
    """Whether the head word, with particle or compound words, is one of the pattern's triggers."""
    if frame.pos == "verb":
        for trigger in pattern.verb:
            first, *rest = trigger.split()
            if first == frame.lemma and all(r in frame.particles or governs(r, frame, scene) for r in rest):
                return True
        return False
    for trigger in pattern.noun if frame.pos == "noun" else pattern.adj:
        *before, last = trigger.split()
        if last in (frame.lemma, frame.head.lower_) and (not before or f" {trigger} " in core_text(frame.head)):
            return True
    return False


def governs(preposition: str, frame: Frame, scene: Scene) -> bool:
    """Whether the preposition has an object that is no time (as it has in "called him on Tuesday")."""
    objects = frame.preps.get(preposition)
    return objects is not None and (not objects or any(t.i not in scene.time_at for t in objects))


def matching(path: str, wanted: list[str], frame: Frame, scene: Scene) -> list[Token]:
    """The phrases at ``path`` (of ``a+b``: at either) that hold a wanted word. ``*`` is any phrase at all."""
    out = []
    for part in path.split("+"):
        tokens = path_tokens(part, frame)
        out += [t for t in tokens if holds(t, wanted, part.endswith(".mod"), scene)]
    return out


def holds(token: Token, wanted: list[str], modifiers_only: bool, scene: Scene) -> bool:
    """Whether the phrase of ``token`` has one of the words; ``@state``, ``@organisation`` and ``@person`` stand for any mention of one."""
    asked = sorted_out(wanted)
    back = None if modifiers_only else scene.meant(token)
    if not modifiers_only and elided(token):
        return bool((asked.plain | asked.heads) & scene.named_before(token))
    if asked.anything:
        return True
    if back is not None and (asked.heads & back.heads or asked.plain & back.words):
        return True
    have, text = phrase_words(token, modifiers_only, scene)
    if asked.plain & have or asked.heads & {token.lower_, lemma(token)}:
        return True
    if any(f" {phrase} " in text for phrase in asked.phrases) or any(names_post(token, head) for head in asked.heads & have):
        return True
    if not asked.mentions:
        return False
    mentions = modifier_mentions(scene, token) if modifiers_only else [f.mention for f in phrase_states(token, scene)]
    return any(is_a(name, m, scene) for name in asked.mentions for m in mentions)


def held_by_name(token: Token, wanted: list[str], scene: Scene) -> bool:
    """Whether a phrase has the words only in a state's own name: the Soviet Union is no union of workers."""
    mention = scene.mention_at.get(token.i)
    if mention is None or mention.kind != "name" or " " not in mention.text:
        return False
    asked, (have, text) = sorted_out(wanted), phrase_words(token, False, scene)
    hit = (asked.plain | asked.heads) & have
    other = asked.anything or asked.mentions or any(f" {phrase} " in text for phrase in asked.phrases)
    return bool(hit) and not other and hit <= set(mention.text.lower().split())


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a ``where`` or ``unless``, sorted out by how they are looked for."""

    anything: bool
    plain: frozenset[str]
    heads: frozenset[str]
    phrases: tuple[str, ...]
    mentions: tuple[str, ...]


# Each list of the codebook sorted out, kept with the list itself so that its id stays its own.
_SORTED: dict[int, tuple[list[str], Asked]] = {}


def sorted_out(wanted: list[str]) -> Asked:
    """A list of words, sorted out once: patterns hold long lists and ask for them at every predicate."""
    known = _SORTED.get(id(wanted))
    if known is None:
        plain = [w for w in wanted if w[:1] not in ("^", "@") and w != "*"]
        asked = Asked(
            "*" in wanted,
            frozenset(w for w in plain if " " not in w),
            frozenset(w[1:] for w in wanted if w.startswith("^")),
            tuple(w for w in plain if " " in w),
            tuple(w[1:] for w in wanted if w.startswith("@")),
        )
        known = _SORTED[id(wanted)] = (wanted, asked)
    return known[1]


def phrase_words(token: Token, modifiers_only: bool, scene: Scene) -> tuple[frozenset[str], str]:
    """(words and lemmas, text) of a phrase, worked out once a sentence."""
    known = scene.phrases.get((token.i, modifiers_only))
    if known is None:
        have = {x for t in modifiers(token) for x in (t.lower_, lemma(t))} if modifiers_only else core_words(token)
        known = scene.phrases[token.i, modifiers_only] = (frozenset(have), core_text(token))
    return known


def elided(token: Token) -> bool:
    """Whether a word stands for a noun told before: "recalled *its own*", "opened *hers* in Tabriz", "*another* followed"."""
    if token.lower_ not in words("coding/standing", "elided"):
        return False
    return not any(c.dep_ in ("prep", "relcl", "acl", "amod", "nummod") and c.lower_ != "of" and c.pos_ != "ADP" for c in token.children)


def names_post(token: Token, word: str) -> bool:
    """Whether a place's name makes the phrase a post's: "Embassy Bangui"."""
    return token.pos_ == "PROPN" and any(
        c.dep_ == "compound" and c.lower_ == word and c.i < token.i and c.text[0].isupper() for c in token.children
    )


def is_a(name: str, mention: Mention | None, scene: Scene) -> bool:
    """Whether a mention is a ``person`` in office, an ``organisation`` of states, or a ``state`` (or an organ of one: "the Tajik side")."""
    if mention is None:
        return name == "state"
    if name == "person":
        return mention.person is not None or mention.office is not None or mention.kind in ("leader", "official")
    among = all(scene.view.gazetteer.organisation(code) is not None for code in mention.codes)
    return (mention.kind == "organisation" and among) == (name == "organisation")
