"""A whole brief on a made-up pair."""

from __future__ import annotations

from dataclasses import fields

import pytest

from dragoman.brief import Brief, InHand, Line, build_brief
from dragoman.model import Amount, DragomanError
from dragoman.standing import pair_of
from tests.brief.made import BOTH, Page, brief_of, dyad, standing, state


@pytest.fixture(scope="module")
def made() -> Brief:
    return brief_of(*dyad())


def told(lines: tuple[Line, ...]) -> list[str]:
    return [f"{line.when}: {line.text}" + (f", {line.attribution}" if line.attribution else "") for line in lines]


def test_the_header_counts_what_it_rests_on(made: Brief) -> None:
    assert made.title == "Norway and Portugal"
    assert [(p.code, p.iso2, p.iso_numeric, p.cow, p.gw) for p in made.pair] == [
        ("NOR", "NO", "578", 385, 385),
        ("PRT", "PT", "620", 235, 235),
    ]
    assert (made.header.documents, made.header.outlets, made.header.statements) == (2, 2, 16)
    assert (made.header.period, made.header.latest_source) == ("1907 to 2021", "11 February 2025")


def test_what_stands(made: Brief) -> None:
    assert made.standing_title == "What stands today"
    assert [section.title for section in made.standing] == [
        "Relations",
        "Missions",
        "Agreements in force",
        "Projects",
        "Money",
        "Defence",
        "Border and travel",
    ]
    assert standing(made, "relations") == ["Norway and Portugal have diplomatic relations (since 1907)"]
    assert standing(made, "missions") == ["Norway has an embassy in Portugal, raised from a legation (since 1921)"]
    assert standing(made, "agreements") == ["Sardine Treaty (signed 4 March 1950; ratified 1952)"]
    assert standing(made, "projects") == ["Norway and Portugal share the Bergen-Porto cable (since 2016)"]
    assert standing(made, "money") == ["Norway invested more than €3 billion in Portugal (undated)"]
    assert standing(made, "defence") == ["Norway and Portugal hold joint military exercises every year (since 2011)"]


def test_the_timeline_is_in_order_and_holds_only_what_has_happened(made: Brief) -> None:
    assert told(made.timeline) == [
        "1907: Norway and Portugal established diplomatic relations",
        "1908: Norway and Portugal established diplomatic relations",
        "1921: Norway opened an embassy in Portugal",
        "1921: Norway raised its legation in Portugal to an embassy, according to the palace archive, via Fjord Gazette",
        "4 March 1950: Norway and Portugal signed the Sardine Treaty",
        "1952: Norway and Portugal ratified the Sardine Treaty",
        "since 2011: Norway and Portugal hold joint military exercises every year",
        "since 2016: Norway and Portugal share the Bergen-Porto cable",
        "June 2019: Portugal closed its harbours to Norway",
        "2021: Portugal opened its harbours to Norway",
    ]


def test_plans_denials_undated_and_what_only_touches_the_pair_stand_apart(made: Brief) -> None:
    assert told(made.plans) == [
        "by 2028: Norway is to supply Portugal with 8 patrol boats",
        "undated: Norway and Portugal propose or discuss a railway ferry",
    ]
    assert told(made.denied) == ["undated: Norway and Portugal share no land border, according to Fjord Gazette"]
    assert told(made.undated) == [
        "undated: Norway invested more than €3 billion in Portugal",
        "undated: Erna Fossum is foreign minister of Norway",
    ]
    assert told(made.touches) == ["1974: Spain supported Norway in the cod dispute against Portugal"]


def test_families_are_in_order_and_hold_the_dated_and_the_undated(made: Brief) -> None:
    assert [section.key for section in made.families] == ["relations", "missions", "agreements", "economy", "defence", "people"]
    economy = next(section for section in made.families if section.key == "economy")
    assert told(economy.lines) == [
        "since 2016: Norway and Portugal share the Bergen-Porto cable",
        "undated: Norway invested more than €3 billion in Portugal",
    ]


