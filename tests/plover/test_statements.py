"""What a statement carries of PLOVER and CAMEO, in memory, as JSON, in a flat row and in a store that an older version wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, update

from dragoman.api import code
from dragoman.codebook import load_codebook
from dragoman.columns import row
from dragoman.explain import as_dict, explain
from dragoman.model import Document, Evidence, Plover, Statement
from dragoman.store import open_store
from dragoman.store.records import apply_correction
from dragoman.store.schema import statements


def only(text: str, kind: str) -> Statement:
    (found,) = [s for s in code(text) if s.kind == kind]
    return found


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Kenya and Ethiopia signed a defence pact in Nairobi on 22 November 1963.",
            "agreement-signed",
            ("SUPPORT", "sign", 1, "057", 8.0),
        ),
        ("In 2011 Peru sent 40 tonnes of food to Bolivia after the floods.", "aid", ("AID", "relieve", 2, "073", 7.4)),
        ("On 3 May 2004 Chile released two Peruvian sailors.", "concession", ("RETREAT", "release", 2, "0841", 7.0)),
        ("In 1921 Chile ceded the strip to Peru.", "concession", ("CONCEDE", "accede", 2, "083", 5.0)),
        ("In 1982 Argentine warplanes bombed Chile.", "attack", ("ASSAULT", "aerial", 4, "195", -10.0)),
        ("On 3 May 2004 Poland lifted its sanctions on Belarus.", "sanction-lifted", ("CONCEDE", "lift", 2, "085", 7.0)),
        ("On 3 May 2004 Norway withdrew its troops from Chad.", "deployment", ("RETREAT", "withdraw", 2, "0874", 10.0)),
        ("On 3 May 2004 Poland recognised Kosovo.", "recognition", ("SUPPORT", "recognise", 1, "054", 6.0)),
    ],
)
def test_a_statement_has_mode_code_and_score(text: str, kind: str, expected: tuple[str, str, int, str, float]) -> None:
    plover = only(text, kind).plover
    assert plover is not None
    assert (plover.type, plover.mode, plover.quad, plover.cameo, plover.goldstein) == expected


def test_the_contexts_are_of_its_own_clause() -> None:
    plover = only("On 3 May 2004 Peru sent 40 tonnes of food to Bolivia, whose parliament had been shelled.", "aid").plover
    assert plover is not None
    assert "humanitarian" in plover.contexts
    assert "military" not in plover.contexts


def test_what_is_planned_has_the_code_of_its_intent_and_what_is_denied_none() -> None:
    ahead = only("Norway will impose sanctions on Belarus in 2031.", "sanction")
    assert ahead.status == "planned"
    assert ahead.plover is not None
    assert (ahead.plover.type, ahead.plover.mode, ahead.plover.cameo) == ("SANCTION", "embargo", "1312")
    never = only("Norway never recognised Kosovo.", "recognition")
    assert never.status == "denied"
    assert never.plover is not None
    assert (never.plover.type, never.plover.cameo, never.plover.goldstein) == ("SUPPORT", None, None)


def test_what_the_next_sentence_takes_back_loses_its_code() -> None:
    rumoured = only("There was a rumour that Norway will impose sanctions on Belarus. It is not true.", "sanction")
    assert rumoured.status == "denied"
    assert rumoured.plover is not None
    assert rumoured.plover.cameo is None


def test_standing_facts_have_none() -> None:
    assert only("Kenya and Ethiopia share a border of 867 km.", "border").plover is None


def test_the_json_form_keeps_type_mode_quad_first_and_reads_older_records() -> None:
    statement = only("In 2011 Peru sent 40 tonnes of food to Bolivia after the floods.", "aid")
    written = statement.to_dict()["plover"]
    assert list(written) == ["type", "mode", "quad", "contexts", "cameo", "goldstein"]
    assert isinstance(written["contexts"], list)
    assert Statement.from_dict(statement.to_dict(trace=True)) == statement
    old = {**statement.to_dict(), "plover": {"type": "AID", "mode": None, "quad": 2}}
    assert Statement.from_dict(old).plover == Plover("AID", None, 2)
    newer = {**statement.to_dict(), "plover": {**written, "salience": 3}}
    assert Statement.from_dict(newer).plover == statement.plover
    assert Statement.from_dict(old).id == statement.id


def test_the_flat_row_ends_with_them() -> None:
    flat = row(only("In 2011 Peru sent 40 tonnes of food to Bolivia after the floods.", "aid"))
    assert list(flat)[-3:] == ["plover_contexts", "cameo", "goldstein"]
    assert (flat["cameo"], flat["goldstein"]) == ("073", 7.4)
    assert "humanitarian" in str(flat["plover_contexts"]).split("; ")
    border = row(only("Kenya and Ethiopia share a border of 867 km.", "border"))
    assert [border[name] for name in ("plover_contexts", "cameo", "goldstein")] == [None, None, None]


def test_a_store_that_an_older_version_wrote_opens_and_is_read(tmp_path: Path) -> None:
    text = "In 2011 Peru sent 40 tonnes of food to Bolivia after the floods."
    document = Document("flood", text, published="2011-03-01")
    with open_store(tmp_path / "record.db", create=True) as store:
        store.add(document, code(document), codebook_version="1")
    engine = create_engine(f"sqlite:///{tmp_path / 'record.db'}")
    with engine.begin() as connection:
        for one, payload in connection.execute(select(statements.c.id, statements.c.payload)).all():
            plover = {key: payload["plover"][key] for key in ("type", "mode", "quad")}
            connection.execute(update(statements).where(statements.c.id == one).values(payload={**payload, "plover": plover}))
    engine.dispose()
    with open_store(tmp_path / "record.db") as again:
        (held,) = [s for s in again.statements() if s.kind == "aid"]
        assert held.plover == Plover("AID", "relieve", 2)


def test_a_person_who_says_that_it_never_happened_leaves_no_code() -> None:
    statement = Statement(
        "aid", Evidence("a", 0, 4, "text"), source="PER", target="BOL", plover=Plover("AID", "relieve", 2, ("humanitarian",), "073", 7.4)
    )
    left = apply_correction(statement, {"status": "denied"})
    assert left.plover == Plover("AID", "relieve", 2, ("humanitarian",))
    assert apply_correction(statement, {"status": "ongoing"}).plover == statement.plover


def test_explain_tells_contexts_and_code() -> None:
    document = Document("flood", "In 2011 Peru sent 40 tonnes of food to Bolivia after the floods.")
    (statement,) = [s for s in code(document) if s.kind == "aid"]
    told = as_dict(explain(statement, document, load_codebook()))["statement"]["plover"]
    assert (told["cameo"], told["goldstein"]) == ("073", 7.4)
