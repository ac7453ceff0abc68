from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.testclient import TestClient

from tests.desk.conftest import NOW
from tocsin.ledger import EventQuery, EventView, Ledger

Send = Callable[..., Any]


def test_a_field_is_corrected_and_the_correction_undone(
    writing: TestClient, own: Ledger, send: Send
) -> None:
    report = next(r for r in own.claims() if r.claim.modality == "asserted")
    key, page = report.claim.id, f"/claim/{report.claim.id}"
    answer = send(writing, page, f"{page}/correct", field="modality", value="possible")
    assert answer.status_code == 303
    assert answer.headers["location"] == page
    corrected = own.claim(key)
    assert corrected
    assert corrected.claim.modality == "possible"
    made = own.judgements(claim=key)[0]
    assert (made.author, made.undone) == ("analyst", None)
    assert "modality is possible" in writing.get(page).text
    send(writing, page, "/undo", judgement=made.id, back=page)
    held = own.claim(key)
    assert held
    assert held.claim.modality == "asserted"
    assert own.progress()[0] == own.changes()[-1].n  # what follows was derived


def test_a_value_that_does_not_fit_is_refused(writing: TestClient, own: Ledger, send: Send) -> None:
    key = own.claims()[0].claim.id
    for field, value in (("score", "x"), ("id", "1"), ("nothing.3", "x")):
        answer = send(writing, f"/claim/{key}", f"/claim/{key}/correct", field=field, value=value)
        assert answer.status_code == 400, field
        assert "This did not work" in answer.text
    assert own.judgements() == ()


def test_a_number_is_corrected(writing: TestClient, own: Ledger, send: Send) -> None:
    report = next(r for r in own.claims() if r.claim.quantities)
    page = f"/claim/{report.claim.id}"
    send(writing, page, f"{page}/correct", field="quantities.0.high", value="4200")
    held = own.claim(report.claim.id)
    assert held
    assert held.claim.quantities[0].high == 4200.0
    send(writing, page, f"{page}/correct", field="quantities.0.high", value="")
    held = own.claim(report.claim.id)
    assert held
    assert held.claim.quantities[0].high is None


def test_claims_are_taken_out_of_an_event_and_come_back(
    writing: TestClient, own: Ledger, disputed: EventView, send: Send
) -> None:
    event = disputed.event
    out, page = event.claims[-1], f"/event/{event.id}"
    answer = send(writing, page, f"{page}/split", claim=[out])
    assert answer.status_code == 303
    assert out not in own.events_of([event.claims[0]])[0].event.claims
    for made in own.judgements(live=True):
        send(writing, "/review", "/undo", judgement=made.id)
    assert own.events_of([event.claims[0]])[0].event.claims == event.claims


def test_not_all_claims_leave(
    writing: TestClient, disputed: EventView, own: Ledger, send: Send
) -> None:
    page = f"/event/{disputed.event.id}"
    answer = send(writing, page, f"{page}/split", claim=list(disputed.event.claims))
    assert answer.status_code == 400
    assert own.judgements() == ()


def test_two_events_become_one(writing: TestClient, own: Ledger, send: Send) -> None:
    found = own.events(EventQuery(type="ASSAULT", limit=None))
    one, other = found[0].event, found[1].event
    answer = send(writing, f"/event/{one.id}", f"/event/{one.id}/merge", other=other.id)
    assert answer.status_code == 303
    whole = own.events_of([one.claims[0]])[0].event
    assert {*one.claims, *other.claims} <= set(whole.claims)
    assert answer.headers["location"] == f"/event/{whole.id}"


def test_what_is_accepted_leaves_the_queue(writing: TestClient, own: Ledger, send: Send) -> None:
    key = own.summaries.uncertain(NOW.date().replace(month=1), limit=1)[0]
    assert f"/claim/{key}/accept" in writing.get("/review").text
    answer = send(writing, "/review", f"/claim/{key}/accept", back="/review")
    assert answer.headers["location"] == "/review"
    assert f"/claim/{key}/accept" not in writing.get("/review").text


def test_nothing_is_accepted_that_is_not_there(writing: TestClient, send: Send) -> None:
    assert send(writing, "/review", "/claim/none/accept").status_code == 400


def test_a_letter_is_given(writing: TestClient, own: Ledger, send: Send) -> None:
    name = own.summaries.outlets()[0].name
    answer = send(writing, "/sources", "/rate", who=name, letter="B")
    assert answer.status_code == 303
    assert own.ratings()[name].letter == "B"
    report = next(r for r in own.claims() if r.publisher == name)
    event = own.events_of([report.claim.id])[0].event.id
    assert 'class="pair">B' in writing.get(f"/event/{event}").text
    assert send(writing, "/sources", "/rate", who=name, letter="Q").status_code == 400