def test_what_sources_disagree_on_stands_side_by_side(made: Brief) -> None:
    (dispute,) = made.disputed
    assert dispute.reasons == ("the sources give different dates",)
    assert {(p.when, p.who) for p in dispute.positions} == {("1907", "Fjord Gazette"), ("1908", "Douro Post")}
    assert all(line.disputed for line in made.timeline[:2])


def test_every_line_cites_a_quote_that_is_in_its_document(made: Brief) -> None:
    texts = {page.id: page.text for page in dyad()}
    quotes = {q.number: (s, q) for s in made.sources for q in s.quotes}
    assert sorted(quotes) == list(range(1, len(quotes) + 1))
    for line in made.lines():
        assert line.refs
        cited = {claim.statement for n in line.refs for claim in quotes[n][1].claims}
        assert set(line.statements) <= cited
        assert all(line.id in quotes[n][1].lines for n in line.refs)
    for source, quote in quotes.values():
        assert quote.text == texts[source.document][quote.start : quote.end]
        assert texts[source.document].find(quote.before + quote.text + quote.after) >= 0


def test_nothing_planned_proposed_or_denied_stands(made: Brief) -> None:
    assert {line.status for section in made.standing for line in section.lines} <= {"happened", "ongoing"}
    assert not {line.status for line in made.timeline} & {"planned", "proposed", "denied"}


def test_anchors_are_unique(made: Brief) -> None:
    ids = [line.id for line in made.lines()]
    assert len(set(ids)) == len(ids)


def test_sources_are_numbered_by_date_and_tell_what_their_date_rests_on() -> None:
    late = Page("late", published="2025", published_basis="inferred", published_note="33rd anniversary of 1992")
    early, unknown = Page("early", published="1999-05", published_basis="stated"), Page("unknown", published=None)
    for page in (late, early, unknown):
        page.says("They met", "meeting", parties=BOTH, object=page.id)
    assert [(s.number, s.document, s.dating) for s in brief_of(late, early, unknown).sources] == [
        (1, "early", "May 1999, stated in the text"),
        (2, "late", "2025, date inferred from: 33rd anniversary of 1992"),
        (3, "unknown", "date not known"),
    ]


def test_statements_of_one_passage_share_its_number() -> None:
    page = Page("a")
    first = page.says("Both pledged to help", "pledge", source="NOR", target="PRT")
    second = first.with_(source="PRT", target="NOR")
    page.statements.append(second)
    (source,) = brief_of(page).sources
    assert [{c.statement for c in q.claims} for q in source.quotes] == [{first.id, second.id}]


def test_sources_that_agree_make_one_line_with_all_their_quotes() -> None:
    one, two = Page("a"), Page("b", outlet="Douro Post")
    one.says("Relations were opened in 1907", "relations-established", parties=BOTH, date="1907", attribution=("historians",))
    two.says("relations since 1907", "relations-established", parties=BOTH, date="1907")
    (line,) = brief_of(one, two).timeline
    assert (line.sources, line.refs) == (2, (1, 2))
    assert line.attribution == ""  # the second says it in its own name


