"""How fast Dragoman codes events, beside the parse that it needs and beside spaCy's own full English pipeline, over the same text.

    python benchmarks/events.py [PATH...] [--repeat N]

Without a PATH: the newswire in ../shared, where it is there, then the sample articles. README.md in this folder tells what is measured.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

# Run as a file, Python finds the files beside it and not the folder above.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.speed import WARM_UP, Corpus, corpora, full_pipeline, timed
from dragoman.events import code_events
from dragoman.events.pairs import Pair, pairs
from dragoman.model import Document
from dragoman.parse import parse
from dragoman.plover.classifier import type_act
from dragoman.plover.view import words_of
from dragoman.segment import sentences_in


class Times(NamedTuple):
    """Seconds, each the fastest of its runs."""

    parsing: float
    classifying: float
    events: float
    pipeline: float


def main(arguments: Sequence[str]) -> int:
    """Time each corpus and print the four paces with their two ratios."""
    parser = argparse.ArgumentParser(description="Documents and words a second of the coder of events, beside spaCy's full pipeline.")
    parser.add_argument("paths", nargs="*", help="files or folders; by default ../shared/newswire, where it is there, and examples")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each, of which the fastest counts (3)")
    options = parser.parse_args(arguments)
    say = sys.stdout.write
    say(f"Python {platform.python_version()}, {platform.machine()}, one process; the fastest of {options.repeat} runs, taken in turns\n")
    for corpus in corpora(options.paths):
        sentences, acts, times = race(corpus, options.repeat)
        documents = len(corpus.documents)
        say(f"\n{corpus.name}: {documents} documents in English, {corpus.words:,} words, {sentences:,} sentences, {acts:,} pairs\n")
        names = ("dragoman, the parse alone", "dragoman, typing the pairs", "dragoman, events", "spaCy, all components")
        for name, seconds in zip(names, times, strict=True):
            say(f"  {name:<30}{documents / seconds:10.1f} documents/s{corpus.words / seconds:12,.0f} words/s{seconds:9.2f} s\n")
        typing, whole = times.classifying / times.parsing, times.events / times.pipeline
        say(f"  typing / parse {typing:.2f}, events / spaCy {whole:.2f} (lower is faster)\n")
    return 0


def race(corpus: Corpus, repeat: int) -> tuple[int, int, Times]:
    """How many sentences and pairs there are, and the times."""
    nlp = full_pipeline()
    texts = [d.text for d in corpus.documents]
    sentences = [text[s.start : s.end] for text in texts for s in sentences_in(text)]
    trees = list(parse(sentences))
    related: list[list[Pair]] = [pairs(tree) for tree in trees]

    def read() -> None:
        for _ in parse(sentences):
            pass

    def classify() -> None:
        for tree, found in zip(trees, related, strict=True):
            words = words_of(tree) if found else None
            for pair in found:
                type_act(tree, (pair.source.start, pair.source.end), (pair.target.start, pair.target.end) if pair.target else None, words)

    def events() -> None:
        for _ in code_events(corpus.documents):
            pass

    def pipeline() -> None:
        for _ in nlp.pipe(texts):
            pass

    # What is loaded once and kept (model, gazetteer, weights) is no part of the pace.
    for _ in code_events([Document("warm-up", WARM_UP)]):
        pass
    nlp(WARM_UP)
    runs = [[timed(work) for work in (read, classify, events, pipeline)] for _ in range(repeat)]
    return len(sentences), sum(map(len, related)), Times(*map(min, zip(*runs, strict=True)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
