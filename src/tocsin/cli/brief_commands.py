"""The command that writes a situation report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.ledgers import (
    DEFAULT,
    AsOfOption,
    JsonOption,
    LedgerOption,
    moment,
    open_ledger,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from tocsin.brief import Brief, Material
    from tocsin.ledger import Ledger
    from tocsin.records import Situation

Many = list[str] | None


Name = Annotated[
    str,
    typer.Argument(
        metavar="SITUATION",
        help="Id or title of a watched situation; with --actor, --place, --type or --word any "
        "title.",
    ),
]
Since = Annotated[
    str, typer.Option("--since", metavar="SPAN", help="How far back: 7d, 2w, or a date.")
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="FORM", help="md, html or pdf; by default what -o ends in, else md."
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it to this file.")
]
Plan = Annotated[
    Path | None,
    typer.Option(
        "--watch",
        metavar="CONFIG",
        help="The file of the watch with the situation; by default what the ledger has.",
    ),
]
Actor = Annotated[
    Many, typer.Option("--actor", metavar="WHO", help="Of this actor; may be repeated.")
]
Place = Annotated[
    Many, typer.Option("--place", metavar="WHERE", help="In this country or place; repeatable.")
]
Type = Annotated[
    Many, typer.Option("--type", metavar="TYPE", help="Of this PLOVER type; may be repeated.")
]
Word = Annotated[Many, typer.Option("--word", metavar="WORD", help="With this word; repeatable.")]


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(brief)


def brief(
    situation: Name,
    since: Since = "7d",
    form: Format = None,
    output: Output = None,
    plan: Plan = None,
    actor: Actor = None,
    place: Place = None,
    type_: Type = None,
    word: Word = None,
    ledger: LedgerOption = DEFAULT,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a situation report of at most three pages, with a source for every sentence."""
    from datetime import UTC, datetime

    from tocsin.brief import write
    from tocsin.outlooks import foreseen

    form = _form(form, output, as_json)
    now = moment(as_of) or datetime.now(UTC)
    first = _first(since, now)
    asked = _ad_hoc(situation, actor, place, (type_, word))
    with open_ledger(ledger) as opened:
        material = _material(opened, asked or _watched(situation, plan, opened), moment(as_of))
        material = foreseen(opened, material, now.date())
    made = write(material, first=first, now=now)
    for text, why in made.refused:
        typer.echo(f"tocsin: left out, as {why}: {text}", err=True)
    _put(_rendered(made, material, form), output, form)


def _form(form: str | None, output: Path | None, as_json: bool) -> str:
    from tocsin.errors import UsageError

    if as_json:
        return "json"
    known = {"md", "html", "pdf"}
    ending = output.suffix.lstrip(".").lower() if output else ""
    chosen = (form or (ending if ending in known else "md")).lower()
    if chosen not in known:
        raise UsageError(f"{form!r} is no format: md, html or pdf")
    return chosen


def _ad_hoc(title: str, actors: Many, places: Many, more: tuple[Many, Many]) -> Situation | None:
    """The situation that the options describe, None without any."""
    from tocsin.errors import UsageError
    from tocsin.ontology import event_type
    from tocsin.records import Situation
    from tocsin.watch.names import party

    types, words = more
    if not (actors or places or types or words):
        return None
    if not title.strip():
        raise UsageError("the report needs a title")
    who, where = tuple(map(party, actors or ())), tuple(map(party, places or ()))
    codes = tuple(event_type(code.upper()).code for code in types or ())
    return Situation("", title, "", who, where, codes, tuple(words or ()))


def _watched(name: str, plan: Path | None, ledger: Ledger) -> Situation:
    """The situation of that id or title in the file, or in what the last watch left."""
    from tocsin.errors import UsageError
    from tocsin.watch import load

    known = load(plan).situations if plan else ledger.watching.situations()
    for each in known:
        if name.casefold() in {each.id.casefold(), each.title.casefold()}:
            return each
    named = ", ".join(each.id for each in known) or "none"
    raise UsageError(
        f"{plan or ledger.name} knows no situation {name!r} (but {named}): name the file of the "
        "watch with --watch, or say what to cover with --actor, --place, --type or --word"
    )


def _material(ledger: Ledger, asked: Situation, as_of: datetime | None) -> Material:
    from tocsin.brief import gather
    from tocsin.keeping import past

    if as_of is None:
        return gather(ledger, asked)
    then = past(ledger, as_of)
    return gather(ledger, asked, views=then.views, expectations=then.expectations, as_of=as_of)


def _first(text: str, now: datetime) -> date:
    """The first day: ``7d`` and ``2w`` count the day of ``now``, a date stands for itself."""
    import re
    from datetime import date

    from tocsin.brief import since
    from tocsin.errors import UsageError

    found = re.fullmatch(r"(\d{1,4}) ?([dw])", text.strip().lower())
    if found and int(found[1]):
        return since(now, int(found[1]) * (7 if found[2] == "w" else 1))
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no span; write 7d, 2w or 2026-03-31") from None
    if day > now.date():
        raise UsageError(f"{day} lies after the day of the report, {now.date()}")
    return day


def _rendered(made: Brief, material: Material, form: str) -> str | bytes:
    from tocsin.brief import as_json, html, markdown, pdf

    if form == "json":
        return as_json(made)
    if form == "pdf":
        return pdf(made, material.reports)
    return (html if form == "html" else markdown)(made, material.reports)


def _put(text: str | bytes, output: Path | None, form: str) -> None:
    import sys

    from tocsin.errors import UsageError

    data = text if isinstance(text, bytes) else text.encode()
    if output is None:
        if form == "pdf" and sys.stdout.isatty():
            raise UsageError("a PDF wants a file: add -o report.pdf")
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}") from None
