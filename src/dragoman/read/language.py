"""Tells a text's language, with English recognised by its commonest words before any model is loaded."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

#: Characters of the text that are looked at.
SAMPLE = 2000
#: Texts with fewer letters count as English unless they are prose or not in the Latin script: names mislead in them.
SHORT = 120
#: So many words at least make prose.
PROSE_WORDS = 12
#: English prose has a quarter to a third of its words from the list; other languages hardly pass a twentieth.
ENGLISH_SHARE = 0.12
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@cache
def _function_words() -> frozenset[str]:
    text = files("dragoman").joinpath("data/read/english.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str, start: int = 0) -> str:
    """The ISO 639-1 code of a text's language, judged by the first ``SAMPLE`` characters from ``start``.

    English text full of foreign names stays English: its small words decide. A text too short to tell counts as English
    unless it is not in the Latin script.
    """
    sample = text[start:start + SAMPLE]
    if len(sample) < SHORT < len(text):
        sample = text[:SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    if not words:
        return "en"
    if sum(word in _function_words() for word in words) >= ENGLISH_SHARE * len(words):
        return "en"
    letters = "".join(words)
    latin = sum(letter < "\u0250" for letter in letters) >= 0.5 * len(letters)
    if latin and len(letters) < SHORT and not _is_prose(sample):
        return "en"
    return _guess(sample)


def _is_prose(sample: str) -> bool:
    """Whether a short text has enough words that are no names, which is to say begin small, to be judged by."""
    words = _WORD.findall(sample)
    return len(words) >= PROSE_WORDS and sum(word[0].islower() for word in words) >= 0.6 * len(words)


def _guess(sample: str) -> str:
    code, _ = _identifier().classify(sample.lower())
    return str(code)


def normalise_language(value: str | None) -> str | None:
    """``en`` from what metadata write: ``EN``, ``en-GB``, ``eng``, ``English``; None where it is no language known here."""
    if not value or not isinstance(value, str):
        return None
    tag = re.split(r"[-_;, ]", value.strip().lower(), maxsplit=1)[0]
    if len(tag) == 2 and tag.isalpha():
        return tag
    return _language_names().get(tag)


@cache
def _language_names() -> dict[str, str]:
    out: dict[str, str] = {}
    for line in files("dragoman").joinpath("data/read/languages.csv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, *names = line.lower().split(",")
            out.update({name: code for name in names if name})
    return out
