"""How fast Dragoman codes, beside spaCy's own full English pipeline over the same text in the same run.

    python benchmarks/speed.py [PATH...] [--repeat N]

Without a PATH: the newswire in ../shared, where it is there, then the sample articles. README.md in this folder tells what is measured.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dragoman.codebook import load_codebook
from dragoman.coding import code_documents
from dragoman.model import Document, DragomanError, ReadError
from dragoman.parse.pipeline import model_name
from dragoman.read import read_documents

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).parents[1]
NEWSWIRE = ROOT.parent / "shared" / "newswire"
WARM_UP = "The foreign ministers of Chile and Peru met in Lima on Tuesday and signed an agreement on trade."


class Corpus(NamedTuple):
    """Documents in English under one name, and where they are read from."""

    name: str
    paths: list[str]
    documents: list[Document]

    @property
    def words(self) -> int:
        return sum(len(d.text.split()) for d in self.documents)


def main(arguments: Sequence[str]) -> int:
    """Time each corpus and print both paces with their ratio."""
    parser = argparse.ArgumentParser(description="Documents and words a second of the coder, beside spaCy's full pipeline.")
    parser.add_argument("paths", nargs="*", help="files or folders; by default ../shared/newswire, where it is there, and examples")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each, of which the fastest counts (3)")
    options = parser.parse_args(arguments)
    say = sys.stdout.write
    say(f"Python {platform.python_version()}, {platform.machine()}, one process; the fastest of {options.repeat} runs, taken in turns\n")
    for corpus in corpora(options.paths):
        coder, pipeline = race(corpus, options.repeat)
        say(f"\n{corpus.name}: {len(corpus.documents)} documents in English, {corpus.words:,} words\n")
        for name, seconds in (("dragoman, reading and coding", coder), ("spaCy, all components", pipeline)):
            say(f"  {name:<30}{len(corpus.documents) / seconds:10.1f} documents/s{corpus.words / seconds:12,.0f} words/s{seconds:9.2f} s\n")
        say(f"  ratio {pipeline / coder:.2f} (over 1: the coder is faster)\n")
    return 0


def corpora(paths: Sequence[str]) -> list[Corpus]:
    """What to measure on."""
    named = {path: [path] for path in paths}
    if not named:
        named = {"newswire": [str(NEWSWIRE)]} if NEWSWIRE.is_dir() else {}
        named["examples"] = [str(ROOT / "examples")]
    found = {name: list(read_documents(places, on_error=stop)) for name, places in named.items()}
    return [Corpus(name, named[name], [d for d in documents if d.language == "en"]) for name, documents in found.items()]


def stop(problem: ReadError) -> None:
    """A benchmark over half a corpus would mislead."""
    raise DragomanError(f"the benchmark needs all of its texts: {problem}")


def full_pipeline() -> Language:
    """The model's pipeline as spaCy loads it, with everything that it runs by default."""
    import spacy

    return spacy.load(model_name())


def race(corpus: Corpus, repeat: int) -> tuple[float, float]:
    """Seconds of the coder, which reads its files each time, and of spaCy, which is given the texts."""
    nlp, book = full_pipeline(), load_codebook()
    texts = [d.text for d in corpus.documents]

    def code() -> None:
        for _ in code_documents(read_documents(corpus.paths, on_error=stop), book):
            pass

    def parse() -> None:
        for _ in nlp.pipe(texts):
            pass

    # What is loaded once and kept (model, gazetteer, patterns) is no part of the pace.
    for _ in code_documents([Document("warm-up", WARM_UP)], book):
        pass
    nlp(WARM_UP)
    times = [(timed(code), timed(parse)) for _ in range(repeat)]
    return min(coder for coder, _ in times), min(pipeline for _, pipeline in times)


def timed(work: Callable[[], None]) -> float:
    """Seconds that it takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
