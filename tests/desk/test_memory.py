"""What the desk remembers: never its own decisions too late, others' a few seconds."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import NOW, client_of
from tocsin.desk.memory import LATE, MOST, Memory
from tocsin.keeping import By, Decisions, Keeper
from tocsin.ledger import EventQuery, Ledger

AT = datetime(2026, 4, 9, 9, 0, tzinfo=UTC)


class Clock:
    """Seconds that move when told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def counter() -> Callable[[], int]:
    made = iter(range(1, 1000))
    return lambda: next(made)


def until(true: Callable[[], bool]) -> None:
    for _ in range(200):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it did not happen within two seconds")


def test_a_value_stays_while_the_state_does(clock: Clock) -> None:
    memory, make = Memory(clock), counter()
    assert memory.get("k", make, (1, AT)).value == 1
    clock.now = 1e6
    assert memory.get("k", make, (1, AT)).value == 1
    assert memory.get("k", make, (2, AT)).value == 2
    assert memory.get("other", make, (2, AT)).value == 3


def test_with_patience_a_new_state_waits(clock: Clock) -> None:
    memory, make = Memory(clock), counter()
    memory.get("k", make, (1, AT), patience=5)
    clock.now = 4.9
    held = memory.get("k", make, (2, AT), patience=5)
    assert (held.value, held.state) == (1, 1)


def test_after_that_the_old_value_is_given_while_the_new_one_is_made(clock: Clock) -> None:
    memory, make = Memory(clock), counter()
    memory.get("k", make, (1, AT), patience=5)
    clock.now = 5.1
    assert memory.get("k", make, (2, AT), patience=5).value == 1
    until(lambda: memory.get("k", make, (2, AT), patience=5).value == 2)


def test_what_is_much_too_old_is_never_given(clock: Clock) -> None:
    memory, make = Memory(clock), counter()
    memory.get("k", make, (1, AT), patience=5)
    clock.now = 5.0 * LATE
    assert memory.get("k", make, (2, AT), patience=5).value == 2


def test_what_fails_behind_is_tried_again_in_front(clock: Clock) -> None:
    memory, tries = Memory(clock), counter()

    def broken() -> Any:
        raise ValueError(tries())

    memory.get("k", lambda: "held", (1, AT), patience=5)
    clock.now = 6
    assert memory.get("k", broken, (2, AT), patience=5).value == "held"
    clock.now = 5.0 * LATE
    with pytest.raises(ValueError, match=r"[12]"):
        memory.get("k", broken, (2, AT), patience=5)


def test_forgetting_holds_for_what_is_being_made_too(clock: Clock) -> None:
    memory = Memory(clock)
    begun, go = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        go.wait(2)
        return "of before"

    memory.get("k", lambda: "first", (1, AT), patience=5)
    clock.now = 6
    memory.get("k", slow, (2, AT), patience=5)
    assert begun.wait(2)
    memory.forget()
    go.set()
    until(lambda: memory.get("k", lambda: "of after", (2, AT), patience=5).value == "of after")


def test_what_takes_long_is_waited_for_a_little(clock: Clock) -> None:
    memory, go = Memory(clock), threading.Event()

    def slow() -> str:
        go.wait(2)
        return "made"

    assert memory.soon("k", slow, (1, AT), patience=5, wait=0.01) is None
    go.set()
    held = memory.soon("k", slow, (1, AT), patience=5, wait=2)
    assert held is not None
    assert held.value == "made"


def test_what_takes_long_is_given_however_old_it_is(clock: Clock) -> None:
    memory, make = Memory(clock), counter()
    memory.soon("k", make, (1, AT), patience=5)
    clock.now = 1e6
    memory.forget()
    held = memory.soon("k", make, (2, AT), patience=5)
    assert held is not None
    assert held.value == 1

    def renewed() -> bool:
        found = memory.soon("k", make, (2, AT), patience=5)
        return found is not None and found.value == 2

    until(renewed)


def test_an_error_of_what_takes_long_is_told(clock: Clock) -> None:
    def broken() -> Any:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        Memory(clock).soon("k", broken, (1, AT), patience=5)


def test_one_of_many_makes_it() -> None:
    memory, make = Memory(), counter()

    def slow() -> int:
        time.sleep(0.05)
        return make()

    found = list[int]()
    askers = [
        threading.Thread(target=lambda: found.append(memory.get("k", slow, (1, AT)).value))
        for _ in range(8)
    ]
    for each in askers:
        each.start()
    for each in askers:
        each.join()
    assert found == [1] * 8


def test_only_so_many_are_kept() -> None:
    memory, make = Memory(), counter()
    for key in range(MOST + 1):
        memory.get(key, make, (1, AT))
    assert memory.get(MOST, make, (1, AT)).value == MOST + 1
    assert memory.get(0, make, (1, AT)).value == MOST + 2


def decide_elsewhere(ledger: Ledger) -> tuple[str, str]:
    """As another process would: two events become one. The ids of the new one and of one of them
    that is gone."""
    one, other = (view.event for view in ledger.events(EventQuery(type="ASSAULT", limit=2)))
    decisions = Decisions(Keeper(ledger), By("other"), clock=lambda: NOW, now=NOW)
    made = decisions.merge(one.id, other.id)
    return made, next(iter({one.id, other.id} - {made}))


def test_a_page_that_lags_says_so_and_catches_up(own: Ledger, clock: Clock) -> None:
    desk = client_of(own)
    desk.app.state.desk.memory.seconds = clock
    before = desk.get("/timeline").text
    assert "lists and counts as of" not in before
    _, gone = decide_elsewhere(own)
    lagging = desk.get("/timeline").text
    assert gone in lagging
    assert "lists and counts as of 09:00:00" in lagging
    clock.now = 60
    after = desk.get("/timeline").text
    assert gone not in after
    assert "lists and counts as of" not in after


def test_what_the_desk_decides_shows_at_once(
    own: Ledger, writing: TestClient, send: Callable[..., Any]
) -> None:
    claim = next(iter(own.claims()))
    page = f"/claim/{claim.claim.id}"
    before = writing.get("/review").text
    assert send(writing, page, f"{page}/accept").status_code == 303
    after = writing.get("/review").text
    assert after != before
    assert claim.claim.id in after


def test_events_and_claims_never_lag(own: Ledger) -> None:
    desk = client_of(own)
    first = desk.get("/events").text
    made, _ = decide_elsewhere(own)
    page = desk.get("/events").text
    assert made in page
    assert page != first
