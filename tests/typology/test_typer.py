"""Types of a user's own, told in sentences that the typology does not hold."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.parse import parse
from dragoman.plover.view import view_of
from dragoman.typology import Marked, TypedView, Typer, Typology, check, learned, load_typer, strengths
from dragoman.typology.schema import unmarked
from dragoman.typology.typer import RIDGE, probabilities, solved

EXAMPLE = Path(__file__).parents[2] / "examples" / "ontology" / "maritime.yaml"
COUPLES = (("Togo", "Benin"), ("Oman", "Yemen"), ("Laos", "Nepal"), ("Cuba", "Chile"))


@cache
def maritime() -> Typer:
    return load_typer(EXAMPLE)


def typed(typer: Typer, marked: str) -> TypedView:
    sentence = Marked.model_validate(unmarked(marked))
    (doc,) = parse([sentence.text])
    return typer.type_view(view_of(doc, sentence.source, sentence.target))


def typology_of(**types: dict[str, object]) -> Typology:
    return Typology.model_validate({"name": "trial", "types": [{"name": name, "definition": name, **told} for name, told in types.items()]})


@pytest.mark.parametrize(
    ("marked", "root", "trigger"),
    [
        ("<s>Mozambique</s> captured <t>a Spanish shrimp boat</t> on Friday.", "SEIZE", "captured"),
        ("<t>A Swedish tanker</t> was hijacked by <s>gunmen</s> off Benin.", "SEIZE", "hijacked"),
        ("<s>A Syrian corvette</s> rammed <t>a Cypriot patrol boat</t>.", "OBSTRUCT", "rammed"),
        ("<s>Icelandic lifeboats</s> saved <t>four Danish fishermen</t>.", "RESCUE", "saved"),
        ("<s>Gunboats from Sudan</s> sank <t>an Eritrean dhow</t> at night.", "DAMAGE", "sank"),
        ("<s>Gabon</s> freed <t>the Ghanaian trawler</t> on Monday.", "RELEASE", "freed"),
    ],
)
def test_acts_like_the_examples_have_their_type_and_the_word_that_tells_it(marked: str, root: str, trigger: str) -> None:
    found = typed(maritime(), marked)
    assert found.root == root
    assert trigger in [found.view.doc[i].text for i in found.triggers]
    assert found.scores[root] >= 0.5


@pytest.mark.parametrize(
    "marked",
    [
        "<s>The Latvian premier</s> met <t>his Maltese colleague</t> in Riga.",
        "<s>Togo</s> condemned <t>Benin</t> for the delay.",
        "<s>Sweden</s> gave <t>Malawi</t> thirty million kronor for clinics.",
        "<s>Colombian police</s> arrested <t>a Peruvian singer</t> at a hotel.",
        "<s>A Czech brewery</s> bought <t>a Polish rival</t>.",
        "<s>Norway</s> has more lakes than <t>Denmark</t>.",
    ],
)
def test_no_type_is_an_answer_for_what_is_unlike_all(marked: str) -> None:
    found = typed(maritime(), marked)
    assert (found.root, found.triggers) == (None, ())
    assert sum(found.scores.values()) <= 1 + 1e-9


def test_in_one_sentence_each_pair_has_its_own_act() -> None:
    text = "Iran seized a Greek tanker after Malta had released an Iranian freighter."
    (doc,) = parse([text])

    def of(source: str, target: str) -> str | None:
        spans = [(text.index(phrase), text.index(phrase) + len(phrase)) for phrase in (source, target)]
        found = maritime().type(doc, spans[0], spans[1])
        return found.root if found else None

    assert of("Iran", "a Greek tanker") == "SEIZE"
    assert of("Malta", "an Iranian freighter") == "RELEASE"


def test_words_alone_make_a_type_whatever_their_form() -> None:
    dig: dict[str, object] = {"pairs": [{"first": ["dig"], "second": ["canals"]}]}
    typer = learned(typology_of(HEAL={"verbs": ["vaccinated"], "nouns": ["vaccinations"]}, DIG=dig))
    assert typed(typer, "<s>Cuba</s> will vaccinate <t>Haitian children</t>.").root == "HEAL"
    assert typed(typer, "The vaccination of <t>Tongan nurses</t> by <s>Fiji</s> began.").root == "HEAL"
    assert typed(typer, "<s>Egypt</s> dug a canal for <t>Sudan</t>.").root == "DIG"
    assert typed(typer, "<s>Egypt</s> dug up a mummy with <t>Polish help</t>.").root is None
    assert typed(typer, "<s>Cuba</s> thanked <t>Haiti</t>.").root is None


def test_examples_alone_reach_words_of_like_meaning() -> None:
    bombs = [
        "<s>Rebels</s> bombed <t>a bridge</t>.", "<s>The army</s> shelled <t>the town</t>.", "<s>Jets</s> struck <t>a refinery</t>.",
        "<t>A village</t> was attacked by <s>militiamen</s>.", "<s>Guerrillas</s> raided <t>an army camp</t>.",
        "<s>Artillery</s> pounded <t>the suburb</t>.", "<s>Soldiers</s> killed <t>four herders</t>.",
        "<s>Insurgents</s> ambushed <t>a convoy</t>.",
    ]
    typer = learned(typology_of(ATTACK={"examples": bombs}))
    # The background has attacks too; a typology of attacks must not learn from it that they are none.
    assert typed(typer, "<s>Fighters</s> bombarded <t>the barracks</t>.").root == "ATTACK"
    assert typed(typer, "<s>Portugal</s> praised <t>Angola</t>.").root is None
    assert strengths(typer)[0].recognised >= 5


def test_a_plover_type_gives_a_code_and_no_plover_type_none() -> None:
    action = maritime().code(typed(maritime(), "<s>Togo</s> seized <t>a Spanish trawler</t>."))
    assert action is not None and action.type == "COERCE"
    assert action.goldstein is not None and action.goldstein < 0
    assert maritime().code(typed(maritime(), "<s>A Syrian corvette</s> rammed <t>a Cypriot patrol boat</t>.")) is None
    assert maritime().code(typed(maritime(), "<s>Togo</s> condemned <t>Benin</t>.")) is None


def test_the_words_that_tell_its_types_are_the_users_and_the_examples() -> None:
    dredged = "<s>Egypt</s> dredged a canal for <t>Sudan</t>."
    typer = learned(typology_of(DIG={"verbs": ["dug"], "nouns": ["excavations"], "examples": [dredged]}))
    assert typer.acts == {"dig", "dredge"}
    assert typer.deeds == {"excavation"}


def test_the_same_typology_is_learned_alike() -> None:
    again = load_typer(EXAMPLE)
    assert np.array_equal(again.sparse, maritime().sparse)
    assert (again.slope, again.offset) == (maritime().slope, maritime().offset)


def test_check_names_weak_examples_few_examples_and_shared_words() -> None:
    alike = [f"<s>{who}</s> praised <t>{whom}</t>." for who, whom in COUPLES]
    odd = "<s>The glacier</s> lies above <t>the valley</t>."
    typology = typology_of(
        PRAISE={"verbs": ["praise", "hail"], "examples": [*alike, odd]},
        HAIL={"verbs": ["hail"], "examples": ["<s>Storms</s> battered <t>Samoa</t>."]},
    )
    problems = check(typology)
    assert any(p.type == "PRAISE" and p.text == "hail" and "HAIL" in p.message for p in problems)
    assert any(p.type == "HAIL" and "1 examples" in p.message for p in problems)
    assert any(p.type is None and "counter_examples" in p.message for p in problems)
    assert [p.text for p in problems if p.type == "PRAISE" and "recognised" in p.message] == ["The glacier lies above the valley."]


def test_check_reports_a_counter_example_that_is_taken_for_its_type() -> None:
    praise = [f"<s>{who}</s> praised <t>{whom}</t> warmly." for who, whom in COUPLES]
    typology = typology_of(PRAISE={"verbs": ["praise"], "examples": praise, "counter_examples": [praise[0]]})
    assert [p.text for p in check(typology) if "counter-example" in p.message] == ["Togo praised Benin warmly."]


def test_most_examples_of_the_worked_example_are_recognised_when_left_out() -> None:
    for strength in strengths(maritime()):
        assert strength.recognised >= strength.examples * 0.6
        assert strength.mistaken <= 2
    assert not [p for p in check(maritime().typology, maritime()) if "counter-example" in p.message or "of none" in p.message]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_scores_left_out_are_those_of_learning_without(seed: int) -> None:
    chance = np.random.default_rng(seed)
    points, wanted, said = chance.normal(size=(9, 5)), chance.random((9, 2)), chance.random((9, 2))
    weights = chance.choice([0.5, 1.0], 9)
    kernel = points @ points.T
    _, alone = solved(kernel, wanted, said, weights)
    i = int(chance.integers(9))
    kept = np.arange(9) != i
    dual = np.linalg.solve(kernel[np.ix_(kept, kept)] + RIDGE * np.diag(1 / weights[kept]), (wanted - said)[kept])
    assert np.allclose(alone[i], kernel[i, kept] @ dual + said[i])


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=6))
def test_probabilities_never_sum_to_more_than_one(scores: list[float]) -> None:
    found = probabilities(np.array(scores), 9.0, -3.0)
    assert np.all(found >= 0) and found.sum() <= 1 + 1e-9
