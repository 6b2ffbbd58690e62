"""The codebook tests itself: every example yields what it says, every counter-example does not."""

from __future__ import annotations

import pytest

from dragoman.codebook import load_codebook
from dragoman.codebook.selftest import Case, cases, verdict
from dragoman.coding import code_documents
from dragoman.model import Statement

CASES = list(cases(load_codebook()))


@pytest.fixture(scope="session")
def coded() -> dict[str, list[Statement]]:
    """Every case coded once, in batches."""
    return {doc.id: found for doc, found in code_documents((case.document for case in CASES), load_codebook())}


@pytest.mark.parametrize("case", CASES, ids=[c.name for c in CASES])
def test_case(case: Case, coded: dict[str, list[Statement]]) -> None:
    problem = verdict(case, coded[case.name])
    assert problem is None, problem


@pytest.mark.parametrize("kind", sorted(load_codebook().kinds))
def test_every_kind_is_defined_and_exemplified(kind: str) -> None:
    entry = load_codebook().kinds[kind]
    assert entry.definition.strip()
    assert entry.not_.strip()
    assert len(entry.examples) >= 3
    assert len(entry.counter_examples) >= 3
