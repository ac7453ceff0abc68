"""Event files of others, read row by row into `CodedEvent`s."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tocsin.errors import UsageError
from tocsin.imports.rows import BadRow
from tocsin.records import CodedEvent

__all__ = ["FORMATS", "BadRow", "read"]

FORMATS = ("icews", "gdelt")


def read(path: Path, format_: str) -> Iterator[CodedEvent | BadRow]:
    """The events of a file, in its order; a row that cannot be read is a `BadRow` among them.

    ``icews`` is the tab-separated file of the Dataverse (20 columns) or, if the name ends in
    ``.parquet``, a table with the columns of `tocsin.imports.icews.PARQUET`; ``gdelt`` an event
    file of GDELT 1.0 or 2.0, also zipped. Raises UsageError for another format or a file that is
    none of these.
    """
    from tocsin.imports import gdelt, icews

    if format_ not in FORMATS:
        raise UsageError(f"no format {format_!r}: known are {', '.join(FORMATS)}")
    try:
        if format_ == "gdelt":
            yield from gdelt.tab(path)
        else:
            yield from icews.parquet(path) if path.suffix == ".parquet" else icews.tab(path)
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from error
