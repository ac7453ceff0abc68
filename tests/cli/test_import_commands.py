"""tocsin import, and the imported events beside our own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.imports.test_icews import ROW, written

OTHER = (
    ROW.replace("2014-01-02", "2014-02-03").replace("\t42\t", "\t190\t").replace("7\t", "8\t", 1)
)


def test_imported_events_are_listed_by_their_coder(
    tocsin: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = ("--ledger", tmp_path / "a.db")
    assert tocsin("import", written(tmp_path, ROW, OTHER, "bad"), *ledger, "--json") == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["read"], done["added"], done["skipped"]) == (2, 2, 1)

    assert tocsin("events", "--coder", "icews", *ledger) == 0
    shown = capsys.readouterr()
    assert "2014-02-03 Police (Norway) (NOR) to Sweden (SWE): ASSAULT (CAMEO 190)" in shown.out
    assert tocsin("events", "--coder", "icews", "--to", "2014-01-31", *ledger, "--json") == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert (one["coder"], one["day"], one["cameo"]) == ("icews", "2014-01-02", "042")
    assert one["actor"] == {
        "name": "Police (Norway)",
        "country": "NOR",
        "sector": "Police,Government",
    }

    assert tocsin("events", "--coder", "gdelt", *ledger, "--json") == 0
    assert json.loads(capsys.readouterr().out) == []
    assert tocsin("events", *ledger, "--json") == 0
    assert json.loads(capsys.readouterr().out) == []
