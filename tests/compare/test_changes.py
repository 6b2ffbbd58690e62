"""What counts as the same fact in two records, and what is told of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.brief.names import gazetteer_names
from dragoman.compare import Change, change_lines, compare, title_of
from dragoman.merge import Fact, merge_statements
from dragoman.model import Amount, Statement
from tests.brief.made import BOTH, Page, dyad


def facts_of(*pages: Page) -> list[Fact]:
    return merge_statements(s for page in pages for s in page.statements)


def told(changes: list[Change], *sides: list[Fact]) -> list[str]:
    by_id = {fact.id: fact for side in sides for fact in side}
    return [line for change in changes for line in change_lines(change, by_id, gazetteer_names())]


def base() -> Page:
    page = Page("one")
    page.says("relations since 1907", "relations-established", parties=BOTH, date="1907")
    page.says("exports of 3 billion euros in 2020", "export", source="NOR", target="PRT", date="2020", amount=Amount(3e9, currency="EUR"))
    return page


def test_the_same_record_has_no_changes() -> None:
    assert compare(facts_of(*dyad()), facts_of(*dyad())) == []


def test_a_finer_date_and_a_further_source_are_changes_of_one_fact() -> None:
    two = Page("two", outlet="Douro Post")
    two.says("on 12 May 1907 the kings exchanged letters that opened relations", "relations-established", parties=BOTH, date="1907-05-12")
    old, new = facts_of(base()), facts_of(base(), two)
    (only,) = compare(old, new)
    assert only.what == "changed"
    assert [d.finer for d in only.differences if d.about == "date"] == [True]
    assert told([only], old, new) == [
        "Norway and Portugal established diplomatic relations (12 May 1907)",
        "date, finer: 1907 → 12 May 1907",
        "independent sources: 1 → 2",
    ]


def test_new_facts_and_new_disputes_are_told() -> None:
    two = Page("two", outlet="Douro Post")
    two.says("relations date from 1909", "relations-established", parties=BOTH, date="1909")
    old, new = facts_of(base()), facts_of(base(), two)
    changes = compare(old, new)
    assert [c.what for c in changes] == ["changed", "new"]
    lines = told(changes, old, new)
    assert "newly disputed: the date: 1907, elsewhere 1909" in lines
    back = compare(new, old)
    assert [c.what for c in back] == ["changed", "gone"]
    assert "no longer disputed" in told(back, old, new)


def test_a_text_coded_otherwise_is_matched_by_its_claim() -> None:
    """With another codebook neither ids nor statements stay; kind, states, names and dates that fit do."""
    other = Page("one")
    other.says("relations since 1907", "relations-established", parties=BOTH, date="1907-05", detail={"level": "legation"})
    more = Amount(3.5e9, currency="EUR")
    other.says("exports of 3.5 billion euros in 2020", "export", source="NOR", target="PRT", date="2020", amount=more)
    old, new = facts_of(base()), facts_of(other)
    assert not {f.id for f in old} & {f.id for f in new}
    changes = compare(old, new)
    assert [c.what for c in changes] == ["changed", "changed"]
    assert "amount: €3 billion → €3.5 billion" in told(changes, old, new)


def test_a_plan_come_true_is_a_change_of_status_and_a_denial_is_another_fact() -> None:
    def page(status: str) -> list[Fact]:
        one = Page("one")
        one.says("an embassy in Lisbon in 2026", "embassy-opened", source="NOR", target="PRT", date="2026", status=status)
        return facts_of(one)

    (come,) = compare(page("planned"), page("happened"))
    assert [(d.about, d.before, d.after) for d in come.differences] == [("status", "planned", "happened")]
    assert {c.what for c in compare(page("happened"), page("denied"))} == {"gone", "new"}


def test_facts_that_became_one_are_told_as_joined_and_the_reverse_as_parted() -> None:
    one, two = Page("one"), Page("two", outlet="Douro Post")
    one.says("the Sardine Treaty of 1950", "agreement-signed", parties=BOTH, date="1950", object="Sardine Treaty")
    two.says("the fisheries accord of 1950", "agreement-signed", parties=BOTH, date="1950", object="Lisbon Fisheries Accord")
    apart = facts_of(one, two)
    renamed: list[Statement] = [one.statements[0], two.statements[0]]
    together = [_with_statements(apart[0], renamed)]
    (joined,) = [c for c in compare(apart, together) if c.what == "joined"]
    assert joined.other == apart[0].id
    (parted,) = [c for c in compare(together, apart) if c.what == "parted"]
    assert parted.other == apart[0].id
    assert any(line.startswith("now one with: ") for line in told([joined], apart, together))


def _with_statements(fact: Fact, statements: list[Statement]) -> Fact:
    from dataclasses import replace

    return replace(fact, statements=tuple(statements))


def test_a_pair_is_named_in_the_order_asked_for() -> None:
    from dataclasses import replace

    names = replace(gazetteer_names(), first=("PRT", "NOR"))
    assert title_of(("NOR", "PRT"), names) == "Portugal – Norway"


KINDS = st.sampled_from(["relations-established", "visit", "agreement-signed"])
DATES = st.sampled_from([None, "1990", "1990-05", "1990-05-04", "1991", "1990/.."])
CLAIMS = st.lists(st.tuples(KINDS, DATES, st.sampled_from([None, "Sardine Treaty", "Cork Pact"]), st.integers(0, 3)), max_size=8)


@given(CLAIMS, CLAIMS)
def test_every_fact_of_both_records_is_accounted_for_once(before: list[tuple], after: list[tuple]) -> None:  # type: ignore[type-arg]
    def made(claims: list[tuple]) -> list[Fact]:  # type: ignore[type-arg]
        pages = {n: Page(f"doc{n}") for n in range(4)}
        for kind, date, name, n in claims:
            who = {"source": "NOR", "target": "PRT"} if kind == "visit" else {"parties": BOTH}
            pages[n].says(f"{kind} {date} {name}", kind, date=date, object=name, **who)
        return facts_of(*pages.values())

    old, new = made(before), made(after)
    changes = compare(old, new)
    assert len(new) - len(old) == sum(c.old is None for c in changes) - sum(c.new is None for c in changes)
    for side, facts in (("old", old), ("new", new)):
        ids = [getattr(c, side).id for c in changes if getattr(c, side) is not None]
        assert len(ids) == len(set(ids))
        assert set(ids) <= {fact.id for fact in facts}
    assert compare(old, old) == []
