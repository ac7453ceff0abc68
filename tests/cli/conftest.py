"""A pipeline that codes without the model, so that the commands can be tested by themselves."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from tocsin import cli, pipeline
from tocsin.records import Article, Claim


@pytest.fixture
def coder(monkeypatch: pytest.MonkeyPatch, claim: Claim) -> list[str]:
    """Every article has the sample claim; one with the word "boom" breaks. Gives the texts seen."""
    seen: list[str] = []

    def run(article: Article, *, everything: bool = False) -> pipeline.Result:
        seen.append(f"everything: {article.text}" if everything else article.text)
        if "boom" in article.text:
            raise RuntimeError("boom")
        return pipeline.Result(article, (claim,))

    monkeypatch.setattr(pipeline, "run", run)
    return seen


@pytest.fixture
def tocsin(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run the program with these arguments; gives its exit status."""

    def call(*arguments: object) -> int:
        monkeypatch.setattr(sys, "argv", ["tocsin", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        code = stop.value.code
        return 0 if code is None else int(code)

    return call
