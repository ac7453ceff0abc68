"""Sentences a second and peak memory of reading, parsing and coding.

usage: python bench/speed.py [--articles N] [--processes 1 2] [--baseline CHECKOUT] [--json]

The corpus is the shipped example with names and numbers changed, N times (default 200), so that
nothing can be cached. Stages: ``read`` (the saved page to an article), ``parse`` (text to trees),
``code`` (text to claims, every sentence parsed), ``mix`` (text to claims of general news pages,
where the gate decides what is parsed; skipped without ../shared/data/html). Each runs in a fresh
Python; ``code`` and ``mix`` also as ``tocsin code`` on each number of processes, start-up
included. With ``--baseline`` the same is measured on another
checkout, turn by turn, and the table shows both. Peak memory is that of the largest process, in MB.
With ../shared/claims the recall lost to the gate is printed: the share of annotated claims whose
sentence it does not let through.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src")]
SHARED = ROOT.parent / "shared"
EXAMPLE = ROOT / "src/tocsin/data/example.html"
NAMES = ["Chile", "Bolivia", "Norway", "Iceland", "Kenya", "Uganda", "Japan", "Greece", "Jordan"]
Row = dict[str, object]
SENTENCE = re.compile(r"[.!?]”?(?=\s|<|$)")

STAGE = """
import inspect, json, resource, sys, time
from pathlib import Path
stage, pages = sys.argv[1], [json.loads(l) for l in open(sys.argv[2], encoding="utf-8")]
from tocsin import intake, pipeline
from tocsin.records import Article
if stage == "read":
    work = lambda page: intake.read(page["html"].encode())
elif stage == "parse":
    from tocsin.language import parse
    work = lambda page: parse(Article(page["text"]))
elif stage == "mix" or "everything" not in inspect.signature(pipeline.run).parameters:
    work = lambda page: pipeline.run(Article(page["text"]))
else:
    work = lambda page: pipeline.run(Article(page["text"]), everything=True)
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


def mix(folder: Path) -> list[dict[str, str]]:
    """The texts of the general news pages of a folder, as our intake reads them."""
    from tocsin import intake
    from tocsin.errors import InputError

    made = []
    for listing in sorted(folder.glob("*.jsonl")):
        for line in listing.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            try:
                article = intake.read(gzip.decompress((folder / row["html"]).read_bytes()))
            except InputError:
                continue
            made.append({"id": row["id"], "text": article.text})
    return made


def lost(folder: Path) -> dict[str, dict[str, float]]:
    """For train and dev: annotated claims, the share lost to the gate, and the share of sentences
    that it lets through."""
    from tocsin.coding import wanted

    found = {}
    for part in ("train", "dev"):
        docs = _rows(folder / part / "docs.jsonl")
        kept = {doc["id"]: wanted(doc["sentences"]) for doc in docs}
        coded = [
            (r["id"], c["s"]) for r in _rows(folder / part / "claims.jsonl") for c in r["claims"]
        ]
        missed = sum(not kept[name][number] for name, number in coded)
        answers = [answer for row in kept.values() for answer in row]
        found[part] = {
            "claims": len(coded),
            "lost": round(missed / len(coded), 4),
            "passed": round(sum(answers) / len(answers), 4),
        }
    return found


