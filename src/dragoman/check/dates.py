"""Whether an event can have happened when it is said to have: what is told as having happened lies before the text."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from dragoman.check.dating import published, shifted, window
from dragoman.check.model import Check, Verdict
from dragoman.check.wording import finder, real, reference, rules, say, source, when
from dragoman.merge import Fact
from dragoman.model import Document, Statement


def check_date(fact: Fact, documents: Mapping[str, Document]) -> Check | None:
    """The statements of a fact that date it after the text that tells of it as no plan; None where there are none."""
    if not real(fact.status):
        return None
    late = [s for s in fact.statements if s.date and real(s.status) and _late(s, s.date, documents)]
    if not late:
        return None
    first = late[0]
    doc = documents[first.evidence.doc]
    plan = all(finder("date", "plan_words").search(s.evidence.quote) for s in late)
    verdict: Verdict = "unknown" if plan or doc.published_basis == "inferred" else "contradicted"
    own = (doc.published or "").split("T")[0]
    text = say("date", "unknown" if plan else "contradicted", when=when(first.date or ""), published=_own(own))
    return Check("date", verdict, text, reference("date", published=own), source("published"), tuple(s.id for s in late))


def _own(date: str) -> str:
    return when(date).split(" ", 1)[1]


def _late(statement: Statement, date: str, documents: Mapping[str, Document]) -> bool:
    doc = documents.get(statement.evidence.doc)
    told = published(doc.published) if doc is not None else None
    begun = window(date).first
    if doc is None or told is None or told.last is None or begun is None:
        return False
    last = told.last
    if doc.published_basis == "inferred":
        last = shifted(last, 1)  # an anniversary is marked a year early or late
    return begun > last + datetime.timedelta(days=rules("date")["days"])
