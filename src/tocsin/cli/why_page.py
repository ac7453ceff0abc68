"""Why the ledger says what it says: of one claim, or of one event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import typer

from tocsin.cli.asked import Asked, event_words, origins, told
from tocsin.cli.ledger_page import about, judged, say
from tocsin.cli.reason import show_reason
from tocsin.errors import UsageError
from tocsin.event_json import (
    dumps,
    event_json,
    join_json,
    judgement_json,
    printing_json,
    rating_json,
    report_json,
)
from tocsin.ledger import EventView, Ledger, Rating
from tocsin.records import Event, Join, Judgement, Report
from tocsin.wording import claim_sentence

NOT_JUDGED = "cannot be judged"


def show_why(ledger: Ledger, key: str, as_of: datetime | None, *, as_json: bool) -> None:
    """The words, joins, standings, judgements and corrections behind a claim or an event.

    Raises UsageError if the ledger has neither under this id.
    """
    asked = Asked(ledger, as_of)
    view = asked.event(key)
    if view is not None:
        _show_event(asked, view, as_json=as_json)
        return
    report = ledger.claim(key, as_of=as_of)
    if report is None:
        raise UsageError(
            f"the ledger has no claim and no event {key}; for a claim of a page give its number"
        )
    _show_claim(asked, report, as_json=as_json)


def _show_claim(asked: Asked, report: Report, *, as_json: bool) -> None:
    claim = report.claim
    printed = asked.ledger.printings(report.article, as_of=asked.as_of)
    made = asked.ledger.judgements(as_of=asked.as_of, claim=claim.id)
    view = asked.event_of(claim.id)
    join = _join(view.event, claim.id) if view else None
    if as_json:
        told_of = {
            "printings": [printing_json(each) for each in printed],
            "event": view.event.id if view else None,
            "join": join_json(join) if join else None,
            "judgements": [judgement_json(each) for each in made],
        }
        typer.echo(dumps(report_json(report) | told_of))
        return
    show_reason(claim)
    typer.echo(f"\nsentence: {' '.join(claim.sentence.text.split())}")
    for each in printed:
        day = each.published.isoformat() if each.published else "undated"
        where = " · ".join(x for x in (each.publisher, each.title, each.url) if x)
        typer.echo(f"printed:  {day} · {where} (article {each.article})")
    if view:
        typer.echo(f"event:    {view.event.id}: {event_words(asked, view)}")
    for line in _joined(join):
        typer.echo(f"joined:   {line}")
    _show_judgements(made)


def _show_event(asked: Asked, view: EventView, *, as_json: bool) -> None:
    reports = asked.reports([view])
    made = _judgements(asked, view.event)
    letters = _letters(asked, view)
    if as_json:
        for_it, against = origins(view, reports)
        more = {
            "origins_for": len(for_it),
            "origins_against": len(against),
            "reports": [report_json(reports[c]) for c in view.event.claims if c in reports],
            "judgements": [judgement_json(each) for each in made],
            "reliability": [rating_json(each) for each in letters],
        }
        typer.echo(dumps(event_json(view, reports) | more))
        return
    first, *rest = told(view, reports)
    say(first, strong=True)
    for line in (*rest, *(view.standing.reasons if view.standing else ())):
        say(line)
    for each in letters:
        say(f"reliability of {each.who}: {NOT_JUDGED if each.letter == 'F' else each.letter}")
    _show_history(view)
    _show_members(view.event, reports)
    _show_judgements(made)


def _show_history(view: EventView) -> None:
    changes = view.standing.history if view.standing else ()
    if changes:
        typer.echo("\nhistory")
    for each in changes:
        say(f"{each.day or 'undated'}: {each.status}, by {', '.join(each.claims)}")


def _show_members(event: Event, reports: Mapping[str, Report]) -> None:
    typer.echo("\nclaims")
    for claim in event.claims:
        if claim not in reports:
            continue
        report = reports[claim]
        say(claim_sentence(report.claim))
        say(f"“{' '.join(report.claim.sentence.text.split())}”")
        say(about(report))
        for line in _joined(_join(event, claim)):
            say(line)
        typer.echo()


def _join(event: Event, claim: str) -> Join | None:
    return next((join for join in event.joins if join.claim == claim), None)


def _joined(join: Join | None) -> list[str]:
    if join is None:
        return []
    return [f"joined to {join.to}, score {join.score:.2f}: {', '.join(join.reasons)}"]


def _judgements(asked: Asked, event: Event) -> list[Judgement]:
    """What was decided about the event or any of its claims, oldest first."""
    keys = {event.id, *event.claims}
    every = asked.ledger.judgements(as_of=asked.as_of)
    return [each for each in every if keys & {each.left, each.right}]


def _letters(asked: Asked, view: EventView) -> list[Rating]:
    """The user's letters for the publishers and claimants of the event."""
    known = asked.ledger.ratings(as_of=asked.as_of)
    standing = view.standing
    names = [*(s.who for s in standing.stands), *standing.publishers] if standing else []
    return [known[name] for name in dict.fromkeys(names) if name in known]


def _show_judgements(made: Iterable[Judgement]) -> None:
    for each in made:
        typer.echo(f"judged:   {judged(each)}")
