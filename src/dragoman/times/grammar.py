"""A small grammar over tokens, whose words and patterns are data.

A pattern is a regular expression whose letters are tokens instead of characters::

    d:{day} of? M:{month} ','? y:{year}

``{day}`` is a class or a macro, a bare word stands for itself, a quoted sign for that sign, ``d:`` names a slot; ``( ) | ? * +``,
``(?! )``, ``(?= )``, ``(?<= )`` and ``(?<! )`` mean what they mean in regular expressions. Each distinct set of classes that
a token can have becomes one character, a text becomes a string of such characters, and all patterns together become one
regular expression over it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.times.tokens import Tokens

_ITEM = re.compile(
    r"(?P<slot>[A-Za-z]\w*):(?=[{(\w'])|\{(?P<name>\w+)\}|'(?P<sign>[^']+)'|(?P<op>\(\?<?[!=]|[()|?*+])|(?P<word>[^\W_]+)|(?P<blank>\s+)")
_OTHER = "x"
_MEMO_LIMIT = 200_000
# Longer runs of words that patterns know (a table of nothing but numbers) are cut here, so that time stays linear.
_RUN_MAX = 1000


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern matched: tokens ``first`` up to but not including ``last``; ``slots`` likewise."""

    pattern: str
    first: int
    last: int
    slots: dict[str, tuple[int, int]]

    def has(self, slot: str) -> bool:
        """Whether the slot took part in the match."""
        return slot in self.slots


class _Codes(dict[str, str]):
    """Token to code character, worked out on first sight of a token. A memo of a pure function, bounded in size."""

    def __init__(self, classify: Callable[[str], frozenset[str]], code_of: dict[frozenset[str], str]) -> None:
        super().__init__()
        self._classify, self._code_of = classify, code_of

    def __missing__(self, token: str) -> str:
        code = self._code_of.get(self._classify(token.rstrip()), _OTHER)
        if len(self) < _MEMO_LIMIT:
            self[token] = code
        return code


class Grammar:
    """Compiled patterns. ``classify`` gives a token's classes; it is asked once for each distinct token."""

    def __init__(self, patterns: Mapping[str, str], macros: Mapping[str, str], classes: frozenset[frozenset[str]],
                 classify: Callable[[str], frozenset[str]], needs: Iterable[str]) -> None:
        """``classes``: every set of classes that ``classify`` can give.

        ``needs``: classes (or words, written "=word") of which every match holds at least one; the text between is skipped
        unread. Raises ValueError for a pattern that names an unknown class.
        """
        self._macros = dict(macros)
        literals = {word for source in (*patterns.values(), *macros.values()) for word in _literals(source)}
        self._literals = frozenset(literals)
        sets = {c | extra for c in classes | {frozenset[str]()} for extra in ({frozenset[str]()})}
        self._sets = sets | {self._with_literal(classify(word), word) for word in literals} | {
            self._with_literal(classify(word.capitalize()), word) for word in literals} | {
            self._with_literal(classify(word.upper()), word) for word in literals}
        self._code_of = {s: chr(0x100 + i) for i, s in enumerate(sorted(filter(None, self._sets), key=sorted))}
        self._codes = _Codes(lambda token: self._with_literal(classify(token), token.lower()), self._code_of)
        self._patterns = {name: re.compile(self._compile(source, [])) for name, source in patterns.items()}
        branches = "|".join(f"(?P<{name}>{self._compile(source, None)})" for name, source in patterns.items())
        self._master = re.compile(branches)
        needed = "".join(self._charset(name)[1:-1] for name in needs)
        self._run, self._needed = re.compile(f"[^{_OTHER}]+"), re.compile(f"[{needed}]")

    def _with_literal(self, classes: frozenset[str], word: str) -> frozenset[str]:
        return classes | {"=" + word} if word in self._literals else classes

    def encode(self, tokens: Tokens) -> str:
        """One character a token."""
        return "".join(map(self._codes.__getitem__, tokens.words))

    def scan(self, codes: str) -> Iterator[Match]:
        """Matches from left to right; at each place the first pattern that fits wins."""
        for run in self._run.finditer(codes):
            for start in range(run.start(), run.end(), _RUN_MAX):
                end = min(start + _RUN_MAX, run.end())
                if self._needed.search(codes, start, end):
                    yield from self._scan_run(codes, start, end)

    def _scan_run(self, codes: str, start: int, end: int) -> Iterator[Match]:
        for found in self._master.finditer(codes, start, end):
            name = str(found.lastgroup)
            exact = self._patterns[name].match(codes, found.start(), end)
            if exact is not None and exact.end() > exact.start():
                slots = {k.partition("__")[0]: exact.span(k) for k in exact.groupdict() if exact.start(k) >= 0}
                yield Match(name, exact.start(), exact.end(), slots)

    def _charset(self, wanted: str) -> str:
        chars = [re.escape(code) for classes, code in self._code_of.items() if wanted in classes]
        if not chars:
            raise ValueError(f"no token can be {wanted!r}")
        return f"[{''.join(chars)}]"

    def _compile(self, source: str, slots: list[str] | None, seen: tuple[str, ...] = ()) -> str:
        """The regular expression for a pattern. ``slots`` gathers the slots' names; None leaves them out."""
        out: list[str] = []
        at, pending = 0, False
        while at < len(source):
            item = _ITEM.match(source, at)
            if item is None:
                raise ValueError(f"cannot read {source[at:at + 20]!r} in pattern {source!r}")
            at = item.end()
            if item["slot"]:
                if slots is not None:
                    slots.append(item["slot"])
                    # A name may stand in several alternatives; regular expressions want each group's name once.
                    out.append(f"(?P<{item['slot']}__{len(slots)}>")
                    pending = True
                continue
            piece = self._piece(item, slots, seen)
            if pending and item["op"] == "(":
                depth_end = _closing(source, item.start())
                piece = "(?:" + self._compile(source[at:depth_end], slots, seen) + "))"
                at = depth_end + 1
                pending = False
            elif pending and not item["blank"]:
                piece, pending = piece + ")", False
            out.append(piece)
        return "".join(out)

    def _piece(self, item: re.Match[str], slots: list[str] | None, seen: tuple[str, ...]) -> str:
        if item["name"]:
            name = item["name"]
            if name in self._macros:
                if name in seen:
                    raise ValueError(f"macro {name!r} refers to itself")
                return "(?:" + self._compile(self._macros[name], slots, (*seen, name)) + ")"
            return self._charset(name)
        if item["sign"] or item["word"]:
            return self._charset("=" + (item["sign"] or item["word"]).lower())
        if item["op"]:
            return "(?:" if item["op"] == "(" else item["op"]
        return ""


def _closing(source: str, opening: int) -> int:
    depth = 0
    for at in range(opening, len(source)):
        depth += (source[at] == "(") - (source[at] == ")")
        if depth == 0:
            return at
    raise ValueError(f"a bracket is never closed in {source!r}")


def _literals(source: str) -> Iterator[str]:
    for item in _ITEM.finditer(source):
        word = item["sign"] or item["word"]
        if word:
            yield word.lower()
