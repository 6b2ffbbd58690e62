"""What stands: nothing that is over, undone, planned, proposed or denied."""

from __future__ import annotations

import pytest

from dragoman.model import Amount
from tests.brief.made import BOTH, Page, brief_of, standing


def page(published: str = "2025-03-01") -> Page:
    return Page("a", published=published)


def test_relations_are_told_since_when_and_in_their_present_form() -> None:
    one = page()
    one.says(
        "Norway was the first to recognise Portugal in 1905",
        "recognition",
        source="NOR",
        target="PRT",
        date="1905",
        detail={"rank": "first"},
    )
    one.says("relations were opened in 1907", "relations-established", parties=BOTH, date="1907")
    one.says("they became a strategic partnership in 2010", "relations-upgraded", parties=BOTH, date="2010", object="strategic partnership")
    assert standing(brief_of(one), "relations") == [
        "Norway was the first state to recognise Portugal (1905)",
        "Norway and Portugal have diplomatic relations (since 1907)",
        "The relations of Norway and Portugal stand raised to a strategic partnership (since 2010)",
    ]


def test_a_break_stands_until_relations_are_restored() -> None:
    one = page()
    one.says("relations were opened in 1907", "relations-established", parties=BOTH, date="1907")
    one.says("Portugal broke them off in May 1962", "relations-severed", parties=BOTH, source="PRT", date="1962-05")
    broken = brief_of(one)
    assert standing(broken, "relations") == ["Relations between Norway and Portugal are broken off, by Portugal (since May 1962)"]
    assert standing(broken, "quarrels") == standing(broken, "relations")
    one.says("In 1971 they were restored", "relations-resumed", parties=BOTH, date="1971")
    mended = brief_of(one)
    assert standing(mended, "relations") == [
        "Norway and Portugal have diplomatic relations (since 1907)",
        "Norway and Portugal have restored their relations (since 1971)",
    ]
    assert standing(mended, "quarrels") == []
    assert standing(brief_of(one, as_of="1965"), "relations") == standing(broken, "relations")


def test_missions_each_way_after_openings_closings_and_changes_of_rank() -> None:
    one = page()
    one.says(
        "a Norwegian legation was opened in 1908",
        "legation-opened",
        source="NOR",
        target="PRT",
        date="1908",
        detail={"mission": "legation"},
    )
    one.says(
        "it became an embassy in 1942",
        "mission-elevated",
        source="NOR",
        target="PRT",
        date="1942",
        detail={"mission": "embassy", "from": "legation"},
    )
    one.says(
        "a consulate in Porto followed in 1950",
        "consulate-opened",
        source="NOR",
        target="PRT",
        date="1950",
        detail={"mission": "consulate", "place": "Porto"},
    )
    one.says("Portugal opened an embassy in 1946", "embassy-opened", source="PRT", target="NOR", date="1946", detail={"mission": "embassy"})
    one.says("Portugal closed it in 2012", "mission-closed", source="PRT", target="NOR", date="2012", detail={"mission": "embassy"})
    assert standing(brief_of(one), "missions") == [
        "Norway has an embassy in Portugal, raised from a legation (since 1942)",
        "Norway has a consulate in Portugal (Porto) (since 1950)",
    ]
    assert standing(brief_of(one, as_of="1944"), "missions") == ["Norway has an embassy in Portugal, raised from a legation (since 1942)"]
    assert "Portugal has an embassy in Norway (since 1946)" in standing(brief_of(one, as_of="2000"), "missions")


def test_a_mission_opened_before_a_break_is_told_with_that_caution() -> None:
    one = page()
    one.says("Norway opened an embassy in 1946", "embassy-opened", source="NOR", target="PRT", date="1946", detail={"mission": "embassy"})
    one.says("relations were broken off in 1962", "relations-severed", parties=BOTH, date="1962")
    line = next(line for section in brief_of(one).standing if section.key == "now-missions" for line in section.lines)
    assert line.flags == ("relations were broken off later; no source says that it still stands",)


def test_an_agreement_is_one_line_with_its_steps() -> None:
    one = page()
    one.says("The Sardine Treaty was signed in 1950", "agreement-signed", parties=BOTH, date="1950", object="Sardine Treaty")
    one.says("it was ratified in 1952", "agreement-ratified", parties=BOTH, date="1952", object="Sardine Treaty")
    one.says("The Cork Accord of 1960", "agreement-signed", parties=BOTH, date="1960", object="Cork Accord")
    one.says("The Cork Accord lapsed in 1990", "agreement-ended", parties=BOTH, date="1990", object="Cork Accord")
    one.says("The Cod Protocol was signed in 1999", "agreement-signed", parties=BOTH, date="1999", object="Cod Protocol")
    one.says("the Cod Protocol never came into force", "agreement-in-force", parties=BOTH, status="denied", object="Cod Protocol")
    one.says("A Herring Pact will be signed", "agreement-signed", parties=BOTH, status="planned", object="Herring Pact")
    made = brief_of(one)
    assert standing(made, "agreements") == ["Sardine Treaty (signed 1950; ratified 1952)"]
    assert len(next(s for s in made.standing if s.key == "now-agreements").lines[0].refs) == 2
    assert standing(brief_of(one, as_of="1970"), "agreements") == [
        "Sardine Treaty (signed 1950; ratified 1952)",
        "Cork Accord (signed 1960)",
    ]


