"""Write the generated tables of ``src/tocsin/ontology/data`` from the published facts.

usage: python -m training.ontology.make [SOURCE_DIR]

SOURCE_DIR (default ``../shared/data/ontology``) holds ``plover_v2.json`` (names and numbers of the
PLOVER manual, draft 2.0), ``cameo_goldstein.tsv`` and ``cameo2plover-2021.txt``. Written:
``types.tsv``, ``cameo.tsv``, ``cameo_to_plover.tsv``. Written by hand and left alone:
``meanings.tsv``, ``contexts.tsv``, ``sectors.tsv``, ``plover_to_cameo.tsv``.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src/tocsin/ontology/data"
_ROW = re.compile(r"(\d{3,4}):\s*([A-Z]+)\s*,([^,#]*),([^#]*)#\s*(.*)")
Row = tuple[str, ...]


def types(plover: dict[str, Any]) -> list[Row]:
    """One row a type and one a mode; ACCUSE gets back the sign that the manual lost."""
    rows: list[Row] = []
    for name, event in plover["events"].items():
        score = -3 if name == "ACCUSE" else event["score"]
        needs = "yes" if event["requires_recipient"] else "no"
        rows.append((name, "", str(event["quad"]), str(score), needs))
        for mode, value in event["modes"].items():
            rows.append((name, mode, "", "" if value is None else str(value), ""))
    return rows


def crosswalk(source: Path, fixes: Path) -> dict[str, Row]:
    """CAMEO code -> type, mode, context, origin (``published`` or ``changed``), note."""
    found: dict[str, Row] = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        match = _ROW.match(line)
        if match:
            code, type_, mode, context, _ = (part.strip() for part in match.groups())
            context = ";".join(part.strip() for part in context.split(";"))
            found[code] = (type_, mode, context, "published", "")
    for code, type_, mode, context, why in read_rows(fixes):
        found[code] = (type_, mode, context, "changed", why)
    return found


def cameo(source: Path, crosswalk_source: Path) -> list[Row]:
    """Code, name, two Goldstein columns; codes that only the crosswalk knows stay unscored."""
    rows = {row[0]: row for row in read_rows(source)}
    rows.pop("code", None)
    for line in crosswalk_source.read_text(encoding="utf-8").splitlines():
        match = _ROW.match(line)
        if match and match[1] not in rows:
            rows[match[1]] = (match[1], match[5].strip(), "", "")
    tidy = [
        (c, name[0].upper() + name[1:], *map(number, values)) for c, name, *values in rows.values()
    ]
    return sorted(tidy)


def number(text: str) -> str:
    """The shortest way to write a number, as text; empty stays empty."""
    return f"{float(text):g}" if text else ""


def read_rows(path: Path) -> list[Row]:
    """The rows of a tab-separated file, without comment lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def write(name: str, header: str, rows: list[Row]) -> None:
    """Write one table under a comment line that names its columns."""
    lines = [f"# {header}", *("\t".join(row) for row in rows)]
    (TARGET / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(source: Path) -> None:
    """Write all generated tables."""
    plover = json.loads((source / "plover_v2.json").read_text(encoding="utf-8"))
    published = source / "cameo2plover-2021.txt"
    mapped = crosswalk(published, HERE / "fixes.tsv")
    write("types.tsv", "type\tmode\tquad_class\tscore\trequires_recipient", types(plover))
    write(
        "cameo.tsv",
        "code\tname\tgoldstein_gdelt\tgoldstein_icews",
        cameo(source / "cameo_goldstein.tsv", published),
    )
    write(
        "cameo_to_plover.tsv",
        "code\ttype\tmode\tcontexts\torigin\tnote",
        [(code, *row) for code, row in sorted(mapped.items())],
    )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/ontology"))
