"""Export a checkpoint: ``python -m training.language.export --work DIR [--out DIR]``.

The encoder's matrices become 8-bit integers, one scale a column, and its embeddings 8-bit; the
biaffine heads stay in floating point, stored in 16 bits. Writes ``model.onnx``, ``labels.json`` and
``vocab.txt``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.language.model import LanguageModel

SHIPPED = Path("src/tocsin/language/model")
OUTPUTS = ("upos", "feats", "lemma", "ner", "arcs", "labels")
_HALF_FROM = 1024


class Runtime(nn.Module):
    """What the tool needs of the network: best tags, name and arc scores, best relation of a pair."""

    def __init__(self, model: LanguageModel, root: int) -> None:
        super().__init__()
        self.model = model
        barred = torch.zeros(1, model.labels.weight.shape[0], 1, 1)
        barred[0, root] = -1e4  # the relation "root" belongs to the root alone
        self.register_buffer("barred", barred)

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor, starts: Tensor) -> tuple[Tensor, ...]:
        out = self.model(ids, mask, case, starts)
        best = [out[k].argmax(-1) for k in ("upos", "feats", "lemma")]
        labels = (out["labels"] + self.barred).argmax(1)
        return *best, out["ner"], out["arcs"], labels


def load(work: Path) -> tuple[LanguageModel, dict[str, list[str]]]:
    """The trained network and its labels from ``model.pt`` and ``labels.json``."""
    vocab = json.loads((work / "labels.json").read_text(encoding="utf-8"))
    model = LanguageModel({k: len(v) for k, v in vocab.items()})
    model.load_state_dict(torch.load(work / "model.pt", map_location="cpu"))
    return model.eval(), vocab


def to_onnx(model: LanguageModel, root: int, path: Path) -> None:
    """Write the network as ONNX in 32 bits."""
    ids = torch.randint(1000, 2000, (2, 12))
    ones, starts = torch.ones_like(ids), torch.arange(8).repeat(2, 1)
    axes = {k: {0: "sentences", 1: "pieces"} for k in ("ids", "mask", "case")}
    axes |= {k: {0: "sentences", 1: "words"} for k in OUTPUTS}
    axes |= {"starts": {0: "sentences", 1: "nodes"}}
    axes |= {k: axes[k] | {2: "nodes"} for k in ("arcs", "labels")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Runtime(model, root),
            (ids, ones, ones, starts),
            str(path),
            dynamo=False,
            opset_version=17,
            input_names=["ids", "mask", "case", "starts"],
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
        )


def quantise(source: Path, target: Path) -> None:
    """8-bit matrices and embeddings; what stays in floating point is stored in 16 bits."""
    graph = onnx.load(source).graph
    kept = [n.name for n in graph.node if "/arcs/" in n.name or "/labels/" in n.name]
    quantize_dynamic(
        source,
        target,
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=kept,
    )
    onnx.save(halve(onnx.load(target)), target)


def halve(model: onnx.ModelProto) -> onnx.ModelProto:
    """Store large 32-bit constants in 16 bits; a Cast node, folded on loading, restores them."""
    casts = []
    for t in model.graph.initializer:
        if t.data_type != TensorProto.FLOAT or np.prod(t.dims) < _HALF_FROM:
            continue
        name, values = t.name, numpy_helper.to_array(t).astype(np.float16)
        t.CopyFrom(numpy_helper.from_array(values, f"{name}_half"))
        casts.append(helper.make_node("Cast", [t.name], [name], to=TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    return model


def export(work: Path, out: Path, vocabulary: Path) -> float:
    """Write the runtime files of the checkpoint in ``work`` to ``out``; returns megabytes."""
    model, vocab = load(work)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "model.onnx"
        to_onnx(model, vocab["deprel"].index("root"), plain)
        quantise(plain, small)
        shutil.move(small, out / "model.onnx")
    (out / "labels.json").write_text(json.dumps(vocab, ensure_ascii=False) + "\n", encoding="utf-8")
    shutil.copyfile(vocabulary, out / "vocab.txt")
    return sum((out / f).stat().st_size for f in ("model.onnx", "labels.json", "vocab.txt")) / 1e6


def main() -> None:
    from training.language.train import pretrained

    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--work", type=Path, default=Path("build/language"))
    ap.add_argument("--out", type=Path, default=SHIPPED)
    a = ap.parse_args()
    print(f"{export(a.work, a.out, pretrained() / 'vocab.txt'):.1f} MB in {a.out}")


if __name__ == "__main__":
    main()
