"""The optional transformer: its pieces, what it keeps of a long sentence, its answers, and what is said where it can't run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.plover import classify, classify_many, classify_sentence
from dragoman.plover.roots import quad_of, roots
from dragoman.plover.transformer import LENGTH, SOURCE, TARGET, Reader, nearest
from dragoman.plover.view import Triple
from dragoman.plover.wordpiece import WordPieces

SPECIAL = ("[UNK]", "[CLS]", "[SEP]", *SOURCE, *TARGET)


def marked(text: str) -> Triple:
    """A text with its phrases in [ ] (source) and { } (target)."""
    plain = "".join(c for c in text if c not in "[]{}")
    source, target = text.index("["), text.index("{")
    early, late = (2, 0) if source > target else (0, 2)
    return (
        plain,
        (source - early, text.index("]") - 1 - early),
        (target - late, text.index("}") - 1 - late),
    )


ACTS = {
    "[Peru] expelled the military attaché of {Chile} on Friday.": "SANCTION",
    "[Chad's army] shelled positions of {the rebels} near the border.": "ASSAULT",
    "{Bolivia} received 40 tonnes of rice from [Japan] after the floods.": "AID",
    "[The foreign minister of Laos] met {his Thai counterpart} in Vientiane.": "CONSULT",
    "{Four journalists} were arrested by [Gabonese police] on Tuesday.": "COERCE",
    "[Norway] urged {Ghana} to free the fishermen.": "REQUEST",
    "[Thousands of students] marched through Lima against {the government}.": "PROTEST",
    "[Fiji] accused {Tonga} of hiding the smugglers.": "ACCUSE",
}


@pytest.fixture
def reader() -> Reader:
    words = ("un", "##rest", "peru", "chile", "in", ".", "word")
    return Reader(WordPieces({piece: i for i, piece in enumerate((*SPECIAL, *words))}))


def read(reader: Reader, text: str, source: str | None = None, target: str | None = None) -> str:
    """The pieces that are read, with spaces between them; phrases are where their words first stand."""
    spans = [(text.index(phrase), text.index(phrase) + len(phrase)) if phrase else None for phrase in (source, target)]
    pieces = list(reader.pieces.numbers)
    return " ".join(pieces[i] for i in reader.read(text, *spans))


def test_words_are_cut_into_the_longest_known_pieces_without_case_and_accents(reader: Reader) -> None:
    assert read(reader, "Unrest in Perú.") == "[CLS] un ##rest in peru . [SEP]"
    assert read(reader, "in\u200bPeru,\tun\u00a0in") == "[CLS] [UNK] [UNK] un in [SEP]"
    assert read(reader, "un" * 60) == "[CLS] [UNK] [SEP]"


def test_phrases_are_marked_in_the_order_of_the_text(reader: Reader) -> None:
    assert read(reader, "Peru in Chile.", "Peru", "Chile") == "[CLS] [unused1] peru [unused2] in [unused3] chile [unused4] . [SEP]"
    assert read(reader, "Peru in Chile.", "Chile", "Peru") == "[CLS] [unused3] peru [unused4] in [unused1] chile [unused2] . [SEP]"
    assert read(reader, "Peru in Chile.", None, "Chile") == "[CLS] peru in [unused3] chile [unused4] . [SEP]"
    # A target within the source can't be marked in it.
    assert read(reader, "Peru in Chile.", "Peru in Chile", "Chile") == "[CLS] [unused1] peru in chile [unused2] . [SEP]"


def test_of_a_long_sentence_what_stands_about_the_phrases_is_read(reader: Reader) -> None:
    text = "word " * 300 + "Peru in " + "word " * 300 + "Chile un. " + "word " * 300
    kept = read(reader, text, "Peru", "Chile")
    assert len(kept.split()) == LENGTH
    assert "word [unused1] peru [unused2] in word" in kept
    assert "word [unused3] chile [unused4] un ." in kept


@given(st.integers(1, 300), st.lists(st.tuples(st.integers(0, 299), st.integers(2, 150)), max_size=2), st.integers(4, 128))
def test_pieces_are_kept_in_order_and_marks_before_all(count: int, spans: list[tuple[int, int]], most: int) -> None:
    phrases = [range(start, start + length) for start, length in spans if start + length <= count]
    kept = list(nearest(count, phrases, most))
    assert kept == sorted(set(kept))
    assert len(kept) == min(count, most)
    assert {end for p in phrases for end in (p[0], p[-1])} <= set(kept)


def test_without_onnxruntime_the_error_says_what_to_install() -> None:
    script = (
        "import sys; sys.modules['onnxruntime'] = None\n"
        "from dragoman.model import DragomanError\n"
        "from dragoman.plover import classify\n"
        "assert classify('Peru thanked Chile.', (0, 4), (13, 18))['root'] == 'SUPPORT'\n"
        "try:\n    classify('Peru thanked Chile.', (0, 4), (13, 18), engine='transformer')\n"
        "except DragomanError as error:\n    print(error)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False)
    assert "pip install 'dragoman[transformer]'" in ran.stdout, ran.stderr


def test_an_engine_that_is_not_there_is_named() -> None:
    from dragoman.model import DragomanError

    with pytest.raises(DragomanError, match=r"engine.*'bert'.*'linear' and 'transformer'"):
        classify("Peru thanked Chile.", (0, 4), (13, 18), engine="bert")  # type: ignore[arg-type]


class TestTransformer:
    """The shipped weights."""

    @pytest.fixture(autouse=True)
    def _installed(self) -> None:
        pytest.importorskip("onnxruntime", reason="the extra `transformer` is not installed")

    @pytest.mark.parametrize(("text", "root"), ACTS.items())
    def test_acts_are_typed(self, text: str, root: str) -> None:
        from dragoman.plover.transformer import probabilities

        (scores,) = probabilities([marked(text)])
        assert tuple(scores) == roots()
        assert sum(scores.values()) == pytest.approx(1)
        assert max(scores, key=lambda label: scores[label]) == root

    def test_the_phrases_decide_which_act_is_meant(self) -> None:
        text = "Japan shipped rice to Bolivia, while Samoa accused Tonga of theft and police in Quito arrested a smuggler."
        pairs = (("Japan", "Bolivia"), ("Samoa", "Tonga"), ("police in Quito", "a smuggler"))
        spans = [[(text.index(phrase), text.index(phrase) + len(phrase)) for phrase in pair] for pair in pairs]
        found = classify_many(((text, source, target) for source, target in spans), engine="transformer")
        assert [result["root"] for result in found] == ["AID", "ACCUSE", "COERCE"]

    def test_each_answer_is_that_of_the_sentence_alone(self) -> None:
        triples = [marked(text) for text in ACTS]
        alone = [classify(*triple, engine="transformer") for triple in triples]
        assert list(classify_many(triples, engine="transformer")) == alone
        assert list(classify_many(reversed(triples), engine="transformer")) == alone[::-1]

    @pytest.mark.parametrize("merge", [True, False])
    def test_roots_and_quad_classes_agree(self, merge: bool) -> None:
        for result in classify_many((marked(text) for text in ACTS), merge_yield=merge, engine="transformer"):
            assert result["root"] == next(iter(result["scores"]))
            assert result["quad"] == quad_of(result["root"])
            assert sum(result["scores"].values()) == pytest.approx(1)

    def test_sentences_have_a_class_or_none(self) -> None:
        sentences = {
            "The island has two volcanoes and a good harbour.": 0,
            "The presidents of Peru and Chile met in Arica on Monday.": 1,
            "Japan delivered 40 tonnes of rice to flooded Bolivia.": 2,
            "Fiji accused Tonga of hiding the smugglers.": 3,
            "Rebels shelled the market of the town and killed nine people.": 4,
        }
        assert {text: classify_sentence(text, engine="transformer")["quad"] for text in sentences} == sentences

    def test_the_weights_tell_what_they_were_made_of(self) -> None:
        from dragoman.plover.transformer import load_transformer

        assert len(load_transformer().about["data"]) == 64

    def test_the_weights_stay_small_and_name_no_path(self) -> None:
        data = (Path(sys.modules["dragoman"].__path__[0]) / "data" / "plover" / "transformer.onnx").read_bytes()
        assert len(data) < 25e6
        assert b"site-packages" not in data

    def test_events_can_be_typed_with_it(self) -> None:
        import dragoman
        from dragoman.events import Plover

        document = dragoman.Document("a", "Gabonese police arrested four journalists on Tuesday.", published="2019-03-06")
        ((_, found),) = dragoman.code_events([document], typer=Plover("transformer"))
        assert [(e.source, e.root, e.quad) for e in found] == [("Gabonese police", "COERCE", 4)]
