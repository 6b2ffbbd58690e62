"""The trained transformer as an ONNX file with weights in eight bits. Needs torch and onnx; see scripts/train_transformer.py."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from torch import Tensor, nn

from scripts.transformer_net import Net

OPSET = 20
LEAST = 50_000
"""Tables of fewer numbers stay as they are."""


class Alone(nn.Module):
    """The net for one sentence, which needs no mask."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, pieces: Tensor) -> tuple[Tensor, Tensor]:
        """See ``Net``."""
        root, sentence = self.net(pieces, torch.ones_like(pieces))
        return root, sentence


def graph_of(net: Net) -> ModelProto:
    """The net as a graph from "pieces", shape (1, length), to "root" and "sentence"."""
    example = torch.tensor([[1, net.marks[0], 2, 3, net.marks[1], 4, 5]])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "net.onnx"
        torch.onnx.export(
            Alone(net).eval(), (example,), path, input_names=["pieces"], output_names=["root", "sentence"],
            dynamic_shapes={"pieces": {1: torch.export.Dim("length", min=2, max=512)}},
            dynamo=True, external_data=False, opset_version=OPSET, verbose=False,
        )
        return onnx.load(path)


def in_eight_bits(model: ModelProto) -> ModelProto:
    """The graph with its large tables as whole numbers of eight bits times a scale: one a row for vectors that are looked up, one a column
    for what is multiplied.

    The sums are still done in 32-bit floats, to which the tables are brought when the file is loaded: with sums in eight bits, answers
    would differ from one make of processor to the other.
    """
    tables = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    large = {name for name, a in tables.items() if a.ndim == 2 and a.dtype == np.float32 and a.size >= LEAST}
    looked_up = {node.input[0] for node in model.graph.node if node.op_type == "Gather"} & large
    rounded = [t for name in sorted(large) for t in packed(name, tables[name], axis=1 if name in looked_up else 0)]
    nodes = [scaled(name, name) for name in sorted(large - looked_up)]
    nodes += [gathered(node) if node.op_type == "Gather" and node.input[0] in looked_up else [node] for node in model.graph.node]
    kept = [t for t in model.graph.initializer if t.name not in large]
    graph = helper.make_graph(
        [node for group in nodes for node in group], "plover", model.graph.input, model.graph.output, [*kept, *rounded])
    return helper.make_model(graph, opset_imports=model.opset_import, ir_version=model.ir_version)


def bare(model: ModelProto) -> ModelProto:
    """The graph without what the exporter notes of the lines of code, and their paths, that it came from."""
    for part in (model.graph, *model.graph.node, *model.graph.input, *model.graph.output, *model.graph.initializer):
        del part.metadata_props[:]
        part.doc_string = ""
    del model.graph.value_info[:]
    return model


def packed(name: str, table: NDArray[np.float32], axis: int) -> list[TensorProto]:
    """A table as whole numbers, and its scales along an axis."""
    scales = np.maximum(np.abs(table).max(axis, keepdims=True) / 127, 1e-12).astype(np.float32)
    numbers = np.round(table / scales).astype(np.int8)
    return [numpy_helper.from_array(numbers, f"{name}.numbers"), numpy_helper.from_array(scales, f"{name}.scales")]


def scaled(name: str, result: str) -> list[NodeProto]:
    """Whole numbers times their scales."""
    return [
        helper.make_node("Cast", [f"{name}.numbers"], [f"{name}.floats"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{name}.floats", f"{name}.scales"], [result]),
    ]


def gathered(node: NodeProto) -> list[NodeProto]:
    """What looks rows up in a table, looking up their scales too."""
    (table, indices), (result,) = node.input, node.output
    looked_up = [
        helper.make_node("Gather", [f"{table}.{part}", indices], [f"{result}.{part}"], axis=0) for part in ("numbers", "scales")]
    return [*looked_up, *scaled(result, result)]


def write(net: Net, path: Path, held: Mapping[str, str], *, rounded: bool = True) -> None:
    """The net as a file, with texts that are read with it."""
    model = graph_of(net)
    model = bare(in_eight_bits(model) if rounded else model)
    helper.set_model_props(model, dict(held))
    onnx.checker.check_model(model)
    onnx.save(model, path)
