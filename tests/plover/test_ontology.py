"""The ontology is whole: its files agree with each other, with CAMEO's own order, and with the codebook."""

from __future__ import annotations

import pytest

from dragoman.codebook import load_codebook
from dragoman.parse import lemma_of
from dragoman.parse.pipeline import Pos
from dragoman.plover import load_ontology
from dragoman.plover.nearby import expanded
from dragoman.plover.ontology import YIELD

ONTOLOGY = load_ontology()
# Words that only look like plurals.
UNINFLECTED = {"corps", "unless", "coronavirus", "themselves"}
POS: tuple[Pos, ...] = ("verb", "noun")
TRIGGERS = [
    *((f"{t.name}.{m.name}", trigger) for t in ONTOLOGY.types.values() for m in t.modes.values() for trigger in m.triggers),
    *((f"context {c.name}", trigger) for c in ONTOLOGY.contexts.values() for trigger in c.triggers),
    *((f"list {name}", trigger) for name, held in ONTOLOGY.lists.items() for trigger in held),
]


def test_there_are_the_sixteen_types_each_with_its_quad() -> None:
    by_quad = {q: [t.name for t in ONTOLOGY.types.values() if t.quad == q] for q in (1, 2, 3, 4)}
    assert by_quad == {
        1: ["AGREE", "CONSULT", "SUPPORT"],
        2: ["CONCEDE", "COOPERATE", "AID", "RETREAT"],
        3: ["REQUEST", "ACCUSE", "REJECT", "THREATEN"],
        4: ["PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"],
    }
    assert ONTOLOGY.quad(YIELD) == 2


@pytest.mark.parametrize("name", ONTOLOGY.types)
def test_a_type_says_what_it_is_and_is_not_and_has_modes(name: str) -> None:
    kind = ONTOLOGY.types[name]
    assert len(kind.definition) > 40
    assert any(other in kind.not_ for other in ONTOLOGY.types if other != name), "names the type that it is taken for"
    assert kind.modes
    assert all(len(m.definition) > 4 for m in kind.modes.values())


def test_the_modes_that_plover_gives_are_there() -> None:
    own = {t.name: {m.name for m in t.modes.values() if m.origin == "plover"} for t in ONTOLOGY.types.values()}
    assert own["CONSULT"] == {"visit", "third-party", "multilateral", "phone"}
    assert own["REQUEST"] == own["REJECT"] == {"assist", "change", "yield", "meet"}
    assert own["ACCUSE"] == {"investigate", "allege", "disapprove"}
    assert own["PROTEST"] == {"demo", "riot", "strike", "hunger", "boycott", "obstruct"}
    assert own["SANCTION"] == {"convict", "expel", "withdraw", "discontinue"}
    assert own["MOBILIZE"] == {"troops", "weapons", "police", "militia"}
    assert own["RETREAT"] == {"withdraw", "release", "return", "disarm", "ceasefire", "access"}
    assert own["AGREE"] == own["SUPPORT"] == own["CONCEDE"] == own["COOPERATE"] == own["AID"] == set()


def test_triggers_are_in_lower_case_of_lists_that_exist_and_ask_for_some_word() -> None:
    for where, trigger in TRIGGERS:
        for present, absent in expanded(trigger.removeprefix("~"), ONTOLOGY.lists):
            assert present, (where, trigger)
            assert all(word == word.lower() for part in (*present, *absent) for word in part), (where, trigger)


def test_single_words_are_lemmas() -> None:
    """A form that is no lemma would match less than it seems to: "attacks" but not "attacked"."""
    inflected = []
    for where, trigger in TRIGGERS:
        for part in trigger.removeprefix("~").split("+"):
            word = part.removeprefix("!")
            if word.isalpha() and word not in UNINFLECTED and not any(lemma_of(word, pos) == word for pos in POS):
                inflected.append((where, word))
    assert inflected == []


def test_every_code_of_cameo_has_a_type_but_its_comments() -> None:
    untyped = [code for code, row in ONTOLOGY.cameo.items() if row.type is None]
    assert untyped == ["01", "010", "011", "012", "013", "014", "015", "016", "017"]
    assert len(ONTOLOGY.cameo) == 315
    assert all(code[:-1] in ONTOLOGY.cameo for code in ONTOLOGY.cameo if len(code) > 2)


@pytest.mark.parametrize(
    ("code", "name", "goldstein", "kind"),
    [
        ("042", "Make a visit", 1.9, "CONSULT"),
        ("057", "Sign formal agreement", 8.0, "SUPPORT"),
        ("0712", None, None, None),
        ("073", "Provide humanitarian aid", 7.4, "AID"),
        ("0811", "Ease restrictions on political freedoms", 5.0, "CONCEDE"),
        ("0841", "Return, release person(s)", 7.0, "RETREAT"),
        ("0874", "Retreat or surrender militarily", 10.0, "RETREAT"),
        ("091", "Investigate crime, corruption", -2.0, "ACCUSE"),
        ("116", "Find guilty or liable (legally)", -2.0, "SANCTION"),
        ("138", "Threaten to use military force", -7.0, "THREATEN"),
        ("163", "Impose embargo, boycott, or sanctions", -6.5, "SANCTION"),
        ("195", "Employ aerial weapons", -10.0, "ASSAULT"),
    ],
)
def test_codes_have_the_published_names_scores_and_types(code: str, name: str | None, goldstein: float | None, kind: str | None) -> None:
    row = ONTOLOGY.cameo.get(code)
    assert (row.name, row.goldstein, row.type) == (name, goldstein, kind) if row else name is None


@pytest.mark.parametrize("name", ONTOLOGY.types)
def test_what_a_type_falls_back_to_is_of_its_own_kind(name: str) -> None:
    kind = ONTOLOGY.types[name]
    fallback = ONTOLOGY.cameo[kind.cameo].type
    assert fallback == name or (fallback, name) == ("CONCEDE", "RETREAT")
    if kind.intent is not None:
        assert ONTOLOGY.cameo[kind.intent].type in ("AGREE", "THREATEN")


def test_codes_of_cooperation_score_at_least_nothing_and_of_material_conflict_less() -> None:
    for row in ONTOLOGY.cameo.values():
        quad = ONTOLOGY.types[row.type].quad if row.type else None
        assert quad not in (1, 2) or row.goldstein > 0, row.code
        assert quad != 4 or row.goldstein < 0, row.code


def test_every_kind_of_the_codebook_is_coded_within_the_ontology() -> None:
    for name, kind in load_codebook().kinds.items():
        for code in (kind.plover, *(p.plover for p in kind.patterns)):
            if code is None or code.type == YIELD:
                continue
            kind_of = ONTOLOGY.types[code.type]
            assert code.quad == kind_of.quad, name
            assert code.mode is None or code.mode in kind_of.modes, name
            assert code.cameo is None or ONTOLOGY.cameo[code.cameo].goldstein * (1 if code.quad < 3 else -1) > 0, name
