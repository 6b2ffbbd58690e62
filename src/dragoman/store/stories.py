"""Which stored documents are copies of one story, found by the keys of their sketches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Row, bindparam, insert, select, union_all, update

from dragoman.store.schema import documents, story_bands
from dragoman.stories import Sketch, band_keys, is_copy, load_limits, sketch


def place(connection: Connection, document_n: int, text: str, language: str) -> set[int]:
    """Gives a document that has none yet its story: its own, or that of the documents that it copies, whose stories become one.

    Returns the numbers of the other documents whose story changed.
    """
    made = sketch(text, language)
    keys = band_keys(made)
    near = _near(connection, keys, document_n)
    found = {row.story for row in near if row.sketch is not None and is_copy(made, Sketch.from_bytes(row.sketch))}
    story = min(found | {document_n})
    changed: set[int] = set()
    for other in sorted(found - {story}):
        changed |= set(connection.execute(select(documents.c.n).where(documents.c.story == other)).scalars())
        connection.execute(update(documents).where(documents.c.story == other).values(story=story))
    connection.execute(update(documents).where(documents.c.n == document_n).values(story=story, sketch=made.to_bytes()))
    if keys:
        connection.execute(insert(story_bands), [{"band": key, "document_n": document_n} for key in sorted(set(keys))])
    return changed


@cache
def _first_few(keys: int, most: int) -> CompoundSelect[tuple[int]]:
    """The query for so many keys, ``key0`` and so on, and so many documents of each."""
    b = story_bands.c
    firsts = (select(b.document_n).where(b.band == bindparam(f"key{i}")).order_by(b.document_n).limit(most) for i in range(keys))
    return union_all(*(select(first.subquery()) for first in firsts))


def _near(connection: Connection, keys: Sequence[int], document_n: int) -> Sequence[Row[tuple[int, bytes | None]]]:
    """For each key the first few documents that have it: a key that very many share says little, and must not cost more than one of few."""
    if not keys:
        return []
    d, distinct = documents.c, sorted(set(keys))
    query = _first_few(len(distinct), load_limits().compared_per_key)
    numbers = set(connection.execute(query, {f"key{i}": key for i, key in enumerate(distinct)}).scalars()) - {document_n}
    found: Sequence[Any] = connection.execute(select(d.story, d.sketch).where(d.n.in_(sorted(numbers)))).all() if numbers else []
    return found