def test_works_that_stand_and_a_count_of_those_that_do_not_yet() -> None:
    one = page()
    one.says("The Nordlink was opened in 2016", "project", parties=BOTH, date="2016", object="Nordlink", detail={"project": "power-grid"})
    one.says("The Eel Tunnel is being dug", "project", parties=BOTH, status="planned", object="Eel Tunnel", detail={"project": "road"})
    one.says(
        "The Oslo-Lisbon railway ran until 1999",
        "project",
        parties=BOTH,
        status="ended",
        date="1999",
        object="Oslo-Lisbon railway",
        detail={"project": "railway"},
    )
    made = brief_of(one)
    assert standing(made, "projects") == ["Norway and Portugal share the Nordlink power grid (since 2016)"]
    assert [(n.text, n.section) for s in made.standing if s.key == "now-projects" for n in s.notes] == [("Planned or proposed: 1", "plans")]


def test_of_trade_and_investment_only_the_latest_figure_each_way() -> None:
    one = page()
    for year, value in (("2016", 1.8e9), ("2023", 4e9), ("2020", 3e9)):
        one.says(f"trade came to {value} in {year}", "trade", parties=BOTH, date=year, amount=Amount(value, currency="EUR"))
    one.says(
        "Norway sold 1 billion in goods in 2022", "export", source="NOR", target="PRT", date="2022", amount=Amount(1e9, currency="EUR")
    )
    one.says(
        "Portugal sold 2 billion in goods in 2021", "export", source="PRT", target="NOR", date="2021", amount=Amount(2e9, currency="EUR")
    )
    one.says(
        "trade is to reach ten billion by 2030",
        "trade",
        parties=BOTH,
        status="proposed",
        date="../2030",
        amount=Amount(1e10, currency="EUR"),
    )
    assert standing(brief_of(one), "money") == [
        "Trade between Norway and Portugal came to €4 billion (2023)",
        "Portugal sold goods worth €2 billion to Norway (2021)",
        "Norway sold goods worth €1 billion to Portugal (2022)",
    ]


def test_a_closed_border_is_a_quarrel_until_that_border_is_opened() -> None:
    one = page()
    one.says("Portugal closed its airspace in 2019", "border-closed", source="PRT", target="NOR", date="2019", object="airspace")
    one.says("Portugal opened its harbours in 2020", "border-opened", source="PRT", target="NOR", date="2020", object="harbours")
    assert standing(brief_of(one), "quarrels") == ["Portugal keeps its airspace closed to Norway (since 2019)"]
    one.says("Portugal opened its airspace in 2021", "border-opened", source="PRT", target="NOR", date="2021", object="airspace")
    assert standing(brief_of(one), "quarrels") == []


@pytest.mark.parametrize(
    ("kind", "undoing"), [("sanction", "sanction-lifted"), ("occupation", "concession"), ("mission-closed", "mission-reopened")]
)
def test_what_one_side_did_it_must_undo_itself(kind: str, undoing: str) -> None:
    one = page()
    one.says("Norway did it in 2019", kind, source="NOR", target="PRT", date="2019", status="ongoing")
    assert len(standing(brief_of(one), "quarrels")) == 1
    one.says("Portugal undid its own in 2020", undoing, source="PRT", target="NOR", date="2020")
    assert len(standing(brief_of(one), "quarrels")) == 1
    one.says("Norway undid it in 2021", undoing, source="NOR", target="PRT", date="2021")
    assert standing(brief_of(one), "quarrels") == []


def test_an_undoing_without_a_date_is_told_as_a_doubt() -> None:
    one = page()
    one.says("Portugal closed its border in 2019", "border-closed", source="PRT", target="NOR", date="2019")
    one.says("Portugal opened its border", "border-opened", source="PRT", target="NOR")
    line = next(line for section in brief_of(one).standing if section.key == "now-quarrels" for line in section.lines)
    assert any("without a date that could order them: Portugal opened its border to Norway" in flag for flag in line.flags)
    assert len(line.refs) == 2


def test_wars_and_old_words_are_history() -> None:
    one = page(published="2025-01-01")
    one.says("They fought the Cod War from 1801 to 1803", "conflict", parties=BOTH, date="1801/1803", object="Cod War")
    one.says("Norway accused Portugal in 1999", "accusation", source="NOR", target="PRT", date="1999")
    one.says("Norway accused Portugal in 2024", "accusation", source="NOR", target="PRT", date="2024", object="nets")
    made = brief_of(one)
    assert standing(made, "quarrels") == ["Norway accused or criticised Portugal over nets (2024)"]
    assert any("more than 10 years" in n.text for s in made.standing for n in s.notes)
    assert standing(brief_of(one, as_of="1802"), "quarrels") == ["Norway and Portugal were in conflict: the Cod War (1801 to 1803)"]


