"""Who holds which office: written for a titled name, once a document, at a confidence that says how little it claims."""

from __future__ import annotations

from bisect import bisect_right

from dragoman.coding.confidence import Signs, score
from dragoman.coding.scene import View
from dragoman.model import Evidence, Statement, Status, Trace

SAID_TO_HOLD = 0.8  # "the current president", "his predecessor"
TITLED = 0.35


def code_offices(view: View) -> list[Statement]:
    """An ``office`` statement for each person and office that the document's running text names."""
    starts = [s.sentence.start for s in view.settings]
    seen: set[tuple[str, str]] = set()
    out = []
    for held in view.offices:
        n = bisect_right(starts, held.start) - 1
        if n < 0 or (held.person, held.code) in seen or held.end > view.settings[n].sentence.end:
            continue
        seen.add((held.person, held.code))
        sentence = view.settings[n].sentence
        status: Status = "ended" if held.current is False else "ongoing"
        signs = Signs("office", TITLED if held.current is None else SAID_TO_HOLD)
        trace = (
            Trace("trigger", held.start, held.end, held.quote, f"a person with the title '{held.office}'"),
            Trace("source", held.start, held.end, held.quote, f"{held.code}: the title names the state"),
            Trace("status", None, None, status, "the title's own words"),
            signs.told(),
        )
        quote = view.doc.text[sentence.start : sentence.end]
        out.append(
            Statement(
                kind="office",
                evidence=Evidence(view.doc.id, sentence.start, sentence.end, quote),
                source=held.code,
                status=status,
                detail={"persons": [held.person], "office": held.office},
                confidence=score(signs),
                rule="office/titled-name",
                trace=trace,
            )
        )
    return out
