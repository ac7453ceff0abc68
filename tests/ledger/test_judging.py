from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from tests.ledger.news import at, denial, shelling
from tocsin.errors import UsageError
from tocsin.ledger import ClaimQuery, Entry, Ledger
from tocsin.records import Entity, Event, Judgement, Standing


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add_all([Entry(*shelling()), Entry(*denial())], now=at(0))
    return ledger


def same(hours: float = 1) -> Judgement:
    return Judgement(
        "", "same", "shelling", "ann", at(hours), right="denial", score=0.9, reason="r"
    )


def correction(field: str, value: object, hours: float = 1) -> Judgement:
    text = msgspec.json.encode(value).decode()
    return Judgement("", "correct", "shelling", "ann", at(hours), field=field, value=text)


def ids(ledger: Ledger, **query: object) -> list[str]:
    return [report.claim.id for report in ledger.claims(ClaimQuery(**query))]


def test_a_judgement_is_kept_once(filled: Ledger) -> None:
    (made,) = filled.judge(same())
    assert len(made.id) == 16
    assert replace(made, id="") == same()
    assert filled.judge(same(), same()) == (made, made)
    assert filled.judgements() == (made,)


def test_an_undo_is_a_row_and_the_past_stays(filled: Ledger) -> None:
    (made,) = filled.judge(same())
    gone = filled.undo(made.id, now=at(3))
    assert gone == replace(made, undone=at(3))
    assert filled.undo(made.id, now=at(9)) == gone
    assert filled.judgements() == (gone,)
    assert filled.judgements(live=True) == ()
    assert filled.judgements(as_of=at(2)) == (made,)
    assert filled.judgements(as_of=at(2), live=True) == (made,)
    assert filled.judgements(as_of=at(0)) == ()
    (again,) = filled.judge(same(4))
    assert filled.judgements(live=True) == (again,)


def test_judgements_are_found_by_kind_and_claim(filled: Ledger) -> None:
    filled.judge(same(), correction("type", "COERCE", 2))
    assert len(filled.judgements(kind="same")) == 1
    assert len(filled.judgements(claim="shelling")) == 2
    assert [j.kind for j in filled.judgements(claim="denial")] == ["same"]


def test_a_correction_holds_wherever_the_claim_is_shown(filled: Ledger) -> None:
    filled.judge(correction("type", "COERCE"))
    assert ids(filled, type="COERCE") == ["shelling"]
    assert ids(filled, type="ASSAULT") == ["denial"]
    assert ids(filled, type="ASSAULT", as_of=at(0.5)) == ["denial", "shelling"]
    assert [r.claim.type for r in filled.reports() if r.claim.id == "shelling"] == ["COERCE"]
    report, before = filled.claim("shelling"), filled.claim("shelling", as_of=at(0))
    assert report is not None
    assert before is not None
    assert (report.claim.type, before.claim.type) == ("COERCE", "ASSAULT")
    assert filled.reports_of(["shelling"])["shelling"].claim.type == "COERCE"


def test_an_undone_correction_is_gone_from_then_on(filled: Ledger) -> None:
    (first,) = filled.judge(correction("type", "COERCE"))
    filled.judge(correction("type", "PROTEST", 2))
    assert ids(filled, type="PROTEST") == ["shelling"]
    filled.undo(filled.judgements()[1].id, now=at(3))
    assert ids(filled, type="COERCE") == ["shelling"]
    filled.undo(first.id, now=at(4))
    assert ids(filled, type="ASSAULT") == ["denial", "shelling"]
    for hours, kind in ((0, "ASSAULT"), (1, "COERCE"), (2, "PROTEST"), (3, "COERCE")):
        assert "shelling" in ids(filled, type=kind, as_of=at(hours))