def test_an_occupation_stands_only_while_it_is_told_as_going_on() -> None:
    one = page()
    one.says("Norwegian troops landed in 1807", "occupation", source="NOR", target="PRT", date="1807")
    assert standing(brief_of(one), "quarrels") == []
    one.says("Norway holds the Berlengas", "occupation", source="NOR", target="PRT", date="1990/..", status="ongoing", object="Berlengas")
    assert standing(brief_of(one), "quarrels") == ["Norway holds territory of Portugal under occupation: Berlengas (since 1990)"]


def test_forces_withdrawn_and_alliances_ended_do_not_stand() -> None:
    one = page()
    one.says("Norway stationed troops in 1999", "deployment", source="NOR", target="PRT", date="1999")
    one.says("They were allies from 1949", "alliance", parties=BOTH, date="1949/..", status="ongoing")
    assert len(standing(brief_of(one), "defence")) == 2
    one.says("The troops left in 2004", "deployment", source="NOR", target="PRT", date="2004", status="ended")
    one.says("The alliance ended in 2005", "alliance", parties=BOTH, date="2005", status="ended")
    assert standing(brief_of(one), "defence") == []
    assert len(standing(brief_of(one, as_of="2000"), "defence")) == 2


def test_a_border_denied_is_a_remark_and_no_line() -> None:
    one = page()
    one.says("They have no border", "border", parties=BOTH, status="denied")
    section = next(s for s in brief_of(one).standing if s.key == "now-border")
    assert section.lines == ()
    assert [(n.section, n.refs) for n in section.notes] == [("denied", (1,))]


def test_lines_that_read_alike_are_one() -> None:
    one = page()
    one.says("Norway trains Portuguese divers", "military-support", source="NOR", target="PRT")
    one.says("Norway gave the Portuguese navy its radar", "military-support", source="NOR", target="PRT")
    section = next(s for s in brief_of(one).standing if s.key == "now-defence")
    assert [line.refs for line in section.lines] == [(1, 2)]


def test_a_long_group_keeps_its_latest_lines_and_says_so() -> None:
    one = page()
    for year in range(1990, 2010):
        one.says(f"the Treaty of {year} was signed", "agreement-signed", parties=BOTH, date=str(year), object=f"Treaty of {year}")
    section = next(s for s in brief_of(one).standing if s.key == "now-agreements")
    assert [line.date for line in section.lines] == [str(year) for year in range(1998, 2010)]
    assert [n.text for n in section.notes] == ["8 more further down"]


def test_missions_take_the_finest_date_that_their_sources_agree_on() -> None:
    one = page()
    one.says(
        "the legation was raised to an embassy in 1942",
        "mission-elevated",
        source="NOR",
        target="PRT",
        date="1942",
        detail={"mission": "embassy"},
    )
    one.says("its rank was raised on 3 May 1942", "mission-elevated", source="NOR", target="PRT", date="1942-05-03")
    assert len(standing(brief_of(one), "missions")) == 1
    assert standing(brief_of(one), "missions")[0].endswith("(since 3 May 1942)")


def test_an_exercise_that_recurs_stands_beside_the_latest_single_one() -> None:
    one = page()
    one.says(
        "Cold Fin has been held every year since 2011", "exercise", parties=BOTH, date="2011/..", status="ongoing", detail={"every": "year"}
    )
    one.says("Wet Sail was held in 2015", "exercise", parties=BOTH, date="2015", object="Wet Sail")
    one.says("Dry Sail was held in 2019", "exercise", parties=BOTH, date="2019", object="Dry Sail")
    assert standing(brief_of(one), "defence") == [
        "Norway and Portugal hold joint military exercises every year (since 2011)",
        "Norway and Portugal held a joint military exercise (Dry Sail) (2019)",
    ]


def test_figures_that_differ_are_all_shown_and_bare_claims_are_not() -> None:
    one = page()
    one.says(
        "Norway put 12 billion into Portugal by 2021",
        "investment",
        source="NOR",
        target="PRT",
        date="2021",
        amount=Amount(12e9, currency="EUR"),
    )
    one.says(
        "Norway put 9 billion into Portugal by 2024",
        "investment",
        source="NOR",
        target="PRT",
        date="2024",
        amount=Amount(9e9, currency="EUR"),
    )
    one.says("Norway invests in Portugal", "investment", source="NOR", target="PRT")
    assert standing(brief_of(one), "money") == [
        "Norway invested €12 billion in Portugal (2021)",
        "Norway invested €9 billion in Portugal (2024)",
    ]
