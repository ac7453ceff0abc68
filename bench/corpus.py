"""Runs of `tocsin code` over generated articles that are killed, or that a cluster does.

usage: python bench/corpus.py kills [--kills N] [--articles N] [--seed N]
       python bench/corpus.py ray [--articles N]
       python bench/corpus.py speed [--articles N] [--processes N] [--engine local|ray] [--acts S]

``kills``: two processes code the articles; the run is killed (SIGKILL) after a random time and
started again, N times, then may end; an undisturbed run must have the same files, byte for byte, as
JSONL and as Parquet (shards of 5 articles, so that some are done between kills). ``ray``: a local
Ray of two workers, undisturbed and with a worker killed, against the local engine. ``speed``:
articles a second and peak memory of the largest process. Exits with 1 if any output differs.

An article has a title, three sentences of acts between nine countries, and nine that tell of none;
with ``--acts 0.1`` nine in ten articles tell of none at all, as in a general corpus.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import resource
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tocsin.batch import Options, Tally, code_corpus, shards  # noqa: E402

NAMES = ["Chile", "Bolivia", "Norway", "Iceland", "Kenya", "Uganda", "Japan", "Greece", "Jordan"]
ACTS = [
    "{a} deployed {n} troops near the border with {b} on Monday.",
    "{a} accused {b} of breaking a fishing treaty, according to a statement.",
    "{a} will send {n} tonnes of wheat to {b} next week, its foreign minister said.",
    "{a} and {b} signed an agreement on water in Geneva.",
    "Police in {a} arrested {n} protesters after a march against {b}.",
    "{a} threatened {b} with sanctions if talks fail.",
]
QUIET = [
    "The harbour was quiet and most shops along the quay had opened by nine.",
    "A second choir sang in the old hall, which holds {n} people.",
    "Rain is likely in the valleys, with a light wind from the west.",
    "The museum has a new wing for boats, models and maps.",
    "Prices of tomatoes rose a little, as they do in most years.",
    "The library keeps its longer hours until the end of the month.",
]
START = date(2026, 1, 1)
DAYS = 14
SHARD = 5
LONGEST = 8.0  # seconds that a run is left alone at most


class Silence:
    """A report that nobody reads."""

    def total(self, count: int | None) -> None: ...
    def step(self, share: int = 1) -> None: ...
    def failed(self, name: str, problem: str) -> None: ...


def articles(count: int, share: float = 1.0) -> Iterator[dict[str, str]]:
    """The articles as rows, the same ones every time; a ``share`` of them tells of acts."""
    for number in range(count):
        dice = random.Random(number)
        forms = ACTS if dice.random() < share else QUIET
        acts = [_filled(dice.choice(forms), dice) for _ in range(3)]
        rest = [_filled(dice.choice(QUIET), dice) for _ in range(9)]
        yield {
            "id": f"article-{number}",
            "title": acts[0].rstrip("."),
            "text": " ".join(acts[:2] + rest + acts[2:]),
            "published": (START + timedelta(days=number % DAYS)).isoformat(),
        }


def _filled(form: str, dice: random.Random) -> str:
    one, two = dice.sample(NAMES, 2)
    return form.format(a=one, b=two, n=dice.randint(20, 900))


def written(folder: Path, count: int, share: float = 1.0) -> Path:
    path = folder / "articles.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in articles(count, share))
    return path


def work(source: str, output: str, options: Options) -> None:
    """One run, as a group of processes of its own."""
    shards.ARTICLES = SHARD
    code_corpus([source], Path(output), options=options, report=Silence())


def contents(output: Path) -> dict[str, bytes]:
    """Every file of an output, by its path."""
    if output.is_file():
        return {"": output.read_bytes()}
    files = (path for path in output.rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


def killed(source: Path, output: Path, kills: int, seed: int) -> int:
    """Run it while it is killed so many times; the number of kills that hit it at work."""
    dice, hits = random.Random(seed), 0
    for turn in range(kills + 1):
        process = multiprocessing.get_context("spawn").Process(
            target=work, args=(str(source), str(output), Options(processes=2))
        )
        process.start()
        process.join(dice.uniform(1, LONGEST) if turn < kills else None)
        if process.exitcode is None and process.pid is not None:
            os.kill(process.pid, signal.SIGKILL)
            hits += 1
        process.join()
        if process.exitcode not in {0, -signal.SIGKILL}:
            raise RuntimeError(f"the run failed with {process.exitcode}")
    return hits


def kills(args: argparse.Namespace, folder: Path) -> bool:
    source, same = written(folder, args.articles), True
    print("| output | articles | kills | at work | files | same | seconds |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name in ("out.jsonl", "out.parquet"):
        began, calm = time.monotonic(), folder / f"calm-{name}"
        work(str(source), str(calm), Options(processes=2))
        hits = killed(source, folder / name, args.kills, args.seed)
        equal = contents(folder / name) == contents(calm)
        took, files = time.monotonic() - began, len(contents(calm))
        row = (name[4:], args.articles, args.kills, hits, files, equal, f"{took:.0f}")
        print("| " + " | ".join(map(str, row)) + " |", flush=True)
        same = same and equal
    return same


def on_ray(args: argparse.Namespace, folder: Path) -> bool:
    source, same = written(folder, args.articles), True
    work(str(source), str(folder / "local.jsonl"), Options(processes=1))
    for name in ("calm", "killed"):
        began, hits = time.monotonic(), list[int]()
        if name == "killed":
            threading.Thread(target=kill_worker, args=(hits,), daemon=True).start()
        output = folder / f"{name}.jsonl"
        work(str(source), str(output), Options(processes=2, engine="ray"))
        equal = contents(output) == contents(folder / "local.jsonl")
        took = time.monotonic() - began
        print(f"ray, {name}: {len(hits)} killed, same: {equal}, {took:.0f} s", flush=True)
        same = same and equal and bool(hits) == (name == "killed")
    return same


def kill_worker(hits: list[int]) -> None:
    """Kill the first of our Ray actors that has coded for three seconds of CPU."""
    while not hits:
        for pid in _descendants(os.getpid()):
            try:
                line = Path(f"/proc/{pid}/cmdline").read_bytes()
                spent = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if b"Coder" in line and int(spent[11]) > 3 * os.sysconf("SC_CLK_TCK"):
                os.kill(pid, signal.SIGKILL)
                hits.append(pid)
                return
        time.sleep(0.05)


def _descendants(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield int(child)
            yield from _descendants(int(child))


def speed(args: argparse.Namespace, folder: Path) -> bool:
    source = written(folder, args.articles, args.acts)
    options = Options(processes=args.processes, engine=args.engine)
    began, before = time.monotonic(), os.getloadavg()[0]
    tally: Tally = code_corpus(
        [str(source)], folder / "out.jsonl", options=options, report=Silence()
    )
    took = time.monotonic() - began
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{args.engine}, {args.processes} workers: {tally.coded} articles, {tally.claims} claims,"
        f" {took:.1f} s, {tally.coded / took:.1f} articles/s; peak {own:.0f} MB (this process),"
        f" {child:.0f} MB (the largest other); load before {before:.1f}, after"
        f" {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    return tally.failed == 0


def main() -> int:
    form = argparse.RawTextHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("what", choices=["kills", "ray", "speed"])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--engine", choices=["local", "ray"], default="local")
    parser.add_argument("--acts", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tocsin") as folder:
        does = {"kills": kills, "ray": on_ray, "speed": speed}[args.what]
        return 0 if does(args, Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
