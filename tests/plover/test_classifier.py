"""``dragoman.plover.classify``: the form of its answer, a sentence of each root, where the evidence points, and what is wrong input."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import DragomanError
from dragoman.plover.classifier import Classification, classify, classify_many
from dragoman.plover.ontology import YIELD, YIELDS
from dragoman.plover.roots import quad_of, roots
from scripts.plover_data import unmark

# None of these is in training/plover, nor are their facts.
EXAMPLES = {
    "AGREE": "<s>Sri Lanka</s> has agreed to let <t>the Maldives</t> station customs officers in Colombo harbour.",
    "CONSULT": "<s>The Latvian foreign minister</s> met <t>her Slovenian counterpart</t> in Riga to discuss rail links.",
    "SUPPORT": "<s>Botswana's president</s> praised <t>Namibia</t> for the calm conduct of its vote.",
    "COOPERATE": "<s>The Uruguayan navy</s> held joint exercises with <t>the Paraguayan river fleet</t> last week.",
    "AID": "<s>Luxembourg</s> sent tents, blankets and medicine to <t>Vanuatu</t> after the cyclone.",
    "YIELD": "<s>Tanzania</s> withdrew its last soldiers from <t>Burundi</t> on Sunday.",
    "REQUEST": "<s>Fiji</s> urged <t>New Zealand</t> to open its labour market to more seasonal workers.",
    "ACCUSE": "<s>Bolivia</s> accused <t>Paraguay</t> of smuggling cattle across the Chaco.",
    "REJECT": "<s>Iceland</s> rejected <t>Denmark</t>'s proposal for a shared coast guard.",
    "THREATEN": "<s>Malaysia</s> threatened to close its border with <t>Brunei</t> unless the patrols stopped.",
    "PROTEST": "<s>Thousands of teachers</s> marched through Bucharest to protest against <t>the Romanian government</t>.",
    "SANCTION": "<s>Honduras</s> has broken off diplomatic relations with <t>Nicaragua</t> and recalled its ambassador.",
    "MOBILIZE": "<s>Eritrea</s> has massed tanks and troops along its border with <t>Djibouti</t>.",
    "COERCE": "<s>Zambian police</s> arrested eleven <t>opposition activists</t> in Ndola on Friday.",
    "ASSAULT": "<s>Tuareg fighters</s> shelled <t>an army post</t> north of Kidal, killing four soldiers.",
}
ATTACK = "Gabon attacked Togo."


def said(marked: str, *, merge_yield: bool = False) -> Classification:
    """The answer for a sentence whose source and target are marked."""
    return classify(*unmark(marked), merge_yield=merge_yield)


@pytest.mark.parametrize("root", roots())
def test_a_plain_sentence_of_each_root(root: str) -> None:
    assert said(EXAMPLES[root], merge_yield=True)["root"] == root


@pytest.mark.parametrize(
    ("root", "marked"),
    [
        ("ASSAULT", "<t>A Gabonese patrol boat</t> was shelled by <s>the Angolan navy</s> on Monday."),
        ("ASSAULT", "<s>Angola</s>'s attack on <t>Gabon</t> went on through the night."),
        ("ACCUSE", "<t>Latvia</t> was accused by <s>Belarus</s> of hiding smugglers."),
        ("ACCUSE", "<s>Belarus</s>'s accusations against <t>Latvia</t> filled the front pages."),
        ("CONSULT", "Talks between <s>Laos</s> and <t>Cambodia</t> resumed in Vientiane."),
    ],
)
def test_passives_and_nouns_are_read_as_their_verbs_are(root: str, marked: str) -> None:
    assert said(marked)["root"] == root


def test_the_published_form() -> None:
    text = EXAMPLES["ACCUSE"]
    found = json.loads(json.dumps(said(text)))
    assert list(found) == ["root", "quad", "scores", "evidence"]
    assert (found["root"], found["quad"]) == ("ACCUSE", 3)
    assert found["evidence"]["triggers"][0] == {"text": "accused", "start": 8, "end": 15}
    assert [step["text"] for step in found["evidence"]["path"]] == ["Bolivia", "accused", "Paraguay"]
    assert set(found["evidence"]["path"][0]) == {"text", "relation"}


@pytest.mark.parametrize("merge_yield", [False, True])
@pytest.mark.parametrize("marked", EXAMPLES.values(), ids=EXAMPLES)
def test_scores_are_probabilities_of_all_roots_and_the_root_is_the_likeliest(marked: str, merge_yield: bool) -> None:
    found = said(marked, merge_yield=merge_yield)
    wanted = set(roots()) if merge_yield else set(roots()) - {YIELD} | set(YIELDS)
    assert set(found["scores"]) == wanted
    assert sum(found["scores"].values()) == pytest.approx(1, abs=1e-6)
    assert all(0 <= p <= 1 for p in found["scores"].values())
    assert found["root"] == next(iter(found["scores"])) == max(found["scores"], key=lambda r: found["scores"][r])
    assert found["quad"] == quad_of(found["root"])


def test_a_yield_is_a_withdrawal_or_a_concession() -> None:
    assert said(EXAMPLES["YIELD"])["root"] == "RETREAT"
    assert said("<s>Mauritius</s> lifted its ban on poultry from <t>Madagascar</t>.")["root"] == "CONCEDE"


def test_either_actor_or_both_may_be_missing() -> None:
    text, source, target = unmark(EXAMPLES["COERCE"])
    for spans in ((source, None), (None, target), (None, None)):
        found = classify(text, *spans)
        assert found["root"] == "COERCE"
        assert found["evidence"]["path"] == []


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "?", "1995"])
def test_a_text_without_a_sentence_has_an_answer_without_evidence(text: str) -> None:
    found = classify(text)
    assert found["evidence"] == {"triggers": [], "path": []}
    assert sum(found["scores"].values()) == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("span", [(0, 21), (-1, 5), (5, 5), (7, 3), (30, 40)])
@pytest.mark.parametrize("name", ["source", "target"])
def test_a_span_that_is_not_in_the_text_is_told(name: str, span: tuple[int, int]) -> None:
    with pytest.raises(DragomanError, match=f"{name}: .*{span[0]} to {span[1]} .*20"):
        classify(ATTACK, *((span, None) if name == "source" else (None, span)))


def test_only_the_sentences_of_the_two_actors_count() -> None:
    alone = said(EXAMPLES["AID"])
    before = "Rebels bombed a hospital in Yaoundé and killed nine people. "
    after = " Police in Suva arrested the leaders of a strike."
    found = said(before + EXAMPLES["AID"] + after)
    assert (found["root"], found["scores"]) == (alone["root"], alone["scores"])
    shift = len(before)
    moved = [{**t, "start": t["start"] + shift, "end": t["end"] + shift} for t in alone["evidence"]["triggers"]]
    assert found["evidence"]["triggers"] == moved


def test_actors_in_two_sentences_are_read_together() -> None:
    found = said("The night was long. <s>Gabon</s> opened fire. Its shells hit <t>Togo</t>. Ghana sent tents.")
    assert found["root"] == "ASSAULT"
    assert all(20 <= t["start"] < 56 for t in found["evidence"]["triggers"])


WORDS_BEFORE = (
    "On 3 May 1990 ", "On Tuesday, ", "“Enough” — said nobody: ", "In São Tomé – or so it seems – ", "Côte d’Ivoire’s papers say that ",
    "🙂 ",
)  # fmt: skip
FILLED = st.sampled_from(list(EXAMPLES.values()))


@settings(max_examples=60, deadline=None)
@given(before=st.sampled_from(WORDS_BEFORE), marked=FILLED, after=st.sampled_from(["", " Så är det.", "\n\n“Nein”, sagte er – nichts."]))
def test_triggers_point_at_exactly_their_words_outside_the_actors(before: str, marked: str, after: str) -> None:
    text, source, target = unmark(before + marked + after)
    assert source and target
    for trigger in classify(text, source, target)["evidence"]["triggers"]:
        assert text[trigger["start"] : trigger["end"]] == trigger["text"]
        assert trigger["text"].strip() == trigger["text"] != ""
        assert all(trigger["end"] <= start or trigger["start"] >= end for start, end in (source, target))


def test_many_are_as_one_by_one_and_in_order() -> None:
    text = "Gabon attacked Togo, while Ghana praised Benin."
    gabon, togo, ghana, benin = ((text.index(name), text.index(name) + len(name)) for name in ("Gabon", "Togo", "Ghana", "Benin"))
    triples = [(text, gabon, togo), unmark(EXAMPLES["AID"]), (text, ghana, benin), (text, None, None), unmark(EXAMPLES["AID"])]
    found = classify_many(triples)
    assert [c["root"] for c in found[:3]] == ["ASSAULT", "AID", "SUPPORT"]
    # The parser's sums differ in the last digits with what it reads beside a sentence.
    for one, other in zip(found, (classify(*triple) for triple in triples), strict=True):
        assert (one["root"], one["evidence"]) == (other["root"], other["evidence"])
        assert one["scores"] == pytest.approx(other["scores"], abs=1e-4)
    assert found == classify_many(triples)
    assert classify_many([]) == []


def test_a_wrong_span_among_many_is_told_before_any_answer() -> None:
    with pytest.raises(DragomanError, match="target"):
        classify_many([(ATTACK, (0, 5), (15, 19)), (ATTACK, (0, 5), (15, 40))])
