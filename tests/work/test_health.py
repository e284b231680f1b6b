"""How the worker is, over a real socket."""

from __future__ import annotations

import http.client
from collections.abc import Iterator

import pytest

from dueto.work.health import LONGEST_TURN, Pulse, serve


def asked(port: int, path: str) -> tuple[int, str]:
    """Return the answer of the worker's door."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@pytest.fixture
def pulse() -> Pulse:
    return Pulse()


@pytest.fixture
def port(pulse: Pulse, socket_enabled: None) -> Iterator[int]:
    door = serve(0, pulse.is_alive)
    yield door.server_address[1]
    door.shutdown()
    door.server_close()


def test_it_is_ready_once_the_loop_comes_round(port: int, pulse: Pulse) -> None:
    assert asked(port, "/health/live") == (200, "ok\n")
    assert asked(port, "/health/ready")[0] == 503
    pulse.beat()
    assert asked(port, "/health/ready") == (200, "ok\n")


def test_it_is_not_ready_when_the_loop_is_stuck(port: int, pulse: Pulse, monkeypatch: pytest.MonkeyPatch) -> None:
    pulse.beat()
    monkeypatch.setattr(pulse, "age", lambda: LONGEST_TURN + 1)
    assert asked(port, "/health/ready")[0] == 503


def test_it_has_figures_and_nothing_else(port: int) -> None:
    assert "dueto_worker_turn_age_seconds" in asked(port, "/metrics")[1]
    assert asked(port, "/")[0] == 404
