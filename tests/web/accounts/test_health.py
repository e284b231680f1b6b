"""How the pages are, asked by those who keep them running."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.test import Client
from pytest_django import Settings

from dueto.apps.journal.actions import enqueue
from tests.cast import AT

pytestmark = pytest.mark.django_db


def test_it_lives(client: Client) -> None:
    assert client.get("/health/live").content == b"ok\n"


def test_it_is_ready_and_tells_how_late_the_worker_is(client: Client) -> None:
    assert client.get("/health/ready").json()["worker_seconds_behind"] == 0
    enqueue("mail", key="x", body={}, at=AT)

    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json()["ready"] is True
    assert answer.json()["worker_seconds_behind"] > 0


def test_it_is_not_ready_without_its_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> bool:
        raise DatabaseError("secret details")

    monkeypatch.setattr("dueto.web.health._is_of_this_version", away)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert "secret" not in answer.content.decode()


def test_it_is_not_ready_with_an_older_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dueto.web.health._is_of_this_version", lambda: False)
    assert client.get("/health/ready").json() == {
        "ready": False, "database": "ok", "migrations": "waiting", "worker_seconds_behind": None,
    }  # fmt: skip


def test_figures_are_for_this_machine(client: Client) -> None:
    client.get("/accounts/login/")
    text = client.get("/metrics").content.decode()
    assert 'dueto_pages_answered_total{method="GET",route="accounts/login/",status="200"}' in text
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.7").status_code == 404
    assert client.get("/metrics", headers={"x-forwarded-for": "10.0.0.7"}).status_code == 404


def test_figures_are_for_whoever_has_the_token(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = "hidden"

    def asked(header: str) -> int:
        return client.get("/metrics", headers={"authorization": header}, REMOTE_ADDR="10.0.0.7").status_code

    assert asked("Bearer hidden") == 200
    assert asked("Bearer guessed") == 404
