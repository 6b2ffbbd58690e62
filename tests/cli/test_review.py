"""``dragoman review``, ``judge`` and ``journal``: what people decide is stored, survives, is shared, and shows where they disagree."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import dragoman as library
from tests.cli.conftest import Command, Ran, clean_environment
from tests.cli.notes import DOURO, FJORD, copied, fact, facts, made


def reviewed(dragoman: Command, store: Path, *answers: str, by: str = "Ana", options: tuple[str, ...] = ()) -> Ran:
    return dragoman("review", "--store", store, "--by", by, *options, input="".join(f"{answer}\n" for answer in answers))


KIND = ("--kinds", "embassy-opened")


def test_a_fact_is_shown_with_its_sources_words_and_what_contradicts_it(dragoman: Command, mine: Path) -> None:
    ran = reviewed(dragoman, mine, "q", options=("--need", "disputed"))
    assert ran.returncode == 0, ran.stderr
    assert "1 of 2" in ran.stdout
    assert "! disputed: the date: 12 May 1909, elsewhere 1907" in ran.stdout
    assert "“Norway and Portugal established diplomatic relations in 1907.”" in ran.stdout
    assert "“Herring and port wine”, 11 February 2025" in ran.stdout
    assert "\x1b" not in ran.stdout
    assert all(line == line.rstrip() for line in ran.stdout.splitlines() if "q >" not in line)


def test_what_is_confirmed_is_stored_with_who_and_why_and_not_asked_again(dragoman: Command, mine: Path) -> None:
    ran = reviewed(dragoman, mine, "c seen in the treaty series", options=KIND)
    assert ran.returncode == 0, ran.stderr
    assert "1 decided (1 confirmed)" in ran.stderr
    (review,) = {(r.by, r.verdict, r.note) for r in fact(mine, "embassy-opened").reviews}
    assert review == ("Ana", "confirmed", "seen in the treaty series")
    assert reviewed(dragoman, mine, options=KIND).stdout == "No fact waits for review.\n"


def test_a_correction_is_checked_and_survives_coding_and_adding_anew(dragoman: Command, mine: Path) -> None:
    ran = reviewed(dragoman, mine, "e date=sometime", "e date=1921-03-05 detail.mission=legation", options=KIND)
    assert ran.returncode == 1
    assert "'sometime' is no EDTF date" in ran.stdout
    with library.open_store(mine) as record:
        for document in list(record.documents()):
            assert record.add(document, library.code(document), codebook_version="another").outcome == "recoded"
    left = fact(mine, "embassy-opened")
    assert (left.date, left.detail["mission"], left.reviewed) == ("1921-03-05", "legation", True)


def test_asked_for_fields_one_by_one(dragoman: Command, mine: Path) -> None:
    ran = reviewed(dragoman, mine, "e", "date", "soon", "date", "1922", "source", "PRT", "", options=KIND)
    assert ran.returncode == 0, ran.stderr
    assert "date is 1921-03; new value" in ran.stdout
    assert "'soon' is no EDTF date" in ran.stdout
    assert (fact(mine, "embassy-opened").date, fact(mine, "embassy-opened").source) == ("1922", "PRT")


def test_lines_that_end_in_the_middle_of_an_edit_change_nothing(dragoman: Command, mine: Path) -> None:
    reviewed(dragoman, mine, "e", "date", "1922", options=KIND)
    assert fact(mine, "embassy-opened").date == "1921-03"
    assert dragoman("journal", "--store", mine).stdout == "The journal is empty.\n"


def test_undo_goes_back_to_the_fact_and_skip_leaves_it(dragoman: Command, mine: Path) -> None:
    before = [f.id for f in facts(mine)]
    ran = reviewed(dragoman, mine, "k", "r no such thing", "u", "k", "q")
    assert ran.returncode == 0, ran.stderr
    assert "taken back: entry 1, rejected" in ran.stdout
    assert "0 decided, 2 skipped" in ran.stderr
    assert [f.id for f in facts(mine)] == before
    assert "1 of" in ran.stdout
    assert ran.stdout.count("2 of") == 2


def test_two_treaties_are_merged_by_number_and_the_one_is_shown_then(dragoman: Command, mine: Path) -> None:
    assert len(facts(mine, "agreement-signed")) == 2
    ran = reviewed(dragoman, mine, "m 1 two names of one", "c", options=("--kinds", "agreement-signed"))
    assert ran.returncode == 0, ran.stderr
    one = fact(mine, "agreement-signed")
    assert one.counts.statements == 3
    assert one.reviewed
    assert "1 merged" in ran.stderr
    undone = dragoman("journal", "undo", "1", "--by", "Bo", "--note", "they are two", "--store", mine)
    assert undone.returncode == 0, undone.stderr
    assert len(facts(mine, "agreement-signed")) == 2


def test_a_fact_is_split_by_the_numbers_of_its_statements(dragoman: Command, mine: Path) -> None:
    ran = reviewed(dragoman, mine, "s 1 2", "s 2 it tells of another embassy", "c", "k", options=KIND)
    assert ran.returncode == 1
    assert "choose some, not all, of 1 to 2" in ran.stdout
    assert sorted(str(f.date) for f in facts(mine, "embassy-opened")) == ["1921", "1921-03"]
    assert "1 confirmed, 1 split" in ran.stderr
    taken = reviewed(dragoman, mine, "u", options=KIND)
    assert "nothing was decided in this review yet" in taken.stdout


def test_reviewers_who_disagree_are_shown_so(dragoman: Command, mine: Path) -> None:
    embassy = fact(mine, "embassy-opened").id
    dragoman("judge", embassy, "reject", "--by", "Bo", "--note", "a chapel", "--store", mine)
    assert facts(mine, "embassy-opened") == []
    with library.open_store(mine) as record:
        statement = next(s for s in record.find_statements(record.judgements()[0].statement.id))
    ran = dragoman("judge", statement.id, "confirm", "--by", "Ana", "--store", mine)
    assert ran.returncode == 0, ran.stderr
    shown = reviewed(dragoman, mine, "q", options=("--need", "contested")).stdout
    assert "confirmed by Ana" in shown
    assert "! but rejected by Bo" in shown
    listed = dragoman("journal", "--contested", "--store", mine).stdout
    assert "! Bo rejected it on" in listed
    assert "! Ana confirmed it on" in listed
    dragoman("journal", "undo", "1", "--by", "Bo", "--store", mine)
    assert dragoman("journal", "--contested", "--store", mine).stdout == "The journal has no such entry.\n"


def test_a_colleague_imports_the_judgements_and_bad_lines_are_named(
    dragoman: Command, mine: Path, both_papers: Path, tmp_path: Path
) -> None:
    reviewed(dragoman, mine, "e date=1921-03-05", options=KIND)
    dragoman("judge", fact(mine, "visit").id, "reject", "--by", "Bo", "--store", mine)
    file = tmp_path / "judgements.jsonl"
    exported = dragoman("journal", "export", "--out", file, "--store", mine)
    assert exported.returncode == 0, exported.stderr
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["by"] for line in lines] == ["Ana", "Bo"]
    file.write_text("\n".join([lines[0], "{oops", lines[1], '{"key": "a"}', "[1]"]), encoding="utf-8")
    theirs = copied(both_papers, tmp_path, "theirs.db")
    ran = dragoman("journal", "import", file, "--store", theirs)
    assert ran.returncode == 1
    for told in ("line 2: not JSON", "line 4: an entry without 'verdict'", "line 5: not an entry"):
        assert told in ran.stderr
    assert "2 new entries, 0 known already; 3 bad lines left out" in ran.stderr
    assert fact(theirs, "embassy-opened").date == "1921-03-05"
    assert facts(theirs, "visit") == []
    again = dragoman("journal", "import", "-", "--store", theirs, input="\n".join(lines))
    assert (again.returncode, again.stderr) == (0, "dragoman: -: 0 new entries, 2 known already\n")


def test_a_decision_on_a_fact_reaches_the_same_claim_in_a_text_that_comes_later(dragoman: Command, tmp_path: Path) -> None:
    store = made(tmp_path, fjord=FJORD)
    dragoman("judge", fact(store, "visit").id, "reject", "--by", "Ana", "--store", store)
    later = tmp_path / "later.txt"
    later.write_text(DOURO + "\nThe Portuguese foreign minister visited Oslo on 3 May 2021, papers say.\n", encoding="utf-8")
    assert dragoman("add", later, "--store", store).returncode == 0
    assert facts(store, "visit") == []
    assert facts(store, "agreement-signed") != []


def test_judge_corrects_withdraws_and_refuses_what_does_not_fit(dragoman: Command, mine: Path) -> None:
    signed = fact(mine, "agreement-signed", object="Sardine Treaty")
    ran = dragoman("judge", signed.id[:8], "correct", "date=1950-03-05", "object=Treaty on Sardines", "--by", "Ana", "--store", mine)
    assert ran.returncode == 0, ran.stderr
    assert "date: 1950-03-04 → 1950-03-05" in ran.stdout
    left = fact(mine, "agreement-signed", object="Treaty on Sardines")
    assert left.date == "1950-03-05"
    assert dragoman("judge", left.id, "withdraw", "--by", "Ana", "--store", mine).returncode == 0
    assert fact(mine, "agreement-signed", object="Sardine Treaty").date == "1950-03-04"
    for wrong, code, told in (
        (("correct",), 2, "FIELD=VALUE"),
        (("confirm", "yes"), 2, "--note"),
        (("correct", "colour=red"), 1, "is no correction"),
        (("correct", "source=Atlantis"), 1, "no state is called 'Atlantis'"),
        (("split", "ffff"), 1, "some of its statements"),
        (("merge", "ffff0000"), 1, "no fact ffff0000"),
    ):
        ran = dragoman("judge", signed.id, *wrong, "--by", "Ana", "--store", mine)
        assert ran.returncode == code, wrong
        assert told in " ".join(ran.stderr.replace("│", " ").split()), wrong
    assert dragoman("judge", "ffffffffffff", "confirm", "--by", "Ana", "--store", mine).returncode == 1


def test_a_statement_is_judged_in_its_text_alone(dragoman: Command, mine: Path) -> None:
    statement = next(s for s in fact(mine, "agreement-signed", object="Sardine Treaty").statements if s.evidence.doc == "douro")
    ran = dragoman("judge", statement.id, "reject", "--by", "Ana", "--store", mine)
    assert ran.returncode == 0, ran.stderr
    assert "in douro alone" in ran.stdout
    assert fact(mine, "agreement-signed", object="Sardine Treaty").sources == ("fjord",)
    assert "in douro alone" in dragoman("journal", "--fact", statement.id, "--store", mine).stdout


def test_the_journal_tells_who_and_is_narrowed(dragoman: Command, mine: Path) -> None:
    embassy, visit = fact(mine, "embassy-opened").id, fact(mine, "visit").id
    dragoman("judge", embassy, "confirm", "--note", "seen", "--store", mine, env={"DRAGOMAN_REVIEWER": "Ana Lopes"})
    dragoman("judge", visit, "confirm", "--by", "Bo", "--store", mine)
    listed = dragoman("journal", "--store", mine).stdout
    assert "Ana Lopes" in listed
    assert "note: seen" in listed
    assert "Bo" not in dragoman("journal", "--by", "Ana Lopes", "--store", mine).stdout
    assert "Ana" not in dragoman("journal", "--fact", visit, "--store", mine).stdout
    (line,) = dragoman("journal", "--by", "Bo", "--format", "jsonl", "--store", mine).stdout.splitlines()
    assert json.loads(line)["verdict"] == "confirmed"


def test_what_was_decided_before_an_interruption_is_stored(mine: Path) -> None:
    command = [sys.executable, "-m", "dragoman", "review", "--store", str(mine), "--by", "Ana", "--need", "used"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=clean_environment()
    ) as running:
        assert running.stdin is not None and running.stdout is not None and running.stderr is not None
        running.stdin.write("c\nn not yet\n")
        running.stdin.flush()
        while "n not yet" not in running.stdout.readline():
            pass
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 130
        told = running.stderr.read()
    assert "1 decided (1 confirmed)" in told
    assert "Traceback" not in told
    assert sum(f.reviewed for f in facts(mine)) == 1


def test_help_open_and_blank_lines_do_not_move_on(dragoman: Command, mine: Path) -> None:
    ran = reviewed(dragoman, mine, "?", "", "o", "q", options=KIND)
    assert ran.returncode == 0, ran.stderr
    assert "confirm  it is so" in ran.stdout
    assert ran.stdout.count("1 of 1 ") == 2
    # Opened, a quote stands among the words around it.
    opened = ran.stdout.partition("q > o")[2]
    assert "Norway and Portugal established diplomatic relations in 1907. “Norway opened an embassy in Lisbon in 1921.”" in opened


def test_options_before_a_sub_command_are_refused_and_not_lost(dragoman: Command, mine: Path) -> None:
    ran = dragoman("journal", "--store", mine, "export")
    assert ran.returncode == 2
    assert "goes after export" in " ".join(ran.stderr.split())
