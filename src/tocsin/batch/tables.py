"""Rows that are articles: JSONL, CSV and Parquet, read as streams; a bad row is a job too."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from tocsin.batch.extras import need
from tocsin.batch.files import File
from tocsin.batch.jobs import Job
from tocsin.errors import InputError
from tocsin.intake import MAX_LINE, BadLine, read_jsonl, read_row
from tocsin.records import Article

_COLUMNS = ("id", "text", "title", "published", "publisher", "author", "url")
_ROWS = 16  # of Parquet, held at a time
_BUFFER = 1 << 20


def jsonl(file: File) -> Iterator[Job]:
    """The lines of a JSONL file, which may be packed with gzip."""
    with file.open() as raw, _unpacked(file, raw) as stream:
        for item in read_jsonl(stream):
            yield _job(file, item, raw.tell())


def csv_rows(file: File) -> Iterator[Job]:
    """The rows of a CSV file (or TSV) with a head; ``id`` may be missing, then rows are numbered.

    Raises `InputError` where the file can be read no further.
    """
    plain = file.name.lower().removesuffix(".gz")
    csv.field_size_limit(MAX_LINE)
    with file.open() as raw, _unpacked(file, raw) as stream:
        reader = csv.DictReader(
            _lines(stream), delimiter="\t" if plain.endswith(".tsv") else ",", restkey=""
        )
        try:
            names = [name.strip() for name in reader.fieldnames or ()]
            reader.fieldnames = names
            _require_text(names, file)
            for number, row in enumerate(reader, 1):
                yield _job(file, _row(file, number, row, "id" in names), raw.tell())
        except csv.Error as error:
            raise InputError(
                f"row {reader.line_num} cannot be read ({error}; a quote left open?); the rest of"
                " the file is left out"
            ) from None


def parquet(file: File) -> Iterator[Job]:
    """The rows of a Parquet file, in its order."""
    module = need("pyarrow.parquet", "a Parquet file")
    number = 0
    with file.open() as raw:
        table = module.ParquetFile(raw, buffer_size=_BUFFER, pre_buffer=False)
        names = [name for name in table.schema_arrow.names if name in _COLUMNS]
        _require_text(names, file)
        rows = max(1, table.metadata.num_rows)
        for batch in table.iter_batches(batch_size=_ROWS, columns=names, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                item = _row(file, number, row, "id" in names)
                yield _job(file, item, file.size * number // rows)


def _unpacked(file: File, raw: BinaryIO) -> BinaryIO:
    packed = file.name.lower().endswith(".gz")
    return cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if packed else raw


def _lines(stream: BinaryIO) -> Iterator[str]:
    """The lines of a text; raises `InputError` at one that is enormous, without reading it."""
    first = True
    while data := stream.readline(MAX_LINE + 1):
        if len(data) > MAX_LINE:
            raise InputError(
                f"a line is longer than {MAX_LINE / 1e6:g} MB; the rest of the file is left out"
            )
        yield data.decode("utf-8-sig" if first else "utf-8", "surrogateescape")
        first = False


def _require_text(names: list[str], file: File) -> None:
    if "text" not in names:
        raise InputError(f"there is no column named text; the columns may be {', '.join(_COLUMNS)}")


def _row(file: File, number: int, row: dict[str, Any], named: bool) -> Article | BadLine:
    item = {key: _plain(value) for key, value in row.items() if key in _COLUMNS}
    if not named:
        item["id"] = f"{file.name}:{number}"
    return read_row(number, item)


def _plain(value: Any) -> Any:
    """A cell as JSON would hold it: dates as text."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _job(file: File, item: Article | BadLine, at: int) -> Job:
    if isinstance(item, BadLine):
        return Job(item.name or f"{file.name}:{item.line}", problem=str(item), at=at)
    return Job(item.name, item, at=at)
