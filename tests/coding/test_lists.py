"""A list of times tells of as many things, where they happen again and again."""

from __future__ import annotations

import pytest

import dragoman


@pytest.mark.parametrize(("text", "dates"), [
    ("The president of Botswana visited Cuba in 1979, 1981 and 1986.", ["1979", "1981", "1986"]),
    ("The foreign ministers of Fiji and Norway met on 3 March, 5 June and 7 October 2019.", ["2019-03-03", "2019-06-05", "2019-10-07"]),
    ("Fiji and Norway held a joint naval exercise in May and June 2020.", ["2020-05", "2020-06"]),
    ("The president of Botswana visited Cuba in March, June and October 2019.", ["2019-03", "2019-06", "2019-10"]),
    ("Fiji opened an embassy in Oslo in 1990 and, after long repairs, a garden in 1994.", ["1990"]),
    ("The president of Botswana visited Cuba from 1979 to 1981.", ["1979/1981"]),
])
def test_one_statement_for_each_time_of_a_list(text: str, dates: list[str]) -> None:
    assert [s.date for s in dragoman.code(text)] == dates
