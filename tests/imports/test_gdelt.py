from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from tests.export.makers import items
from tocsin.errors import UsageError
from tocsin.export import gdelt
from tocsin.imports import BadRow, read
from tocsin.records import CodedEvent


def row(columns: int, **cells: str) -> str:
    """A row by the names of GDELT 2.0; 58 columns leave the second-level regions out."""
    told = dict.fromkeys(gdelt.COLUMNS, "") | {
        "GLOBALEVENTID": "41",
        "SQLDATE": "20260114",
        "Actor1Name": "PERU",
        "Actor1CountryCode": "PER",
        "Actor1Type1Code": "GOV",
        "Actor2Name": "AFRICA",
        "Actor2CountryCode": "AFR",
        "EventCode": "042",
        "QuadClass": "1",
        "GoldsteinScale": "1.9",
        "NumArticles": "6",
        "ActionGeo_CountryCode": "PE",
        "ActionGeo_Lat": "-12.05",
        "ActionGeo_Long": "-77.05",
        "DATEADDED": "20260115093000",
        "SOURCEURL": "https://example.org/a",
    }
    told |= cells
    names = [name for name in gdelt.COLUMNS if columns == 61 or "ADM2" not in name]
    return "\t".join(told[name] for name in names)


def written(folder: Path, *rows: str) -> Path:
    path = folder / "20260115.export.CSV"
    path.write_text("".join(f"{each}\n" for each in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("columns", [61, 58])
def test_a_row_of_either_version_is_read_with_all_its_fields(tmp_path: Path, columns: int) -> None:
    (event,) = read(written(tmp_path, row(columns)), "gdelt")
    assert isinstance(event, CodedEvent)
    assert (event.coder, event.key, event.day) == ("gdelt", "41", date(2026, 1, 14))
    assert (event.actor.name, event.actor.country, event.actor.sector) == ("PERU", "PER", "GOV")
    assert (event.recipient.name, event.recipient.country) == ("AFRICA", None)
    assert event.place == "PER"
    assert (event.cameo, event.type, event.quad_class) == ("042", "CONSULT", 1)
    assert (event.goldstein, event.lat, event.lon, event.count) == (1.9, -12.05, -77.05, 6)
    assert (event.published, event.url) == (date(2026, 1, 15), "https://example.org/a")


def test_a_zip_archive_is_read_as_its_file(tmp_path: Path) -> None:
    path = written(tmp_path, row(61))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(path, path.name)
    assert list(read(tmp_path / "a.zip", "gdelt")) == list(read(path, "gdelt"))


def test_bad_rows_are_told_with_their_line(tmp_path: Path) -> None:
    bad_day, bad_code = row(61, SQLDATE="2026"), row(61, EventCode="999")
    bad_number = row(61, GoldsteinScale="high")
    rows = ("a\tb", bad_day, bad_code, bad_number, row(61, ActionGeo_Lat="nan"))
    found = list(read(written(tmp_path, row(61), *rows), "gdelt"))
    assert [each.line for each in found if isinstance(each, BadRow)] == [2, 3, 4, 5, 6]
    assert isinstance(found[1], BadRow)
    assert found[1].reason == "2 columns instead of 61 or 58"


def test_codes_of_countries_that_are_not_of_iso_are_known(tmp_path: Path) -> None:
    told = row(61, Actor1CountryCode="ROM", Actor2CountryCode="GZS", ActionGeo_CountryCode="GM")
    (event,) = read(written(tmp_path, told), "gdelt")
    assert isinstance(event, CodedEvent)
    assert (event.actor.country, event.recipient.country, event.place) == ("ROU", "PSE", "DEU")


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not 61 or 58 columns"):
        list(read(written(tmp_path, "a\tb"), "gdelt"))
    (tmp_path / "a.zip").write_bytes(b"no archive")
    with pytest.raises(UsageError, match="no zip archive"):
        list(read(tmp_path / "a.zip", "gdelt"))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("a", row(61))
        archive.writestr("b", row(61))
    with pytest.raises(UsageError, match="not one file"):
        list(read(tmp_path / "b.zip", "gdelt"))


def test_what_was_exported_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    with path.open("w", encoding="utf-8") as out:
        assert gdelt.write(items(), out) == 1
    (event,) = read(path, "gdelt")
    (told,) = gdelt.rows(items())
    assert isinstance(event, CodedEvent)
    assert (event.actor.country, event.recipient.country) == ("NOR", "ISL")
    assert (event.cameo, event.type) == (told["EventCode"], "ASSAULT")
    assert (event.day.strftime("%Y%m%d"), event.key) == (
        str(told["SQLDATE"]),
        str(told["GLOBALEVENTID"]),
    )
    assert (event.quad_class, event.goldstein) == (4, told["GoldsteinScale"])
    assert (event.lat, event.lon) == (64.1, -21.9)
