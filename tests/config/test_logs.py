"""Logs are one JSON object a line, and name nobody."""

from __future__ import annotations

import json
import logging

import pytest
import structlog

from dueto.config import logs


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> object:
    """Return what turns the log so far into its events."""
    logs.configure(readable=False, level="DEBUG")
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_an_event_is_a_line_of_json(lines: object) -> None:
    structlog.get_logger("dueto.x").info("answered", route="people/", ms=3)

    [event] = lines()  # type: ignore[operator]
    assert (event["event"], event["route"], event["level"]) == ("answered", "people/", "info")
    assert event["timestamp"].endswith("Z")


@pytest.mark.parametrize(
    "told",
    [
        "no luck with ana@empresa.example today",
        "GET /prospects/?words=ana+sol",
        "POST /invitations/4f1d2c/",
        "GET /accounts/password/new/1-abc/",
    ],
)
def test_what_a_library_tells_about_people_is_blacked_out(lines: object, told: str) -> None:
    logging.getLogger("some.package").warning(told)

    [event] = lines()  # type: ignore[operator]
    assert "…" in event["event"]
    for secret in ("ana", "4f1d2c", "1-abc"):
        assert secret not in event["event"]


def test_a_failure_has_its_traceback(lines: object) -> None:
    try:
        raise ValueError("for bea@empresa.example")
    except ValueError:
        structlog.get_logger("dueto.x").exception("broke")

    [event] = lines()  # type: ignore[operator]
    assert "ValueError" in event["exception"]
    assert "bea@" not in event["exception"]
