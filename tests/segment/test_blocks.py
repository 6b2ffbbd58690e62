"""What each paragraph, line and turn of a text is taken for."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Document
from dragoman.read import document_from_text
from dragoman.read.headlines import front_matter
from dragoman.segment import Block, segment


def cut(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """Kinds and texts of a document's blocks."""
    return [(b.kind, text[b.start:b.end]) for b in segment(Document(id="d", text=text, title=title))]


def kinds(text: str) -> list[str]:
    return [kind for kind, _ in cut(text)]


def sentences(text: str, block: Block) -> list[str]:
    return [text[s.start:s.end] for s in block.sentences]


LONG = "The two governments signed a treaty on the waters of the lake, which lies between them, and on the fish in it."


def test_one_paragraph_a_line_without_blank_lines() -> None:
    text = f"Peru and Chile sign a treaty\n{LONG}\n{LONG} It lasts ten years.\nBy Rosa Quispe"
    assert kinds(text) == ["title", "paragraph", "paragraph", "byline"]
    assert len(segment(Document(id="d", text=text))[2].sentences) == 2


def test_dateline_and_published_lines_have_no_sentences() -> None:
    text = f"A treaty\nPublished: 2024-05-02\nLIMA, May 2, 2024\n\n{LONG}"
    blocks = segment(Document(id="d", text=text))
    assert [b.kind for b in blocks] == ["title", "dateline", "dateline", "paragraph"]
    assert blocks[1].sentences == blocks[2].sentences == ()


def test_dateline_that_opens_a_paragraph_is_cut_off() -> None:
    assert cut(f"A treaty\nLIMA, May 2 (Andes Wire) -- {LONG}") == [
        ("title", "A treaty"), ("dateline", "LIMA, May 2 (Andes Wire) --"), ("paragraph", LONG)]


def test_wrapped_lines_are_one_paragraph_and_keep_their_offsets() -> None:
    first, second = f"{LONG} {LONG} It will last for ten years.", f"Nobody objected. {LONG} {LONG}"
    text = textwrap.fill(first, 72) + "\n\n" + textwrap.fill(second, 72) + "\n"
    blocks = segment(Document(id="d", text=text))
    assert [" ".join(text[b.start:b.end].split()) for b in blocks] == [first, second]
    assert " ".join(sentences(text, blocks[1])[0].split()) == "Nobody objected."
    assert "\n" in text[blocks[0].start:blocks[0].end]


def test_word_broken_at_a_wrapped_line_stays_in_its_paragraph() -> None:
    text = ("The two governments signed a treaty on the waters of the lake that lies be-\n"
            "tween them, and on the fish that are in it, after talks that lasted\n"
            "for the greater part of a year and were often close to breaking down.\nIt is to last for ten years. The two "
            "sides may then prolong it, if they\nwish.")
    assert [len(b.sentences) for b in segment(Document(id="d", text=text))] == [3]


def test_bullets_with_dates_tell_where_the_entry_begins() -> None:
    text = ("The dates are these.\n\n- 9 May 1988: Relations are restored. Visas follow.\n- October 1963 – A war begins.\n"
            "* 1975-1979: A civil war.\n• No date here: a plain item.\n")
    blocks = segment(Document(id="d", text=text))
    assert [b.kind for b in blocks] == ["paragraph", "bullet", "bullet", "bullet", "bullet"]
    heads = [text[b.head_date_end:b.end] if b.head_date_end else None for b in blocks]
    assert heads == [None, "Relations are restored. Visas follow.", "A war begins.", "A civil war.", None]
    assert sentences(text, blocks[1]) == ["9 May 1988: Relations are restored.", "Visas follow."]


def test_a_full_stop_may_stand_after_an_entrys_date() -> None:
    entries = "3 May 1991. Peru recognises the republic.\n\nJune 1996. A treaty follows.\n\nBy 1998. things were otherwise.\n\n"
    text = f"Dates\n\n{entries}{LONG}"
    blocks = segment(Document(id="d", text=text))
    heads = [text[b.head_date_end:b.end] if b.head_date_end else None for b in blocks]
    assert heads == [None, "Peru recognises the republic.", "A treaty follows.", None, None]


def test_a_chronology_needs_no_bullets() -> None:
    text = f"Dates\n\n1991: Peru recognises the republic.\n24 August 2021: It breaks off relations.\n\n{LONG}"
    blocks = segment(Document(id="d", text=text))
    assert [b.head_date_end is not None for b in blocks] == [False, True, True, False]
    assert [b.kind for b in blocks] == ["title", "paragraph", "paragraph", "paragraph"]


def test_numbered_paragraphs_and_lettered_items() -> None:
    text = f"Joint statement\n\n1. The ministers met. They agreed.\n\n2. They recalled:\n\n(a) the treaty of 1713;\n\n(b) {LONG}"
    assert kinds(text) == ["title", "bullet", "bullet", "list-item", "list-item"]
    assert sentences(text, segment(Document(id="d", text=text))[1]) == ["The ministers met.", "They agreed."]


