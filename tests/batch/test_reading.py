"""Tables and web archives as jobs; faults are jobs too."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from tocsin.batch.files import files
from tocsin.batch.jobs import Job
from tocsin.batch.reading import article_of, count, jobs

HTML = (
    b"<html><head><title>Ships</title></head><body><article><h1>Ships</h1><p>Norway said on Monday"
    b" that it will send two ships to Iceland for a joint exercise this week, and that they will"
    b" stay for a month.</p><p>Iceland welcomed the plan.</p></article></body></html>"
)


def read(path: Path | str) -> list[Job]:
    return list(jobs(files([str(path)])))


def record(url: str, status: str, kind: str, body: bytes) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    block = answer.encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2026-03-02T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


RECORDS = [
    record("https://news.example/a", "200 OK", "text/html; charset=utf-8", HTML),
    record("https://news.example/b", "404 Not Found", "text/html", b"gone"),
    record("https://news.example/c.png", "200 OK", "image/png", b"\x89PNG"),
    record("https://news.example/d", "200 OK", "text/html", HTML),
]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_jsonl(tmp_path: Path, name: str) -> None:
    data = b'{"id": "a", "text": "One.", "published": "2026-03-02"}\nnot json\n'
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    good, bad = read(path)
    assert article_of(good).published == date(2026, 3, 2)
    assert bad.item is None
    assert bad.name == f"{path.as_posix()}:2"
    assert bad.problem


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.csv.gz"])
def test_csv(tmp_path: Path, name: str) -> None:
    mark = "\t" if ".tsv" in name else ","
    rows = [["id", "text", "other"], ["x", '"One,\n""two"".\t"', "1"], ["y", "", "2"]]
    data = "\ufeff".encode() + "\n".join(mark.join(row) for row in rows).encode() + b"\n"
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    good, bad = read(path)
    assert (good.name, bad.name) == ("x", "y")
    assert article_of(good).text == 'One,\n"two".\t'
    assert bad.problem


def test_csv_without_ids_or_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text\nOne.\nTwo.\n", encoding="utf-8")
    assert [job.name for job in read(path)] == [f"{path.as_posix()}:1", f"{path.as_posix()}:2"]
    path.write_text("words\nOne.\n", encoding="utf-8")
    (job,) = read(path)
    assert "no column named text" in job.problem


def test_parquet(tmp_path: Path) -> None:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    rows = {
        "id": [f"p{number}" for number in range(40)],
        "text": [f"Report {number}." for number in range(39)] + [None],
        "published": [date(2026, 3, 2)] * 40,
        "extra": [1] * 40,
    }
    pq.write_table(pa.table(rows), tmp_path / "a.parquet")
    found = read(tmp_path / "a.parquet")
    assert [job.name for job in found] == rows["id"]
    assert article_of(found[0]).published == date(2026, 3, 2)
    assert found[39].item is None
    assert found[39].problem
    assert found[-1].at == (tmp_path / "a.parquet").stat().st_size
    assert [job.at for job in found] == sorted(job.at for job in found)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_warc(tmp_path: Path, name: str) -> None:
    pytest.importorskip("fastwarc")
    pack = gzip.compress if name.endswith("gz") else bytes
    (tmp_path / name).write_bytes(b"".join(pack(each) for each in RECORDS))
    found = read(tmp_path / name)
    assert [job.passed for job in found] == ["", "status 404", "not HTML", ""]
    assert found[0].name == "2026-03-02T10:00:00Z https://news.example/a"
    article = article_of(found[0])
    assert article.url == "https://news.example/a"
    assert "send two ships to Iceland" in article.text


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz", "a.parquet"])
def test_a_broken_file_is_one_problem(tmp_path: Path, name: str) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    (tmp_path / name).write_bytes(gzip.compress(b"text\n" * 50_000)[:60])
    found = [job for job in read(tmp_path / name) if job.name.endswith(name)]
    assert len(found) == 1
    assert "broken or cut off" in found[0].problem


def test_the_places_add_up_over_files(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("One two.", encoding="utf-8")
    assert [job.at for job in read(tmp_path)] == [8, 16]
    assert count(files([str(tmp_path)])) == 2
