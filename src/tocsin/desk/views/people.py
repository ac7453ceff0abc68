"""Actors, and the sources that tell of them."""

from __future__ import annotations

from datetime import date, timedelta

from tocsin import ontology
from tocsin.corroborate.expectations import proposed_letter, track_records
from tocsin.desk.views.article import safe_url
from tocsin.desk.views.parts import Json, cards, day_iso, is_country
from tocsin.ledger import EventQuery, ExpectationQuery, Ledger
from tocsin.wording import country_name

RECORDS = 2000
"""Expectations that the track records are made from, at most."""
SHOWN = 120
_LETTERS = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}


def actors(ledger: Ledger, *, first: date, last: date) -> Json:
    """Who acts and is acted upon, countries apart from bodies and persons."""
    found = ledger.summaries.actors(first, last)
    countries = [each for each in found if is_country(each.key)]
    bodies = [each for each in found if "/" in each.key or each.key[:4] in {"igo:", "ngo:"}]
    rows = {
        name: [
            {
                "key": each.key.upper() if is_country(each.key) else each.key,
                "name": actor_name(each.key),
                "acts": each.acts,
                "receives": each.receives,
                "last": day_iso(each.last),
            }
            for each in some[:SHOWN]
        ]
        for name, some in (("countries", countries), ("bodies", bodies))
    }
    return rows | {"first": day_iso(first), "last": day_iso(last)}


def actor_name(key: str) -> str:
    """An entity's id in words: ``per/mil`` is "Peru: armed forces"."""
    if is_country(key):
        return country_name(key.upper())
    whose, _, rest = key.partition("/")
    if not rest:
        name = key.partition(":")[2]
        return (name.upper() if len(name) < 6 else name.title()) or key
    sector, _, name = rest.partition(":")
    meanings = {each.code: each.meaning for each in ontology.sectors()}
    what = name.title() or meanings.get(sector.upper(), sector.upper())
    return f"{country_name(whose.upper())}: {what}"


def actor(ledger: Ledger, key: str, *, today: date, days: int) -> Json:
    """What one party did and met with lately."""
    first = today - timedelta(days)
    acts = ledger.events(EventQuery(actor=key, first=first, last=today, limit=20))
    met = ledger.events(EventQuery(recipient=key, first=first, last=today, limit=20))
    partners = ledger.summaries.partners(key, first=first, last=today)
    return {
        "key": key,
        "name": actor_name(key.casefold()),
        "country": key.upper()[:3] if is_country(key.casefold()[:3]) else None,
        "first": day_iso(first),
        "acts": cards(ledger, acts, year=today.year),
        "receives": cards(ledger, met, year=today.year),
        "partners": [
            {"key": code.upper(), "name": country_name(code.upper()), "events": number}
            for code, number in partners
            if is_country(code)
        ][:14],
    }


def sources(ledger: Ledger) -> Json:
    """Publishers with their letters, what became of what they announced, and the feeds."""
    ratings = ledger.ratings()
    records = track(ledger)
    outlets = ledger.summaries.outlets()
    return {
        "letters": [{"letter": key, "meaning": words} for key, words in _LETTERS.items()],
        "outlets": [
            {
                "name": each.name,
                "letter": ratings[each.name].letter if each.name in ratings else None,
                "articles": each.articles,
                "copies": each.copies,
                "first": day_iso(each.first),
                "last": day_iso(each.last),
                "record": next((r for r in records["publisher"] if r["who"] == each.name), None),
            }
            for each in outlets[:300]
        ],
        "records": records,
        "ratings": [{"who": r.who, "letter": r.letter} for r in ratings.values()],
        "feeds": feeds(ledger),
    }


def track(ledger: Ledger) -> dict[str, list[Json]]:
    """Who keeps what is announced: by actors, sources and publishers, all types together."""
    found = ledger.expectations(ExpectationQuery(limit=RECORDS))
    claims = [each.claim for each in found]
    reports = ledger.reports_of(claims)
    keys = dict.fromkeys(ledger.summaries.events_of(claims).values())
    held = [view.event for view in ledger.summaries.views(list(keys)).values()]
    standing = [each for each in found if each.claim in reports]
    rows: dict[str, list[Json]] = {"actor": [], "source": [], "publisher": []}
    for record in track_records(standing, reports, held):
        if record.type or record.role not in rows:
            continue
        rows[record.role].append(
            {
                "who": record.who,
                "name": country_name(record.who),
                "announced": record.announced,
                "kept": record.kept,
                "missed": record.missed,
                "postponed": record.postponed,
                "open": record.open,
                "proposed": proposed_letter(record),
            }
        )
    return rows


def feeds(ledger: Ledger) -> list[Json]:
    """How the watched sources are doing."""
    return [
        {
            "address": each.address,
            "url": safe_url(each.address),
            "name": each.name or each.address,
            "kind": each.kind,
            "state": each.state,
            "checked": each.checked.isoformat(timespec="minutes") if each.checked else None,
            "failures": each.failures,
            "message": each.message,
            "items": each.items,
            "newest": day_iso(each.newest),
        }
        for each in ledger.watching.sources()
    ]


def publisher(ledger: Ledger, name: str) -> Json:
    """One publisher's latest articles."""
    rating = ledger.ratings().get(name)
    printed = ledger.summaries.printed_by(name)
    return {
        "name": name,
        "letter": rating.letter if rating else None,
        "articles": [
            {"id": key, "title": title or "Without a title", "day": day_iso(day)}
            for key, title, day in printed
        ],
    }
