"""The commands that ask a ledger: claims, events, expectations, track-record, search."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli.ledgers import (
    DEFAULT,
    AsOfOption,
    JsonOption,
    LedgerOption,
    moment,
    open_ledger,
)
from tocsin.cli.words import (
    MODALITY,
    MOST,
    OUTCOME,
    STANCE,
    STATUS,
    TIME,
    Check,
    a_mode,
    a_type,
    one_of,
)

Text = str | None


def _option(name: str, meta: str, text: str, check: Check | None = None) -> typer.models.OptionInfo:
    found: typer.models.OptionInfo = typer.Option(name, metavar=meta, help=text, callback=check)
    return found


Type = Annotated[Text, _option("--type", "TYPE", "Only of this type, such as ASSAULT.", a_type)]
Actor = Annotated[Text, _option("--actor", "WHO", "Actor: ISO code, entity id, name or words.")]
Recipient = Annotated[Text, _option("--recipient", "WHO", "Recipient, as the actor.")]
Place = Annotated[Text, _option("--place", "ISO", "Country where it happens.")]
First = Annotated[Text, _option("--from", "DATE", "Happens on that day or later.")]
Last = Annotated[Text, _option("--to", "DATE", "Happens on that day or before.")]
Mode = Annotated[Text, _option("--mode", "MODE", "Only of this mode.", a_mode)]
Modality = Annotated[
    Text,
    _option("--modality", "WORD", "asserted, planned, ...", one_of("modality", MODALITY)),
]
Polarity = Annotated[Text, _option("--polarity", "SIGN", "+ or -.", one_of("polarity", "+ -"))]
Time = Annotated[
    Text, _option("--time", "WORD", "past, ongoing, future, historical.", one_of("time", TIME))
]
Claimant = Annotated[
    Text, _option("--claimant", "WHO", "Who says so; unnamed for sources without a name.")
]
Stance = Annotated[
    Text,
    _option("--stance", "WORD", "asserts, denies, withholds or doubts.", one_of("stance", STANCE)),
]
Status = Annotated[
    Text,
    _option(
        "--status",
        "WORD",
        "occurred, planned, possible, disputed, ...",
        one_of("status", STATUS),
    ),
]
PublishedFrom = Annotated[
    Text, _option("--published-from", "DATE", "Reported on that day or later.")
]
PublishedTo = Annotated[Text, _option("--published-to", "DATE", "Reported on that day or before.")]
MinScore = Annotated[
    float | None, typer.Option("--min-score", help="Only with this score or more.")
]
Words = Annotated[Text, _option("--text", "WORDS", 'Words or "phrases" of the sentence.')]
Article = Annotated[Text, _option("--article", "ID", "Only of this article.")]
Event = Annotated[Text, _option("--event", "ID", "Only of this event.")]
Limit = Annotated[
    int, typer.Option("--limit", min=0, max=MOST, help="How many at most; 0 means all.")
]
Offset = Annotated[
    int, typer.Option("--offset", min=0, max=MOST, help="How many to pass over first.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(claims)
    app.command()(events)
    app.command()(expectations)
    app.command("track-record")(track_record)
    app.command()(search)


def claims(
    ledger: LedgerOption = DEFAULT,
    type_: Type = None,
    mode: Mode = None,
    modality: Modality = None,
    polarity: Polarity = None,
    time: Time = None,
    claimant: Claimant = None,
    stance: Stance = None,
    actor: Actor = None,
    recipient: Recipient = None,
    place: Place = None,
    published_from: PublishedFrom = None,
    published_to: PublishedTo = None,
    first: First = None,
    last: Last = None,
    min_score: MinScore = None,
    text: Words = None,
    article: Article = None,
    event: Event = None,
    limit: Limit = 100,
    offset: Offset = 0,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """List claims of the ledger, newest report first."""
    from tocsin.cli.asked import as_day
    from tocsin.cli.ledger_page import show_reports
    from tocsin.ledger import ClaimQuery

    query = ClaimQuery(
        type=type_,
        mode=mode,
        modality=modality,
        polarity=polarity,
        time=time,
        claimant=claimant,
        stance=stance,
        actor=actor,
        recipient=recipient,
        place=place,
        published_from=as_day(published_from),
        published_to=as_day(published_to),
        when_from=as_day(first),
        when_to=as_day(last),
        min_score=min_score,
        text=text,
        article=article,
        event=event,
        limit=limit or None,
        offset=offset,
        as_of=moment(as_of),
    )
    with open_ledger(ledger) as opened:
        show_reports(opened.claims(query), as_json=as_json)


def events(
    ledger: LedgerOption = DEFAULT,
    type_: Type = None,
    actor: Actor = None,
    recipient: Recipient = None,
    place: Place = None,
    status: Status = None,
    first: First = None,
    last: Last = None,
    coder: Annotated[
        Text, _option("--coder", "NAME", "Those that others coded, such as icews.")
    ] = None,
    limit: Limit = 20,
    offset: Offset = 0,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """List events of the ledger, the latest first: who did what, who says so, who denies it."""
    from tocsin.cli.asked import Asked, as_day
    from tocsin.cli.ledger_page import show_coded, show_events
    from tocsin.ledger import CodedQuery, EventQuery

    days = (as_day(first), as_day(last))
    with open_ledger(ledger) as opened:
        if coder is not None:
            others = CodedQuery(coder, actor, recipient, type_, *days, limit or None, offset)
            show_coded(opened, others, as_json=as_json)
            return
        query = EventQuery(
            type_, actor, recipient, place, status, *days, limit=limit or None, offset=offset
        )
        asked = Asked(opened, moment(as_of))
        show_events(asked, asked.events(query), as_json=as_json)


def expectations(
    ledger: LedgerOption = DEFAULT,
    due: Annotated[
        Text, _option("--due", "DAYS", "Only open ones due within so many days, such as 7d.")
    ] = None,
    outcome: Annotated[
        Text,
        _option(
            "--outcome",
            "WORD",
            "kept, missed, postponed, condition-not-met or open.",
            one_of("outcome", OUTCOME),
        ),
    ] = None,
    limit: Limit = 100,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what was announced, threatened or demanded by a day, and what became of it."""
    from tocsin.cli.asked import Asked, as_days
    from tocsin.cli.ledger_page import show_expectations, today
    from tocsin.corroborate.expectations import due as due_within

    with open_ledger(ledger) as opened:
        asked = Asked(opened, moment(as_of))
        found = asked.expectations(outcome)
        if due is not None:
            found = due_within(found, today(asked), as_days(due))
        show_expectations(asked, found[: limit or None], as_json=as_json)


