"""``tocsin code``: a corpus to a file of claims."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from tocsin.batch import Options, Tally


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="JSONL, CSV, Parquet, WARC, HTML and text files, folders of them, patterns such as"
        " 'news/*.html', or addresses of object stores such as s3://bucket/news/.",
        show_default=False,
    ),
]
Target = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="JSONL file to write, or to go on with; a folder of Parquet files if it ends in"
        " .parquet.",
    ),
]
Processes = Annotated[
    int | None,
    typer.Option(
        "--processes",
        min=1,
        help="How many processes work at a time.",
        show_default="one per core",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(code)


def code(
    inputs: Inputs,
    output: Target,
    processes: Processes = None,
    partition: Annotated[
        Literal["day"] | None,
        typer.Option("--partition", help="Write a folder, one part for each day of publication."),
    ] = None,
    engine: Annotated[
        Literal["local", "ray"],
        typer.Option("--engine", help="The processes of this machine, or a Ray cluster."),
    ] = "local",
    sample: Annotated[
        int | None,
        typer.Option("--sample", metavar="N", min=1, help="Only N articles, always the same ones."),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Write nothing; estimate articles, time and disk."),
    ] = False,
    everything: Annotated[
        bool,
        typer.Option(
            "--everything", help="Parse every sentence, also those that hardly hold a claim."
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was done, or the estimate, as JSON.")
    ] = False,
) -> None:
    """Code many articles into a JSONL file of claims; run it again to go on where it stopped."""
    from tocsin.batch import Options
    from tocsin.cli.commands import shipped

    options = Options(processes, everything, engine, sample, partition)
    names = [shipped(name) for name in inputs]
    if dry_run:
        _estimate(names, output, options, as_json)
        return
    tally = _coded(names, output, options, as_json)
    if tally.failed and not tally.coded and not tally.skipped:
        raise typer.Exit(1)


def _coded(inputs: list[str], output: Path, options: Options, as_json: bool) -> Tally:
    import json

    from tocsin.batch import code_corpus
    from tocsin.cli.progress import Reporter

    with Reporter() as reporter:
        tally = code_corpus(inputs, output, options=options, report=reporter)
    if as_json:
        told = tally.json(output) | {"seconds": round(reporter.seconds, 1)}
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        typer.echo(f"{tally.summary(output)}; {reporter.rate()}", err=True)
    return tally


def _estimate(inputs: list[str], output: Path, options: Options, as_json: bool) -> None:
    import json

    from tocsin.batch import estimate

    found = estimate(inputs, output, options=options)
    if as_json:
        typer.echo(json.dumps(found.json()))
        return
    for line in found.lines():
        typer.echo(line)
