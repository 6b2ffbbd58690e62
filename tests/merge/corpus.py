"""The corpus for merging: short notes with what must come out of them, and how far merging is from it.

A folder holds ``notes.yaml`` and ``facts.yaml``; the latter's head tells what its fields mean. The path is a user's: notes are read and
coded, the statements merged. Each statement belongs to the mention that its quote covers; what the coder missed or made up is listed and
is no mark against merging.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

import yaml

from dragoman.actors import load_gazetteer
from dragoman.codebook import load_codebook
from dragoman.coding import code_documents
from dragoman.merge import Fact
from dragoman.model import Document, Statement
from dragoman.read import document_from_text
from scripts.scoring import Count

Sort = Literal["real", "future", "denied", "ended"]
HERE = Path(__file__).parent / "corpus"


@dataclass(frozen=True, slots=True)
class Note:
    """A short text. ``copy_of`` is the id of the note whose story it prints again; ``origin`` is the story's own id."""

    id: str
    title: str
    outlet: str
    published: str
    text: str
    voice: str | None = None
    copy_of: str | None = None

    @property
    def origin(self) -> str:
        """What copies of one story have in common."""
        return self.copy_of or self.id


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a note tells a fact: ``quote`` stands in its text once."""

    note: str
    quote: str


@dataclass(frozen=True, slots=True)
class Expected:
    """A fact that must come out. ``states``: an ordered pair, one state, or sorted parties; ``thing``: whose history it is part of."""

    name: str
    kind: str
    states: tuple[str, ...]
    date: str | None
    status: Sort
    mentions: tuple[Mention, ...]
    documents: int
    independent: int
    thing: str | None = None
    amount: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """Notes, the facts in them by name, which of these contradict each other, and what was planted on which."""

    notes: tuple[Note, ...]
    facts: dict[str, Expected]
    contradictions: frozenset[frozenset[str]]
    planted: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Score:
    """How merging did. ``pairs`` counts pairs of statements of one fact.

    ``found``, ``missed`` are planted contradictions by the names of the facts; ``invented`` are pairs of facts in words.
    ``wrong`` names the expected facts that no merged fact holds whole and alone, with what holds them, in words.
    ``unmapped`` are statements that no mention covers, ``untold`` mentions that no statement covers: both the coder's doing.
    """

    pairs: Count
    found: tuple[tuple[str, ...], ...]
    missed: tuple[tuple[str, ...], ...]
    invented: tuple[tuple[str, str], ...]
    wrong: dict[str, str]
    unmapped: tuple[Statement, ...]
    untold: tuple[tuple[str, Mention], ...]


def load_corpus(part: Literal["dev", "held"]) -> Corpus:
    """The notes that merging may be tuned on, or those that it may not."""
    folder = HERE / part
    notes = tuple(Note(**n) for n in yaml.safe_load((folder / "notes.yaml").read_text("utf-8")))
    data = yaml.safe_load((folder / "facts.yaml").read_text("utf-8"))
    pairs = {frozenset(pair) for group in data["contradictions"] for pair in combinations(group["facts"], 2)}
    planted = {sort: tuple(names) for sort, names in data["planted"].items()}
    return Corpus(notes, {name: _expected(name, fact) for name, fact in data["facts"].items()}, frozenset(pairs), planted)


def _expected(name: str, data: Mapping[str, Any]) -> Expected:
    states = sorted(data["parties"]) if "parties" in data else [data["source"], *([data["target"]] if "target" in data else [])]
    mentions = tuple(Mention(m["note"], m["quote"]) for m in data["mentions"])
    return Expected(name, data["kind"], tuple(states), data["date"], data["status"], mentions, data["documents"], data["independent"],
                    data.get("thing"), data.get("amount"))


def documents_of(corpus: Corpus) -> list[Document]:
    """The notes as the reader gives them."""
    return [document_from_text(n.text, id=n.id, title=n.title, outlet=n.outlet, published=n.published) for n in corpus.notes]


def code_corpus(corpus: Corpus) -> list[Statement]:
    """What the project's coder finds in the notes."""
    return [s for _, found in code_documents(documents_of(corpus), load_codebook()) for s in found]


def score(corpus: Corpus, facts: Sequence[Fact]) -> Score:
    """Compare merged facts with the expected ones."""
    statements = [s for fact in facts for s in fact.statements]
    told = {s.id: mention for s in statements if (mention := mention_of(s, corpus)) is not None}
    names = {id: name for id, (name, _) in told.items()}
    found, missed, invented = _contradictions(corpus, facts, names)
    covered = set(told.values())
    untold = tuple((e.name, m) for e in corpus.facts.values() for m in e.mentions if (e.name, m) not in covered)
    unmapped = tuple(s for s in statements if s.id not in told)
    return Score(_pairs(corpus, facts, names), found, missed, invented, _wrong(corpus, facts, names), unmapped, untold)


