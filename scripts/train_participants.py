"""Rebuilds ``dragoman/data/events/participants.npz``: which phrases of a sentence are source, target or reciprocal actor.

    python -m scripts.train_participants GOLD [--words MODEL.zip] [--check]

GOLD is a BIO file (token and tag a line, sentences apart by a blank line; S source, T target, R actor of a reciprocal event): the
training half of the CAMEO sentences published with ConfliBERT. ``--words`` names a sentence-transformers model as a zip with
``tokenizer.json`` and ``model.safetensors``, whose word embeddings are clustered; without it the clusters of the present file are kept.
``--check`` only prints exact span F1 in five-fold cross-validation. Needs scikit-learn (and SciPy with it), which running doesn't.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dragoman.events.participants import best, candidates
from dragoman.events.roles import NONE, ROLES, Phrase, RoleModel, first_look, load_roles, phrases, second_look, seen_of, softmax
from dragoman.events.tokens import TAGS, joined
from dragoman.parse import parse
from scripts.plover_data import near_duplicates

if TYPE_CHECKING:
    from spacy.tokens import Doc

DATA = Path(__file__).parents[1] / "src" / "dragoman" / "data" / "events" / "participants.npz"
FOLDS, INNER = 5, 4
RIDGE, SELDOM, LEAST = 2.0, 2, 0.38
COARSE, FINE = 64, 400

Floats = NDArray[np.float64]
Span = tuple[int, int, str]
Clusters = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """An annotated sentence: its text, each given token's offsets, the marked spans as token indices."""

    text: str
    offsets: tuple[tuple[int, int], ...]
    spans: frozenset[Span]


@dataclass(frozen=True, slots=True)
class Example:
    """A parsed sentence: its phrases, what is seen of each, and of those that are marked the role and the number of the marked extent."""

    sentence: Sentence
    doc: Doc
    phrases: list[Phrase]
    seen: list[list[str]]
    marked: dict[int, tuple[int, int | None]]
    group: int


def read_bio(path: Path) -> list[Sentence]:
    """The sentences of a BIO file."""
    out = []
    for block in re.split(r"\n\s*\n", path.read_text("utf-8").strip()):
        rows = [line.rsplit(" ", 1) for line in block.split("\n")]
        text, offsets = joined([row[0] for row in rows])
        out.append(Sentence(text, offsets, frozenset(spans_of([row[1] for row in rows]))))
    return out


def spans_of(tags: Sequence[str]) -> list[Span]:
    """(first, last + 1, role) of each span, as seqeval reads tags."""
    out: list[Span] = []
    begun: tuple[int, str] | None = None
    for i, tag in enumerate([*tags, "O"]):
        if begun and (tag[0] in "OB" or tag[2:] != begun[1]):
            out.append((begun[0], i, TAGS[begun[1]]))
            begun = None
        if tag != "O" and begun is None:
            begun = (i, tag[2:])
    return out


def examples(sentences: Sequence[Sentence], clusters: Clusters) -> list[Example]:
    """Every sentence parsed, with its marks laid on its phrases."""
    out = []
    groups = near_duplicates([s.text for s in sentences])
    for sentence, doc, group in zip(sentences, parse([s.text for s in sentences]), groups, strict=True):
        found = phrases(doc)
        out.append(Example(sentence, doc, found, first_look(found, clusters), marks(sentence, doc, found), group))
    return out


def marks(sentence: Sentence, doc: Doc, found: Sequence[Phrase]) -> dict[int, tuple[int, int | None]]:
    """For each marked phrase its role and, where one fits exactly, the number of its extent."""
    out: dict[int, tuple[int, int | None]] = {}
    for first, last, role in sorted(sentence.spans):
        start, end = sentence.offsets[first][0], sentence.offsets[last - 1][1]
        inside = [t.i for t in doc if t.idx < end and t.idx + len(t) > start]
        number = ROLES.index(role)
        exact = [(j, k) for j, p in enumerate(found) for k, e in enumerate(p.extents) if (e.start, e.end) == (inside[0], inside[-1] + 1)]
        if exact:
            out[exact[0][0]] = (number, exact[0][1])
            continue
        tops = [j for j, p in enumerate(found) if p.head.i in inside and (p.head.head.i not in inside or p.head.head.i == p.head.i)]
        for j in (tops or [j for j, p in enumerate(found) if p.head.i in inside])[:1]:
            out.setdefault(j, (number, None))
    return out


