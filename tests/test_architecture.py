"""What the design asks of all code: size, layers, lazy imports, no clock, no stray prints."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/tocsin"
FILES = sorted(SOURCE.rglob("*.py"))
# Too slow to load before they are needed; each is imported inside the function that uses it.
HEAVY = {
    "alembic",
    "apprise",
    "charset_normalizer",
    "defusedxml",
    "feedparser",
    "htmldate",
    "httpx2",
    "lxml",
    "numpy",
    "onnxruntime",
    "protego",
    "rensa",
    "sqlalchemy",
    "tokenizers",
    "trafilatura",
    "yaml",
}
CLOCK = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime"}
MAY_READ_THE_CLOCK = {"pipeline.py", "cli", "desk"}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def functions() -> Iterator[tuple[str, int]]:
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                yield f"{name(path)}:{node.name}", node.end_lineno - node.lineno + 1


def loaded(code: str) -> set[str]:
    """The top-level modules that a fresh Python has after running the code."""
    program = f"import sys\n{code}\nprint(*{{m.split('.')[0] for m in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT / "src",
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("path", FILES, ids=name)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 400


def test_functions_are_short() -> None:
    sizes = sorted(functions(), key=lambda item: item[1])
    assert sizes[len(sizes) // 2][1] <= 10
    assert sizes[int(len(sizes) * 0.95)][1] <= 30
    assert sizes[-1][1] <= 60, sizes[-1]


def test_the_pipeline_is_a_table_of_contents() -> None:
    assert len((SOURCE / "pipeline.py").read_text(encoding="utf-8").splitlines()) < 100


def test_no_module_is_called_utils() -> None:
    assert not [
        path for path in FILES if path.stem in {"utils", "util", "helpers", "common", "misc"}
    ]


@pytest.mark.parametrize("path", FILES, ids=name)
def test_nobody_asks_the_time(path: Path) -> None:
    if name(path).split("/")[0] in MAY_READ_THE_CLOCK:
        return
    owners = {"date", "datetime", "time"}
    calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    asked = [
        f"{call.value.id}.{call.attr}"
        for call in calls
        if isinstance(call, ast.Attribute)
        and isinstance(call.value, ast.Name)
        and call.value.id in owners
        and call.attr in CLOCK
    ]
    assert not asked


@pytest.mark.parametrize("path", FILES, ids=name)
def test_nobody_prints_and_nothing_is_swallowed(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print" or name(path).startswith("cli/")
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"bare except in line {node.lineno}"
            assert not all(isinstance(held, ast.Pass) for held in node.body), node.lineno


def test_import_loads_nothing_heavy() -> None:
    extra = loaded("import tocsin, tocsin.pipeline, tocsin.records") - loaded("")
    assert not extra & (HEAVY | {"typer", "rich"})


def test_every_stage_can_be_named_without_its_libraries() -> None:
    stages = "intake language coding resolve claim_json corroborate ledger watch vigil".split()
    code = "import " + ", ".join(f"tocsin.{stage}" for stage in stages)
    assert not loaded(code) & HEAVY


def test_the_help_loads_no_model() -> None:
    assert not loaded("import tocsin.cli.commands") & HEAVY


def test_no_file_names_this_machine() -> None:
    marks = ["/" + folder + "/" for folder in ("root", "work/main", "work/shared", "home/")]
    kinds = {".py", ".md", ".toml", ".tsv", ".txt", ".json", ".html"}
    folders = ["src", "tests", "docs", "training", "evals", "bench"]
    paths = [p for folder in folders for p in (ROOT / folder).rglob("*") if p.suffix in kinds]
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert not [mark for mark in marks if mark in text], path


def test_the_layers_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    if not linter.exists():
        pytest.skip("import-linter is not installed")
    done = subprocess.run(
        [linter, "--no-cache"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
