"""Near-copies are found whatever a printer does to a story; texts from one template, and texts that share a paragraph, are none."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import DragomanError
from dragoman.stories import VERSION, Sketch, band_keys, group, is_copy, sketch
from tests.stories.texts import CABLE, CANAL, TUNNEL, beginning, congratulated, framed, received, reprinted, reworded

STORIES = [CANAL, CABLE, TUNNEL]


def found(a: str, b: str, language: str = "en") -> bool:
    """Whether a store would join the two: they share a key, and their sketches are alike."""
    x, y = sketch(a, language), sketch(b, language)
    assert is_copy(x, y) == is_copy(y, x)
    return is_copy(x, y) and bool(set(band_keys(x)) & set(band_keys(y)))


@pytest.mark.parametrize("story", STORIES, ids=["canal", "cable", "tunnel"])
class TestCopies:
    def test_reprinted_under_another_headline_with_another_dateline_and_closing_line(self, story: str) -> None:
        assert found(story, reprinted(story))

    @pytest.mark.parametrize("part", [0.9, 0.7, 0.5, 0.3])
    def test_shortened(self, story: str, part: float) -> None:
        assert found(story, beginning(story, part))

    def test_shortened_and_reprinted(self, story: str) -> None:
        assert found(story, reprinted(beginning(story, 0.5)))

    def test_edited(self, story: str) -> None:
        assert found(story, reworded(story, 0.1, random.Random(3)))

    def test_with_its_paragraphs_in_another_order(self, story: str) -> None:
        head, *paragraphs = story.split(".\n")
        assert found(story, ".\n".join([head, *reversed(paragraphs)]))

    def test_crawled_with_other_boilerplate(self, story: str) -> None:
        assert found(story, framed(story))

    def test_typeset_otherwise(self, story: str) -> None:
        typeset = story.replace('"', "”").replace("'", "’").replace(" -- ", " — ").replace("\n", " ").replace("fi", "ﬁ")
        assert found(story, typeset)
        assert is_copy(sketch(story.split("\n", 1)[1].upper()), sketch(story))


def test_stories_on_one_subject_are_not_copies() -> None:
    assert not any(found(a, b) for a, b in combinations(STORIES, 2))


def test_pages_of_one_site_are_not_copies() -> None:
    assert not any(found(framed(a), framed(b)) for a, b in combinations([beginning(story, 0.4) for story in STORIES], 2))


def test_an_article_that_quotes_a_paragraph_is_no_copy_of_its_source() -> None:
    quoted = CANAL.split(".\n")[2]
    assert not found(CANAL, f"{CABLE}\n{quoted}.")
    assert not found(quoted, f"{CABLE}\n{quoted}.\n{TUNNEL}")


NOTES = [
    received("Estonia", "Tarmo Kask", "3 May 2023"), received("Laos", "Somchai Vong", "3 May 2023"),
    received("Fiji", "Ratu Vula", "9 June 2023"), received("Fiji", "Litia Rokotui", "14 October 2024"),
    received("Oman", "Said Al Harthy", "9 June 2023")]
GREETINGS = [congratulated("Peru", "Juan Quispe", year) for year in range(2021, 2026)] + [congratulated("Mexico", "Ana Solis", 2024)]


def test_notes_from_one_template_are_not_copies() -> None:
    assert not any(found(a, b) for a, b in combinations(NOTES, 2))


def test_yearly_greetings_are_not_copies() -> None:
    assert not any(found(a, b) for a, b in combinations(GREETINGS, 2))


def test_two_prints_of_one_note_are_copies() -> None:
    for note in NOTES + GREETINGS:
        assert found(note, f"Zambia: diplomacy in brief\nLUSAKA (Copperbelt Post) - {note}")


BRIEF = "Kenya recalled its ambassador from Peru on Tuesday after police in Lima searched his house for stolen paintings. Peru apologised."


def test_briefs_are_copies_only_when_nearly_the_same() -> None:
    assert found(BRIEF, BRIEF.replace("Tuesday", "Tuesday, officials said,"))
    assert not found(BRIEF, BRIEF.replace("Kenya", "Ghana"))
    assert not found(BRIEF, BRIEF.replace("from Peru", "from the Netherlands"))
    assert not found(BRIEF, "Kenya recalled its ambassador from Peru on Tuesday. The two have quarrelled over fishing since March.")


def test_a_caption_is_a_copy_of_nothing() -> None:
    assert not found("Ministers at the signing in Lima.", "Ministers at the signing in Lima.")
    assert not found("", "")
    assert band_keys(sketch("")) == ()


CHINESE = (
    "乌拉圭将借给加纳两艘挖泥船和四十名船员，帮助加深埃尔米纳渔港，两国外交部长星期一宣布。乌拉圭部长说，船只将于五月离开埃斯特角，工作十一个月。"
    "加纳部长称这是南美国家与西非国家之间的首次此类安排。自防波堤建成以来，港口一直淤积，独木舟只能在涨潮时进入。一项研究估计清理费用为三千八百万美元，"
    "是政府预留资金的三倍。根据备忘录，加纳支付燃料和食宿，乌拉圭继续支付船员工资。沙子将被抽到要塞以东的海滩上，那里的海岸线已经后退了近六十米。")
CHINESE_OTHER = (
    "加纳和乌拉圭官员星期四在阿克拉会晤，讨论从里斯本到布宜诺斯艾利斯的海底电缆是否可以在塔科拉迪设立分支。加纳外交部长表示，分支将降低整个西非的带宽价格。"
    "拥有电缆十分之一股份的乌拉圭电话公司必须在九月之前作出决定。工程师怀疑该分支能否收回成本，因为它将使线路增加约九百公里。")


def test_scripts_without_spaces() -> None:
    assert found(CHINESE, f"两国合作疏浚港口\n{CHINESE}（完）", "zh")
    assert found(CHINESE, CHINESE[:90], "zh")
    assert not found(CHINESE, CHINESE_OTHER, "zh")


def test_a_language_that_writes_nouns_with_capitals() -> None:
    note = (
        "Der Minister empfing am 3. Mai den Botschafter von {} zu einem Gespräch über die Beziehungen und über die Lage in der Region. "
        "Beide Seiten würdigten die Zusammenarbeit bei der Bildung, im Handel und in der Wissenschaft und kündigten weitere Treffen im "
        "Herbst an, teilte das Ministerium nach dem Besuch mit. Der Botschafter von {} dankte für die Einladung.")
    laos = note.format("Laos", "Laos")
    assert found(laos, f"Treffen im Ministerium\n{laos}", "de")
    assert not found(laos, note.format("Fidschi", "Fidschi"), "de")


texts = st.lists(
    st.sampled_from(["Kenya", "Lima", "ministers", "met", "in", "the", "1992", "envoy", "signed.", "on", "Monday\n", "of", "港口", "a"]),
    max_size=60).map(" ".join)


@given(st.one_of(texts, st.text(max_size=300)), st.one_of(texts, st.text(max_size=300)), st.sampled_from(["en", "de", "zh"]))
@settings(deadline=None)
def test_any_sketch_comes_back_from_its_bytes_and_compares_both_ways(first: str, second: str, language: str) -> None:
    a, b = sketch(first, language), sketch(second, language)
    assert Sketch.from_bytes(a.to_bytes()) == a
    assert is_copy(a, b) == is_copy(b, a)
    assert set(band_keys(a)) <= set(a.shingles)


def test_a_sketch_of_any_length_is_small_and_has_few_keys() -> None:
    chance = random.Random(1)
    long = " ".join(f"{chance.choice('ABCDEFG')}{chance.randrange(10**6)} {reworded('of by to', 1, chance)}" for _ in range(5000))
    assert len(sketch(long).to_bytes()) < 1024
    assert len(band_keys(sketch(long))) <= 20


def test_a_sketch_is_the_same_in_another_process() -> None:
    script = "import sys; from dragoman.stories import sketch; sys.stdout.write(sketch(sys.stdin.read()).to_bytes().hex())"
    for seed in ("0", "42"):
        ran = subprocess.run(
            [sys.executable, "-c", script], input=CANAL, capture_output=True, encoding="utf-8", check=True,
            env={"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"})
        assert ran.stdout == sketch(CANAL).to_bytes().hex()


def test_sketches_of_version_1_stay_as_they_are() -> None:
    """A store keeps sketches for years: where this fails, raise VERSION, so that it sketches its texts anew."""
    digests = [hashlib.sha256(sketch(text, language).to_bytes()).hexdigest()[:16] for text, language in ((CANAL, "en"), (CHINESE, "zh"))]
    assert (VERSION, digests) == (1, ["6b1c229d2165e573", "1d2ae78955289ed7"])


@pytest.mark.parametrize("data", [b"", b"\x63abc", b"\x01", sketch(CANAL).to_bytes()[:-1], sketch(CANAL).to_bytes() + b"x"])
def test_what_is_no_sketch_of_this_version_is_refused(data: bytes) -> None:
    with pytest.raises(DragomanError, match="sketch the text anew"):
        Sketch.from_bytes(data)


def test_groups_are_stories_named_by_their_smallest_id() -> None:
    documents = {
        "wire": CANAL, "paper": reprinted(CANAL), "short": beginning(CANAL, 0.35), "page": framed(CANAL), "cable": CABLE, "tunnel": TUNNEL,
        "again": TUNNEL, **{f"note {i}": note for i, note in enumerate(NOTES)}}
    stories = group({doc: sketch(text) for doc, text in documents.items()})
    assert {stories[doc] for doc in ("wire", "paper", "short", "page")} == {"page"}
    assert stories["again"] == stories["tunnel"] == "again"
    assert stories["cable"] == "cable"
    assert all(stories[doc] == doc for doc in documents if doc.startswith("note"))


@pytest.mark.parametrize("seed", range(25))
def test_the_order_of_documents_makes_no_difference(seed: int) -> None:
    chance = random.Random(seed)
    printed = [
        beginning(reworded(chance.choice(STORIES), chance.choice([0, 0.05]), chance), chance.choice([0.3, 0.6, 1])) for _ in range(8)]
    sketches = {f"d{i}": sketch(text) for i, text in enumerate(printed)}
    shuffled = chance.sample(sorted(sketches), len(sketches))
    stories = group(sketches)
    assert group({doc: sketches[doc] for doc in shuffled}) == stories
    assert all(stories[stories[doc]] == stories[doc] <= doc for doc in sketches)


def test_a_story_that_hundreds_print_is_one() -> None:
    sketches = {f"{i:03}": sketch(f"{CANAL}\nPrinted as edition number {i} of the paper.") for i in range(300)}
    assert set(group(sketches).values()) == {"000"}
