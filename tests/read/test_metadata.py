"""What a text's own lines tell of it, and that nothing else is told."""

from __future__ import annotations

from dragoman.read import content_hash, document_from_text

STORY = ("The governments of Peru and Chile signed a treaty on the waters of the lake that lies between them, and on the fish in it. "
         "It will be laid before both parliaments in the autumn, and it is to last for ten years.")


def test_title_date_byline_from_the_head() -> None:
    doc = document_from_text(f"Peru and Chile settle on a lake\nLIMA, 3 May 2024 (Andes Courier)\nBy Rosa Quispe\n\n{STORY}\n")
    assert (doc.title, doc.published, doc.published_basis, doc.place) == ("Peru and Chile settle on a lake", "2024-05-03", "stated", "LIMA")
    assert (doc.outlet, doc.author, doc.language) == ("Andes Courier", "Rosa Quispe", "en")
    assert doc.published_note == "LIMA, 3 May 2024 (Andes Courier)"
    assert doc.text[doc.body_start:].startswith("The governments")


def test_dateline_inside_the_first_paragraph() -> None:
    doc = document_from_text(f"Peru and Chile settle on a lake\nLIMA, May 3, 2024 (Andes Courier) -- {STORY}")
    assert (doc.place, doc.outlet, doc.published) == ("LIMA", "Andes Courier", "2024-05-03")
    assert doc.text[doc.body_start:] == STORY


def test_byline_at_the_end_and_outlet_that_reports() -> None:
    doc = document_from_text(f"A lake is shared\n{STORY}\n"
                             f"The lake is deep, Andes.Pe reports referring to Chilean media.\n{STORY}\nBy Rosa Quispe")
    assert (doc.author, doc.outlet) == ("Rosa Quispe", "Andes.Pe")


def test_source_and_signature_lines_at_the_end() -> None:
    assert document_from_text(f"A lake is shared\n{STORY}\nSource: Andes Courier").outlet == "Andes Courier"
    assert document_from_text(f"A lake is shared\n{STORY}\n— Reuters").outlet == "Reuters"
    assert document_from_text(f"A lake is shared\n{STORY}\n(Xinhua)").outlet == "Xinhua"
    assert document_from_text(f"A lake is shared\n{STORY}\n(The end)").outlet is None


def test_interview_names_the_outlet_that_talks() -> None:
    doc = document_from_text("A lake\n\nChile's envoy talks to Radio Lago about fish.\n\nQ: Is it deep?\n\nA: It is.")
    assert doc.outlet == "Radio Lago"


def test_nothing_is_invented() -> None:
    doc = document_from_text(STORY)
    assert (doc.title, doc.published, doc.published_basis, doc.outlet, doc.author, doc.place, doc.body_start) == (None,) * 6 + (0,)


def test_another_papers_report_is_not_the_outlet() -> None:
    assert document_from_text(f"A lake is shared\n{STORY} Work has begun, Reuters reports.").outlet is None


def test_dateline_without_year_gives_no_date_by_itself() -> None:
    assert document_from_text(f"A lake\nLIMA, May 3 (Andes Courier) -- {STORY}").published is None


def test_dateline_without_year_takes_a_year_told_elsewhere() -> None:
    text = f"A lake\nLIMA, May 3 (Andes Courier) -- {STORY}"
    given = document_from_text(text, published="2024")
    assert (given.published, given.published_basis) == ("2024-05-03", "stated")
    signed = document_from_text(text + "\n© 2023 Andes Courier. All rights reserved.")
    assert (signed.published, signed.published_basis) == ("2023-05-03", "stated")
    assert signed.published_note is not None
    assert "© 2023" in signed.published_note
    assert document_from_text(text, url="https://example.org/2022/05/04/lake").published == "2022-05-03"


def test_a_copyright_year_alone_is_no_date() -> None:
    assert document_from_text(f"A lake\n{STORY}\n© 2023 Andes Courier").published is None


def test_given_date_outranks_the_text() -> None:
    doc = document_from_text(f"A lake\nPublished: 2020-01-01\n{STORY}", published="2024-05-02")
    assert (doc.published, doc.published_basis) == ("2024-05-02", "given")


def test_published_line_outranks_dateline_and_update() -> None:
    doc = document_from_text(f"A lake\nUpdated: 2024-06-01\nLIMA, 2 May 2024\nPublished: 2024-05-03\n{STORY}")
    assert doc.published == "2024-05-03"
    assert document_from_text(f"A lake\nUpdated: 2024-06-01\nLIMA, 2 May 2024\n{STORY}").published == "2024-05-02"
    assert document_from_text(f"A lake\nUpdated: 2024-06-01\n{STORY}").published == "2024-06-01"


def test_date_in_the_address() -> None:
    doc = document_from_text(STORY, url="https://example.org/world/2024/05/02/lake")
    assert (doc.published, doc.published_basis) == ("2024-05-02", "given")
    assert document_from_text(STORY, url="https://example.org/2024/99/02/lake").published is None


def test_given_date_that_is_none_is_kept_aside() -> None:
    doc = document_from_text(STORY, published="some day in spring")
    assert doc.published is None
    assert doc.extra["published"] == "some day in spring"


def test_title_is_a_line_of_its_own_not_a_wrapped_sentence() -> None:
    wrapped = ("The governments of Peru and Chile signed a treaty on the waters of the\n"
               "lake that lies between them, and on the fish in it, which are\nfew.\n")
    assert document_from_text(wrapped).title is None


def test_given_title_is_found_in_the_text() -> None:
    doc = document_from_text(f"# A lake is shared\n\n{STORY}", title="A lake is  shared")
    assert doc.text[doc.body_start:] == STORY
    assert document_from_text(STORY, title="Elsewhere").body_start == 0


def test_quoted_title_and_question() -> None:
    quotation = '"We share the lake, and you will swim in it"'
    assert document_from_text(f"{quotation}\n\n{STORY}").title == quotation
    assert document_from_text(f"Whose lake is it?\n\n{STORY}").title == "Whose lake is it?"


def test_text_is_kept_as_it_is() -> None:
    text = f"\n\n  A lake\u202e\u202c \r\n\r\n{STORY}\t\x07\n\n"
    assert document_from_text(text).text == text


def test_id_is_the_hash_of_the_content_by_default() -> None:
    doc = document_from_text(STORY)
    assert doc.id == content_hash(STORY) == content_hash(str(STORY))
    assert len(doc.id) == 16
    assert document_from_text(STORY + " ").id != doc.id
    assert document_from_text(STORY, id="own").id == "own"
