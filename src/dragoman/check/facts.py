"""All checks of one fact."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.actors import Gazetteer
from dragoman.check.anniversaries import check_anniversaries
from dragoman.check.borders import check_border
from dragoman.check.capitals import check_capitals
from dragoman.check.dates import check_date
from dragoman.check.existence import check_existence
from dragoman.check.leaders import check_leader
from dragoman.check.model import Check
from dragoman.merge import Fact
from dragoman.model import Document


def check_fact(fact: Fact, documents: Mapping[str, Document], gazetteer: Gazetteer) -> tuple[Check, ...]:
    """What reference data and arithmetic say of a fact, in a fixed order; empty where no check applies or none says anything of use.

    ``documents`` are those of its statements, by id; one that is missing only makes the checks that need its date say less. A verdict is
    "contradicted" only where no day of a coarse date, and no other reading that texts commonly have, fits the reference.
    """
    one = (check_existence(fact, gazetteer), check_leader(fact, documents, gazetteer), check_date(fact, documents))
    found = (*check_border(fact, gazetteer), *check_capitals(fact, documents, gazetteer), *check_anniversaries(fact, documents, gazetteer))
    return (*(check for check in one if check is not None), *found)
