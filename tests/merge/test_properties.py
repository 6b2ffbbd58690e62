"""Whatever the statements: order doesn't matter, none is lost or counted twice, facts of facts are the same facts."""

from __future__ import annotations

import json
import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.merge import merge_statements
from dragoman.merge.claims import claim_of, from_json, to_json
from dragoman.merge.kinds import load_kinds
from dragoman.merge.succession import load_succession
from dragoman.model import Amount, Evidence, Statement

DATES = [None, "1992", "1992-01", "1992-01-14", "1992-02-03", "1991", "1990~", "199X", "1992/..", "../1993", "1988/1994", "2020",
         "2020-09-27/2020-11-10"]
NAMES = [None, "BTC", "Baku-Tbilisi-Ceyhan", "Baku-Tbilisi-Kars railway", "memorandum", "2013 memorandum", "treaty",
         "First War", "Second War"]
QUOTES = ["They signed it.", "It was signed by them in the old town.", "Nobody came to the port that day."]
KINDS = ["visit", "embassy-opened", "independence", "agreement-signed", "project", "trade", "border", "accusation", "office", "conflict",
         "relations-severed"]
MUTUAL = {"agreement-signed", "project", "trade", "border", "conflict", "relations-severed"}


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    kind, quote = draw(st.sampled_from(KINDS)), draw(st.sampled_from(QUOTES))
    mutual = kind in MUTUAL
    start = draw(st.integers(0, 2)) * 100
    value = draw(st.sampled_from([None, 100.0, 102.0, 110.0, 150.0]))
    source = draw(st.sampled_from(["AZE", "RUS", None])) if mutual else draw(st.sampled_from(["AZE", "TUR"]))
    return Statement(
        kind, Evidence(draw(st.sampled_from("abcd")), start, start + len(quote), quote), source=source,
        target=None if mutual else draw(st.sampled_from(["TUR", "SUN", "RUS", None])),
        parties=draw(st.sampled_from([("AZE", "TUR"), ("RUS", "TUR"), ("SUN", "TUR"), ("AZE", "GEO", "TUR")])) if mutual else None,
        via=draw(st.sampled_from([(), ("GEO",), ("ARM", "GEO")])), date=draw(st.sampled_from(DATES)),
        status=draw(st.sampled_from(["happened", "ongoing", "planned", "proposed", "denied", "ended"])),
        object=draw(st.sampled_from(NAMES)),
        detail=draw(st.sampled_from([{}, {"persons": ["Ana Ruiz"]}, {"persons": ["Bo Lind"]}, {"project": "railway"}, {"rank": "first"}])),
        amount=None if value is None else Amount(value, "USD", None, draw(st.sampled_from(["=", ">", "~"]))),
        confidence=draw(st.sampled_from([0.3, 0.7])), rule=draw(st.sampled_from(["r", "s"])))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(statements(), max_size=14), st.randoms(use_true_random=False))
def test_merging(given_statements: list[Statement], shuffler: random.Random) -> None:
    merged = merge_statements(given_statements)

    shuffled = given_statements + given_statements[:3]
    shuffler.shuffle(shuffled)
    assert merge_statements(shuffled) == merged, "neither order nor repeats matter"

    kept = [s for fact in merged for s in fact.statements]
    assert sorted(map(repr, kept)) == sorted({repr(s) for s in given_statements}), "none lost, none twice"
    assert merge_statements(kept) == merged, "merging again changes nothing"

    by_id = {fact.id: fact for fact in merged}
    assert len(by_id) == len(merged)
    for fact in merged:
        assert len({s.kind for s in fact.statements}) == 1
        assert all(fact.id in by_id[other].conflicts_with for other in fact.conflicts_with), "disputes are mutual"
        assert all(fact.id in by_id[other].related for other in fact.related)
        assert fact.counts.statements == len(fact.statements)
        assert fact.id not in fact.related


@settings(max_examples=200, deadline=None)
@given(statements(), st.integers(1, 3), st.sampled_from([None, "mark"]))
def test_a_claim_as_json_is_the_same_claim(statement: Statement, turn: int, mark: str | None) -> None:
    claim = claim_of(statement, load_succession(), load_kinds(), turn=turn, mark=mark)
    again = from_json(json.loads(json.dumps(to_json(claim))), "as stored", claim.cell, load_succession(), load_kinds())
    assert again.id == "as stored"
    del again.__dict__["id"]
    assert (again.id, again.key, again.order, again.persons, again.details, again.words) == (
        claim.id, claim.key, claim.order, claim.persons, claim.details, claim.words)
