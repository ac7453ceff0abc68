"""The commands and their options. Each one parses its arguments and hands over."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin import __version__
from tocsin.cli.ledgers import (
    DEFAULT,
    AsOfOption,
    JsonOption,
    LedgerOption,
    moment,
    open_ledger,
)

if TYPE_CHECKING:
    from tocsin.pipeline import Result

app = typer.Typer(
    name="tocsin",
    help="Reads news reports: who says that who did what to whom, where, when, how surely.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_MORE = (
    "code_commands",
    "add_commands",
    "ask_commands",
    "judge_commands",
    "store_commands",
    "watch_commands",
    "brief_commands",
    "forecast_commands",
    "demo_commands",
    "serve_commands",
    "people_commands",
    "agent_commands",
    "import_commands",
    "export_commands",
)
"""Modules of this package that add commands: each has ``register(app)``."""

Source = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="A file, a URL, - for standard input, or the word example.",
        show_default=False,
    ),
]
Published = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE",
        help="Date of publication (2026-03-31); overrides that of the page.",
    ),
]
Everything = Annotated[
    bool,
    typer.Option("--everything", help="Parse every sentence, also those that hardly hold a claim."),
]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tocsin {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of the program as a whole."""


@app.command()
def read(
    source: Source,
    published: Published = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the claims as JSON.")] = False,
    everything: Everything = False,
) -> None:
    """Read one article and print its claims."""
    result = _read(source, published, everything)
    if as_json:
        typer.echo(json.dumps(result_json(result), ensure_ascii=False, indent=2))
        return
    from tocsin.cli.page import show_page

    show_page(result)


@app.command()
def why(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="As for tocsin read; or, without CLAIM, the id of a claim or event in the ledger.",
            show_default=False,
        ),
    ],
    claim: Annotated[
        str | None,
        typer.Argument(
            metavar="CLAIM",
            help="Number of the claim on the page, or (part of) its id.",
            show_default=False,
        ),
    ] = None,
    published: Published = None,
    everything: Everything = False,
    ledger: LedgerOption = DEFAULT,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the reason for one claim or event: its rules, and the words behind every field."""
    if claim is None:
        from tocsin.cli.why_page import show_why

        with open_ledger(ledger) as opened:
            show_why(opened, source, moment(as_of), as_json=as_json)
        return
    result = _read(source, published, everything)
    from tocsin.cli.reason import find_claim, show_reason

    found = find_claim(result, claim)
    if as_json:
        from tocsin.claim_json import claim_json

        typer.echo(json.dumps(claim_json(found), ensure_ascii=False, indent=2))
        return
    show_reason(found)


def result_json(result: Result) -> dict[str, object]:
    """What ``tocsin read --json`` prints: the article's head, its claims and its assessments."""
    from tocsin.claim_json import assessment_json, claim_json

    article = result.article
    return {
        "id": article.name or article.id,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "publisher": article.publisher,
        "author": article.author,
        "language": article.language,
        "url": article.url,
        "text": article.text,
        "claims": [claim_json(claim) for claim in result.claims],
        "assessments": [assessment_json(found) for found in result.assessments],
    }


def _read(source: str, published: str | None, everything: bool) -> Result:
    from tocsin import pipeline

    stream = sys.stdin.buffer if source == "-" else None
    place = source if source == "-" else shipped(source)
    return pipeline.read(place, published=published, stream=stream, everything=everything)


def shipped(source: str) -> str:
    """The path of the shipped article for the word ``example``, unless a file has that name."""
    if source != "example" or Path(source).exists():
        return source
    return str(files("tocsin").joinpath("data", "example.html"))


for _name in _MORE:
    import_module(f"tocsin.cli.{_name}").register(app)
