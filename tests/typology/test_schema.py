"""A user's typology file: what is read, and what an error says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from dragoman.typology import Marked, TypologyError, load_typology
from dragoman.typology.schema import background, unmarked

EXAMPLE = Path(__file__).parents[2] / "examples" / "ontology" / "maritime.yaml"
HEAD = "name: trial\ntypes:\n  - name: DAM\n    definition: Builds or fills a dam.\n"
GOOD = "    examples:\n      - <s>Laos</s> filled a dam above <t>Thailand</t>.\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, "utf-8")
    return path


def test_the_worked_example_is_read_with_its_phrases_found() -> None:
    typology = load_typology(EXAMPLE)
    assert [t.name for t in typology.types] == ["SEIZE", "OBSTRUCT", "RESCUE", "DAMAGE", "RELEASE"]
    seize = typology.type("SEIZE")
    first = seize.examples[0]
    assert first.source and first.target
    assert first.text[slice(*first.source)] == "The Argentine coast guard"
    assert first.text[slice(*first.target)] == "a Portuguese trawler"
    # The class comes from the PLOVER type where one is given.
    assert (seize.quad, seize.quad_class, typology.type("OBSTRUCT").quad_class) == (None, 4, 4)


def test_a_version_may_be_a_number_and_no_a_word(tmp_path: Path) -> None:
    typology = load_typology(written(tmp_path, HEAD.replace("trial", "trial\nversion: 1.5") + "    verbs: [dam, no]\n"))
    assert (typology.version, typology.type("DAM").verbs) == ("1.5", ("dam", "no"))


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (HEAD, 3, "neither examples nor verbs"),
        (HEAD + GOOD.replace("<s>", "").replace("</s>", "").replace("<t>", "").replace("</t>", ""), 5, "marks no actor"),
        (HEAD + GOOD + "      - Laos filled <t>a dam.\n", 7, "DAM, example 2: has <t> without </t>"),
        (HEAD + GOOD + "      - Laos filled a dam</s>.\n", 7, "</s> without <s>"),
        (HEAD + GOOD + "      - <s>Laos</s> and <s>Vietnam</s> filled a dam.\n", 7, "two phrases as the source"),
        (HEAD + GOOD + "      - <s> </s> filled a dam.\n", 7, "marks nothing as the source"),
        (HEAD + GOOD + "      - <s>Laos</s>: a dam\n", 7, "quotes"),
        (HEAD + GOOD + "    verb: [fill]\n", 7, "DAM, verb: is no key of a typology"),
        (HEAD + GOOD + "    verbs: [fill up]\n", 7, "pairs: {first: [fill], second: [up]}"),
        (HEAD + GOOD + "    verbs: [7]\n", 7, "must be a word"),
        (HEAD + GOOD + "    plover: FLOOD\n", 7, "no PLOVER type FLOOD"),
        (HEAD + GOOD + "    plover: AID\n    quad: 4\n", 3, "leave out one of the two"),
        (HEAD + GOOD + "    quad: 5\n", 7, "quad"),
        (HEAD + GOOD + HEAD.partition("types:\n")[2] + GOOD, 2, "two types are called DAM"),
        (HEAD + GOOD + "    definition: Again.\n", 7, "'definition' stands twice"),
        (HEAD.replace("DAM", "none") + GOOD, 3, "choose another name"),
        (HEAD.replace("DAM", "a dam") + GOOD, 3, "one word"),
        ("name: trial\ntypes: []\n", 2, "types"),
        ("types:\n" + HEAD.partition("types:\n")[2] + GOOD, 1, "name: is missing"),
        ("- a list\n", 1, "mapping"),
        ("name: [\n", 2, "is not YAML"),
    ],
)
def test_an_error_names_file_line_and_place(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(TypologyError) as caught:
        load_typology(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert said in str(caught.value)


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(TypologyError, match="cannot be read"):
        load_typology(tmp_path / "absent.yaml")
    (tmp_path / "latin.yaml").write_bytes("name: Türkei".encode("latin-1"))
    with pytest.raises(TypologyError, match="UTF-8"):
        load_typology(tmp_path / "latin.yaml")


WORDS = st.lists(st.text("abcé", min_size=1, max_size=5), min_size=2, max_size=8)


@given(WORDS, st.data())
def test_marks_are_taken_out_and_lead_back_to_their_phrases(words: list[str], data: st.DataObject) -> None:
    source, target = data.draw(st.lists(st.integers(0, len(words) - 1), min_size=2, max_size=2, unique=True))
    marked = [f"<s>{w}</s>" if i == source else f"<t>{w}</t>" if i == target else w for i, w in enumerate(words)]
    read = unmarked(" ".join(marked))
    assert isinstance(read, Marked) and read.source and read.target
    assert read.text == " ".join(words)
    assert (read.text[slice(*read.source)], read.text[slice(*read.target)]) == (words[source], words[target])


def test_a_typology_cannot_be_changed_once_read() -> None:
    typology = load_typology(EXAMPLE)
    with pytest.raises(ValidationError, match="frozen"):
        typology.name = "other"


def test_the_background_marks_its_actors() -> None:
    assert all(sentence.source for sentence in background())