def test_parts_of_a_field_can_be_corrected(filled: Ledger) -> None:
    swedes = Entity("SWE", "Sweden", "SWE")
    filled.judge(correction("actors.0.entity", swedes), correction("when.end", "2026-02-25", 2))
    report = filled.claim("shelling")
    assert report is not None
    assert report.claim.actors[0].entity == swedes
    assert report.claim.when is not None
    assert str(report.claim.when.end) == "2026-02-25"
    assert ids(filled, actor="SWE", type="ASSAULT") == ["shelling"]
    assert ids(filled, actor="NOR", text="sweden") == ["denial"]
    assert ids(filled, actor="SWE", text="sweden tromso") == ["shelling"]


def test_a_correction_outlives_a_new_reading(filled: Ledger) -> None:
    filled.judge(correction("type", "COERCE"))
    story, claims = shelling()
    filled.add(story, (replace(claims[0], score=0.99),), now=at(2))
    assert ids(filled, type="COERCE", min_score=0.9) == ["shelling"]


def test_what_does_not_fit_is_refused(filled: Ledger) -> None:
    wrong = [
        correction("type", 3),
        correction("mood", "x"),
        correction("id", "x"),
        correction("trigger", None),
        correction("actors.7.entity", None),
        correction("actors.x", None),
        correction("when.end", "Tuesday"),
        replace(correction("type", "X"), value="{"),
        replace(correction("type", "X"), left="none"),
        replace(same(), kind="maybe"),
        replace(same(), right="shelling"),
    ]
    for judgement in wrong:
        with pytest.raises(UsageError) as caught:
            filled.judge(same(), judgement)
        assert "\n" not in str(caught.value)
    with pytest.raises(UsageError, match="no judgement"):
        filled.undo("none", now=at(1))
    assert filled.judgements() == ()


def test_sketches_say_of_claims_what_reports_do(filled: Ledger) -> None:
    swedes = {"id": "SWE/MIL", "name": "armed forces of Sweden", "country": "SWE", "sector": "MIL"}
    filled.judge(correction("actors.0.entity", swedes), correction("polarity", "-", 2))
    reports = {report.claim.id: report for report in filled.claims()}
    filled.put_events([Event("e1", "ASSAULT", (*reports, "gone"))])
    filled.put_standings([Standing("e1", "disputed")])
    (event,) = filled.sketches()
    (view,) = filled.events()
    assert (event.id, event.type, event.days, event.status) == (
        "e1",
        "ASSAULT",
        view.days,
        "disputed",
    )
    assert [each.claim.id for each in event.told] == list(reports)
    for each in event.told:
        told, short = reports[each.claim.id].claim, each.claim
        assert each.day == reports[short.id].day
        for name in ("id", "type", "mode", "modality", "polarity"):
            assert getattr(short, name) == getattr(told, name)
        for role in ("actors", "recipients"):
            held, whole = getattr(short, role), getattr(told, role)
            assert [side.entity for side in held] == [each.entity for each in whole]
    assert {each.claim.polarity for each in event.told if each.claim.id == "shelling"} == {"-"}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("type", "FOO", "no PLOVER event type"),
        ("mode", "foo", "has no mode 'foo'"),
        ("polarity", "maybe", "is no polarity"),
        ("modality", "sure", "is no modality"),
        ("time", "soon", "is no time"),
        ("score", 7, "is no score"),
        ("nofield", 1, "the claim has no field nofield"),
        ("actors.9.entity", None, r"the claim has no field actors\.9\.entity"),
    ],
)
def test_values_that_the_codebook_lacks_are_refused(
    filled: Ledger, field: str, value: object, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        filled.judge(correction(field, value))
    assert filled.judgements() == ()


def test_a_new_type_drops_a_mode_that_it_lacks(filled: Ledger) -> None:
    filled.judge(correction("type", "ASSAULT"), correction("mode", "heavy-weapons", 2))
    filled.judge(correction("type", "PROTEST", 3))
    (found,) = [r.claim for r in filled.claims(ClaimQuery()) if r.claim.id == "shelling"]
    assert (found.type, found.mode) == ("PROTEST", None)
