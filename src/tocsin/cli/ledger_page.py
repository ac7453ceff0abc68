"""What the commands on a ledger print: lines of words, or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from textwrap import TextWrapper
from typing import TYPE_CHECKING

import typer

from tocsin.cli.asked import Asked, origins, told
from tocsin.event_json import (
    dumps,
    event_json,
    expectation_json,
    hit_json,
    judgement_json,
    record_json,
    report_json,
)
from tocsin.ledger import CodedQuery, EventView, Hit, Ledger
from tocsin.records import CodedEvent, CodedParty, Expectation, Judgement, Report
from tocsin.wording import claim_sentence

if TYPE_CHECKING:
    from tocsin.corroborate.expectations import TrackRecord

WIDTH = 100
_WRAPPED = TextWrapper(WIDTH, initial_indent="    ", subsequent_indent="    ")


def say(line: str, *, strong: bool = False) -> None:
    """One line of a page; what stands below the strong lines is indented and wrapped."""
    if strong:
        typer.secho(line, bold=True)
    else:
        typer.echo(_WRAPPED.fill(line))


def show_reports(reports: Sequence[Report], *, as_json: bool) -> None:
    """Claims, each with the article that makes it."""
    if as_json:
        typer.echo(dumps([report_json(report) for report in reports]))
        return
    for report in reports:
        say(claim_sentence(report.claim), strong=True)
        say(about(report))
    counted(len(reports), "claim")


def about(report: Report) -> str:
    """Day and publisher of a claim, its type and certainty, its id."""
    claim = report.claim
    kind = claim.type + (f" {claim.mode}" if claim.mode else "")
    certainty = claim.modality + (", negated" if claim.polarity == "-" else "")
    day = report.day.isoformat() if report.day else "undated"
    return " · ".join([day, report.publisher or "unknown publisher", kind, certainty, claim.id])


def show_events(asked: Asked, views: Sequence[EventView], *, as_json: bool) -> None:
    """Events, each with how it stands."""
    reports = asked.reports(views)
    if as_json:
        typer.echo(dumps([_event(view, reports) for view in views]))
        return
    for view in views:
        show_event(view, reports)
    counted(len(views), "event")


def show_coded(ledger: Ledger, query: CodedQuery, *, as_json: bool) -> None:
    """Events that others coded, one in a line."""
    found = list(ledger.coded_events(query))
    if as_json:
        typer.echo(dumps([coded_json(each) for each in found]))
        return
    for each in found:
        sides = " to ".join(_called(party) for party in (each.actor, each.recipient))
        say(f"{each.day} {sides}: {each.type or 'no PLOVER type'} (CAMEO {each.cameo})")
    counted(len(found), "event")


def coded_json(event: CodedEvent) -> dict[str, object]:
    """An event that others coded: its fields, days as text."""
    made = asdict(event) | {"id": event.id, "day": event.day.isoformat()}
    return made | {"published": event.published.isoformat() if event.published else None}


def _called(party: CodedParty) -> str:
    return f"{party.name or 'somebody'} ({party.country or 'unknown'})"


def _event(view: EventView, reports: dict[str, Report]) -> dict[str, object]:
    for_it, against = origins(view, reports)
    counts = {"origins_for": len(for_it), "origins_against": len(against)}
    return event_json(view, reports) | counts


def show_event(view: EventView, reports: dict[str, Report]) -> None:
    """One event in its lines."""
    first, *rest = told(view, reports)
    say(first, strong=True)
    for line in rest:
        say(line)
    say(f"{view.event.type} · {len(view.event.claims)} claims · {view.event.id}")


def show_expectations(asked: Asked, found: Sequence[Expectation], *, as_json: bool) -> None:
    """Expectations, each with its claim and its outcome."""
    reports = asked.reports_of([each.claim for each in found])
    words = {key: claim_sentence(report.claim) for key, report in reports.items()}
    if as_json:
        typer.echo(dumps([expectation_json(each, words.get(each.claim, "")) for each in found]))
        return
    for each in found:
        say(words.get(each.claim, each.claim), strong=True)
        say(f"{window(each)} · {each.outcome}: {each.reason}")
        if each.claim in reports:
            say(about(reports[each.claim]))
    counted(len(found), "expectation")


def window(found: Expectation) -> str:
    """When it is due, in words."""
    first, last = found.due
    if first is None and last is None:
        return "no day given"
    if first == last:
        return f"due on {first}"
    return f"due{f' from {first}' if first else ''}{f' until {last}' if last else ''}"


def records_of(asked: Asked) -> tuple[TrackRecord, ...]:
    """Who keeps what they announce, by the expectations of the ledger."""
    from tocsin.corroborate.expectations import track_records

    found = asked.expectations(None)
    reports = asked.reports_of([each.claim for each in found])
    views = {
        view.event.id: view for each in found if (view := asked.event_of(each.claim)) is not None
    }
    standing = [each for each in found if each.claim in reports]
    return track_records(standing, reports, [view.event for view in views.values()])


def show_records(found: Sequence[TrackRecord], *, as_json: bool) -> None:
    """Counts of announcements and what became of them."""
    from tocsin.corroborate.expectations import proposed_letter

    if as_json:
        typer.echo(dumps([record_json(record) for record in found]))
        return
    for record in found:
        letter = proposed_letter(record)
        note = f"; proposed reliability {letter}" if letter else ""
        kind = f" ({record.type})" if record.type else ""
        typer.echo(f"{record.role} {record.who}{kind}: {record.words}{note}")
    counted(len(found), "track record")


def show_hits(found: Sequence[Hit], *, as_json: bool) -> None:
    """Articles that a search found."""
    if as_json:
        typer.echo(dumps([hit_json(hit) for hit in found]))
        return
    for hit in found:
        say(hit.title or "(no title)", strong=True)
        day = hit.published.isoformat() if hit.published else "undated"
        say(f"{day} · {hit.publisher or 'unknown publisher'} · {hit.article}")
        say(hit.snippet)
    counted(len(found), "article")


def show_judgements(found: Iterable[Judgement], *, as_json: bool) -> None:
    """Decisions, oldest first."""
    found = list(found)
    if as_json:
        typer.echo(dumps([judgement_json(each) for each in found]))
        return
    for each in found:
        typer.echo(judged(each))
    counted(len(found), "judgement")


def judged(each: Judgement) -> str:
    """A decision in one line."""
    what = {
        "same": f"{each.left} is the same as {each.right}",
        "different": f"{each.left} is not the same as {each.right}",
        "correct": f"{each.field} of {each.left} is {each.value}",
    }.get(each.kind, f"{each.kind} {each.left}")
    parts = [f"{each.id}  {each.time:%Y-%m-%d %H:%M} {each.author}: {what}"]
    parts += [f"because {each.reason}"] if each.reason else []
    parts += [f"undone {each.undone:%Y-%m-%d %H:%M}"] if each.undone else []
    return "; ".join(parts)


def counted(number: int, noun: str) -> None:
    """How many there were, on standard error."""
    typer.echo(f"{number} {noun}{'' if number == 1 else 's'}", err=True)


def today(asked: Asked) -> date:
    """The day of the question."""
    return (asked.as_of or datetime.now(UTC)).date()
