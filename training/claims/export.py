"""Export a checkpoint: ``python -m training.claims.export CHECKPOINT [--out DIR]``.

The encoder's matrices become 8-bit integers, one scale a column, and its embeddings 8-bit
(``claims.onnx``); the heads stay in floating point, stored in 16 bits (``heads.npz``).
"""

from __future__ import annotations

import argparse
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.claims.network import ClaimModel
from training.language.export import halve

SHIPPED = Path("src/tocsin/coding/model")


class Runtime(nn.Module):
    """The encoder over one window, with nothing masked."""

    def __init__(self, model: ClaimModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, case: Tensor, rows: Tensor, starts: Tensor) -> Tensor:
        out: Tensor = self.model.words(ids, torch.ones_like(ids), case, rows, starts)
        return out


def export(checkpoint: Path, out: Path, *, plain: bool = False) -> float:
    """Write the runtime files; returns megabytes. ``plain`` leaves the layers in 32 bits."""
    model = ClaimModel()
    model.start_from(torch.load(checkpoint, map_location="cpu"))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        _to_onnx(model.eval(), full)
        if plain:
            onnx.save(onnx.load(full), out / "claims.onnx")
        else:
            _quantise(full, out / "claims.onnx")
    heads = {k[6:]: v.numpy() for k, v in model.state_dict().items() if k.startswith("heads.")}
    np.savez_compressed(out / "heads.npz", **{k: v.astype(np.float16) for k, v in heads.items()})
    return sum((out / f).stat().st_size for f in ("claims.onnx", "heads.npz")) / 1e6


def _to_onnx(model: ClaimModel, path: Path) -> None:
    ids = torch.randint(1000, 2000, (1, 12))
    inputs = (ids, torch.ones_like(ids), torch.zeros(1, 12, 6, dtype=torch.long), ids[:, :9] % 12)
    axes = {k: {0: "windows", 1: "pieces"} for k in ("ids", "case", "rows")}
    axes |= {k: {0: "windows", 1: "words"} for k in ("starts", "out")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Runtime(model),
            inputs,
            str(path),
            dynamo=False,
            opset_version=17,
            input_names=["ids", "case", "rows", "starts"],
            output_names=["out"],
            dynamic_axes=axes,
        )


def _quantise(source: Path, target: Path) -> None:
    quantize_dynamic(
        source,
        target,
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
    )
    onnx.save(halve(onnx.load(target)), target)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("checkpoint", type=Path)
    ap.add_argument("--out", type=Path, default=SHIPPED)
    ap.add_argument("--plain", action="store_true")
    a = ap.parse_args()
    print(f"{export(a.checkpoint, a.out, plain=a.plain):.1f} MB in {a.out}")


if __name__ == "__main__":
    main()
