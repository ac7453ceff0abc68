"""Parquet: a folder of files, each written whole, and a list of those that count.

A file is written beside its place, renamed, and counts from the moment that its line stands in
``_done.jsonl``. Whatever is not in that list when a run starts was left by a kill, and is removed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tocsin.batch.extras import need
from tocsin.batch.jobs import Outcome
from tocsin.batch.output import folder_of, make_folder, require_folder
from tocsin.batch.seen import Seen
from tocsin.errors import DataError, UsageError
from tocsin.tabular import flat, schema

ARTICLES = 1_000
CHARACTERS = 8_000_000
"""A shard is written when so many articles, or so much JSON, wait for it."""
LIST = "_done.jsonl"
_NAME = "claims-{:06}.parquet"


class Shards:
    """A Parquet data set: one row for each claim, the columns of `tocsin.table` and ``claim``, its
    JSON. With ``by_day`` in folders such as ``day=2026-03-02``.

    ``_done.jsonl`` has a line for each shard with its files and the ids of its articles, also
    of those without a claim.
    """

    def __init__(self, path: Path, *, by_day: bool = False) -> None:
        self.path, self.done = path, Seen()
        self._parquet = need("pyarrow.parquet", "Parquet output")
        self._arrow = need("pyarrow", "Parquet output")
        self._by_day, self._number = by_day, 0
        self._held: list[Outcome] = []
        self._size = 0
        require_folder(path)
        if path.exists():
            self._clear(self._replay())

    def __enter__(self) -> Self:
        make_folder(self.path)
        try:
            self._list = (self.path / LIST).open("a", encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{self.path} cannot be written: {error.strerror or error}") from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._list:
            self._flush()

    def add(self, outcome: Outcome) -> None:
        """Hold the claims of one article back until there are enough for a shard."""
        self._held.append(outcome)
        self._size += sum(len(claim["sentence"]) + 2_000 for claim in outcome.claims)
        if len(self._held) >= ARTICLES or self._size >= CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        if not self._held:
            return
        groups: dict[str, list[Outcome]] = defaultdict(list)
        for outcome in self._held:
            groups[folder_of(outcome) if self._by_day else ""].append(outcome)
        found = [(folder, _rows(group)) for folder, group in groups.items()]
        names = [self._write(folder, rows) for folder, rows in found if rows]
        line = {"files": names, "ids": [outcome.name for outcome in self._held]}
        self._list.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._list.flush()
        self._held, self._size, self._number = [], 0, self._number + 1

    def _write(self, folder: str, rows: list[dict[str, Any]]) -> str:
        """Write one file; its path below the data set."""
        place = self.path / folder / _NAME.format(self._number)
        make_folder(place.parent)
        columns = schema().append(self._arrow.field("claim", self._arrow.string()))
        waiting = place.with_name(f".{place.name}")
        made = self._arrow.Table.from_pylist(rows, schema=columns)
        self._parquet.write_table(made, waiting, compression="zstd")
        waiting.replace(place)
        return place.relative_to(self.path).as_posix()

    def _replay(self) -> set[str]:
        """Read the list: the files that count. A torn last line is cut off."""
        place, files, good = self.path / LIST, set[str](), 0
        if not place.exists():
            if any(self.path.iterdir()):
                raise DataError(f"{self.path} is no output of tocsin code; name another with -o")
            return files
        with place.open("rb") as lines:
            for line in lines:
                if not line.endswith(b"\n"):
                    break
                files |= self._take(line)
                good += len(line)
        with place.open("r+b") as file:
            file.truncate(good)
        return files

    def _take(self, line: bytes) -> set[str]:
        try:
            row = json.loads(line)
            names, ids = row["files"], row["ids"]
        except (ValueError, KeyError, TypeError):
            raise DataError(f"{self.path / LIST} is broken; name another output with -o") from None
        for name in ids:
            self.done.add(name)
        self._number += 1
        return set(names)

    def _clear(self, counted: set[str]) -> None:
        """Remove the files that a kill left behind."""
        for place in [*self.path.rglob("claims-*.parquet"), *self.path.rglob(".claims-*.parquet")]:
            if place.relative_to(self.path).as_posix() not in counted:
                place.unlink()


def _rows(outcomes: list[Outcome]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for outcome in outcomes:
        head = {**outcome.head, "article": outcome.name}
        for claim in outcome.claims:
            rows.append({**flat(claim, head), "claim": json.dumps(claim, ensure_ascii=False)})
    return rows
