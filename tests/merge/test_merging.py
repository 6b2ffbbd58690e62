"""What merges, what stays apart, what is disputed."""

from __future__ import annotations

from typing import Any

from dragoman.merge import Conflict, Fact, merge_statements
from dragoman.model import Amount, Evidence, Statement


def said(doc: str, kind: str, source: str | None = None, target: str | None = None, quote: str | None = None, **fields: Any) -> Statement:
    quote = quote or f"As {doc} has it."
    return Statement(kind, Evidence(doc, 0, len(quote), quote), source=source, target=target, **fields)


def facts(*statements: Statement) -> list[Fact]:
    merged = merge_statements(statements)
    assert merged == merge_statements(reversed(statements))
    assert sorted(map(repr, statements)) == sorted(repr(s) for fact in merged for s in fact.statements)
    return merged


def embassy(doc: str, date: str | None = None, **fields: Any) -> Statement:
    return said(doc, "embassy-opened", "FJI", "NOR", date=date, **fields)


def test_the_finest_date_that_all_agree_on() -> None:
    fact, = facts(embassy("a", "1992", date_basis="stated"), embassy("b", "1992-01-14", date_basis="relative"), embassy("c", "1992-01"))
    assert (fact.date, fact.date_basis, fact.sources) == ("1992-01-14", "relative", ("a", "b", "c"))
    assert [str(day) for day in fact.bounds if day] == ["1992-01-14", "1992-01-14"]


def test_two_dates_of_a_one_time_event_are_a_dispute() -> None:
    first, second = facts(embassy("a", "1991"), embassy("b", "1992-01-14"), embassy("c", "1992"))
    assert first.conflicts == (Conflict(second.id, "date", "1991, elsewhere 1992-01-14"),)
    assert second.conflicts == (Conflict(first.id, "date", "1992-01-14, elsewhere 1991"),)


def test_two_of_an_event_that_recurs_are_no_dispute() -> None:
    merged = facts(said("a", "visit", "FJI", "NOR", date="1991"), said("b", "visit", "FJI", "NOR", date="1992"))
    assert not any(fact.disputed for fact in merged)


def test_independence_declared_and_restored_long_after_is_no_dispute() -> None:
    merged = facts(said("a", "independence", "EST", date="1918-02-24"), said("b", "independence", "EST", date="1991-08-20"))
    assert not any(fact.disputed for fact in merged)


def test_an_undated_claim_joins_the_only_dated_one_and_none_of_two() -> None:
    assert len(facts(embassy("a", "1992"), embassy("b"))) == 1
    assert len(facts(embassy("a", "1992"), embassy("b"), embassy("c", "1994"))) == 3
    # Any visit may be meant: nothing says that it was that one.
    assert len(facts(said("a", "visit", "FJI", "NOR", date="1992"), said("b", "visit", "FJI", "NOR"))) == 2


def test_a_year_joins_none_of_two_days_in_it() -> None:
    dates = {"a": "2019-03-01", "b": "2019-07-05", "c": "2019", "d": "2019"}
    visits = [said(doc, "visit", "FJI", "NOR", date=date) for doc, date in dates.items()]
    assert [(f.date, f.sources) for f in facts(*visits)] == [("2019", ("c", "d")), ("2019-03-01", ("a",)), ("2019-07-05", ("b",))]


def test_direction_kind_and_states_keep_apart() -> None:
    assert len(facts(embassy("a", "1992"), said("b", "embassy-opened", "NOR", "FJI", date="1992"),
                     said("c", "visit", "FJI", "NOR", date="1992"), said("d", "embassy-opened", "FJI", "SWE", date="1992"))) == 4


def test_a_state_and_the_form_that_it_had_then_are_one() -> None:
    def opened(doc: str, state: str, date: str | None) -> Statement:
        return said(doc, "relations-established", parties=(state, "TUR"), date=date)

    fact, = facts(opened("a", "RUS", "1924"), opened("b", "SUN", "1924-06"), opened("c", "SUN", "1924"))
    assert (fact.parties, fact.date) == (("SUN", "TUR"), "1924-06")
    # Russia's own relations, of before and after, are others; and without a date "Russia" is Russia.
    assert len(facts(opened("a", "RUS", "1992"), opened("b", "SUN", "1924"), opened("c", "RUS", "1897"))) == 3
    assert len(facts(opened("a", "RUS", None), opened("b", "SUN", "1924"))) == 2
    # Ukraine was part of the Soviet Union; its relations did not begin with the Soviet Union's.
    assert len(facts(opened("a", "UKR", "1924"), opened("b", "SUN", "1924"))) == 2


