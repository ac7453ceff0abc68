from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.news import at, denial, shelling
from tocsin.errors import DataError, TocsinError, UsageError
from tocsin.ledger import ClaimQuery, Entry, Ledger
from tocsin.ledger.backups import SMALL
from tocsin.ledger.connect import Database
from tocsin.ledger.tables import DERIVED, KEPT
from tocsin.records import Event, Judgement, Origin, Standing

Files = dict[str, bytes]


def fill(ledger: Ledger) -> None:
    ledger.add_all([Entry(*shelling()), Entry(*denial())], now=at(0))
    (made,) = ledger.judge(
        Judgement("", "correct", "shelling", "ann", at(1), field="type", value='"COERCE"')
    )
    ledger.undo(made.id, now=at(2))
    ledger.judge(Judgement("", "same", "shelling", "ann", at(3), right="denial", score=0.5))
    ledger.put_events([Event("e1", "ASSAULT", ("shelling", "denial"))])
    ledger.put_standings([Standing("e1", "disputed")])
    ledger.put_origins([Origin(shelling()[0].id, (shelling()[0].id,))])


def rows(where: str) -> dict[str, list[Any]]:
    """Every row of every table."""
    database = Database(where, create=False)
    with database.read() as connection:
        found = {t.name: connection.execute(t.select()).all() for t in (*KEPT, *DERIVED)}
    database.close()
    return {name: sorted(map(tuple, values), key=repr) for name, values in found.items()}


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    with Ledger(tmp_path / "first.db") as ledger:
        fill(ledger)
        ledger.backup(tmp_path / "saved.zip", now=at(9))
    return tmp_path / "saved.zip"


def test_a_backup_restores_into_either_database(where: str, saved: Path, tmp_path: Path) -> None:
    with Ledger(where) as ledger:
        manifest = ledger.restore(saved)
        assert manifest.made == at(9)
        assert rows(where) == rows(str(tmp_path / "first.db"))
        assert [hit.article for hit in ledger.search("soldiers")] == [shelling()[0].id]
        assert len(ledger.claims(ClaimQuery(text="tromso"))) == 1
        again = tmp_path / "again.zip"
        assert ledger.backup(again, now=at(9)).files == manifest.files
        ledger.add(*denial(), now=at(20))
    assert sorted(path.name for path in tmp_path.glob("*.part")) == []


def test_a_backup_never_overwrites(saved: Path, tmp_path: Path) -> None:
    with Ledger(tmp_path / "first.db") as ledger:
        for place in (saved, tmp_path / "no" / "where.zip"):
            with pytest.raises(UsageError):
                ledger.backup(place, now=at(10))
        with pytest.raises(UsageError, match="not empty"):
            ledger.restore(saved)


def test_a_backup_is_one_instant_while_others_write(where: str, tmp_path: Path) -> None:
    with Ledger(where) as ledger, Ledger(where) as other:
        fill(ledger)
        database = Database(where, create=False)
        with database.read() as connection:
            from tocsin.ledger import backups

            backups.counts(connection)
            other.judge(Judgement("", "same", "talks", "bob", at(5), right="denial"))
            manifest = backups.write(connection, tmp_path / "b.zip", at(9))
        database.close()
    assert manifest.files["judgements.jsonl"][2] == 2


def change(saved: Path, edit: Callable[[Files, dict[str, Any]], None]) -> Path:
    """A copy of the backup with changed files, and a manifest that fits them."""
    with zipfile.ZipFile(saved) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files.pop("manifest.json"))
    for name, text in files.items():
        manifest["files"][name] = [hashlib.sha256(text).hexdigest(), len(text), text.count(b"\n")]
    edit(files, manifest)
    path = saved.with_name("changed.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        archive.writestr("manifest.json", json.dumps(manifest))
    return path


def refresh(files: Files, manifest: dict[str, Any], name: str, text: bytes) -> None:
    files[name] = text
    manifest["files"][name] = [hashlib.sha256(text).hexdigest(), len(text), text.count(b"\n")]


def slip(files: Files, manifest: dict[str, Any]) -> None:
    files["../../escaped.txt"] = b"out"


def absolute(files: Files, manifest: dict[str, Any]) -> None:
    files["/tmp/escaped.txt"] = b"out"


def missing(files: Files, manifest: dict[str, Any]) -> None:
    del files["claims.jsonl"]


def altered(files: Files, manifest: dict[str, Any]) -> None:
    files["articles.jsonl"] = files["articles.jsonl"].replace(b"12 soldiers", b"92 soldiers")


def forged(files: Files, manifest: dict[str, Any]) -> None:
    text = files["articles.jsonl"].replace(b"12 soldiers", b"92 soldiers")
    refresh(files, manifest, "articles.jsonl", text)


def longer(files: Files, manifest: dict[str, Any]) -> None:
    files["articles.jsonl"] += b"x" * 10_000_000


def bomb(files: Files, manifest: dict[str, Any]) -> None:
    refresh(files, manifest, "articles.jsonl", b"0" * (SMALL + 1))


def wrong_row(files: Files, manifest: dict[str, Any]) -> None:
    refresh(files, manifest, "undone.jsonl", b'["a", 5]\n')


def wrong_body(files: Files, manifest: dict[str, Any]) -> None:
    text = files["claims.jsonl"].replace(b'\\"trigger\\"', b'\\"tricker\\"')
    refresh(files, manifest, "claims.jsonl", text)


def newer(files: Files, manifest: dict[str, Any]) -> None:
    manifest["schema"] = "9999"


def no_manifest(files: Files, manifest: dict[str, Any]) -> None:
    manifest.clear()


DAMAGE = [
    slip, absolute, missing, altered, forged, longer, bomb, wrong_row, wrong_body, newer,
    no_manifest,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda edit: edit.__name__)
def test_what_is_not_a_whole_backup_leaves_nothing(
    saved: Path, tmp_path: Path, damage: Callable[[Files, dict[str, Any]], None]
) -> None:
    path = change(saved, damage)
    before = sorted(tmp_path.iterdir())
    with Ledger(tmp_path / "new.db") as ledger:
        with pytest.raises(DataError) as caught:
            ledger.restore(path)
        assert "\n" not in str(caught.value)
        assert set(ledger.counts().values()) == {0}
    assert {p.name for p in tmp_path.iterdir()} - {p.name for p in before} <= {"new.db"}


def test_broken_files_are_told_in_one_line(saved: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.zip"
    cut.write_bytes(saved.read_bytes()[:-100])
    flipped = tmp_path / "flipped.zip"
    whole = bytearray(saved.read_bytes())
    whole[200] ^= 0xFF
    flipped.write_bytes(whole)
    with Ledger(tmp_path / "new.db") as ledger:
        for path in (cut, flipped, tmp_path, tmp_path / "none.zip"):
            with pytest.raises(TocsinError) as caught:
                ledger.restore(path)
            assert "\n" not in str(caught.value)
        assert set(ledger.counts().values()) == {0}
