"""The readable page, plain and on a terminal."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from tocsin.cli.page import show_page
from tocsin.pipeline import Result
from tocsin.records import Assessment, Link


def shown(result: Result, *, terminal: bool = False) -> str:
    out = io.StringIO()
    show_page(result, Console(file=out, force_terminal=terminal, width=80, highlight=False))
    return out.getvalue()


def test_the_page(result: Result) -> None:
    lines = shown(result).splitlines()
    assert lines[:3] == ["Norway moves", "2026-03-12 · The Example Courier", ""]
    assert lines[3].startswith("  1  According to Oslo, Norway would move troops towards Iceland")
    assert lines[-8:-5] == [
        "     MOBILIZE troops · conditional · future · score 0.81 · abc123",
        "     actor: Norway (NOR GOV)",
        "     recipient: Iceland (unknown)",
    ]
    assert "source: Oslo (NOR GOV) asserts (“According to”); Iceland (unknown) denies" in lines[-5]
    assert lines[-4].startswith("   │ According to Oslo, Norway has deployed about 3,000 troops")
    assert lines[-3] == "   │ if talks fail."
    assert lines[-2:] == ["", "1 claim"]


def test_lines_are_wrapped_behind_a_margin(result: Result) -> None:
    lines = shown(result).splitlines()
    assert max(map(len, lines)) <= 100
    assert all(line.startswith("     ") for line in lines[4:6])
    assert not [line for line in lines if line.endswith(" ")]


def test_colours_on_a_terminal_only(result: Result) -> None:
    assert "\x1b[" in shown(result, terminal=True)
    assert "\x1b[" not in shown(result)


def test_markup_in_the_text_is_text(result: Result) -> None:
    article = replace(result.article, title="[bold]A[/bold] [red]", publisher=None)
    assert shown(replace(result, article=article)).startswith("[bold]A[/bold] [red]\n2026-03-12\n")


def test_an_undated_page_says_so(result: Result) -> None:
    page = shown(Result(replace(result.article, published=None, publisher=None), ()))
    assert page.splitlines()[1] == "undated"
    assert "--published" in page
    assert page.splitlines()[-1] == "0 claims"


def test_links_and_assessments(result: Result) -> None:
    claim = result.claims[0]
    other = replace(claim, id="abd000", links=(Link("cause", "abc123"),))
    judged = Assessment(
        claim.purpose,
        claim.trigger,
        "effect",
        claim.sentence,
        object=claim.actors[0],
        attributions=claim.attributions[:1],
        valence="-",
        modality="possible",
    )
    page = shown(replace(result, claims=(claim, other), assessments=(judged,)))
    assert page.count("linked: cause: claim 1") == 1
    assert (
        "Assessments\n  -  “to deter Iceland”\n     effect · bad · possible · held by: Oslo" in page
    )
    assert page.splitlines()[-1] == "2 claims, 1 assessment"
