"""The language of the phrases."""

from __future__ import annotations

from functools import partial

import pytest

from dragoman.brief.template import fill, parse_template, slots_of


def filled(template: str, **slots: str) -> str | None:
    return fill(parse_template(template), {name: partial(str, value) for name, value in {"a": "", "b": "", **slots}.items()})


def test_what_lacks_a_slot_is_left_out_or_replaced() -> None:
    assert filled("{a} invested[ {b}]", a="Peru", b="much") == "Peru invested much"
    assert filled("{a} invested[ {b}]", a="Peru") == "Peru invested"
    assert filled("[{a} left|both parted]") == "both parted"
    assert filled("[{a} left [{b}|home]|both parted]", a="Peru") == "Peru left home"


def test_a_bare_slot_without_a_value_fails_the_phrase() -> None:
    assert filled("{a} invested") is None


@pytest.mark.parametrize("bad", ["[{a}", "{a}]", "a|b", "{a", "{A b}", "a}"])
def test_a_broken_phrase_says_which(bad: str) -> None:
    with pytest.raises(ValueError, match="phrase: ") as caught:
        parse_template(bad)
    assert bad in str(caught.value)


def test_all_slots_are_known_however_deep() -> None:
    assert slots_of(parse_template("{a}[ x {b}[{c}|y]]")) == {"a", "b", "c"}
