"""Which states a document is about."""

from __future__ import annotations

from dragoman.actors import dyad, find_mentions, focus, load_gazetteer
from dragoman.model import Document, Mention


def read(text: str, title: str | None = None) -> tuple[Document, list[Mention]]:
    doc = Document(id="t", text=f"{title}\n\n{text}" if title else text, title=title, published="2024-05-01")
    return doc, find_mentions(doc, load_gazetteer())


def test_the_title_counts_most() -> None:
    about = read("Kenya, Kenya and again Kenya were named, and Oman once.", "Oman and Yemen talk")
    assert set(focus(*about)[:2]) == {"OMN", "YEM"}
    assert dyad(*about) == ("OMN", "YEM")


def test_without_a_title_the_two_that_have_most_of_the_text_are_the_pair() -> None:
    about = read("Ghana wrote to Togo. Togo answered Ghana. The Ghanaian envoy saw the Togolese minister. Mali was told.")
    assert dyad(*about) is not None
    assert set(dyad(*about) or ()) == {"GHA", "TGO"}


def test_many_states_are_no_pair() -> None:
    about = read("Peru, Chile, Cuba, Fiji, Oman and Togo voted. Peru, Chile, Cuba, Fiji, Oman and Togo signed.")
    assert dyad(*about) is None


def test_organisations_are_not_in_focus() -> None:
    assert focus(*read("NATO and NATO and NATO met Finland.")) == ("FIN",)


def test_a_territory_counts_for_its_sovereign_in_the_pair() -> None:
    about = read("Spain and the United Kingdom talked of Gibraltar. Gibraltar spoke. Spain agreed; the United Kingdom did.")
    assert set(dyad(*about) or ()) == {"ESP", "GBR"}


def test_nothing_named() -> None:
    assert focus(*read("It rained.")) == ()
    assert dyad(*read("It rained.")) is None