def track_record(
    who: Annotated[
        Text,
        typer.Argument(metavar="[WHO]", help="Actor, source or publisher.", show_default=False),
    ] = None,
    ledger: LedgerOption = DEFAULT,
    role: Annotated[
        Text,
        _option(
            "--role",
            "WORD",
            "actor, source or publisher.",
            one_of("role", "actor source publisher"),
        ),
    ] = None,
    type_: Type = None,
    limit: Limit = 30,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Count what became of the announcements of an actor, a source or a publisher."""
    from tocsin.cli.asked import Asked
    from tocsin.cli.ledger_page import records_of, show_records

    with open_ledger(ledger) as opened:
        found = records_of(Asked(opened, moment(as_of)))
    kept = [
        each
        for each in found
        if (who is None or each.who.casefold() == who.casefold())
        and role in (None, each.role)
        and each.type == (type_ or ("" if who is None else each.type))
    ]
    show_records(kept[: limit or None], as_json=as_json)


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", help='Words or "phrases"; wor* for beginnings.'),
    ],
    ledger: LedgerOption = DEFAULT,
    limit: Limit = 20,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Search the articles of the ledger for words."""
    from tocsin.cli.ledger_page import show_hits

    with open_ledger(ledger) as opened:
        found = opened.search(" ".join(words), limit=limit or 1_000_000, as_of=moment(as_of))
        show_hits(found, as_json=as_json)
