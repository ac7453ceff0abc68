from __future__ import annotations

import socket
import webbrowser
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tocsin.cli.commands import app
from tocsin.desk.serving import (
    Place,
    check_tls,
    clock_of,
    entrance_for,
    is_local,
    listen,
    open_browser,
    settings,
)
from tocsin.errors import UsageError
from tocsin.ledger import Account, Ledger


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "empty.db") as ledger:
        yield ledger


@pytest.fixture
def peopled(empty: Ledger) -> Ledger:
    empty.people.add(Account("ada", "admin", datetime.now(UTC)), "no password")
    return empty


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_is_served_without_accounts(host: str, empty: Ledger) -> None:
    assert is_local(host)
    assert entrance_for(empty, Place(host)) is None


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "10.0.0.1", "desk.example", ""])
def test_others_are_not_without_accounts(host: str, empty: Ledger) -> None:
    with pytest.raises(UsageError, match="no accounts"):
        entrance_for(empty, Place(host, cert=Path("c"), key=Path("k")))


def test_a_proxy_or_a_name_before_this_machine_asks_for_accounts_too(empty: Ledger) -> None:
    for place in (Place(proxy="127.0.0.1"), Place(names=("desk.example",))):
        with pytest.raises(UsageError, match="no accounts"):
            entrance_for(empty, place)


def test_passwords_do_not_travel_in_clear(peopled: Ledger) -> None:
    with pytest.raises(UsageError, match="--cert"):
        entrance_for(peopled, Place("0.0.0.0"))
    assert entrance_for(peopled, Place("0.0.0.0", proxy="10.0.0.1")) is not None
    assert entrance_for(peopled, Place("0.0.0.0", cert=Path("c"), key=Path("k"))) is not None


def test_a_ledger_with_accounts_asks_for_them_on_this_machine_too(peopled: Ledger) -> None:
    assert entrance_for(peopled, Place()) is not None


def test_what_a_proxy_says_is_believed_from_that_proxy_alone() -> None:
    assert settings(Place())["proxy_headers"] is False
    behind = settings(Place(proxy="10.0.0.1"))
    assert (behind["proxy_headers"], behind["forwarded_allow_ips"]) == (True, "10.0.0.1")
    assert behind["access_log"] is False


def test_certificate_and_key_go_together(tmp_path: Path) -> None:
    check_tls(None, None)
    with pytest.raises(UsageError, match="go together"):
        check_tls(tmp_path / "cert.pem", None)
    with pytest.raises(UsageError, match="no file"):
        check_tls(tmp_path / "cert.pem", tmp_path / "key.pem")


def test_the_command_refuses_a_host_that_others_can_reach(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    Ledger(path).close()
    answer = CliRunner().invoke(app, ["serve", "--host", "0.0.0.0", "--ledger", str(path)])
    assert answer.exit_code != 0
    assert isinstance(answer.exception, UsageError)


def test_a_machine_without_a_browser_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(address: str) -> bool:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "open", none)
    open_browser("http://127.0.0.1:1/")


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        with pytest.raises(UsageError, match="--port"):
            listen("127.0.0.1", held.getsockname()[1])


def test_a_free_port_is_found() -> None:
    with listen("127.0.0.1", 0) as held:
        assert held.getsockname()[1] > 0


def test_a_day_stands_for_today() -> None:
    assert clock_of("2026-04-09")().isoformat() == "2026-04-09T09:00:00+00:00"
    with pytest.raises(UsageError, match="no day"):
        clock_of("soon")
