from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.imports import test_icews
from tocsin.errors import UsageError
from tocsin.imports import BadRow, read
from tocsin.records import CodedEvent

CELLS = {
    "Event ID": "20260309-1",
    "Event Date": "2026-03-09",
    "Event Type": "ASSAULT",
    "Event Mode": "heavy-weapons",
    "Intensity": "-9.5",
    "Quad Code": "MATERIAL CONFLICT",
    "Contexts": "military",
    "Actor Name": "Norwegian Army",
    "Actor Country": "NOR; SWE",
    "Primary Actor Sector": "MIL",
    "Recipient Name": "None",
    "Recipient Country": "Iceland",
    "Primary Recipient Sector": "None",
    "Country": "ISL",
    "Latitude": "64.1",
    "Longitude": "-21.9",
    "Publication Date": "2026-03-10",
}


def written(folder: Path, *rows: dict[str, str], more: str = "") -> Path:
    path = folder / "ngecEvents.txt"
    lines = ["\t".join(CELLS), *("\t".join(row.values()) + more for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_row_is_read_with_all_its_fields(tmp_path: Path) -> None:
    (event,) = read(written(tmp_path, CELLS, more="\t\t"), "polecat")
    assert isinstance(event, CodedEvent)
    assert (event.coder, event.key, event.day) == ("polecat", "20260309-1", date(2026, 3, 9))
    assert (event.type, event.mode, event.cameo, event.quad_class) == (
        "ASSAULT",
        "heavy-weapons",
        "194",
        4,
    )
    assert (event.actor.name, event.actor.country, event.actor.sector) == (
        "Norwegian Army",
        "NOR",
        "MIL",
    )
    assert (event.recipient.name, event.recipient.country, event.recipient.sector) == (
        "",
        "ISL",
        None,
    )
    assert (event.goldstein, event.published, event.place) == (-9.5, date(2026, 3, 10), "ISL")


def test_bad_rows_are_told_with_their_line(tmp_path: Path) -> None:
    no_type, no_day = CELLS | {"Event Type": "None"}, CELLS | {"Event Date": "soon"}
    odd_mode = CELLS | {"Event Mode": "levitation"}
    found = list(read(written(tmp_path, no_type, CELLS, no_day, {"a": "b"}, odd_mode)))
    assert [each.line for each in found if isinstance(each, BadRow)] == [2, 4, 5]
    assert isinstance(found[-1], CodedEvent)
    assert found[-1].mode is None


def test_formats_are_told_by_their_beginning(tmp_path: Path) -> None:
    assert isinstance(next(read(written(tmp_path, CELLS))), CodedEvent)
    icews = next(read(test_icews.written(tmp_path, test_icews.ROW)))
    assert isinstance(icews, CodedEvent)
    assert icews.coder == "icews"
    path = tmp_path / "letter.txt"
    path.write_text("Dear reader,\n", encoding="utf-8")
    with pytest.raises(UsageError, match="name its format with --format"):
        list(read(path))
    with pytest.raises(UsageError, match="lacks the column Event ID"):
        list(read(path, "polecat"))
    with pytest.raises(UsageError, match="cannot read"):
        list(read(tmp_path / "none.txt"))
