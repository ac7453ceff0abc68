from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.export.makers import items
from tocsin.export import plover as exported
from tocsin.imports import BadRow, read
from tocsin.records import CodedEvent

SAMPLE = Path(__file__).parents[2] / "../shared/data/plover_gsr/plover_gsr_dev.jsonl"
RECORD: dict[str, Any] = {
    "id": "r1",
    "date": "2026-03-09",
    "event": "assault",
    "mode": "heavy-weapons",
    "source": [{"name": "Norway", "code": "NOR", "sector": "MIL"}],
    "target": [{"text": "a village", "code": "QQQ"}],
    "location": {"name": "Bergen", "country": "ISL", "lat": 64.1, "lon": -21.9},
    "score": -9.5,
}


def written(folder: Path, *records: Any) -> Path:
    path = folder / "events.jsonl"
    lines = (each if isinstance(each, str) else json.dumps(each) for each in records)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_record_is_read_with_all_its_fields(tmp_path: Path) -> None:
    (event,) = read(written(tmp_path, RECORD), "plover")
    assert isinstance(event, CodedEvent)
    assert (event.coder, event.key, event.day) == ("plover", "r1", date(2026, 3, 9))
    assert (event.type, event.mode, event.cameo, event.quad_class) == (
        "ASSAULT",
        "heavy-weapons",
        "194",
        4,
    )
    assert (event.actor.country, event.actor.sector) == ("NOR", "MIL")
    assert (event.recipient.name, event.recipient.country) == ("a village", None)
    assert (event.goldstein, event.place, event.lat) == (-9.5, "ISL", 64.1)


def test_what_is_no_fact_and_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    planned = RECORD | {"auxiliary_modes": ["future"]}
    unknown, undated = RECORD | {"event": "MARVEL"}, RECORD | {"date": None}
    path = written(tmp_path, planned, "", "no json", "[]", unknown, undated, RECORD)
    found = list(read(path))
    bad = [(each.line, each.reason) for each in found if isinstance(each, BadRow)]
    assert [line for line, _ in bad] == [1, 3, 4, 5, 6]
    assert bad[0][1] == "is no event of its day: future"
    assert bad[3][1] == "'MARVEL' is no PLOVER type"
    assert isinstance(found[-1], CodedEvent)


def test_what_was_exported_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "ours.jsonl"
    with path.open("w", encoding="utf-8") as out:
        assert exported.write(items(), out) == 3
    found = list(read(path))
    (event,) = (each for each in found if isinstance(each, CodedEvent))
    told = next(exported.records(items()))
    assert (event.coder, event.key) == ("tocsin", told["id"])
    assert (event.type, event.mode) == (told["event"], told["mode"])
    assert (event.day.isoformat(), event.quad_class) == (told["date"], told["quad_class"])
    assert [
        {"name": event.actor.name, "code": event.actor.country, "sector": event.actor.sector}
    ] == (told["source"])
    assert (event.lat, event.lon, event.place) == (64.1, -21.9, "ISL")
    assert sum(isinstance(each, BadRow) for each in found) == 2  # the plan and the fear


@pytest.mark.skipif(not SAMPLE.exists(), reason="the PLOVER sample in ../shared is absent")
def test_gold_records_are_read(tmp_path: Path) -> None:
    records = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    dated = [each | {"date": each["dateCoded"]} for each in records if each["dateCoded"]]
    found = list(read(written(tmp_path, *dated), "plover"))
    good = [each for each in found if isinstance(each, CodedEvent)]
    assert len(good) > 0.9 * len(dated)
    wanted = {str(each["id"]): each["event_2021"] for each in dated}
    assert all(wanted[each.key] == each.type for each in good)
