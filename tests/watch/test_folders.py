from __future__ import annotations

import os
from datetime import timedelta

import pytest

from tests.watch.scene import NOW
from tocsin.errors import InputError
from tocsin.records import WatchSource
from tocsin.watch.folders import list_folder, path_of


def write(path, words: str, age: float = 60.0) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(words)
    moment = (NOW - timedelta(seconds=age)).timestamp()
    os.utime(path, (moment, moment))


def listed(folder):
    return list_folder(WatchSource("folder", str(folder)), now=NOW)


def test_articles_of_a_folder(tmp_path):
    write(tmp_path / "b.txt", "b")
    write(tmp_path / "deep/a.HTML", "a")
    write(tmp_path / "c.exe", "c")
    write(tmp_path / "new.txt", "half", age=0.5)
    items = listed(tmp_path)
    assert [item.key for item in items] == ["b.txt", "deep/a.HTML"]
    assert path_of(items[1]).read_text() == "a"
    assert all(item.day is None for item in items)


def test_a_change_of_the_file_changes_the_mark(tmp_path):
    write(tmp_path / "a.txt", "one")
    first = listed(tmp_path)[0].mark
    assert listed(tmp_path)[0].mark == first
    write(tmp_path / "a.txt", "two", age=30)
    assert listed(tmp_path)[0].mark != first


def test_links_out_of_the_folder_are_not_followed(tmp_path):
    write(tmp_path / "secret.txt", "hidden")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "secret.txt")
    assert listed(tmp_path / "in") == ()


def test_no_folder(tmp_path):
    with pytest.raises(InputError, match="is no folder"):
        listed(tmp_path / "none")
