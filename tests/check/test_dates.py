"""Events after the text that tells of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.check.made import check, checks, document, statement


@pytest.mark.parametrize(("text", "published", "basis", "fields", "verdict"), [
    ("The ministers met on 3 June 2025.", "2024-05-10", "given", {"date": "2025-06-03"}, "contradicted"),
    ("The ministers met on 3 June 2024.", "2024", "given", {"date": "2024-06-03"}, None),
    ("The ministers met on 11 May 2024.", "2024-05-10", "given", {"date": "2024-05-11"}, None),
    ("The ministers met in May 2024.", "2024-05-10", "given", {"date": "2024-05"}, None),
    ("The ministers will meet on 3 June 2025.", "2024-05-10", "given", {"date": "2025-06-03"}, "unknown"),
    ("The ministers meet on 3 June 2025.", "2024-05-10", "given", {"date": "2025-06-03", "status": "planned"}, None),
    ("The ministers met in 2027.", "2024", "inferred", {"date": "2027"}, "unknown"),
    ("The ministers met in 2025.", "2024", "inferred", {"date": "2025"}, None),
    ("The ministers met on 3 June 2025.", None, "given", {"date": "2025-06-03"}, None),
    ("The ministers met by 2030.", "2024-05-10", "given", {"date": "../2030"}, None),
    ("The ministers met about 2026.", "2024-05-10", "given", {"date": "2026~"}, None),
])
def test_an_event_after_the_text(text: str, published: str | None, basis: Any, fields: dict[str, Any], verdict: str | None) -> None:
    assert check("meeting", text, "PER URY", published=published, basis=basis, **fields).get("date") == verdict


def test_only_the_statements_of_the_earlier_text_are_named() -> None:
    early = document("Peru and Uruguay signed the Lima Treaty on 3 June 2025.", published="2024-05-10", doc="d1")
    late = document("On 3 June 2025 Peru and Uruguay signed the Lima Treaty.", published="2025-06-04", doc="d2")
    first, second = (statement("agreement-signed", d, "PER URY", date="2025-06-03", object="Lima Treaty") for d in (early, late))
    (found,) = checks((first, early), (second, late))
    assert (found.verdict, found.statements) == ("contradicted", (first.id,))
    assert found.text == "The event is dated on 3 June 2025, after the text’s own date, 10 May 2024."
