"""Text from documents made safe to show: no control characters, no marks that turn the direction of writing."""

from __future__ import annotations

import re

# Controls (a document could move a terminal's cursor), direction overrides (it could disguise what is quoted), and lone surrogates.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")


def safe(text: str) -> str:
    """The text with every such character replaced by U+FFFD; line ends and tabs stay."""
    return _UNSAFE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Safe text with each run of white space as one space."""
    return " ".join(safe(text).split())
