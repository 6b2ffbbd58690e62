"""Languages: English stays English under foreign names; other languages are told."""

from __future__ import annotations

import pytest

from dragoman.read.language import detect_language, normalise_language


@pytest.mark.parametrize("text", [
    "Kazakhstan, Uzbekistan Sign Pact in Tashkent",
    "Nursultan Nazarbayev, Gurbanguly Berdimuhamedow and Shavkat Mirziyoyev met Recep Tayyip Erdoğan at the Dolmabahçe palace in Istanbul, "
    "with Volodymyr Zelenskyy and Klaus Iohannis at the table.",
    "TREATY OF FRIENDSHIP BETWEEN PERU AND CHILE SIGNED",
    "Lima", "", "1992 2024 ---", "Parliament ratifies fisheries protocol amid protests", "Kazakhstan, Uzbekistan sign pact in Tashkent",
    "Ambassador of Côte d'Ivoire: Yaoundé–Abidjan trade 'growing'",
])
def test_english(text: str) -> None:
    assert detect_language(text) == "en"


@pytest.mark.parametrize(("text", "code"), [
    ("Le président de la République a signé jeudi un traité d'amitié avec son homologue sénégalais, ont annoncé les deux gouvernements.",
     "fr"),
    ("Der Bundeskanzler hat am Donnerstag einen Vertrag mit seinem polnischen Kollegen unterzeichnet, wie beide Regierungen mitteilten.",
     "de"),
    ("Министры иностранных дел двух стран подписали договор о дружбе.", "ru"),
    ("Cumhurbaşkanı, iki ülke arasındaki dostluk anlaşmasını imzaladıktan sonra "
     "gazetecilere açıklama yaptı ve komşu ülkeye teşekkür etti.", "tr"),
    ("De minister van Buitenlandse Zaken had op donderdag een gesprek met zijn ambtgenoot over het verdrag, dat was getekend in mei.",
     "nl"),
    ("Los dos gobiernos firmaron un tratado sobre las aguas del lago que los separa.", "es"),
])
def test_other_languages(text: str, code: str) -> None:
    assert detect_language(text) == code


def test_codes_and_names() -> None:
    assert [normalise_language(v) for v in ("EN", "en-GB", "eng", "English", "fr_FR", "", None, "gibberish")] == [
        "en", "en", "en", "en", "fr", None, None, None]
