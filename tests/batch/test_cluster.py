"""What the cluster engine does around Ray: parts of a corpus, jobs as pickles, no id twice."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

from tocsin.batch.cluster import PAGES, Coder, _once, _read, _splits
from tocsin.batch.files import File
from tocsin.batch.jobs import Outcome
from tocsin.batch.run import Choice, Corpus
from tocsin.batch.seen import Seen


def test_parts_hold_every_file_once_and_know_their_place() -> None:
    pages = [File(f"{number}.txt", 10) for number in range(PAGES + 1)]
    given = [*pages, File("a.jsonl", 5), File("b.warc", 7), File("z.txt", 1)]
    parts = list(_splits(given))
    assert [file for part, _ in parts for file in part] == given
    assert [start for _, start in parts] == [0, PAGES * 10, 650, 655, 662]


def test_jobs_and_their_outcomes(coder, tmp_path: Path) -> None:
    path, done = tmp_path / "in.jsonl", Seen()
    rows = [{"id": name, "text": f"Report {name}."} for name in ("a", "b", "boom")]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done.add("a")
    split = pickle.dumps(([File(path.as_posix(), path.stat().st_size)], 100))
    packed = [row["job"][0] for row in _read({"split": [split]}, done, Choice())]
    found = [pickle.loads(one) for one in Coder()({"job": packed}, False)["outcome"]]
    assert [(one.name, one.skipped, len(one.claims)) for one in found] == [
        ("a", True, 0),
        ("b", False, 1),
        ("boom", False, 0),
    ]
    assert found[2].problem == "internal error: RuntimeError: boom"
    assert found[2].at == 100 + path.stat().st_size
    assert coder == ["Report b.", "Report boom."]


def test_an_id_that_comes_again_is_skipped() -> None:
    corpus = Corpus((), (), Choice(), Seen())
    found = [Outcome("a"), Outcome("b"), Outcome("a"), Outcome("c", skipped=True)]
    assert [one.skipped for one in _once(found, corpus)] == [False, False, True, True]
