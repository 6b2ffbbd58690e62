"""Names of one thing are known as one; names of different things are not."""

from __future__ import annotations

import pytest

from dragoman.merge.names import is_named, same_name, same_persons


@pytest.mark.parametrize(("a", "b"), [
    ("BTC", "Baku-Tbilisi-Ceyhan"), ("the BTC pipeline", "Baku–Tbilisi–Ceyhan oil pipeline"), ("B.T.C.", "BTC pipeline"),
    ("TANAP", "Trans-Anatolian gas pipeline"), ("memorandum", "2013 memorandum"), ("2013 memorandum", "Memorandum on Training (2013)"),
    ("Shusha Declaration", "Shusha Declaration on Allied Relations"), ("Nakhichevan corridor", "the Nakhchivan Corridor"),
    ("Treaty of Kars", "Kars treaty"), ("Two banks, one river", "one river, two banks"), ("gas", "natural gas"),
    ("Şanlıurfa dam", "Sanliurfa Dam"),
])
def test_one_thing(a: str, b: str) -> None:
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(("a", "b"), [
    ("Baku-Tbilisi-Kars railway", "Baku-Tbilisi-Ceyhan pipeline"), ("First Karabakh War", "Second Karabakh War"), ("oil", "gas"),
    ("treaty of 1904", "treaty of 1874"), ("TANAP", "BTC"), ("tax treaty", "boundary treaty"), ("BTK", "Baku-Tbilisi-Ceyhan"),
    ("gas pipeline", "oil pipeline"), ("Trans-Adriatic Pipeline", "Trans-Anatolian Pipeline"), ("NATO", "EU"), ("embassy", "memorandum"),
])
def test_two_things(a: str, b: str) -> None:
    assert not same_name(a, b)
    assert not same_name(b, a)


def test_what_only_tells_the_sort_of_thing_is_no_name() -> None:
    assert not is_named("Memorandum of Understanding")
    assert not is_named(None)
    assert is_named("Shusha Declaration")


def test_persons_are_known_by_their_last_names() -> None:
    assert same_persons(["Mr Okello"], ["Grace Okello", "Jan Novák"])
    assert same_persons(["G. Okello"], ["President Grace Okello"])
    assert not same_persons(["Grace Okello"], ["Peter Okello"])
    assert same_persons(["Novak"], ["Jan Novák"])
    assert same_persons([], ["Jan Novák"])
    assert not same_persons(["Grace Okello"], ["Jan Novák"])
