"""One event: what it comes to, and who says what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tocsin.desk.views.parts import (
    Json,
    card,
    cards,
    certainty,
    claim_row,
    day_iso,
    day_short,
    expected_all,
    letter,
    reports_for,
)
from tocsin.ledger import EventView, Ledger, Rating
from tocsin.records import Place, Report, Standing, StatedQuantity
from tocsin.wording import country_name, quantity, standing_lines, status_words

STANCES = ("asserts", "denies", "withholds", "doubts")
HEADINGS = {
    "asserts": "Say so",
    "denies": "Deny it",
    "withholds": "Neither confirm nor deny it",
    "doubts": "Doubt it",
}
SHOWN = 200
NEAR = 6


def event(ledger: Ledger, key: str, *, today: date) -> Json | None:
    """The event with this id or with this claim; None if the ledger has none."""
    view = ledger.event(key) or next(iter(ledger.events_of([key])), None)
    if view is None:
        return None
    reports = reports_for(ledger, [view])
    told = [reports[claim] for claim in view.event.claims if claim in reports]
    standing = view.standing
    shown = {
        "lines": list(standing_lines(view, reports, year=today.year)),
        "reasons": list(standing.reasons) if standing else [],
        "history": history(standing, today.year) if standing else [],
        "sides": sides(view, told, ledger.ratings()),
        "numbers": numbers(standing, reports) if standing else [],
        "origins": origins(told),
        "point": point(view, told),
        "expectations": related(ledger, view, today=today),
        "parties": parties(told),
        "cut": max(0, len(view.event.claims) - SHOWN),
    }
    return card(view, reports, year=today.year) | shown


def sides(view: EventView, told: Sequence[Report], ratings: Mapping[str, Rating]) -> list[Json]:
    """The claims by stance; each with its origin group and its Admiralty pair."""
    digit = (view.standing.credibility if view.standing else None) or 6
    names = {each["id"]: each["label"] for each in origins(told)}
    joins = {join.claim: join for join in view.event.joins}
    rows = []
    for report in told:
        join = joins.get(report.claim.id)
        rows.append(
            claim_row(report)
            | {
                "group": names[report.origin],
                "standpoint": standpoint(report),
                "copied": report.origin != report.article,
                "reliability": letter(report, ratings),
                "credibility": digit,
                "joined": round(join.score, 2) if join else None,
                "joined_why": list(join.reasons) if join else [],
            }
        )
    held = [(stance, [r for r in rows if side(r) == stance]) for stance in STANCES]
    return [
        {"stance": stance, "heading": HEADINGS[stance], "rows": mine}
        for stance, mine in held
        if mine
    ]


def side(row: Json) -> str:
    """The stance of the claim as a whole: that of the first who does not just assert; a negated
    statement of fact denies."""
    stances = [voice["stance"] for voice in row["voices"]]
    other = next((stance for stance in stances if stance != "asserts"), None)
    if other is None and row["polarity"] == "-" and row["modality"] == "asserted":
        return "denies"
    return other or "asserts"


def standpoint(report: Report) -> str:
    """What the claimant makes of the event: what is denied did not happen, for who denies it."""
    claim = report.claim
    stances = {held.stance for held in claim.attributions}
    if "denies" in stances:
        return certainty(replace(claim, polarity="-" if claim.polarity == "+" else "+"))
    if "withholds" in stances:
        return "is left open"
    return "is doubted" if "doubts" in stances else certainty(claim)


def origins(told: Sequence[Report]) -> list[Json]:
    """The groups of wire copies, in the order of their first report: A, B, C ..."""
    groups = dict[str, list[Report]]()
    for report in told:
        groups.setdefault(report.origin, []).append(report)
    return [
        {
            "id": origin,
            "label": _label(place),
            "publishers": list(dict.fromkeys(r.publisher or "unknown publisher" for r in mine)),
            "articles": len({r.article for r in mine}),
            "claims": len(mine),
        }
        for place, (origin, mine) in enumerate(groups.items())
    ]


def _label(place: int) -> str:
    """A ... Z, AA, AB ..."""
    first, last = divmod(place, 26)
    return (_label(first - 1) if first else "") + chr(ord("A") + last)


def history(standing: Standing, year: int) -> list[Json]:
    """How the status went."""
    return [
        {
            "day": day_iso(change.day),
            "words": day_short(change.day, year) if change.day else "undated",
            "status": change.status,
            "status_words": status_words(change.status),
            "claims": list(change.claims),
        }
        for change in standing.history
    ]


def numbers(standing: Standing, reports: Mapping[str, Report]) -> list[Json]:
    """The numbers that were given, those of one thing together, each with who gave it."""
    found = dict[tuple[object, ...], Json]()
    for stated in standing.quantities:
        key = (stated.what, stated.low, stated.high, stated.approximate)
        row = found.setdefault(
            key,
            {
                "what": stated.what,
                "low": stated.low,
                "high": stated.high,
                "text": stated_words(stated, reports.get(stated.claim)),
                "by": [],
            },
        )
        row["by"].append({"who": country_name(stated.by), "claim": stated.claim})
    return sorted(found.values(), key=lambda row: (row["what"], row["low"] or 0))


def stated_words(stated: StatedQuantity, report: Report | None) -> str:
    """The number in the words of the text, or as a range."""
    held = report.claim.quantities if report else ()
    same = [q for q in held if (q.what, q.low, q.high) == (stated.what, stated.low, stated.high)]
    if same:
        return quantity(same[0])
    ends = dict.fromkeys(f"{end:,.10g}" for end in (stated.low, stated.high) if end is not None)
    return f"{' to '.join(ends)} {stated.what}".strip()


def parties(told: Sequence[Report]) -> Json:
    """Who acts and who is acted upon, the commonest first."""
    return {
        role: [
            {"key": key, "name": name}
            for (key, name), _ in Counter(
                (m.entity.id, m.entity.name)
                for report in told
                for m in getattr(report.claim, role)
                if m.entity
            ).most_common(4)
        ]
        for role in ("actors", "recipients")
    }


def point(view: EventView, told: Sequence[Report]) -> Json | None:
    """Where it is on the map, and how exactly that is known."""
    if view.lat is None or view.lon is None:
        return None
    here = [p for r in told for p in r.claim.place if (p.lat, p.lon) == (view.lat, view.lon)]
    found = here[0] if here else None
    return {
        "lat": view.lat,
        "lon": view.lon,
        "name": place_name(found) if found else None,
        "country": view.place,
        "precision": found.precision if found else "",
    }


def place_name(place: Place) -> str:
    """The gazetteer's name, else the words of the text."""
    return place.name or place.span.text


def related(ledger: Ledger, view: EventView, *, today: date) -> list[Json]:
    """What is expected of it."""
    wanted = set(ledger.summaries.expected_of(view.event.claims))
    found = ledger.summaries.expectations([c for c in view.event.claims if c in wanted][:40])
    return expected_all(ledger, found, today=today)


def near(ledger: Ledger, key: str, *, today: date) -> list[Json]:
    """Other events that could be the same one."""
    keys = [row[0] for row in ledger.summaries.near(key, limit=NEAR)]
    return cards(ledger, list(ledger.summaries.views(keys).values()), year=today.year)