def test_names_of_a_treaty() -> None:
    def treaty(doc: str, name: str | None, date: str | None = "2021-06-15") -> Statement:
        return said(doc, "agreement-signed", parties=("AZE", "TUR"), object=name, date=date)

    fact, = facts(treaty("a", "Shusha Declaration"), treaty("b", "declaration"), treaty("d", "Shusha Declaration", "2021"),
                  treaty("c", "Shusha Declaration on Allied Relations", None), treaty("e", None))
    assert (fact.object, fact.date, len(fact.statements)) == ("Shusha Declaration", "2021-06-15", 5)
    # A document without a name may mean either of two that were signed on a day.
    assert len(facts(treaty("a", "Shusha Declaration"), treaty("b", "memorandum on energy"), treaty("c", None))) == 3
    named, other = facts(treaty("a", "Shusha Declaration"), treaty("b", "Shusha Declaration", "2020-06-15"))
    assert named.conflicts_with == (other.id,)
    assert not any(f.disputed for f in facts(treaty("a", "protocol"), treaty("b", "protocol", "2020")))


def test_one_document_does_not_tell_the_same_twice_without_a_sign() -> None:
    def signed(doc: str, quote: str) -> Statement:
        return said(doc, "agreement-signed", parties=("AZE", "TUR"), date="2021-06", quote=quote)

    assert len(facts(signed("a", "They signed a paper on schools."), signed("a", "Ministers put names to one on fishing."))) == 2
    assert len(facts(signed("a", "They signed a paper on schools."), signed("b", "Ministers put names to one on fishing."))) == 1
    visit = said("a", "visit", "FJI", "NOR", date="2021-06-15", quote="They came for a day.")
    assert len(facts(visit, said("a", "visit", "FJI", "NOR", date="2021-06-15", quote="On Tuesday he flew in."))) == 1


def test_words_are_the_same_if_they_say_the_same() -> None:
    def accused(doc: str, quote: str) -> Statement:
        return said(doc, "accusation", "FJI", "NOR", quote=quote, date="2021-06-15")

    quotes = {"a": "Fiji accused Norway of taking its fish.", "b": "Fiji on Tuesday accused Norway of taking its fish.",
              "c": "Suva said that spies had been sent."}
    assert sorted(fact.sources for fact in facts(*(accused(doc, quote) for doc, quote in quotes.items()))) == [("a", "b"), ("c",)]


def test_a_project_planned_and_opened_is_a_history_and_no_contradiction() -> None:
    def railway(doc: str, name: str, status: str, date: str | None) -> Statement:
        return said(doc, "project", parties=("AZE", "TUR"), object=name, status=status, date=date, detail={"project": "railway"})

    planned, opened, other = facts(
        railway("a", "Baku-Tbilisi-Kars", "planned", "../2015"), railway("b", "BTK railway", "happened", "2017-10-30"),
        railway("c", "Kars-Nakhchivan railway", "proposed", None))
    assert (planned.related, opened.related, other.related) == ((opened.id,), (planned.id,), ())
    assert not planned.disputed
    assert not opened.disputed
    assert facts(railway("a", "BTK", "planned", None), railway("b", "BTK", "proposed", None))[0].status == "planned"


def test_a_treaty_signed_and_ratified_is_one_history_also_among_more_states() -> None:
    signed, ratified = facts(said("a", "agreement-signed", parties=("AZE", "GEO", "TUR"), object="Trabzon Declaration", date="2012-06-08"),
                             said("b", "agreement-ratified", parties=("AZE", "TUR"), object="Trabzon Declaration", date="2013"))
    assert signed.related == (ratified.id,)


