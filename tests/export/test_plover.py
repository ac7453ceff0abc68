"""PLOVER JSON against the tables of the manual's chapter on data fields (draft 2.0)."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from tests.export.makers import items
from tocsin.export import Item, plover
from tocsin.ontology import sectors
from tocsin.records import Entity

MANUAL = {
    *("id has_event date time enddate endtime actor recipient event event_loc event_text".split()),
    *("quad_code event_scale mode context link text text_info cite_info coder coded_date".split()),
    *("coded_time comment dead injured arrested".split()),
}
ENTITY = set("code sector entity_text identifier_id identifier_text religion office".split())
PLACE = {
    *("extracted_place resolved_place geonameid lat lon city district province country".split()),
    *("country_code feature_class feature_code resolution".split()),
}


def test_plover_has_the_fields_of_the_manual() -> None:
    out = io.StringIO()
    assert plover.write(items(), out) == 3
    attack, meeting, fear = told = [json.loads(line) for line in out.getvalue().splitlines()]
    for each in told:
        assert set(each) - {"tocsin"} <= MANUAL
        assert {"id", "date", "actor", "event"} <= set(each)
        assert all(isinstance(each.get(name, []), list) for name in "event mode context".split())
        assert all(set(p) <= ENTITY for p in each["actor"] + each.get("recipient", []))
        assert set(each.get("event_loc", {})) <= PLACE
    assert (attack["event"], attack["mode"], attack["context"]) == (
        ["ASSAULT"],
        ["heavy-weapons"],
        [],
    )
    assert (attack["dead"], attack["quad_code"], attack["event_loc"]["resolution"]) == (12.0, 4, 4)
    assert (meeting["event"], meeting["context"]) == (["AGREE"], ["future"])
    assert "mode" not in meeting
    assert (meeting["tocsin"]["type"], meeting["tocsin"]["mode"]) == ("CONSULT", "visit")
    assert fear["context"] == ["future", "hypothetical"]


def test_plovers_context_names_what_it_is_about_before_how_sure_it_is() -> None:
    told = [about(item, "military", "economic") for item in items()]
    attack, _, fear = plover.records(told)
    assert attack["context"] == ["military", "economic"]
    assert fear["context"] == ["military", "economic", "future", "hypothetical"]


def about(item: Item, *contexts: str) -> Item:
    lead = replace(item.reports[0], claim=replace(item.reports[0].claim, contexts=contexts))
    return replace(item, reports=(lead, *item.reports[1:]))


@pytest.mark.parametrize(
    ("ours", "theirs"), [("MED", "JRN"), ("HLH", "MED"), ("PAR", "PRM"), ("GOV", "GOV")]
)
def test_sectors_of_plover_mean_the_same(ours: str, theirs: str) -> None:
    (told,) = plover.records([by(items()[0], sector=ours)])
    assert told["actor"][0]["sector"] == theirs


def test_several_parties_are_one_record_and_nobody_is_unknown() -> None:
    attack = items()[0]
    (actor,) = attack.claim.actors
    other = replace(actor, entity=Entity("SWE", "Sweden", "SWE"))
    for actors, wanted in ((actor, other), ["NOR", "SWE"]), ((), [None]):
        claim = replace(attack.claim, actors=actors)
        (told,) = plover.records([replace(attack, reports=(replace(attack.lead, claim=claim),))])
        assert [party.get("code") for party in told["actor"]] == wanted
    assert told["actor"] == [{"sector": "UNK"}]


def test_sectors_of_states_parties_and_society_have_a_code() -> None:
    above = {each.code for each in sectors() if each.kind == "international"}
    assert {each.code for each in sectors() if not plover.sector(each.code)} == above


def by(item: Item, sector: str) -> Item:
    """The same event of an actor of this sector."""
    (actor,) = item.claim.actors
    assert actor.entity
    claim = replace(
        item.claim, actors=(replace(actor, entity=replace(actor.entity, sector=sector)),)
    )
    return replace(item, reports=(replace(item.lead, claim=claim),))
