"""What the inputs of a corpus mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from tocsin.batch.files import File, files, is_remote, kind_of, measure
from tocsin.errors import UsageError


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.jsonl", "jsonl"),
        ("a.JSONL.GZ", "jsonl"),
        ("a.tsv", "csv"),
        ("a.parquet", "parquet"),
        ("CC-NEWS-1.warc.gz", "warc"),
        ("a/b.c/page.htm", "page"),
        ("picture.png", None),
        ("warc", None),
    ],
)
def test_kinds(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


def test_folders_in_order_and_only_known_kinds(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.html", "c.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"word")
    found = [Path(file.name).name for file in files([str(tmp_path)])]
    assert found == ["y.html", "z.txt", "b.txt"]
    assert measure([str(tmp_path)]) == (3, 12)
    assert measure([str(tmp_path)], without=[tmp_path / "a"]) == (1, 4)


@pytest.mark.parametrize("given", ["no/such.jsonl", "no/*.txt", "https://example.org/a"])
def test_inputs_that_mean_nothing(given: str) -> None:
    with pytest.raises(UsageError, match=r"no file to code|tocsin read"):
        list(files([given]))


def test_addresses() -> None:
    assert is_remote("s3://bucket/news/")
    assert not is_remote("C:\\news")
    fs = pytest.importorskip("fsspec").filesystem("memory")
    fs.pipe("/files-test/a.txt", b"one")
    fs.pipe("/files-test/b.txt", b"three")
    fs.pipe("/files-test/c.png", b"x")
    expected = [
        File("memory:///files-test/a.txt", 3),
        File("memory:///files-test/b.txt", 5),
    ]
    assert list(files(["memory://files-test"])) == expected
    assert list(files(["memory://files-test/*.txt"])) == expected
    assert next(files(["memory://files-test/b.txt"])).open().read() == b"three"
    with pytest.raises(UsageError, match="cannot be read"):
        list(files(["memory://files-test/none.txt"]))
    with pytest.raises(UsageError, match="cannot be read"):
        list(files(["nosuchstore://bucket/a.txt"]))
