"""Three events: an attack that is denied, a planned meeting, an attack that was feared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.wording.makers import claim, report
from tocsin.export import Item
from tocsin.records import Event, Expectation, Report, Standing

SHELLED = "Norway shelled Bergen in Iceland and killed 12 people, Iceland said; Norway denied it."
MEET = "Norway will meet Iceland in Oslo."
FEARED = "=Iceland may bomb Norway."


def item(told: Report, status: str, place: str | None = None, *due: Expectation) -> Item:
    made = told.claim
    event = Event(made.id, made.type, (made.id,))
    standing = Standing(made.id, status, denied_by=("NOR",), publishers=("Fjord Courier",))
    point = (64.1, -21.9) if place else (None, None)
    return Item(event, (told,), standing, (date(2026, 3, 9), date(2026, 3, 10)), place, *point, due)


def items() -> list[Item]:
    voices = [("Iceland", "said", "asserts"), ("Norway", "denied", "denies")]
    attack = claim(
        SHELLED,
        "shelled",
        mode="heavy-weapons",
        actors=["Norway"],
        recipients=["Iceland"],
        place=["Bergen"],
        numbers=[("12 people", 12.0)],
        sources=voices,
        id="a1b2c3d4e5f60718",
    )
    killed = replace(attack.quantities[0], what="killed")
    place = replace(attack.place[0], country="ISL", lat=64.1, lon=-21.9)
    attack = replace(attack, quantities=(killed,), place=(place,))
    meeting = claim(
        MEET,
        "meet",
        "CONSULT",
        mode="visit",
        actors=["Norway"],
        recipients=["Iceland"],
        modality="planned",
        time="future",
        id="b1b2c3d4e5f60718",
    )
    fear = claim(
        FEARED,
        "bomb",
        actors=["Iceland"],
        recipients=["Norway"],
        modality="possible",
        time="future",
        id="c1b2c3d4e5f60718",
    )
    due = Expectation(meeting.id, (date(2026, 3, 20), date(2026, 3, 22)), "if it snows")
    return [
        item(report(attack), "disputed", "ISL"),
        item(report(meeting), "planned", None, due),
        item(report(fear), "possible"),
    ]