def passed(pages: list[dict[str, str]]) -> tuple[int, float]:
    """Sentences of these texts, and the share that the gate lets through."""
    from tocsin.coding import wanted
    from tocsin.language.sentences import split

    answers = [a for p in pages for a in wanted([p["text"][x:y] for x, y in split(p["text"])])]
    return len(answers), round(sum(answers) / len(answers), 4)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def stage(checkout: Path, name: str, pages: Path) -> dict[str, float]:
    """Seconds for all pages in one process after a warm-up, and its peak memory."""
    call = [sys.executable, "-c", STAGE, name, str(pages)]
    done = subprocess.run(call, env=_environment(checkout), check=True, capture_output=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def command(
    checkout: Path, pages: Path, processes: int, *, everything: bool = True
) -> dict[str, float]:
    """Seconds for ``tocsin code`` as a whole, and the peak memory of its largest process."""
    out = pages.with_name("out.jsonl")
    out.unlink(missing_ok=True)
    call = [sys.executable, "-m", "tocsin", "code", str(pages)]
    call += ["-o", str(out), "--processes", str(processes)]
    if everything and "everything" in (checkout / "src/tocsin/cli/commands.py").read_text("utf-8"):
        call.append("--everything")
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


def measure(checkouts: list[Path], pages: Path, processes: list[int]) -> list[Row]:
    """One row for each stage and checkout, checkouts in turn so that both meet the same machine."""
    rows: list[Row] = []
    for name in ("read", "parse", "code"):
        rows += [{"stage": name, "at": str(c), **stage(c, name, pages)} for c in checkouts]
    for count in processes:
        label = f"tocsin code, {_processes(count)}"
        rows += [{"stage": label, "at": str(c), **command(c, pages, count)} for c in checkouts]
    return rows


def measure_mix(checkouts: list[Path], pages: Path, processes: list[int]) -> list[Row]:
    """The same for the general news mix, with the gate: in one process, and as ``tocsin code``."""
    rows: list[Row] = [{"stage": "mix", "at": str(c), **stage(c, "mix", pages)} for c in checkouts]
    for count in processes:
        label = f"mix, tocsin code, {_processes(count)}"
        found = [command(c, pages, count, everything=False) for c in checkouts]
        rows += [{"stage": label, "at": str(c), **f} for c, f in zip(checkouts, found, strict=True)]
    return rows


def _processes(count: int) -> str:
    return f"{count} process{'es' if count > 1 else ''}"


def bench(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """All rows, and what is known of the gate; the speed of a row is in sentences a second."""
    checkouts = [ROOT] + ([options.baseline.resolve()] if options.baseline else [])
    made, news = corpus(options.articles), mix(SHARED / "data/html")
    sentences = sum(len(SENTENCE.findall(page["text"])) for page in made)
    rows = measure(checkouts, _written(made, folder / "pages.jsonl"), options.processes)
    found: dict[str, Any] = {"sentences": sentences}
    _speeds(rows, sentences)
    if news:
        found["mix_sentences"], found["mix_passed"] = passed(news)
        more = measure_mix(checkouts, _written(news, folder / "mix.jsonl"), options.processes)
        rows += _speeds(more, found["mix_sentences"])
    if (SHARED / "claims").exists():
        found["gate"] = lost(SHARED / "claims")
    return found | {"rows": rows}


def _written(pages: list[dict[str, str]], path: Path) -> Path:
    path.write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf-8")
    return path


def _speeds(rows: list[Row], sentences: int) -> list[Row]:
    for row in rows:
        row["sentences_per_second"] = round(sentences / float(str(row["seconds"])), 1)
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
    with tempfile.TemporaryDirectory() as folder:
        found = bench(options, Path(folder))
    if options.json:
        print(json.dumps(found))
        return
    print(f"{options.articles} articles, {found['sentences']} sentences, {os.cpu_count()} cores")
    for row in found["rows"]:
        where = "" if row["at"] == str(ROOT) else f"  ({row['at']})"
        print(
            f"{row['stage']:32} {row['sentences_per_second']:>9} sentences/s"
            f" {row['peak_mb']:>7.0f} MB{where}"
        )
    if "mix_sentences" in found:
        share = f"{found['mix_passed']:.1%} pass the gate"
        print(f"mix: {found['mix_sentences']} sentences of general news pages, {share}")
    else:
        print("mix: skipped, there is no ../shared/data/html")
    for part, gate in found.get("gate", {}).items():
        print(
            f"gate on claims/{part}: {gate['lost']:.2%} of {gate['claims']:.0f} claims lost,"
            f" {gate['passed']:.1%} of sentences pass"
        )


if __name__ == "__main__":
    main()