def test_denial_against_assertion() -> None:
    denied, asserted = sorted(facts(said("a", "border", parties=("AZE", "TUR"), status="denied"),
                                    said("b", "border", parties=("AZE", "TUR"), status="ongoing", amount=Amount(17, None, "km"))),
                              key=lambda fact: fact.status)
    assert denied.conflicts == (Conflict(asserted.id, "denial", "denied, elsewhere asserted"),)
    assert asserted.conflicts_with == (denied.id,)
    # A denied attack without a date need not be the one that is known.
    attacks = facts(said("a", "attack", "FJI", "NOR", status="denied"), said("b", "attack", "FJI", "NOR", date="1999"))
    assert not any(fact.disputed for fact in attacks)
    same_day = facts(said("a", "attack", "FJI", "NOR", status="denied", date="1999-01-05"), said("b", "attack", "FJI", "NOR", date="1999"))
    assert all(fact.disputed for fact in same_day)


def test_one_voice_does_not_dispute_itself() -> None:
    def trade(doc: str, value: float, *attribution: str) -> Statement:
        return said(doc, "trade", parties=("AZE", "TUR"), amount=Amount(value, "USD"), date="2024", attribution=attribution)

    assert not any(f.disputed for f in facts(trade("a", 737e6), trade("a", 900e6)))
    assert all(f.disputed for f in facts(trade("a", 737e6, "Baku's statistics"), trade("a", 900e6, "Ankara's statistics")))


def test_a_membership_without_a_name_is_of_no_named_organisation() -> None:
    assert len(facts(said("a", "membership", "MKD", object="NATO", date="2020-03/.."), said("b", "membership", "MKD"))) == 2
    assert len(facts(said("a", "membership", "MKD", object="NATO", date="2020-03/.."), said("b", "membership", "MKD", object="NATO"))) == 1


def test_two_figures_for_one_year() -> None:
    def trade(doc: str, value: float, date: str | None, comparator: str = "=") -> Statement:
        return said(doc, "trade", parties=("AZE", "TUR"), amount=Amount(value, "USD", None, comparator), date=date)  # type: ignore[arg-type]

    close, = facts(trade("a", 737e6, "2024"), trade("b", 740e6, "2024"), trade("c", 700e6, "2024", ">"))
    assert close.amount == Amount(737e6, "USD")
    first, second = facts(trade("a", 737e6, "2024"), trade("b", 900e6, "2024"))
    assert {fact.conflicts for fact in (first, second)} == {
        (Conflict(other.id, "amount", f"{a} USD, elsewhere {b} USD"),)
        for a, b, other in (("737,000,000", "900,000,000", second if first.sources == ("a",) else first),
                            ("900,000,000", "737,000,000", first if first.sources == ("a",) else second))}
    assert not any(f.disputed for f in facts(trade("a", 737e6, "2023"), trade("b", 900e6, "2024"), trade("c", 1e9, None)))


def test_the_best_of_what_is_told() -> None:
    def office(doc: str, *persons: str, **fields: Any) -> Statement:
        return said(doc, "office", "FJI", detail={"persons": list(persons), **fields.pop("detail", {})}, **fields)

    fact, = facts(office("a", "Okello", detail={"office": "president"}, status="ongoing", confidence=0.5, via=("SWE",)),
                  office("b", "Grace Okello", status="ongoing", confidence=0.6), office("b", "Ms Okello", confidence=0.2))
    assert fact.detail == {"office": "president", "persons": ["Grace Okello", "Ms Okello", "Okello"]}
    assert (fact.status, fact.via, fact.confidence) == ("ongoing", ("SWE",), 0.8)
    assert len(facts(office("a", "Okello"), office("b", "Novák"))) == 2
    assert facts(embassy("a", confidence=1.0), embassy("b", confidence=0.4))[0].confidence == 1.0


def test_an_undated_independence_from_another_state_is_not_the_dated_one() -> None:
    assert len(facts(said("a", "independence", "AZE", "SUN"), said("b", "independence", "AZE", date="1918-05-28"))) == 2
    fact, = facts(said("a", "independence", "AZE", "SUN", date="1991"), said("b", "independence", "AZE", date="1991-10-18"))
    assert (fact.target, fact.states) == ("SUN", ("AZE", "SUN"))


def test_who_broke_off_relations() -> None:
    def severed(doc: str, source: str | None) -> Statement:
        return said(doc, "relations-severed", source, parties=("DZA", "MAR"), date="2021-08-24")

    fact, = facts(severed("a", None), severed("b", "DZA"))
    assert (fact.source, fact.parties) == ("DZA", ("DZA", "MAR"))
    assert len(facts(severed("a", "MAR"), severed("b", "DZA"))) == 2