def test_question_and_answer_labels() -> None:
    text = (f"A talk\n\n{LONG}\n\nQ: Did they sign?\n\nA: They did. Both of them.\n\n"
            "In the evening they left.\n\nQ: And then?\n\nA: Nothing.")
    blocks = segment(Document(id="d", text=text))
    assert [(b.kind, b.speaker) for b in blocks[2:]] == [("question", "Q"), ("answer", "A"), ("answer", "A"), ("question", "Q"),
                                                         ("answer", "A")]
    assert sentences(text, blocks[3]) == ["They did.", "Both of them."]


def test_named_speakers_are_told_apart_by_who_asks() -> None:
    text = f"{LONG}\n\nRadio Lago: Did they sign?\n\nRosa Quispe: They did.\n\nRadio Lago: When?\n\nRosa Quispe: In May."
    assert [(b.kind, b.speaker) for b in segment(Document(id="d", text=text))[1:]] == [
        ("question", "Radio Lago"), ("answer", "Rosa Quispe"), ("question", "Radio Lago"), ("answer", "Rosa Quispe")]


def test_a_label_that_comes_once_is_no_speaker() -> None:
    assert kinds(f"{LONG}\n\nTrade: it grew by half last year.\n\nEnergy: gas flows through two pipes.") == ["paragraph"] * 3


def test_dashes_tell_the_turns_of_a_dialogue() -> None:
    text = f"{LONG}\n\n— Mr. Ambassador, was it signed?\n\n— It was, in May.\n\n— We hear of a bridge.\n\n— It will be built."
    assert [(b.kind, b.speaker) for b in segment(Document(id="d", text=text))[1:]] == [
        ("question", "—"), ("answer", "—"), ("question", "—"), ("answer", "—")]


def test_turns_without_any_mark_are_told_by_their_places() -> None:
    turns = ["Was it signed?", "It was. I was there.", "And since then?", "We waited.", "You sound tired.", "I am. Our clerks are too.",
             "Will you stay?", "My term ends in May."]
    assert kinds("\n\n".join([LONG, *turns])) == ["paragraph", *["question", "answer"] * 4]


def test_headings_that_ask_are_no_interview() -> None:
    asked = [x for i in range(4) for x in (f"What is point {i}?", LONG)]
    assert "question" not in kinds("\n\n".join([LONG, *asked]))


def test_dashes_without_questions_are_bullets() -> None:
    assert kinds(f"{LONG}\n\n– a treaty on water\n– a treaty on fish") == ["paragraph", "bullet", "bullet"]


def test_headings_within_a_text() -> None:
    text = f"Policy note\n\nSummary\n\n{LONG}\n\nFrom first friend to last\n\n{LONG}\n\n## In *Markdown*\n\n{LONG}"
    assert kinds(text) == ["title", "heading", "paragraph", "heading", "paragraph", "heading", "paragraph"]


def test_short_sentences_and_quotations_are_no_headings() -> None:
    text = f'A story\n{LONG}\nNobody came.\n"We will rebuild it."\n\'It is over,\' he said.\nThe end of the story'
    assert kinds(text) == ["title", *["paragraph"] * 5]


def test_given_title_is_the_title_and_other_headings_are_not() -> None:
    assert cut(f"A treaty\n\n{LONG}", title="A treaty")[0] == ("title", "A treaty")
    assert cut(f"Summary\n\n{LONG}", title="A treaty")[0] == ("heading", "Summary")


def test_front_matter_is_no_block() -> None:
    text = f"---\ntitle: A treaty\ndate: 2024-05-02\n---\n\n# A treaty\n\n{LONG}\n"
    doc = document_from_text(text, title="A treaty")
    assert [(b.kind, text[b.start:b.end]) for b in segment(doc)] == [("title", "# A treaty"), ("paragraph", LONG)]


def test_windows_line_ends_and_tabs() -> None:
    assert cut(f"A treaty\r\n\r\n\t{LONG} \r\n{LONG}\r\n") == [("title", "A treaty"), ("paragraph", LONG), ("paragraph", LONG)]


def test_empty_and_blank_texts_have_no_blocks() -> None:
    assert segment(Document(id="d", text="")) == []
    assert segment(Document(id="d", text=" \n\t\n")) == []


@given(st.lists(st.sampled_from(["A treaty", LONG, "LIMA, May 2 (Wire) -- They met.", "- 1991: x. Y.", "Q: So?", "A: No. Yes.",
                                 "— So? Mr. X.", "", "  ",
                                 "(a) b; c", "By Rosa Quispe", "“Hm… Eh?” U.S. He", "---", "\u202eRTL\u202c \x07", "1. 2. 3."]),
                max_size=12),
       st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_blocks_cover_all_text_without_overlap(lines: list[str], end: str) -> None:
    text = end.join(lines)
    at = front_matter(text)[1]
    for block in segment(Document(id="d", text=text)):
        assert block.start >= at
        assert not text[at:block.start].strip(" \t\r\n>-—–")  # a leading dash or quote mark may stand outside
        at = block.end
        inner = block.start
        for sentence in block.sentences:
            assert inner <= sentence.start < sentence.end <= block.end
            assert text[sentence.start:sentence.end] == text[sentence.start:sentence.end].strip()
            inner = sentence.end
        assert block.head_date_end is None or block.start < block.head_date_end < block.end
    assert not text[at:].strip()
