"""The brief as JSON. The form is ``model.Brief``, field by field; ``format`` names its version and changes when a field's meaning does."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.brief.model import Brief

if TYPE_CHECKING:
    from pydantic import TypeAdapter

# Escaped although JSON doesn't ask for it, so that printing the record cannot steer a terminal or turn text around.
_UNSAFE = re.compile(r"[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def render_json(brief: Brief) -> str:
    """UTF-8 JSON, indented by two spaces, quotes exactly as in the documents."""
    text = json.dumps({"format": brief.format, "title": brief.title, **asdict(brief)}, ensure_ascii=False, indent=2)
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text) + "\n"


def brief_from_json(text: str | bytes) -> Brief:
    """The inverse of ``render_json``. Raises pydantic's ValidationError for what is no brief of this format."""
    return _adapter().validate_json(text)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what ``render_json`` writes."""
    return _adapter().json_schema(mode="serialization")


@cache
def _adapter() -> TypeAdapter[Brief]:
    from pydantic import TypeAdapter

    return TypeAdapter(Brief)
