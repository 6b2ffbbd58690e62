"""Which names take "the", which "a"."""

from __future__ import annotations

import pytest

from dragoman.brief.names import Names, a_or_the, gazetteer_names, possessive, the, work_name


@pytest.mark.parametrize(
    ("code", "called"),
    [
        ("GBR", "the United Kingdom"),
        ("USA", "the United States"),
        ("SUN", "the Soviet Union"),
        ("PHL", "the Philippines"),
        ("NLD", "the Netherlands"),
        ("FRA", "France"),
        ("TUR", "Türkiye"),
        ("NATO", "NATO"),
        ("EU", "the EU"),
        ("UN", "the UN"),
        ("ZZZ", "ZZZ"),
    ],
)
def test_states_and_organisations(code: str, called: str) -> None:
    assert gazetteer_names().called(code) == called


def test_the_pair_is_named_in_the_order_asked_for() -> None:
    names = Names({"AZE": "Azerbaijan", "TUR": "Türkiye", "GEO": "Georgia"}.get, ("TUR", "AZE"))
    assert names.joined(["AZE", "GEO", "TUR"]) == "Türkiye, Azerbaijan and Georgia"


def test_things_known_and_new() -> None:
    assert the("Winter War") == "the Winter War"
    assert the("War of the Oxen") == "the War of the Oxen"
    assert the("BlueStream") == "BlueStream"
    assert the("harbour tax") == "the harbour tax"
    assert the("harbour dues") == "harbour dues"
    assert the("gas") == "gas"
    assert a_or_the("memorandum of agreement") == "a memorandum of agreement"
    assert a_or_the("agenda of ten points") == "an agenda of ten points"
    assert a_or_the("treaty of 1904") == "the treaty of 1904"
    assert a_or_the("protocols") == "protocols"
    assert a_or_the("Treaty on Fisheries") == "the Treaty on Fisheries"
    assert a_or_the("Annex B") == "Annex B"


def test_a_work_says_its_kind_once() -> None:
    assert work_name("Nordlink", "power-grid") == "the Nordlink power grid"
    assert work_name("Oslo-Lisbon railway", "railway") == "the Oslo-Lisbon railway"
    assert work_name("second bridge over the Guadiana", "bridge") == "a second bridge over the Guadiana"
    assert work_name(None, "oil-pipeline") == "an oil pipeline without a name in the sources"


def test_possessives() -> None:
    assert possessive("Portugal") == "Portugal’s"
    assert possessive("the Netherlands") == "the Netherlands’"
