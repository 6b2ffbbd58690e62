"""A sentence can be taken back by the next: "There is a rumour that … . It is not true." """

from __future__ import annotations

import re
from functools import cache

from dragoman.coding.scene import Setting, View
from dragoman.model import Statement, Trace
from dragoman.wordlists import table, words

UNSETTLED = ("planned", "proposed")


@cache
def _denials() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in table("coding/verdicts")["denied"]), re.IGNORECASE)


def overruled(statements: list[Statement], setting: Setting, view: View) -> list[Statement]:
    """The statements of a sentence, denied where the next sentence says that what it tells of is not so or never came.

    What the sentence told as plain fact stays: "They did not" after it is about something else.
    """
    if not statements or setting.index + 1 >= len(view.settings):
        return statements
    after = view.settings[setting.index + 1].sentence
    said = view.doc.text[after.start : after.end].strip().lstrip("—–- ")
    said = said[3:].lstrip() if said[:2] in ("A:", "Q:") else said
    hit = _denials().match(said)
    if hit is None:
        return statements
    note = Trace("status", after.start, after.end, said, "the next sentence takes it back")
    told = view.doc.text[setting.sentence.start : setting.sentence.end].lower()
    reported = setting.block.kind == "question" or any(w in told for w in words("coding/verdicts", "report_words"))
    return [denied(s, note) if s.status in UNSETTLED or reported else s for s in statements]


def denied(statement: Statement, note: Trace) -> Statement:
    """The statement as one of something that is not so, and has no code of an event."""
    plover = statement.plover.uncoded() if statement.plover else None
    return statement.with_(status="denied", plover=plover, trace=(*statement.trace, note))
