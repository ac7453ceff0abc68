"""A corpus run from inputs to output: samples, days, Parquet, what is skipped, and kills."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import time
from itertools import islice
from pathlib import Path

import pytest

from tests.batch.conftest import Steps
from tocsin import pipeline
from tocsin.batch import Options, code_corpus, shards
from tocsin.batch.local import Task, outcomes
from tocsin.batch.output import DayLines
from tocsin.batch.run import Tally
from tocsin.errors import DataError, UsageError


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]


def contents(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return {one.relative_to(path).as_posix(): one.read_bytes() for one in files}


def test_progress_is_told_in_bytes(coded, corpus, tmp_path) -> None:
    source = corpus(5)
    tally, steps = coded(tmp_path / "out.jsonl", source)
    assert (tally.coded, tally.claims, tally.failed) == (5, 5, 0)
    assert steps.whole == source.stat().st_size == steps.steps


def test_a_sample_is_always_the_same_and_grows(coded, corpus, tmp_path) -> None:
    source, taken = corpus(50), list[set[str]]()
    for number, size in enumerate((5, 20, 5, 200)):
        coded(tmp_path / f"{number}.jsonl", source, sample=size)
        taken.append(set(ids(tmp_path / f"{number}.jsonl")))
    assert [len(each) for each in taken] == [5, 20, 5, 50]
    assert taken[0] == taken[2] < taken[1] < taken[3]


def test_days_as_jsonl(coded, corpus, tmp_path) -> None:
    out = tmp_path / "out"
    tally, _ = coded(out, corpus(10), partition="day")
    assert tally.coded == 10
    assert ids(out / "day=2026-03-02/claims.jsonl") == ["a0", "a4", "a8"]
    assert ids(out / "day=undated/claims.jsonl") == ["a3", "a7"]
    tally, _ = coded(out, corpus(12), partition="day")
    assert (tally.coded, tally.skipped) == (2, 10)
    assert ids(out / "day=2026-03-04/claims.jsonl") == ["a2", "a6", "a10"]


def test_many_days_do_not_keep_many_files_open(coded, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("tocsin.batch.output._OPEN_DAYS", 2)
    rows = [
        {"id": str(n), "text": "One.", "published": f"2026-03-{n % 9 + 1:02}"} for n in range(30)
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    coded(tmp_path / "out", source, partition="day")
    assert sorted(DayLines(tmp_path / "out").path.iterdir())[0].name == "day=2026-03-01"
    found = [name for file in (tmp_path / "out").rglob("*.jsonl") for name in ids(file)]
    assert sorted(found, key=int) == [str(n) for n in range(30)]


@pytest.mark.parametrize("partition", [None, "day"])
def test_parquet(coded, corpus, tmp_path, monkeypatch, partition) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(shards, "ARTICLES", 4)
    out = tmp_path / "out.parquet"
    coded(out, corpus(10), partition=partition)
    rows = pq.read_table(out).to_pylist()
    assert sorted(row["article"] for row in rows) == sorted(f"a{number}" for number in range(10))
    first = next(row for row in rows if row["article"] == "a0")
    assert (first["type"], first["actor_country"], str(first["published"])) == (
        "MOBILIZE",
        "NOR",
        "2026-03-02",
    )
    assert json.loads(first["claim"])["trigger"] == "deployed"
    if partition:
        assert {row["day"] for row in rows} == {"2026-03-02", "2026-03-03", "2026-03-04", "undated"}
    tally, _ = coded(out, corpus(11), partition=partition)
    assert (tally.coded, tally.skipped) == (1, 10)


def test_articles_without_claims_count_as_done(coded, tmp_path) -> None:
    pytest.importorskip("pyarrow")
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "a", "text": "All calm."}\n', encoding="utf-8")
    for expected in ((1, 0), (0, 1)):
        tally, _ = coded(tmp_path / "out.parquet", source)
        assert (tally.coded, tally.skipped) == expected
    assert not list((tmp_path / "out.parquet").rglob("*.parquet"))


def test_what_a_kill_left_is_removed_and_a_strange_folder_is_not(coded, corpus, tmp_path) -> None:
    pytest.importorskip("pyarrow")
    out, source = tmp_path / "out.parquet", corpus(3)
    coded(out, source)
    whole = contents(out)
    (out / "claims-000001.parquet").write_bytes(b"half")
    (out / ".claims-000002.parquet").write_bytes(b"half")
    with (out / shards.LIST).open("ab") as file:
        file.write(b'{"files": ["cl')
    coded(out, source)
    assert contents(out) == whole
    (tmp_path / "mine.parquet").mkdir()
    (tmp_path / "mine.parquet/diary.txt").write_text("x", encoding="utf-8")
    with pytest.raises(DataError, match="no output of tocsin code"):
        coded(tmp_path / "mine.parquet", source)
    assert (tmp_path / "mine.parquet/diary.txt").exists()


def test_an_output_is_a_path_here(coded, corpus) -> None:
    with pytest.raises(UsageError, match="path on this machine"):
        coded(Path("s3://bucket/out.jsonl"), corpus(1))


def test_the_summary_names_what_was_passed_over(tmp_path) -> None:
    tally = Tally(coded=2, claims=3, skipped=1, failed=1)
    tally.passed.update(["not HTML", "not HTML", "status 404"])
    assert tally.summary(tmp_path / "o") == (
        f"2 articles coded, 3 claims, in {tmp_path}/o; 1 skipped (already there); 3 records are no"
        f" pages (2 not HTML, 1 status 404); 1 failed, see {tmp_path}/o.errors"
    )
    assert tally.json(tmp_path / "o")["passed_over"] == {"not HTML": 2, "status 404": 1}


@pytest.mark.parametrize(
    ("name", "partition"), [("out.jsonl", None), ("days", "day"), ("out.parquet", None)]
)
def test_twenty_kills_change_nothing(
    coded, corpus, tmp_path, *, monkeypatch, name, partition
) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    monkeypatch.setattr(shards, "ARTICLES", 7)
    source = corpus(150)
    coded(tmp_path / f"calm-{name}", source, partition=partition)
    slow = pipeline.run

    def run(article, **wish):
        time.sleep(0.003)
        return slow(article, **wish)

    monkeypatch.setattr(pipeline, "run", run)
    options = Options(processes=1, partition=partition)
    dice, hits = random.Random(1), 0
    for _ in range(20):
        hits += _killed(source, tmp_path / name, options, dice.uniform(0.005, 0.09))
    code_corpus([str(source)], tmp_path / name, options=options, report=Steps())
    assert hits >= 5
    assert contents(tmp_path / name) == contents(tmp_path / f"calm-{name}")


def _killed(source: Path, out: Path, options: Options, seconds: float) -> bool:
    """Run in a process of its own that is killed after so long; whether it was at work."""
    process = multiprocessing.get_context("fork").Process(
        target=code_corpus,
        args=([str(source)], out),
        kwargs={"options": options, "report": Steps()},
    )
    process.start()
    process.join(seconds)
    hit = process.exitcode is None
    if hit:
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert process.exitcode in {0, -signal.SIGKILL}
    return hit


def _twice(number: int) -> int:
    if number == 5:
        os._exit(3)
    return 2 * number


def test_a_process_that_dies_costs_one_item() -> None:
    other = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,))
    other.start()
    task = Task(_twice, lost=lambda number: -number)
    assert list(outcomes(task, iter(range(12)), 2)) == [
        -number if number == 5 else 2 * number for number in range(12)
    ]
    assert other.is_alive()
    other.terminate()
    other.join()


def test_never_more_than_a_few_items_are_under_way() -> None:
    taken = 0

    def stream():
        nonlocal taken
        for number in range(1_000):
            taken += 1
            yield number + 10

    found = outcomes(Task(_twice), stream(), 2)
    assert list(islice(found, 3)) == [20, 22, 24]
    assert taken <= 2 * 4 + 3
    found.close()
