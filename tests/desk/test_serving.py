from __future__ import annotations

import socket

import pytest
from typer.testing import CliRunner

from tocsin.cli.commands import app
from tocsin.desk.serving import check_host, clock_of, listen
from tocsin.errors import UsageError


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_is_served(host: str) -> None:
    check_host(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "10.0.0.1", "desk.example", ""])
def test_others_are_not(host: str) -> None:
    with pytest.raises(UsageError, match="no accounts"):
        check_host(host)


def test_the_command_refuses_a_host_that_others_can_reach(tmp_path: object) -> None:
    answer = CliRunner().invoke(app, ["serve", "--host", "0.0.0.0"])
    assert answer.exit_code != 0
    assert isinstance(answer.exception, UsageError)


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
