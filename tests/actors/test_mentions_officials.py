"""People by their titles, and who holds which office."""

from __future__ import annotations

import pytest

from dragoman.actors import OfficeHolding, find_mentions, find_offices, load_gazetteer
from dragoman.model import Document, Mention


def read(text: str, *, place: str | None = None, published: str | None = "2024-05-01") -> tuple[Document, list[Mention]]:
    doc = Document(id="t", text=text, published=published, place=place)
    return doc, find_mentions(doc, load_gazetteer())


def offices(text: str, **about: str | None) -> list[OfficeHolding]:
    return find_offices(*read(text, **about))


@pytest.mark.parametrize(
    ("marked", "person", "office", "code", "current"),
    [
        ("[Togo's current president, Kofi Mensah], spoke.", "Kofi Mensah", "president", "TGO", True),
        ("The [Finnish Prime Minister Aino Virta] left.", "Aino Virta", "Prime Minister", "FIN", None),
        ("[Minh Tran, the Vietnamese premier], agreed.", "Minh Tran", "premier", "VNM", None),
        ("The [king of Tonga, Tupou VI], came.", "Tupou VI", "king", "TON", None),
        ("[Eva Novak, foreign minister of Slovenia], replied.", "Eva Novak", "foreign minister", "SVN", None),
        ("Then-[Bolivian president Luis Rojas] signed.", "Luis Rojas", "president", "BOL", False),
        ("the late [Ghanaian president John Boateng]", "John Boateng", "president", "GHA", False),
        ("[Malta's former energy minister, Pia Borg], quit.", "Pia Borg", "energy minister", "MLT", False),
        ("[Kenya's ambassador to Japan, Tabitha Otieno], spoke.", "Tabitha Otieno", "ambassador", "KEN", None),
        ("[Lao Minister of Trade and Industry Bounmy Sisouk] met us.", "Bounmy Sisouk", "Minister of Trade and Industry", "LAO", None),
        ("[Qatari Prime Minister Sheikh Hamad bin Saif Al Dosari] rose.", "Hamad bin Saif Al Dosari", "Prime Minister", "QAT", None),
    ],
)
def test_offices(marked: str, person: str, office: str, code: str, current: bool | None) -> None:
    text, quote = marked.replace("[", "").replace("]", ""), marked[marked.index("[") + 1 : marked.index("]")]
    (only,) = offices(text)
    assert (only.quote, only.person, only.office, only.code, only.current) == (quote, person, office, code, current)
    assert text[only.start : only.end] == quote


def test_a_person_is_known_by_name_once_introduced() -> None:
    text = "Nepal's foreign minister, Sita Rana, flew in. Mrs Rana smiled. Later Rana met Bhutan's king. Sita Rana left."
    _, out = read(text)
    later = [m for m in out if m.kind == "leader"]
    assert [m.text for m in later] == ["Mrs Rana", "Rana", "Sita Rana"]
    assert {(m.codes[0], m.person) for m in later} == {("NPL", "Sita Rana")}
    assert len(offices(text)) == 1


def test_a_namesake_is_somebody_else() -> None:
    _, out = read("Nepal's foreign minister, Sita Rana, flew in. Deepak Rana, a baker, watched.")
    assert [m.text for m in out] == ["Nepal's foreign minister, Sita Rana"]


def test_an_ambassador_stands_for_the_sender_not_the_host() -> None:
    _, out = read("Chile's ambassador in Oslo protested. The ambassador to Norway did not.")
    assert [(m.text, m.codes[0]) for m in out] == [("Chile's ambassador", "CHL"), ("Oslo", "NOR"), ("Norway", "NOR")]


def test_a_predecessor_held_the_same_office() -> None:
    first, second = offices("Zambian President Joseph Phiri praised Phiri's predecessor, Mary Zulu.")
    assert (second.person, second.office, second.code, second.current) == ("Mary Zulu", "President", "ZMB", False)
    assert first.current is None


def test_a_counterpart_holds_the_same_office() -> None:
    out = offices("Omani Foreign Minister Badr Harthi met his Bahraini counterpart, Ali Khalifa, in Muscat.")
    assert [(o.person, o.code) for o in out] == [("Badr Harthi", "OMN"), ("Ali Khalifa", "BHR")]
    assert {o.office for o in out} == {"Foreign Minister"}


def test_a_title_without_a_state_is_of_the_place_where_the_text_was_written() -> None:
    _, out = read("ACCRA, May 3 (Agency) -- President Kwame Owusu opened a school.")
    assert [(m.text, m.codes[0], m.office) for m in out] == [("President Kwame Owusu", "GHA", "President")]


def test_a_visitor_is_not_taken_for_a_minister_of_the_place() -> None:
    _, out = read("ACCRA, May 3 (Agency) -- Prime Minister Aino Virta arrived from Finland.")
    assert [m.codes[0] for m in out] == ["FIN"]


@pytest.mark.parametrize("text", ["The club's president, Tom Hill, quit.", "Acme President Ann Low sold it.", "Larry King sang."])
def test_presidents_of_clubs_and_people_called_king_hold_no_office_of_state(text: str) -> None:
    assert offices(text) == []
    assert read(text, place="Oslo")[1] == []


def test_a_title_may_name_nobody() -> None:
    _, out = read("The Samoan prime minister and Fiji's navy chief agreed.")
    assert [(m.text, m.kind, m.office, m.person) for m in out] == [
        ("Samoan prime minister", "official", "prime minister", None),
        ("Fiji's navy chief", "official", "navy chief", None),
    ]
    assert offices("The Samoan prime minister agreed.") == []
