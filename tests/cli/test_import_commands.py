"""tocsin import, and the imported events beside our own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.imports.test_icews import ROW, written
from tocsin.histories import dyad_events
from tocsin.ledger import Ledger

OTHER = (
    ROW.replace("2014-01-02", "2014-02-03").replace("\t42\t", "\t190\t").replace("7\t", "8\t", 1)
)


def test_imported_events_are_listed_by_their_coder(
    tocsin: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = ("--ledger", tmp_path / "a.db")
    assert tocsin("import", written(tmp_path, ROW, OTHER, "bad"), *ledger, "--json") == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["read"], done["added"], done["skipped"]) == (2, 2, 1)

    assert tocsin("events", "--coder", "icews", *ledger) == 0
    shown = capsys.readouterr()
    assert "2014-02-03 Police (Norway) (NOR) to Sweden (SWE): ASSAULT (CAMEO 190)" in shown.out
    assert tocsin("events", "--coder", "icews", "--to", "2014-01-31", *ledger, "--json") == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert (one["coder"], one["day"], one["cameo"]) == ("icews", "2014-01-02", "042")
    assert one["actor"] == {
        "name": "Police (Norway)",
        "country": "NOR",
        "sector": "Police,Government",
    }

    assert tocsin("events", "--coder", "gdelt", *ledger, "--json") == 0
    assert json.loads(capsys.readouterr().out) == []
    assert tocsin("events", *ledger, "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_file_of_another_kind_makes_no_ledger(
    tocsin: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("Notes of a meeting\n", encoding="utf-8")
    for name in ("empty", "notes.txt", "absent", "."):
        assert tocsin("import", tmp_path / name, "--ledger", tmp_path / "a.db") == 2
        assert capsys.readouterr().err.startswith("tocsin: ")
    assert not (tmp_path / "a.db").exists()


def test_bad_rows_are_all_counted_and_the_first_are_listed(
    tocsin: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, *["bad"] * 1500, ROW)
    assert tocsin("import", path, "--ledger", tmp_path / "a.db", "--json") == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["read"], done["skipped"], len(done["bad_rows"])) == (1, 1500, 1000)


SAMPLE = Path(__file__).parents[2] / "../shared/data/forecast/events_icews14.parquet"


@pytest.mark.skipif(not SAMPLE.exists(), reason="the ICEWS sample in ../shared is absent")
def test_the_icews_sample_is_listed_and_in_the_series_of_its_pairs(
    tocsin: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    part = tmp_path / "part.parquet"
    batch = next(parquet.ParquetFile(SAMPLE).iter_batches(batch_size=3000))
    parquet.write_table(arrow.Table.from_batches([batch]), part)
    ledger = ("--ledger", tmp_path / "a.db")
    assert tocsin("import", part, *ledger, "--json") == 0
    added = json.loads(capsys.readouterr().out)["added"]
    assert tocsin("events", "--coder", "icews", "--limit", "0", *ledger, "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert len(listed) == added > 2000

    countries = [(e["actor"]["country"], e["recipient"]["country"]) for e in listed]
    pairs = Counter(pair for pair in countries if None not in pair and pair[0] != pair[1])
    pair, number = pairs.most_common(1)[0]
    with Ledger(tmp_path / "a.db", create=False) as opened:
        series = [e for e in dyad_events(opened) if (e.actor, e.recipient) == pair]
        assert 0 < len(series) <= number
    last = max(e["day"] for e in listed)
    assert tocsin("forecast", *pair, "--on", last, "--readable", *ledger, "--json") == 0
    (made,) = json.loads(capsys.readouterr().out)
    assert (made["actor"], made["recipient"]) == pair


def test_a_file_of_which_nothing_can_be_read_is_a_failure(
    tocsin: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tocsin("import", written(tmp_path, "bad"), "--ledger", tmp_path / "a.db") == 1
    assert "0 events read, 0 of them new, 1 rows skipped" in capsys.readouterr().out
