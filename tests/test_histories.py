from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.ledger.news import article, at, claim
from tocsin.histories import dyad_events
from tocsin.ledger import Ledger
from tocsin.records import (
    CodedEvent,
    CodedParty,
    Event,
    Expectation,
    Standing,
)

SHOT = "Norway shelled Iceland."
THREAT = "Norway threatens to shell Iceland by Friday."
UNTRUE = "Norway struck Iceland, it was said."


def fill(ledger: Ledger) -> None:
    parties = {"actor": "Norway", "recipient": "Iceland"}
    shot = claim(SHOT, "shelled", "ASSAULT", id="shot", **parties)
    threat = claim(
        THREAT, "shell", "ASSAULT", id="threat", modality="threatened", time="future", **parties
    )
    untrue = claim(UNTRUE, "struck", "ASSAULT", id="untrue", **parties)
    for day, text, found in ((5, SHOT, shot), (3, THREAT, threat), (4, UNTRUE, untrue)):
        ledger.add(article(text, day), [found], now=at(day))
    ids = ("shot", "threat", "untrue")
    ledger.put_events([Event(f"e-{name}", "ASSAULT", (name,)) for name in ids])
    status = ("occurred", "planned", "did-not-occur")
    ledger.put_standings(Standing(f"e-{n}", s) for n, s in zip(ids, status, strict=True))
    due = (date(2026, 3, 3), date(2026, 3, 6))
    ledger.put_expectations(
        [Expectation("threat", due, None, "kept", "e-shot", None, date(2026, 3, 5))]
    )


def test_events_and_threats_of_a_ledger_become_points(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.db") as ledger:
        fill(ledger)
        found = {each.state: each for each in dyad_events(ledger)}
    assert set(found) == {"occurred", "threatened"}
    shot, threat = found["occurred"], found["threatened"]
    assert (shot.actor, shot.recipient, shot.reports) == ("NOR", "ISL", ("shot",))
    assert (shot.published, shot.quad_class, shot.force) == (date(2026, 3, 5), 4, True)
    assert 15 <= shot.cameo_root <= 20
    assert threat.due == (date(2026, 3, 3), date(2026, 3, 6))
    assert (threat.published, threat.settled) == (date(2026, 3, 3), date(2026, 3, 5))


def test_imported_events_count_too(tmp_path: Path) -> None:
    parties = (CodedParty("Norway (Army)", "NOR"), CodedParty("Rebels"))
    mine = CodedEvent("icews", date(2026, 3, 1), *parties, "152", "MOBILIZE", quad_class=4)
    plain = CodedEvent("icews", date(2026, 3, 1), *parties, "010", None)
    with Ledger(tmp_path / "l.db") as ledger:
        ledger.import_events([mine, plain], now=at(0))
        (found,) = dyad_events(ledger)
    assert (found.actor, found.recipient, found.force) == ("NOR", "Rebels", True)
    assert (found.type, found.cameo_root, found.quad_class) == ("MOBILIZE", 15, 4)
