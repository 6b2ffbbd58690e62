"""What an action is, from the words about it: examples for modes, contexts and codes, and what must not be taken for them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.parse import parse
from dragoman.plover import Action, code_action, load_ontology, which_yield
from dragoman.plover.coding import Reality


def coded(sentence: str, word: str, root: str, reality: Reality = "done") -> Action:
    """The action at the first token that reads ``word``."""
    (doc,) = parse([sentence])
    return code_action(doc, [next(t.i for t in doc if t.text == word)], root, reality=reality)


@pytest.mark.parametrize(
    ("sentence", "word", "root", "mode", "cameo"),
    [
        ("The president of Fiji visited Tonga.", "visited", "CONSULT", "visit", "042"),
        ("Tonga received the president of Fiji.", "received", "CONSULT", "visit", "043"),
        ("The two premiers spoke by telephone.", "spoke", "CONSULT", "phone", "041"),
        ("Norway mediated between Colombia and the guerrillas.", "mediated", "CONSULT", "third-party", "045"),
        ("The premiers of Malta and Cyprus met in Valletta.", "met", "CONSULT", "meet", "040"),
        ("Tonga and Samoa signed a fisheries agreement.", "signed", "SUPPORT", "sign", "057"),
        ("Cyprus apologised to Malta for the raid.", "apologised", "SUPPORT", "apologise", "055"),
        ("Benin congratulated Togo on its elections.", "congratulated", "SUPPORT", "praise", "051"),
        ("Peru recognised the new republic.", "recognised", "SUPPORT", "recognise", "054"),
        ("Mali agreed to hold talks with the rebels.", "agreed", "AGREE", "meet", "036"),
        ("Laos promised to lift the ban on the opposition party.", "promised", "AGREE", "yield", "0351"),
        ("Japan offered a loan of 30 million dollars to Laos.", "offered", "AGREE", "aid", "0331"),
        ("Spain and Morocco held joint naval exercises.", "held", "COOPERATE", "exercise", "062"),
        ("Switzerland shared bank data with India.", "shared", "COOPERATE", "share", "064"),
        ("Peru sent 40 tonnes of food to flooded Bolivia.", "sent", "AID", "relieve", "073"),
        ("Canada granted asylum to 30 Cuban doctors.", "granted", "AID", "shelter", "075"),
        ("Chad gave rifles and ammunition to the Sudanese rebels.", "gave", "AID", "arm", "072"),
        ("Nepal urged Bhutan to release the prisoners.", "urged", "REQUEST", "yield", "0253"),
        ("Nepal demanded that Bhutan hold talks on the border.", "demanded", "REQUEST", "meet", "106"),
        ("Laos asked Japan for economic aid.", "asked", "REQUEST", "assist", "0231"),
        ("Ghana called on the general to step down.", "called", "REQUEST", "change", "0241"),
        ("Peru accused Ecuador of violating the ceasefire.", "accused", "ACCUSE", "allege", "1123"),
        ("Prosecutors opened an investigation into bribes paid to the minister.", "opened", "ACCUSE", "investigate", "091"),
        ("Iceland condemned the arrest.", "condemned", "ACCUSE", "disapprove", "111"),
        ("Zambia rejected Malawi's call for talks.", "rejected", "REJECT", "meet", "125"),
        ("Eritrea refused to withdraw its troops.", "refused", "REJECT", "yield", "1246"),
        ("Iran threatened to attack Gulf shipping with missiles.", "threatened", "THREATEN", "violence", "1384"),
        ("France threatened to impose sanctions on Mali.", "threatened", "THREATEN", "relations", "1312"),
        ("Oman threatened to arrest the smugglers.", "threatened", "THREATEN", "arrest", "132"),
        ("Dock workers in Lagos went on strike over pay.", "strike", "PROTEST", "strike", "143"),
        ("Two prisoners began a hunger strike.", "began", "PROTEST", "hunger", "142"),
        ("A mob burned cars and pelted police with stones.", "burned", "PROTEST", "riot", "145"),
        ("Students marched in Lima demanding that the president resign.", "marched", "PROTEST", "demo", "1411"),
        ("Chile expelled two Bolivian diplomats.", "expelled", "SANCTION", "expel", "161"),
        ("Sudan expelled the UN inspectors.", "expelled", "SANCTION", "expel", "1662"),
        ("Brazil cut off aid to Niger.", "cut", "SANCTION", "discontinue", "162"),
        ("Poland imposed sanctions on Belarus.", "imposed", "SANCTION", "embargo", "163"),
        ("A Spanish court sentenced a Libyan official to nine years.", "sentenced", "SANCTION", "convict", "116"),
        ("Turkey put its army on alert along the frontier.", "put", "MOBILIZE", "troops", "152"),
        ("Peru deployed riot police around the embassy.", "deployed", "MOBILIZE", "police", "153"),
        ("Police in Togo arrested an opposition leader.", "arrested", "COERCE", "arrest", "173"),
        ("Sudan imposed a curfew in Port Sudan.", "imposed", "COERCE", "curfew", "1723"),
        ("Hackers broke into the ministry's computer network.", "broke", "COERCE", "cyber", "170"),
        ("Egypt banned the opposition party.", "banned", "COERCE", "ban", "1722"),
        ("Egypt's warplanes bombed positions in Libya.", "bombed", "ASSAULT", "aerial", "195"),
        ("A suicide bomber killed six Iraqis.", "killed", "ASSAULT", "suicide-attack", "1831"),
        ("Tanks shelled the town of Goma.", "shelled", "ASSAULT", "heavy-weapons", "194"),
        ("Police fired tear gas at the marchers.", "fired", "ASSAULT", "crowd-control", "175"),
        ("Rebels abducted two French engineers.", "abducted", "ASSAULT", "abduct", "181"),
        ("Fighters stabbed a customs officer to death.", "stabbed", "ASSAULT", "primitive", "1823"),
    ],
)
def test_the_words_about_an_action_give_its_mode_and_code(sentence: str, word: str, root: str, mode: str, cameo: str) -> None:
    action = coded(sentence, word, root)
    assert (action.type, action.mode, action.cameo) == (root, mode, cameo)
    assert action.goldstein == load_ontology().cameo[cameo].goldstein


@pytest.mark.parametrize(
    ("sentence", "word", "kind", "mode", "cameo"),
    [
        ("Chad withdrew its troops from the strip.", "withdrew", "RETREAT", "withdraw", "0874"),
        ("Kenya declared a ceasefire with the rebels.", "declared", "RETREAT", "ceasefire", "0871"),
        ("The rebels laid down their weapons.", "laid", "RETREAT", "disarm", "0873"),
        ("The rebels freed two Danish nurses.", "freed", "RETREAT", "release", "0841"),
        ("Oman returned the looted statue to Italy.", "returned", "RETREAT", "return", "0842"),
        ("Qatar let UN inspectors into the plant.", "let", "RETREAT", "access", "0862"),
        ("France lifted its blockade of the port.", "lifted", "RETREAT", "withdraw", "0872"),
        ("India lifted the curfew in Srinagar.", "lifted", "CONCEDE", "curfew", "0813"),
        ("Japan lifted sanctions on Myanmar.", "lifted", "CONCEDE", "lift", "085"),
        ("Ghana pardoned the jailed editor.", "pardoned", "CONCEDE", "pardon", "081"),
        ("The premier of Malta resigned.", "resigned", "CONCEDE", "accede", "0831"),
        ("Bhutan relented.", "relented", "CONCEDE", None, "080"),
    ],
)
def test_a_yield_is_a_retreat_in_deeds_and_a_concession_in_rules(
    sentence: str, word: str, kind: str, mode: str | None, cameo: str
) -> None:
    action = coded(sentence, word, "YIELD")
    assert (action.type, action.mode, action.cameo) == (kind, mode, cameo)
    (doc,) = parse([sentence])
    assert which_yield(doc, [next(t.i for t in doc if t.text == word)]) == kind


@pytest.mark.parametrize(
    ("sentence", "word", "root", "never"),
    [
        # What another clause or another doer's name tells is not this action's.
        ("Norway, which had bombed Tripoli in 2011, sent food to Libya.", "sent", "AID", "arm"),
        ("Peru condemned the raid and arrested six men.", "condemned", "ACCUSE", "investigate"),
        ("Workers ended a hunger strike in Quito while others marched.", "marched", "PROTEST", "hunger"),
        ("After the telephone exchange burned, the two premiers met in Oslo.", "met", "CONSULT", "phone"),
        ("Police arrested a journalist who had been beaten by the crowd.", "arrested", "COERCE", "censor"),
        # A common verb settles nothing where a telling noun stands beside it.
        ("Chile imposed martial law in Arica.", "imposed", "COERCE", "restrict"),
        ("Albania agreed to send troops to the peace mission.", "agreed", "AGREE", "settle"),
        ("Puebla's defenders beat back the invaders.", "beat", "ASSAULT", "beat"),
    ],
)
def test_what_stands_elsewhere_is_not_taken_for_its_mode(sentence: str, word: str, root: str, never: str) -> None:
    assert coded(sentence, word, root).mode != never


@pytest.mark.parametrize(
    ("sentence", "word", "root", "contexts", "never"),
    [
        ("Kenya charged a Somali general with war crimes before a court.", "charged", "COERCE", {"legal", "human_rights"}, set()),
        ("Canada sent vaccines to Haiti after the cholera outbreak.", "sent", "AID", {"disease"}, set()),
        ("Denmark praised Georgia's parliamentary election.", "praised", "SUPPORT", {"election"}, {"military"}),
        ("Brazil and Peru signed a treaty on the Amazon rainforest.", "signed", "SUPPORT", {"environment", "diplomatic"}, {"military"}),
        ("Spain and Morocco held naval exercises.", "held", "COOPERATE", {"military"}, {"economic"}),
        ("Yemen would have sent troops.", "sent", "MOBILIZE", {"hypothetical", "military"}, set()),
        ("Yemen sent troops to the coast.", "sent", "MOBILIZE", {"military"}, {"hypothetical"}),
        ("The president of Fiji praised Tonga.", "praised", "SUPPORT", set(), {"executive", "political"}),
        ("Chile sued Peru, whose navy had shelled its trawlers.", "sued", "ACCUSE", {"legal"}, {"military"}),
        ("Ghana blamed Togo for the oil smuggling.", "blamed", "ACCUSE", {"resource", "crime"}, set()),
        ("Egypt condemned the attack on a mosque by jihadists.", "condemned", "ACCUSE", {"religious", "terrorism"}, set()),
        ("Poland expelled a spy of the Belarusian secret service.", "expelled", "SANCTION", {"intelligence"}, set()),
    ],
)
def test_contexts_come_from_the_clause(sentence: str, word: str, root: str, contexts: set[str], never: set[str]) -> None:
    found = set(coded(sentence, word, root).contexts)
    assert contexts <= found
    assert not never & found


@pytest.mark.parametrize(
    ("sentence", "word", "root", "cameo"),
    [
        ("Peru will send food to Bolivia.", "send", "AID", "0333"),
        ("Japan will lift sanctions on Myanmar.", "lift", "CONCEDE", "0354"),
        ("Fiji's president is to visit Tonga.", "visit", "CONSULT", "036"),
        ("Poland plans an embargo on Belarusian steel.", "embargo", "SANCTION", "1312"),
        ("Peru urges Chile to talk.", "urges", "REQUEST", "026"),
    ],
)
def test_what_is_only_intended_has_the_code_of_its_intent(sentence: str, word: str, root: str, cameo: str) -> None:
    action = coded(sentence, word, root, "intended")
    assert (action.type, action.cameo) == (root, cameo)


def test_what_did_not_take_place_has_a_mode_and_no_code() -> None:
    action = coded("Peru did not send food to Bolivia.", "send", "AID", "denied")
    assert (action.mode, action.cameo, action.goldstein) == ("relieve", None, None)


def test_a_noun_with_the_verb_that_carries_it_is_read_as_one() -> None:
    assert coded("Libya launched artillery strikes on Sirte.", "strikes", "ASSAULT").mode == "heavy-weapons"
    assert coded("The visit of Fiji's president to Tonga lasted two days.", "visit", "CONSULT").mode == "visit"


def test_what_is_known_beforehand_stands() -> None:
    (doc,) = parse(["Chile acted against Bolivia."])
    action = code_action(doc, [1], "SANCTION", mode="withdraw", cameo="161")
    assert (action.mode, action.cameo, action.goldstein) == ("withdraw", "161", -4.0)
    with pytest.raises(KeyError):
        code_action(doc, [1], "ANNOY")


WORDS = st.lists(
    st.sampled_from(["Peru", "troops", "attacked", "released", "the", "of", "sanctions", "if", "not", ",", "which", "-", "'s", "and"]),
    min_size=1,
)


@settings(max_examples=60, deadline=None)
@given(WORDS, st.sampled_from(["YIELD", *load_ontology().types]), st.integers(0, 100))
def test_any_words_give_an_action_of_the_type_within_the_ontology(words: list[str], root: str, at: int) -> None:
    (doc,) = parse([" ".join(words)])
    action = code_action(doc, [at % len(doc)], root)
    ontology = load_ontology()
    assert action.type == root or (root == "YIELD" and action.type in ("CONCEDE", "RETREAT"))
    assert action.mode is None or action.mode in ontology.types[action.type].modes
    assert list(action.contexts) == [c for c in ontology.contexts if c in action.contexts]
    assert action.cameo is not None
    assert ontology.cameo[action.cameo].type in (action.type, "CONCEDE")
    assert action.goldstein == ontology.cameo[action.cameo].goldstein