def mention_of(statement: Statement, corpus: Corpus) -> tuple[str, Mention] | None:
    """The fact and the mention of its note, kind and states whose words the statement's quote covers best, at least half of them."""
    text = next(n.text for n in corpus.notes if n.id == statement.evidence.doc)
    best: tuple[float, str, Mention] | None = None
    for expected in corpus.facts.values():
        if expected.kind != statement.kind or not same_states(expected.states, statement):
            continue
        for mention in expected.mentions:
            share = _covered(mention, statement, text) if mention.note == statement.evidence.doc else 0.0
            if share >= 0.5 and (best is None or share > best[0]):
                best = share, expected.name, mention
    return best[1:] if best else None


def _covered(mention: Mention, statement: Statement, text: str) -> float:
    start = text.index(mention.quote)
    shared = min(start + len(mention.quote), statement.evidence.end) - max(start, statement.evidence.start)
    return max(shared, 0) / min(len(mention.quote), len(statement.evidence.quote))


def same_states(expected: tuple[str, ...], statement: Statement) -> bool:
    """Whether a statement is on these states, each by its own code or by that of a predecessor or successor."""
    said = statement.parties or tuple(code for code in (statement.source, statement.target) if code)
    if statement.parties:
        expected, said = _in_order(expected), _in_order(said)
    return len(said) == len(expected) and all(same_state(a, b) for a, b in zip(expected, said, strict=True))


def _in_order(codes: Iterable[str]) -> tuple[str, ...]:
    """Sorted so that a state stands where its predecessor would."""
    return tuple(sorted(codes, key=lambda code: min((code, *_heirs(code)))))


def _heirs(code: str) -> tuple[str, ...]:
    return load_gazetteer().get(code).successors


def same_state(a: str, b: str) -> bool:
    """Whether two codes are of one state, or of a state and one that came out of it."""
    return a == b or a in _heirs(b) or b in _heirs(a)


def _neutral(corpus: Corpus, a: str, b: str) -> bool:
    """Whether two facts are of one thing's history, which may be told as one fact or as several; not where they contradict."""
    first, second = corpus.facts[a], corpus.facts[b]
    return a != b and first.thing is not None and first.thing == second.thing and frozenset((a, b)) not in corpus.contradictions


def _pairs(corpus: Corpus, facts: Sequence[Fact], names: Mapping[str, str]) -> Count:
    merged = {s.id: fact.id for fact in facts for s in fact.statements}
    count = Count()
    for a, b in combinations(sorted(names), 2):
        if _neutral(corpus, names[a], names[b]):
            continue
        one, together = names[a] == names[b], merged[a] == merged[b]
        count.add(Count(int(one and together), int(together and not one), int(one and not together)))
    return count


def _contradictions(
    corpus: Corpus, facts: Sequence[Fact], names: Mapping[str, str]
) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...], tuple[tuple[str, str], ...]]:
    """Planted ones that were found and that were missed, and pairs of facts that contradict each other without a planted reason."""
    by_id = {fact.id: fact for fact in facts}
    holds = {fact.id: {names[s.id] for s in fact.statements if s.id in names} for fact in facts}
    found: set[frozenset[str]] = set()
    invented = []
    for a, b in _conflicts(by_id):
        reasons = {p for p in corpus.contradictions for x in p for y in p - {x} if x in holds[a] and y in holds[b]}
        mutual = a in by_id[b].conflicts_with and b in by_id[a].conflicts_with
        found |= reasons if mutual else set()
        if not reasons:
            invented.append((in_words(by_id[a], names), in_words(by_id[b], names)))
    return _listed(found), _listed(corpus.contradictions - found), tuple(sorted(invented))


def _conflicts(by_id: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    """Each pair of facts of which one or both say that the other cannot also be true, once."""
    yield from sorted({(min(a, b), max(a, b)) for a, fact in by_id.items() for b in fact.conflicts_with if b in by_id})


def _listed(pairs: Iterable[frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(tuple(sorted(pair)) for pair in pairs))


def _wrong(corpus: Corpus, facts: Sequence[Fact], names: Mapping[str, str]) -> dict[str, str]:
    """Expected facts that are in pieces, or with statements of others; those that no statement tells are left out."""
    pieces: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for name in {names[s.id] for s in fact.statements if s.id in names}:
            pieces[name].append(fact)
    out = {}
    for name, held in sorted(pieces.items()):
        strangers = {n for fact in held for s in fact.statements if (n := names.get(s.id)) and n != name and not _neutral(corpus, name, n)}
        if len(held) > 1 or strangers:
            out[name] = " + ".join(in_words(fact, names) for fact in held)
    return out


def in_words(fact: Fact, names: Mapping[str, str]) -> str:
    """A merged fact with the expected ones that it holds statements of: ``visit JPN EST 2019-07-02 {ej-visit-july: 3}``."""
    held = Counter(names.get(s.id, "no mention") for s in fact.statements)
    states = " ".join(fact.parties or tuple(c for c in (fact.source, fact.target) if c))
    return f"{fact.kind} {states} {fact.date} {{{', '.join(f'{name}: {n}' for name, n in sorted(held.items()))}}}"