def test_a_fact_as_json_values() -> None:
    fact, = facts(embassy("a", "1992", amount=Amount(2.0, None, "floors")), embassy("b", "1992"))
    told = fact.to_dict()
    assert (told["sources"], told["amount"]) == (["a", "b"], {"value": 2, "unit": "floors", "comparator": "="})
    assert told["statements"] == [s.id for s in fact.statements]


def test_a_consulate_may_be_a_consulate_general_and_not_an_office() -> None:
    def raised(doc: str, rank: str, date: str, place: str | None = None) -> Statement:
        detail = {"mission": "embassy", "from": rank, **({"place": place} if place else {})}
        return said(doc, "mission-elevated", "FJI", "NOR", date=date, detail=detail)

    assert len(facts(raised("a", "consulate", "1992"), raised("b", "consulate general", "1992-01-14"))) == 1
    assert len(facts(raised("a", "consulate", "1992"), raised("b", "liaison office", "1992-01-14"))) == 2
    # One says so of another city: they can't both be right.
    oslo, bergen = facts(raised("a", "consulate", "1992", "Oslo"), raised("b", "consulate", "1992", "Bergen"))
    assert {c.about for fact in (oslo, bergen) for c in fact.conflicts} == {"place"}


def test_a_consulate_in_each_city_and_one_date_for_each() -> None:
    def consulate(doc: str, place: str, date: str) -> Statement:
        return said(doc, "consulate-opened", "FJI", "NOR", date=date, detail={"mission": "consulate", "place": place})

    merged = facts(consulate("a", "Bergen", "1994"), consulate("b", "Bergen", "1996"), consulate("c", "Tromsø", "1995"))
    assert [(f.detail["place"], [c.about for c in f.conflicts]) for f in merged] == [
        ("Bergen", ["date"]), ("Tromsø", []), ("Bergen", ["date"])]


def test_one_work_is_opened_once_and_may_be_finished_before() -> None:
    def bridge(doc: str, date: str, stage: str, name: str = "Bridge of Hope") -> Statement:
        return said(doc, "project", parties=("AZE", "TUR"), object=name, date=date, detail={"project": "bridge", "stage": stage})

    assert not any(f.disputed for f in facts(bridge("a", "1992-03", "completed"), bridge("b", "1992-05", "opened")))
    assert all(f.disputed for f in facts(bridge("a", "1992-03", "opened"), bridge("b", "1993-05", "opened")))
    # Two bridges aren't opened on one day: another name is another name of the same.
    assert len(facts(bridge("a", "1992-05-28", "opened"), bridge("b", "1992-05-28", "opened", "Sadarak crossing"))) == 1
    assert len(facts(bridge("a", "1992-05-28", "opened"), bridge("a", "1992-05-28", "opened", "Sadarak crossing"))) == 2


def test_a_quarter_s_figure_is_none_of_the_year_and_about_means_the_nearer() -> None:
    def trade(doc: str, value: float, date: str, comparator: str = "=") -> Statement:
        return said(doc, "trade", parties=("AZE", "TUR"), amount=Amount(value, "USD", None, comparator), date=date)  # type: ignore[arg-type]

    assert not any(f.disputed for f in facts(trade("a", 100e6, "2017-01/2017-03"), trade("b", 400e6, "2017")))
    merged = facts(trade("a", 2416e6, "2017"), trade("b", 2202e6, "2017"), trade("c", 2.4e9, "2017", "~"))
    assert sorted((f.amount.value if f.amount else 0, f.sources) for f in merged) == [(2202e6, ("b",)), (2416e6, ("a", "c"))]


def test_a_denial_of_one_year_is_none_of_another() -> None:
    def closed(doc: str, date: str, status: str) -> Statement:
        return said(doc, "border-closed", "FJI", "NOR", object="border with Norway", date=date, status=status)

    assert not any(f.disputed for f in facts(closed("a", "2014", "denied"), closed("b", "2015-04-03", "happened")))
    assert all(f.disputed for f in facts(closed("a", "2015", "denied"), closed("b", "2015-04-03", "happened")))
