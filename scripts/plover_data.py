"""The examples on which the PLOVER classifier is trained and measured: the public gold where it lies, and the project's own sentences."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from dragoman.events.pairs import pairs
from dragoman.parse import parse
from dragoman.plover.roots import quad_of
from dragoman.plover.view import Span, View, view_of, words_of

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "gold"
OWN = ROOT / "training" / "plover"
MARK = re.compile(r"</?[st]>")
NONE = "NONE"
FOLDS = 5
SHARED_GRAMS = 0.25
"""Two sentences are near-duplicates if the shorter shares so many of its runs of four words with the other."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the phrases of its actors (character offsets), and what is known of it: its root and quad class, its class of
    sentence, whether anything happens between the two."""

    text: str
    source: Span | None = None
    target: Span | None = None
    root: str | None = None
    quad: int | None = None
    sentence: int | None = None
    event: bool | None = None
    own: bool = False


def unmark(marked: str) -> tuple[str, Span | None, Span | None]:
    """A sentence without its <s> and <t>, and where the first phrase of each stood; one that lies in the other is left out."""
    text, spans, opened = "", dict[str, Span](), dict[str, int]()
    end = 0
    for mark in MARK.finditer(marked):
        text += marked[end : mark.start()]
        end = mark.end()
        letter = mark.group().strip("</>")
        if mark.group().startswith("</"):
            span = _trimmed(text, opened.pop(letter, len(text)), len(text))
            if span and letter not in spans:
                spans[letter] = span
        else:
            opened[letter] = len(text)
    text += marked[end:]
    return text, spans.get("s"), spans.get("t")


def _trimmed(text: str, start: int, end: int) -> Span | None:
    phrase = text[start:end]
    start += len(phrase) - len(phrase.lstrip())
    end -= len(phrase) - len(phrase.rstrip())
    return (start, end) if start < end else None


def pairs_of_gold(folder: Path = GOLD) -> list[Example]:
    """The source-target pairs of ``plv-train.tsv``."""
    found = []
    for row in _rows(folder / "plv-train.tsv", csv.QUOTE_MINIMAL):
        text, source, target = unmark(row["marked_sentence"])
        found.append(Example(text, source, target, row["gold_root"], int(row["gold_penta"]), event=True))
    return found


def sentences_of_gold(folder: Path = GOLD) -> list[Example]:
    """The sentences of ``cameo-class-train.tsv``, of class 0 (no event) to 4."""
    lines = (folder / "cameo-class-train.tsv").read_text("utf-8").splitlines()
    return [Example(text, sentence=int(label)) for text, _, label in (line.rpartition("\t") for line in lines if line.strip())]


def pairs_in(sentences: Sequence[Example]) -> list[Example]:
    """The pairs that ``dragoman.events`` sees in sentences of known class: something happens between them unless the class is 0."""
    texts = list(dict.fromkeys(e.text for e in sentences))
    found = dict(zip(texts, map(pairs, parse(texts)), strict=True))
    out = []
    for e in sentences:
        for pair in found[e.text]:
            target = (pair.target.start, pair.target.end) if pair.target else None
            out.append(replace(e, source=(pair.source.start, pair.source.end), target=target, event=bool(e.sentence)))
    return out


def own_examples(folder: Path = OWN) -> list[Example]:
    """The project's own sentences; those without an event have the root NONE."""
    found = []
    for path in sorted(folder.glob("*.tsv")):
        for row in _rows(path, csv.QUOTE_NONE):
            text, source, target = unmark(row["marked_sentence"])
            root = row["root"]
            quad = 0 if root == NONE else quad_of(root)
            found.append(Example(text, source, target, root, quad, quad, root != NONE, own=True))
    return found


def _rows(path: Path, quoting: Literal[0, 3]) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=quoting))


def views_of(examples: Sequence[Example], *, phrases: bool = True) -> list[View]:
    """The view of each example, from its actors or, without ``phrases``, from the sentence's main verb. A sentence is parsed once."""
    texts = list(dict.fromkeys(e.text for e in examples))
    docs = dict(zip(texts, parse(texts), strict=True))
    words = {text: words_of(doc) for text, doc in docs.items()}
    spans = ((e.source, e.target) if phrases else (None, None) for e in examples)
    return [view_of(docs[e.text], *pair, words[e.text]) for e, pair in zip(examples, spans, strict=True)]


def fingerprint(*folders: Path) -> str:
    """SHA-256 of the training data, so that weights tell what they were made of."""
    digest = hashlib.sha256()
    paths = (p for folder in folders for p in (folder.glob("*.tsv") if folder.is_dir() else [folder]))
    for path in sorted(paths, key=lambda p: p.name):  # wherever the folders lie
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def folds_of(examples: Sequence[Example]) -> list[int]:
    """The fold of each example: near-duplicates in one, and labels spread evenly."""
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for i, group in enumerate(near_duplicates([e.text for e in examples])):
        groups[group].append(i)
    counts: list[Counter[object]] = [Counter() for _ in range(FOLDS)]
    out = [0] * len(examples)
    for members in sorted(groups.values(), key=lambda m: (-len(m), m[0])):
        labels = Counter((examples[i].root, examples[i].sentence) for i in members)
        best = min(range(FOLDS), key=lambda k: (sum(counts[k][label] * n for label, n in labels.items()), counts[k].total()))
        counts[best].update(labels)
        for i in members:
            out[i] = best
    return out


def near_duplicates(texts: Sequence[str]) -> list[int]:
    """A number for each text, the same for those that are near-duplicates of each other, directly or by way of others."""
    grams = [set(_grams(re.findall(r"\w+", text.lower()))) for text in texts]
    parents = list(range(len(texts)))

    def top(i: int) -> int:
        while parents[i] != i:
            parents[i] = parents[parents[i]]
            i = parents[i]
        return i

    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, mine in enumerate(grams):
        shared = Counter(j for gram in mine for j in holders[gram])
        for j, n in shared.items():
            if n >= SHARED_GRAMS * min(len(mine), len(grams[j])):
                parents[top(i)] = top(j)
        for gram in mine:
            holders[gram].append(i)
    return [top(i) for i in range(len(texts))]


def _grams(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))
