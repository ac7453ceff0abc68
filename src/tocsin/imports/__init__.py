"""Event files of others, read row by row into `CodedEvent`s."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tocsin.errors import UsageError
from tocsin.imports import gdelt, icews, plover, polecat
from tocsin.imports.rows import BadRow
from tocsin.records import CodedEvent

__all__ = ["FORMATS", "BadRow", "read"]

_MOST = 1 << 20

Rows = Iterator[CodedEvent | BadRow]


def _icews(path: Path) -> Rows:
    return icews.parquet(path) if path.suffix == ".parquet" else icews.tab(path)


_READERS: Mapping[str, Callable[[Path], Rows]] = {
    "icews": _icews,
    "gdelt": gdelt.tab,
    "plover": plover.lines,
    "polecat": polecat.tab,
}
FORMATS = tuple(_READERS)


def read(path: Path, format_: str | None = None) -> Rows:
    """The events of a file, in its order; a row that cannot be read is a `BadRow` among them.

    ``icews`` is the tab-separated file of the Dataverse (20 columns) or, if the name ends in
    ``.parquet``, a table with the columns of `tocsin.imports.icews.PARQUET`; ``gdelt`` an event
    file of GDELT 1.0 or 2.0, also zipped; ``plover`` JSON with one object a line; ``polecat`` a
    tab-separated file of POLECAT. None tells by the file's beginning. Raises UsageError for another
    format or a file that is none of these.
    """
    if format_ is not None and format_ not in FORMATS:
        raise UsageError(f"no format {format_!r}: known are {', '.join(FORMATS)}")
    try:
        yield from _READERS[format_ or sniffed(path)](path)
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from error


def sniffed(path: Path) -> str:
    """The format of a file by its name and its first line. Raises UsageError if it is none."""
    if path.suffix == ".parquet":
        return "icews"
    with path.open("rb") as file:
        first = file.readline(_MOST)
    if first.startswith(b"PK"):
        return "gdelt"
    if first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return "plover"
    cells = [cell.strip() for cell in first.decode("utf-8", "replace").split("\t")]
    if cells[:1] == ["Event ID"]:
        return "polecat" if "Event Type" in cells else "icews"
    if len(cells) in (58, 61):
        return "gdelt"
    raise UsageError(
        f"{path} is no event file that we know; name its format with --format, one of "
        f"{', '.join(FORMATS)}"
    )
