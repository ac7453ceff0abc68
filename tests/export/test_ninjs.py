from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.export.makers import items
from tocsin.export import Item, ninjs

WORDS = {"type": "string"}
EVENT = {
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {
        "uri": {"type": "string", "pattern": "^urn:uuid:"},
        "type": {"enum": ["event"]},
        "standard": {"type": "object", "required": ["name", "version", "schema"]},
        "language": WORDS,
        "pubStatus": {"enum": ["usable", "withheld", "canceled"]},
        "versionCreated": {"type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\dT"},
        "headlines": {"type": "array", "items": {"required": ["value"]}},
        "descriptions": {"type": "array", "items": {"required": ["value"]}},
        "subjects": {"type": "array"},
        "organisations": {"type": "array"},
        "places": {"type": "array"},
        "eventDetails": {
            "additionalProperties": False,
            "properties": {
                "dates": {
                    "additionalProperties": False,
                    "properties": {"expectedStartDate": WORDS, "expectedEndDate": WORDS},
                    "minProperties": 1,
                }
            },
        },
    },
}
"""What ninjs 3.2 asks of the fields that we fill."""


def written(found: list[Item]) -> list[dict[str, Any]]:
    out = io.StringIO()
    number = ninjs.write(found, out)
    made = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(made) == number
    return made


def test_a_planned_meeting_is_an_event_of_the_diary() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    (made,) = written(items())
    jsonschema.validate(made, EVENT)
    dates = made["eventDetails"]["dates"]
    assert dates == {"expectedStartDate": "2026-03-20", "expectedEndDate": "2026-03-22"}
    assert {"role": "condition", "value": "if it snows"} in made["descriptions"]
    assert [each["name"] for each in made["organisations"]] == ["Norway", "Iceland"]


def test_what_is_settled_or_has_no_day_is_left_out() -> None:
    meeting = items()[1]
    (ahead,) = meeting.expectations
    kept = replace(meeting, expectations=(replace(ahead, outcome="kept"),))
    undated = replace(meeting, expectations=(replace(ahead, due=(None, None)),))
    assert written([kept, undated]) == []
    until = replace(meeting, expectations=(replace(ahead, due=(None, date(2026, 4, 1))),))
    (made,) = written([until])
    assert made["eventDetails"]["dates"] == {"expectedEndDate": "2026-04-01"}
