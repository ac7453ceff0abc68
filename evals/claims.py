"""Score the claims of the pipeline against annotated documents.

usage: python evals/claims.py [DOCS.jsonl GOLD.jsonl] [--json] [--pred-out FILE] [--errors N]
                              [--scorer SCORE.py] [--processes N]

DOCS.jsonl: one ``{"id", "date", "sentences"}`` a line. The text of a document is its sentences
joined by one newline each; ``date`` counts if it is written YYYY-MM-DD. GOLD.jsonl: the annotated
claims. The scorer is a program called as ``SCORE.py DOCS GOLD PREDICTED [--json] [--errors N]``;
by default that of ``../shared/claims``, as are the documents and claims of ``dev``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from evals.inputs import SHARED, ending, rows, text  # noqa: E402
from tocsin.errors import DataError  # noqa: E402

DEV = SHARED / "claims/dev"
SCORER = SHARED / "claims/score.py"


def article(doc: dict[str, Any]) -> dict[str, Any]:
    """A document as an input line of ``tocsin code``."""
    made = {"id": doc["id"], "text": "\n".join(doc["sentences"])}
    return made | ({"published": doc["date"]} if _is_date(doc.get("date")) else {})


def _is_date(text: str | None) -> bool:
    try:
        return bool(text and date.fromisoformat(text))
    except ValueError:
        return False


def predict(docs: Path, out: Path, processes: int) -> None:
    """Code all documents with ``tocsin code``; ends the program if a document fails."""
    source = out.with_name(out.name + ".input.jsonl")
    lines = [json.dumps(article(row)) + "\n" for row in rows(docs, "id", "sentences")]
    source.write_text("".join(lines), encoding="utf-8")
    out.unlink(missing_ok=True)
    call = [sys.executable, "-m", "tocsin", "code", str(source)]
    options = ["-o", str(out), "--processes", str(processes)]
    paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        call + options,
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    source.unlink()
    if done.returncode or Path(f"{out}.errors").exists():
        raise DataError(f"tocsin code failed: {done.stderr}")


def main() -> int:
    """Predict, score, and pass on the scorer's exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("docs", nargs="?", type=Path, default=DEV / "docs.jsonl")
    parser.add_argument("gold", nargs="?", type=Path, default=DEV / "claims.jsonl")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pred-out", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--scorer", type=Path, default=SCORER)
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    rows(options.gold, "id", "claims")
    text(options.scorer)
    with tempfile.TemporaryDirectory() as folder:
        out = options.pred_out or Path(folder) / "predicted.jsonl"
        predict(options.docs, out, options.processes)
        call = [sys.executable, options.scorer, options.docs, options.gold, out]
        call += ["--json"] if options.json else []
        return subprocess.run([*call, "--errors", str(options.errors)], check=False).returncode


if __name__ == "__main__":
    with ending():
        sys.exit(main())
