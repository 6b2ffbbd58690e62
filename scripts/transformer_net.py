"""The transformer while it is trained: MiniLM with two answers on top. Needs torch and transformers; see scripts/train_transformer.py."""

from __future__ import annotations

import json
import logging
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoConfig, AutoModel

log = logging.getLogger("train_transformer")
BATCH = 16
DROPOUT = 0.1
SMOOTHING = 0.05
"""How much of a root's probability the labels leave to the other roots."""
SENTENCE_SHARE = 0.5
"""What the sentences' classes count beside the pairs' roots."""
WARM_UP = 0.1


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence as numbers of pieces, with its root and its class by their numbers; -1 where one isn't known."""

    pieces: list[int]
    root: int = -1
    sentence: int = -1


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the base model lies, which of its pieces are kept (their rows), the numbers among these of the marks that begin a phrase, and
    how many labels the two heads have."""

    base: Path
    rows: Sequence[int]
    marks: tuple[int, int]
    roots: int
    classes: int


class Net(nn.Module):
    """The mean of the sentence's vectors and the vectors of its two marks, joined, to the margins of roots and of classes."""

    def __init__(self, shape: Shape, *, pretrained: bool) -> None:
        super().__init__()
        config = AutoConfig.from_pretrained(shape.base)
        config._attn_implementation = "eager"
        self.body = AutoModel.from_pretrained(shape.base, config=config) if pretrained else AutoModel.from_config(config)
        words = self.body.embeddings.word_embeddings.weight[list(shape.rows)]
        self.body.embeddings.word_embeddings = nn.Embedding.from_pretrained(words.detach().clone())
        # The words' vectors stay as they are: the few thousand sentences would move only those that they hold.
        self.body.embeddings.requires_grad_(False)
        self.marks = shape.marks
        size = config.hidden_size
        self.dropout = nn.Dropout(DROPOUT)
        self.joined = nn.Linear(3 * size, size)
        self.root = nn.Linear(size, shape.roots)
        self.sentence = nn.Linear(size, shape.classes)

    def forward(self, pieces: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Margins of shape (batch, roots) and (batch, classes) of pieces of shape (batch, length); ``mask`` is 0 where a row has ended."""
        states = self.body(input_ids=pieces, attention_mask=mask).last_hidden_state
        means = [mask, *(pieces == mark for mark in self.marks)]
        parts = [self._mean(states, which.to(states.dtype)[..., None]) for which in means]
        joined = self.dropout(torch.tanh(self.joined(self.dropout(torch.cat(parts, -1)))))
        return self.root(joined), self.sentence(joined)

    @staticmethod
    def _mean(states: Tensor, which: Tensor) -> Tensor:
        return (states * which).sum(1) / which.sum(1).clamp(min=1)


def stacked(items: Sequence[Item]) -> tuple[Tensor, Tensor]:
    """Pieces and mask of sentences, filled up to the longest with 0."""
    length = max(len(item.pieces) for item in items)
    pieces = torch.tensor([item.pieces + [0] * (length - len(item.pieces)) for item in items])
    mask = torch.tensor([[1] * len(item.pieces) + [0] * (length - len(item.pieces)) for item in items])
    return pieces, mask


def batches(items: Sequence[Item], chance: random.Random) -> Iterator[list[Item]]:
    """All items once, those of about one length together."""
    mixed = sorted(items, key=lambda item: len(item.pieces) + chance.randint(0, 15))
    groups = [mixed[i : i + BATCH] for i in range(0, len(mixed), BATCH)]
    chance.shuffle(groups)
    yield from groups


def fit(items: Sequence[Item], shape: Shape, *, epochs: int, rate: float, seed: int) -> Net:
    """The net trained on items, rare roots more heavily; the heads learn five times as fast as the body."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    net = Net(shape, pretrained=True)
    net.train()
    body = [p for p in net.body.parameters() if p.requires_grad]
    heads = [p for part in (net.joined, net.root, net.sentence) for p in part.parameters()]
    optimiser = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": 5 * rate}], weight_decay=0.01)
    steps = -(-len(items) // BATCH) * epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda i: min(1.0, i / (WARM_UP * steps + 1)) * max(0.0, (steps - i) / steps))
    weights = root_weights([item.root for item in items], shape.roots)
    for epoch in range(epochs):
        total = 0.0
        for batch in batches(items, chance):
            loss = loss_of(net, batch, weights)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item() * len(batch)
        log.info("epoch %d of %d: loss %.3f", epoch + 1, epochs, total / len(items))
    net.eval()
    return net


def loss_of(net: Net, batch: Sequence[Item], weights: Tensor) -> Tensor:
    """The loss of both heads where their labels are known."""
    roots, sentences = net(*stacked(batch))
    known_roots, known_classes = torch.tensor([item.root for item in batch]), torch.tensor([item.sentence for item in batch])
    loss = torch.zeros(())
    if (known_roots >= 0).any():
        loss = loss + functional.cross_entropy(roots, known_roots, weights, ignore_index=-1, label_smoothing=SMOOTHING)
    if (known_classes >= 0).any():
        loss = loss + SENTENCE_SHARE * functional.cross_entropy(sentences, known_classes, ignore_index=-1)
    return loss


def root_weights(roots: Sequence[int], count: int) -> Tensor:
    """What an example of each root counts: the inverse root of how often it comes, 1 on average."""
    often = Counter(roots)
    weights = torch.tensor([max(often[i], 1) ** -0.5 for i in range(count)])
    return weights / weights.mean()


def margins_of(net: Net, items: Sequence[Item]) -> dict[str, NDArray[np.float64]]:
    """The margins of each head, a row an item. Each is read alone, as at run time."""
    with torch.no_grad():
        found = [net(*stacked([item])) for item in items]
    return {head: np.array([pair[i][0].numpy() for pair in found], np.float64) for i, head in enumerate(("root", "sentence"))}


def save(net: Net, path: Path, about: Mapping[str, Any]) -> None:
    """The trained weights, unrounded, as safetensors, with what they were made of."""
    save_file(net.state_dict(), path, {"about": json.dumps(about)})


def load(path: Path, shape: Shape) -> tuple[Net, dict[str, Any]]:
    """What ``save`` wrote."""
    net = Net(shape, pretrained=False)
    with safe_open(path, "pt") as file:
        about = json.loads(file.metadata()["about"])
        net.load_state_dict({name: file.get_tensor(name) for name in file.keys()})  # noqa: SIM118 - it is no mapping
    net.eval()
    return net, about
