"""PLOVER JSON of others and of our own."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.export.makers import items
from tocsin.export import plover as exporter
from tocsin.imports import BadRow, read
from tocsin.imports.plover import events
from tocsin.ontology import cameo, quad_class, scale
from tocsin.records import CodedEvent, CodedParty

SAMPLE = Path(__file__).parents[2] / "../shared/data/plover_gsr/plover_gsr_dev.jsonl"
RECORD: dict[str, Any] = {
    "id": "P-1",
    "date": "2024-05-06",
    "actor": [{"code": "NOR", "sector": "GOV", "identifier_text": "Norway"}],
    "recipient": [{"code": "ISL", "entity_text": "Icelandic ships"}],
    "event": ["COERCE"],
    "mode": ["seize"],
    "context": ["military"],
}


def written(folder: Path, *records: object) -> Path:
    path = folder / "events.jsonl"
    told = (each if isinstance(each, str) else json.dumps(each) for each in records)
    path.write_text("".join(f"{line}\n" for line in told), encoding="utf-8")
    return path


def test_a_record_is_read_with_all_its_fields() -> None:
    more = {"event_loc": {"country_code": "ISL", "lat": 64.1, "lon": -21.9}, "quad_code": 4}
    more |= {"event_scale": -7, "coder": "lab", "cite_info": {"url": "https://example.org/a"}}
    (event,) = events(RECORD | more)
    assert (event.coder, event.key, event.day) == ("lab", "P-1", date(2024, 5, 6))
    assert event.actor == CodedParty("Norway", "NOR", "GOV")
    assert event.recipient == CodedParty("Icelandic ships", "ISL", None)
    assert (event.type, event.mode, event.cameo) == ("COERCE", "seize", cameo("COERCE", "seize"))
    assert (event.quad_class, event.goldstein, event.url) == (4, -7.0, "https://example.org/a")
    assert (event.place, event.lat, event.lon) == ("ISL", 64.1, -21.9)


def test_several_parties_and_types_are_events_of_their_own() -> None:
    more = {"actor": [{"code": "NOR"}, {"code": "SWE"}], "event": ["ACCUSE", "COERCE"]}
    found = events(RECORD | more)
    assert [(e.type, e.actor.country, e.mode) for e in found] == [
        ("ACCUSE", "NOR", None),
        ("ACCUSE", "SWE", None),
        ("COERCE", "NOR", "seize"),
        ("COERCE", "SWE", "seize"),
    ]
    assert len({e.id for e in found}) == 4
    with pytest.raises(ValueError, match="more than 400"):
        events(RECORD | {"actor": [{"text": str(n)} for n in range(401)]})


def test_the_names_of_earlier_drafts_are_read() -> None:
    old = {"id": "old", "date": "2001-02-03", "event": "DISAPPROVE", "mode": None}
    old |= {"source": [{"text": "Norway", "code": "NOR"}], "target": [], "eventLoc": {"cc3": "ISL"}}
    (event,) = events(old)
    assert (event.type, event.actor.country, event.place) == ("ACCUSE", "NOR", "ISL")
    assert event.recipient == CodedParty()


BAD = [
    ("{broken", "no JSON object"),
    ("[1]", "no JSON object"),
    ("[" * 100_000, "no JSON object"),
    ('{"id": "a", "event_scale": NaN}', "no JSON object"),
    ('{"id": "\\ud800"}', "no JSON object"),
    (RECORD | {"event": ["DANCE"]}, "'DANCE' is no PLOVER type"),
    (RECORD | {"event": []}, "'' is no PLOVER type"),
    (RECORD | {"date": "soon"}, "'soon' is no date"),
    ({name: value for name, value in RECORD.items() if name != "date"}, "is no date"),
    (RECORD | {"actor": "NOR"}, "actor is no list of objects"),
    (RECORD | {"actor": [{"code": {"a": 1}}]}, "is no text"),
    (RECORD | {"event_loc": [1]}, "event_loc is no object"),
    (RECORD | {"event_scale": "high"}, "high"),
    (RECORD | {"quad_code": 7}, "7 is no quad class"),
    (RECORD | {"context": ["future"]}, "is no event of its day: future"),
    (RECORD | {"context": "negation"}, "is no event of its day: negation"),
    (RECORD | {"tocsin": {"reports": []}, "id": [1]}, "is no text"),
]


def test_bad_lines_are_told_and_stop_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, RECORD, *(record for record, _ in BAD), RECORD | {"id": "last"})
    found = list(read(path, "plover"))
    bad = [each for each in found if isinstance(each, BadRow)]
    assert [each.line for each in bad] == list(range(2, len(BAD) + 2))
    for row, (_, words) in zip(bad, BAD, strict=True):
        assert words in row.reason
    assert [each.key for each in found if isinstance(each, CodedEvent)] == ["P-1", "last"]


def test_what_was_exported_comes_back(tmp_path: Path) -> None:
    attack, meeting, fear = items()
    path = tmp_path / "ours.jsonl"
    with path.open("w", encoding="utf-8") as out:
        assert exporter.write([attack, meeting, fear], out) == 3
    told, *others = read(path, "plover")
    assert told == CodedEvent(
        "tocsin",
        attack.days[0],
        CodedParty("Norway", "NOR", "GOV"),
        CodedParty("Iceland", "ISL", "GOV"),
        cameo("ASSAULT", "heavy-weapons"),
        type=attack.claim.type,
        mode=attack.claim.mode,
        quad_class=quad_class("ASSAULT"),
        goldstein=scale("ASSAULT", "heavy-weapons"),
        published=attack.lead.day,
        place=attack.place,
        lat=attack.lat,
        lon=attack.lon,
        count=len(attack.reports),
        key=attack.event.id,
    )
    assert [row.reason for row in others if isinstance(row, BadRow)] == [
        "is no event of its day: future"
    ] * 2


def test_every_type_and_mode_comes_back() -> None:
    from tocsin.ontology import event_types

    attack = items()[0]
    for kind in event_types():
        for mode in (None, *(each.name for each in kind.modes)):
            claim = replace(attack.claim, type=kind.code, mode=mode)
            item = replace(attack, reports=(replace(attack.lead, claim=claim),))
            (record,) = exporter.records([item])
            (event,) = events(json.loads(json.dumps(record)))
            assert (event.type, event.mode, event.cameo) == (
                kind.code,
                mode,
                cameo(kind.code, mode),
            )


@pytest.mark.skipif(not SAMPLE.exists(), reason="the PLOVER sample in ../shared is absent")
def test_gold_records_are_read(tmp_path: Path) -> None:
    records = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    dated = [each | {"date": each["dateCoded"]} for each in records if each["dateCoded"]]
    found = list(read(written(tmp_path, *dated), "plover"))
    good = [each for each in found if isinstance(each, CodedEvent)]
    assert len(good) > 0.9 * len(dated)
    wanted = {str(each["id"]): each["event_2021"] for each in dated}
    assert all(wanted[each.key] == each.type for each in good)
