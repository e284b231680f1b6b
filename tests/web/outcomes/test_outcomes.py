"""Outcomes as each reader sees them."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast
from tests.web.handed import BACKEND, handed, long_ago_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return long_ago_cast()


def test_only_managers_compare_executives(client: Client, people: Cast) -> None:
    handed(to=people.julia)
    for who, sees in {"bruno": True, "graciela": True, "ivan": False, "ines": False, "julia": False}.items():
        client.force_login(people[who], backend=BACKEND)
        assert ("Por ejecutivo" in client.get("/outcomes/").content.decode()) is sees


def test_a_thin_rate_shows_its_interval(client: Client, people: Cast) -> None:
    made = handed(to=people.julia)
    client.force_login(people.julia, backend=BACKEND)
    client.post(f"/handoffs/{made.pk}/acceptance/")

    assert "1 de 1" in client.get("/outcomes/").content.decode()


def test_what_was_won_shows_the_campaign_that_brought_it(client: Client, people: Cast) -> None:
    made = handed(to=people.julia)
    client.force_login(people.julia, backend=BACKEND)
    client.post(f"/handoffs/{made.pk}/acceptance/")

    lines = client.get("/outcomes/").content.decode()
    page = client.get(f"/handoffs/{made.pk}/").content.decode()

    assert "Webinar · Auditorias" in lines
    assert "Webinar · Auditorias" in page
    assert "primera página /guias" in page


def test_empty(client: Client, people: Cast) -> None:
    client.force_login(people.bruno, backend=BACKEND)

    assert "Aún no se entregó nada" in client.get("/outcomes/").content.decode()


def test_who_may(client: Client, people: Cast) -> None:
    client.force_login(people.olga, backend=BACKEND)
    assert client.get("/outcomes/").status_code == 404
    client.force_login(people.ines, backend=BACKEND)
    assert client.post("/outcomes/").status_code == 405