def design(rows: Sequence[Sequence[str]], index: dict[str, int]) -> Any:
    """A sparse matrix, rows × features, of ones."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped,import-not-found,unused-ignore]

    ends, columns = [0], list[int]()
    for names in rows:
        columns += [index[n] for n in names if n in index]
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(index)))


def index_of(rows: Iterable[Iterable[str]]) -> dict[str, int]:
    """The features that are seen often enough, numbered."""
    counted = Counter(name for names in rows for name in set(names))
    return {name: i for i, name in enumerate(sorted(n for n, times in counted.items() if times >= SELDOM))}


def fit_roles(rows: Sequence[Sequence[str]], wanted: Sequence[int]) -> tuple[dict[str, int], Floats]:
    """Weights (features × roles) of a ridge-penalised multinomial model."""
    from scipy.optimize import minimize  # type: ignore[import-untyped,import-not-found,unused-ignore]

    index = index_of(rows)
    x, y = design(rows, index), np.eye(len(ROLES))[list(wanted)]

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(len(index), len(ROLES))
        z = x @ weights
        z -= z.max(axis=1, keepdims=True)
        total = np.exp(z).sum(axis=1, keepdims=True)
        slope = x.T @ (np.exp(z) / total - y) + RIDGE * weights
        return float(np.log(total).sum() - (z * y).sum() + RIDGE / 2 * flat @ flat), slope.ravel()

    fitted = minimize(loss, np.zeros(len(index) * len(ROLES)), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return index, fitted.reshape(len(index), len(ROLES))


def fit_ends(choices: Sequence[tuple[list[list[str]], int]]) -> tuple[dict[str, int], Floats]:
    """Weights of a ridge-penalised conditional logit: in each choice, one of the rows was marked."""
    from scipy.optimize import minimize  # type: ignore[import-untyped,import-not-found,unused-ignore]

    rows = [names for group, _ in choices for names in group]
    index = index_of(rows)
    x = design(rows, index)
    sizes = np.array([len(group) for group, _ in choices])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of = np.repeat(np.arange(len(choices)), sizes)
    right = np.zeros(len(rows))
    right[starts + np.array([which for _, which in choices])] = 1

    def loss(weights: Floats) -> tuple[float, Floats]:
        z = x @ weights
        z -= np.maximum.reduceat(z, starts)[of]
        total = np.add.reduceat(np.exp(z), starts)
        slope = x.T @ (np.exp(z) / total[of] - right) + RIDGE * weights
        return float(np.log(total).sum() - z @ right + RIDGE / 2 * weights @ weights), slope

    return index, minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x


def wanted_of(data: Sequence[Example]) -> list[int]:
    """Each phrase's role, in order."""
    return [e.marked.get(j, (NONE, None))[0] for e in data for j in range(len(e.phrases))]


def train(data: Sequence[Example], clusters: Clusters) -> RoleModel:
    """All three models. The second learns from what the first says of sentences that it was not fitted to."""
    rows = [names for e in data for names in e.seen]
    index, first = fit_roles(rows, wanted_of(data))
    seconds: list[list[list[str]]] = [[] for _ in data]
    for part in range(INNER):
        kept = [e for e in data if fold(e.group, INNER, "inner") != part]
        names, weights = fit_roles([n for e in kept for n in e.seen], wanted_of(kept))
        for k, e in enumerate(data):
            if fold(e.group, INNER, "inner") == part and e.phrases:
                seconds[k] = second_look(e.phrases, softmax((design(e.seen, names) @ weights).astype(np.float32)))
    both = [a + b for e, again in zip(data, seconds, strict=True) for a, b in zip(e.seen, again, strict=True)]
    index_two, second = fit_roles(both, wanted_of(data))
    choices = []
    for e in data:
        for j, (role, which) in e.marked.items():
            if which is not None and len(e.phrases[j].extents) > 1:
                choices.append(([seen_of(e.phrases[j], x, role) for x in e.phrases[j].extents], which))
    end_rows, ends = fit_ends(choices)
    names_all = {name: i for i, name in enumerate(sorted({*index, *index_two}))}
    weights_all = np.zeros((len(names_all), 8), np.float16)
    for name, i in names_all.items():
        if name in index:
            weights_all[i, :4] = first[index[name]]
        if name in index_two:
            weights_all[i, 4:] = second[index_two[name]]
    by_name = dict(zip(end_rows, ends.astype(np.float16).tolist(), strict=True))
    return RoleModel(names_all, weights_all.astype(np.float32), by_name, clusters, LEAST, {})


