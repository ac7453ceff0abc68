from __future__ import annotations

import io
import json
import re
from typing import Any
from uuid import UUID

import pytest

from tests.export.makers import items
from tocsin.export import misp


def written() -> tuple[list[dict[str, Any]], str]:
    out = io.StringIO()
    assert misp.write(items(), out) == 3
    return [each["Event"] for each in json.loads(out.getvalue())["response"]], out.getvalue()


def test_an_event_with_its_tags_and_reports() -> None:
    (attack, meeting, fear), text = written()
    tags = [tag["name"] for tag in attack["Tag"]]
    assert tags[:3] == [
        'tocsin:plover-type="ASSAULT"',
        'tocsin:plover-mode="heavy-weapons"',
        'tocsin:status="disputed"',
    ]
    assert 'admiralty-scale:information-credibility="6"' in tags
    assert all(re.fullmatch(r'[a-z-]+:[a-z-]+="[^"]+"', tag) for tag in tags)
    (told,) = attack["Attribute"]
    assert (told["type"], told["category"], told["to_ids"]) == ("text", "External analysis", False)
    assert "Iceland asserts; Norway denies" in told["comment"]
    assert 'tocsin:status="planned"' in [tag["name"] for tag in meeting["Tag"]]
    assert "Object" not in fear
    assert text == written()[1]


def test_a_place_is_an_object_of_the_template() -> None:
    (attack, *_), _ = written()
    (place,) = attack["Object"]
    cells = {each["object_relation"]: each["value"] for each in place["Attribute"]}
    assert cells == {"latitude": "64.1", "longitude": "-21.9", "country": "ISL"}
    assert (place["name"], place["template_uuid"]) == ("geolocation", misp.GEOLOCATION[0])


def test_every_id_is_its_own() -> None:
    found = written()[0]
    ids = [event["uuid"] for event in found]
    ids += [part["uuid"] for event in found for part in event["Attribute"]]
    assert len(ids) == len({UUID(each) for each in ids})


def test_pymisp_reads_it() -> None:
    pymisp = pytest.importorskip("pymisp")
    for made in written()[0]:
        event = pymisp.MISPEvent()
        event.from_dict(**made)
        assert event.info == made["info"]
        assert [a.value for a in event.attributes] == [a["value"] for a in made["Attribute"]]
