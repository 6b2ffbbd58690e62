"""The library's calls that join rooms: read, code, brief, ties, frame. ``import dragoman`` offers them; see docs/library.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from dragoman.columns import COLUMNS, ColumnType, row
from dragoman.model import MIN_CONFIDENCE, Document, DragomanError, ReadError, Statement

if TYPE_CHECKING:
    import pandas
    import polars

    from dragoman.brief import Brief
    from dragoman.codebook import Codebook
    from dragoman.standing import Standing
    from dragoman.store.store import Store


def read_documents(
    paths: str | Path | Sequence[str | Path], *, ids: Literal["hash", "name"] = "hash", on_error: Callable[[ReadError], None] | None = None
) -> Iterator[Document]:
    """Every document in files, folders, patterns and standard input ("-"), one at a time.

    ``ids`` tells what identifies a document that brings no id of its own: a hash of its text, or its file's name without ending.
    What cannot be read goes to ``on_error`` and the rest goes on; without it, the first such thing raises ReadError.
    """
    from dragoman.read import read_documents as read

    names = [paths] if isinstance(paths, str | Path) else paths
    return read([str(name) for name in names], on_error=on_error or _raise, ids=ids)


def _raise(problem: ReadError) -> None:
    raise problem


def code(texts: str | Document | Iterable[str | Document], codebook: Codebook | None = None) -> list[Statement]:
    """The statements of one text or document, or of several, in their order.

    A bare string is read as ``dragoman code`` reads a text file: its first lines may tell title, dateline and date, and its id is
    a hash. ``codebook`` is the project's own unless another is given. A document that is not in English yields nothing.
    """
    from dragoman.codebook import load_codebook
    from dragoman.coding import code_documents
    from dragoman.read import document_from_text

    several = [texts] if isinstance(texts, str | Document) else texts
    documents = (document_from_text(t) if isinstance(t, str) else t for t in several)
    return [s for _, found in code_documents(documents, codebook or load_codebook()) for s in found]


def brief_on(
    record: Store | Iterable[Statement],
    a: str,
    b: str,
    *,
    documents: Iterable[Document] = (),
    as_of: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
    kinds: Sequence[str] | None = None,
    min_confidence: float = MIN_CONFIDENCE,
    reviewed_only: bool = False,
    since: str | None = None,
    everything: bool = False,
) -> Brief:
    """What is known about two states, each given by any of its names or codes, from a store or from statements in hand.

    A state's earlier forms count as the state: Russia's brief has the Soviet Union's facts. With statements, ``documents`` are those that
    they quote; nobody has reviewed them, and they have no day of arrival for ``since``. What is shown is held against reference data
    (``dragoman.check``). The rest is as in ``dragoman.brief.build_brief``.
    Raises UnknownStateError for a name that no state has, and DragomanError for a date that is none.
    """
    from dragoman.actors import load_gazetteer
    from dragoman.brief import FromStore, InHand, Material, Scope, build_brief
    from dragoman.check import check_fact
    from dragoman.standing import pair_of
    from dragoman.store.store import Store

    gazetteer = load_gazetteer()
    first, second = gazetteer.resolve(a), gazetteer.resolve(b)
    if first.code == second.code:
        raise DragomanError(f"{a!r} and {b!r} are both {first.name} ({first.code}): a brief is about two states")
    scope = Scope(as_of, date_from, date_to, tuple(kinds or ()), min_confidence, reviewed_only, since, everything)
    pair = pair_of(first.code, second.code)
    checker = partial(check_fact, gazetteer=gazetteer)
    if not isinstance(record, Store):
        if since:
            raise DragomanError("what is new since a day is known only of a store: statements in hand have no day of arrival")
        return build_brief(InHand(record, documents, pair), first, second, scope, checker=checker)
    material: Material = FromStore(record, pair, min_confidence=min_confidence, reviewed_only=reviewed_only)
    made = build_brief(material, first, second, scope, checker=checker)
    if made.empty:
        made = build_brief(material, first, second, scope, known_pairs=[(d.a, d.b, d.statements) for d in record.dyads()])
    return made


def ties(
    record: Store | Iterable[Statement],
    state: str | None = None,
    *,
    as_of: str | None = None,
    min_confidence: float = MIN_CONFIDENCE,
    reviewed_only: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Standing]:
    """The status of every dyad of which something is known, or of those with one ``state`` (any name or code), a dyad at a time.

    Of a store only the facts on which the status rests are read, those of one state after another. Earlier forms of a state count as
    the state; each is called as it was at ``as_of`` (an EDTF date, by default now), and one that had ceased to be by then is left out,
    unless it is ``state``. ``progress`` is told how many states are done, of how
    many. Raises UnknownStateError for a name that no state has, DragomanError for a date that is none.
    """
    from dragoman.actors import load_gazetteer
    from dragoman.merge import merge_statements
    from dragoman.merge.succession import load_succession
    from dragoman.standing.period import last_day
    from dragoman.standing.rules import load_rules
    from dragoman.standing.ties import dyads_of, is_over, standing_of_dyads
    from dragoman.store.store import Store

    gazetteer, succession, kinds = load_gazetteer(), load_succession(), load_rules().status_kinds
    day = last_day(as_of, "--as-of") if as_of else None
    at = day or date.today()
    chosen = succession.latest(gazetteer.resolve(state).code) if state is not None else None
    if not isinstance(record, Store):
        merged = merge_statements(s for s in record if s.kind in kinds)
        facts = [f for f in merged if f.confidence >= min_confidence and (f.reviewed or not reviewed_only)]
        yield from standing_of_dyads(dyads_of(facts, gazetteer, at, of=chosen), day)
        return
    codes = {code for dyad in record.dyads() for code in (dyad.a, dyad.b)} if chosen is None else {chosen}
    latest = {succession.latest(code) for code in codes}
    states = sorted(code for code in latest if code == chosen or not is_over(gazetteer.find(code), at))
    for done, one in enumerate(states):
        if progress:
            progress(done, len(states))
        facts = record.facts((succession.line(one),), kinds, quotes=0, min_confidence=min_confidence, reviewed_only=reviewed_only)
        # Every dyad is met with each of its states; it is told with the first.
        yield from standing_of_dyads(dyads_of(facts, gazetteer, at, of=one, after=None if chosen else one), day)


@overload
def frame(statements: Iterable[Statement], library: Literal["pandas"] = "pandas") -> pandas.DataFrame: ...
@overload
def frame(statements: Iterable[Statement], library: Literal["polars"]) -> polars.DataFrame: ...
def frame(statements: Iterable[Statement], library: str = "pandas") -> Any:
    """A data frame with a row a statement and the columns of ``dragoman.columns.COLUMNS``, also where there are no statements.

    Raises DragomanError where the library is another than "pandas" or "polars", or is not installed.
    """
    if library not in ("pandas", "polars"):
        raise DragomanError(f"there are frames of pandas and of polars, not of {library!r}")
    rows = [row(s) for s in statements]
    columns = {c.name: (c.type, [r[c.name] for r in rows]) for c in COLUMNS}
    try:
        return _pandas(columns) if library == "pandas" else _polars(columns)
    except ImportError as error:
        raise DragomanError(f"{library} is not installed; run: pip install 'dragoman[frames]'") from error


def _pandas(columns: dict[str, tuple[ColumnType, list[Any]]]) -> pandas.DataFrame:
    import pandas

    types = {"text": "string", "day": "datetime64[s]", "number": "Float64", "integer": "Int64"}
    return pandas.DataFrame({name: pandas.Series(values, dtype=types[kind]) for name, (kind, values) in columns.items()})


def _polars(columns: dict[str, tuple[ColumnType, list[Any]]]) -> polars.DataFrame:
    import polars

    types = {"text": polars.String, "day": polars.Date, "number": polars.Float64, "integer": polars.Int64}
    return polars.DataFrame([polars.Series(name, values, dtype=types[kind]) for name, (kind, values) in columns.items()])
