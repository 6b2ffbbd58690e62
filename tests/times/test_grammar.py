"""The token grammar: patterns as data."""

import pytest

from dragoman.times.grammar import Grammar
from dragoman.times.tokens import tokenise

_CLASSES = {"may": "month", "june": "month", "five": "number", "six": "number"}


def classify(token: str) -> frozenset[str]:
    return frozenset(["day"]) if token.isdigit() else frozenset(filter(None, [_CLASSES.get(token.lower())]))


def grammar(**patterns: str) -> Grammar:
    sets = frozenset(frozenset([c]) for c in ("month", "number", "day"))
    return Grammar(patterns, {"date": "d:{day} of? M:{month}"}, sets, classify, ["month"])


def found(pattern: str, text: str) -> list[tuple[str, dict[str, str]]]:
    tokens, made = tokenise(text), grammar(p=pattern)
    return [(" ".join(tokens.surface(i) for i in range(m.first, m.last)), {k: tokens.surface(a) for k, (a, _) in m.slots.items()})
            for m in made.scan(made.encode(tokens))]


def test_classes_words_slots_and_macros() -> None:
    assert found("on {date}", "It fell on 5 of June.") == [("on 5 of June", {"d": "5", "M": "June"})]
    assert found("{date} | x:soon {month}", "Soon May, or 6 June") == [("Soon May", {"x": "Soon"}), ("6 June", {"d": "6", "M": "June"})]


def test_looking_around() -> None:
    assert found("(?<=in) {month} (?! {day})", "In May 5 and in June six") == [("June", {})]


def test_the_first_pattern_that_fits_wins() -> None:
    made = grammar(long="{day} {month}", short="{month}")
    assert [m.pattern for m in made.scan(made.encode(tokenise("5 June and June")))] == ["long", "short"]


@pytest.mark.parametrize(("pattern", "message"), [
    ("{nothing}", "no token"), ("({month}", "missing"), ("a:(b", "never closed"), ("@", "cannot read")])
def test_a_bad_pattern_is_refused(pattern: str, message: str) -> None:
    with pytest.raises(Exception, match=message):
        grammar(p=pattern)


def test_tokens_add_up_to_the_text_and_line_ends_are_kept_only_where_a_paragraph_ends() -> None:
    text = "Signed on 28\nMay 1918.\nNext – 1,222 km at 16:00, the 33rd\n\nEnd"
    tokens = tokenise(text)
    assert tokens.starts[-1] == len(text)
    assert [tokens.surface(i) for i in range(3)] == ["Signed", "on", "28"]
    assert sum(word.startswith("\n") for word in tokens.words) == 2
    assert {"1,222", "16:00", "33rd"} <= {tokens.surface(i) for i in range(len(tokens.words))}
    assert all(text[tokens.starts[i]:tokens.end(i)] == tokens.surface(i) for i in range(len(tokens.words)))
