"""Logs are one JSON object a line, and name nobody."""

from __future__ import annotations

import json
import logging
import sqlite3

import pytest
import structlog
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from django.utils.log import log_response

from dueto.config import logs

SENT = {"name": "Bea Sol", "phone": "quinientos"}


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


@pytest.mark.parametrize("readable", [True, False])
def test_a_failure_is_told_without_what_it_quotes_or_held(capsys: pytest.CaptureFixture[str], readable: bool) -> None:
    logs.configure(readable=readable, level="DEBUG")

    def fails(sent: dict[str, str]) -> None:
        try:
            int(sent["phone"])
        except ValueError as error:
            raise KeyError(sent["name"]) from error

    try:
        fails(SENT)
    except KeyError:
        structlog.get_logger("dueto.x").exception("broke")
        logging.getLogger("some.package").exception("broke too")

    told = capsys.readouterr().err
    assert told.count("ValueError: ") == told.count("KeyError: ") == 2
    assert told.count("in fails") == 4
    assert not any(secret in told for secret in ("Bea", "Sol", "quinientos"))


def test_of_the_database_a_failure_tells_the_kind(lines: object) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("create table one (mail text unique)")
    database.execute("insert into one values ('bea')")
    try:
        database.execute("insert into one values ('bea')")
    except sqlite3.IntegrityError:
        structlog.get_logger("dueto.x").exception("broke")
    database.close()

    [event] = lines()  # type: ignore[operator]
    assert event["exception"].endswith("sqlite3.IntegrityError: SQLITE_CONSTRAINT_UNIQUE")


def test_a_request_that_fails_is_named_by_its_route(lines: object, rf: RequestFactory) -> None:
    request = rf.post("/choices/signed-for-bea/?email=bea@empresa.example")
    request.resolver_match = resolve("/choices/signed-for-bea/")
    for status, logger in ((500, "django.request"), (403, "django.security.csrf")):
        response = HttpResponse(status=status)
        log_response("Wrong: %s", request.path, response=response, request=request, logger=logging.getLogger(logger))

    said = [event["event"] for event in lines()]  # type: ignore[operator]
    assert said == ["Wrong: choices/<str:token>/"] * 2
