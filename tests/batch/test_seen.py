"""The set of ids that were seen."""

from __future__ import annotations

from tocsin.batch.seen import Seen, digest


def test_many_ids(monkeypatch) -> None:
    monkeypatch.setattr("tocsin.batch.seen._FRESH", 64)
    seen = Seen()
    assert all(seen.add(f"id {number}") for number in range(1_000))
    assert not any(seen.add(f"id {number}") for number in range(1_000))
    assert len(seen) == 1_000
    assert all(f"id {number}" in seen for number in range(0, 1_000, 7))
    assert "id 1000" not in seen
    assert len(seen._sorted) <= 10


def test_digests_are_sixteen_bytes_also_of_broken_text() -> None:
    assert len(digest("\ud800")) == 16
    assert digest("a") != digest("b")


def test_digests_with_zeros_at_the_end_stay_apart(monkeypatch) -> None:
    keys = {"a": b"\1" + b"\0" * 15, "b": b"\1" + b"\0" * 14 + b"\1", "c": b"\1" * 15 + b"\0"}
    monkeypatch.setattr("tocsin.batch.seen.digest", keys.__getitem__)
    monkeypatch.setattr("tocsin.batch.seen._FRESH", 2)
    seen = Seen()
    assert [seen.add(name) for name in "abcabc"] == [True] * 3 + [False] * 3