class TestAsOf:
    def test_later_things_are_gone_and_doubtful_ones_marked(self) -> None:
        made = brief_of(*dyad(), as_of="2016-06")
        assert made.standing_title == "What stood as of June 2016"
        assert [line.date for line in made.timeline][-2:] == ["2011/..", "2016/.."]
        assert standing(made, "quarrels") == []
        (cable,) = [line for line in made.timeline if "cable" in line.text]
        assert cable.flags == ("dated only 2016: it may be after June 2016",)
        assert [line.flags for line in made.undated] == [
            ("undated", "the earliest source is of 2 May 2024"),
            ("undated", "the earliest source is of 11 February 2025"),
        ]

    def test_what_was_closed_then_is_an_open_quarrel_then(self) -> None:
        assert standing(brief_of(*dyad(), as_of="2020"), "quarrels") == ["Portugal keeps its harbours closed to Norway (since June 2019)"]

    def test_a_plan_that_no_source_had_told_then_is_not_shown(self) -> None:
        assert [line.text for line in brief_of(*dyad(), as_of="2024-12").plans] == [
            "Norway and Portugal propose or discuss a railway ferry"
        ]
        assert brief_of(*dyad(), as_of="2020").plans == ()
        assert len(brief_of(*dyad(), as_of="2025-03").plans) == 2

    def test_the_end_of_the_period_limits_what_stands_and_its_beginning_does_not(self) -> None:
        made = brief_of(*dyad(), date_from="1940", date_to="2000")
        assert [line.date for line in made.timeline] == ["1950-03-04", "1952"]
        assert standing(made, "relations") == ["Norway and Portugal have diplomatic relations (since 1907)"]
        assert standing(made, "defence") == []

    def test_a_date_that_is_none_is_refused(self) -> None:
        with pytest.raises(DragomanError, match="--to: 'tomorrow' is no date"):
            brief_of(*dyad(), date_to="tomorrow")


def test_kinds_and_confidence_narrow_it() -> None:
    made = brief_of(*dyad(), kinds=["project", "office"])
    assert {line.kind for line in made.lines()} == {"project", "office"}
    assert not any(line.kind == "office" for line in brief_of(*dyad(), min_confidence=0.75).lines())


def test_a_pair_of_which_nothing_is_known_lists_the_others_nearest_first() -> None:
    made = brief_of(*dyad(), a="NOR", b="JPN", known_pairs=[("ESP", "FRA", 90), ("NOR", "PRT", 12), ("JPN", "KOR", 30), ("NOR", "SWE")])
    assert made.empty
    assert [(p.codes, p.near, p.statements) for p in made.known_pairs] == [
        (("JPN", "KOR"), True, 30),
        (("NOR", "PRT"), True, 12),
        (("NOR", "SWE"), True, None),
        (("ESP", "FRA"), False, 90),
    ]
    assert brief_of(*dyad(), known_pairs=[("ESP", "FRA", 90)]).known_pairs == ()


def test_a_brief_is_about_two_states() -> None:
    with pytest.raises(DragomanError, match="two states"):
        brief_of(a="NOR", b="Norway")


def test_plans_say_what_became_of_them() -> None:
    page = Page("a")
    page.says(
        "The Eel Tunnel is to open in 2020",
        "project",
        parties=BOTH,
        status="planned",
        date="2020",
        object="Eel Tunnel",
        detail={"project": "road"},
    )
    page.says("The Eel Tunnel was opened in 2021", "project", parties=BOTH, date="2021", object="Eel Tunnel", detail={"project": "road"})
    page.says("A Cod Pact will be signed by 2022", "agreement-signed", parties=BOTH, status="planned", date="../2022", object="Cod Pact")
    page.says("The Cod Pact was not signed", "agreement-signed", parties=BOTH, status="denied", object="Cod Pact")
    flags = {line.kind: line.flags for line in brief_of(page).plans}
    assert "told elsewhere as having come about" in flags["project"]
    assert "told elsewhere as not having come about" in flags["agreement-signed"]


def test_a_quote_of_a_document_that_is_not_at_hand_is_still_cited() -> None:
    page = Page("a")
    page.says("They met", "meeting", parties=BOTH, amount=Amount(2, unit="ministers"))
    (source,) = build_brief(InHand(page.statements, [], pair_of("NOR", "PRT")), state("NOR"), state("PRT")).sources
    assert (source.document, source.title, [q.text for q in source.quotes]) == ("a", None, ["They met"])


def test_the_parts_of_a_brief_are_those_documented() -> None:
    assert [f.name for f in fields(Brief)] == [
        "pair",
        "scope",
        "header",
        "standing_title",
        "standing",
        "timeline",
        "families",
        "touches",
        "plans",
        "denied",
        "undated",
        "disputed",
        "checks",
        "sources",
        "notes",
        "news",
        "forms",
        "known_pairs",
        "format",
    ]
