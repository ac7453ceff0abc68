"""What waits for a second look, and what was decided."""

from __future__ import annotations

from datetime import date, timedelta

from tocsin.desk.views.claim import judgement
from tocsin.desk.views.parts import Json, claim_row
from tocsin.ledger import Ledger

QUEUE = 40
DECIDED = 30


def review(ledger: Ledger, *, today: date, days: int) -> Json:
    """Claims of the last days that the model was least sure of and nobody has accepted, and the
    latest decisions."""
    made = ledger.judgements()
    done = {j.left for j in made if j.undone is None and j.kind in {"accept", "correct"}}
    found = ledger.summaries.uncertain(today - timedelta(days), limit=QUEUE + len(done))
    keys = [key for key in found if key not in done][:QUEUE]
    reports = ledger.reports_of(keys)
    events = ledger.summaries.events_of(keys)
    return {
        "queue": [
            claim_row(reports[key]) | {"event": events.get(key)} for key in keys if key in reports
        ],
        "days": days,
        "decided": [judgement(each) for each in reversed(made[-DECIDED:])],
        "live": sum(each.undone is None for each in made),
    }
