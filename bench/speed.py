"""Sentences a second and peak memory of reading, parsing and coding.

usage: python bench/speed.py [--articles N] [--processes 1 2] [--baseline CHECKOUT] [--json]

The corpus is the shipped example with names and numbers changed, N times (default 200), so that
nothing can be cached. Stages: ``read`` (the saved page to an article), ``parse`` (text to trees),
``code`` (text to claims, all stages). Each runs in a fresh Python; ``code`` also as ``tocsin code``
on each number of processes, start-up included. With ``--baseline`` the same is measured on another
checkout, turn by turn, and the table shows both. Peak memory is that of the largest process, in MB.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "src/tocsin/data/example.html"
NAMES = ["Chile", "Bolivia", "Norway", "Iceland", "Kenya", "Uganda", "Japan", "Greece", "Jordan"]
SENTENCE = re.compile(r"[.!?]”?(?=\s|<|$)")

STAGE = """
import json, resource, sys, time
from pathlib import Path
stage, pages = sys.argv[1], [json.loads(l) for l in open(sys.argv[2], encoding="utf-8")]
from tocsin import intake, pipeline
from tocsin.records import Article
if stage == "read":
    work = lambda page: intake.read(page["html"].encode())
elif stage == "parse":
    from tocsin.language import parse
    work = lambda page: parse(Article(page["text"]))
else:
    work = lambda page: pipeline.run(Article(page["text"]))
work(pages[0])
start = time.perf_counter()
for page in pages:
    work(page)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": time.perf_counter() - start, "peak_mb": peak}))
"""


def corpus(count: int) -> list[dict[str, str]]:
    """Variants of the example page, with their plain text; the same ones every time."""
    page, dice = EXAMPLE.read_text(encoding="utf-8"), random.Random(1)
    made = []
    for number in range(count):
        one, two = dice.sample(NAMES, 2)
        html = page.replace("Peru", one).replace("Ecuador", two)
        html = html.replace("3,000", f"{dice.randint(2, 9)},{dice.randint(100, 999)}")
        body = "\n".join(re.findall(r"<p>(.*?)</p>", html.split("</article>")[0]))
        made.append({"id": str(number), "html": html, "text": body})
    return made


def stage(checkout: Path, name: str, pages: Path) -> dict[str, float]:
    """Seconds for all pages in one process after a warm-up, and its peak memory."""
    call = [sys.executable, "-c", STAGE, name, str(pages)]
    done = subprocess.run(call, env=_environment(checkout), check=True, capture_output=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def command(checkout: Path, pages: Path, processes: int) -> dict[str, float]:
    """Seconds for ``tocsin code`` as a whole, and the peak memory of its largest process."""
    out = pages.with_name("out.jsonl")
    out.unlink(missing_ok=True)
    call = [sys.executable, "-m", "tocsin", "code", str(pages)]
    call += ["-o", str(out), "--processes", str(processes)]
    start = time.perf_counter()
    wrapped = [sys.executable, "-c", WRAPPER, *call]
    done = subprocess.run(wrapped, env=_environment(checkout), check=True, capture_output=True)
    return {"seconds": time.perf_counter() - start, "peak_mb": float(done.stdout.split()[-1])}


WRAPPER = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, capture_output=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


def _environment(checkout: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(checkout / "src")}


def measure(checkouts: list[Path], pages: Path, processes: list[int]) -> list[dict[str, object]]:
    """One row for each stage and checkout, checkouts in turn so that both meet the same machine."""
    rows: list[dict[str, object]] = []
    for name in ("read", "parse", "code"):
        rows += [{"stage": name, "at": str(c), **stage(c, name, pages)} for c in checkouts]
    for count in processes:
        label = f"tocsin code, {count} process{'es' if count > 1 else ''}"
        rows += [{"stage": label, "at": str(c), **command(c, pages, count)} for c in checkouts]
    return rows


def main() -> None:
    """Measure and print a table or JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--baseline", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    made = corpus(options.articles)
    sentences = sum(len(SENTENCE.findall(page["text"])) for page in made)
    checkouts = [ROOT] + ([options.baseline.resolve()] if options.baseline else [])
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages.jsonl"
        pages.write_text("".join(json.dumps(page) + "\n" for page in made), encoding="utf-8")
        rows = measure(checkouts, pages, options.processes)
    for row in rows:
        row["sentences_per_second"] = round(sentences / float(str(row["seconds"])), 1)
    if options.json:
        print(json.dumps({"sentences": sentences, "rows": rows}))
        return
    print(f"{options.articles} articles, {sentences} sentences, {os.cpu_count()} cores")
    for row in rows:
        where = "" if row["at"] == str(ROOT) else f"  ({row['at']})"
        print(
            f"{row['stage']:28} {row['sentences_per_second']:>9} sentences/s"
            f" {row['peak_mb']:>7.0f} MB{where}"
        )


if __name__ == "__main__":
    main()
