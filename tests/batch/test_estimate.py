"""What a corpus would cost, without writing anything."""

from __future__ import annotations

import sys

from tocsin.batch import Options, estimate
from tocsin.batch.estimate import _size, _time

MODULE = sys.modules["tocsin.batch.estimate"]  # the package has a function of that name


def test_a_small_corpus_is_counted(coder, corpus, tmp_path) -> None:
    source = corpus(100)
    found = estimate([str(source)], tmp_path / "out.jsonl", options=Options(processes=1))
    assert (found.files, found.articles, found.counted) == (1, 100, True)
    assert found.input_bytes == source.stat().st_size
    assert 24 <= found.sampled <= 50
    assert found.failed == 0
    assert (found.output_bytes or 0) > 100 * 500
    assert list(tmp_path.iterdir()) == [source]
    assert "100 articles" in next(iter(found.lines()))


def test_a_large_one_is_estimated_from_beginnings(coder, corpus, tmp_path, monkeypatch) -> None:
    for name, value in (("WHOLE", 1_000), ("READ", 2_000)):
        monkeypatch.setattr(MODULE, name, value)
    found = estimate([str(corpus(1_000))], tmp_path / "out.jsonl", options=Options(processes=1))
    assert not found.counted
    assert 800 <= found.articles <= 1_200


def test_nothing_but_failures_has_no_estimate(coder, tmp_path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": "boom"}\n', encoding="utf-8")
    found = estimate([str(tmp_path / "in.jsonl")], tmp_path / "o", options=Options(processes=1))
    assert (found.sampled, found.failed, found.seconds) == (1, 1, None)
    assert "none of the sample could be coded" in list(found.lines())[1]


def test_sizes_and_times_for_people() -> None:
    assert [_size(n) for n in (5, 1_500, 25_000_000)] == ["5 B", "1.5 kB", "25 MB"]
    assert [_time(n) for n in (60, 600, 7_200, 864_000)] == [
        "60 seconds",
        "10 minutes",
        "2.0 hours",
        "10.0 days",
    ]
