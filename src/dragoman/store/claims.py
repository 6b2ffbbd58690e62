"""The distinct claims in the database, and those that were read lately."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, insert, select

from dragoman.merge.claims import Claim, from_json, to_json
from dragoman.merge.kinds import load_kinds
from dragoman.merge.succession import load_succession
from dragoman.store.journal import portions
from dragoman.store.schema import claims

_KEPT = 20_000


class Claims:
    """Claims by their ids. An id is of the content, so that what was once read stays true whatever happens to the store."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Claim] = {}

    def put(self, connection: Connection, made: Iterable[Claim]) -> None:
        """Stores those that the store doesn't have."""
        by_id = {claim.id: claim for claim in made}
        for portion in portions(sorted(by_id)):
            there = set(connection.execute(select(claims.c.unit).where(claims.c.unit.in_(portion))).scalars())
            new = [{"unit": unit, "content": to_json(by_id[unit])} for unit in portion if unit not in there]
            if new:
                connection.execute(insert(claims), new)

    def get(self, connection: Connection, wanted: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], Claim]:
        """The claims of these cells and ids."""
        asked = set(wanted)
        unknown = asked - self._known.keys()
        if len(self._known) + len(unknown) > _KEPT:
            self._known.clear()
            unknown = asked
        contents: dict[str, Mapping[str, object]] = {}
        for portion in portions(sorted({unit for _, unit in unknown})):
            query = select(claims.c.unit, claims.c.content).where(claims.c.unit.in_(portion))
            contents.update({row.unit: row.content for row in connection.execute(query)})
        for cell, unit in unknown:
            self._known[cell, unit] = from_json(contents[unit], unit, cell, load_succession(), load_kinds())
        return self._known
