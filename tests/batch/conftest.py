"""A pipeline that codes without the model, and a corpus of rows."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tocsin import pipeline
from tocsin.batch import Options, Tally, code_corpus
from tocsin.records import Article, Claim


@dataclass
class Steps:
    """A report that remembers what it was told."""

    whole: int | None = None
    steps: int = 0
    problems: dict[str, str] = field(default_factory=dict)

    def total(self, count: int | None) -> None:
        self.whole = count

    def step(self, share: int = 1) -> None:
        self.steps += share

    def failed(self, name: str, problem: str) -> None:
        self.problems[name] = problem


@pytest.fixture
def coder(monkeypatch: pytest.MonkeyPatch, claim: Claim) -> list[str]:
    """Every article has the sample claim; none has one with the word "calm", and one with "boom"
    breaks. Gives the texts seen."""
    seen: list[str] = []

    def run(article: Article, *, everything: bool = False) -> pipeline.Result:
        seen.append(article.text)
        if "boom" in article.text:
            raise RuntimeError("boom")
        return pipeline.Result(article, () if "calm" in article.text else (claim,))

    monkeypatch.setattr(pipeline, "run", run)
    return seen


@pytest.fixture
def coded(coder: list[str]) -> Callable[..., tuple[Tally, Steps]]:
    """Code these inputs into an output on one process."""

    def call(output: Path, *inputs: object, **wish: object) -> tuple[Tally, Steps]:
        steps = Steps()
        options = Options(processes=1, **wish)  # type: ignore[arg-type]
        return code_corpus(
            [str(one) for one in inputs], output, options=options, report=steps
        ), steps

    return call


@pytest.fixture
def corpus(tmp_path: Path) -> Callable[..., Path]:
    """A JSONL file of so many articles, on three days and on none."""

    def call(count: int, name: str = "in.jsonl") -> Path:
        days = ("2026-03-02", "2026-03-03", "2026-03-04", None)
        rows = [
            {"id": f"a{number}", "text": f"Report {number}.", "published": days[number % 4]}
            for number in range(count)
        ]
        path = tmp_path / name
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    return call
