from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tocsin.errors import UsageError
from tocsin.imports import BadRow, read
from tocsin.imports.icews import COLUMNS
from tocsin.imports.rows import cameo
from tocsin.ledger import CodedQuery, Ledger
from tocsin.records import CodedEvent

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SAMPLE = Path(__file__).parents[2] / "../shared/data/forecast/events_icews14.parquet"
ROW = (
    "7\t2014-01-02\tPolice (Norway)\tPolice,Government\tNorway\tMake a visit\t42\t1.9\tSweden\t\t"
    "Sweden\t99\t3\tA paper\tOslo\t\tOslo\tNorway\t59.9\t10.7"
)


def written(folder: Path, *rows: str, header: str = "\t".join(COLUMNS)) -> Path:
    path = folder / "events.tab"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_row_is_read_with_all_its_fields(tmp_path: Path) -> None:
    (event,) = read(written(tmp_path, ROW), "icews")
    assert isinstance(event, CodedEvent)
    assert (event.coder, event.key, event.day) == ("icews", "7", date(2014, 1, 2))
    assert (event.actor.name, event.actor.country) == ("Police (Norway)", "NOR")
    assert event.actor.sector == "Police,Government"
    assert (event.recipient.country, event.recipient.sector) == ("SWE", None)
    assert (event.cameo, event.type, event.quad_class) == ("042", "CONSULT", 1)
    assert (event.goldstein, event.place, event.lat, event.lon) == (1.9, "NOR", 59.9, 10.7)


def test_bad_rows_are_told_with_their_line(tmp_path: Path) -> None:
    wrong_day = ROW.replace("2014-01-02", "soon")
    wrong_code = ROW.replace("\t42\t", "\t999\t")
    found = list(read(written(tmp_path, "too\tshort", ROW, wrong_day, wrong_code), "icews"))
    assert [each.line for each in found if isinstance(each, BadRow)] == [2, 4, 5]
    assert isinstance(found[0], BadRow)
    assert found[0].reason == "2 columns instead of 20"


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="20 of ICEWS"):
        list(read(written(tmp_path, header="a\tb"), "icews"))
    with pytest.raises(UsageError, match="no format"):
        list(read(tmp_path, "weis"))


@pytest.mark.parametrize(
    ("text", "code"), [("42", "042"), ("211", "0211"), ("190", "190"), ("0861", "0861")]
)
def test_stripped_zeros_come_back(text: str, code: str) -> None:
    assert cameo(text) == code


def test_importing_twice_adds_once(tmp_path: Path) -> None:
    path = written(tmp_path, ROW, ROW.replace("7\t", "8\t", 1).replace("-02", "-01"))
    with Ledger(tmp_path / "a.db") as ledger:
        events = [each for each in read(path, "icews") if isinstance(each, CodedEvent)]
        assert ledger.import_events(events, now=NOW) == 2
        assert ledger.import_events(events, now=NOW) == 0
        assert list(ledger.coded_events()) == events[::-1]
        asked = CodedQuery(actor="NOR", recipient="SWE", first=date(2014, 1, 2))
        assert list(ledger.coded_events(asked)) == events[:1]
        assert list(ledger.coded_events(CodedQuery(coder="gdelt"))) == []
        ledger.backup(tmp_path / "b.zip", now=NOW)
    with Ledger(tmp_path / "c.db") as other:
        other.restore(tmp_path / "b.zip")
        assert list(other.coded_events()) == events[::-1]


@pytest.mark.skipif(not SAMPLE.exists(), reason="the ICEWS sample in ../shared is absent")
def test_the_sample_is_read(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    arrow = pytest.importorskip("pyarrow")
    part = parquet.ParquetFile(SAMPLE)
    path = tmp_path / "part.parquet"

    batch = next(part.iter_batches(batch_size=2000))
    parquet.write_table(arrow.Table.from_batches([batch]), path)
    events = [each for each in read(path, "icews") if isinstance(each, CodedEvent)]
    assert len(events) == 2000
    with Ledger(tmp_path / "a.db") as ledger:
        added = ledger.import_events(events, now=NOW)
        assert added == len({each.id for each in events}) == len(list(ledger.coded_events()))
