"""The rows by which claims are found: one version for every stretch of time that it was valid.

A correction closes the version that stood and opens a corrected one; a new reading of the article
closes it for good. So a query as of any moment needs no more than the versions that stood then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from tocsin.ledger import words
from tocsin.ledger.rows import Row, Rows
from tocsin.ledger.tables import claim_index, claim_parties
from tocsin.records import Claim, Mention

LONGEST_KEY = 200
ANY = "*"
UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Version:
    """A claim as it stood from ``since`` on. ``number`` is its row in ``claims``, ``day`` the day
    of the report."""

    claim: Claim
    number: int
    reading: str
    article: str
    day: date
    since: datetime


def insert(rows: Rows, versions: Iterable[Version]) -> None:
    """Add the versions with their parties and words."""
    for version in versions:
        number = rows.number(claim_index)
        rows.put(claim_index, [_row(number, version)])
        rows.put(claim_parties, party_rows(number, version))
        rows.index("claim_words", number, words.of_claim(version.claim))


def close(connection: sa.Connection, condition: sa.ColumnElement[bool], now: datetime) -> None:
    """End the versions that stand and meet the condition."""
    standing = sa.and_(condition, claim_index.c.until.is_(None))
    connection.execute(claim_index.update().where(standing).values(until=now))


def party_rows(number: int, version: Version) -> list[Row]:
    """One row for each name by which an actor, a recipient or a claimant may be asked for."""
    found = dict.fromkeys(_parties(version.claim))
    return [
        {"role": role, "key": key, "stance": stance, "day": version.day, "n": number}
        for role, key, stance in found
    ]


def as_key(name: str) -> str:
    """A name as it is compared: without accents, in lower case, with single spaces, cut."""
    return " ".join(words.fold(name.replace("\x00", " ")).casefold().split())[:LONGEST_KEY]


def _row(number: int, version: Version) -> Row:
    claim = version.claim
    first, last = days(claim, version.day)
    place = claim.place[0] if claim.place else None
    return {
        "n": number,
        "claim": version.number,
        "id": claim.id,
        "reading": version.reading,
        "article": version.article,
        "day": version.day,
        "start": claim.trigger.start,
        "type": claim.type,
        "mode": claim.mode,
        "modality": claim.modality,
        "polarity": claim.polarity,
        "time": claim.time,
        "place": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "first_day": first,
        "last_day": last,
        "score": float(claim.score),
        "since": version.since,
        "until": None,
    }


def days(claim: Claim, report: date) -> tuple[date, date]:
    """The first and last day of the event, as far as the text tells; else the day of the report."""
    when = claim.when
    first = when.start if when else None
    last = when.end if when else None
    return first or last or report, last or first or report


def _parties(claim: Claim) -> Iterator[tuple[str, str, str]]:
    for role, mentions in (("actor", claim.actors), ("recipient", claim.recipients)):
        for mention in mentions:
            yield from ((role, key, "") for key in _keys(mention))
    for held in claim.attributions:
        yield from (("source", key, held.stance) for key in (ANY, *_keys(held.source)))


def _keys(mention: Mention) -> Iterator[str]:
    if mention.kind == "cue":
        yield UNNAMED
        return
    entity = mention.entity
    names = [mention.span.text]
    if entity:
        names += [entity.id, entity.name, entity.country or ""]
    yield from (key for name in names if (key := as_key(name)) and key != ANY)
