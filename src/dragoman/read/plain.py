"""Text and Markdown. The text is kept as it is in the file; front matter stays in it and tells title, date and the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from dragoman.model import Document, ReadError
from dragoman.read.encodings import decode_text
from dragoman.read.headlines import front_matter
from dragoman.read.metadata import document_from_text
from dragoman.read.source import Source

# What the keys of front matter are called, in the order in which they are asked.
_KEYS = {
    "id": ("id",), "title": ("title", "headline"), "published": ("published", "date", "pubdate", "publication_date"),
    "outlet": ("outlet", "publisher", "source", "site", "publication"), "author": ("author", "authors", "by", "byline"),
    "url": ("url", "link", "canonical_url", "permalink"), "language": ("language", "lang"),
}
#: Longer front matter is none.
FRONT_MATTER_MAX = 1 << 16


def read_plain(stream: BinaryIO, source: Source) -> Iterator[Document | ReadError]:
    """The one document that a text or Markdown file is; before it an error where its front matter cannot be read."""
    text = decode_text(source.read_all(stream), source)
    given: dict[str, Any] = {}
    block, _ = front_matter(text)
    if block:
        try:
            given = _front_matter_fields(block)
        except ValueError as problem:
            yield source.error(f"the front matter is no valid YAML and was passed over: {problem}", "front matter")
    yield document_from_text(text, path=source.path, **given)


def _front_matter_fields(block: str) -> dict[str, Any]:
    """The fields that ``document_from_text`` takes, from front matter. Raises ValueError where it is no YAML mapping."""
    import yaml

    if len(block) > FRONT_MATTER_MAX:
        raise ValueError(f"it is longer than {FRONT_MATTER_MAX:,} characters")
    try:
        data = yaml.load(block, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as problem:  # ValueError: a date such as 2024-02-31
        raise ValueError(" ".join(str(problem).split())[:200]) from problem
    if not isinstance(data, dict):
        raise ValueError("it holds no keys")
    data = {str(key).strip().lower(): value for key, value in data.items()}
    out: dict[str, Any] = {}
    for field, names in _KEYS.items():
        value = next((data[name] for name in names if data.get(name) not in (None, "")), None)
        if value is not None:
            out[field] = value if field == "published" else _words(value)
    return {field: value for field, value in out.items() if value}


def _words(value: Any) -> str:
    """A scalar or a list of scalars as one string; authors are often a list."""
    if isinstance(value, list):
        return ", ".join(str(part) for part in value if isinstance(part, str | int | float))
    return str(value).strip() if isinstance(value, str | int | float) else ""
