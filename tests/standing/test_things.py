"""Agreements, alliances and works."""

from __future__ import annotations

from dragoman.standing.things import by_name
from tests.standing.made import Told


def test_an_agreement_has_its_steps_its_stage_and_its_end() -> None:
    told = (
        Told()
        .says("agreement-signed", "1950-03-04", object="Sardine Treaty")
        .says("agreement-ratified", "1952", object="Sardine Treaty")
        .says("agreement-in-force", "1953", object="Sardine Treaty")
        .says("agreement-ended", "1990", object="Sardine Treaty")
    )
    for year, stage, stands in ((1951, "signed", True), (1952, "ratified", True), (1960, "in force", True), (1995, "in force", False)):
        (agreement,) = told.standing(year).agreements
        assert (agreement.name, agreement.stage, agreement.stands) == ("Sardine Treaty", stage, stands)
    assert agreement.ended is not None
    assert agreement.ended.fact.date == "1990"


def test_an_agreement_told_not_to_have_come_into_force_does_not_stand() -> None:
    told = Told().says("agreement-signed", "1999", object="Cod Protocol").says("agreement-in-force", status="denied", object="Cod Protocol")
    (agreement,) = told.standing().agreements
    assert not agreement.stands


def test_the_end_of_one_agreement_leaves_another_and_an_alliance() -> None:
    told = (
        Told()
        .says("agreement-signed", "1950", object="Sardine Treaty")
        .says("agreement-signed", "1960", object="Cork Accord")
        .says("alliance", "1949/..", status="ongoing")
        .says("agreement-ended", "1990", object="Cork Accord")
    )
    standing = told.standing()
    assert [a.name for a in standing.agreements if a.stands] == ["Sardine Treaty"]
    assert len(standing.alliances) == 1
    assert told.says("alliance", "1995", status="ended").standing().alliances == ()


def test_a_work_denied_or_only_planned_does_not_stand_unmarked() -> None:
    told = Told().says("project", "2016", object="Nordlink").says("project", status="planned", object="Eel Tunnel")
    standing = told.standing()
    assert [w.told.fact.object for w in standing.works] == ["Nordlink"]
    assert [s.fact.object for s in standing.planned_works] == ["Eel Tunnel"]
    (work,) = told.says("project", status="denied", object="Nordlink").standing().works
    assert work.denied


def test_among_hundreds_of_names_those_of_one_thing_are_still_found() -> None:
    told = Told()
    places = [
        f"{a}{b}"
        for a in ("Ber", "Lis", "Por", "Nar", "Tro", "Fa", "Co", "Bra")
        for b in ("gen", "boa", "vik", "sund", "dal", "mora", "heim", "ros")
    ]
    for n, place in enumerate(places):
        told.says("agreement-signed", str(1900 + n), object=f"{place} Treaty").says(
            "agreement-signed", str(1900 + n), object=f"{place}-Agreement {n}"
        )
        told.says("agreement-ratified", str(1901 + n), object=f"the Treaty of {place}")
    groups = by_name(told.history().of("agreement-signed", "agreement-ratified"))
    assert all(any(s.fact.kind == "agreement-signed" for s in group) for group in groups)
    assert sum(len(group) for group in groups) == len(told.history().facts)
