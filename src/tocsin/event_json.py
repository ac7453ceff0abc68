"""Events, expectations, judgements and what else the ledger holds, as JSON.

``docs/json.md`` describes each key. Claims and assessments are in `claim_json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tocsin.claim_json import claim_json
from tocsin.ledger import EventView, Hit, Manifest, Printing, Rating
from tocsin.records import Expectation, Join, Judgement, Report, Stand, Standing, StatedQuantity
from tocsin.wording import event_sentence

if TYPE_CHECKING:
    from tocsin.corroborate.expectations import TrackRecord

Json = dict[str, Any]


def dumps(value: object) -> str:
    """JSON as every command prints it."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def report_json(report: Report) -> Json:
    """A claim in the ledger: the claim, and the article that makes it."""
    return claim_json(report.claim) | {
        "article": report.article,
        "published": _iso(report.day),
        "publisher": report.publisher,
        "origin": report.origin,
    }


def event_json(view: EventView, reports: Mapping[str, Report]) -> Json:
    """An event with how it stands; ``reports`` hold those of its claims."""
    event, standing = view.event, view.standing or Standing(view.event.id, "undetermined")
    return {
        "id": event.id,
        "type": event.type,
        "sentence": event_sentence(view, reports),
        "days": [_iso(day) for day in view.days],
        "place": {"country": view.place, "lat": view.lat, "lon": view.lon},
        **standing_json(standing),
        "claims": list(event.claims),
        "joins": [join_json(join) for join in event.joins],
    }


def standing_json(standing: Standing) -> Json:
    """How an event stands."""
    return {
        "status": standing.status,
        "history": [
            {"day": _iso(each.day), "status": each.status, "claims": list(each.claims)}
            for each in standing.history
        ],
        "stands": [_stand(stand) for stand in standing.stands],
        "denied_by": list(standing.denied_by),
        "withheld_by": list(standing.withheld_by),
        "publishers": list(standing.publishers),
        "independent": standing.independent,
        "quantities": [_quantity(stated) for stated in standing.quantities],
        "credibility": standing.credibility,
        "reasons": list(standing.reasons),
    }


def join_json(join: Join) -> Json:
    """Why a claim is in its event."""
    told = {"claim": join.claim, "to": join.to, "score": join.score}
    return told | {"reasons": list(join.reasons)}


def expectation_json(found: Expectation, sentence: str = "") -> Json:
    """An expectation, with its claim in words."""
    return {
        "claim": found.claim,
        "sentence": sentence,
        "due": [_iso(found.due[0]), _iso(found.due[1])],
        "condition": found.condition,
        "outcome": found.outcome,
        "settled_by": found.settled_by,
        "settled_in": found.settled_in,
        "day": _iso(found.day),
        "reason": found.reason,
    }


def judgement_json(judgement: Judgement) -> Json:
    """A decision."""
    return {
        "id": judgement.id,
        "kind": judgement.kind,
        "left": judgement.left,
        "right": judgement.right or None,
        "field": judgement.field or None,
        "value": json.loads(judgement.value) if judgement.value else None,
        "author": judgement.author,
        "time": _moment(judgement.time),
        "score": judgement.score,
        "reason": judgement.reason,
        "undone": _moment(judgement.undone),
    }


def record_json(record: TrackRecord) -> Json:
    """What became of somebody's announcements."""
    from tocsin.corroborate.expectations import proposed_letter

    return {
        "who": record.who,
        "role": record.role,
        "type": record.type or None,
        "announced": record.announced,
        "kept": record.kept,
        "missed": record.missed,
        "postponed": record.postponed,
        "condition_not_met": record.condition_not_met,
        "open": record.open,
        "proposed_letter": proposed_letter(record),
    }


def rating_json(rating: Rating) -> Json:
    """A letter of the user's table; ``reliability`` is null for F."""
    letter = None if rating.letter == "F" else rating.letter
    told = {"who": rating.who, "letter": rating.letter, "reliability": letter}
    return told | {"author": rating.author, "time": _moment(rating.time)}


def hit_json(hit: Hit) -> Json:
    """An article that a search found."""
    return {
        "article": hit.article,
        "title": hit.title,
        "publisher": hit.publisher,
        "published": _iso(hit.published),
        "snippet": hit.snippet,
    }


def printing_json(printing: Printing) -> Json:
    """Where a text appeared."""
    return {
        "article": printing.article,
        "url": printing.url,
        "title": printing.title,
        "publisher": printing.publisher,
        "author": printing.author,
        "published": _iso(printing.published),
        "added": _moment(printing.added),
    }


def manifest_json(manifest: Manifest) -> Json:
    """What a backup holds."""
    files = {
        name: {"sha256": sha, "bytes": size, "rows": rows}
        for name, (sha, size, rows) in manifest.files.items()
    }
    told = {"format": manifest.format, "schema": manifest.schema, "made": _moment(manifest.made)}
    return told | {"files": files}


def changes_json(new: Iterable[str], changed: Iterable[str]) -> Json:
    """Ids of events that are new, and of those that changed."""
    return {"new": list(new), "changed": list(changed)}


def failures_json(failed: Sequence[tuple[str, str]]) -> list[Json]:
    """What could not be read, and why."""
    return [{"id": name, "error": problem} for name, problem in failed]


def _stand(stand: Stand) -> Json:
    told = {"who": stand.who, "stance": stand.stance, "named": stand.named}
    return told | {"claim": stand.claim}


def _quantity(stated: StatedQuantity) -> Json:
    return {
        "what": stated.what,
        "low": stated.low,
        "high": stated.high,
        "approximate": stated.approximate,
        "by": stated.by,
        "claim": stated.claim,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
