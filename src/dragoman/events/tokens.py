"""Text that comes as tokens, as annotated corpora have it: joined to a text that the parser can read, and tagged with who acts on whom."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.events.participants import participants
from dragoman.parse import parse

TAGS = {"S": "source", "T": "target", "R": "reciprocal"}
CLOSING, OPENING = ".,;:!?)]}%", ("(", "[", "{", "$", "€", "£", "#", "“", "``")
ENDINGS = ("s", "S", "re", "ve", "ll", "d", "m", "t")


def tag_tokens(tokens: Sequence[str]) -> list[str]:
    """A BIO tag for each token of one sentence: B-S, I-S for a source, T for a target, R for one who acts on another and is acted on, O.

    >>> tag_tokens(["Peru", "expelled", "the", "ambassador", "of", "Chile", "."])
    ['B-S', 'O', 'B-T', 'I-T', 'I-T', 'I-T', 'O']
    """
    if not tokens:
        return []
    text, offsets = joined(tokens)
    (doc,) = parse([text])
    letters = {role: letter for letter, role in TAGS.items()}
    tags = ["O"] * len(tokens)
    for found in participants(doc):
        inside = [i for i, (start, end) in enumerate(offsets) if start < found.end and end > found.start and tags[i] == "O"]
        for n, i in enumerate(inside):
            tags[i] = ("I-" if n else "B-") + letters[found.role]
    return tags


def joined(tokens: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text that tokens were made of, as far as can be told, and where each stands in it."""
    text, offsets, quoted, glued = "", [], False, True
    for i, word in enumerate(tokens):
        before, after = tokens[i - 1] if i else "", tokens[i + 1] if i + 1 < len(tokens) else ""
        apostrophe = word[0] in "'’"
        dash = word in ("-", "–", "/", "‑") and before[-1:].isalnum() and after[:1].isalnum()
        initials = word == "." and len(before) == 1 and before.isupper() and len(after) <= 2 and after[:1].isupper()
        number = word in ".," and before.isdigit() and after[:1].isdigit() and (word == "." or len(after) == 3)
        close = word in CLOSING or (apostrophe and (len(word) == 1 or word[1:] in ENDINGS)) or word in ("n't", "”", "''")
        close, quoted = (close or quoted, not quoted) if word == '"' else (close, quoted)
        text += "" if glued or close or dash else " "
        offsets.append((len(text), len(text) + len(word)))
        text += word
        glued = word in OPENING or (word == '"' and quoted) or (word in ("'", "’") and after in ENDINGS) or dash or initials or number
    return text, tuple(offsets)