def fold(group: int, parts: int, salt: str) -> int:
    """Which part a group falls into, the same on every machine."""
    return hashlib.sha256(f"{salt} {group}".encode()).digest()[0] % parts


def found_spans(example: Example, model: RoleModel) -> set[Span]:
    """What a model finds, as spans of the given tokens."""
    out = set()
    for p in best(candidates(example.doc, model), model.least):
        inside = [i for i, (start, end) in enumerate(example.sentence.offsets) if start < p.end and end > p.start]
        out.add((inside[0], inside[-1] + 1, str(p.role)))
    return out


def cross_validated(data: Sequence[Example], clusters: Clusters, salt: str) -> dict[str, float]:
    """Exact span F1 by role, and of all, each sentence read by a model that saw neither it nor a near-copy."""
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    for part in range(FOLDS):
        model = train([e for e in data if fold(e.group, FOLDS, salt) != part], clusters)
        for e in data:
            if fold(e.group, FOLDS, salt) == part:
                spans = found_spans(e, model)
                for counts, some in ((right, spans & e.sentence.spans), (found, spans), (gold, e.sentence.spans)):
                    counts.update([role for _, _, role in some] + ["all"] * len(some))
    scores = {role: round(2 * right[role] / max(found[role] + gold[role], 1), 4) for role in ("all", *ROLES[1:])}
    return {**scores, "precision": round(right["all"] / found["all"], 4), "recall": round(right["all"] / gold["all"], 4)}


def word_clusters(path: Path) -> Clusters:
    """Whole words of a model's vocabulary, clustered by their embeddings."""
    from sklearn.cluster import MiniBatchKMeans  # type: ignore[import-untyped,import-not-found,unused-ignore]

    with zipfile.ZipFile(path) as z:
        vocabulary: dict[str, int] = json.loads(z.read("tokenizer.json"))["model"]["vocab"]
        raw = z.read("model.safetensors")
    size = int.from_bytes(raw[:8], "little")
    header = next(v for k, v in json.loads(raw[8 : 8 + size]).items() if k.endswith("word_embeddings.weight"))
    start, end = header["data_offsets"]
    table = np.frombuffer(raw[8 + size + start : 8 + size + end], "<f4").reshape(header["shape"])
    chosen = sorted((w for w in vocabulary if w.isascii() and w.isalpha() and len(w) > 1), key=vocabulary.__getitem__)
    points = table[[vocabulary[w] for w in chosen]]
    points = points - points.mean(axis=0)
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    groups = [MiniBatchKMeans(k, random_state=0, n_init=3, batch_size=4096, max_iter=60).fit_predict(points) for k in (COARSE, FINE)]
    return {w: (int(a), int(b)) for w, a, b in zip(chosen, *groups, strict=True)}


def save(model: RoleModel, about: dict[str, Any]) -> None:
    """Write the arrays, names as UTF-8 bytes a line each."""
    def text(names: Iterable[str]) -> NDArray[np.uint8]:
        return np.frombuffer("\n".join(names).encode(), np.uint8)

    DATA.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        DATA, role_names=text(model.role_rows), roles=model.roles.astype(np.float16), end_names=text(model.ends),
        ends=np.array(list(model.ends.values()), np.float16), cluster_words=text(model.clusters), least=np.array(model.least),
        clusters=np.array(list(model.clusters.values()), np.uint16), about=np.frombuffer(json.dumps(about, indent=1).encode(), np.uint8),
    )  # fmt: skip


def main() -> None:
    """The command."""
    args = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    args.add_argument("gold", type=Path)
    args.add_argument("--words", type=Path)
    args.add_argument("--check", action="store_true")
    given = args.parse_args()
    clusters = word_clusters(given.words) if given.words else load_roles().clusters
    data = examples(read_bio(given.gold), clusters)
    scores = [cross_validated(data, clusters, f"fold {k}") for k in (1, 2)]
    print(*scores, sep="\n")  # noqa: T201 - the command's output
    if not given.check:
        sources = "CAMEO participants published with ConfliBERT (Parolin et al. 2022), training half; word groups: all-MiniLM-L6-v2"
        about = {"source": sources, "licence": "weights MIT; word groups after Apache-2.0 embeddings", "date": date.today().isoformat(),
                 "sha256": hashlib.sha256(given.gold.read_bytes()).hexdigest(), "cross-validated": scores}  # fmt: skip
        save(train(data, clusters), about)


if __name__ == "__main__":
    main()
