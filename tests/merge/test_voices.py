"""The voices in which a fact is told, and how many of them are independent."""

from __future__ import annotations

from dragoman.merge.voices import independent, sources_of, voice_of
from dragoman.model import Document, Evidence, Statement
from dragoman.stories import Source


def test_what_each_document_says_and_from_whom_it_has_it() -> None:
    def said(doc: str, quote: str, *attribution: str) -> Statement:
        return Statement("loan", Evidence(doc, 0, len(quote), quote), source="URY", target="GHA", attribution=attribution)

    statements = [
        said("wire", "Uruguay will lend two dredgers."), said("paper", "Uruguay lends dredgers.", "Reuters"),
        said("paper", "It lends two.", "TASS"), said("post", "Two dredgers come.", "Reuters"), said("post", "Dredgers will come.")]
    documents = {
        "wire": Document("wire", "", outlet="Reuters", published="2024-03-04"), "paper": Document("paper", "", outlet="Echo")}
    voices = [voice_of(statement, documents, {"post": "paper"}) for statement in statements]
    paper, post, wire = sources_of(voices)
    assert paper == Source("paper", "paper", ("It lends two.", "Uruguay lends dredgers."), None, "Echo", ("Reuters", "TASS"))
    assert post == Source("post", "paper", ("Dredgers will come.", "Two dredgers come."))
    assert wire == Source("wire", "wire", ("Uruguay will lend two dredgers.",), "2024-03-04", "Reuters")
    assert independent(voices) == (("paper", "post", "wire"),)
    assert (independent(voices[3:]), independent([])) == ((("post",),), ())
