"""The extents of a phrase hold what readers mark."""

from dragoman.events.spans import extents, phrase_heads
from dragoman.parse import parse


def texts(sentence: str, head: str) -> set[str]:
    (doc,) = parse([sentence])
    token = next(t for t in phrase_heads(doc) if t.text == head)
    return {doc[e.start : e.end].text for e in extents(token)}


def test_an_apposition_and_an_article_may_be_in_or_out() -> None:
    found = texts("The Bolivian foreign minister, Rosa Quispe, praised the mediators.", "minister")
    assert {"The Bolivian foreign minister, Rosa Quispe", "The Bolivian foreign minister", "Bolivian foreign minister"} <= found


def test_complements_may_be_in_or_out_but_no_extent_ends_in_a_comma() -> None:
    found = texts("Rebels shelled the town of Abéché in eastern Chad, killing nine.", "town")
    assert {"the town of Abéché", "the town"} <= found
    assert not any(t.endswith(",") for t in found)


def test_a_list_is_one_phrase_and_its_first_member_another() -> None:
    found = texts("Ghana and Togo condemned the coup.", "Ghana")
    assert found == {"Ghana", "Ghana and Togo"}


def test_compounds_and_measures_head_no_phrase() -> None:
    (doc,) = parse(["Kenyan army helicopters left on Monday."])
    assert [t.text for t in phrase_heads(doc)] == ["helicopters", "Monday"]
